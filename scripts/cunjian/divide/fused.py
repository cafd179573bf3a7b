"""Numbered headings that run on into their text with no mark between: 二、建强支部，实现组织生活规范化牢固树立……

Such a heading ends where two of its style do, in a clause of the same length with the same end; and two of a style that run on
into what begins a sentence (一是, 我们, 镇党委, 今年) end there, where that may also be part of a heading (坚持, 围绕) if they are of one length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cunjian.divide.head import Head
from cunjian.divide.row import Row
from cunjian.divide.styles import STYLE, ordinal
from cunjian.model import Span

_STYLES = [(name, pattern) for name, pattern in STYLE if name in ("han", "han-bracket", "ordinal", "digit")]
_MORE = 4  # characters that a heading has too many
_VERB = re.compile("坚持|围绕|按照|针对|通过|结合|依托|全[县镇乡村]|以“")
_BEGINS = re.compile(
    r"([^。：；！？\n]{3,35}?[^。：；！？，、的和与\n])(?=(?:一是|我们|我[县市区镇乡村]|[县市区镇乡]党?委(?!书|员|会|班)|村党?(?:支部|总支)(?![书班委])"
    rf"|近年来|今年|去年|过去|为[了此]|(?P<verb>{_VERB.pattern}))[^。！？\n]{{4,}}[，：。])"
)


def parted(text: str, rows: Sequence[Row], begun: Sequence[bool], found: Sequence[Head | None]) -> list[Head | None]:
    """The headings of all rows, those that run on cut where they end."""
    out = list(found)
    forms = Counter((head.style, _form(head.title)) for head in found if head and "，" in head.title)
    known = [key for key, count in forms.items() if count >= 2]
    into: dict[int, Head] = {}
    alike: Counter[tuple[str, int]] = Counter()
    for index, style, match in _numbers(text, rows, begun):
        head, start = found[index], match.end()
        if head and (head.style != style or text[rows[index].span.end - 1] != "。"):
            continue
        for length in (form[0] for name, form in known if name == style and form == _form(text[start : start + form[0]])):
            if head is None or len(head.title) >= length + _MORE:
                out[index] = _cut(text, style, match, start + length)
        begins = _BEGINS.match(text, start, rows[index].span.end)
        if begins and out[index] is head and (head is None or len(head.title) >= len(begins[1]) + _MORE):
            into[index] = _cut(text, style, match, begins.end(1))
            alike.update([(style, len(begins[1])), *([] if begins["verb"] else [(style, 0)])])
    for index, cut in into.items():
        if alike[cut.style, len(cut.title)] >= 2 or (alike[cut.style, 0] >= 2 and not _VERB.match(text, cut.span.end)):
            out[index] = cut
    return out


def _numbers(text: str, rows: Sequence[Row], begun: Sequence[bool]) -> Iterator[tuple[int, str, re.Match[str]]]:
    for index, row in enumerate(rows):
        for style, pattern in _STYLES if begun[index] else ():
            if match := pattern.match(text, row.span.start, row.span.end):
                yield index, style, match
                break


def _cut(text: str, style: str, match: re.Match[str], end: int) -> Head:
    return Head(Span(match.start(), end), text[match.end() : end], style, True, ordinal(match.group()))


def _form(title: str) -> tuple[int, int, str]:
    """How long a title and its first clause are, and how it ends (with a quote, where that begins)."""
    return len(title), title.find("，"), str(title.rfind("“")) if title.endswith("”") else title[-1:]
