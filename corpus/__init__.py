"""Reads a folder of documents into passages.

files ──▶ find ──▶ readers ──▶ compose ──▶ Document ──▶ passages ──▶ Passage
"""
