"""What stands behind or before one place of a name: rows of cells.  A paragraph is cut once for all names in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from cunjian.extract.terms.items.cells import JOINTS, STOPS, Cell, Place, cut, merged, parted, rows, stripped
from cunjian.extract.terms.items.rules import Rules
from cunjian.model import Span

_BACK, _AHEAD, _FAR = 240, 440, 600
_NEAR = 30
_ORDINAL = re.compile(
    r"(?<![^。；，：、？！\s])(?:[第头]([一二三四五六七八九十])[\u4e00-\u9fff]{0,2}?(?:[步是要，：、次]|就是)+|([一二三四五六七八九十])(?:是要?|要|个是|为)"
    r"|([一二三四五六七八九十])(?=[问看听查议])|(?:再|还有|最后)一个(?:就是|是))([^，。；：\n]{2,24})"
)
Row = tuple[str, Sequence[Cell]]
"""Cells, and what parts them: 、 or ， or +; mixed: 、 and ，; 和: that counts as a mark too; leads: sentences, of which
these are the first clauses."""


class _Paragraph:
    """The cells of a paragraph, and the rows they form."""

    def __init__(self, text: str, span: Span, rules: Rules) -> None:
        told, fine = span.of(text), cut(text, span.start, span.end, rules)
        self.clauses = merged(text, fine, JOINTS)
        self.ordinals = list(_ORDINAL.finditer(text, span.start, span.end))
        self.rows: list[tuple[str, list[Sequence[Cell]]]] = [("、", list(rows(fine, "、")))]
        self.rows += [(marks[0], list(rows(fine, marks))) for marks in ("+", "—→", "”", " ") if any(m in told for m in marks)]
        self.rows += [("mixed", list(rows(fine, "、，"))), ("，", list(rows(self.clauses, "，")))]
        self.soft = parted(fine)
        if len(self.soft) > len(fine):
            self.fine = {*fine}
            self.rows += [("和", [r for marks in ("、", "、，") for r in rows(self.soft, marks)])]


@lru_cache(maxsize=256)  # most of a speech: a name is proved by its items before they are looked for
def _paragraph(text: str, start: int, end: int, rules: Rules) -> _Paragraph:
    return _Paragraph(text, Span(start, end), rules)


def around_of(place: Place) -> str:
    """The text on both sides of a place."""
    at = place.at
    return place.text[max(place.start, at.start - _BACK) : at.start] + place.text[at.end : min(place.end, at.end + _AHEAD)]


class Window:
    """The text on one side of a place."""

    def __init__(self, place: Place, *, behind: bool) -> None:
        self.place, self.behind = place, behind
        at = place.at
        self.span = Span(at.end, min(place.end, at.end + _AHEAD)) if behind else Span(max(place.start, at.start - _BACK), at.start)
        self.text = self.span.of(place.text)

    @property
    def reach(self) -> str:
        """All the text that a list on this side may stand in."""
        lo, hi = self.span.start, self.span.end
        return self.place.text[lo : min(self.place.end, lo + _FAR)] if self.behind else self.place.text[max(self.place.start, hi - _FAR) : hi]

    @cached_property
    def _paragraph(self) -> _Paragraph:
        place = self.place
        return _paragraph(place.text, place.start, place.end, place.rules)

    @cached_property
    def rows(self) -> Sequence[Row]:
        """Cells parted by marks."""
        out: list[Row] = []
        for mark, found in self._paragraph.rows:
            for whole in self._overlapping(found) if mark != "和" else found:
                row = self._inside(whole)
                if len(row) < 2 or (mark == "mixed" and len({c.after for c in row[:-1]}) < 2) or (mark == "和" and self._paragraph.fine.issuperset(row)):
                    continue
                out.append((mark, row))
        return out

    def _overlapping(self, found: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
        first = bisect_left(found, self.span.start, key=lambda row: row[-1].span.end)
        return found[first : bisect_right(found, self.span.end, key=lambda row: row[0].span.start)]

    def _inside(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The cells of a row in the window; of the cell that holds the name itself what stands beside it, where a list may begin or end there."""
        lo, hi = self.span.start, self.span.end
        if lo <= row[0].span.start and row[-1].span.end <= hi:
            return row
        first = bisect_left(row, lo, key=lambda c: c.span.start)
        last = bisect_right(row, hi, key=lambda c: c.span.end)
        out = row[first:last]
        if self.behind and first and (own := row[first - 1]).span.end > lo and own.after in ("、", "”", "；"):
            return [*self._part(lo, own.span.end), *out]
        if not self.behind and last < len(row) and (own := row[last]).span.start < hi and own.before in JOINTS:
            return [*out, *self._part(own.span.start, hi)]
        return out

    def _part(self, start: int, end: int) -> Iterator[Cell]:
        """What stands beside the name in its own cell."""
        text = self.place.text
        if (span := stripped(text, start, end)) and span.of(text).endswith("等"):  # A、B、C等“三老”
            span = stripped(text, start, span.end - 1)
        if span:
            yield Cell(span, span.of(text))

    @cached_property
    def leads(self) -> Sequence[Row]:
        """The first clauses of sentences, or of parts between ；."""
        clauses = self._inside(self._paragraph.clauses)
        firsts = [i for i, c in enumerate(clauses) if not i or clauses[i - 1].after in (*STOPS, "：")]
        return [("leads", [clauses[i] for i in firsts])]

    @cached_property
    def pairs(self) -> Sequence[Row]:
        """Clauses of two parts, between ；: 提倡A，反对B；提倡C，反对D."""
        joined = merged(self.place.text, self._paragraph.clauses, "，")
        return [("；", row) for whole in self._overlapping(list(rows(joined, "；"))) if len(row := self._inside(whole)) > 1]

    @property
    def ordinals(self) -> Sequence[re.Match[str]]:
        """一是…，二是…; 第一步…: each number with the clause behind it."""
        lo, hi = (self.span.start, self.span.start + _FAR) if self.behind else (self.span.end - _FAR, self.span.end)
        return [m for m in self._paragraph.ordinals if lo <= m.start() and m.end() <= hi]

    def near(self, row: Sequence[Cell], count: int) -> Iterator[int]:
        """Where in a row so many cells begin that stand close enough to the name to be its list without sharing a character."""
        at = self.place.at
        for first in range(len(row) - count + 1):
            if self.behind and row[first].span.start - at.end > _NEAR:
                return
            if self.behind or at.start - row[first + count - 1].span.end <= _NEAR + len(row[first + count - 1].told):
                yield first
