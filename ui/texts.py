"""The interface's words: one catalogue, each entry in Indonesian and in English.

Names in braces are filled in by `words(key, language, name=…)`. Entries are plain text, never HTML.
"""

from __future__ import annotations

from typing import Literal, get_args

Tongue = Literal["id", "en"]
"""A language of the interface."""

TEXTS: dict[str, tuple[str, str]] = {
    # -- pages and frame
    "ask": ("Tanya", "Ask"),
    "read": ("Baca", "Read"),
    "library": ("Pustaka", "Library"),
    "history": ("Riwayat", "History"),
    "about": ("Tentang", "About"),
    "interface_language": ("Bahasa antarmuka", "Language of the interface"),
    "unexpected": (
        "Terjadi kesalahan yang tidak terduga. Muat ulang halaman ini; rinciannya ada di terminal.",
        "Something unexpected went wrong. Reload this page; the details are in the terminal.",
    ),
    # -- ask
    "ask_title": ("Apa yang ingin Anda ketahui?", "What would you like to know?"),
    "ask_lead": (
        "Jawabannya adalah kutipan apa adanya dari dokumen Anda, dengan sumber, bagian, dan halamannya.",
        "Answers are verbatim passages of your own documents, with source, section and page.",
    ),
    "question": ("Pertanyaan", "Question"),
    "question_hint": (
        "Tulis pertanyaan dalam bahasa Indonesia atau Inggris",
        "Type a question in Indonesian or English",
    ),
    "search": ("Cari", "Look up"),
    "new_question": ("Pertanyaan baru", "New question"),
    "empty_question": (
        "Pertanyaannya kosong: belum ada kata atau angka yang dapat dicari. Tulis sebuah pertanyaan.",
        "The question is empty: it has no word or number to look for. Type a question.",
    ),
    "looking_up": ("Mencari …", "Looking it up …"),
    "examples": ("Misalnya, dari dokumen Anda:", "For example, from your documents:"),
    "example_id": ("Apa yang dibahas tentang {heading}?", "Apa yang dibahas tentang {heading}?"),
    "example_en": ("What is said about {heading}?", "What is said about {heading}?"),
    "found": ("{count} kutipan, yang paling mungkin lebih dulu", "{count} passages, the likeliest first"),
    "found_time": ("{ms} ms", "{ms} ms"),
    "declined": ("Pustaka ini tampaknya tidak menjawabnya", "This library does not seem to answer that"),
    "nearest": ("Kutipan yang paling dekat:", "The nearest passages:"),
    "more_answers": ("Tampilkan {count} kutipan lagi", "Show {count} more passages"),
    "when_ready": (
        "Pertanyaan Anda dijawab begitu pustaka siap.",
        "Your question is answered as soon as the library is ready.",
    ),
    # -- a card
    "sure_high": ("Sangat mungkin menjawab", "Very likely answers it"),
    "sure_good": ("Mungkin menjawab", "Likely answers it"),
    "sure_some": ("Barangkali menjawab", "May answer it"),
    "sure_low": ("Kecil kemungkinannya", "Unlikely to answer it"),
    "sure_meter": ("Keyakinan {percent} persen", "{percent} percent sure"),
    "context": ("Teks sebelum dan sesudahnya", "Text before and after"),
    "neighbours": ("Kutipan lain di bagian ini", "Other passages of this section"),
    "show_on_page": ("Tampilkan pada halaman", "Show on the page"),
    "show_in_text": ("Tampilkan dalam teks", "Show in the text"),
    "before_table": ("Kepala tabel", "Head of the table"),
    "cited_at": ("Dirujuk di", "Cited at"),
    "lang_id": ("Indonesia", "Indonesian"),
    "lang_en": ("Inggris", "English"),
    "lang_und": ("bahasa lain", "other language"),
    "kind_body": ("teks", "text"),
    "kind_table": ("tabel", "table"),
    "kind_footnote": ("catatan kaki", "footnote"),
    "kind_caption": ("keterangan gambar atau tabel", "caption"),
    "kind_reference": ("daftar pustaka", "reference"),
    "kind_other": ("lain-lain", "other"),
    # -- filters
    "filters": ("Saring", "Filter"),
    "filters_on": ("Saring · {count} aktif", "Filter · {count} active"),
    "filter_documents": ("Dokumen", "Documents"),
    "filter_sections": ("Bagian", "Sections"),
    "filter_languages": ("Bahasa kutipan", "Language of the passage"),
    "filter_kinds": ("Jenis", "Kind"),
    "filter_all": ("Semua", "All"),
    # -- making ready
    "making_model": (
        "Model bahasa sedang disiapkan. Ini perlu beberapa detik.",
        "The language model is being made ready. This takes some seconds.",
    ),
    "looking_through": ("Folder dokumen sedang diperiksa.", "Looking through the folder of documents."),
    "indexing": (
        "Membaca dokumen {number} dari {total}: {name}",
        "Reading document {number} of {total}: {name}",
    ),
    "indexing_more": ("{passages} kutipan", "{passages} passages"),
    "indexing_rate": ("{rate} per detik", "{rate} a second"),
    "left_seconds": ("sekitar {count} detik lagi", "about {count} seconds left"),
    "left_minutes": ("sekitar {count} menit lagi", "about {count} minutes left"),
    "usable": (
        "Yang sudah dibaca dapat ditanyakan sekarang.",
        "What has been read can be asked about already.",
    ),
    "cancel": ("Hentikan", "Stop"),
    "cancelled": (
        "Pembacaan dihentikan. Yang sudah selesai tetap tersimpan.",
        "Reading was stopped. What was done is kept.",
    ),
    "go_on": ("Lanjutkan", "Go on"),
    "try_again": ("Coba lagi", "Try again"),
    "rebuild": ("Buat indeks baru", "Make the index anew"),
    "empty_library": ("Pustaka ini masih kosong", "This library is still empty"),
    "empty_library_more": (
        "Tambahkan dokumen PDF, DOCX, Markdown, HTML, atau teks di halaman Pustaka.",
        "Add PDF, DOCX, Markdown, HTML or text documents on the Library page.",
    ),
    "add_documents": ("Tambahkan dokumen", "Add documents"),
}


def words(key: str, tongue: Tongue, **values: object) -> str:
    """The words of `key` in the language `tongue`, with `values` filled in. KeyError where there is none."""
    return TEXTS[key][get_args(Tongue).index(tongue)].format(**values)
