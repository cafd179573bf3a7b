"""Names of digits: 1+3+N, “1314”治理法, “532”分配办法, 一二三联系制度."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cunjian.extract.terms.items import by_part, pieces
from cunjian.extract.terms.items.shorthand import VALUE, Place
from cunjian.model import Item, Span

_ONE = re.compile(r"“([0-9A-Za-z])”(?:是指|就是|指的是|代表|是|即|指|为)([^；。]+?)(?=[；。]|，(?=[“第])|$)")
_SHARE = re.compile(r"(?:^|[，。；、：即])([^，。；、：即]*?(?:(\d{1,2})%|([一二两三四五六七八九])成)[^，。；、]*)")


def spelled(core: str, places: Sequence[Place]) -> tuple[Item, ...]:
    """What a name of digits alone stands for."""
    ways = (_shares, _digits)
    return next((found for way in ways for place in places if (found := way(core, place))), ())


def _shares(core: str, place: Place) -> tuple[Item, ...]:
    """“532”分配办法，50%用于…，30%用于…，20%用于…: one share for each digit."""
    found = list(_SHARE.finditer(place.after(160)))[: len(core)]
    told = [m.group(2) or f"{VALUE[m.group(3)]}0" for m in found]
    if told != [f"{VALUE.get(d, d)}0" for d in core]:
        return ()
    leads = [re.match(r"“\d”(?:就是|是|即|指|为)?", m.group(1)) for m in found]
    begins = [m.start(1) + (lead.end() if lead else 0) for m, lead in zip(found, leads, strict=True)]
    spans = [Span(place.at.end + begin, place.at.end + m.end(1)) for m, begin in zip(found, begins, strict=True)]
    return tuple(Item(s.of(place.text), s) for s in spans)


def _digits(core: str, place: Place) -> tuple[Item, ...]:
    """“1314”治理法，第一个“1”就是…；“3”就是…; or a list beside it whose numbers are the digits, in their order."""
    if found := _one_by_one(list(core), place):
        return found
    text, wanted = place.text, [_first_number(d) for d in core]
    back = max(0, place.at.start - 120)
    for start, end in ((back, place.at.start), (place.at.end, min(place.end, place.at.end + 160))):
        listed = pieces.cut(text, start, end, "、，；。：")
        for first in range(len(listed) - len(core) + 1):
            window = [p.span for p in listed[first : first + len(core)]]
            if [_first_number(s.of(text)) for s in window] == wanted:
                return tuple(Item(s.of(text), s) for s in _counted(text, window))
    return ()


def _counted(text: str, window: list[Span]) -> list[Span]:
    """The first item from its number on, where the others begin with theirs."""
    number = re.search(r"[0-9一二两三四五六七八九]", window[0].of(text))
    if number and all(re.match(r"[0-9一二两三四五六七八九]", s.of(text)) for s in window[1:]):
        window = [Span(window[0].start + number.start(), window[0].end), *window[1:]]
    return window


def _first_number(piece: str) -> int | None:
    return next((VALUE.get(c) or int(c) for c in piece if c in VALUE or (c.isascii() and c.isdigit())), None)


def formula(core: str, places: Sequence[Place]) -> tuple[Item, ...]:
    """1+3+N: “1”是…，“3”是…，“N”是…, or 即 with a list as long."""
    parts = re.match(r"[0-9]+(?:\+[0-9A-Za-z]+)+", core)
    names = parts.group().split("+") if parts else []
    return next((found for place in places if names and (found := _of_formula(names, place))), ())


def _written_out(count: int, place: Place) -> tuple[Item, ...]:
    """网格长+网格员+微网格员的“1+N+N”: the same formula in words right before it."""
    before = place.text[max(0, place.at.start - 80) : place.at.start]
    piece = r"[\u4e00-\u9fff]{2,12}"
    match = re.search(rf"(?:^|[“”，。、：的])({piece}(?:\+{piece}){{{count - 1}}})”?(?:[这的]|这一)?“?$", before)
    if not match:
        return ()
    found = pieces.cut(place.text, *(place.at.start - len(before) + i for i in match.span(1)), "+")
    return tuple(Item(p.span.of(place.text), p.span) for p in found)


def _numbered(names: list[str], place: Place) -> tuple[Item, ...]:
    """“1+5+N”体系，形成1个联合党委、5个产业党支部、N个党小组: each piece with its own number."""
    listed = pieces.cut(place.text, place.at.end, min(place.end, place.at.end + 120), "、，；。：+和")
    for first in range(len(listed) - len(names) + 1):
        window = [p.span for p in listed[first : first + len(names)]]
        starts = [re.search(rf"(?<![0-9A-Za-z]){name}(?![0-9%％+])", s.of(place.text)) for name, s in zip(names, window, strict=True)]
        if all(starts) and not any(m.start() for m in starts[1:] if m):
            spans = [Span(s.start + m.start(), s.end) for m, s in zip(starts, window, strict=True) if m]
            tail = re.match(r"[^的]*", spans[-1].of(place.text))
            spans[-1] = Span(spans[-1].start, spans[-1].start + len(tail.group() if tail else ""))
            return tuple(Item(s.of(place.text), s) for s in spans)
    return ()


def _of_formula(names: list[str], place: Place) -> tuple[Item, ...]:
    if found := by_part.formula(names, place) or _written_out(len(names), place) or _numbered(names, place):
        return found
    region = place.explicit()
    if (found := _one_by_one(names, place)) or not region:
        return found
    start, listed = region
    for length, mark in ((len(re.split(r"[，；]", listed)[0]), "、"), (len(listed), "，"), (len(listed), "；")):
        cut = pieces.cut(place.text, start, start + length, mark)
        if len(cut) == len(names):
            return tuple(Item(p.span.of(place.text), p.span) for p in cut)
    return ()


def _one_by_one(names: list[str], place: Place) -> tuple[Item, ...]:
    """“1”是网格长，“3”是…，“N”是…: one definition for each part, in its order; the last ends at its comma."""
    found = list(_ONE.finditer(place.after(300)))
    if [m.group(1) for m in found] != names:
        return ()
    texts = [m.group(2) for m in found]
    texts[-1] = texts[-1].split("，")[0]
    starts = [place.at.end + m.start(2) for m in found]
    return tuple(Item(t, Span(s, s + len(t))) for t, s in zip(texts, starts, strict=True))
