"""Reading one document."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- read
    "read_lead": (
        "Dokumen pustaka seperti aslinya, halaman demi halaman.",
        "The library's documents as they are, page by page.",
    ),
    "choose_document": ("Dokumen", "Document"),
    "choose_hint": ("Pilih dokumen", "Choose a document"),
    "page": ("Halaman", "Page"),
    "page_of": ("Halaman {label} ({number} dari {total})", "Page {label} ({number} of {total})"),
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
}
