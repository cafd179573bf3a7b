"""Items that need no list beside the name: its own parts, the section leads, the reference list, its letters."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.shorthand import Shorthand
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Item, Span

_PIECE = re.compile(r"[^、，]+")
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,7}(?:[、，][\u4e00-\u9fff]{2,7}){2,}")


def own_parts(seen: Seen, text: str) -> tuple[Item, ...]:
    """A name that is its own list: 支部+公司+农户, “防风险、护安全、保稳定、促发展”; three parts at least."""
    core = re.sub(r"[“”‘’]", "", seen.core or seen.name)
    parts = core.split("+") if "+" in core else re.split(r"[、—]+", core)
    if len(parts) < 3 or not all(re.search(r"[\u4e00-\u9fff]", p) for p in parts):
        return ()
    out, at = [], seen.span.start
    for part in parts:
        at = text.find(part, at, seen.span.end)
        if at < 0:
            return ()
        out.append(Item(part, Span(at, at + len(part))))
        at += len(part)
    return tuple(out)


def acronym(core: str, text: str) -> tuple[Item, ...]:
    """访惠聚: 访民情、惠民生、聚民心; each character opens one item."""
    if not 3 <= len(core) <= 5 or re.search(r"[0-9+、]", core):
        return ()
    for mark in "、，":
        at = text.find(mark + core[1])
        while at >= 0:
            match = _LISTED.match(text, _piece_start(text, at))
            pieces = list(_PIECE.finditer(match.group())) if match else []
            if match and [p.group()[0] for p in pieces[: len(core)]] == list(core):
                spans = [Span(match.start() + p.start(), match.start() + p.end()) for p in pieces[: len(core)]]
                return tuple(Item(s.of(text), s) for s in spans)
            at = text.find(mark + core[1], at + 1)
    return ()


def _piece_start(text: str, end: int) -> int:
    """Where the piece of a list that ends at ``end`` begins."""
    start = end
    while start > 0 and end - start < 8 and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    return start


def headings(name: Shorthand, text: str, document: Document) -> tuple[Item, ...]:
    """“五好”: as many headings of one level, each with a phrase that ends (quoted) or begins with its character."""
    if len(name.groups) != 1:
        return ()
    what = name.groups[0][1]
    key = re.escape(what[0])
    if len(what) > 1 and name.core != name.core[0] + what[0]:
        return ()
    pattern = re.compile(rf"“((?:[^“”]|‘[^’]*’)*{key})”|({key}[\u4e00-\u9fff]{{2,8}})(?=[，。：]|$)")
    for level in (1, 2):
        heads = [p for p in document.parts if p.kind == "heading" and p.level == level]
        found = [m for p in heads if (m := pattern.search(text, p.span.start, p.span.end))]
        if len(found) == name.count:
            return tuple(Item(m.group(m.lastindex or 0), Span(*m.span(m.lastindex or 0))) for m in found)
    return ()


def reference(seen: Seen, text: str, items: tuple[str, ...]) -> tuple[Item, ...]:
    """The items of the reference list, where this text spells all of them out, in any order, close behind the name."""
    start = seen.span.end
    after = text[start : start + 120].split("\n")[0]
    places = [after.find(item) for item in items]
    if len(items) < 2 or min(places, default=-1) < 0:
        return ()
    found = [Item(i, Span(start + p, start + p + len(i))) for p, i in zip(places, items, strict=True)]
    return tuple(sorted(found, key=lambda i: i.span))
