"""Running text cut at its marks: the cells around a name, and the rows of cells in which a list may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cunjian.extract.terms.items.rules import Rules
from cunjian.model import Span, value

_BLANK = "“”‘’ 　"
_AND = re.compile(r"(?<=[\u4e00-\u9fff”]{2})(?:以及|和|与|及|加(?=[一二两三四五六七八九\d]))(?![谐睦美平气善解时其])(?=[\u4e00-\u9fff“]{2})")
_MARK = re.compile("[、，；：。！？\n（）+→—” ](?:(?<! )|(?<=[\u4e00-\u9fff] )(?=[\u4e00-\u9fff]))")
INTRODUCED = "即"  # the mark that stands for any word of introduction
STOPS = "。；！？\n"
JOINTS = "、”+—→ "  # what parts the things of one clause


@value()
class Place:
    """One place where a name stands, in the folded clean text."""

    text: str
    at: Span
    start: int  # of its paragraph
    end: int  # of its paragraph, or of the one behind it where it is a heading
    rules: Rules


class Cell(NamedTuple):  # a paragraph has hundreds: made and hashed in half the time of a dataclass
    """A piece between two marks, without quotation marks and blanks at its ends."""

    span: Span
    told: str
    before: str = ""  # the mark in front; 即 for any introducing word; "" at the edge of the window
    after: str = ""


def cut(text: str, start: int, end: int, rules: Rules) -> list[Cell]:
    """The finest cells of a region."""
    out: list[Cell] = []
    at, before = start, ""
    for begin, stop, kind in sorted([*_marks(text, start, end), *((*m.span(), INTRODUCED) for m in rules.introducing.finditer(text, start, end))]):
        span = stripped(text, at, begin)
        if span is not None:
            out.append(Cell(span, span.of(text), before, kind))
        at, before = stop, kind
    span = stripped(text, at, end)
    return [*out, Cell(span, span.of(text), before)] if span else out


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Marks, dashes, plus signs, and where quotation stands beside quotation."""
    for match in _MARK.finditer(text, start, end):
        at, kind = match.start(), match.group()
        if kind != "”":
            yield at, at + 1, kind
        elif text[at + 1 : at + 2] == "“":
            yield at + 1, at + 1, kind


def stripped(text: str, start: int, end: int) -> Span | None:
    """Without quotation marks and blanks at its ends; None where nothing is left."""
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return Span(start, end) if end > start else None


def merged(text: str, cells: Sequence[Cell], marks: str) -> list[Cell]:
    """Coarser cells: those that one of ``marks`` parts become one."""
    out: list[Cell] = []
    for cell in cells:
        if out and out[-1].after in marks:
            whole = Span(out[-1].span.start, cell.span.end)
            out[-1] = Cell(whole, whole.of(text), out[-1].before, cell.after)
        else:
            out.append(cell)
    return out


def parted(cells: Sequence[Cell]) -> list[Cell]:
    """Finer cells: 和, 与, 及 between words count as 、 too."""
    out: list[Cell] = []
    for cell in cells:
        at, before = 0, cell.before
        for joint in _AND.finditer(cell.told):
            if joint.start() > at:  # not between 和 and 与
                out.append(_piece(cell, at, joint.start(), before, "、"))
            at, before = joint.end(), "、"
        out.append(_piece(cell, at, len(cell.told), before, cell.after) if at else cell)
    return out


def _piece(cell: Cell, start: int, end: int, before: str, after: str) -> Cell:
    return Cell(Span(cell.span.start + start, cell.span.start + end), cell.told[start:end], before, after)


def rows(cells: Sequence[Cell], marks: str) -> Iterator[Sequence[Cell]]:
    """Runs of at least two cells with one of ``marks`` between each two."""
    first = 0
    for at, cell in enumerate(cells):
        if cell.after not in marks or at + 1 == len(cells):
            if at > first:
                yield cells[first : at + 1]
            first = at + 1
