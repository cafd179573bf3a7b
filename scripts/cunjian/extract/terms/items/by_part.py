"""Names whose parts are explained each by itself: 一约就是…，四会就是…; …，这是“三统”；…，这是“三分”; “5”是…，“X”是…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cunjian.extract.terms.items import pieces
from cunjian.extract.terms.items.shorthand import Place, Shorthand
from cunjian.model import Item, Span

_IS = r"”?(?:，?(?:也)?(?:就是|即为|即|是指|指的是|指的就是|说的是|讲的是|分别是|分别为|分别指|依次是|依次为|包括|代表|是|指|为)|：|，(?=[^，。；]*、))"
_AHEAD, _BACK = 420, 160
_AS_ONE = re.compile(r"[二两三四五六七八九十\d][个支项类种张级][\u4e00-\u9fff]{0,4}$")
_BREAK = "。；！？\n"


def explained(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """Every part of 一组一长一鼓 or 三方六步 with as many things as its numeral says, in the order of the name."""
    parts = [match.group() for match in re.finditer(r"[一二三四五六七八九十两双\d]{1,2}[^一二三四五六七八九十两双\d]+", _plain(name))]
    if len(parts) < 2 or len(parts) != len(name.groups):
        return ()
    return _all(parts, [count for count, _ in name.groups], place)


def formula(names: Sequence[str], place: Place) -> tuple[Item, ...]:
    """“1”是A，“3”是B、C、D，“N”是E: one item a part; of two parts (5+X) a digit gives as many things as it says."""
    counts = [int(n) if n.isdigit() and len(names) == 2 and 1 < int(n) < 12 else 1 for n in names]
    return _all([f"“{n}”" for n in names], counts, place)


def _plain(name: Shorthand) -> str:
    joined = "".join(what for _, what in name.groups)
    end = name.core.rfind(joined[-1]) + 1 if joined else 0
    return name.core[:end]


def _all(parts: Sequence[str], counts: Sequence[int], place: Place) -> tuple[Item, ...]:
    text, out, at = place.text, [], place.at.end
    end = min(place.end, place.at.end + _AHEAD)
    for index, (part, count) in enumerate(zip(parts, counts, strict=True)):
        following = parts[index + 1] if index + 1 < len(parts) else ""
        found = _ahead(text, at, end, part, following, count) or _behind(text, place.at.end, end, part, count)
        if not found:
            return ()
        out += found
        at = max(found[-1].end, at)
    return tuple(Item(re.sub("[“”‘’]", "", s.of(text)), s) for s in out)


def _ahead(text: str, start: int, end: int, part: str, following: str, count: int) -> list[Span]:
    """“三查”就是A、B、C: up to the end of the sentence, or where the next part is explained."""
    head = re.compile(rf"{re.escape(part)}{_IS}").search(text, start, end)
    if not head:
        return []
    stop = next((i for i in range(head.end(), end) if text[i] in _BREAK), end)
    if following and (other := re.compile(rf"[，；]“?{re.escape(following)}").search(text, head.end(), stop)):
        stop = other.start()
    if count == 1:
        comma = text.find("，", head.end(), stop)
        return _checked(text, [Span(head.end(), comma if comma > 0 else stop)])
    for marks in ("、", "，"):
        comma = text.find("，", head.end(), stop) if marks == "、" else -1
        found = pieces.two_at_and(text, pieces.cut(text, head.end(), comma if comma > 0 else stop, marks), count)
        if len(found) == count and not _AS_ONE.search(found[-1].span.of(text)):
            return _checked(text, [p.span for p in found])
    stop = next((i for i in range(head.end(), stop) if text[i] == "，"), stop)
    listed = Span(head.end(), stop)
    return _checked(text, [listed]) if part.startswith("“") and part[1:2].isdigit() else []


def _behind(text: str, start: int, end: int, part: str, count: int) -> list[Span]:
    """A、B、C，这是“三统”."""
    head = re.compile(rf"，?(?:这)?(?:就是|便是|是|叫做|叫|即|为)“?{re.escape(part)}”?(?=[，。；])").search(text, start, end)
    if not head:
        return []
    first = max(text.rfind(mark, max(start, head.start() - _BACK), head.start()) for mark in "。；：！？\n，")
    found = pieces.two_at_and(text, pieces.cut(text, first + 1, head.start(), "、"), count)
    return _checked(text, [p.span for p in found]) if len(found) == count else []


def _checked(text: str, spans: list[Span]) -> list[Span]:
    """Free of quotation marks; none where one is too long to be a name or ends in 等."""
    bare = [pieces.stripped(text, s) for s in spans]
    fits = all(1 <= len(s) <= 40 for s in bare) and not bare[-1].of(text).endswith("等")
    return bare if fits else []
