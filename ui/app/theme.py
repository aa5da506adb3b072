"""Colours and type of the app, light and dark, all of it with the machine's and Streamlit's own fonts."""

from __future__ import annotations

from pathlib import Path

LIGHT = {
    "primaryColor": "#1d5c63",
    "backgroundColor": "#fbfaf7",
    "secondaryBackgroundColor": "#f2f0ea",
    "textColor": "#22252a",
    "linkColor": "#1d5c63",
    "borderColor": "#dedad0",
}
DARK = {
    "primaryColor": "#2f7f86",
    "backgroundColor": "#17191c",
    "secondaryBackgroundColor": "#212429",
    "textColor": "#e8e5de",
    "linkColor": "#8fd0d0",
    "borderColor": "#383c42",
}
THEME: dict[str, object] = {
    "theme.font": "sans-serif",
    "theme.headingFont": "serif",
    "theme.baseRadius": "small",
    "theme.showWidgetBorder": True,
    "theme.linkUnderline": False,
    **{f"theme.light.{name}": colour for name, colour in LIGHT.items()},
    **{f"theme.dark.{name}": colour for name, colour in DARK.items()},
}
STYLE = Path(__file__).with_name("style.css")
