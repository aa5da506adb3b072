"""How good it is: the figures of the evaluation that comes with this Rujukan, with their day."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from ui.i18n.texts import TEXTS, Tongue, words


@dataclass(frozen=True, slots=True)
class Figure:
    """What one set of questions gave, each in [0, 1] or None where it was not measured; `on` is a day."""

    name: str
    first: float | None
    five: float | None
    declined: float | None
    on: str


@functools.cache
def figures() -> tuple[Figure, ...]:
    """The figures kept beside the evaluation, in its order; those without a day are left out."""
    text = (files("qa.evaluation") / "conditions.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text).get("condition", [])
    return tuple(_figure(row) for row in rows if row.get("on") and row.get("expected"))


def _figure(row: Mapping[str, object]) -> Figure:
    expected = row["expected"]
    assert isinstance(expected, dict)
    return Figure(
        name=str(row["name"]),
        first=expected.get("hit@1"),
        five=expected.get("hit@5"),
        declined=expected.get("decline_precision"),
        on=str(row["on"]),
    )


def figures_html(kept: Sequence[Figure], tongue: Tongue) -> str:
    """A table of them."""
    heads = "".join(
        f'<th scope="col">{escape(words(key, tongue))}</th>'
        for key in ("good_set", "good_first", "good_five", "good_declined")
    )
    rows = "".join(_row(figure, tongue) for figure in kept)
    days = ", ".join(sorted({f.on for f in kept}))
    below = f"{words('about_good_lead', tongue)} {words('good_on', tongue, days=days)}"
    return (
        f'<table class="rj-figures"><caption>{escape(below)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(figure: Figure, tongue: Tongue) -> str:
    key = f"set_{figure.name}"
    name = words(key, tongue) if key in TEXTS else figure.name
    cells = "".join(f"<td>{_percent(v, tongue)}</td>" for v in (figure.first, figure.five, figure.declined))
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _percent(share: float | None, tongue: Tongue) -> str:
    if share is None:
        return "–"
    text = f"{100 * share:.0f}%"
    return text.replace(".", ",") if tongue == "id" else text
