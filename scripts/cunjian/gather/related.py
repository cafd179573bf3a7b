"""gather/related: neighbours of terms and practices, each with its reason (architecture: "Related").

Linear: what two entries share is looked up from the shared thing, and things shared by very many tell nothing.  How many share
it counts roughly, and of equals those come first that were published first: a new speech changes the neighbours of few but its
own entries.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count, groupby, islice
from zlib import crc32

from cunjian.model import Practice, Related, Speech, Term

MOST = 6  # neighbours shown
COMMON = 50  # a thing shared by more practices than this makes no neighbours
WORDS = 4  # characters two headings must share for it to be told
_MARKS, _QUOTED = re.compile("[“”]"), re.compile("“[^“”]*”")
_INNER = str.maketrans("“”", "‘’")
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
    by_age = {id: n for n, id in enumerate(sorted(order, key=lambda id: (since(id), order[id])))}
    common = {id: _about(len(where.get(id, ()))) for id in order}
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
    """What one of few, of many and of very many is divided by: roughly, so that one more is seldom another.

    >>> [_about(n) for n in (0, 7, 8, 127, 128, 1000)]
    [4, 4, 32, 32, 256, 256]
    """
    return 4 if count < 8 else 32 if count < 128 else 256


def _together(count: int, title: str) -> str:
    where = f"做法“{title}”" if title else "同一段落"
    return f"同见于{where}" if count == 1 else f"同见于{where}等{count}处"


def practices(found: Sequence[Practice], speeches: Sequence[Speech], names: Mapping[str, str],
              since: Callable[[str], str]) -> tuple[Practice, ...]:  # fmt: skip
    """Practices with those that share terms, villages or words of the heading; those of other speeches first."""
    shared = _Shared(found, {s.id for s in speeches if s.duplicate_of})
    told = _Reasons(found, names)
    age = [0] * len(found)
    for n, at in enumerate(sorted(range(len(found)), key=lambda at: (since(found[at].id), found[at].id))):
        age[at] = n
    return tuple(replace(p, related=_like(at, found, shared, told, age)) for at, p in enumerate(found))


def _like(at: int, found: Sequence[Practice], shared: _Shared, told: _Reasons, age: Sequence[int]) -> tuple[Related, ...]:
    practice = found[at]
    category, speech, ranked = practice.category, practice.speech, []
    for other, worth in shared.worth(at).items():
        like = worth * (3 if (it := found[other]).category == category else 2) // 2
        ranked.append((-(like // 3) if it.speech == speech else -like, age[other], other))
    telling = [id for id in (*practice.terms, *practice.villages) if id in shared.telling]
    reasons = ((other, told.reason(at, other, telling)) for *_, other in sorted(ranked))
    return tuple(islice((Related(found[other].id, reason) for other, reason in reasons if reason), MOST))


class _Shared:
    """What practices share: names, and ``WORDS`` neighbouring characters of a heading.

    A thing is a number, a name's an odd one; its bearers lie side by side in one array, and of a practice only where they do
    is kept: a dictionary of lists would be a third of the memory of a run over ten thousand speeches.  Two runs of characters
    may have one number; ``_Reasons`` sees the words.
    """

    _PLACE = 28  # bits of a practice's place

    def __init__(self, found: Sequence[Practice], copies: Set[str]) -> None:
        numbers = defaultdict[str, int](count().__next__)
        pairs = sorted(thing << self._PLACE | at for at, p in enumerate(found) for thing in _things(p, numbers))
        ids = list(numbers)
        self.telling: set[str] = set()  # names that few bear
        self._bearers = array("I")
        self._things = [array("I") for _ in found]  # by practice: kind, start and end of those who bear what it bears
        mask, at = (1 << self._PLACE) - 1, 0
        for thing, some in groupby(pairs, lambda pair: pair >> self._PLACE):
            places = [pair & mask for pair in some]
            bearers = [place for place in places if found[place].speech not in copies] if copies else places
            if bearers and len(bearers) <= COMMON:
                self._bearers.extend(bearers)
                run = (thing & 1, at, at := at + len(bearers))
                for place in places:
                    self._things[place].extend(run)
                if thing & 1:
                    self.telling.add(ids[thing >> 1])

    def worth(self, at: int) -> Mapping[int, int]:
        """What all that a practice shares with another is worth, by the other's place; what very many bear is worth nothing."""
        score: dict[int, int] = defaultdict(int)
        runs = iter(self._things[at])
        for named, start, end in zip(runs, runs, runs, strict=True):
            worth = (12 if named else 4) * 100 // _about(end - start)
            for other in self._bearers[start:end]:
                score[other] += worth
        score.pop(at, None)
        return score


def _things(practice: Practice, numbers: Mapping[str, int]) -> set[int]:
    """The numbers of all that it bears."""
    title = practice.title.encode("utf-16-le", "surrogatepass")
    runs = {crc32(title[at : at + 2 * WORDS]) << 1 for at in range(0, len(title) - 2 * WORDS + 1, 2)}
    return runs.union(numbers[id] << 1 | 1 for id in (*practice.terms, *practice.villages))


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
    if not best:
        return best
    if "".join(_MARKS.findall(best)).replace("“”", ""):  # half a pair is no quotation
        best = max(_MARKS.split(best), key=len)
    best = best.strip("，、；：。,;: ")
    return best[1:-1] if _QUOTED.fullmatch(best) else best
