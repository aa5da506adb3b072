"""Measures how well questions find their passages, and fits the numbers that ranking uses.

question sets ──▶ index ──▶ answers ──▶ measures
"""
