"""The index on disk: one SQLite file with documents, passages and vectors; what derives from it."""
