"""What the place of a list beside its name says: right behind 即, right before the name, somewhere in the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.extract.terms.items.cells import STOPS, Place
from cunjian.model import Span

_CLOSE, _ASIDE = 20, 12  # characters between a name and its list, and between a list and the clause that names it
_LABEL = re.compile("“[^“”]*”$")  # of the first item itself
_NAMED = re.compile(r"“[^“”]*(?<![，。！？])”")  # not what somebody says


def sign(whole: Span, core: str, place: Place) -> str:
    """Where a list stands."""
    behind = whole.start >= place.at.end
    gap = _LABEL.sub("", place.text[place.at.end : whole.start]) if behind else place.text[whole.end : place.at.start].rstrip("“ ")
    if _NAMED.search(gap.rpartition("。")[2] if behind else gap):
        return "otherwise_named"
    return _behind(gap, core, place) if behind else _before(gap, place)


def form(whole: Span, place: Place) -> Iterator[str]:
    """Whether nothing stands between a list and its name, and whether the list closes a sentence."""
    gap = place.text[place.at.end : whole.start] if whole.start >= place.at.end else place.text[whole.end : place.at.start]
    if len(gap.strip("“”，。：的")) == 0:
        yield "direct"
    if place.text[whole.end : whole.end + 2].lstrip("”")[:1] in ("。", "；", "\n", "", "）"):
        yield "closes"


def near(sign: str) -> str:
    """How near that is: right beside the name, close by, or apart."""
    return "right" if sign in ("introduced", "named", "joined") else "close" if sign in ("beside", "next", "led") else "apart"


def _behind(gap: str, core: str, place: Place) -> str:
    other, said = place.rules.other.search(gap), place.rules.introduced.match(gap)
    if other and other.group(1) not in core:
        return "otherwise_named"
    if said:
        return "introduced"
    close = len(gap) <= _CLOSE
    if any(stop in gap for stop in STOPS) or "其中" in gap:  # 三百户，其中…
        return "next" if close else "far"
    return "beside" if close else "sentence"


def _before(gap: str, place: Place) -> str:
    named = place.rules.named.search(gap)
    if named and named.start() <= _ASIDE:
        return "named"
    if any(stop in gap for stop in STOPS):
        return "far"
    return "led" if "，" in gap else "joined"
