"""What the reading of files says, in the interface's language.

The English sentences stand where they are made, in `corpus`; here are their Indonesian ones, by the same codes.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus import Message, page_list
from ui.i18n.texts import Tongue

INDONESIAN: dict[str, str] = {
    # -- the file itself
    "empty_file": "{name}: berkas ini kosong. Ambil ulang dari sumbernya, atau hapus.",
    "no_text": "{name}: tidak ada teks di dalam berkas ini. Hapus, atau ambil ulang dari sumbernya.",
    "no_text_on_pages": (
        "{name}: tidak ada teks yang terbaca dari satu halaman pun: halamannya kosong, atau berupa gambar yang "
        "tidak dapat dibaca OCR. Pindai ulang dengan 300 dpi atau lebih, atau cari berkas yang memuat teks."
    ),
    "no_text_without_ocr": (
        "{name}: tidak ada teks yang terbaca dari satu halaman pun: halamannya berupa gambar, dan Tesseract, "
        "program yang membacanya, belum terpasang. Pasang dengan perintah: {install}, lalu coba lagi."
    ),
    "unreadable": (
        "{name}: berkas ini tidak dapat dibaca dan mungkin rusak ({detail}). Buka dengan programnya, simpan "
        "ulang, lalu coba lagi."
    ),
    "gone": "{name}: berkas ini sudah tidak ada. Kembalikan, atau lanjutkan tanpa berkas ini.",
    "not_permitted": (
        "{name}: akun ini tidak berhak membaca berkas tersebut. Ubah izinnya, lalu coba lagi."
    ),
    "is_folder": "{name}: ini folder. Sebutkan berkas di dalamnya.",
    "disk": "{name}: berkas ini tidak dapat dibaca ({detail}). Periksa disk, lalu coba lagi.",
    "changed": "{name}: berkas ini berubah ketika sedang dibaca. Coba lagi setelah selesai disimpan.",
    "too_large": (
        "{name}: ukuran berkas ini {size} MB, lebih dari batas {most} MB. Bagi menjadi beberapa berkas, lalu "
        "coba lagi."
    ),
    "too_large_unpacked": (
        "{name}: isi berkas ini lebih dari {most} MB. Buang gambarnya atau bagi menjadi beberapa berkas, lalu "
        "coba lagi."
    ),
    "too_many_elements": (
        "{name}: berkas ini berisi lebih dari {most} paragraf, sel, dan unsur lain, banyak di antaranya tentu "
        "kosong. Buang yang kosong atau bagi menjadi beberapa berkas, lalu coba lagi."
    ),
    # -- what it is
    "unknown_kind": "{name}: {why}",
    "wrong_suffix": (
        "{name}: nama berkas ini berakhiran {suffix}, tetapi isinya dokumen {kind}. Ganti akhirannya menjadi "
        "{right}, lalu coba lagi."
    ),
    "not_of_kind": (
        "{name}: ini bukan berkas {kind}; mungkin rusak, atau hanya namanya yang begitu. Ambil ulang, atau "
        "ekspor lagi sebagai {kind}."
    ),
    "is_old_office": (
        "{name}: nama berkas ini berakhiran {suffix}, tetapi isinya dokumen Office lama (.doc, .xls, .ppt) atau "
        "dokumen baru yang terkunci kata sandi. Buka dengan Word atau LibreOffice, lalu simpan sebagai {right} "
        "tanpa kata sandi."
    ),
    "is_rtf": (
        "{name}: nama berkas ini berakhiran {suffix}, tetapi isinya dokumen RTF. Buka dengan Word atau "
        "LibreOffice, lalu simpan sebagai .docx."
    ),
    "is_picture": (
        "{name}: nama berkas ini berakhiran {suffix}, tetapi isinya gambar. Beri akhiran gambar, atau buat PDF "
        "berteks darinya dengan OCR."
    ),
    "is_packed": (
        "{name}: nama berkas ini berakhiran {suffix}, tetapi isinya berkas terkompresi. Ekstrak dahulu."
    ),
    "is_program": "{name}: nama berkas ini berakhiran {suffix}, tetapi isinya program. Hapus berkas ini.",
    "is_spreadsheet": (
        "{name}: nama berkas ini berakhiran {suffix}, tetapi isinya lembar kerja. Ekspor sebagai PDF atau teks."
    ),
    "reader_ended": (
        "{name}: membaca berkas ini perlu terlalu banyak memori atau waktu, jadi dihentikan; berkas lain tetap "
        "dibaca. Buka di programnya, simpan atau cetak sebagai berkas baru."
    ),
    "damaged_zip": "{name}: berkas {kind} ini rusak atau terpotong. Ambil ulang, atau simpan ulang.",
    "damaged_part": (
        "{name}: dokumen {kind} ini rusak atau terpotong ({detail}). Ambil ulang, atau simpan ulang."
    ),
    "locked": "{name}: berkas ini terkunci kata sandi. Simpan tanpa kata sandi, lalu coba lagi.",
    # -- text
    "bad_encoding": (
        "{name}: teks ini mengaku berpengodean {encoding}, tetapi bukan (bita {byte}); mungkin terpotong. "
        "Simpan sebagai UTF-8, lalu coba lagi."
    ),
    "unknown_encoding": (
        "{name}: pengodean teks ini tidak dapat dikenali, atau berkas ini bukan teks. Buka dengan editor teks, "
        "simpan sebagai UTF-8, lalu coba lagi."
    ),
    "guessed_encoding": (
        "{name}: pengodean teks ini tidak dapat dipastikan (mungkin {encoding}), atau berkas ini bukan teks. "
        "Buka dengan editor teks, simpan sebagai UTF-8, lalu coba lagi."
    ),
    "no_text_file": (
        "{name}: ini bukan teks, walaupun namanya begitu. Beri akhiran yang sesuai dengan isinya, atau simpan "
        "sebagai teks UTF-8, lalu coba lagi."
    ),
    "read_as_western": "Teks ini bukan UTF-8, jadi dibaca sebagai Windows-1252.",
    # -- PDF
    "not_pdf": "{name}: ini bukan PDF, walaupun namanya begitu. Periksa dari mana asalnya.",
    "pdf_no_pages": (
        "{name}: PDF ini tidak punya halaman yang dapat dibaca. Unduh atau ekspor lagi."
    ),
    "pdf_wrong_password": "{name}: kata sandinya salah. Berikan yang benar dengan --password.",
    "pdf_locked": (
        "{name}: PDF ini terkunci. Simpan salinannya tanpa kata sandi, lalu coba lagi. Perintah rujukan read "
        "membukanya apa adanya dengan --password."
    ),
    "pdf_cut": "{name}: PDF ini terpotong, bagian akhirnya tidak ada. Salin atau unduh lagi.",
    "pdf_damaged": "{name}: PDF ini rusak dan tidak dapat dibuka. Salin atau ekspor lagi.",
    "ocr_missing": (
        "{pages} tidak terbaca: isinya gambar, dan Tesseract belum terpasang. Pasang dengan perintah: "
        "{install}, lalu coba lagi."
    ),
    "ocr_failed": "{pages} tidak terbaca oleh OCR. Pindai ulang dengan 300 dpi atau lebih.",
    "pages_damaged": "{pages} tidak dapat dibuka karena berkasnya rusak di situ. Ekspor ulang berkas ini.",
    "read_by_ocr": "{pages} dibaca dengan OCR. Cocokkan kutipan dengan halaman aslinya.",
    "ocr_unsure": "{pages}: banyak teks yang tidak terbaca jelas oleh OCR. Pindaian yang lebih baik akan membantu.",
    "layer_doubtful": (
        "{pages}: banyak kata pada lapisan teksnya bukan kata yang dikenal, mungkin hasil OCR yang buruk. Cocokkan "
        "kutipan dengan halaman aslinya, atau pindai ulang."
    ),
    "xfa_form": (
        "Ini formulir yang hanya dapat ditampilkan oleh Adobe Reader (XFA); halamannya cuma berisi pemberitahuan. Buka "
        "di sana, cetak ke PDF, lalu pakai hasilnya."
    ),
    "read_plainly": (
        "{pages}: tata letaknya tidak dapat diikuti, sehingga teksnya disusun menurut urutan di dalam berkas. "
        "Cocokkan kutipan dengan halaman aslinya."
    ),
    # -- what lies in a library and is no document
    "bad_name": "namanya bukan Unicode yang sah. Ganti nama berkas ini.",
    "link_broken": "tautan ini tidak menuju ke mana pun. Hapus, atau salin berkasnya ke sini.",
    "link_out": "tautan ini menuju ke luar pustaka. Salin berkasnya ke sini.",
    "folder_unlisted": "isi folder ini tidak dapat dilihat ({detail}). Periksa izinnya.",
    "unreachable": "berkas ini tidak dapat dijangkau ({detail}). Periksa disk, lalu coba lagi.",
    "no_ordinary_file": "ini bukan berkas biasa. Hapus, atau salin teksnya ke sebuah berkas.",
    "kind_not_read": "jenis berkas ini tidak dibaca ({suffix}). Gunakan salah satu dari {kinds}.",
    "no_suffix": "berkas tanpa akhiran nama tidak dibaca. Tambahkan salah satu dari {kinds}.",
    "save_as": "jenis berkas ini tidak dibaca ({suffix}). Buka, lalu simpan sebagai {right}.",
    "export_as_pdf": "jenis berkas ini tidak dibaca ({suffix}). Ekspor sebagai PDF.",
    "unpack": "berkas terkompresi tidak dibaca ({suffix}). Ekstrak di sini.",
    "picture": "gambar tidak dibaca ({suffix}). Buat PDF berteks darinya dengan OCR.",
    "same_content": 'Isinya sama dengan "{other}". Kutipannya hanya muncul sekali, di bawah nama itu.',
}  # fmt: skip

DETAILS: dict[str, str] = {
    "No space left on device": "ruang disk habis",
    "Disk quota exceeded": "jatah disk habis",
    "Permission denied": "akses ditolak",
    "Operation not permitted": "tindakan ini tidak diizinkan",
    "Read-only file system": "disk hanya dapat dibaca",
    "No such file or directory": "berkas atau foldernya tidak ada",
    "Input/output error": "disk gagal dibaca atau ditulisi",
    "File name too long": "namanya terlalu panjang",
    "Device or resource busy": "sedang dipakai program lain",
    "Transport endpoint is not connected": "sambungan ke disk terputus",
    "database or disk is full": "ruang disk habis",
    "disk I/O error": "disk gagal dibaca atau ditulisi",
    "database is locked": "sedang dipakai program lain",
    "attempt to write a readonly database": "berkasnya hanya dapat dibaca",
    "unable to open database file": "berkasnya tidak dapat dibuka",
    "database disk image is malformed": "berkasnya rusak",
    "file is not a database": "berkasnya rusak",
}
"""What the system and SQLite say, in English whatever the system's language; parts of what stands as a detail."""

_PAGES: dict[Tongue, tuple[str, str, str]] = {
    "id": ("Halaman", "Halaman", "dan"),
    "en": ("Page", "Pages", "and"),
}


def in_words(text: str, tongue: Tongue) -> str:
    """A message in the language `tongue`; a sentence without a code as it is."""
    if tongue == "en" or not isinstance(text, Message) or text.code not in INDONESIAN:
        return str(text)
    return INDONESIAN[text.code].format(**in_their_words(text.values, tongue))


def in_their_words(values: Mapping[str, object], tongue: Tongue) -> dict[str, object]:
    """The values of a message as its sentence takes them."""
    return {n: detail(v, tongue) if n == "detail" else _shown(v, tongue) for n, v in values.items()}


def detail(cause: object, tongue: Tongue) -> str:
    """What the system gave as a cause, in words of the reader's where they are known."""
    said = str(cause)
    return (
        said if tongue == "en" else next((ours for theirs, ours in DETAILS.items() if theirs in said), said)
    )


def _shown(value: object, tongue: Tongue) -> object:
    if isinstance(value, tuple):
        return page_list(value, _PAGES[tongue])
    return in_words(value, tongue) if isinstance(value, Message) else value
