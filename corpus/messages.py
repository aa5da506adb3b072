"""What the reading of files says to people, each sentence once, with a code that other languages go by.

code, values ──▶ Message: the English sentence, and what it was made of

A message is a string like any other, so that nobody who prints it need know more; who speaks another language
takes its `code` and `values` and chooses words of their own. It survives being kept: see `pack_message`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Value = str | int | tuple[int, ...]
"""A name, an amount, page numbers (ascending), or another message."""

ENGLISH: dict[str, str] = {
    # -- the file itself
    "empty_file": "{name}: the file is empty; get it again or remove it.",
    "no_text": "{name}: there is no text in the file; remove it or get it again.",
    "no_text_on_pages": (
        "{name}: no text could be read from any of its pages: they are blank, or pictures that OCR cannot "
        "read. Scan it again at 300 dpi or more, or get a file with text."
    ),
    "no_text_without_ocr": (
        "{name}: no text could be read from any of its pages: they are pictures of text, and Tesseract, which "
        "reads such pages, is not installed. Install it with: {install}, then try again."
    ),
    "unreadable": (
        "{name}: the file could not be read and may be damaged ({detail}). Open it in its program, save it "
        "anew and try again."
    ),
    "gone": "{name}: the file is gone; put it back, or go on without it.",
    "not_permitted": (
        "{name}: this account may not read the file; change its permissions and try again."
    ),
    "is_folder": "{name}: this is a folder; name the files in it.",
    "disk": "{name}: the file could not be read ({detail}); check the disk and try again.",
    "changed": "{name}: the file changed while it was read; try again when it is at rest.",
    "too_large": (
        "{name}: the file has {size} MB, more than the {most} MB that are read; split it in parts and try again."
    ),
    "too_large_unpacked": (
        "{name}: the file unpacks to more than {most} MB; leave out its pictures or split it, and try again."
    ),
    "too_many_elements": (
        "{name}: the file holds more than {most} paragraphs, cells and other elements, many of them surely empty; "
        "take those out or split it, and try again."
    ),
    # -- what it is
    "unknown_kind": "{name}: {why}",
    "wrong_suffix": (
        "{name}: the file is named {suffix} but holds a {kind} document; give it the suffix {right} and try again."
    ),
    "not_of_kind": (
        "{name}: this is no {kind} file (its first bytes are not those of one); it may be damaged or only "
        "named so. Get it again, or export it as {kind} anew."
    ),
    "is_old_office": (
        "{name}: the file is named {suffix} but holds an old Office document (.doc, .xls, .ppt), or a new one "
        "behind a password; open it in Word or LibreOffice and save it as {right} without a password."
    ),
    "is_rtf": (
        "{name}: the file is named {suffix} but holds an RTF document; open it in Word or LibreOffice and save "
        "it as .docx."
    ),
    "is_picture": (
        "{name}: the file is named {suffix} but holds a picture; give it the suffix of a picture, or make a "
        "PDF with text of it by OCR."
    ),
    "is_packed": "{name}: the file is named {suffix} but holds packed files; unpack it first.",
    "is_program": "{name}: the file is named {suffix} but holds a program; remove it.",
    "is_spreadsheet": (
        "{name}: the file is named {suffix} but holds a spreadsheet; export it as PDF or text."
    ),
    "reader_ended": (
        "{name}: reading this file needed too much memory or time and was stopped; the other files are read. "
        "Open it in its program, save or print it as a new file."
    ),
    "damaged_zip": (
        "{name}: the file is a damaged or cut-off zip (a {kind} file is one); get it again or save it anew."
    ),
    "damaged_part": (
        "{name}: the {kind} document is damaged or cut short ({detail}); get it again or save it anew."
    ),
    "locked": "{name}: the file asks for a password; save it without one and try again.",
    # -- text
    "bad_encoding": (
        "{name}: the text says it is {encoding} but is not (byte {byte}); it may be cut short. Save it as "
        "UTF-8 and try again."
    ),
    "unknown_encoding": (
        "{name}: the encoding of this text cannot be told, or it is no text; open it in an editor, save it as "
        "UTF-8 and try again."
    ),
    "guessed_encoding": (
        "{name}: the encoding of this text cannot be told (it may be {encoding}), or it is no text; open it in "
        "an editor, save it as UTF-8 and try again."
    ),
    "no_text_file": (
        "{name}: this is no text, although it is named so; give it the suffix of what it is, or save it as "
        "UTF-8 text and try again."
    ),
    "read_as_western": "The text is not UTF-8; it was read as Windows-1252.",
    # -- PDF
    "not_pdf": "{name}: this is not a PDF, although its name says so. Check where it comes from.",
    "pdf_no_pages": (
        "{name}: the PDF has no pages that can be read. Download or export it again."
    ),
    "pdf_wrong_password": "{name}: the password does not open it. Give the right one with --password.",
    "pdf_locked": (
        "{name}: the PDF is locked. Save a copy without a password and try again; rujukan read shows it as it "
        "is with --password."
    ),
    "pdf_cut": "{name}: the PDF is cut short; its end is missing. Copy or download it again.",
    "pdf_damaged": "{name}: the PDF is damaged and cannot be opened. Copy or export it again.",
    "ocr_missing": (
        "{pages} could not be read: they are pictures of text, and Tesseract is not installed. Install it "
        "with: {install}, then try again."
    ),
    "ocr_failed": "{pages} could not be read by OCR. Scan them again at 300 dpi or more.",
    "pages_damaged": "{pages} could not be opened: the file is damaged there. Export it again.",
    "read_by_ocr": "{pages}: read by OCR; check quotations against the page.",
    "ocr_unsure": "{pages}: OCR is unsure of much of the text. A better scan would help.",
    "layer_doubtful": (
        "{pages}: many words of the text layer are no words; it was probably made by poor OCR. Check quotations "
        "against the page, or scan it again."
    ),
    "xfa_form": (
        "This is a form that only Adobe Reader can show (XFA); its pages hold no more than a notice. Open it there, "
        "print it to a PDF and use that."
    ),
    "read_plainly": (
        "{pages}: the layout could not be followed, so the text is in the order of the file; check quotations "
        "against the page."
    ),
    # -- what lies in a library and is no document
    "bad_name": "its name is not valid Unicode; rename the file.",
    "link_broken": "the link leads nowhere; remove it or copy the file here.",
    "link_out": "the link leads out of the library; copy the file here instead.",
    "folder_unlisted": "the folder cannot be listed ({detail}); check its permissions.",
    "unreachable": "the file cannot be reached ({detail}); check the disk and try again.",
    "no_ordinary_file": "this is no ordinary file; remove it or copy its text to a file.",
    "kind_not_read": "this kind of file is not read ({suffix}); use one of {kinds}.",
    "no_suffix": "a file without a suffix is not read; add one of {kinds}.",
    "save_as": "this kind of file is not read ({suffix}); open it and save it as {right}.",
    "export_as_pdf": "this kind of file is not read ({suffix}); export it as PDF.",
    "unpack": "packed files are not read ({suffix}); unpack it here.",
    "picture": "pictures are not read ({suffix}); make a PDF with text of it by OCR.",
    "same_content": 'The same content as "{other}": its passages are listed once, under that name.',
}  # fmt: skip


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Message(str):
    """A sentence in English with the `code` and the `values` that it was made of."""

    code: str
    values: Mapping[str, Value]

    def __new__(cls, text: str, code: str = "", values: Mapping[str, Value] | None = None) -> Message:
        """`code` is empty for a sentence that no other language knows."""
        made = super().__new__(cls, text)
        made.code = code
        made.values = dict(values or {})
        return made


def say(code: str, **values: Value) -> Message:
    """The sentence of `code` with its values filled in. KeyError where there is no such code."""
    clean = {name: visible(v) if type(v) is str else v for name, v in values.items()}
    shown = {name: page_list(v) if isinstance(v, tuple) else v for name, v in clean.items()}
    return Message(ENGLISH[code].format(**shown), code, clean)


def visible(text: str) -> str:
    """A name on one line, with an escape in the place of each character that would steer what shows it.

    Those are line ends, control characters and the marks that turn the direction of writing.
    """
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def page_list(numbers: Sequence[int], words: tuple[str, str, str] = ("Page", "Pages", "and")) -> str:
    """ "Pages 1–3 and 7" from page numbers that ascend; `words` in the reader's language."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    one, many, and_ = words
    parts = [str(low) if low == high else f"{low}–{high}" for low, high in spans]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {and_} {parts[-1]}"
    return f"{one if len(numbers) == 1 else many} {listed}"


def pack_message(text: str) -> str:
    """What is kept of a message, as JSON; of any other sentence, that sentence."""
    if not isinstance(text, Message) or not text.code:
        return text
    return json.dumps({"code": text.code, "values": text.values, "text": text}, ensure_ascii=False)


def unpack_message(kept: str) -> str:
    """The message that `pack_message` kept; text of any other make as it is."""
    if not kept.startswith('{"code": '):
        return kept
    try:
        given = json.loads(kept)
        values = {name: tuple(v) if isinstance(v, list) else v for name, v in given["values"].items()}
        return Message(given["text"], given["code"], values)
    except (ValueError, KeyError, TypeError, AttributeError):
        return kept
