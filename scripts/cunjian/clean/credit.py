"""Lines that name editors, sources and buttons of a page, and the dateline with a reporter's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.clean.cut import Cut, written
from cunjian.model import Clean, Span, Words

_WHO = r"[（(][^（）()，。]{0,24}(?:通讯员|记者|实习生)[^）)]{0,40}[)）]"
_DATELINE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,14}?\d{1,2}月\d{1,2}日[电讯](?=[ 　（])|(?:本[报网台刊站]|[\u4e00-\u9fff]{2,6}[报网])(?:(?:综合)?讯|消息(?=[ 　]))"
    rf"|[\u4e00-\u9fff]{{2,14}}(?:讯(?<![通资简喜]讯)(?=[ 　：])|电(?=[ 　：].{{20}})|[讯电]{_WHO})|{_WHO})(?:[ 　：]*{_WHO})*"
    r"(?:[ 　]*(?:通讯员|记者)[ 　]?[\u4e00-\u9fff]{2,3}(?:[ 　、]+[\u4e00-\u9fff]{2,3}){0,4}[ 　]*(?:摄影|综合|现场)?报道)?[ 　：]*"
)
_REPORTS = frozenset("讯电者生息")  # without any of them at its beginning no line opens so
_LONGEST = 120
_SHORT, _SET_APART = 40, re.compile(r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=\d) +(?=[\u4e00-\u9fff])")  # 共 2560 字


@lru_cache(maxsize=4)
def _pattern(words: Words, name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words[name]))


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of credit lines, and of 本报讯（记者 …） at the start of a line."""
    pattern, at_edge = _pattern(words, "noise.credit_patterns"), _pattern(words, "noise.edge_line_patterns")
    text = clean.text
    rows = written(text)
    for index, line in enumerate(rows):
        folded = line.folded
        if (index < 6 or index >= len(rows) - 6) and at_edge.fullmatch(folded):
            yield Cut(line.span, "chrome", "edge-line")
        elif (len(folded) <= _LONGEST and pattern.fullmatch(folded)) or (len(folded) <= _SHORT and pattern.fullmatch(_SET_APART.sub("", folded))):
            yield Cut(line.span, "credit", "credit-line")
        elif not _REPORTS.isdisjoint(folded[:_SHORT]) and (match := _DATELINE.match(folded)) and len(folded) > match.end() + 12:
            start = line.span.start + line.span.of(text).index(line.text)
            yield Cut(Span(start, start + match.end()), "credit", "dateline")
