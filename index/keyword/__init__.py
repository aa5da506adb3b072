"""Search by words: terms, postings, BM25, correction of misspelt terms."""
