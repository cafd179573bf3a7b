"""Who stands near an entry: at most twelve others, of every kind in turn, each with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, zip_longest

from cunjian.model import Evidence, Practice, Speech, Term, Village
from cunjian.quotes import spoken_in
from cunjian.render.view import View

MOST = 12


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour and why it is one."""

    id: str
    reason: str


def of(view: View, id: str) -> list[Near]:
    """The neighbours of an entry, best first in each kind, kinds together."""
    entry = view.entry(id)
    if isinstance(entry, Practice):
        kinds = _practice(entry)
    elif isinstance(entry, Village):
        kinds = _village(view, entry)
    elif isinstance(entry, Term):
        kinds = _term(view, entry)
    elif isinstance(entry, Speech):
        kinds = _speech(view, entry)
    else:
        return []
    known = [list(islice((n for n in _once(kind) if n.id != id and view.entry(n.id)), MOST)) for kind in kinds]
    taken = list(islice((n for turn in zip_longest(*known) for n in turn if n), MOST))
    return [n for kind in known for n in kind if n in taken]


def _once(found: Iterable[Near]) -> Iterator[Near]:
    seen = set()
    for near in found:
        if near.id not in seen:
            seen.add(near.id)
            yield near


def _practice(practice: Practice) -> Iterator[Iterable[Near]]:
    yield [Near(v, "在这里这样做") for v in practice.villages]
    yield [Near(t, "讲到这个术语") for t in practice.terms]
    yield [Near(r.id, r.reason) for r in practice.related]
    yield [Near(practice.speech, "出自这篇讲话")]


def _village(view: View, village: Village) -> Iterator[Iterable[Near]]:
    practices = [view.practices[p] for p in village.practices if p in view.practices]
    yield [Near(p.id, "这里的做法") for p in practices]
    yield _named(view, village.evidence, lambda id: id in view.terms, "与本村同句提到")
    yield [Near(v, f"同见于做法“{p.title}”") for p in practices for v in p.villages]
    yield [Near(e.speech, "讲到本村") for e in village.evidence]


def _term(view: View, term: Term) -> Iterator[Iterable[Near]]:
    speeches = list(dict.fromkeys(spoken_in(term.mentions)))
    beside = [view.piece(f"near {s}", _Beside, partial(_beside, view, s, term.id)) for s in speeches]
    yield (Near(r.id, r.reason) for r in term.related)
    yield (Near(p, "讲到这个术语") for found in beside for p in found.practices)
    yield (Near(v, "与这个术语同句提到") for found in beside for v in found.villages)
    yield (Near(s, "讲到这个术语") for s in speeches)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Where a speech names a term: the practices it does so in, the villages named in the same sentences."""

    practices: tuple[str, ...]
    villages: tuple[str, ...]


def _beside(view: View, speech: str, term: str) -> _Beside:
    anchors = dict.fromkeys(m.anchor for m in view.mentions_in[speech, term])
    practices = (view.practice_at.get((speech, anchor)) for anchor in anchors)
    villages = (id for anchor in anchors for id in view.names_at.get((speech, anchor), ()) if id in view.villages)
    return _Beside(tuple(dict.fromkeys(filter(None, practices))), tuple(dict.fromkeys(villages)))


def _speech(view: View, speech: Speech) -> Iterator[Iterable[Near]]:
    said = Counter(id for ids in view.anchors_of.get(speech.id, {}).values() for id in ids)
    names = sorted(said, key=lambda id: -said[id])  # stable: the order of the text otherwise
    yield [Near(id, "讲到这个村") for id in names if id in view.villages]
    yield [Near(p.id, "本篇的做法") for p in view.practices_of.get(speech.id, ())]
    yield [Near(id, "本篇讲到") for id in names if id in view.terms]


def _named(view: View, evidence: Iterable[Evidence], wanted: Callable[[str], bool], reason: str) -> Iterator[Near]:
    """What is named in the same sentences."""
    ids = (id for e in evidence for id in view.names_at.get((e.speech, e.anchor), ()))
    return (Near(id, reason) for id in ids if wanted(id))
