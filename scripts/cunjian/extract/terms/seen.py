"""What a term finder notes before items are looked for: a name, where, by which rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from cunjian.model import Span, Words, value

QUOTES = re.compile(r"[“”‘’\"'\s]")


@value()
class Seen:
    """One sighting of a name in the folded clean text."""

    span: Span  # with quote marks and class word
    name: str
    rule: str
    aliases: tuple[str, ...] = ()
    core: str = ""  # the shorthand itself: 三单 of “三单”管理


def bare(text: str) -> str:
    """A name without quote marks and white space."""
    return QUOTES.sub("", text)


@lru_cache(maxsize=32)
def alternation(words: Words, name: str) -> str:
    """A regular-expression alternation of a word list, longest first."""
    return "|".join(map(re.escape, sorted(words[name], key=len, reverse=True)))


@lru_cache(maxsize=32)
def word_set(words: Words, name: str) -> frozenset[str]:
    """A word list, to be asked whether it holds a word."""
    return frozenset(words[name])


@lru_cache(maxsize=4)
def _classes(words: Words) -> re.Pattern[str]:
    return re.compile(alternation(words, "terms.class_words"))


def with_class(text: str, span: Span, rule: str, words: Words) -> Seen:
    """The name with the class word right behind it: 四定三包 + 工作法."""
    core, klass = span.of(text), _classes(words).match(text, span.end)
    if klass is None:
        return Seen(span, core, rule, core=core)
    return Seen(Span(span.start, klass.end()), core + klass.group(), rule, aliases=(core,), core=core)


def _is_plain_reference(seen: Seen) -> bool:
    """积分制 gives way to the longer 巡山积分制."""
    return seen.rule == "reference-name" and len(seen.name) <= 3 and seen.name.endswith("制")


_START = attrgetter("span.start")
OPEN = ("introduced-name", "recurring-name", "formed-name", "quoted-unclosed")  # found by points
_WEAK = ("proved-by-items", *OPEN)
_WHOLE = ("called", *OPEN)


def _longer_names(seen: Sequence[Seen]) -> Iterator[Seen]:
    """Sightings without the reference names that are only the start or the end of a longer name (文明积分 of 牧户文明积分制)."""
    whole = sorted((one.span.start, one.span.end) for one in seen if one.rule in _WHOLE)
    for one in seen:
        at = bisect_right(whole, (one.span.start, one.span.end)) if one.rule == "reference-name" else 0
        inside = one.rule == "reference-name" and any(
            start <= one.span.start and one.span.end <= end and end - start > len(one.span)
            for start, end in whole[max(0, at - 2) : at + 2]
        )
        if not inside:
            yield one


def without_overlaps(found: Iterable[Seen]) -> tuple[Seen, ...]:
    """Sightings in order; of two that overlap the stronger rule stays, then the longer, then the first."""
    out: list[Seen] = []
    near: list[Seen] = []  # that overlap one after the other
    reach = 0
    for one in sorted(_longer_names(list(found)), key=_START):
        if one.span.start >= reach:
            out += _strongest(near, reach)
            near = []
        near.append(one)
        reach = max(reach, one.span.end)
    return (*out, *_strongest(near, reach))


def _strongest(near: Sequence[Seen], reach: int) -> Sequence[Seen]:
    if len(near) < 2:
        return near
    taken = bytearray(reach - near[0].span.start)  # each character that a sighting holds
    out: list[Seen] = []
    for one in sorted(near, key=lambda s: (s.rule in _WEAK or _is_plain_reference(s), s.span.start - s.span.end, s.span.start, s.rule in OPEN, s.rule)):
        place = slice(one.span.start - near[0].span.start, one.span.end - near[0].span.start)
        if 1 not in taken[place]:
            taken[place] = b"\1" * len(one.span)
            out.append(one)
    return sorted(out, key=_START)


def with_quote(seen: Sequence[Seen], text: str) -> tuple[Seen, ...]:
    """A name and the quote right in front of it are one name: “棉纺记忆”邻里节; 主题党日 stays a name of its own."""
    out: list[Seen] = []
    for one in seen:
        last = out[-1] if out and out[-1].span.end == one.span.start and text[one.span.start - 1] == "”" else None
        if last and one.rule in (*OPEN, "reference-name") and not one.name.startswith("主题党日"):
            out[-1] = replace(last, span=Span(last.span.start, one.span.end), name=last.name + one.name, aliases=(last.name, *last.aliases))
        else:
            out.append(one)
    return tuple(out)
