"""Fits the learned numbers: late interaction, ranking, the span reader, evidence, declining, rounding."""
