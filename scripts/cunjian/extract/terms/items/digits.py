"""Names of digits: 1+3+N, “1314”治理法, “532”分配办法."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.lists import in_a_row
from cunjian.extract.terms.items.shorthand import VALUE, Place
from cunjian.model import Item, Span

_ONE = re.compile(r"“([0-9A-Za-z])”(?:是指|就是|指的是|代表|是|即|指|为)([^；。]+?)(?=[；。]|，(?=[“第])|$)")
_SHARE = re.compile(r"(?:^|[，。；、：即])([^，。；、：即]*?(?:(\d{1,2})%|([一二两三四五六七八九])成)[^，。；、]*)")


def shares(core: str, place: Place) -> tuple[Item, ...]:
    """“532”分配办法，50%用于…，30%用于…，20%用于…: one share for each digit."""
    found = list(_SHARE.finditer(place.after(160)))[: len(core)]
    told = [m.group(2) or f"{VALUE[m.group(3)]}0" for m in found]
    if told != [f"{VALUE.get(d, d)}0" for d in core]:
        return ()
    return tuple(Item(m.group(1), Span(*(place.at.end + i for i in m.span(1)))) for m in found)


def digits(core: str, place: Place) -> tuple[Item, ...]:
    """“1314”治理法，第一个“1”就是…；“3”就是…; or “321”是指每月三次…、两次…、一次…."""
    found = _one_by_one(list(core), place)
    region = place.explicit()
    if found or not region:
        return found
    pieces = re.split(r"[，；]", region[1])[0].split("、")
    return in_a_row(region[0], pieces) if [_first_number(p) for p in pieces] == [_first_number(d) for d in core] else ()


def _first_number(piece: str) -> int | None:
    return next((VALUE.get(c) or int(c) for c in piece if c in VALUE or (c.isascii() and c.isdigit())), None)


def formula(core: str, place: Place) -> tuple[Item, ...]:
    """1+3+N: “1”是…，“3”是…，“N”是…, or 即 with a list as long."""
    parts = re.match(r"[0-9]+(?:\+[0-9A-Za-z]+)+", core)
    if not parts:
        return ()
    names = parts.group().split("+")
    found = _one_by_one(names, place)
    region = place.explicit()
    if found or not region:
        return found
    start, listed = region
    for candidate, mark in ((re.split(r"[，；]", listed)[0], "、"), (listed, "，"), (listed, "；")):
        pieces = candidate.split(mark)
        if len(pieces) == len(names):
            return in_a_row(start, pieces)
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
