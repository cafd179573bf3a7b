"""Leanings: what annotated sections with the same words were about (curation/words/leanings.yml, made by benchmarks/category.py).

For every word the table tells in how many annotated sections of which category it stood.  A category gets the
logarithm of how much more often than usual, all words together, so that a long body counts for little more than a short one.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from cunjian.model import Words

FEW = 15.0  # known words of a section that weigh half of what many do
DOUBT = 2.0  # sections of the usual mix that are added to what was seen
USUAL = 0.2  # what counts that a category is frequent
LEAST = 6.0  # sections that a category must have had


@dataclass(frozen=True, slots=True)
class Leanings:
    """In how many sections of which category a word stood."""

    seen: Mapping[str, Mapping[str, float]]
    usual: Mapping[str, float]  # the share of each category among all sections
    _known: dict[str, tuple[float, ...]] = field(default_factory=dict, compare=False)

    def of(self, words: Set[str]) -> dict[str, float]:
        """What speaks for each category, and against it: the logarithms of all words, over the root of how many are known."""
        told = [self._known.get(word) or self._of(word) for word in sorted(self.seen.keys() & words)]
        weight = _share(len(told))
        points = [sum(each) * weight for each in zip(*told, strict=True)] or [0.0] * len(self.usual)
        return {name: USUAL * log(share) + one for (name, share), one in zip(self.usual.items(), points, strict=True)}

    def why(self, words: Set[str], name: str) -> dict[str, float]:
        """What each word says for one category."""
        told, at = sorted(self.seen.keys() & words), [*self.usual, name].index(name)
        return {word: self._of(word)[at] * _share(len(told)) for word in told} if name in self.usual else {}

    def _of(self, word: str) -> tuple[float, ...]:
        seen = self.seen[word]
        whole = sum(seen.values()) + DOUBT
        points = (log((seen.get(name, 0.0) + DOUBT * share) / whole / share) for name, share in self.usual.items())
        return self._known.setdefault(word, tuple(points))


def _share(count: int) -> float:
    """What the sum over so many words is multiplied with: one over the root of many, less for few."""
    return float(count**1.5 / (count**2 + FEW**2))


@lru_cache(maxsize=4)
def known(words: Words) -> Leanings:
    """The table of the word lists."""
    usual = words.numbers["leanings.sections"]
    counted = {name: count for name, count in usual.items() if count >= LEAST}
    whole = sum(counted.values())
    codes = {name[0]: name for name in usual}
    entries = (line.split() for line in words["leanings.words"])
    seen = {word: {codes[c[0]]: float(c[1:]) for c in counts if c[0] in codes} for word, *counts in entries}
    return Leanings(seen, {name: count / whole for name, count in counted.items()})
