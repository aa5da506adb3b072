"""Passages and questions that a person keeps, and their export."""
