"""The interface's words by page, put together by `ui.i18n.texts`. Each entry: (Indonesian, English), plain text."""
