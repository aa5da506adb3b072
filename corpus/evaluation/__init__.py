"""Measures how well PDFs are read, against a truth beside them or what they declare of themselves.

PDF, truth or outline ──▶ read without their help ──▶ measures ──▶ table, JSON
"""
