"""gather/related: neighbours of terms and practices, each with its reason (architecture: "Related").

Linear: what two entries share is looked up from the shared thing, and things shared by very many tell nothing.  How many share
it counts in powers of two, and of equals those come first that were published first: a new speech changes the neighbours of
few but its own entries.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count, islice, pairwise

from cunjian.model import Practice, Related, Speech, Term

MOST = 6  # neighbours shown
COMMON = 50  # a thing shared by more practices than this makes no neighbours
WORDS = 4  # characters two headings must share for it to be told
CROWDED = 60  # terms of a section beyond which being named together means little


def terms(found: Sequence[Term], units: Sequence[tuple[str, Sequence[str]]], titles: Mapping[str, str],
          since: Callable[[str], str]) -> tuple[Term, ...]:  # fmt: skip
    """Terms with the terms named in the same sections.

    ``units``: a practice ("" outside one) and the terms named in it, each once; ``since``: when an id was first published.
    """
    where: dict[str, array[int]] = defaultdict(lambda: array("I"))  # term -> places in ``units``
    for at, (_, named) in enumerate(units):
        for id in named:
            where[id].append(at)
    order = {t.id: n for n, t in enumerate(found)}
    reasons: dict[str, str] = {}  # many pairs have the same one

    def neighbours(term: Term) -> tuple[Related, ...]:
        together: Counter[str] = Counter()
        first: dict[str, str] = {}  # neighbour -> a practice that names both
        for at in where.get(term.id, ()):
            practice, named = units[at]
            if len(named) <= CROWDED:
                together.update(named)
                for id in named if practice else ():
                    first.setdefault(id, practice)
        shared = [(id, n) for id, n in together.items() if id in order and id != term.id]
        shared.sort(key=lambda s: (-s[1] * s[1] * 1_000_000 // _about(len(where[s[0]])), -s[1], since(s[0]), order[s[0]]))
        told = ((id, _together(n, titles.get(first.get(id, ""), ""))) for id, n in shared[:MOST])
        return tuple(Related(found[order[id]].id, reasons.setdefault(why, why)) for id, why in told)

    return tuple(replace(t, related=neighbours(t)) for t in found)


def _about(count: int) -> int:
    """The power of two that is next above a count.

    >>> [_about(n) for n in (0, 1, 2, 3, 4, 50)]
    [1, 2, 4, 4, 8, 64]
    """
    return 1 << count.bit_length()


def _together(count: int, title: str) -> str:
    where = f"做法“{title}”" if title else "同一段落"
    return f"同见于{where}" if count == 1 else f"同见于{where}等{count}处"


def practices(found: Sequence[Practice], speeches: Sequence[Speech], names: Mapping[str, str],
              since: Callable[[str], str]) -> tuple[Practice, ...]:  # fmt: skip
    """Practices with those that share terms, villages or words of the heading; those of other speeches first."""
    bearers = _Bearers(found, {s.id for s in speeches if s.duplicate_of})
    told = _Reasons(found, names)
    age = [(since(p.id), p.id) for p in found]
    return tuple(replace(p, related=_like(at, found, bearers, told, age)) for at, p in enumerate(found))


def _like(at: int, found: Sequence[Practice], bearers: _Bearers, told: _Reasons, age: Sequence[tuple[str, str]]) -> tuple[Related, ...]:
    score: dict[int, int] = defaultdict(int)
    shared: dict[int, list[str]] = defaultdict(list)  # names, in the order of the practice
    practice = found[at]
    for thing, name in bearers.things(practice):
        others = bearers.of(thing)
        worth = (12 if name else 2) * 100 // _about(len(others))
        for other in others:
            score[other] += worth
            if name:
                shared[other].append(name)
    score.pop(at, None)
    for other in score:
        score[other] = score[other] * (3 if found[other].category == practice.category else 2) // 2
        if found[other].speech == practice.speech:
            score[other] //= 3
    best = sorted(score, key=lambda other: (-score[other], age[other]))
    reasons = ((other, told.reason(at, other, shared.get(other, ()))) for other in best)
    return tuple(islice((Related(found[other].id, reason) for other, reason in reasons if reason), MOST))


class _Bearers:
    """Which practices bear a thing: a name, or two neighbouring characters of a heading within a category.

    A thing is a number, and two arrays are all that is kept, sorted by thing: a dictionary of lists would be a third of
    the memory of a run over ten thousand speeches.
    """

    _PLACE = 28  # bits of a practice's place
    _LETTER, _CATEGORY = 15, 5  # bits of a character and a category; what is more than fits counts as the last

    def __init__(self, found: Sequence[Practice], copies: Set[str]) -> None:
        self._names, self._letters, self._categories = (defaultdict[str, int](count().__next__) for _ in range(3))
        pairs = sorted(
            thing << self._PLACE | at for at, p in enumerate(found) if p.speech not in copies for thing, _ in self.things(p)
        )
        self._things = array("Q", (pair >> self._PLACE for pair in pairs))
        self._places = array("I", (pair & (1 << self._PLACE) - 1 for pair in pairs))

    def things(self, practice: Practice) -> list[tuple[int, str]]:
        """Every thing it bears, each once, and its name where it has one."""
        named = [(self._names[id] << 1 | 1, id) for id in (*practice.terms, *practice.villages)]
        category = min(self._categories[practice.category], (1 << self._CATEGORY) - 1) << 2 * self._LETTER
        letters = [min(self._letters[c], (1 << self._LETTER) - 1) for c in practice.title]
        pairs = (category | a << self._LETTER | b for a, b in pairwise(letters))
        return named + [(pair << 1, "") for pair in dict.fromkeys(pairs)]

    def of(self, thing: int) -> array[int]:
        """The places of those that bear it; none where they are so many that it tells nothing."""
        start = bisect_left(self._things, thing)
        end = bisect_right(self._things, thing, start, min(start + COMMON + 1, len(self._things)))
        return self._places[start : end if end - start <= COMMON else start]


class _Reasons:
    """Why two practices are neighbours; many pairs have the same reason, which is held once."""

    def __init__(self, found: Sequence[Practice], names: Mapping[str, str]) -> None:
        self._found, self._names = found, names
        self._known: dict[str, str] = {}

    def reason(self, a: int, b: int, things: Sequence[str]) -> str:
        """In words; "" where there is none worth telling."""
        told = [f"“{self._names[t]}”" for t in things if t in self._names]
        parts = ["都讲到" + "".join(told[:3]) + ("等" if len(told) > 3 else "")] if told else []
        one, other = self._found[a], self._found[b]
        words = _common(one.title, other.title)
        if len(words) >= WORDS:
            parts.append(f"标题都说“{words}”")
        if parts and one.category == other.category:
            parts.append(f"同属“{one.category}”")
        reason = "；".join(parts)
        return self._known.setdefault(reason, reason)


def _common(a: str, b: str) -> str:
    """The longest run of characters two headings share, the first of equals; "" where it is shorter than ``WORDS``."""
    best, size = "", WORDS
    for start in range(len(a) - WORDS + 1):
        while a[start : start + size] in b and start + size <= len(a):
            best, size = a[start : start + size], size + 1
    return best.strip("，、；：。“”,;: ")
