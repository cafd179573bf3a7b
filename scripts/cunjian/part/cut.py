"""part: the book of the pages asked for, the speeches they quote in full, and the terms they use.

A term that is only used stands here with the sentences of the speeches that are here; how many more there are is noted
in ``Cut.left_out``.  Pages of the part may name entries outside it: they are handed on in ``Cut.outside``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from cunjian.model import Book, Cut, Evidence, Practice, Speech, Term, Village
from cunjian.part.choose import Chosen

Entry = Speech | Practice | Village | Term


def cut(book: Book, found: Chosen, home: str, online: str | None) -> Book:
    """The part of ``book`` that holds the pages chosen; ``home`` and ``online`` are the whole site's name and address."""
    asked, ids = found.asked, found.ids
    practices = tuple(p for p in book.practices if p.id in ids)
    villages = tuple(v for v in book.villages if v.id in ids)
    wanted: tuple[Entry, ...] = (*practices, *villages, *(t for t in book.terms if t.id in ids))
    figured: tuple[Practice | Village, ...] = (*practices, *villages)
    figures = {f.id: f for f in book.figures}
    here = {s.id for s in book.speeches if s.id in ids or s.id in found.quoted} | {e.speech for w in wanted for e in _quoted(w)}
    here |= {figures[f].evidence.speech for w in figured for f in w.figures if f in figures}
    cards = {s.id: s for s in book.speeches}
    used = _used(book, practices, villages, ids)
    terms = tuple(_term(t, here, cards) for t in book.terms if t.id in ids or t.id in used)
    speeches = tuple(s for s in book.speeches if s.id in here)
    kept: tuple[Entry, ...] = (*speeches, *practices, *villages, *terms)
    inside = {e.id for e in kept}
    first = {id: day for id, day in book.first_published.items() if id in inside}
    left_out = {t.id: count for t in book.terms if t.id in inside and (count := _outside(t, here))}
    targets = {n.id: n.target for n in book.notices}
    name = "、".join(a.name for a in asked)
    outside = tuple(_named(book, kept, here, inside))
    return replace(
        book,
        speeches=speeches, practices=practices, villages=villages, terms=terms,
        figures=tuple(f for f in book.figures if f.evidence.speech in here),
        notices=tuple(n for n in book.notices if _leads(targets, n.id) in inside),
        links={speech: links for speech, links in book.links.items() if speech in here},
        first_published=first,
        courses=tuple(c for c in book.courses if c.name in found.courses),
        problems=(),
        cut=Cut(name, asked, home, max(first.values(), default=None), online, outside, left_out),
    )  # fmt: skip


def _quoted(entry: Entry) -> Iterator[Evidence]:
    """Every sentence that the page of an entry shows."""
    if isinstance(entry, Practice):
        yield entry.heading
        yield from entry.evidence
        yield from (h.evidence for h in entry.honours)
    elif isinstance(entry, Village):
        yield from entry.evidence
        yield from (h.evidence for h in entry.honours)
    elif isinstance(entry, Term):
        yield from entry.mentions
        yield from (i.evidence for items in entry.items for i in items)
        if entry.definition and entry.definition.evidence:
            yield entry.definition.evidence


def _used(
    book: Book, practices: Iterable[Practice], villages: Iterable[Village], ids: Collection[str]
) -> frozenset[str]:
    """Terms that the pages asked for use: those of practices, those in a village's sentences, those of a speech."""
    used = {t for p in practices for t in p.terms}
    sentences = {(e.speech, e.anchor) for v in villages for e in v.evidence}
    for term in book.terms:
        if any(m.speech in ids or (m.speech, m.anchor) in sentences for m in term.mentions):
            used.add(term.id)
    return frozenset(used)


def _term(term: Term, here: Collection[str], cards: dict[str, Speech]) -> Term:
    """The term as far as the speeches that are here tell of it; a definition from another one keeps its words."""
    definition = term.definition
    if definition and definition.evidence and definition.evidence.speech not in here:
        card = cards.get(definition.evidence.speech)
        source = f"《{card.title}》（页码 {card.id}，不在本包内）" if card else definition.citation
        definition = replace(definition, citation=source, evidence=None)
    items = tuple(items for items in term.items if all(i.evidence.speech in here for i in items))
    mentions = tuple(m for m in term.mentions if m.speech in here)
    return replace(term, mentions=mentions, items=items, definition=definition)


def _outside(term: Term, here: Collection[str]) -> int:
    return len({(m.speech, m.anchor) for m in term.mentions if m.speech not in here})


def _named(book: Book, kept: Iterable[Entry], here: Collection[str], inside: Collection[str]) -> Iterator[Entry]:
    """Entries outside that pages of the part name, and the speeches in which practices among them stand."""
    named: set[str] = {link.id for speech, links in book.links.items() if speech in here for link in links}
    named |= {f.subject for f in book.figures if f.subject and f.evidence.speech in here}
    for entry in kept:
        if isinstance(entry, Practice):
            named.update((*entry.terms, *entry.villages, *(r.id for r in entry.related)))
        elif isinstance(entry, Village):
            named.update(entry.practices)
        elif isinstance(entry, Term):
            named.update(r.id for r in entry.related)
        elif entry.duplicate_of:
            named.add(entry.duplicate_of)
    named |= {p.id for p in book.practices if p.speech in here}
    others: tuple[Entry, ...] = (*book.villages, *book.terms)
    named |= {e.id for e in others if any(q.speech in here for q in _quoted(e))}
    named |= {p.speech for p in book.practices if p.id in named}
    entries: tuple[Entry, ...] = (*book.speeches, *book.practices, *book.villages, *book.terms)
    yield from (e for e in entries if e.id in named and e.id not in inside)


def _leads(targets: Mapping[str, str | None], id: str) -> str | None:
    """The entry that a notice leads to in the end."""
    at, seen = targets[id], {id}
    while at is not None and at in targets and at not in seen:
        seen.add(at)
        at = targets[at]
    return at
