"""Tables: numbers in rows whose unit and meaning stand in the head row (also tables made of spaces)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cunjian.model import Document, FigureMention, Span, VillageMention
from cunjian.script import number

_CELL = re.compile(r"[^\t|｜]+?(?=\t|\||｜| {2,}|$)")
_BETWEEN = re.compile(r"[\t|｜ ](?:(?<! )| )")
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\*+)(?P<unit>%|[\u4e00-\u9fff]{0,3})")
_UNIT = re.compile(r"[（(]\s*(?:单位[：:])?([^（）()]{1,6})\s*[）)]")
_SENTENCE_END = re.compile(r"[。！？；：]$")
_NO_MEASURE = re.compile("序号|编号|年份|年度|电话|日期")
_YEAR = re.compile(r"(?:19|20)\d{2}年?$")


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    unit: str | None


def find(text: str, document: Document, villages: Sequence[VillageMention]) -> tuple[FigureMention, ...]:
    """The figures of all runs of lines with as many cells as the head above them."""
    names = {v.name for v in villages}
    out: list[FigureMention] = []
    heads: list[_Head] = []
    for part in document.parts:
        may = part.kind in ("row", "paragraph", "byline") and _BETWEEN.search(text, part.span.start, part.span.end)
        cells = list(_cells(text, part.span)) if may else []
        if len(cells) < 2 or _SENTENCE_END.search(part.span.of(text)):
            heads = []
        elif heads and len(cells) == len(heads):
            out += _row(text, cells, heads, names)
        elif not any(_NUMBER.fullmatch(cell.of(text)) for cell in cells):
            heads = [_head(cell.of(text)) for cell in cells]
    return tuple(out)


def _cells(text: str, span: Span) -> Iterator[Span]:
    for match in _CELL.finditer(text, span.start, span.end):
        cell = match.group()
        if cell.strip():
            start = match.start() + len(cell) - len(cell.lstrip())
            yield Span(start, start + len(cell.strip()))


def _head(cell: str) -> _Head:
    unit = _UNIT.search(cell)
    return _Head(_UNIT.sub("", cell).strip(), unit.group(1) if unit else None)


def _row(text: str, cells: Sequence[Span], heads: Sequence[_Head], names: set[str]) -> Iterator[FigureMention]:
    first = next((c.of(text) for c in cells if not _NUMBER.fullmatch(c.of(text))), "")
    holder = first if first in names else f"{first}村" if f"{first}村" in names else None
    for cell, head in zip(cells, heads, strict=True):
        value = _NUMBER.fullmatch(cell.of(text))
        if not value or _YEAR.match(cell.of(text)) or _NO_MEASURE.search(head.title):
            continue
        hidden = value["number"].startswith("*")
        yield FigureMention(
            cell, "table-cell", head.title or first, None if hidden else number(value["number"]), None, None,
            value["unit"] or head.unit, None, None, "redacted" if hidden else "stated",
            "village" if holder else "other", holder,
        )  # fmt: skip
