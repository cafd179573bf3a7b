"""What the place of a list beside its name says: right behind 即, right before the name, somewhere in the paragraph."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.cells import STOPS, Place
from cunjian.model import Span

_CLOSE, _JOINED = 20, 10  # characters between a name and its list
_ASIDE, _SAME = 10, 16  # between a list and the clause that names it: 少一样都不行; in the same sentence
_LABEL = re.compile("“[^“”]*”$")  # of the first item itself
_NAMED = re.compile(r"“[^“”]*(?<![，。！？])”")  # not what somebody says


def points(whole: Span, core: str, place: Place) -> float:
    """The points of a list for its place."""
    behind = whole.start >= place.at.end
    gap = _LABEL.sub("", place.text[place.at.end : whole.start]) if behind else place.text[whole.end : place.at.start].rstrip("“ ")
    return place.rules.points["otherwise_named" if _NAMED.search(gap) else _behind(gap, core, place) if behind else _before(gap, place)]


def _behind(gap: str, core: str, place: Place) -> str:
    other, said = place.rules.other.search(gap), place.rules.introduced.match(gap)
    if other and other.group(1) not in core:
        return "otherwise_named"
    stops, close = sum(map(gap.count, STOPS)), len(gap) <= _CLOSE
    if said and close:
        return "introduced" if said.group(1) else "marked"
    if stops or "其中" in gap:  # 三百户，其中…
        return "next" if stops == 1 and close else "far"
    return "beside" if close else "sentence"


def _before(gap: str, place: Place) -> str:
    stops, commas, named = sum(map(gap.count, STOPS)), gap.count("，"), place.rules.named.search(gap)
    if named and named.start() <= (_ASIDE if stops else _SAME):
        return "named"
    if stops:
        return "far"
    if not commas and len(gap) <= _JOINED:
        return "joined"
    return "led" if place.rules.led.search(gap) else "sentence"
