"""The part that a section plays in its document: problem, aim, method, finding, references and so on.

headings ──▶ role of each ──▶ roles of a passage, of the innermost heading first

Roles are read from the words of headings, in Indonesian and English. The same words in a question ask for that
part ("apa rumusan masalahnya?"), so `wanted_roles` reads them from questions with a second, looser table.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Literal, get_args

from corpus.headings import bare_title

SectionRole = Literal[
    "problem", "aim", "benefit", "scope", "hypothesis", "background", "method", "theory", "previous", "finding",
    "discussion", "conclusion", "limitation", "suggestion", "definition", "abstract", "keywords", "acknowledgement",
    "contents", "references", "appendix", "code",
]  # fmt: skip
ROLES: tuple[SectionRole, ...] = get_args(SectionRole)

APART: frozenset[SectionRole] = frozenset({"acknowledgement", "contents", "references", "code"})
"""Parts that answer only questions about themselves: they name everything and say nothing about it."""

_HEADINGS: tuple[tuple[SectionRole, str], ...] = (
    ("problem", r"(?:perumusan|rumusan|identifikasi|pokok|fokus|pernyataan) (?:masalah|permasalahan|penelitian)"
                r"|permasalahan|pertanyaan (?:penelitian|riset)|research questions?|problem (?:statement|formulation"
                r"|definition|identification)|statement of (?:the )?problems?|research problems?"),
    ("scope", r"(?:batasan|pembatasan) (?:masalah|penelitian)|ruang lingkup|lingkup|scope|delimitations?"),
    ("benefit", r"manfaat|kegunaan|kontribusi|signifikansi|contributions?|significance|benefits?"),
    ("aim", r"tujuan|maksud|sasaran|objectives?|aims?|purpose|goals?"),
    ("hypothesis", r"hipotes[ia]s|hypothes[ei]s|dugaan sementara"),
    ("previous", r"(?:penelitian|studi|kajian|riset) (?:terdahulu|terkait|sebelumnya|relevan|yang relevan|literatur)"
                 r"|(?:related|previous) (?:works?|research|studies)|state[ -]of[ -]the[ -]art"),
    ("definition", r"definisi|batasan istilah|daftar istilah|pengertian|glosarium|istilah|ketentuan umum|glossary"
                   r"|definitions?|terminology|general provisions"),
    ("theory", r"(?:landasan|kajian|dasar|kerangka|tinjauan) (?:teori|teoritis|teoretis|pustaka|konseptual|konsep"
               r"|pemikiran|berpikir|literatur)|studi pustaka|teori|theoretical|theor(?:y|ies)|literature review"
               r"|preliminar(?:y|ies)|conceptual framework"),
    ("limitation", r"keterbatasan|kelemahan|kekurangan|limitations?|threats to validity|weakness(?:es)?"),
    ("suggestion", r"saran|rekomendasi|implikasi|(?:pengembangan|penelitian) (?:selanjutnya|lanjutan|lebih lanjut"
                   r"|mendatang)|future (?:works?|directions?|research|prospects?)|recommendations?|suggestions?"
                   r"|outlook"),
    ("conclusion", r"ke?simpulan|penutup|conclusions?|concluding|closing"),
    ("finding", r"hasil|temuan|results?|findings?|evaluasi|evaluation|pengujian|experiments?|performance"),
    ("discussion", r"pembahasan|diskusi|analisis|analysis|discussions?"),
    ("method", r"metod(?:e|a|ologi)|rancangan penelitian|desain penelitian|jenis penelitian|bahan|alat|prosedur"
               r"|(?:teknik|metode) (?:pengumpulan|analisis|pengambilan)|populasi|sampel|sampling|subjek"
               r"|objek penelitian"
               r"|informan|lokasi|tempat|waktu (?:dan|penelitian)|instrumen|pengumpulan data|methods?|methodology"
               r"|materials?|research design|data collection|participants?|experimental (?:setup|design|settings?)"),
    ("background", r"latar belakang|pendahuluan|introduction|background|motivation|motivasi"),
    ("keywords", r"kata[ -]?kata kunci|kata kunci|keywords?|index terms"),
    ("abstract", r"abstra[kc]t?s?|abstraksi|intisari|ringkasan|sari|(?:executive )?summary"),
    ("acknowledgement", r"kata pengantar|prakata|ucapan terima ?kasih|persembahan|motto|preface|foreword"
                        r"|acknowledge?ments?|dedication"),
    ("contents", r"daftar (?!pustaka|rujukan|referensi|bacaan|istilah)\w+|(?:table of )?contents"
                 r"|list of (?:figures|tables|abbreviations|appendices|symbols|equations|algorithms|listings"
                 r"|acronyms)"),
    ("references", r"daftar (?:pustaka|rujukan|referensi|bacaan)|kepustakaan|referensi|rujukan|references?"
                   r"|bibliograph(?:y|i)|bibliografi|works cited|literature cited"),
    ("code", r"kode (?:program|sumber)|listing|source code|program code"),
    ("appendix", r"lampiran|appendix|appendices|annex"),
)  # fmt: skip
_HEADING_PATTERNS = tuple((role, re.compile(rf"\b(?:{words})\b", re.I)) for role, words in _HEADINGS)

_QUESTIONS: tuple[tuple[SectionRole, str], ...] = (
    ("problem", r"(?:rumusan|perumusan|pokok|identifikasi|inti) (?:masalah|permasalahan)(?:nya)?|permasalahan"
                r"|masalah (?:apa|utama|yang (?:di|ingin|akan|hendak))|pertanyaan (?:penelitian|riset)"
                r"|research (?:questions?|problems?)|(?:what|which) (?:is the )?(?:main |research )?problems?"),
    ("scope", r"batasan(?:nya)?|dibatasi|ruang lingkup(?:nya)?|scope|limited to"),
    ("benefit", r"manfaat(?:nya)?|kegunaan(?:nya)?|kontribusi(?:nya)?|contributions?|contributes?|benefits?"),
    ("aim", r"(?:ber)?tujuan(?:nya)?|objectives?|aims?|purpose|goals?|hope to achieve"),
    ("hypothesis", r"hipotes[ia]s(?:nya)?|hypothes[ei]s"),
    ("previous", r"(?:penelitian|studi|kajian) (?:terdahulu|sebelumnya|terkait|relevan)|related work|previous"
                 r" (?:work|research|stud\w+)|prior (?:work|research|stud\w+)"),
    ("definition", r"definisi(?:nya)?|didefinisikan|pengertian(?:nya)?|apa (?:itu|arti)|(?:yang )?dimaksud(?:kan)?"
                   r"|maksudnya|defin(?:e[sd]?|ition)|meant by|meaning of|what does .{1,60} mean"
                   r"|what (?:is|are) (?:an? )?(?:\w+[ -]?){1,3}\??$"),
    ("theory", r"(?:landasan|kajian|dasar|kerangka) (?:teori|konsep\w*|pemikiran)|teori (?:apa|yang)"
               r"|theor(?:y|ies|etical)"),
    ("limitation", r"keterbatasan(?:nya)?|kelemahan(?:nya)?|kekurangan(?:nya)?|limitations?|weakness(?:es)?"
                   r"|shortcomings?|drawbacks?"),
    ("suggestion", r"saran(?:nya)?|(?:di|me)(?:ny)?sarankan|menyarankan|rekomendasi(?:nya)?|direkomendasikan"
                   r"|(?:pengembangan|penelitian) (?:selanjutnya|lanjutan|lebih lanjut|mendatang|ke depan)"
                   r"|future (?:work|research|directions?)|recommend\w*|suggest\w*"),
    ("conclusion", r"ke?simpulan(?:nya)?|(?:di|me)(?:ny)?impulkan|menyimpulkan|conclusions?|conclude[sd]?|takeaway"),
    ("finding", r"hasil(?:nya)?|temuan(?:nya)?|results?|findings?|found|outcome"),
    ("discussion", r"pembahasan|dibahas|discuss\w*"),
    ("method", r"metod(?:e|ologi)(?:nya)?|cara (?:penelitian|pengumpulan|analisis)|(?:teknik|tahap\w*|langkah\w*)"
               r"|informan(?:nya)?|responden(?:nya)?|sampel(?:nya)?|populasi(?:nya)?|lokasi(?:nya)?|instrumen(?:nya)?"
               r"|methods?|methodology|approach|steps|participants?|respondents?|samples?|population"),
    ("background", r"latar belakang(?:nya)?|alasan (?:penelitian|pemilihan)|melatarbelakangi|background|motivat\w+"),
    ("keywords", r"kata[ -]?kata kunci|kata kunci(?:nya)?|keywords?"),
    ("abstract", r"abstra[kc]t?s?(?:nya)?|ringkas(?:an|kan)?(?:nya)?|intisari|summar\w+|secara (?:umum|singkat)"
                 r"|tentang apa|membahas apa|about what|what .{1,60} about"),
    ("acknowledgement", r"ucapan terima ?kasih|kata pengantar|berterima kasih|acknowledg\w+|thank\w*|dipersembahkan"),
    ("contents", r"daftar isi|sistematika|table of contents"),
    ("references", r"daftar (?:pustaka|rujukan)|referensi|sumber (?:apa|yang dikutip)|dikutip|mengutip|bibliograph\w+"
                   r"|cit(?:e[sd]?|ation|ing)|reference\w*|penerbit|publisher"),
    ("code", r"kode program|source code|kode sumber|listing"),
    ("appendix", r"lampiran|appendix|appendices"),
)  # fmt: skip
_QUESTION_PATTERNS = tuple((role, re.compile(rf"\b(?:{words})", re.I)) for role, words in _QUESTIONS)


@functools.lru_cache(maxsize=8192)
def heading_role(heading: str) -> SectionRole | None:
    """The role that the words of one heading show: its whole title before a part of it, None where neither does.

    >>> heading_role("1.2 Rumusan Masalah"), heading_role("BAB V KESIMPULAN DAN SARAN"), heading_role("Pasal 4")
    ('problem', 'conclusion', None)
    """
    title = bare_title(heading)
    for role, pattern in _HEADING_PATTERNS:
        if pattern.fullmatch(title):
            return role
    found = [
        (m.start(), order, role)
        for order, (role, p) in enumerate(_HEADING_PATTERNS)
        if (m := p.search(title))
    ]
    return min(found)[2] if found and len(title.split()) <= _LONG_TITLE else None


_LONG_TITLE = 9
"""Words of a heading beyond which a usual word in it names its subject and not its part."""


def roles_of(headings: Sequence[str]) -> tuple[SectionRole, ...]:
    """The roles along a path of headings, of the innermost first, each once."""
    found = (heading_role(heading) for heading in reversed(headings))
    return tuple(dict.fromkeys(role for role in found if role is not None))


def is_apart(headings: Sequence[str]) -> bool:
    """Whether the innermost heading with a role is of a part in APART."""
    return bool(APART.intersection(roles_of(headings)[:1]))


def wanted_roles(question: str) -> frozenset[SectionRole]:
    """The parts that a question asks for by name; empty where it names none."""
    return frozenset(role for role, pattern in _QUESTION_PATTERNS if pattern.search(question))
