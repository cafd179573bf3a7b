"""How much a list looks like what a part of a name asks for: its character in each item, and items of one form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import VALUE, Part

_ORDINAL = re.compile("第[一二三四五六七八九十][\u4e00-\u9fff]?$|另一[张本个份条支项]")
_FIGURE = re.compile(r"\d|\*|[二两三四五六七八九十百千万]{1,4}(?:余|多)?[名人次户个吨亩座处场家件栋]")

CARRYING = ("whole_key", "key", "even_key", "loose_key")
"""How all items hold a character of the name, the strongest first."""
STRONG = CARRYING[:2]
_FRAME = 2  # characters that items may share by chance


def value(number: str) -> int:
    """The number that a numeral writes."""
    return VALUE[number] if number in VALUE else int(number)


def could_carry(text: str, part: Part) -> bool:
    """A quick look at a whole window: the characters of the part stand in it often enough."""
    if part.each:
        return all(any(key in text for key in keys) for keys in part.each)
    return any(text.count(key) >= part.count for key in (*part.keys, *part.weak, *part.both)) or "色" in part.keys


def may_carry(told: Sequence[str], part: Part) -> bool:
    """A quick look: each item holds one and the same character of the part."""
    if part.each:
        return all(any(key in t for key in keys) for t, keys in zip(told, part.each, strict=True))
    if part.both:
        return all(key in t for t in told for key in part.both)
    if "色" in part.keys:
        return True
    return any(all(key in t for t in told) for key in (*part.keys, *part.weak))


def possible(told: Sequence[str], core: str, rules: Rules) -> bool:
    """Names, different ones, none of them the name itself, a mere level (县、乡、村), or a mere number (第一步)."""
    if any(core in t for t in told) or len(set(told)) < len(told):
        return False
    return not ((len(told) < 4 and all(t in rules.levels for t in told[1:] or told)) or any(_ORDINAL.match(t) for t in told))


def coloured(told: Sequence[str], part: Part, rules: Rules) -> bool:
    """三色… are three colours: each thing holds one."""
    return "色" not in part.keys or all(not rules.colours.isdisjoint(t) for t in told)


def signs(told: Sequence[str], part: Part, rules: Rules, *, counted: str) -> tuple[list[str], bool]:
    """What speaks for the items as the things of the part, how they hold its character first; and whether at one place."""
    carried, edges = _carried(told, part, rules)
    out = [carried]
    lengths = sorted(map(len, told))
    heads, tails = {t[0] for t in told}, {t[-1] for t in told}
    out += ["same_length"] if lengths[0] == lengths[-1] else ["close_length"] if lengths[-1] - lengths[0] <= 2 else []
    out += ["uneven"] if carried not in STRONG and lengths[-1] - lengths[0] > 6 and frame(told) <= _FRAME else []
    out += ["same_edge"] if any(len(edge) == 1 and not edge & {*part.keys} for edge in (heads, tails)) else []
    out += ["same_frame"] if not edges and frame(told) > 1 else []
    out += ["counted"] if counted == "ours" else ["otherwise_named"] if counted and carried != "whole_key" else []
    out += ["pair"] if len(told) == 2 and not edges else []
    numbers = sum(bool(_FIGURE.search(t)) for t in told)
    out += ["figure"] if numbers * 2 > len(told) and not part.each and not any(c in "一二三四五六七八九十" for c in "".join(part.keys)) else []
    return out, edges


def frame(told: Sequence[str]) -> int:
    """How many characters all items hold in the same order (一名…带…)."""
    at, count = [0] * len(told), 0
    for char in told[0]:
        places = [t.find(char, begin) for t, begin in zip(told, at, strict=True)]
        if min(places) >= 0:
            at, count = [p + 1 for p in places], count + 1
    return count


def _carried(told: Sequence[str], part: Part, rules: Rules) -> tuple[str, bool]:
    """How all items hold the strongest character of a part, and whether at one place in all of them."""
    if part.each:
        even = may_carry(told, part) and (part.symbol or len(told) > 2 or len({t.find(keys[0]) for t, keys in zip(told, part.each, strict=True)}) == 1)
        return ("even_key", True) if even else ("no_key_each", False)
    if part.both:
        return ("even_key", True) if may_carry(told, part) else ("no_key_each", False)
    if "色" in part.keys or (part.weak == "级" and rules.levels.issuperset(told)):
        return "key", True
    best, edges = ("no_telling_key" if part.telling else "no_key" if part.keys and not part.weak else "no_key_asked"), False
    for key in part.keys:
        if not all(key in t for t in told):
            continue
        edge = all(t.startswith(key) for t in told) or all(t.endswith(key) for t in told)
        places, ends = [t.find(key) for t in told], [len(t) - t.rfind(key) for t in told]
        even = len({*places}) == 1 or len({*ends}) == 1
        uneven = len(told) > 3 and min(max(places) - min(places), max(ends) - min(ends)) > 1
        kind = ("whole_key" if len(key) > 1 else "key") if edge else "even_key" if even else "" if uneven else "loose_key"
        if kind and (best not in CARRYING or CARRYING.index(kind) < CARRYING.index(best)):
            best, edges = kind, even or edge
    return best, edges


def another(beside: str, told: Sequence[str], part: Part) -> bool:
    """Whether the cell beside a list is one more of the same kind, so that the list is longer than the name says."""
    for key in part.keys:
        if key in beside:
            first, last = {t.find(key) for t in told}, {len(t) - t.rfind(key) for t in told}
            at, behind = beside.find(key), len(beside) - beside.rfind(key)
            if first == {at} or last == {behind}:
                return True
    return False
