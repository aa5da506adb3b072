"""Collecting passages, citing them, writing them out."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "collect": ("Kumpulan", "Collect"),
    "collect_lead": (
        "Kutipan yang Anda sisihkan, di bawah judul Anda sendiri, dengan catatan dan sitasinya. Tersimpan di folder "
        "pustaka, di komputer ini saja.",
        "Passages that you set aside, under headings of your own, with notes and citations. Kept in the library's "
        "folder, on this machine only.",
    ),
    "collect_empty": ("Belum ada kutipan yang disisihkan", "Nothing is set aside yet"),
    "collect_empty_more": (
        "Tekan “Sisihkan” pada sebuah jawaban atau di halaman Baca. Kutipan itu muncul di sini, lengkap dengan "
        "sitasinya, dan dapat diekspor ke Word, Markdown, atau pengelola referensi.",
        "Press “Set aside” on an answer or on the Read page. The passage appears here with its citation, and can be "
        "exported to Word, Markdown or a reference manager.",
    ),
    "go_ask": ("Ajukan pertanyaan", "Ask a question"),
    "first_heading": ("Kutipan saya", "My passages"),
    # -- on a card
    "set_aside": ("Sisihkan", "Set aside"),
    "is_aside": ("Disisihkan ✓", "Set aside ✓"),
    "cite": ("Kutip", "Cite"),
    "cite_title": ("Kutip bagian ini", "Cite this passage"),
    "aside_under": ("Judul", "Heading"),
    "aside_under_help": (
        "Pilih judul, atau ketik judul baru lalu tekan Enter.",
        "Choose a heading, or type a new one and press Enter.",
    ),
    "aside_see": ("Lihat di Kumpulan", "See it in Collect"),
    "aside_page": ("Sisihkan dari halaman ini", "Set aside from this page"),
    "aside_part": ("Sisihkan dari bagian ini", "Set aside from this part"),
    "aside_none": ("Tidak ada kutipan di sini.", "There are no passages here."),
    # -- citations
    "in_text": ("Dalam teks", "In the text"),
    "footnote": ("Catatan kaki", "Footnote"),
    "references": ("Daftar Pustaka", "References"),
    "bibliography": ("Daftar Pustaka", "Bibliography"),
    "list_entry": ("Dalam daftar pustaka", "In the bibliography"),
    "place_address": ("Tautan ke tempat ini", "Link to this place"),
    "with_quotation": ("Kutipan dengan sumbernya", "Quotation with its source"),
    "style": ("Gaya sitasi", "Citation style"),
    "style_apa": ("APA 7", "APA 7"),
    "style_chicago": ("Chicago, penulis–tahun", "Chicago, author–date"),
    "style_chicago-notes": ("Chicago, catatan kaki", "Chicago, footnotes"),
    "tab_apa": ("APA 7", "APA 7"),
    "tab_chicago": ("Chicago", "Chicago"),
    "tab_plain": ("Teks biasa", "Plain text"),
    "citing_language": ("Bahasa sitasi", "Language of the citations"),
    "citing_id": ("Indonesia (hlm.)", "Indonesian (hlm.)"),
    "citing_en": ("Inggris (p.)", "English (p.)"),
    "check_citation": (
        "Periksa sitasi sebelum dipakai: datanya dibaca dari dokumen dan bisa keliru.",
        "Check a citation before you use it: its data were read from the document and may be wrong.",
    ),
    # -- the page
    "new_heading": ("Judul baru", "New heading"),
    "new_heading_hint": ("Misalnya: Bab 2, tinjauan pustaka", "For example: Chapter 2, literature review"),
    "add_heading": ("Tambah judul", "Add heading"),
    "heading_none": (
        "Belum ada kutipan di bawah judul ini.",
        "There are no passages under this heading yet.",
    ),
    "arrange": ("Atur", "Arrange"),
    "rename": ("Nama judul", "Name of the heading"),
    "up": ("Naik", "Up"),
    "down": ("Turun", "Down"),
    "note": ("Catatan", "Note"),
    "note_hint": ("Untuk apa kutipan ini?", "What is this passage for?"),
    "save": ("Simpan", "Save"),
    "move_to": ("Pindahkan ke judul", "Move to the heading"),
    "marked_only": ("Kutip hanya kalimat yang ditandai", "Quote only the marked sentences"),
    "take_away": ("Keluarkan", "Take out"),
    "heading_away": ("Hapus judul dan isinya", "Delete the heading and what is under it"),
    "went_passage": ("Kutipan dikeluarkan dari kumpulan.", "The passage was taken out."),
    "went_heading": (
        "Judul “{name}” dan isinya dihapus.",
        "The heading “{name}” and what was under it were deleted.",
    ),
    "undo": ("Urungkan", "Undo"),
    "open_place": ("Buka di tempatnya", "Open in its place"),
    "was_changed": (
        "Berkasnya sudah berubah sejak disisihkan; kata-katanya masih ada di dalamnya.",
        "The file has changed since; these words still stand in it.",
    ),
    "was_lost": (
        "Berkasnya sudah berubah dan tidak lagi memuat kata-kata ini. Kutipannya tetap seperti saat disisihkan.",
        "The file has changed and no longer holds these words. The quotation stays as it was when set aside.",
    ),
    "was_removed": (
        "Dokumennya tidak ada lagi di pustaka. Kutipannya tetap seperti saat disisihkan.",
        "The document is no longer in the library. The quotation stays as it was when set aside.",
    ),
    "unsaved": (
        "Kumpulan tidak dapat dibaca atau disimpan ({error}). Periksa apakah folder pustaka dapat ditulisi; kalau "
        "berkas .rujukan/collection.sqlite rusak, pindahkan ke tempat lain dan muat ulang halaman ini.",
        "The collection cannot be kept ({error}). See whether the library's folder can be written; if the file "
        ".rujukan/collection.sqlite is damaged, move it elsewhere and reload this page.",
    ),
    # -- export
    "export": ("Ekspor", "Export"),
    "export_all": ("Kutipan, catatan, dan daftar pustaka", "Quotations, notes and bibliography"),
    "export_sources": ("Sumber untuk pengelola referensi", "Sources for a reference manager"),
    "export_docx": ("Word (DOCX)", "Word (DOCX)"),
    "export_markdown": ("Markdown", "Markdown"),
    "export_csv": ("Tabel (CSV)", "Table (CSV)"),
    "export_bibtex": ("BibTeX", "BibTeX"),
    "export_ris": ("RIS", "RIS"),
    "export_csl": ("CSL-JSON", "CSL-JSON"),
    "export_file": ("kumpulan", "collection"),
    "column_heading": ("Judul", "Heading"),
    "column_quotation": ("Kutipan", "Quotation"),
    "column_note": ("Catatan", "Note"),
    "column_citation": ("Sitasi", "Citation"),
    "column_authors": ("Penulis", "Authors"),
    "column_title": ("Judul sumber", "Title of the source"),
    "column_year": ("Tahun", "Year"),
    "column_source_kind": ("Jenis sumber", "Kind of source"),
    "column_publisher": ("Jurnal, universitas, atau penerbit", "Journal, university or publisher"),
    "column_section_path": ("Bagian", "Section"),
    "column_page": ("Halaman", "Page"),
    "column_file": ("Berkas", "File"),
    "column_language_of": ("Bahasa", "Language"),
    "column_document_now": ("Dokumen sekarang", "Document now"),
    # -- sources
    "sources": ("Sumber", "Sources"),
    "sources_lead": (
        "Beginilah sumber ditulis dalam daftar pustaka. Data yang keliru dapat diperbaiki; perbaikan berlaku di semua "
        "sitasi.",
        "This is how the sources stand in the bibliography. What is wrong can be corrected, and is then right in "
        "every citation.",
    ),
    "correct": ("Perbaiki", "Edit"),
    "correct_source": ("Perbaiki data sumber", "Edit the source"),
    "source_title": ("Judul", "Title"),
    "source_authors": ("Penulis, satu per baris", "Authors, one a line"),
    "source_authors_help": (
        "Kata terakhir menjadi nama utama: “Dewi Ratna Sari” disitir sebagai Sari. Tulis “Ratna Sari, Dewi” untuk "
        "menentukan sendiri, atau beri tanda kutip agar nama dipakai utuh.",
        "The last word leads: “Dewi Ratna Sari” is cited as Sari. Write “Ratna Sari, Dewi” to decide for yourself, or "
        "put the name in quotation marks to keep it whole.",
    ),
    "source_year": ("Tahun", "Year"),
    "source_kind": ("Jenis", "Kind"),
    "source_publisher": (
        "Jurnal, universitas, prosiding, lembaran negara, atau penerbit",
        "Journal, university, proceedings, law gazette or publisher",
    ),
    "source_volume": ("Volume", "Volume"),
    "source_issue": ("Nomor", "Issue"),
    "source_pages": ("Halaman", "Pages"),
    "source_url": ("DOI atau alamat web", "DOI or web address"),
    "source_article": ("Artikel jurnal", "Journal article"),
    "source_book": ("Buku", "Book"),
    "source_bachelor": ("Skripsi", "Undergraduate thesis"),
    "source_master": ("Tesis", "Master’s thesis"),
    "source_doctor": ("Disertasi", "Doctoral dissertation"),
    "source_report": ("Laporan", "Report"),
    "source_conference": ("Makalah konferensi", "Conference paper"),
    "source_legislation": ("Peraturan perundang-undangan", "Law or regulation"),
    "source_webpage": ("Halaman web", "Web page"),
    "source_document": ("Dokumen lain", "Other document"),
    "as_read": ("Kembalikan seperti yang terbaca", "Back to what was read"),
    "bad_year": (
        "Tahunnya harus berupa angka, misalnya 2019. Kosongkan kalau tidak diketahui.",
        "The year must be a number, such as 2019. Leave it empty where it is not known.",
    ),
    "need_title": ("Judulnya tidak boleh kosong.", "The title must not be empty."),
}
