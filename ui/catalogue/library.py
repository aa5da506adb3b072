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
}
