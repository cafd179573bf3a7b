"""Names with and without whose they are: 村级集体经济“消薄工程” is 消薄工程, 片区纪检联组 is 纪检联组.

Neither form is wrong, so the longer or shorter one is an alias.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from cunjian.extract.terms.seen import OPEN, Seen, alternation, word_set
from cunjian.model import Words

_REACH = 12
_SHORT_FOR = re.compile("[（，](?:以下)?简称：?“?")
_SHORT = (*OPEN, "reference-name")


class Levels:
    """The words for levels, and the plain names that remain without one."""

    def __init__(self, words: Words) -> None:
        levels = alternation(words, "terms.levels")
        self.behind = re.compile(rf"(?:{levels})+$")  # right in front of a name
        self.front = re.compile(rf"(?:{levels})(?=[\u4e00-\u9fff]{{4}})")  # at the start of one
        self.last = frozenset(level[-1] for level in words["terms.levels"])
        self.generic = word_set(words, "terms.generic")


@lru_cache(maxsize=4)
def of(words: Words) -> Levels:
    """The levels of one set of word lists."""
    return Levels(words)


def aliases(one: Seen, text: str, known: Levels) -> tuple[str, ...]:
    """The aliases of a sighting, and the same names with the level that stands in front, or without the one they begin with."""
    out = list(one.aliases)
    start = one.span.start
    if text[start - 1 : start] in known.last and (level := known.behind.search(text, max(0, start - _REACH), start)):
        out.extend(level.group() + name for name in (one.name, *one.aliases))
    elif (level := known.front.match(one.name)) and (rest := one.name[level.end() :]) not in known.generic:
        out.append(rest)
    return tuple(dict.fromkeys(alias for alias in out if alias != one.name)) if out else ()


def whole(seen: Sequence[Seen], text: str, words: Words) -> tuple[Seen, ...]:
    """A name that is only the end of one other name of the speech is that name: 圆桌会 of 六点钟圆桌会; so is one that another
    only gives a class word (导师帮带 and 导师帮带制), and one that is said to be called something shorter (“…”（简称“访惠聚”）)."""
    every = {one.name for one in seen}
    same = {name: name + end for name in every for end in words["terms.endings"] if name + end in every}
    same.update((a.name, b.name) for a, b in pairwise(seen) if _SHORT_FOR.fullmatch(text, a.span.end, b.span.start))
    ends = {one.name for one in seen if one.rule in _SHORT}
    longest = max(map(len, ends), default=0)
    longer: dict[str, set[str]] = {}
    for name in every:
        for start in range(max(1, len(name) - longest), len(name)):
            if name[start:] in ends and name[start - 1] != "—":
                longer.setdefault(name[start:], set()).add(name)
    out = []
    for one in seen:
        if one.name in same:
            out.append(replace(one, name=same[one.name], aliases=(*one.aliases, one.name), core=one.core or one.name))
        elif one.rule in _SHORT and len(more := longer.get(one.name, ())) == 1:
            out.append(replace(one, name=next(iter(more)), aliases=(*one.aliases, one.name), core=""))
        else:
            out.append(one)
    return tuple(out)
