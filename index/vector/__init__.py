"""Search by meaning: FAISS over passage vectors, late interaction over token vectors."""
