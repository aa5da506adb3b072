"""Understands a question as it was typed, before anything is looked up.

typed ──▶ marks (quotes, -word) ──▶ follow-up ──▶ letter case ──▶ informal words ──▶ frame taken out ──▶ ParsedQuestion
"""

from __future__ import annotations

from qa.question.follow_up import with_subject
from qa.question.parse import parse_question
from qa.question.records import ParsedQuestion
from qa.question.several import split_questions
from qa.question.summary import asks_for_summary

__all__ = ["ParsedQuestion", "asks_for_summary", "parse_question", "split_questions", "with_subject"]
