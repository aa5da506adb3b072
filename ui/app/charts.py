"""Charts of a library as HTML tables whose bars stand beside their numbers, so that nothing is in colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from corpus import Document, page_list
from ui.i18n.texts import Tongue, words

SHOWN_MOST = 12
"""Documents with a bar of their own: those with the most passages."""
_LANGUAGES = ("id", "en", "und")
_WAYS = ("text", "ocr", "unread")


def passages_chart(
    documents: Sequence[Document], counts: Mapping[str, Mapping[str, int]], tongue: Tongue
) -> str:
    """Passages by document, each bar parted by language; all of them first. `counts` is by document and language."""
    total: Counter[str] = Counter()
    for of_document in counts.values():
        total.update(of_document)
    sizes = {d.id: sum(counts.get(d.id, {}).values()) for d in documents}
    largest = sorted(documents, key=lambda d: -sizes[d.id])[:SHOWN_MOST]
    most = max(sizes.values(), default=0)
    rows = [_row(words("chart_all", tongue), total, total.total(), "lang", _LANGUAGES, tongue)]
    rows += [_row(d.title, counts.get(d.id, {}), most, "lang", _LANGUAGES, tongue) for d in largest]
    left = len(documents) - len(largest)
    more = f"<p>{escape(words('chart_more', tongue, count=left))}</p>" if left else ""
    return _table(words("chart_passages", tongue), rows) + more


def pages_chart(documents: Sequence[Document], tongue: Tongue) -> str:
    """How the pages were read, and by name those that were not; empty where no document has pages."""
    ways: Counter[str] = Counter()
    for document in documents:
        ways.update(_way(page.how) for page in document.pages)
    if not ways:
        return ""
    rows = [_row(words("chart_all", tongue), ways, ways.total(), "pages", _WAYS, tongue)]
    return _table(words("chart_pages", tongue), rows) + _unread(documents, tongue)


def _way(how: str) -> str:
    return how if how in ("text", "ocr") else "unread"


def _unread(documents: Iterable[Document], tongue: Tongue) -> str:
    found = []
    for document in documents:
        numbers = [p.number for p in document.pages if _way(p.how) == "unread"]
        if numbers:
            names = (words("page_one", tongue), words("page_many", tongue), words("and", tongue))
            found.append(f"<p>{escape(document.title)}: {escape(page_list(numbers, names))}</p>")
    return "".join(found) or f"<p>{escape(words('chart_none_unread', tongue))}</p>"


def _row(
    name: str, parts: Mapping[str, int], full: int, kind: str, order: Sequence[str], tongue: Tongue
) -> str:
    """A name, a bar of which `full` is the whole width, and the numbers in words."""
    present = [(key, parts[key]) for key in order if parts.get(key)]
    bar = "".join(
        f'<i class="rj-{kind}-{key}" style="width:{100 * count / max(full, 1):.2f}%"></i>'
        for key, count in present
    )
    said = ", ".join(f"{count} {words(f'{kind}_{key}', tongue)}" for key, count in present) or "0"
    return (
        f'<tr><th scope="row">{escape(name)}</th><td><span class="rj-stack" aria-hidden="true">{bar}</span>'
        f"<span>{escape(said)}</span></td></tr>"
    )


def _table(caption: str, rows: Sequence[str]) -> str:
    return (
        f'<table class="rj-chart"><caption>{escape(caption)}</caption><tbody>{"".join(rows)}</tbody></table>'
    )
