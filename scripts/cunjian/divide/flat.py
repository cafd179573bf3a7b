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
_SECOND = re.compile(r"\s*二、")
_BLANK = re.compile("(?<=[\u4e00-\u9fff“”。！？：；〞）])[ 　]+(?=[\u4e00-\u9fff“（])")
_SHORT = 45  # a heading between two blanks
_KIND = r"(?:材料|发言稿?|讲话稿?|汇报|报告|总结|致辞|主持词)(?:（.{1,4}）)?"
_TITLE = re.compile(  # one that runs on into the text
    rf"(?P<lead>[^，。；：！？]{{3}})[^，。；：！？]{{2,42}}?{_KIND}"
    r"(?:(?<=材料|言稿|话稿)(?=[\u4e00-\u9fff])(?![的会中上在和与等])|(?:(?<=上的发言|上的讲话)|(?<=的汇报|的报告|作总结))(?=[\u4e00-\u9fff])(?![稿材摘提会制的中和与等发讲])|(?=近年来|近几年|今年以来|去年以来|一年来|各位|尊敬的|同志们|根据|按照|中共|（(?!.{1,4}）)|——"
    r"|[我×*X]{1,2}[县镇乡村市区]|(?P=lead)))"
)
_TWICE = re.compile(r"([^。；！？]{6,60}?)[ 　]*(\1)[ 　]*")
_SUBTITLED = re.compile("[^，。；：]{5,45}?(?=——[^ 　]{45})")
_TOP = re.compile(r"[ 　]*(?=（\d{4} ?年[\d 月日]{3,10}）|(?:各位领导|各位同志|同志们(?<![、，]同志们)|尊敬的)[^。]{0,30}：)")
_HEAD, _LONGEST = 160, 60  # characters in which a head ends, and of a title
_PIECE = re.compile(r"（[^（）]{0,40}）|(?:[^ 　]|(?<=\d) (?=[年月])|(?<=[年月]) (?=\d))+")
_OF_KIND = re.compile(_KIND + "$")
_BESIDE = re.compile(
    r"——|（|20\d\d ?[年.-] ?\d|中共|.{0,14}(?:记者|通讯员)|[发汇讲述作].{0,2}[人者]："
    r"|.{2,20}(?:委员会|[党工县市区镇乡]委|支部|总支|组织部|人民政府|办公室|街道|书记|主任|[镇乡县市区村部队]长)$"
)
_CALL = re.compile("各位|尊敬的|同志们|[一1][、.]|（一）")


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
    """Where 一、 二、 … begin that count on, at least to two (the next row may open with it), and what counts on below each."""
    found: list[int] = []
    for match in _HAN.finditer(text, span.start, span.end):
        if number(match[1]) == len(found) + 1:
            found.append(match.start(1))
    below = found and _BELOW.search(text, found[0], min(found[0] + _OWN_LINE, span.end))
    if len(found) < 2 and not (found and (below or _SECOND.match(text, span.end))):
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
    """Where the lines of the head begin but the first: what stands between blanks is the title till a by-line, a second title
    behind the name of a paper, or the text begins."""
    limit = min(span.end, span.start + _HEAD)
    if twice := _TWICE.match(text, span.start, limit):
        yield from (twice.start(2), twice.end())
    elif subtitled := _SUBTITLED.match(text, span.start, limit):
        yield subtitled.end()
    elif title := _TITLE.match(text, span.start, min(span.end, span.start + _LONGEST)):
        yield title.end()
    beside, before = False, ""
    for piece in _PIECE.finditer(text, span.start, limit):
        head, first = piece.group(), piece.start() == span.start
        ends = re.search("[。；]" if first else "[，。；]", head) or len(head) > _LONGEST or piece.end() == limit or _CALL.match(head)
        beside = beside or (bool(_BESIDE.match(head)) and not first)
        if not first and (ends or beside or _OF_KIND.search(before)):
            yield piece.start()
        if ends:
            break
        before = head
    for match in _TOP.finditer(text, span.start, limit):
        yield match.start()
