"""Leanings: what annotated sections with the same words were about (curation/words/leanings.yml, made by benchmarks/category.py).

For every pair of characters of a heading and every word of a body the table tells in how many annotated sections of
which category it stood.  A category gets the logarithm of how much more often than usual, all that stand in one place
together, so that a long body counts for little more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, sqrt

import rjieba

from cunjian.model import Words

HEADING, ABOVE, BODY, SPEECH = 1.0, 0.5, 0.8, 0.3  # what a heading, those above it, a body and the speech's title weigh
FEW = (4.0, 30.0)  # known words of a heading and of a body that weigh half of what many do
DOUBT = 2.0  # sections of the usual mix that are added to what was seen
USUAL = 0.2  # what counts that a category is frequent
LEAST = 3.0  # sections that a category must have had
_NO_HAN = re.compile("[^\u4e00-\u9fff]+")


def pairs(title: str) -> frozenset[str]:
    """Every two neighbouring characters of a heading, marks left out."""
    bare = _NO_HAN.sub("", title)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def spoken(body: str) -> frozenset[str]:
    """The words of two characters and more of a body."""
    return frozenset([word for word in rjieba.cut(body) if len(word) > 1 and "\u4e00" <= word < "\ua000"])


@dataclass(frozen=True, slots=True)
class Table:
    """In how many sections of which category a word stood."""

    seen: Mapping[str, Mapping[str, float]]
    usual: Mapping[str, float]  # the share of each category among all sections
    _known: dict[str, tuple[float, ...]] = field(default_factory=dict, compare=False)

    def lean(self, words: Iterable[str], few: float) -> list[float]:
        """For each category the logarithms of all words together, over the root of how many are known; ``few`` of
        them weigh half."""
        known = [self._known.get(word) or self._of(word) for word in sorted(self.seen.keys() & words)]
        count = len(known)
        return [sum(points) * sqrt(count) / (count + few) for points in zip(*known, strict=True)] or [0.0] * len(self.usual)

    def _of(self, word: str) -> tuple[float, ...]:
        seen = self.seen[word]
        whole = sum(seen.values()) + DOUBT
        points = (log((seen.get(name, 0.0) + DOUBT * share) / whole / share) for name, share in self.usual.items())
        return self._known.setdefault(word, tuple(points))


@dataclass(frozen=True, slots=True)
class Leanings:
    """The table of headings and that of bodies."""

    headings: Table
    bodies: Table
    _told: dict[tuple[str, ...], list[float]] = field(default_factory=dict, compare=False)

    def of(self, title: str, above: tuple[str, ...], body: str, speech: str) -> dict[str, float]:
        """What speaks for each category, and against it."""
        usual = [USUAL * log(share) for share in self.headings.usual.values()]
        places = zip(
            self.headings.usual, usual, self._titles((title,)), self._titles(above),
            self.bodies.lean(rjieba.cut(body), FEW[1]),  # of all words the table knows only such as are ``spoken``
            self._titles((speech,)), strict=True,
        )  # fmt: skip
        return {name: u + HEADING * h + ABOVE * a + BODY * b + SPEECH * s for name, u, h, a, b, s in places}

    def _titles(self, titles: tuple[str, ...]) -> list[float]:
        """What headings say together; those above a section and the speech's title are asked for again and again."""
        if titles not in self._told:
            if len(self._told) > 4096:
                self._told.clear()
            self._told[titles] = self.headings.lean(frozenset().union(*map(pairs, titles)), FEW[0])
        return self._told[titles]


@lru_cache(maxsize=4)
def known(words: Words) -> Leanings:
    """The tables of the word lists."""
    usual = words.numbers["leanings.sections"]
    counted = {name: count for name, count in usual.items() if count >= LEAST}
    whole = sum(counted.values())
    shares = {name: count / whole for name, count in counted.items()}
    codes = {name[0]: name for name in usual}

    def table(name: str) -> Table:
        entries = (line.split() for line in words[name])
        return Table({word: {codes[c[0]]: float(c[1:]) for c in counts} for word, *counts in entries}, shares)

    return Leanings(table("leanings.headings"), table("leanings.bodies"))
