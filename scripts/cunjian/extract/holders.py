"""Holders: titles told apart from those who hold them, in the way of news.

获得省级示范社称号的是甲村; 命名2025年省级示范社区，甲社区、乙社区榜上有名; 3个村入选全国文明村，分别为甲村、乙村；丙村; 入选省级文明村的分别是：甲村、乙村.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cunjian.model import Span

_FAR = 300  # characters looked at
_STOPS = frozenset("，。；！？\n")
_BATCH = "(?:(?:第[一二三四五六七八九十]{1,3}|[首新]|新一)批)?"
_BEFORE = re.compile(
    r"(?:命名|公布|公示|发布|认定|通报|评定|评选|揭晓|入选)(?:了|的|出)?(?:\d+个[^，。；！？\n]{1,12}?为)?"
    rf"{_BATCH}(?P<title>[^，。；！？\n]{{4,40}}?)(?:(?:候选|创建)?(?:名单|榜单|名录))?，[^。；！？\n]{{4,}}$"
)
_BEHIND = re.compile(rf"{_BATCH}(?P<title>[^，。；！？：\n]{{4,40}}?)(?:名单|榜单)?的(?:分别)?(?:是|为|有)：")
_ONE = re.compile(r"(?!的)(?P<title>[^，。；！？：\n]{4,40}?)(?:荣誉称号|称号|荣誉|牌[子匾])的(?:还|就)?(?:是|有)(?P<who>(?:(?!而不?是)[^，。；！？\n]){2,40})")
NOT_WON = ("没", "没被", "没有", "没有被", "没能", "没能被", "未", "未被", "未能", "未能被", "尚未", "尚未被", "差点", "差点被", "险些", "险些被")
"""What stands in front of the verb of a title that was not won."""
_GIVES = re.compile("授予|命名|表彰")
_NO_VILLAGE = re.compile("合作社|公司|书记|主任|同志|[^，]{0,4}名")  # who is no village, of a village named in front
_LIST = re.compile(r"，(?:分别|依次)(?:为|是)：?")
_ENDS = re.compile(r"[；。！？\n]")


class Listed(NamedTuple):
    """A title and the places in front of which its holders are named."""

    title: Span
    places: tuple[int, ...]


def find(text: str, verb: int, end: int) -> Listed | None:
    """What 榜上有名, 入选 … from ``verb`` to ``end`` says of a title before it, or of a list behind."""
    if told := _BEHIND.match(text, end):
        return Listed(Span(*told.span("title")), tuple(_parts(text, told.end())))
    if (one := _ONE.match(text, end)) and not _GIVES.search(text, verb, end):
        return Listed(Span(*one.span("title")), () if _NO_VILLAGE.search(one["who"]) else (one.end(),))
    told = _BEFORE.search(text, max(0, end - _FAR), verb) if text[end : end + 1] in _STOPS else None
    if not told:
        return None
    listed = _LIST.match(text, end)
    return Listed(Span(*told.span("title")), tuple(_parts(text, listed.end())) if listed else (verb,))


def _parts(text: str, begin: int) -> Iterator[int]:
    """The ends of the parts of a list."""
    for stop in _ENDS.finditer(text, begin, begin + _FAR):
        yield stop.start()
        if stop.group() != "；":
            return
