"""Measures: units that stand without the number they want (流转土地亩, 名党员), whatever verb is before them.

A unit wants a numeral, or a word that stands for one (每亩, 上万元), right before it.  Where the dictionary of the segmenter
makes a word of it with its neighbours (报名, 单元, 座谈) it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from cunjian.model import Span
from cunjian.script import IS_HAN

_SURE = ("万元", "亿元", "人次", "平方米", "公里", "亩", "吨", "名", "岁", "盏", "座")
"""Units that no clean speech has without a number."""
_WEAK = ("户", "项", "个", "件", "家", "元")
"""Units that stand for other things, too: wanted only where a speech has lost another number."""
_COUNTED = {
    **dict.fromkeys("座盏", re.compile("[，。；、]")),  # 村里有座桥
    "户": re.compile("群众|居民|农户|脱贫|贫困|村民|牧民|农牧民"),
    "个": re.compile("行政|自然|村|乡镇|社区|党支部|党总支|党小组|党组织|网格|小区|项目|合作社|部门|基地|后进|薄弱|岗位|事项|嘎查|苏木|屯|[，。；、]"),
    "件": re.compile("[，。；、]"),
    "家": re.compile("企业|合作社|单位|公司"),
    "元": re.compile("[，。；、]"),
    "名": re.compile("[，。；、]|党员|干部|群众|村民|青年|同志|书记|代表|能人|学员|网格员|志愿者|队员|骨干|老"),
}
"""What stands behind those that are mostly other things when they count."""
_NUMERAL = "0123456789.零〇一二两三四五六七八九十百千万亿几数多余半每各这那某整单首头末同另哪何任本该此上近超过逾足满成达*×xX○□●来第前后按论以/（：、~—-"
"""What stands right before a unit that wants no number."""
_PROJECT = "立结晒督验销选报亮领认评缺"  # 立项, 晒项, 结项: what is done with a project
_BARE = {unit: re.compile(f"{unit}(?<![{_NUMERAL}{_PROJECT if unit == '项' else ''}]{unit})") for unit in (*_SURE, *_WEAK)}
_NOT_BEHIND = re.compile("村|镇|均|/|／|[）)]")
_BLANK = " 　"
_SAID = re.compile("[\u4e00-\u9fff]{1,2}$")  # what is counted, shown with the unit


def find(text: str, *, weak: bool) -> Iterator[Span]:
    """Where such units stand, in any order; the weak ones on demand."""
    for unit in _WEAK if weak else _SURE:
        counted = _COUNTED.get(unit)
        for found in _BARE[unit].finditer(text):
            start, end = found.span()
            before = start
            while before and text[before - 1] in _BLANK:
                before -= 1
            last = text[before - 1 : before]
            if last in _NUMERAL or last in ("", "\n") or last + unit[0] == "客岁" or "A" <= last <= "z" or _NOT_BEHIND.match(text, end) or text.startswith(unit[-1], end):
                continue
            if (counted is None or counted.match(text, end)) and not _is_word(text[max(0, start - 2) : end + 2], min(2, start), len(unit)):
                said = _SAID.search(text, max(0, before - 2), before)
                yield Span(said.start() if said else start, end)


@lru_cache(maxsize=1 << 13)
def _is_word(around: str, start: int, length: int) -> bool:
    """Whether a word of the dictionary crosses an edge of the unit at ``start``."""
    end = start + length
    crossing = [(a, b) for a in range(start) for b in range(start + 1, end + 2)]
    crossing += [(start, b) for b in range(end + 1, end + 3)]
    pieces = {around[a:b] for a, b in crossing if b <= len(around)}
    return any(IS_HAN.match(piece) and rjieba.has_word(piece) for piece in pieces)
