"""What an audit and a check say to people, each sentence once, with a code that other languages go by."""

from __future__ import annotations

from corpus import Message, visible

ENGLISH: dict[str, str] = {
    "missing_number": "The list of references has no entry with the number {number}.",
    "missing_name": "The list of references has no entry for {name} ({year}).",
    "missing_placeholder": "A placeholder is where a citation should be.",
    "unused": "The text never cites this entry.",
    "year_differs": "The text says {cited}, the entry says {listed}.",
    "year_none": "The citation has no year; the entry says {listed}.",
    "year_two": "The entry has two years at its end, {first} and {second}.",
    "year_venue": "The entry is of {first}, but the event it names is of {second}.",
    "year_future": "The year {year} has not come yet.",
    "spelling_name": "The text writes {cited}, the entry writes {listed}.",
    "doi_malformed": "A DOI begins with “10.”, four or more digits and a slash; this one does not.",
    "duplicate_work": "The same work is listed twice.",
    "duplicate_doi": "Two entries have the same DOI.",
    "two_names_cited": "Cited as {cited}, listed as {listed}.",
    "two_names_both": "One body is cited under two names, {first} and {second}.",
    "two_names_body": "One body has two names, {first} and {second}.",
    "gap_entry": "The list of references has no number {number}.",
    "gap_caption": "There is no {label} {number}, although the numbering goes on to {last}.",
    "gap_chapter": "This number belongs to another chapter than those before and after it.",
    "gap_heading": "The subsections of {parent} have numbers that begin with {prefix}.",
    "gap_sibling": "The numbering goes from {before} to {after}.",
    "label_unresolved": "A cross-reference was not filled in.",
    "label_nowhere": "There is no {label} {number}.",
    "label_section": "There is no section {number}.",
    "label_twice": "Two captions have the number {number}.",
    "label_item": "Two items of one list have the same letter or number, {number}.",
    "sum": "The parts add up to {sum}, not {total}.",
    "count": "{said} are announced, {found} follow.",
    "abbreviation_never": "{short} is never written out.",
    "abbreviation_two": "{short} is introduced with two meanings, {first} and {second}.",
    "abbreviation_terms": "One term has two abbreviations, {first} and {second}.",
    "abbreviation_written": "{first} or {second}: one abbreviation is written in two ways.",
    "abbreviation_list": "The list of abbreviations writes {listed}, the text {first}.",
    "value_abstract": "The number {number} is in one abstract and not in the other.",
    "value_statement": "Two places give different numbers for what seems the same: {first} and {second}.",
}


def phrase(code: str, **values: str | int) -> Message:
    """The sentence of `code` with its values filled in. KeyError where there is no such code."""
    clean = {name: visible(v) if isinstance(v, str) else v for name, v in values.items()}
    return Message(ENGLISH[code].format(**clean), code, clean)
