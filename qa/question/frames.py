"""Takes out of a question what says nothing of what is asked: "menurut teks tersebut, …", "could you tell me …".

Only a document that is pointed at ("this paper", "teks di atas") is taken out; one that is named stays.
"""

from __future__ import annotations

import re

_TEXT_ID = (
    r"(?:isi |dalam )?(?:teks|dokumen|naskah|bacaan|wacana|artikel|makalah|jurnal|skripsi|tesis|disertasi|laporan|"
    r"kutipan|paragraf|buku|berkas|file|pdf|sumber|konteks|penelitian|tulisan)(?:-\w+)?"
)
_TEXT_EN = (
    r"(?:above |given |provided |following |attached )?(?:texts?|documents?|passages?|articles?|papers?|thesis|"
    r"reports?|sources?|context|paragraphs?|files?|pdfs?|stud(?:y|ies)|manuscript)"
)
_POINTED = (
    rf"(?:(?:menurut|berdasarkan|dari|dalam|di dalam|pada|di|sesuai|mengacu pada|merujuk pada) {_TEXT_ID} "
    r"(?:tersebut|ini|itu|di atas|tadi|terlampir|yang (?:diberikan|ada|tersedia|disediakan))"
    rf"|(?:according to|based on|as (?:stated|described) in|in|from|per) (?:the|this|that|these|those) {_TEXT_EN}"
    r"(?: above| below| provided| given)?)"
)
_POLITE = (
    r"(?:(?:halo|hai|permisi|selamat (?:pagi|siang|sore|malam)|hello|hi|hey|dear \w+)\b[\s,.!]*"
    r"|(?:tolong|mohon|coba|harap|please|kindly)\b[\s,]*"
    r"|(?:bisakah|dapatkah|maukah|bisa|apakah) (?:anda|kamu|kau) "
    r"(?=(?:men|mem)?(?:jelas|sebut|yebut|beri|cari|terang|erang|urai|tunjuk|unjuk))"
    r"|(?:beri ?tahu|beritahukan|kasih tahu)(?: (?:saya|aku|kami))?\b[\s,]*"
    r"|(?:saya|aku|kami) (?:ingin|mau|hendak|perlu) (?:tahu|mengetahui|bertanya|tanya)"
    r"(?: (?:tentang|soal|mengenai))?\b[\s,:]*"
    r"|(?:mau|numpang|ingin) (?:tanya|bertanya|tahu)(?: (?:tentang|soal|mengenai))?\b[\s,:]*"
    r"|(?:can|could|would|will) you (?:please |kindly )?(?:tell|show|give|help|explain to|find)(?: me| us)?"
    r"(?: out| find| about)?\b[\s,]*"
    r"|i(?: want|'d like|’d like| would like| need) to (?:know|find out|ask|learn|understand)(?: about)?\b[\s,:]*"
    r"|i(?:'m| am|’m| was) wondering(?: about)?\b[\s,]*"
    r"|(?:tell|show)(?: me| us)(?: about)?\b[\s,]*|do you know\b[\s,]*)"
)
_BEFORE = re.compile(rf"(?:{_POINTED}\b[\s,:]*|{_POLITE})+", re.IGNORECASE)
_BEHIND = re.compile(rf"[\s,]+{_POINTED}(?=\s*[?.!]*$)", re.IGNORECASE)
_FEWEST = 2
"""Words that must be left, or nothing is taken out."""


def without_frame(text: str) -> str:
    """`text` without such a frame at its beginning and its end, where a question is left."""
    left = text
    if frame := _BEFORE.match(text):
        left = text[frame.end() :]
        left = left[:1].upper() + left[1:] if text[:1].isupper() else left
    left = _BEHIND.sub("", left)
    return left if len(re.findall(r"\w+", left)) >= _FEWEST else text
