"""PDF files.

bytes ──▶ words with places ──▶ furniture set apart ──▶ columns in order ──▶ lines ──▶ notes, tables, headings,
paragraphs ──▶ Reading
"""

from corpus.readers.pdf.reader import read

__all__ = ["read"]
