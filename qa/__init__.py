"""Answers questions with ranked, cited passages.

question ──▶ candidates ──▶ rank ──▶ evidence, verdict ──▶ Answer
"""

from qa.ask import Assistant, checked_question
from qa.records import Answer, CitedPassage

__all__ = ["Answer", "Assistant", "CitedPassage", "checked_question"]
