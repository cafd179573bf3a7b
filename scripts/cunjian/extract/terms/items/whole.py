"""Items that need no list beside the name: its own parts, the section leads, the reference list, its letters."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.shorthand import Shorthand
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Item, Part, Span

_PIECE = re.compile(r"[^、，]+")
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,7}(?:[、，][\u4e00-\u9fff]{2,7}){2,}")


def own_parts(seen: Seen, text: str) -> tuple[Item, ...]:
    """A name that is its own list: 支部+公司+农户, “防风险、护安全、保稳定、促发展”; three parts at least, two where both are counted (一户一策、一月一访)."""
    core = re.sub(r"[“”‘’]", "", seen.core or seen.name)
    parts = core.split("+") if "+" in core else re.split(r"[、—]+", core)
    counted = "、" in core and all(re.match(r"[一二三四五六七八九十]", p) for p in parts)
    if len(parts) < (2 if counted else 3) or not all(re.search(r"[\u4e00-\u9fff]", p) for p in parts):
        return ()
    if all(len(p) <= 3 and re.match(r"[二两三四五六七八九双]|\d", p) for p in parts):  # 三必谈、五必访
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


def headings(name: Shorthand, text: str, document: Document, named: int) -> tuple[Item, ...]:
    """“五好”: exactly as many headings of one level in a row, each with a phrase that ends or begins with its character.

    The name must have been said before the last of them.
    """
    if len(name.groups) != 1:
        return ()
    key = re.escape(name.groups[0][1][0])
    if len(name.groups[0][1]) > 1 and name.core != name.core[0] + name.groups[0][1][0]:
        forms = [rf"()([\u4e00-\u9fff]{{1,5}}{key})$"]
    else:
        forms = [
            rf"(^|.*?“)((?:[^“”]|‘[^’]*’)*{key})”", rf"(^|.*?[^\u4e00-\u9fff])({key}[\u4e00-\u9fff]{{2,8}})(?=[，。：]|$)",
            rf"()([\u4e00-\u9fff]{{1,5}}{key})$", rf"()([\u4e00-\u9fff]{key})(?=[\u4e00-\u9fff]{{3}}$)",
        ]  # fmt: skip
    for level in (1, 2, 3):
        heads = [p for p in document.parts if p.kind == "heading" and p.level == level]
        for form in map(re.compile, forms):
            matches = [form.match(p.title) for p in heads]
            for first in range(len(heads) - name.count + 1):
                run = matches[first : first + name.count]
                if all(run) and not any(matches[max(0, first - 1) : first]) and not any(matches[first + name.count :][:1]):
                    pairs = [(p, m) for p, m in zip(heads[first:], run, strict=False) if m]
                    if pairs[-1][0].span.start > named and (found := _in_titles(text, pairs)):
                        return found
    return ()


def _in_titles(text: str, found: list[tuple[Part, re.Match[str]]]) -> tuple[Item, ...]:
    """The matched phrases as items at their places; none where one does not stand in the text as its title has it."""
    starts = [text.find(m.group(2), p.span.start + m.start(2), p.span.end) for p, m in found]
    if min(starts) < 0 or len({m.group(2) for _, m in found}) < len(found):
        return ()
    return tuple(Item(m.group(2), Span(at, at + len(m.group(2)))) for (_, m), at in zip(found, starts, strict=True))


def reference(seen: Seen, text: str, items: tuple[str, ...]) -> tuple[Item, ...]:
    """The items of the reference list, where this text spells all of them out, in any order, close behind the name."""
    start = seen.span.end
    after = text[start : start + 120].split("\n")[0]
    places = [after.find(item) for item in items]
    if len(items) < 2 or min(places, default=-1) < 0:
        return ()
    found = [Item(i, Span(start + p, start + p + len(i))) for p, i in zip(places, items, strict=True)]
    return tuple(sorted(found, key=lambda i: i.span))
