"""Text that was wrapped at a column and taken down in one long line: blanks stand where its lines ended.

Those at the end of a full line stand inside a paragraph and are cut; those behind a shorter one end it (``divide/flat.py``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from cunjian.clean.cut import Cut, written
from cunjian.column import BLANK, BLANKS, COLUMNS, LONG, strewn, width
from cunjian.model import Clean, Span, Words
from cunjian.script import folded

_ANY_BLANK = re.compile("(?<=[^ 　])[ 　]+(?=[^ 　])")  # also beside a number, where blanks stand anyway
_MOST, _FEWEST = 2, 5  # one of so many lines is as long as the column, and so many at least
_NARROW, _SURELY = range(12, COLUMNS.start), 8  # the same of a page in two columns, where two of three lines are as long, and so many at least
_FAR = 4  # columns behind the begin of a line that never is so long
_RAGGED = 3  # characters by which a line that ends a paragraph is shorter than the column
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[，、]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.、](?!\d))"
_NUMBERED = re.compile(f"{_NUMBER}[^。：]*")  # a heading: one character is enough
_COUNTS = re.compile(_NUMBER)
_BODY = re.compile("[。：]")


def find(clean: Clean, _words: Words) -> Iterator[Cut]:
    """Cuts of the blanks at which full lines of such a text ended; they are no noise."""
    rows = written(clean.text)
    for index, line in enumerate(rows):
        if len(line.text) >= LONG:
            yield from _wraps(folded(clean.text), line.span, rows[index - 1].folded if index else "")


def _wraps(text: str, span: Span, above: str) -> Iterator[Cut]:
    """The cuts of one line: in its head only where it says once more what stands ``above`` it and inside its first sentence, behind that
    wherever a line was full."""
    blanks = list(BLANK.finditer(text, span.start, span.end))
    widths = [width(text[before.end() : after.start()]) for before, after in pairwise(blanks)]
    column = _narrow(widths) if strewn(widths) else _column([wide for wide in widths if wide >= COLUMNS.start])
    body = _BODY.search(text, span.start, span.end) if column else None
    if body is None:
        return
    head = [match for match in blanks if match.end() <= body.start()]
    again = {match.span() for match in head if match.end() <= span.start + 2 * len(above) and above.startswith(BLANKS.sub("", text[span.start : match.end() + 1]))}
    first = {match.span() for _, match in takewhile(lambda two: width(text[two[0].end() : two[1].start()]) >= column - _RAGGED, reversed([*pairwise(head)]))}
    for place in sorted(again | first):  # of the first sentence all but the first line, which is the title
        yield Cut(Span(*place))
    begin = head[-1].end() if head else span.start
    for match in _ANY_BLANK.finditer(text, body.start(), span.end):
        line = text[max(begin, match.start() - _FAR * column) : match.start()]
        if _COUNTS.match(text, match.end()):  # a heading has its own line
            begin = match.end()
            continue
        if not BLANK.match(text, match.start(), match.end() + 1) and abs(width(line) - column) > 1:  # 共有 12 个
            continue
        if width(line) >= column - (1 if _NUMBERED.fullmatch(line) else _RAGGED):
            yield Cut(Span(*match.span()))
        begin = match.end()


def _column(lines: Sequence[int]) -> int:
    """Where a text was wrapped, by the characters between its blanks; 0 where it was not."""
    column, near = _most(lines)
    return column if column < COLUMNS.stop and near >= _FEWEST and _MOST * near >= len(lines) else 0


def _narrow(lines: Sequence[int]) -> int:
    """The same of a page in two columns."""
    column, near = _most(lines)
    return column if column in _NARROW and near >= _SURELY and 3 * near >= 2 * len(lines) else 0


def _most(lines: Sequence[int]) -> tuple[int, int]:
    """The length that most lines have within one character, and how many have."""
    counts = Counter(lines)
    column = max(counts, key=lambda n: (sum(counts[n + d] for d in (-1, 0, 1)), n), default=0)
    return column, sum(counts[column + d] for d in (-1, 0, 1))
