"""Of candidates that overlap, those whose points come to most."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from cunjian.extract.terms.points.candidate import Candidate


def best(found: Iterable[Candidate]) -> list[Candidate]:
    """The choice without overlaps that has most points, in the order of the text."""
    ordered = sorted(found, key=lambda one: (one.end, one.start))
    ends = [one.end for one in ordered]
    total = [0.0]
    after: list[int] = []  # how many candidates end before this one begins
    for index, one in enumerate(ordered):
        before = bisect_right(ends, one.start, 0, index)
        after.append(before)
        total.append(max(total[-1], total[before] + one.points))
    chosen = []
    index = len(ordered)
    while index:
        if total[index] == total[index - 1]:
            index -= 1
        else:
            chosen.append(ordered[index - 1])
            index = after[index - 1]
    return chosen[::-1]
