"""gather/related: neighbours of terms and practices, each with its reason (architecture: "Related").

Linear: what two entries share is looked up from the shared thing, and things shared by very many tell nothing.  How many share
it counts in powers of two, and of equals those come first that were published first: a new speech changes the neighbours of
few but its own entries.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

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
    copies = {s.id for s in speeches if s.duplicate_of}
    index: dict[str, list[int]] = defaultdict(list)  # thing -> places in ``found``, one too many where it is common
    for at, practice in enumerate(found):
        for thing in _things(practice) if practice.speech not in copies else ():
            if len(bearers := index[thing]) <= COMMON:
                bearers.append(at)
    told = _Reasons(found, names)
    age = [(since(p.id), p.id) for p in found]
    return tuple(replace(p, related=_like(at, found, index, told, age)) for at, p in enumerate(found))


def _things(practice: Practice) -> list[str]:
    title = practice.title
    pairs = dict.fromkeys(f"{practice.category}/{title[i : i + 2]}" for i in range(len(title) - 1))
    return [*practice.terms, *practice.villages, *pairs]


def _like(at: int, found: Sequence[Practice], index: Mapping[str, list[int]], told: _Reasons,
          age: Sequence[tuple[str, str]]) -> tuple[Related, ...]:  # fmt: skip
    score: dict[int, int] = defaultdict(int)
    shared: dict[int, list[str]] = defaultdict(list)
    for thing in _things(found[at]):
        bearers = index.get(thing, ())
        if len(bearers) <= COMMON:
            worth = (2 if "/" in thing else 12) * 100 // _about(len(bearers))
            for other in bearers:
                score[other] += worth
                shared[other].append(thing)
    score.pop(at, None)
    practice = found[at]
    for other in score:
        score[other] = score[other] * (3 if found[other].category == practice.category else 2) // 2
        if found[other].speech == practice.speech:
            score[other] //= 3
    best = sorted(score, key=lambda other: (-score[other], age[other]))
    reasons = ((other, told.reason(at, other, shared[other])) for other in best)
    return tuple(islice((Related(found[other].id, reason) for other, reason in reasons if reason), MOST))


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
    best = ""
    for start in range(len(a) - WORDS + 1):
        while start + len(best) < len(a) and a[start : start + max(WORDS, len(best) + 1)] in b:
            best = a[start : start + max(WORDS, len(best) + 1)]
    return best.strip("，、；：。“”,;: ")
