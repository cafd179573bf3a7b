"""Speeches that a library site took down without their line breaks: title, headings and paragraphs in one long line.

Only where lines are very long, or in a text with such lines have 一、 二、 behind a blank.  A line is cut in front of
numbers that count on from one (一、, below each （一） or 1., and so on), behind a heading that frames a paper, at the
blanks that stand for its breaks (those inside the paragraphs of a text that was wrapped are cut before: ``clean/oneline.py``),
and the first also behind its title (or what the page around it calls it), in front of a date in brackets and of the salutation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cunjian.column import BLANK, LONG, strewn, width
from cunjian.divide.row import Row
from cunjian.model import Span, Words
from cunjian.script import number

_OWN_LINE = 45  # a heading that nothing parts from the number below it
_N = "[一二三四五六七八九十]{1,3}"
_COUNTED = re.compile(  # what counts paragraphs and headings, the higher first
    rf"(?=[一二三四五六七八九十（〔第\d])(?:({_N})、|[（〔]({_N})[）〕]|第({_N})[，、：]|(\d{{1,2}})[.、](?!\d)|（(\d{{1,2}})）|({_N})是)(?=[ 　]*[\u4e00-\u9fff“])"
)
_HAN = re.compile(f"{_N}、")
_HEADS, _LISTED = 2, 60  # the styles of headings alone; characters behind each number of a list, on average
_IS = 6  # the group of those of which only the first is cut, right below a heading
_BOUNDARY = re.compile(r"[。！？：；”）][ 　]*(?:\d{1,3}[ 　]*)?$|\s$")  # with the number of a page
_STOP = re.compile("[。！？：；]")
_BODY, _NO_HEADING = re.compile("[。：]"), re.compile("[。；]|[，、](?=[ 　])")
_SHORT = 45  # a heading between two blanks
_KIND = r"(?:材料|发言稿?|讲话稿?|汇报|报告|总结|致辞|主持词)(?:（.{1,4}）)?"
_OPENING = "近年来|近几年|今年以来|去年以来|一年来|各位|尊敬的|同志们"
_HALF = re.compile(rf"[ 　]([^，。；：！？ 　]{{5,16}}?)(?={_OPENING})")  # 育好一群领头雁 带富一方老百姓|近年来
_TITLE = re.compile(  # one that runs on into the text
    rf"(?P<lead>[^，。；：！？]{{3}})[^，。；：！？]{{2,42}}?{_KIND}"
    rf"(?:(?<=材料|言稿|话稿)(?=[\u4e00-\u9fff])(?![的会中上在和与等])|(?:(?<=上的发言|上的讲话)|(?<=的汇报|的报告|作总结))(?=[\u4e00-\u9fff])(?![稿材摘提会制的中和与等发讲])|(?={_OPENING}|根据|按照|中共|（(?!.{{1,4}}）)|——"
    r"|[我×*Xx某]{1,2}[县镇乡村市区]|(?P=lead)))"
)
_TWICE = re.compile(r"([^。；！？]{6,60}?)[ 　]*(\1)[ 　]*")
_SUBTITLED = re.compile("[^，。；：]{5,45}?(?=——[^ 　]{45})")
_TOP = re.compile(r"[ 　]*(?=（\d{4} ?年[\d 月日]{3,10}）|(?:各位领导|各位同志|同志们(?<![、，]同志们)|尊敬的)[^。]{0,30}：)")
_GOES_ON = "是的，。、：；在为将让同"  # behind words that begin a sentence and are no title
_IN_ORDER_TO = re.compile("为(?:了|着力|深入|进一步|贯彻|认真|全面|切实|扎实|加强|推动|加快)")  # 工作汇报|为着力建设……
_NAME = 8  # characters of a title with which the long line below it begins once more
_HEAD, _LONGEST = 160, 60  # characters in which a head ends, and of a title
_PIECE = re.compile(r"（[^（）]{0,40}）|(?:[^ 　]|(?<=\d) (?=[年月])|(?<=[年月]) (?=\d))+")
_OF_KIND = re.compile(_KIND + "$")
_BESIDE = re.compile(
    r"——|（|20\d\d ?[年.-] ?\d|中共|.{0,14}(?:记者|通讯员)|[发汇讲述作].{0,2}[人者]："
    r"|.{2,20}(?:委员会|[党工县市区镇乡]委|支部|总支|组织部|人民政府|办公室|街道|书记|主任|[镇乡县市区村部队]长)$"
)
_FUSED = re.compile(rf"^[^，。；：]{{4,60}}{_KIND}[ 　]+[^，。；： 　]{{2,20}}：")  # 关于……的报告 县委组织部：根据……
_CALL = re.compile("各位|尊敬的|同志们|[一1][、.]|（一）")


def unflattened(text: str, rows: Sequence[Row], words: Words, names: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows, those cut that are so long that breaks were lost; ``names``: what the page calls the text, with which
    its first line may open, however long that is."""
    called = _called(text, rows[0].span, names) if rows else 0
    if all(len(row.span) < LONG for row in rows):
        return (*_pieces(text, rows[0], [called]), *rows[1:]) if called else tuple(rows)
    frames = sorted(words["headings.frames"], key=len, reverse=True)
    frame = re.compile(rf"{_N}、(?>{'|'.join(map(re.escape, frames))})(?![和与及的])(?=[\u4e00-\u9fff]{{2}})")
    counted = sorted(_runs(text, list(_COUNTED.finditer(text, rows[0].span.start, rows[-1].span.end)), rows[0].span.start))
    broken = [at for at in counted if text[at - 1 : at].isspace() and _HAN.match(text, at)]  # 市级文明村。 四、公示结果
    long = [r for r in rows if len(r.span) >= LONG or bisect_right(broken, r.span.start) < bisect_left(broken, r.span.end)]
    if long and rows[0] not in long and _FUSED.search(rows[0].span.of(text)):
        long = [rows[0], *long]
    tops = {rows[0]: (*([called] if called else ()), *_top(text, rows[0].span)), **{row: tuple(_again(text, rows[0], row)) for row in rows[1:2]}}
    cut = {row: tuple(_cut(text, row, frame, counted, tops.get(row, ()), first=row is long[0])) for row in long}
    return tuple(piece for row in rows for piece in cut.get(row, (row,)))


