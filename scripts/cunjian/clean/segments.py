"""Segment numbers of library sites: 1、 in front of the title, 2、 in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.clean.cut import Cut, written
from cunjian.model import Clean, Span, Words

_NUMBER = re.compile(r"\s*(\d{1,2})、[ 　]*")
_OWN_NUMBER = re.compile(r"[一二三四五六七八九]是|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）")
_ABOVE, _NEXT = re.compile("[ 　]一、"), re.compile("[ 　。]二、")  # in the first segment, and there or in a later one: 一、 is above 1、
_PAGE = 60  # characters of a segment at least, if it begins with a number and holds no stop
_UNFINISHED = re.compile(r"[^。！？；：…”’）》】]$")


def find(clean: Clean, _words: Words) -> Iterator[Cut]:
    """Cuts of the numbers 1 to n when every one of 2 to n interrupts a sentence or stands in front of a number of the
    speech (3、三是……), every line has one, or the first stands above 一、, and of the line breaks inside sentences."""
    rows = written(clean.text)
    found = []
    for index, line in enumerate(rows):
        match = _NUMBER.match(line.span.of(clean.text))
        if match:
            before = rows[index - 1].folded if index else ""
            torn = len(before) >= 12 and bool(_UNFINISHED.search(before)) and bool(re.search("[。，；]", before))
            found.append((int(match.group(1)), torn, index, match.end()))
    own = {  # 1、建好支部，选好带头人: of a list
        index for index, row in enumerate(rows) if len(row.folded) < _PAGE and "。" not in row.folded and _NUMBER.match(row.folded)
    }
    found = _chain(found, own)
    if len(found) < 2:
        return
    above = bool(_ABOVE.search(rows[found[0][2]].folded)) and any(_NEXT.search(rows[index].folded) for _, _, index, _ in found)
    if found[0][2] > 3 or not (above or any(torn for _, torn, *_ in found[1:])):
        return
    everywhere = not found[0][2] or len(found) == len(rows)  # from the first line on, or on every one
    if not (everywhere or above) and not all(torn or _OWN_NUMBER.match(clean.text, rows[index].span.start + end) for _, torn, index, end in found[1:]):
        return
    for _, torn, index, end in found:
        start = rows[index].span.start
        if torn:
            previous = rows[index - 1].span
            yield Cut(Span(previous.start + len(previous.of(clean.text).rstrip()), start))
        yield Cut(Span(start, start + end), "chrome", "segment-number")


def _chain(found: list[tuple[int, bool, int, int]], own: set[int]) -> list[tuple[int, bool, int, int]]:
    """The numbers, where they count from 1 to n; else those from 2 on that interrupt a sentence and count on, at least to three, beside
    numbers of the speech itself; not behind an item of a list (``own``)."""
    if [n for n, *_ in found] == list(range(1, len(found) + 1)):
        return found
    chain = [one for one in found[:1] if one[0] == 1]
    for one in found[1:] if chain else []:
        if one[1] and one[0] == len(chain) + 1 and one[2] - 1 not in own:
            chain.append(one)
    return chain if len(chain) >= 3 else []
