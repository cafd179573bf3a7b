"""Scores: hits, misses and extras of what is found, and rates of what is right; with the notes that explain them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Things to be found: how many were, how many were not, how many were found that are none."""

    hit: int = 0
    miss: int = 0
    extra: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 when nothing was found."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of what was to be found; 1 when there was nothing."""
        return self.hit / (self.hit + self.miss) if self.hit + self.miss else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 when there was nothing to find and nothing was found."""
        if not self.hit + self.miss + self.extra:
            return 1.0
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Rate:
    """Things to be right: how many are, of how many."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """None when there was nothing to judge."""
        return self.right / self.of if self.of else None


TALLIES = {
    "headings": "标题", "villages": "村", "honours": "村的荣誉", "village_quotes": "村的句子", "village_figures": "村的数据",
    "terms": "术语", "items": "术语所指各项", "practices": "做法", "damage": "破损",
}  # fmt: skip
"""What is found, and its Chinese name."""

RATES = {
    "noise_removed": "杂讯去除", "body_kept": "正文保留", "levels": "标题层级", "category": "做法分类", "redactions": "隐去处计数",
    "title": "题目", "date": "日期", "speeches": "讲话篇数", "near_duplicate": "近似重复", "spans": "引文位置",
}  # fmt: skip
"""What is right or not, and its Chinese name."""


@dataclass(slots=True)
class Scores:
    """All measures of a group of cases."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in TALLIES})
    rates: dict[str, Rate] = field(default_factory=lambda: {name: Rate() for name in RATES})
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # case -> Chinese lines

    def add(self, name: str, hit: int, miss: int, extra: int) -> None:
        """Count what was found."""
        tally = self.tallies[name]
        tally.hit, tally.miss, tally.extra = tally.hit + hit, tally.miss + miss, tally.extra + extra

    def rate(self, name: str, right: int, of: int = 1) -> None:
        """Count what is right."""
        rate = self.rates[name]
        rate.right, rate.of = rate.right + right, rate.of + of

    def note(self, case: str, line: str) -> None:
        """Say what was missed or is too much."""
        self.notes[case].append(line)

    def figures(self) -> dict[str, float]:
        """One number a measure: F1 of what is found, precision of items, the share of what is right."""
        out = {name: tally.f1 for name, tally in self.tallies.items()}
        out["items_precision"] = self.tallies["items"].precision
        out |= {name: share for name, rate in self.rates.items() if (share := rate.share) is not None}
        return out
