"""Writes how common words are in Indonesian and English at large: `python -m qa.training.fit_lexicon FOLDER`.

    word lists of wordfreq ──┐
    questions that people ask ┴──▶ stems ──▶ index/keyword/lexicon.json.gz

Needs `pip install wordfreq` (Speer 2022, "rspeer/wordfreq"), whose lists are CC BY-SA 4.0; so is the file. FOLDER holds
`questions.jsonl` (`question`, `lang`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from index import StemLanguage, terms
from index.keyword.lexicon import FILE
from qa.evaluation.beir import read_lines

ASKED = 0.004
"""Stems are kept that stand in at least this share of the questions."""

LEAST = 5e-7
"""How often a word must come, as a share of all running words; the Indonesian list ends at 1e-6."""

SOURCE = "wordfreq 3.1 by Robyn Speer, CC BY-SA 4.0 <https://creativecommons.org/licenses/by-sa/4.0/>"


def main() -> None:
    """Stem the lists, count the questions, write the file."""
    import wordfreq  # type: ignore[import-not-found,unused-ignore]  # only here, not a dependency

    parser = argparse.ArgumentParser(description="Write how common words are.")
    parser.add_argument("folder", type=Path, help="holds questions.jsonl")
    rows = list(read_lines(parser.parse_args().folder / "questions.jsonl"))
    languages: tuple[StemLanguage, ...] = ("id", "en")
    kept: dict[str, object] = {"made_by": "python -m qa.training.fit_lexicon", "source": SOURCE}
    for language in languages:
        listed = wordfreq.get_frequency_dict(language, "best")
        words = {word: frequency for word, frequency in listed.items() if frequency >= LEAST}
        kept[language] = {
            "words": _by_zipf(_of_stems(words, language)),
            "questions": _asked([r["question"] for r in rows if r["lang"] == language], language),
        }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    FILE.write_bytes(gzip.compress(text.encode(), mtime=0))


def _of_stems(words: Mapping[str, float], language: StemLanguage) -> Counter[str]:
    """Frequency of each stem: of all its forms together."""
    found: Counter[str] = Counter()
    for word, frequency in words.items():
        for term in terms(word, language):
            if term.isalpha():
                found[term] += frequency  # type: ignore[assignment]  # a Counter of floats
    return found


def _by_zipf(frequencies: Mapping[str, float]) -> dict[str, str]:
    """Stems by their Zipf value (the logarithm of how often one comes in a billion words), to a tenth."""
    found = defaultdict(list)
    for term, frequency in frequencies.items():
        found[f"{math.log10(frequency) + 9:.1f}"].append(term)
    return {zipf: " ".join(sorted(found[zipf])) for zipf in sorted(found, key=float, reverse=True)}


def _asked(questions: list[str], language: StemLanguage) -> dict[str, float]:
    """The share of questions that each stem stands in."""
    counts = Counter(t for q in questions for t in set(terms(q, language)) if t.isalpha())
    least = ASKED * len(questions)
    return {t: round(n / len(questions), 3) for t, n in counts.most_common() if n >= least}


if __name__ == "__main__":
    main()
