"""The library: making it ready, documents, adding and taking out."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
        "Tambahkan dokumen PDF, DOCX, ODT, PPTX, EPUB, Markdown, HTML, atau teks di halaman Pustaka.",
        "Add PDF, DOCX, ODT, PPTX, EPUB, Markdown, HTML or text documents on the Library page.",
    ),
    "add_documents": ("Tambahkan dokumen", "Add documents"),
    "renewing": (
        "Indeks ini dibuat oleh Rujukan yang lebih lama, jadi dibuat ulang. Dokumennya tidak disentuh.",
        "An older Rujukan made this index, so it is being made anew. The documents are not touched.",
    ),
    # -- which library
    "watch": ("Ikuti perubahan folder", "Keep up with the folder"),
    "other_libraries": ("Pustaka lain", "Other libraries"),
    "open_folder": ("Buka folder lain", "Open another folder"),
    "open_help": (
        "Alamat lengkap sebuah folder di komputer ini. Indeksnya disimpan di dalamnya, di .rujukan.",
        "The whole path of a folder on this machine. Its index is kept inside it, in .rujukan.",
    ),
    "open_now": ("Buka", "Open"),
    "open_elsewhere": (
        "Folder lain hanya dapat dibuka bila Rujukan berjalan untuk komputer ini saja.",
        "Other folders can be opened only where Rujukan runs for this machine alone.",
    ),
    # -- charts
    "charts": ("Sekilas pustaka", "The library at a glance"),
    "chart_all": ("Semua", "All"),
    "chart_passages": ("Kutipan menurut dokumen dan bahasa", "Passages by document and language"),
    "chart_more": ("dan {count} dokumen lain yang lebih pendek", "and {count} shorter documents"),
    "chart_pages": ("Halaman yang terbaca", "Pages read"),
    "chart_none_unread": ("Semua halaman terbaca.", "All pages were read."),
    "pages_text": ("sebagai teks", "as text"),
    "pages_ocr": ("dengan OCR", "by OCR"),
    "pages_unread": ("tidak terbaca", "unread"),
    "page_one": ("halaman", "page"),
    "page_many": ("halaman", "pages"),
    "and": ("dan", "and"),
    # -- library
    "library_lead": (
        "Dokumen di folder {folder}",
        "The documents in the folder {folder}",
    ),
    "library_counts": (
        "{documents} dokumen, {passages} kutipan",
        "{documents} documents, {passages} passages",
    ),
    "add_title": ("Tambahkan dokumen: seret ke sini atau pilih", "Add documents: drag them here or choose"),
    "add_files": (
        "PDF, DOCX, ODT, PPTX, EPUB, Markdown, HTML, atau teks",
        "PDF, DOCX, ODT, PPTX, EPUB, Markdown, HTML or text",
    ),
    "choose_files": ("Pilih berkas", "Choose files"),
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
    "open": ("Buka", "Open"),
    "take_out": ("Keluarkan", "Take out"),
    "take_out_sure": (
        "Berkas ini dipindahkan ke folder .rujukan/removed, tidak dihapus.",
        "The file is moved to the folder .rujukan/removed, not deleted.",
    ),
    "taken_out": ('"{name}" dikeluarkan dari pustaka.', '"{name}" was taken out of the library.'),
    "read_again": ("Perbarui", "Refresh"),
    "reading_again": ('"{name}" dibaca ulang.', '"{name}" is being read again.'),
    "receipt": ("Susunan dan catatan pembacaan", "Sections and notes on reading"),
    "no_sections": ("Tidak ada judul bagian yang ditemukan.", "No headings were found."),
    "unreadable": ("Tidak dapat dibaca", "Cannot be read"),
    "skipped": ("Tidak dibaca", "Left out"),
    "more_documents": ("Tampilkan {count} dokumen lagi", "Show {count} more documents"),
}
