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
    "about_open": (
        "Semuanya berjalan di komputer tempat Rujukan dipasang. Rujukan ini dibuka untuk jaringan: siapa pun yang "
        "menjangkau komputer itu dapat membaca dokumennya, menambah, dan mengeluarkannya. Tidak ada kata sandi.",
        "Everything runs on the machine that Rujukan is installed on. This one is open to the network: whoever "
        "reaches that machine can read its documents, add some and take some out. There is no password.",
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
    "about_arrows": (
        "↓ dan ↑ berpindah dari kotak pertanyaan ke kutipan-kutipannya, Enter membukanya di dokumen",
        "↓ and ↑ go from the question box through the passages, Enter opens one in its document",
    ),
    "about_good": ("Seberapa baik", "How good it is"),
    "about_good_lead": (
        "Diukur dengan model bawaan pada soal-soal yang jawabannya sudah diketahui. Pada dokumen Anda hasilnya "
        "bisa lebih baik atau lebih buruk.",
        "Measured with the built-in model on questions whose answers are known. On your documents it may do "
        "better or worse.",
    ),
    "good_set": ("Soal", "Questions"),
    "good_first": ("Kutipan pertama benar", "First passage is right"),
    "good_five": ("Benar dalam lima teratas", "Right within the first five"),
    "good_declined": ("Tolakan yang tepat", "Refusals that were right"),
    "good_on": ("Diukur pada {days}.", "Measured on {days}."),
    "set_starter": (
        "Pustaka contoh bawaan, Indonesia dan Inggris",
        "The starter library, Indonesian and English",
    ),
    "set_seeds": ("Skripsi dan laporan, Indonesia", "A thesis and reports, Indonesian"),
    "set_squad_id_id": ("SQuAD: Indonesia, tentang teks Indonesia", "SQuAD: Indonesian, of Indonesian text"),
    "set_squad_en_en": ("SQuAD: Inggris, tentang teks Inggris", "SQuAD: English, of English text"),
    "set_squad_en_id": ("SQuAD: Inggris, tentang teks Indonesia", "SQuAD: English, of Indonesian text"),
    "set_squad_id_en": ("SQuAD: Indonesia, tentang teks Inggris", "SQuAD: Indonesian, of English text"),
    "set_tydiqa_id": ("TyDi QA: Indonesia, tentang Wikipedia", "TyDi QA: Indonesian, of Wikipedia"),
    "set_idk_mrc_id": (
        "IDK-MRC: Indonesia, sebagian tak terjawab",
        "IDK-MRC: Indonesian, some unanswerable",
    ),
    "about_slash": ("/ menaruh kursor di kotak pertanyaan", "/ puts the cursor into the question box"),
    "not_yet": ("belum siap", "not ready yet"),
}
