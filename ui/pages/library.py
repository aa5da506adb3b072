"""Placeholder."""

import streamlit as st

from ui.state import t

st.html(f"<h1>{t('library')}</h1>")
