"""Words that turn a statement round: negation, quantity, bounds, direction; in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Poles:
    """Two sets of words that exclude each other. `name` says what they are about."""

    name: str
    one: re.Pattern[str]
    other: re.Pattern[str]


def _words(listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(listed.split('|'))})(?![\w-])", re.I)


NEGATION = _words(
    "tidak|tak|bukan|belum|tanpa|jangan|tidaklah|bukanlah|dilarang|not|no|never|cannot|can't|doesn't|don't|didn't|isn't"
    r"|wasn't|aren't|without|neither|nor|none|unable|fails? to|failed to|n\.s\.|gagal|mustahil"
)
DOUBLE = _words(
    r"not only|tidak hanya|bukan hanya|tidak lebih dari|no more than|tidak kurang dari|no less than"
    r"|not exceed|tidak melebihi|tidak boleh melebihi|bukan saja|whether or not"
)
"""Phrases that have a word of negation and deny nothing."""

POLES = (
    Poles(
        "direction",
        _words(
            r"naik|meningkat(?:kan|nya)?|peningkatan|menaikkan|kenaikan|bertambah|memperbesar|rais(?:e[sd]?|ing)"
            r"|increas(?:e[sd]?|ing)|improv(?:e[sd]?|ing|ement)|rises?|rose|risen|gr[eo]w(?:n|s|th)?|boost(?:s|ed)?|gains?"
        ),
        _words(
            r"turun|menurun(?:kan|nya)?|penurunan|berkurang|mengurangi|mereduksi|merosot|memperkecil|lower(?:s|ed|ing)?"
            r"|decreas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tion)|drop(?:s|ped)?|falls?|fell|declin(?:e[sd]?|ing)|loss(?:es)?"
        ),
    ),
    Poles(
        "bound",
        _words(
            r"paling (?:banyak|tinggi|besar|lama|lambat)|maksimal|maksimum|at most|no more than|caps?"
            r"|capped|up to|maximum"
            r"|tidak lebih dari|selambat-lambatnya|setinggi-tingginya|dibatasi|not exceed(?:ing)?"
        ),
        _words(
            r"paling (?:sedikit|kurang|rendah|singkat)|sekurang-kurangnya|sedikitnya|setidaknya|minimal"
            r"|minimum|at least"
            r"|no less than|tidak kurang dari|serendah-rendahnya|se-?kurang-?kurangnya"
        ),
    ),
    Poles(
        "rank",
        _words(
            "tertinggi|terbaik|terbesar|terbanyak|tercepat|terlama|highest|best|largest|most|greatest|fastest|longest"
        ),
        _words(
            "terendah|terburuk|terkecil|tersedikit|terlambat|lowest|worst|smallest|least|fewest|slowest|shortest"
        ),
    ),
    Poles(
        "order",
        _words(r"sebelum(?:nya)?|mendahului|before|prior to|precedes?|earlier than"),
        _words(r"sesudah(?:nya)?|setelah(?:nya)?|after|following|later than|follows?"),
    ),
    Poles(
        "stance",
        _words(
            r"menerima|diterima|menyetujui|disetujui|mendukung|didukung|accept(?:s|ed)?|support(?:s|ed)?|approv(?:e[sd]?|ing)|agree[sd]?"
        ),
        _words(
            r"menolak|ditolak|menentang|ditentang|menampik|reject(?:s|ed)?|oppos(?:e[sd]?|ing)|refus(?:e[sd]?|ing)|den(?:y|ies|ied)"
        ),
    ),
    Poles(
        "effect",
        _words(
            r"memperburuk|memperparah|aggravat(?:e[sd]?|ing)|worsen(?:s|ed|ing)?|exacerbat(?:e[sd]?|ing)|hinder(?:s|ed)?|menghambat"
        ),
        _words(
            r"memperbaiki|meredakan|mitigat(?:e[sd]?|ing)|alleviat(?:e[sd]?|ing)|eas(?:e[sd]?|ing)|reliev(?:e[sd]?|ing)|helps?|membantu|mengatasi"
        ),
    ),
    Poles(
        "currency",
        _words(r"mutakhir|terkini|up[- ]to[- ]date|current"),
        _words(r"usang|kedaluwarsa|ketinggalan|outdated|obsolete|out of date|stale"),
    ),
    Poles(
        "duty",
        _words(r"boleh|dapat|bisa|berhak|diizinkan|may|can|allowed|permitted|entitled"),
        _words(
            r"dilarang|tidak boleh|tidak dapat|tidak bisa|tidak berhak|may not|must not|cannot"
            r"|prohibited|forbidden|banned"
        ),
    ),
    Poles(
        "exception",
        _words("termasuk|including|even"),
        _words("kecuali|except(?: for)?|excluding|selain|tidak termasuk"),
    ),
    Poles(
        "all",
        _words(r"semua|seluruh(?:nya)?|setiap|segala|all|every|each|always|selalu|both|kedua(?:nya)?"),
        _words(
            r"tidak (?:ada )?satu ?pun|tak satu ?pun|none|no one|tidak ada|never|not all|tidak semua"
            r"|kecuali|except"
        ),
    ),
    Poles(
        "size",
        _words("lebih (?:besar|tinggi|banyak|cepat|lama|panjang)|higher|larger|greater|faster|longer"),
        _words("lebih (?:kecil|rendah|sedikit|lambat|singkat|pendek)|lower|smaller|fewer|slower|shorter"),
    ),
    Poles(
        "day", _words(r"sore|petang|malam|afternoon|evening|night|p\.?m\.?"), _words(r"pagi|morning|a\.?m\.?")
    ),
    Poles(
        "relation",
        _words("mengungguli|unggul|beat(?:s|en)?|outperform(?:s|ed)?|exceed(?:s|ed)?|melampaui|di atas"),
        _words("di bawah|kalah|tertinggal|lost to|underperform(?:s|ed)?|below|behind"),
    ),
)


def negated(text: str) -> bool:
    """Whether a clause denies something: an odd number of words of negation."""
    return len(NEGATION.findall(DOUBLE.sub(" ", text))) % 2 == 1
