"""The reviewer's desk: a draft checked, citations and figures audited."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- a statement
    "verdict_supported": ("didukung", "supported"),
    "verdict_differs": ("berbeda", "differs"),
    "verdict_silent": ("tidak ditemukan", "not found"),
    "check_summary": (
        "{total} kalimat diperiksa: {supported} didukung, {differs} berbeda, {silent} tidak ditemukan.",
        "{total} sentences checked: {supported} supported, {differs} different, {silent} not found.",
    ),
    "check_nothing": (
        "Tidak ada kalimat yang dapat diperiksa: naskah ini tidak memuat pernyataan.",
        "There is no sentence to check: the draft states nothing.",
    ),
    "check_skipped": (
        "{count} kalimat dilewati karena tidak menyatakan sesuatu.",
        "{count} sentences were skipped because they state nothing.",
    ),
    "check_difference": ("Perbedaannya: {difference}", "What differs: {difference}"),
    "check_source": ("Sumber: {source}", "Source: {source}"),
    "check_nearest": ("Yang terdekat: {source}", "The nearest: {source}"),
    "quote_changed": (
        "Kutipan tidak sama dengan sumbernya ({source}): “{mine}” seharusnya “{theirs}”.",
        "The quotation is not as in its source ({source}): “{mine}” should be “{theirs}”.",
    ),
    "quote_exact": (
        "Kutipan sama dengan sumbernya ({source}).",
        "The quotation is as in its source ({source}).",
    ),
    "quote_missing": (
        "Kutipan ini tidak ditemukan dalam pustaka.",
        "The quotation is not found in the library.",
    ),
    # -- an audit
    "audit_summary": (
        "Gaya sitasi: {style}. {in_text} karya disitasi, {bibliography} entri dalam daftar pustaka, {count} temuan.",
        "Citation style: {style}. {in_text} works cited, {bibliography} entries listed, {count} findings.",
    ),
    "audit_nothing": ("Tidak ada yang perlu diperbaiki.", "Nothing to mend was found."),
    "audit_no_list": (
        "Dokumen ini tidak memuat daftar pustaka, jadi sitasinya tidak dapat dicocokkan.",
        "The document has no list of references, so its citations cannot be matched.",
    ),
    "audit_against": ("dibandingkan dengan: {against}", "against: {against}"),
    "severity_error": ("salah", "error"),
    "severity_look": ("periksa", "look here"),
    "style_author-year": ("penulis–tahun", "author–year"),
    "style_numeric": ("nomor", "numeric"),
    "style_notes": ("catatan kaki", "notes"),
    "style_mixed": ("campuran", "mixed"),
    "style_none": ("tidak ada", "none"),
    "kind_missing": ("tidak ada di daftar pustaka", "missing from the references"),
    "kind_unused": ("tidak pernah disitasi", "never cited"),
    "kind_year": ("tahun", "year"),
    "kind_spelling": ("ejaan", "spelling"),
    "kind_duplicate": ("ganda", "duplicate"),
    "kind_two_names": ("dua nama", "two names"),
    "kind_gap": ("penomoran", "numbering"),
    "kind_value": ("angka", "figure"),
    "kind_sum": ("jumlah", "sum"),
    "kind_caption": ("judul tabel atau gambar", "caption"),
    "kind_label": ("rujukan silang", "cross-reference"),
    "kind_abbreviation": ("singkatan", "abbreviation"),
    "kind_count": ("hitungan", "count"),
    # -- columns of what is exported
    "review_column_page": ("Halaman", "Page"),
    "review_column_sentence": ("Kalimat", "Sentence"),
    "review_column_verdict": ("Hasil", "Verdict"),
    "review_column_difference": ("Perbedaan", "Difference"),
    "review_column_confidence": ("Keyakinan", "Confidence"),
    "review_column_source": ("Sumber", "Source"),
    "review_column_source_page": ("Halaman sumber", "Page of the source"),
    "review_column_passage": ("Kutipan dari sumber", "Text of the source"),
    "review_column_kind": ("Jenis", "Kind"),
    "review_column_severity": ("Tingkat", "Severity"),
    "review_column_quote": ("Kutipan", "Quote"),
    "review_column_against": ("Dibandingkan dengan", "Against"),
    "review_column_what": ("Temuan", "Finding"),
    "review_page": ("hlm. {page}", "p. {page}"),
    "review_checked": ("Naskah yang diperiksa: {name}", "Draft checked: {name}"),
    "review_audited": ("Audit: {name}", "Audit: {name}"),
}
