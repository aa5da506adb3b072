"""Sources for reference managers: BibTeX, RIS and CSL-JSON, each with its own escaping."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from qa.citing import CitingLanguage, Name, Source, csl_item, parse_name

_BIBTEX_TYPES = {
    "article-journal": "article",
    "book": "book",
    "report": "techreport",
    "paper-conference": "inproceedings",
}
_BIBTEX_THESES = {"bachelor": "mastersthesis", "master": "mastersthesis", "doctor": "phdthesis"}
_RIS_TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "paper-conference": "CONF",
    "legislation": "STAT",
    "webpage": "ELEC",
}
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "&%$#_"},
}


def to_csl_json(sources: Sequence[Source], language: CitingLanguage) -> str:
    """A list of CSL items; Zotero and pandoc read it."""
    items = [csl_item(s, language) | {"id": k} for s, k in zip(sources, keys(sources), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def to_bibtex(sources: Sequence[Source], language: CitingLanguage) -> str:
    """One entry for each source, UTF-8. Titles keep their capitals."""
    pairs = zip(sources, keys(sources), strict=True)
    return "\n".join(_bibtex(source, key, csl_item(source, language)) for source, key in pairs)


def to_ris(sources: Sequence[Source], language: CitingLanguage) -> str:
    """One record for each source, UTF-8, lines as the format wants them."""
    return "".join(_ris(csl_item(source, language)) for source in sources)


def keys(sources: Sequence[Source]) -> list[str]:
    """A name of ASCII letters and digits for each source ("sari2019analisis"), each only once."""
    found: list[str] = []
    for source in sources:
        name = parse_name(source.authors[0]) if source.authors else Name()
        who = _ascii(name.family or name.literal)
        what = next((w for w in map(_ascii, source.title.split()) if len(w) > 3), "")
        base = f"{who[:20]}{source.year or ''}{what[:20]}" or "sumber"
        number = 1
        while (key := base if number == 1 else f"{base}-{number}") in found:
            number += 1
        found.append(key)
    return found


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


# -- BibTeX --------------------------------------------------------------------------------------------


def _bibtex(source: Source, key: str, item: dict[str, Any]) -> str:
    kind = _BIBTEX_THESES.get(source.kind) or _BIBTEX_TYPES.get(item["type"], "misc")
    within = {"article": "journal", "inproceedings": "booktitle", "techreport": "institution"}
    other = "howpublished" if source.kind == "legislation" else "publisher"
    place = "school" if "thesis" in kind else within.get(kind, other)
    fields = {
        "title": f"{{{_latex(item.get('title', ''))}}}",
        "author": " and ".join(_bibtex_name(n) for n in item.get("author", [])),
        "year": str(source.year or ""),
        place: _latex(item.get("container-title") or item.get("publisher") or ""),
        "type": _latex(item.get("genre", "")),
        "volume": _latex(item.get("volume", "")),
        "number": _latex(item.get("issue", "")),
        "pages": _latex(item.get("page", "")).replace("-", "--"),
        "doi": _address(item.get("DOI", "")),
        "url": _address(item.get("URL", "")),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value not in ("", "{}")]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(c, c) for c in text)


def _address(text: str) -> str:
    """Brackets and backslashes of an address as URLs write them; the rest is read as it is."""
    return re.sub(r"[{}\\\s]", lambda m: f"%{ord(m[0]):02X}", text)


def _bibtex_name(name: dict[str, str]) -> str:
    """Whole names in braces; so is a part that holds "and" or a comma, which would end it."""
    if "literal" in name:
        return f"{{{_latex(name['literal'])}}}"
    order = [name["family"], name.get("suffix", ""), name.get("given", "")]
    parts = [f"{{{_latex(p)}}}" if re.search(r"\band\b|,", p, re.I) else _latex(p) for p in order if p]
    return ", ".join(parts)


# -- RIS -----------------------------------------------------------------------------------------------


def _ris(item: dict[str, Any]) -> str:
    first, _, last = str(item.get("page", "")).partition("-")
    names = [
        ", ".join(n[k] for k in ("literal", "family", "given", "suffix") if k in n)
        for n in item.get("author", [])
    ]
    within = "JO" if item["type"] == "article-journal" else "T2" if "container-title" in item else "PB"
    tags: list[tuple[str, str]] = [
        ("TY", _RIS_TYPES.get(item["type"], "GEN")),
        *(("AU", name) for name in names),
        ("TI", item.get("title", "")),
        ("PY", str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""),
        (within, item.get("container-title") or item.get("publisher") or ""),
        ("M3", item.get("genre", "")),
        ("VL", item.get("volume", "")),
        ("IS", item.get("issue", "")),
        ("SP", first),
        ("EP", last),
        ("DO", item.get("DOI", "")),
        ("UR", item.get("URL", "")),
        ("LA", item.get("language", "")),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags if value]
    return "".join(lines) + "ER  - \r\n\r\n"
