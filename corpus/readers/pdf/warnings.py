"""What a person should know about the reading of a PDF, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.readers.pdf.layout import PageWords
from corpus.readers.pdf.ocr import INSTALL, Unread

_UNSURE = 0.7


def warnings_for(pages: Sequence[PageWords], unread: Unread) -> tuple[str, ...]:
    """One sentence for each thing that went less than well."""
    found: list[str] = []
    if unread.pages and unread.missing:
        found.append(
            f"{_pages(unread.pages)} could not be read: they are pictures of text, and Tesseract is not "
            f"installed. Install it with: {INSTALL}, then index again."
        )
    elif unread.pages:
        found.append(f"{_pages(unread.pages)} could not be read by OCR. Scan them again at 300 dpi or more.")
    damaged = [page.number for page in pages if page.how == "failed" and page.number not in unread.pages]
    if damaged:
        found.append(f"{_pages(damaged)} could not be opened: the file is damaged there. Export it again.")
    scanned = [page.number for page in pages if page.how == "ocr"]
    if scanned:
        found.append(f"{_pages(scanned)} were read by OCR; check quotations against the page.")
    unsure = [page.number for page in pages if page.confidence is not None and page.confidence < _UNSURE]
    if unsure:
        found.append(f"OCR is unsure of much of {_pages(unsure).lower()}. A better scan would help.")
    return tuple(found)


def _pages(numbers: Sequence[int]) -> str:
    """ "Pages 1–3 and 7" from page numbers that ascend."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    parts = [str(low) if low == high else f"{low}–{high}" for low, high in spans]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {listed}"
