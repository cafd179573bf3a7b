"""The block at the top of a speech: title, by-lines (who, when, at what occasion), salutation excluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cunjian import titles
from cunjian.divide.row import Row
from cunjian.model import Words


@dataclass(frozen=True, slots=True)
class Opening:
    """The rows at the top and which of them are the title."""

    title: str
    lines: tuple[tuple[str, Row], ...]  # (kind: title | byline, row)


def find(text: str, rows: Sequence[Row], words: Words) -> Opening:
    """The rows above the running text; the title is the best candidate among them."""
    above, body = _parted(text, rows, words)
    best = titles.best(above, body, words)
    own = range(best.first, best.last + 1) if best else range(0)
    return Opening(best.text if best else "", tuple(("title" if i in own else "byline", row) for i, row in enumerate(rows[: len(above)])))


def candidates(text: str, rows: Sequence[Row], words: Words) -> tuple[titles.Title, ...]:
    """What may be the title, the best first."""
    return tuple(sorted(titles.candidates(*_parted(text, rows, words), words), key=lambda one: -one.points))


def _parted(text: str, rows: Sequence[Row], words: Words) -> tuple[Sequence[titles.Line], str]:
    lines = [titles.Line(row.span.of(text), row.indented, bool(index) and row.after_blank) for index, row in enumerate(rows[: titles.ROWS])]
    return titles.parted(lines, words)
