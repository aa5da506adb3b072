"""What was understood of a document: its receipt."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- the receipt of a document
    "receipt_pages": ("{count} halaman: {ways}", "{count} pages: {ways}"),
    "receipt_page": ("1 halaman: {ways}", "1 page: {ways}"),
    "receipt_no_pages": ("format ini tidak punya nomor halaman", "this format has no page numbers"),
    "receipt_text": ("{count} terbaca", "{count} read"),
    "receipt_ocr": ("{count} lewat OCR", "{count} by OCR"),
    "receipt_empty": ("{count} kosong", "{count} empty"),
    "receipt_failed": ("{count} gagal dibaca", "{count} could not be read"),
    "receipt_sections": ("Bagian: {count}", "Sections: {count}"),
    "receipt_table": ("Tabel: {count}", "Tables: {count}"),
    "receipt_footnote": ("Catatan kaki: {count}", "Footnotes: {count}"),
    "receipt_reference": ("Daftar pustaka: {count}", "References: {count}"),
    "receipt_caption": ("Keterangan gambar dan tabel: {count}", "Captions: {count}"),
    "receipt_more": ("… dan {count} lagi", "… and {count} more"),
}
