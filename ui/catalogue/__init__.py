"""The interface's words by page; `ui.texts` puts them together. Each entry is (Indonesian, English), plain text."""
