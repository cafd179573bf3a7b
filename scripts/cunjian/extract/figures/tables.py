"""Tables: numbers in rows whose unit and meaning stand in the head row (also tables made of spaces)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cunjian.model import Document, FigureMention, Part, Span, VillageMention
from cunjian.script import number

_CELL = re.compile(r"[^\t|｜]+?(?=\t|\||｜| {2,}|$)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\*+)(?P<unit>%|[\u4e00-\u9fff]{0,3})")
_UNIT = re.compile(r"[（(]\s*(?:单位[：:])?([^（）()]{1,6})\s*[）)]")
_NO_MEASURE = re.compile("序号|编号|年份|年度|电话|日期")
_YEAR = re.compile(r"(?:19|20)\d{2}年?$")


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    unit: str | None


def find(
    text: str, document: Document, villages: Sequence[VillageMention], taken: set[Span]
) -> Iterator[FigureMention]:
    """The figures of all runs of table rows, except those that carry their unit and were found as text."""
    names = {v.name for v in villages}
    covered = {span.start for span in taken}
    heads: list[_Head] = []
    last: Part | None = None
    for part in document.parts:
        if part.kind != "row":
            last, heads = None, []
            continue
        cells = list(_cells(text, part.span))
        if last is None or not any(c.isdigit() or c == "*" for c in part.span.of(text)):
            heads = [_head(cell.of(text)) for cell in cells]
        else:
            yield from _row(text, cells, heads, names, covered)
        last = part


def _cells(text: str, span: Span) -> Iterator[Span]:
    for match in _CELL.finditer(text, span.start, span.end):
        cell = match.group()
        if cell.strip():
            start = match.start() + len(cell) - len(cell.lstrip())
            yield Span(start, start + len(cell.strip()))


def _head(cell: str) -> _Head:
    unit = _UNIT.search(cell)
    return _Head(_UNIT.sub("", cell).strip(), unit.group(1) if unit else None)


def _row(
    text: str, cells: Sequence[Span], heads: Sequence[_Head], names: set[str], covered: set[int]
) -> Iterator[FigureMention]:
    if len(cells) != len(heads):
        return
    first = next((c.of(text) for c in cells if not _NUMBER.fullmatch(c.of(text))), "")
    holder = first if first in names else f"{first}村" if f"{first}村" in names else None
    for cell, head in zip(cells, heads, strict=True):
        value = _NUMBER.fullmatch(cell.of(text))
        if not value or cell.start in covered or _YEAR.match(cell.of(text)) or _NO_MEASURE.search(head.title):
            continue
        hidden = value["number"].startswith("*")
        yield FigureMention(
            cell, "table-cell", head.title or first, None if hidden else number(value["number"]), None, None,
            value["unit"] or head.unit, None, None, "redacted" if hidden else "stated",
            "village" if holder else "other", holder,
        )  # fmt: skip