def _called(text: str, span: Span, names: Sequence[str]) -> int:
    """Where what the page calls the text ends, if the first line opens with it and goes on with a sentence; else 0."""
    ends = (span.start + len(name) for name in names if text.startswith(name, span.start))
    return max((end for end in ends if (text[end] not in _GOES_ON or _IN_ORDER_TO.match(text, end)) and "。" in text[end : span.end]), default=0)


def _cut(text: str, row: Row, frame: re.Pattern[str], numbers: Sequence[int], tops: Sequence[int], *, first: bool) -> Iterator[Row]:
    counted = numbers[bisect_left(numbers, row.span.start) : bisect_left(numbers, row.span.end)]
    framed = [match.end() for at in counted if (match := frame.match(text, at, row.span.end))]  # 一、主要做法近年来……
    yield from _pieces(text, row, sorted({*counted, *framed, *_blanks(text, row.span, counted, first=first), *tops}))


def _pieces(text: str, row: Row, places: Sequence[int]) -> Iterator[Row]:
    """A row cut at some places, without the blanks there."""
    for start, end in zip([row.span.start, *places], [*places, row.span.end], strict=True):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield replace(row, span=Span(begin, begin + len(piece.strip())))


def _runs(text: str, found: Sequence[re.Match[str]], start: int, styles: Sequence[int] = range(1, _IS + 1)) -> Iterator[int]:
    """Where numbers stand that count on, at least to two: 一、 二、 …, what counts on below each, and so on; behind a stop, a blank or,
    the first below a heading, right behind that.  ``found``: all the numbers of a section below its own, behind which it starts."""
    for style in styles:
        run: list[int] = []  # indexes into found
        for index, match in enumerate(found):
            if match.lastindex == style and number(match[style]) == len(run) + 1 and (_bounded(text, match, start) or (not run and _right_below(text, match, start))):
                run.append(index)
        if not run or not (len(run) > 1 or _right_below(text, found[run[0]], start)) or (style > _HEADS and _listed(text, [found[at].start() for at in run])):
            continue
        if style == _IS:
            yield from [found[run[0]].start()] * _right_below(text, found[run[0]], start)
            return
        for index, after in zip(run, [*run[1:], len(found)], strict=True):
            yield found[index].start()
            yield from _runs(text, found[index + 1 : after], found[index].end(), [one for one in styles if one != style])
        return


