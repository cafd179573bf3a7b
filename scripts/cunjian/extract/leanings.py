"""Leanings: what annotated sections with the same words were about (curation/words/leanings.yml, made by benchmarks/category.py).

For every pair of characters of a heading and every word of a body the table tells in how many annotated sections of
which category it stood.  A category gets the logarithm of how much more often than usual, all that stand in one place
together, so that a long body counts for little more than a short one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    return frozenset(word for word in rjieba.cut(body) if len(word) > 1 and not _NO_HAN.match(word))


@dataclass(frozen=True, slots=True)
class Table:
    """In how many sections of which category a word stood."""

    seen: Mapping[str, Mapping[str, float]]
    usual: Mapping[str, float]  # the share of each category among all sections
    _known: dict[str, Mapping[str, float]] = field(default_factory=dict, compare=False)

    def lean(self, words: Iterable[str], few: float) -> Counter[str]:
        """For each category the logarithms of all words together, over the root of how many are known; ``few`` of
        them weigh half."""
        total: Counter[str] = Counter()
        count = 0
        for word in sorted(words):
            if word in self.seen:
                count += 1
                total.update(self._of(word))
        return Counter({name: points * sqrt(count) / (count + few) for name, points in total.items()})

    def _of(self, word: str) -> Mapping[str, float]:
        if word not in self._known:
            seen = self.seen[word]
            whole = sum(seen.values()) + DOUBT
            self._known[word] = {
                name: log((seen.get(name, 0.0) + DOUBT * share) / whole / share) for name, share in self.usual.items()
            }
        return self._known[word]


@dataclass(frozen=True, slots=True)
class Leanings:
    """The table of headings and that of bodies."""

    headings: Table
    bodies: Table

    def of(self, title: str, above: Sequence[str], body: str, speech: str) -> dict[str, float]:
        """What speaks for each category, and against it."""
        out: Counter[str] = Counter({name: USUAL * log(share) for name, share in self.headings.usual.items()})
        higher = frozenset().union(*map(pairs, above)) if above else frozenset()
        places = ((HEADING, FEW[0], self.headings, pairs(title)), (ABOVE, FEW[0], self.headings, higher),
                  (BODY, FEW[1], self.bodies, spoken(body)), (SPEECH, FEW[0], self.headings, pairs(speech)))  # fmt: skip
        for weight, few, table, words in places:
            for name, points in table.lean(words, few).items():
                out[name] += weight * points  # type: ignore[assignment]
        return dict(out)


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
