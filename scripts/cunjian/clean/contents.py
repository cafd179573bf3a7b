"""A booklet's front: its contents page (目录 and the list below it, dot leaders) and the cover before that."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Words
from cunjian.script import CASE, fold

_LEADER = re.compile(r"^.{2,60}?[ 　]*(?:[.．·…。‥—-]{3,}|…+)[ 　]*[（(]?\d{1,3}[)）]?$")
_ENDS = frozenset("0123456789)）")
_SENTENCE = re.compile(r"[。！？；，：]$")
_NUMBERED = re.compile(
    r"[ 　]*(?:(?P<han>[一二三四五六七八九十]{1,3})[、.．]|[（(](?P<bracket>[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<part>第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|页|篇)?)[、：:，]?"
    rf"|(?P<case>{CASE})"
    r"|(?P<digit>\d{1,2})[.．、]|[（(](?P<arabic>\d{1,2})[)）]|(?P<bullet>[·•●■◆▲○★➤※-]))[、：:]?[ 　]*"
)


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of 目录 with the list below it, of a one-line 提纲：一、… 二、…, of lines that end in ……3, and of the short lines
    in front of a 目录 when a title of its own follows the list, and of such a list without a head at the very start."""
    rows = written(clean.text)
    heads = _heads(words, "contents_heads")
    inline = _in_one_line(words)
    listed = [
        index for index, line in enumerate(rows)
        if _bare(line) in heads or (line.folded[-1] in _ENDS and _LEADER.match(line.folded)) or (index < 12 and inline.fullmatch(line.folded))
    ]  # fmt: skip
    taken: set[int] = set()
    headless = _may_be_headless(rows)
    if not (listed or headless):
        return
    later = _Later(rows)
    for index in listed:
        if index in taken:
            continue
        below = _list_below(rows, index, later) if _bare(rows[index]) in heads else set()
        if not below and _bare(rows[index]) in _heads(words, "contents_heads_weak"):
            continue
        taken |= {index} | below
    if headless:
        taken |= _headless(rows, later)
    if not taken:
        return
    yield from _cover(rows, min(taken), taken, heads)
    for index in sorted(taken):
        yield Cut(rows[index].span, "contents", "contents-page")


@lru_cache(maxsize=8)
def _heads(words: Words, name: str) -> frozenset[str]:
    return frozenset(re.sub(r"\s", "", w) for w in words[f"noise.{name}"])


@lru_cache(maxsize=4)
def _in_one_line(words: Words) -> re.Pattern[str]:
    """提纲：一、… 二、…"""
    heads = "|".join(sorted(map(re.escape, _heads(words, "contents_heads")), key=len, reverse=True))
    return re.compile(rf"[【\[]?(?:{heads})[】\]]?[：:]?[ 　]*.*[；一、].*[；二].*")


_AROUND = re.compile(r"\s|[：:【】\[\]]")


def _bare(line: Line) -> str:
    return _AROUND.sub("", line.text) if len(line.text) <= _SHORT else line.text


_SHORT = 60  # characters of a line that may be the head of a contents page or one of its entries


def _list_below(rows: Sequence[Line], head: int, later: _Later) -> set[int]:
    """The short lines below a 目录: those that come again further down, and those that go on counting; a number that comes a
    second time begins the speech."""
    out: set[int] = set()
    counted: set[tuple[str, str]] = set()
    for index in range(head + 1, min(len(rows), head + 60)):
        line = rows[index].folded
        numbered = _NUMBERED.match(line)
        number = (numbered.lastgroup or "", numbered[numbered.lastgroup or 0]) if numbered else ("", "")
        if len(line) > _SHORT or re.search("[。！？]$", line) or (numbered and number in counted and number[0] != "bullet"):
            break
        attached = bool(out and _ATTACHED.match(line))
        if not numbered and not later.again(index) and not attached and not (out and _HINT.fullmatch(line)):
            break
        if number[0] in _DEPTH:  # those below it count from the beginning again
            counted = {one for one in counted if one[0] not in _DEPTH[_DEPTH.index(number[0]) + 1 :]}
        counted.add(number)
        out.add(index)
    return out


def _may_be_headless(rows: Sequence[Line]) -> bool:
    return len(rows) >= 2 * _MANY and bool(_NUMBERED.match(rows[0].folded) and _NUMBERED.match(rows[_MANY - 1].folded))


def _headless(rows: Sequence[Line], later: _Later) -> set[int]:
    """A contents page without a head: the numbered lines with which a text opens, when they stand again below."""
    listed = _list_below(rows, -1, later)
    return listed if sum(map(later.again, listed)) >= max(_MANY, len(listed) * 3 // 4) else set()


_DEPTH = ("part", "han", "bracket", "digit", "arabic")
_MANY = 4  # lines that are a contents page where nothing says so
_ATTACHED = re.compile(r"附件?[：\d]")
_WRAPPED = 30  # characters of two lines in a row that are running text
_HINT = re.compile(r"[（(].{0,6}(?:点击|跳转|略).{0,10}[)）]")


def _cover(rows: Sequence[Line], start: int, taken: set[int], heads: frozenset[str]) -> Iterator[Cut]:
    """The short lines above a 目录 that stands near the top, when a title of its own follows the list."""
    if start > 12 or _bare(rows[start]) not in heads:
        return
    index = start + 1
    while index in taken:
        index += 1
    after = rows[index].text if index < len(rows) else "。"
    wrapped = index + 1 < len(rows) and min(len(after), len(rows[index + 1].text)) >= _WRAPPED
    if not wrapped and not _NUMBERED.match(after) and not _SENTENCE.search(fold(after)) and len(after) <= 50:
        for line in rows[:start]:
            if not _SENTENCE.search(line.folded):
                yield Cut(line.span, "cover", "cover-before-contents")


def _key(text: str) -> str:
    numbered = _NUMBERED.match(text)
    return re.sub(r"[\s，。：；、,.:;\d…·.]+", "", text[numbered.end() if numbered else 0 :])[:40]


class _Later:
    """Which lines stand again below themselves, alone or as the start of a paragraph."""

    def __init__(self, rows: Sequence[Line]) -> None:
        self._keys = [_key(row.text) for row in rows]
        self._short = [len(row.text) <= _SHORT for row in rows]
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
