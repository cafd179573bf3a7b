"""The report: a table for each group of cases, and what was missed or is too much."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cunjian.evaluate.scores import RATES, TALLIES, Scores

_FOUND = ("要找的", "准确率", "召回率", "F1", "找对", "漏", "多")
_RIGHT = ("要对的", "比率", "对", "共")

BLIND = "blind"
"""The name of a folder of cases that nobody who writes rules looks into."""


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one folder."""

    name: str
    scores: Scores

    def table(self) -> str:
        """The figures alone."""
        found = [
            (TALLIES[name], f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", str(t.hit), str(t.miss), str(t.extra))
            for name, t in self.scores.tallies.items()
        ]
        right = [
            (RATES[name], "—" if (share := r.share) is None else f"{share:.3f}", str(r.right), str(r.of))
            for name, r in self.scores.rates.items()
        ]
        return "\n".join([f"【{self.name}】", *_aligned([_FOUND, *found]), "", *_aligned([_RIGHT, *right])])

    def misses(self) -> str:
        """What was missed or is too much, case by case; empty when nothing is, and for a group that is looked at only to
        score (named ``blind``)."""
        if self.name == BLIND:
            return f"【{self.name}】只看分数：逐条的不符之处不列出，以免规则照着它改。"
        blocks = ["\n".join([f"  {name}", *(f"    {n}" for n in notes)]) for name, notes in self.scores.notes.items() if notes]
        return "\n".join([f"【{self.name}】不符之处", *blocks]) if blocks else ""


@dataclass(frozen=True, slots=True)
class Report:
    """All groups."""

    groups: tuple[Group, ...]

    def text(self) -> str:
        """Tables first, then what was missed."""
        tables = [g.table() for g in self.groups]
        return "\n\n".join([*tables, *(m for g in self.groups if (m := g.misses()))])


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns: the first flush left, the others flush right; wide characters count two."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first = row[0] + " " * (widths[0] - _width(row[0]))
        rest = (" " * (w - _width(cell)) + cell for cell, w in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([first, *rest])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" and c != "—" else 1 for c in text)
