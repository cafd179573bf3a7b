"""A shorthand read by its numerals: 四定三包 stands for four things with 定 and three with 包."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cunjian.model import Span, Words

VALUE = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_GROUP = re.compile(
    r"([一二三四五六七八九十两双]|\d{1,2})(?:[张个项支条大种步])?([\u4e00-\u9fff]{1,6}?)(?=[一二三四五六七八九十两双\d]|$)"
)
_CLASS = re.compile(
    r"(?<![一二三四五六七八九十两双\d])(?:闭环)?(?:工作法|工作机制|机制|工作制度|制度|模式|管理|工程|行动|活动|标准|体系|服务|建设|计划|做法|经验|联动|清单制)+$"
)
_SEVERAL = re.compile(r"([一二三四五六七八九十两])个(一|必|到位|不|有|好|零|清楚|到)[\u4e00-\u9fff]{0,6}")
_ABOUT = ("户", "田", "村", "人", "站", "岗", "员", "卡", "码", "季", "年", "日", "月", "事", "地", "门", "网", "格", "社", "企")
_AS_ONE = re.compile(r"([二两三四五六七八])位一体")
_COUNTED = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:[一二三四五六七八九十两双]|\d{1,2}[\u4e00-\u9fff])")
_EXPLICIT = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}?)(?:[，：（]|——)?(?:也)?"
    r"(?:即|就是|包括|主要包括|分别是|分别为|分别指|指的是|是指|具体是|具体为|具体包括|主要是|主要为|内容包括|集)：?"
    r"|^(?:[\u4e00-\u9fff]{0,6}?)(?:（|：|——)"
)
_INTRO = re.compile(r"(?:[，：（]|——)?(?:也)?[^，：（。；]{0,5}：?$|[：（]$|——$")
_STOP = re.compile(r"[。！？）\n]|——")


@dataclass(frozen=True, slots=True)
class Shorthand:
    """The bare name and how many things of which character it announces."""

    core: str
    groups: tuple[tuple[int, str], ...]  # (3, 清), (3, 拆); empty without numerals

    @property
    def count(self) -> int:
        """All things announced."""
        return sum(n for n, _ in self.groups)

    @property
    def carried(self) -> Shorthand:
        """Without one thing in front that the others are about: 一户四用 announces four uses, 一约四会 five things."""
        about = len(self.groups) > 1 and self.groups[0][0] == 1 and self.groups[0][1] in _ABOUT
        return Shorthand(self.core, self.groups[1:]) if about else self

    @property
    def interleaved(self) -> Shorthand:
        """三联三带 read as three things that each hold 联 and 带; the same shorthand where its numerals differ."""
        if len(self.groups) < 2 or len({n for n, _ in self.groups}) > 1:
            return self
        return Shorthand(self.core, ((self.groups[0][0], "/".join(what for _, what in self.groups)),))

    @property
    def ordinal(self) -> Shorthand:
        """一听二看三议 read as three things, where its numerals count up from one; the same shorthand where they do not."""
        if len(self.groups) < 3 or [n for n, _ in self.groups] != list(range(1, len(self.groups) + 1)):
            return self
        return Shorthand(self.core, tuple((1, what) for _, what in self.groups))

    @property
    def turned(self) -> Shorthand:
        """A name of two groups whose things are told the other way round (四会, then 一约)."""
        return Shorthand(self.core, self.groups[::-1]) if len(self.groups) == 2 else self

    @property
    def is_pair(self) -> bool:
        """双X, 两X: so many things come in twos that only the shorthand's own character or a formula tells which."""
        return len(self.groups) == 1 and self.groups[0][0] == 2

    @property
    def is_countable(self) -> bool:
        """Whether its numerals announce a list: two to twelve things."""
        return 2 <= self.count <= 12


@lru_cache(maxsize=1 << 10)
def read(core: str) -> Shorthand:
    """The shorthand of a bare name; without groups when no numeral announces anything."""
    plain = (_CLASS.sub("", core) or core).replace("、", "")
    plain = plain[:-1] if plain.endswith("法") and len(plain) >= 4 else plain
    if re.fullmatch(r".[个项支条大种张]", plain) and len(core) > 2:
        plain = core  # 五项行动
    if one := _AS_ONE.match(plain):
        return Shorthand(core, ((VALUE[one.group(1)], "位"),))
    several = _SEVERAL.fullmatch(plain)
    if several:
        return Shorthand(core, ((VALUE[several.group(1)], several.group(2)),))
    if not _COUNTED.match(plain) or re.search(r"分钟|\+", plain):
        return Shorthand(core, ())
    return Shorthand(core, tuple((VALUE.get(n) or int(n), what) for n, what in _GROUP.findall(plain)))


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the shorthand stands, in the folded clean text."""

    text: str
    at: Span
    end: int  # of its paragraph
    words: Words

    def after(self, length: int) -> str:
        """What follows within the paragraph, at most ``length`` characters."""
        return self.text[self.at.end : min(self.end, self.at.end + length)]

    def explicit(self) -> tuple[int, str] | None:
        """Where a list behind 即, 包括, ： or （ begins, and its text up to the end of the sentence or bracket."""
        match = _EXPLICIT.match(self.after(240))
        if not match or re.search(r"[，。；]", _INTRO.sub("", match.group())):
            return None
        start = self.at.end + match.end()
        rest = self.text[start : min(self.end, start + 240)]
        stop = _STOP.search(rest)
        return start, rest[: stop.start()] if stop else rest