def _listed(text: str, places: Sequence[int]) -> bool:
    """Whether they count what a sentence lists: behind its colon with a few words each, or parted by ；."""
    short = places[-1] - places[0] < _LISTED * (len(places) - 1)
    return (short and text[places[0] - 1] == "：") or any(text[at - 1] == "；" for at in places[1:])


def _bounded(text: str, match: re.Match[str], start: int) -> bool:
    return bool(_BOUNDARY.search(text, max(start - 1, match.start() - 8), match.start()))


def _right_below(text: str, match: re.Match[str], start: int) -> bool:
    """Whether nothing but a heading stands between a section's own number and one in it."""
    return match.start() - start <= _OWN_LINE and not _STOP.search(text, start, match.start() - 1)


def _blanks(text: str, span: Span, counted: Sequence[int], *, first: bool) -> Iterator[int]:
    """Blanks that stand for line breaks, from the first sentence on: behind a stop, and behind a few words that a break parts
    from what is before them."""
    body = _BODY.search(text, span.start, span.end) if first else None
    blanks = list(BLANK.finditer(text, body.end() if body else span.start, span.end)) if body or not first else []
    if strewn([width(text[before.end() : after.start()]) for before, after in pairwise(blanks)]):
        return
    at = span.start
    for match in blanks:
        place = bisect_right(counted, match.start()) - 1
        at = max(at, counted[place] if place >= 0 else at)
        heads = (at > span.start or not first) and 1 < match.start() - at <= _SHORT and not _NO_HEADING.search(text, at, match.start())
        if heads or text[match.start() - 1] in "。！？：；":
            yield match.end()
            at = match.end()


def _again(text: str, title: Row, row: Row) -> Iterator[int]:
    """Where a title ends with which the long line below it begins once more."""
    name = title.span.of(text)
    if len(name) >= _NAME and _OF_KIND.search(name) and text.startswith(name, row.span.start) and len(name) < len(row.span):
        yield row.span.start + len(name)


def _half(text: str, span: Span, limit: int) -> re.Match[str] | None:
    """The second half of a title in two even halves that the text runs on from: behind the name of a meeting, or at the very start."""
    half = _HALF.search(text, span.start, limit)
    first = half.start() - len(half[1]) if half else -1
    title = _TITLE.match(text, span.start, limit)
    if half and (_BESIDE.match(half[1]) or _BESIDE.match(text[first : half.start()])):  # an office and a title
        return None
    return half if first >= span.start and first in (span.start, title.end() if title else -1) else None


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
    half = _half(text, span, limit)
    if half:
        yield half.end()
    beside, before = False, ""
    for piece in _PIECE.finditer(text, span.start, limit):
        head, first = piece.group(), piece.start() == span.start
        if half and piece.start() == half.start(1):
            continue
        ends = re.search("[。；]" if first else "[，。；]", head) or len(head) > _LONGEST or piece.end() == limit or _CALL.match(head)
        beside = beside or (bool(_BESIDE.match(head)) and not first)
        if not first and (ends or beside or _OF_KIND.search(before)):
            yield piece.start()
        if ends:
            break
        before = head
    for match in _TOP.finditer(text, span.start, limit):
        yield match.start()
