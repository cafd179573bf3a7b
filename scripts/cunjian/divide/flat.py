"""Speeches that a library site took down without their line breaks: title, headings and paragraphs in one long line.

Only where lines are very long throughout.  A line is cut at the blanks that stand for its breaks, in front of 一、 and （一） that
count on from one to the next, behind a heading that frames a paper, and the first also behind its title, in front of a date in
brackets and of the salutation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cunjian.divide.row import Row
from cunjian.model import Span, Words
from cunjian.script import number

_LONG = 250  # characters a line, on average
_OWN_LINE = 30  # a heading that nothing parts from the number below it
_HAN = re.compile(r"(?:(?<=[。！？：；”）])|(?<=[。！？：；”） ]\d)|(?<=[。！？：；”）] ))[ 　]*([一二三四五六七八九十]{1,2})、(?=[\u4e00-\u9fff“])")
_BELOW = re.compile(r"[ 　]*(?:（([一二三四五六七八九十]{1,2})）|([一二三四五六七八九])是)(?=[\u4e00-\u9fff“])")
_BLANK = re.compile("(?<=[\u4e00-\u9fff“”。！？：；〞）])[ 　]+(?=[\u4e00-\u9fff“（])")
_SHORT = 45  # a heading between two blanks
_TITLE = re.compile(
    r"[^，。；：！？]{5,45}?(?:材料|发言稿?|讲话稿?|汇报|报告|总结)(?:（.{1,4}）)?"
    r"(?:[ 　]+|(?<=材料|言稿|话稿)(?=[\u4e00-\u9fff])(?![的会中上在和与等])|(?=近年来|近几年|今年以来|去年以来|一年来|各位|尊敬的|同志们|根据|按照|我[县镇乡村市区]))"
)
_OFFICE = re.compile(r"[^，。：]{5,60}[ 　]+(?=中共)")
_TWICE = re.compile(r"([^。；！？]{8,60}?)[ 　]*(\1)[ 　]*")
_TOP = re.compile(r"[ 　]*(?=（\d{4} ?年[\d 月日]{3,10}）|(?:各位领导|各位同志|同志们|尊敬的)[^。]{0,30}：)")


def unflattened(text: str, rows: Sequence[Row], words: Words) -> tuple[Row, ...]:
    """The rows, those cut that are so long that breaks were lost."""
    if all(len(row.span) < _LONG for row in rows):
        return tuple(rows)
    frames = sorted(words["headings.frames"], key=len, reverse=True)
    frame = re.compile(rf"[一二三四五六七八九十]{{1,2}}、(?:{'|'.join(map(re.escape, frames))})(?=[\u4e00-\u9fff]{{2}})")
    return tuple(piece for index, row in enumerate(rows) for piece in (_cut(text, row, frame, first=not index) if len(row.span) >= _LONG else [row]))


def _cut(text: str, row: Row, frame: re.Pattern[str], *, first: bool) -> Iterator[Row]:
    counted = list(_counted(text, row.span))
    framed = [match.end() for at in counted if (match := frame.match(text, at, row.span.end))]  # 一、主要做法近年来……
    places = sorted({*counted, *framed, *_blanks(text, row.span, counted), *(_top(text, row.span) if first else ())})
    for start, end in zip([row.span.start, *places], [*places, row.span.end], strict=True):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield replace(row, span=Span(begin, begin + len(piece.strip())))


def _counted(text: str, span: Span) -> Iterator[int]:
    """Where 一、 二、 … begin that count on, at least to two, and what counts on below each of them."""
    found: list[int] = []
    for match in _HAN.finditer(text, span.start, span.end):
        if number(match[1]) == len(found) + 1:
            found.append(match.start(1))
    if len(found) < 2 and not (found and _BELOW.search(text, found[0], min(found[0] + _OWN_LINE, span.end))):
        return
    yield from found
    for start, end in zip(found, [*found[1:], span.end], strict=True):
        expected = 1
        for match in _BELOW.finditer(text, start, end):
            closed = text[match.start() - 1] in "。！？：；”）" or (expected == 1 and match.start() - start <= _OWN_LINE)
            if closed and (match[1] or expected == 1) and number(match[1] or match[2]) == expected:
                yield match.start()
                expected += 1


def _blanks(text: str, span: Span, counted: Sequence[int]) -> Iterator[int]:
    """Blanks that stand for line breaks, from the first sentence on: behind a stop, and behind a few words that a break parts
    from what is before them."""
    body = re.compile("[。：]").search(text, span.start, span.end)
    if body is None or 3 * text.count("， ", span.start, span.end) > text.count("。 ", span.start, span.end):
        return
    at = span.start
    for match in _BLANK.finditer(text, body.end(), span.end):
        at = max([at, *(place for place in counted if place <= match.start())])
        piece = text[at : match.start()]
        if text[match.start() - 1] in "。！？：；" or (at > span.start and 1 < len(piece) <= _SHORT and not re.search("[。；]", piece)):
            yield match.end()
            at = match.end()


def _top(text: str, span: Span) -> Iterator[int]:
    twice = _TWICE.match(text, span.start, min(span.end, span.start + 140))
    if twice:
        yield from (twice.start(2), twice.end())
    at = span.start
    while title := _TITLE.match(text, at, min(span.end, at + 60)):  # the site's title, then the paper's own
        at = title.end()
        yield at
    if office := _OFFICE.match(text, at, min(span.end, at + 80)):
        yield office.end()
    for match in _TOP.finditer(text, span.start, min(span.end, span.start + 160)):
        yield match.start()
