"""gather/related: neighbours of terms and practices, each with its reason (architecture: "Related").

Linear: what two entries share is looked up from the shared thing, and things shared by very many tell nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from cunjian.model import Practice, Related, Speech, Term

MOST = 6  # neighbours shown
COMMON = 50  # a thing shared by more practices than this makes no neighbours
CROWDED = 60  # terms of a section beyond which being named together means little


def terms(found: Sequence[Term], units: Iterable[tuple[str, set[str]]], titles: Mapping[str, str]) -> tuple[Term, ...]:
    """Terms with the terms named in the same sections."""
    total: Counter[str] = Counter()
    together: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], str] = {}  # pair -> a practice that names both
    for practice, named in units:
        total.update(named)
        for a in sorted(named) if len(named) <= CROWDED else ():
            for b in named:
                if a != b:
                    together[a][b] += 1
                    if practice:
                        first.setdefault((a, b), practice)
    order = {t.id: n for n, t in enumerate(found)}
    reasons: dict[str, str] = {}  # many pairs have the same one

    def neighbours(term: Term) -> tuple[Related, ...]:
        shared = [(b, n) for b, n in together[term.id].items() if b in order]
        shared.sort(key=lambda s: (-s[1] * s[1] * 1_000_000 // (total[term.id] * total[s[0]]), -s[1], order[s[0]]))
        where = [titles.get(first.get((term.id, b), ""), "") for b, _ in shared[:MOST]]
        told = (_together(n, at) for (_, n), at in zip(shared, where, strict=False))
        return tuple(Related(found[order[b]].id, reasons.setdefault(why, why)) for (b, _), why in zip(shared, told, strict=False))

    return tuple(replace(t, related=neighbours(t)) for t in found)


def _together(count: int, title: str) -> str:
    where = f"做法“{title}”" if title else "同一段落"
    return f"同见于{where}" if count == 1 else f"同见于{where}等{count}处"


def practices(found: Sequence[Practice], speeches: Sequence[Speech], names: Mapping[str, str]) -> tuple[Practice, ...]:
    """Practices with those that share terms, villages or words of the heading; those of other speeches first."""
    copies = {s.id for s in speeches if s.duplicate_of}
    index: dict[str, list[Practice]] = defaultdict(list)
    for practice in found:
        for thing in _things(practice) if practice.speech not in copies else ():
            index[thing].append(practice)
    reasons: dict[str, str] = {}  # many pairs have the same one
    return tuple(
        replace(p, related=tuple(Related(r.id, reasons.setdefault(r.reason, r.reason)) for r in _like(p, index, names))) for p in found
    )


def _things(practice: Practice) -> list[str]:
    title = practice.title
    pairs = dict.fromkeys(f"{practice.category}/{title[i : i + 2]}" for i in range(len(title) - 1))
    return [*practice.terms, *practice.villages, *pairs]


def _like(practice: Practice, index: Mapping[str, list[Practice]], names: Mapping[str, str]) -> tuple[Related, ...]:
    score: Counter[str] = Counter()
    shared: dict[str, list[str]] = defaultdict(list)
    others: dict[str, Practice] = {}
    for thing in _things(practice):
        bearers = index.get(thing, [])
        for other in bearers if len(bearers) <= COMMON else ():
            if other.id != practice.id:
                others[other.id] = other
                score[other.id] += (2 if "/" in thing else 12) * 100 // (len(bearers) + 2)
                shared[other.id].append(thing)
    for wanted, other in others.items():
        score[wanted] = score[wanted] * (3 if other.category == practice.category else 2) // 2
        if other.speech == practice.speech:
            score[wanted] //= 3
    best = sorted(score, key=lambda w: (-score[w], w))
    told = ((wanted, _reason(practice, others[wanted], shared[wanted], names)) for wanted in best)
    return tuple(islice((Related(wanted, reason) for wanted, reason in told if reason), MOST))


def _reason(practice: Practice, other: Practice, things: Sequence[str], names: Mapping[str, str]) -> str:
    told = [f"“{names[t]}”" for t in things if t in names]
    parts = ["都讲到" + "".join(told[:3]) + ("等" if len(told) > 3 else "")] if told else []
    words = _common(practice.title, other.title)
    if len(words) >= 4:
        parts.append(f"标题都说“{words}”")
    if parts and other.category == practice.category:
        parts.append(f"同属“{practice.category}”")
    return "；".join(parts)


def _common(a: str, b: str) -> str:
    """The longest run of characters two headings share, the first of equals."""
    best = ""
    for start in range(len(a)):
        while start + len(best) < len(a) and a[start : start + len(best) + 1] in b:
            best = a[start : start + len(best) + 1]
    return best.strip("，、；：。“”,;: ")
