"""Names as they are cited.

Indonesian law and custom know no family names, and Indonesian guides and reference managers cite by the last
word all the same: "Dewi Ratna Sari" is "Sari, D. R.". So that is the rule here, with what keeps it from
breaking names: a name of one word stays whole ("Soekarno"); so do organisations, names with "bin" or "binti",
and whatever stands in quotation marks; "Family, Given" decides for itself; academic titles are no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEFORE = re.compile(r"(?:(?:Prof|Drs|Dra|Dr|dr|drg|Ir|Hj|KH|K\.H)\.?(?:\s+|(?<=\.)))+(?=\S)")
_INITIAL = re.compile(r"(?:[A-Z]\.?)+")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_WITH_FATHER = {"bin", "binti", "bte", "ibn", "ibnu"}
_ARTICLES = {"al", "el"}
_QUOTES = {('"', '"'), ("“", "”")}
_DEGREES = re.compile(
    r"skom|mkom|ssi|msi|spd|mpd|sag|mag|mba|mhum|shum|ssos|sip|msc|bsc|phd|lc|skm|mkes|skep|ns|spdi|mpdi|sth|spsi"
    r"|mpsi|spt|amd|dea|llm|llb|mphil|meng|beng|dphil|cpa|ak|ca|ssn|msn|spi|shi|sei|mei|skg|edd|dba|apt"
)
_DEGREES_OR_INITIALS = re.compile("sh|mh|mt|st|se|mm|ma|sp|mp|ba|md|sc|ms")
_ORGANISATIONS = re.compile(
    r"\b(?:badan|kementerian|departemen|direktorat|dinas|lembaga|komisi|komite|mahkamah|dewan|majelis|pusat|balai"
    r"|kantor|universitas|institut|politeknik|sekolah|yayasan|perkumpulan|ikatan|asosiasi|persatuan|perhimpunan"
    r"|bank|republik|negara|pemerintah|provinsi|kabupaten|kota|sekretariat|tim|perusahaan|pt|cv|tbk|organisasi"
    r"|ministry|department|university|institute|college|school|agency|bureau|office|council|commission|committee"
    r"|association|society|foundation|centre|center|organi[sz]ation|government|nations|group|company|corporation"
    r"|inc|ltd|llc|team|republic|national|international|world)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; `literal` where it is to be cited whole, and then nothing else."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


def parse_name(written: str) -> Name:
    """Take a name apart by the rules above. A blank one gives a `Name` of nothing."""
    name = " ".join(written.split())
    if len(name) > 2 and (name[0], name[-1]) in _QUOTES:
        return Name(literal=name[1:-1].strip())
    name = _BEFORE.sub("", name, count=1) if _BEFORE.match(name) else name
    parts = _without_degrees([p.strip() for p in name.split(",") if p.strip()])
    suffix = parts.pop() if len(parts) > 1 and _SUFFIX.fullmatch(parts[-1]) else ""
    if len(parts) == 2 and not _is_organisation(parts):
        return Name(family=_cased(parts[0]), given=_cased(parts[1]), suffix=suffix)
    if len(parts) != 1 or _is_organisation(parts):
        return Name(literal=", ".join(parts))
    return _by_last_word(_cased(parts[0]), suffix)


def _by_last_word(name: str, suffix: str) -> Name:
    words = name.split()
    if len(words) == 1 or _WITH_FATHER & {w.casefold() for w in words[1:-1]}:
        return Name(literal=f"{name} {suffix}".strip())
    last = len(words) - 1
    while last > 0 and _INITIAL.fullmatch(words[last]):  # "Rahmat H." is cited under "Rahmat"
        last -= 1
    if last == 0 and len(words) > 2:
        last = len(words) - 1
    first = last
    while first > 1 and (words[first - 1].islower() or words[first - 1].casefold() in _ARTICLES):
        first -= 1
    given = [*words[:first], *words[last + 1 :]]
    return Name(family=" ".join(words[first : last + 1]), given=" ".join(given), suffix=suffix)


def _without_degrees(parts: list[str]) -> list[str]:
    """A family name before initials, as in "Sari, M. T.", is one word; a name before degrees is mostly more."""
    kept = parts[:1]
    for part in parts[1:]:
        bare = re.sub(r"[^a-z]", "", re.sub(r"\(.*", "", part).casefold())
        initials = _DEGREES_OR_INITIALS.fullmatch(bare) and len(parts[0].split()) == 1
        if initials or not (_DEGREES.fullmatch(bare) or _DEGREES_OR_INITIALS.fullmatch(bare)):
            kept.append(part)
    return kept


def _is_organisation(parts: list[str]) -> bool:
    whole = " ".join(parts)
    return " " in whole and _ORGANISATIONS.search(whole) is not None


def _cased(name: str) -> str:
    """A title page's capitals as a name is written: "SITI NURHALIZA" is "Siti Nurhaliza"; "BPS" stays."""
    if " " not in name or not name.isupper():
        return name
    return " ".join(
        w if _INITIAL.fullmatch(w) and ("." in w or len(w) == 1) else w.title() for w in name.split()
    )
