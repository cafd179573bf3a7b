"""gather/related: neighbours of terms and practices, each with its reason (architecture: "Related").

Linear: what two entries share is looked up from the shared thing, and things shared by very many tell nothing.  How many share
it counts in powers of four, and of equals those come first that were published first: a new speech changes the neighbours of
few but its own entries.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count, islice
from zlib import crc32

from cunjian.model import Practice, Related, Speech, Term

MOST = 6  # neighbours shown
COMMON = 50  # a thing shared by more practices than this makes no neighbours
WORDS = 4  # characters two headings must share for it to be told
_MARKS, _QUOTED = re.compile("[“”]"), re.compile("“[^“”]*”")
_INNER = str.maketrans("“”", "‘’")
CROWDED = 60  # terms of a section beyond which being named together means little
EVERYWHERE = 256  # terms weigh no less where they are named in more sections: which of them stands next to which tells nothing


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
    by_age = {id: n for n, id in enumerate(sorted(order, key=lambda id: (since(id), order[id])))}
    common = {id: min(_about(len(where.get(id, ()))), EVERYWHERE) for id in order}
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
        together.pop(term.id, None)
        shared = sorted((-n * n * 1_000_000 // common[id], -n, by_age[id], id) for id, n in together.items() if id in common)
        told = ((id, _together(-n, titles.get(first.get(id, ""), ""))) for _, n, _, id in shared[:MOST])
        return tuple(Related(found[order[id]].id, reasons.setdefault(why, why)) for id, why in told)

    return tuple(replace(t, related=neighbours(t)) for t in found)


def _about(count: int) -> int:
    """The power of four that is next above a count.

    >>> [_about(n) for n in (0, 1, 2, 3, 4, 50)]
    [1, 4, 4, 4, 16, 64]
    """
    return 1 << count.bit_length() + count.bit_length() % 2


def _together(count: int, title: str) -> str:
    where = f"做法“{title}”" if title else "同一段落"
    return f"同见于{where}" if count == 1 else f"同见于{where}等{count}处"


def practices(found: Sequence[Practice], speeches: Sequence[Speech], names: Mapping[str, str],
              since: Callable[[str], str]) -> tuple[Practice, ...]:  # fmt: skip
    """Practices with those that share terms, villages or words of the heading; those of other speeches first."""
    bearers = _Bearers(found, {s.id for s in speeches if s.duplicate_of})
    told = _Reasons(found, names)
    age = [0] * len(found)
    for n, at in enumerate(sorted(range(len(found)), key=lambda at: (since(found[at].id), found[at].id))):
        age[at] = n
    return tuple(replace(p, related=_like(at, found, bearers, told, age)) for at, p in enumerate(found))


def _like(at: int, found: Sequence[Practice], bearers: _Bearers, told: _Reasons, age: Sequence[int]) -> tuple[Related, ...]:
    practice, telling = found[at], []
    by_worth: dict[int, array[int]] = defaultdict(lambda: array("I"))
    for thing, name in bearers.things(practice):
        if others := bearers.of(thing):
            by_worth[(12 if name else 4) * 100 // _about(len(others))].extend(others)
            if name:
                telling.append(name)
    score: dict[int, int] = defaultdict(int)
    for worth, others in by_worth.items():
        for other in others:
            score[other] += worth
    score.pop(at, None)
    category, speech, ranked = practice.category, practice.speech, []
    for other, worth in score.items():
        like = worth * (3 if (it := found[other]).category == category else 2) // 2
        ranked.append((-(like // 3) if it.speech == speech else -like, age[other], other))
    reasons = ((other, told.reason(at, other, telling)) for *_, other in sorted(ranked))
    return tuple(islice((Related(found[other].id, reason) for other, reason in reasons if reason), MOST))


class _Bearers:
    """Which practices bear a thing: a name, or ``WORDS`` neighbouring characters of a heading.

    A thing is a number, and two arrays are all that is kept, sorted by thing: a dictionary of lists would be a third of
    the memory of a run over ten thousand speeches.  Two runs of characters may have one number; ``_Reasons`` sees the words.
    """

    _PLACE = 28  # bits of a practice's place

    def __init__(self, found: Sequence[Practice], copies: Set[str]) -> None:
        self._names = defaultdict[str, int](count().__next__)
        pairs = sorted(
            thing << self._PLACE | at for at, p in enumerate(found) if p.speech not in copies for thing, _ in self.things(p)
        )
        self._things = array("Q", (pair >> self._PLACE for pair in pairs))
        self._places = array("I", (pair & (1 << self._PLACE) - 1 for pair in pairs))

    def things(self, practice: Practice) -> list[tuple[int, str]]:
        """Every thing it bears, each once, and its name where it has one."""
        title = practice.title.encode("utf-16-le", "surrogatepass")
        runs = {crc32(title[at : at + 2 * WORDS]) for at in range(0, len(title) - 2 * WORDS + 1, 2)}
        named = [(self._names[id] << 1 | 1, id) for id in (*practice.terms, *practice.villages)]
        return named + [(run << 1, "") for run in runs]

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

    def reason(self, a: int, b: int, telling: Sequence[str]) -> str:
        """In words; "" where there is none worth telling.  ``telling``: ids in the one that few others have."""
        one, other = self._found[a], self._found[b]
        told = [f"“{self._names[id]}”" for id in telling if (id in other.terms or id in other.villages) and id in self._names]
        parts = ["都讲到" + "".join(told[:3]) + ("等" if len(told) > 3 else "")] if told else []
        words = _common(one.title, other.title)
        if len(words) >= WORDS:
            parts.append(f"标题都说“{words.translate(_INNER)}”")
        if parts and one.category == other.category:
            parts.append(f"同属“{one.category}”")
        reason = "；".join(parts)
        return self._known.setdefault(reason, reason)


def _common(a: str, b: str) -> str:
    """The longest run of characters two headings share, the first of equals, without half of a pair of marks; "" where there is none."""
    best, size = "", WORDS
    for start in range(len(a) - WORDS + 1):
        while a[start : start + size] in b and start + size <= len(a):
            best, size = a[start : start + size], size + 1
    if "".join(_MARKS.findall(best)).replace("“”", ""):  # half a pair is no quotation
        best = max(_MARKS.split(best), key=len)
    best = best.strip("，、；：。,;: ")
    return best[1:-1] if _QUOTED.fullmatch(best) else best
