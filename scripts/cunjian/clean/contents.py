"""A booklet's front: its contents page (目录 and the list below it, dot leaders) and the cover before that."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Words
from cunjian.script import fold

_LEADER = re.compile(r"^.{2,60}?[ 　]*(?:[.．·…。‥—-]{3,}|…+)[ 　]*[（(]?\d{1,3}[)）]?$")
_SENTENCE = re.compile(r"[。！？；，：]$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]|第[一二三四五六七八九十]|\d{1,2}[.．、])"
)


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of 目录 with the lines below it that come again later in the text, of lines that end in ……3, and of the
    short lines in front of a 目录 when a title of its own follows the list."""
    rows = written(clean.text)
    heads = {re.sub(r"\s", "", w) for w in words["noise.contents_heads"]}
    listed = [index for index, line in enumerate(rows) if _is_head(line, heads) or _LEADER.match(line.folded)]
    if not listed:
        return
    start = listed[0]
    taken = set(listed)
    if _is_head(rows[start], heads):
        index = start + 1
        later = _Later(rows)
        while index < len(rows) and (index in taken or later.again(index) or _counts_on(rows, index)):
            taken.add(index)
            index += 1
        after = rows[index].text if index < len(rows) else "。"
        if start <= 12 and not _NUMBERED.match(after) and not _SENTENCE.search(fold(after)) and len(after) <= 50:
            for line in rows[:start]:
                if not _SENTENCE.search(line.folded):
                    yield Cut(line.span, "cover", "cover-before-contents")
    for index in sorted(taken):
        yield Cut(rows[index].span, "contents", "contents-page")


_ENTRY = re.compile(r"(\d{1,2})[、.．]")


def _counts_on(rows: Sequence[Line], index: int) -> bool:
    """The entry 2、 behind the entry 1、, short and without a stop."""
    before, here = _ENTRY.match(rows[index - 1].folded), _ENTRY.match(rows[index].folded)
    follows = before and here and int(here.group(1)) == int(before.group(1)) + 1
    return bool(follows) and len(rows[index].text) <= 50 and not _SENTENCE.search(rows[index].folded)


def _is_head(line: Line, heads: set[str]) -> bool:
    return re.sub(r"\s|[：:【】\[\]]", "", line.text) in heads


def _key(text: str) -> str:
    return re.sub(r"[\s，。：；、,.:;\d…·.]+", "", text)[:40]


class _Later:
    """Which lines stand again below themselves, alone or as the start of a paragraph."""

    def __init__(self, rows: Sequence[Line]) -> None:
        self._keys = [_key(row.text) for row in rows]
        self._short = [len(row.text) <= 60 for row in rows]
        last = {key: index for index, key in enumerate(self._keys)}
        self._sorted = sorted(last.items())

    def again(self, index: int) -> bool:
        """Whether a short line of four characters or more comes again."""
        key = self._keys[index]
        if not self._short[index] or len(key) < 4:
            return False
        at = bisect_left(self._sorted, (key, 0))
        near = self._sorted[at : at + 20]
        return any(later > index and other.startswith(key) for other, later in near)
