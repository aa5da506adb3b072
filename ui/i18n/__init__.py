"""The interface's words in Indonesian and English."""
