"""Asking: the question, cards, filters, history."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- ask
    "ask_title": ("Apa yang ingin Anda ketahui?", "What would you like to know?"),
    "ask_lead": (
        "Tanyakan dalam bahasa Indonesia atau Inggris. Jawabannya adalah kutipan apa adanya dari dokumen Anda, "
        "dengan sumber, bagian, dan halamannya.",
        "Ask in Indonesian or English. Answers are verbatim passages of your own documents, with source, section "
        "and page.",
    ),
    "question": ("Pertanyaan", "Question"),
    "question_hint": (
        "Tulis pertanyaan Anda",
        "Type your question",
    ),
    "search": ("Cari", "Look up"),
    "new_question": ("Pertanyaan baru", "New question"),
    "empty_question": (
        "Pertanyaannya kosong: belum ada kata atau angka yang dapat dicari. Tulis sebuah pertanyaan.",
        "The question is empty: it has no word or number to look for. Type a question.",
    ),
    "looking_up": ("Mencari …", "Looking it up …"),
    "examples": ("Misalnya, dari dokumen Anda:", "For example, from your documents:"),
    "example_id": ("Apa yang dibahas tentang “{heading}”?", "Apa yang dibahas tentang “{heading}”?"),
    "example_en": ("What is said about “{heading}”?", "What is said about “{heading}”?"),
    "found": ("{count} kutipan, yang paling mungkin lebih dulu", "{count} passages, the likeliest first"),
    "read_as": ("Dibaca sebagai: {question}", "Read as: {question}"),
    "ask_alone": ("Tanyakan tanpa pertanyaan sebelumnya", "Ask it without the earlier question"),
    "own_summary": (
        "Rujukan tidak menulis ringkasan. Inilah abstrak, tujuan, dan simpulan dari dokumen itu sendiri.",
        "Rujukan writes no summaries. Here are the document’s own abstract, aims and conclusion.",
    ),
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
    # -- history
    "history_lead": (
        "Pertanyaan yang pernah diajukan pada pustaka ini. Tersimpan di folder pustaka, di komputer ini saja.",
        "Questions asked of this library. Kept in the library's folder, on this machine only.",
    ),
    "history_find": ("Cari dalam riwayat", "Search the history"),
    "history_starred": ("Hanya yang berbintang", "Only those with a star"),
    "history_none": ("Belum ada pertanyaan.", "No questions yet."),
    "history_no_match": ("Tidak ada pertanyaan yang cocok.", "No question matches."),
    "star": ("Beri bintang", "Star"),
    "unstar": ("Lepas bintang", "Remove the star"),
    "forget": ("Hapus", "Delete"),
    "forget_all": ("Hapus semua yang tanpa bintang", "Delete all without a star"),
    "was_answered": ("terjawab", "answered"),
    "was_declined": ("tidak terjawab", "not answered"),
    "asked_times": ("{count} kali", "{count} times"),
}
