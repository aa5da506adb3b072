"""The frame around every page, and About."""

from __future__ import annotations

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
