"""Writes the usual words of Indonesian and English: `python -m qa.training.fit_words`.

    word lists of wordfreq ──▶ corpus/words.txt.gz, a word a line

Needs `pip install wordfreq` (Speer 2022, "rspeer/wordfreq"), whose lists are CC BY-SA 4.0; so is the file.
"""

from __future__ import annotations

import gzip

from corpus.lexicon import FILE

LISTS = (("id", "small"), ("en", "large"))
LEAST = 3.0e-7
"""Words that are rarer are left out: many of them are misspelt."""

SOURCE = (
    "# Words of wordfreq 3.1 by Robyn Speer, CC BY-SA 4.0 <https://creativecommons.org/licenses/by-sa/4.0/>"
)


def main() -> None:
    """Write the file."""
    import wordfreq  # type: ignore[import-not-found,unused-ignore]  # only here, not a dependency

    words: set[str] = set()
    for language, size in LISTS:
        found = wordfreq.get_frequency_dict(language, size)
        words.update(word for word, often in found.items() if word.isalpha() and often >= LEAST)
    FILE.write_bytes(gzip.compress("\n".join([SOURCE, *sorted(words), ""]).encode(), mtime=0))


if __name__ == "__main__":
    main()
