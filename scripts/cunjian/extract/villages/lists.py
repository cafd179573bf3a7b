"""Lists that give the class word once: 青山、绿水、石桥三个村 names 青山村, 绿水村 and 石桥村."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cunjian.model import Span
from cunjian.script import HAN, number

_KIND = "(?P<kind>村(?!民|级|干部|落|庄|寨|[一二三四五六七八九十]品)|社区|屯|嘎查|寨)"
_CLOSE = re.compile(  # 、石桥三个村 | 、石桥等5个村 | 和石桥两村 | 、石桥等村
    rf"(?P<etc>等)?(?P<count>[两二三四五六七八九十]{{1,2}}|\d{{1,2}})(?P<measure>个(?:行政|中心|示范|试点|后进|贫困|重点|先进|薄弱|软弱涣散|脱贫|相邻|移民)?)?{_KIND}"
    rf"|(?P<open>等){_KIND.replace('kind', 'kind2')}"
)
_COUNTED = re.compile(r"[等两二三四五六七八九十\d](?=个?(?:行政|中心|示范|试点)?(?:村|社区|屯|嘎查|寨))")
"""The last character of a count in front of what is counted: few enough to look at each."""
_NAMES = re.compile(rf"[{HAN}]{{2,14}}(?:、[{HAN}]{{2,5}}){{0,19}}[、和与及][{HAN}]{{2,5}}$")
_HIDDEN = re.compile(r"(?:[*×xX]{1,4}[村镇乡]?、)+$")
_NEIGHBOURS = re.compile("(?:邻近|周边|附近|相邻|毗邻|邻村)的?")
_MERGED = re.compile("合并(?:而来|而成|成|为|组成|组建)|并成|合成|合为|[撤拆归]并[后而成为组]")  # A、B、C三个村合并而成: names that were
_WINDOW = 120


def find(
    text: str, possible: Callable[[str, str], bool], edge: Callable[[int], bool]
) -> Iterator[tuple[Span, str, int]]:
    """Each name of such a list, with the list's end: as many as the numeral says, or some of them before 等."""
    for match in _closes(text):
        listed = _NAMES.search(text, max(0, match.start() - _WINDOW), match.start())
        kind = match["kind"] or match["kind2"]
        items = _items(text, Span(*listed.span()), edge) if listed else []
        count = number(match["count"]) if match["count"] else None
        if count and listed and (hidden := _HIDDEN.search(text, max(0, listed.start() - 40), listed.start())):
            count -= hidden.group().count("、")
        if _MERGED.match(text, match.end()) or (listed and _NEIGHBOURS.search(text, max(0, listed.start() - 4), listed.end())):
            continue
        open_end = bool(match["etc"] or match["open"])
        if len(items) < 2 or (count is not None and not (len(items) == count or (open_end and len(items) < count))):
            continue
        names = [item.of(text) for item in items]
        if all(possible(name, kind) for name in names) and not _classed(names, kind):
            yield from ((item, name + kind, match.end()) for item, name in zip(items, names, strict=True))


def _closes(text: str) -> Iterator[re.Match[str]]:
    """``_CLOSE.finditer(text)``, tried only where a count may end."""
    reach = 0
    for last in _COUNTED.finditer(text):
        for start in range(max(reach, last.start() - 2), last.end()):
            if match := _CLOSE.match(text, start):
                yield match
                reach = match.end()
                break


def _classed(names: list[str], kind: str) -> bool:
    """Whether the names have class words of their own; among others, a 寨 may be a 村 (石头寨 of 牛栏冲、石头寨两个村)."""
    if any(name.endswith(("村", "社区", "嘎查", kind)) for name in names):
        return True
    return all(name.endswith(("屯", "寨")) for name in names)


def _items(text: str, span: Span, edge: Callable[[int], bool]) -> list[Span]:
    """The items of a list; the first begins behind whatever leads up to it."""
    cuts = [m.start() for m in re.finditer("、", text[span.start : span.end])]
    bounds = [span.start, *(span.start + c + 1 for c in cuts)]
    items = [Span(a, b) for a, b in zip(bounds, [*(x - 1 for x in bounds[1:]), span.end], strict=True)]
    last = items.pop()
    joint = re.search(r"(?<=..)[和与及](?=..)", last.of(text))
    middle = last.start + joint.start() if joint else last.end
    items += [Span(last.start, middle), Span(middle + 1, last.end)] if joint else [last]
    first = items[0]
    starts = [s for s in range(first.end - 2, max(first.start, first.end - 5) - 1, -1) if s == first.start or edge(s)]
    return [Span(starts[0], first.end), *items[1:]] if starts else []
