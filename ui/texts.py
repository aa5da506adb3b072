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
    "example_id": ("Apa yang dibahas tentang “{heading}”?", "Apa yang dibahas tentang “{heading}”?"),
    "example_en": ("What is said about “{heading}”?", "What is said about “{heading}”?"),
    "found": ("{count} kutipan, yang paling mungkin lebih dulu", "{count} passages, the likeliest first"),
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
    # -- library
    "library_lead": (
        "Folder {folder}. Berkas yang ditaruh di sana dibaca dengan sendirinya.",
        "The folder {folder}. Files put there are read of their own accord.",
    ),
    "library_counts": (
        "{documents} dokumen, {passages} kutipan",
        "{documents} documents, {passages} passages",
    ),
    "add_title": ("Tambahkan dokumen: seret ke sini atau pilih", "Add documents: drag them here or choose"),
    "add_files": ("PDF, DOCX, Markdown, HTML, atau teks", "PDF, DOCX, Markdown, HTML or text"),
    "choose_files": ("Pilih berkas", "Choose files"),
    "add_now": ("Tambahkan ke pustaka", "Add to the library"),
    "added": ("{count} dokumen ditambahkan: {names}", "{count} documents added: {names}"),
    "added_one": ("Ditambahkan: {names}", "Added: {names}"),
    "too_many_files": (
        "Paling banyak {most} berkas sekaligus. Tambahkan sisanya sesudah ini.",
        "At most {most} files at once. Add the others after these.",
    ),
    "check_again": ("Periksa folder lagi", "Look through the folder again"),
    "pages_count": ("{count} halaman", "{count} pages"),
    "passages_count": ("{count} kutipan", "{count} passages"),
    "state_new": ("baru", "new"),
    "state_changed": ("berubah", "changed"),
    "state_renamed": ("berganti nama", "renamed"),
    "state_duplicate": ("salinan", "copy"),
    "open": ("Baca", "Read"),
    "take_out": ("Keluarkan", "Take out"),
    "take_out_sure": (
        "Berkas ini dipindahkan ke folder .rujukan/removed, tidak dihapus.",
        "The file is moved to the folder .rujukan/removed, not deleted.",
    ),
    "taken_out": ('"{name}" dikeluarkan dari pustaka.', '"{name}" was taken out of the library.'),
    "receipt": ("Susunan dan catatan pembacaan", "Sections and notes on reading"),
    "no_sections": ("Tidak ada judul bagian yang ditemukan.", "No headings were found."),
    "unreadable": ("Tidak dapat dibaca", "Cannot be read"),
    "skipped": ("Tidak dibaca", "Left out"),
    "more_documents": ("Tampilkan {count} dokumen lagi", "Show {count} more documents"),
    # -- read
    "read_lead": (
        "Dokumen pustaka seperti aslinya, halaman demi halaman.",
        "The library's documents as they are, page by page.",
    ),
    "choose_document": ("Dokumen", "Document"),
    "choose_hint": ("Pilih dokumen", "Choose a document"),
    "page": ("Halaman", "Page"),
    "page_of": ("{label} · {number} dari {total}", "{label} · {number} of {total}"),
    "previous": ("Sebelumnya", "Previous"),
    "next": ("Berikutnya", "Next"),
    "section": ("Loncat ke bagian", "Go to a section"),
    "view": ("Tampilan", "View"),
    "view_page": ("Halaman", "Page"),
    "view_text": ("Teks", "Text"),
    "part": ("Bagian {number} dari {total}", "Part {number} of {total}"),
    "tools": ("Dokumen lain, loncat ke bagian, cari kata", "Other documents, sections, find words"),
    "find": ("Cari kata dalam dokumen ini", "Find words in this document"),
    "find_none": ("Kata itu tidak ada dalam dokumen ini.", "Those words are not in this document."),
    "find_count": ("Ditemukan {count} kali", "Found {count} times"),
    "find_first": ("Ditemukan {count} kali; {most} yang pertama:", "Found {count} times; the first {most}:"),
    "gone": (
        "Dokumen itu tidak ada lagi di pustaka. Pilih yang lain.",
        "That document is no longer in the library. Choose another.",
    ),
    "changed_since": (
        "Berkas ini berubah sejak tautannya dibuat; tandanya mungkin tidak tepat lagi.",
        "This file has changed since the link was made; the marks may no longer fit.",
    ),
    "not_found_on_page": (
        "Kata-kata kutipan tidak ditemukan pada gambar halaman ini. Tampilan teks menandainya.",
        "The passage's words were not found on this page's picture. The text view marks them.",
    ),
    "back": ("Kembali ke jawaban", "Back to the answers"),
    "no_documents": ("Belum ada dokumen untuk dibaca.", "There is no document to read yet."),
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
    # -- about
    "about_lead": (
        "Rujukan menjawab pertanyaan tentang sebuah folder dokumen dengan kutipan apa adanya. Tidak ada kalimat "
        "yang dikarang: yang tampil adalah teks dokumen Anda, dengan sumber, bagian, dan halamannya.",
        "Rujukan answers questions about a folder of documents with verbatim passages. No sentence is made up: "
        "what you see is the text of your documents, with its source, section and page.",
    ),
    "about_private": (
        "Semuanya berjalan di komputer ini. Dokumen, pertanyaan, dan jawaban tidak dikirim ke mana pun, dan "
        "halaman ini hanya dapat dibuka dari komputer ini.",
        "Everything runs on this machine. Documents, questions and answers are sent nowhere, and this page can "
        "be opened from this machine only.",
    ),
    "about_sure": (
        "Ukuran keyakinan adalah taksiran dari model, bukan jaminan. Bacalah kutipannya di tempat aslinya "
        "sebelum mengutip.",
        "How sure it is, is the model's estimate and no guarantee. Read a passage in its place before you cite it.",
    ),
    "about_library": ("Folder pustaka", "Library folder"),
    "about_index": ("Indeks", "Index"),
    "about_index_size": ("{size} MB di {folder}", "{size} MB in {folder}"),
    "about_model": ("Model", "Model"),
    "about_model_more": ("{name}, {dimension} dimensi", "{name}, {dimension} dimensions"),
    "about_versions": ("Versi", "Versions"),
    "about_keys": ("Papan tik", "Keyboard"),
    "about_slash": ("/ menaruh kursor di kotak pertanyaan", "/ puts the cursor into the question box"),
    "not_yet": ("belum siap", "not ready yet"),
}


def words(key: str, tongue: Tongue, **values: object) -> str:
    """The words of `key` in the language `tongue`, with `values` filled in. KeyError where there is none."""
    return TEXTS[key][get_args(Tongue).index(tongue)].format(**values)
