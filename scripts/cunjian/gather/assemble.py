"""gather/assemble: drafts and links become the book (architecture: "Gather").

Only entries that some evidence carries are published; a term of the reference list that no speech names is not.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from sys import intern
from typing import TypeVar

from cunjian.gather import names, related
from cunjian.gather.draft import Draft, PracticeDraft, TermDraft, VillageDraft
from cunjian.gather.evidence import Quoter
from cunjian.gather.figures import Teller, Told
from cunjian.gather.ids import LETTERS
from cunjian.gather.linked import Links
from cunjian.gather.occurrences import Spot, Spotter, within
from cunjian.gather.pinyin import pinyin
from cunjian.model import (
    Book,
    Definition,
    Evidence,
    Figure,
    Honour,
    ItemEvidence,
    Link,
    Notice,
    Practice,
    PracticeMention,
    Reading,
    Span,
    Term,
    Village,
)
from cunjian.quotes import Drawer, Quotes

M = TypeVar("M")
Place = tuple[str, int, int]  # speech, start, end


def book(draft: Draft, links: Callable[[Reading], Sequence[Link]]) -> Book:
    """The book; ``links`` finds the names of the lexicon in a reading.

    Speech by speech: a text is needed while its own quotes are taken, and not again.  The drafts of entries are used up.
    """
    pile = _Pile(draft)
    for speech, reading in draft.readings.items():
        pile.add(speech, reading, links(reading))
    terms = sorted(
        (pile.term(t) for t in draft.terms if t.id in pile.mentions), key=lambda t: (t.pinyin, t.name, t.id)
    )
    alive = {t.id for t in terms} | {v.id for v in draft.villages}
    practices = [p for p in (pile.practice(p, alive) for p in draft.practices) if p.evidence]
    villages = pile.villages(practices)
    figures, where, units = pile.figures, pile.links, [(p.id, p.terms) for p in practices if p.speech not in pile.copies]
    units += pile.sections
    del pile  # it holds every mention, and so do the drafts
    draft.use_up()
    shown = {t.id: t.name for t in terms} | {v.id: v.name for v in villages}
    rows = draft.register.rows

    def since(id: str) -> str:
        return rows[id].first

    finished = Book(
        speeches=draft.speeches,
        practices=related.practices(practices, draft.speeches, shown, since),
        villages=tuple(villages),
        terms=related.terms(terms, units, {p.id: p.title for p in practices}, since),
        figures=tuple(figures),
        categories=draft.categories,
        links=where,
    )
    return _with_notices(draft, finished)


def _with_notices(draft: Draft, done: Book) -> Book:
    alive = {e.id for group in (done.speeches, done.practices, done.villages, done.terms) for e in group}
    register = draft.register
    rows = register.ledger(alive, draft.keep)
    decided = draft.decisions
    notices = [Notice(r.id, r.kind, r.key, r.now[1:] or None, r.first, decided.gone(r.id), decided.value(r.id, "note"))
               for r in rows if r.kind in LETTERS and r.id not in alive]  # fmt: skip
    return replace(
        done,
        notices=tuple(notices),
        first_published={r.id: intern(r.first) for r in rows if r.id in alive},
        problems=(*draft.decisions.problems, *draft.decisions.missing(alive | draft.keep)),
    )


@dataclass(slots=True)
class _Explained:
    """What one mention of a term says of it."""

    speech: str
    items: tuple[ItemEvidence, ...]
    defined: Evidence | None


@dataclass(slots=True)
class _Section:
    """What stands in the sentences of a practice."""

    evidence: array[int]  # numbers in the drawer
    entries: list[str]
    figures: list[str]
    honours: list[Honour]


class _Pile:
    """What the speeches say of every entry; taken in the order of the speeches, asked for in that of the mentions."""

    def __init__(self, draft: Draft) -> None:
        self.copies = {s.id for s in draft.speeches if s.duplicate_of}
        self.mentions: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self.figures: list[Figure] = []
        self.links = Links()
        self.sections: list[tuple[str, tuple[str, ...]]] = []  # terms named together outside practices
        self._draft = draft
        self._drawer = Drawer()
        self._spotter, self._teller = Spotter(draft), Teller(draft)
        self._explained: dict[str, dict[int, _Explained]] = defaultdict(dict)  # term, number of the mention
        self._reports: dict[str, dict[int, list[tuple[Place, bool, int]]]] = defaultdict(dict)  # the same: place, whether named, quote
        self._told: dict[tuple[str, int], _Section] = {}
        self._headings: dict[str, Evidence] = {}
        self._of_village: dict[str, tuple[list[str], list[Honour]]] = defaultdict(lambda: ([], []))
        self._terms = _by_speech((t.id, n, s, m) for t in draft.terms for n, (s, m) in enumerate(t.mentions)
                                 if m.items or m.definition)  # fmt: skip
        self._villages = _by_speech((v.id, n, s, m) for v in draft.villages for n, (s, m) in enumerate(v.mentions))
        self._practices = _by_speech((p.id, n, s, m) for p in draft.practices
                                     for n, (s, m) in enumerate(((p.speech, p.mention), *p.joined)))  # fmt: skip
        for entry in chain[TermDraft | VillageDraft](draft.terms, draft.villages):
            entry.mentions = ()  # by speech they are let go as they are used

    def add(self, speech: str, reading: Reading, links: Sequence[Link]) -> None:
        """Take everything out of one speech."""
        quoter = Quoter(speech, reading)
        spots = self._spotter.spots(speech, reading.clean.text, links)
        told = self._teller.told(quoter, reading)
        self.links.put(speech, ((x.span, x.id) for x in spots if x.shown))
        self.figures += [f for _, f in told.figures]
        for _, figure in told.figures:
            if figure.subject:
                self._of_village[figure.subject][0].append(figure.id)
        for wanted, honour in told.honoured:
            self._of_village[wanted][1].append(honour)
        self._take_mentions(quoter, spots)
        for id, number, term in self._terms.pop(speech, ()):
            items = tuple(ItemEvidence(i.text, quoter.quote(i.span, term.rule)) for i in term.items or ())
            defined = quoter.quote(term.definition, term.rule) if term.definition else None
            self._explained[id][number] = _Explained(speech, items, defined)
        villages = self._villages.pop(speech, ())
        reported = {id for id, _, village in villages if village.sentences}
        for id, number, village in villages:
            spans = village.sentences or (() if id in reported else (village.span,))
            reports = [
                quoter.quote(span, village.rule, village.span if span.covers(village.span) else None)
                for span in dict.fromkeys(map(quoter.sentence_span, spans))
            ]
            self._reports[id][number] = [((e.speech, e.start, e.end), bool(e.at), self._drawer.put(e)) for e in reports]
        places = [(x.span, x) for x in spots]
        for id, number, practice in self._practices.pop(speech, ()):
            self._told[id, number] = _section(quoter, practice, places, told, self._drawer)
            if not number:
                heading = reading.document.parts[practice.heading].span
                self._headings[id] = quoter.quote(heading, practice.rule)
        if speech not in self.copies:
            self._take_sections(quoter, spots)

    def _take_mentions(self, quoter: Quoter, spots: Sequence[Spot]) -> None:
        seen: set[tuple[str, int, int]] = set()
        for spot in spots:
            if spot.id[0] == LETTERS["term"]:
                sentence = quoter.sentence_span(spot.span)
                if (place := (spot.id, sentence.start, sentence.end)) not in seen:
                    seen.add(place)
                    self.mentions[spot.id].append(quoter.laid(self._drawer, sentence, spot.rule, spot.span))

    def _take_sections(self, quoter: Quoter, spots: Sequence[Spot]) -> None:
        document = quoter.reading.document
        told = {n for p in quoter.reading.practices for n in p.sentences}
        sections: dict[int, set[str]] = defaultdict(set)
        for spot in spots:
            index = quoter.sentence(spot.span.start)
            if index is not None and index not in told and spot.id[0] == LETTERS["term"]:
                section = document.parts[document.sentences[index].part].section
                sections[-1 if section is None else section].add(spot.id)
        self.sections += [("", tuple(sorted(terms))) for _, terms in sorted(sections.items())]

    def term(self, draft: TermDraft) -> Term:
        """A term with all that is said of it."""
        lists: dict[tuple[str, tuple[str, ...]], tuple[ItemEvidence, ...]] = {}
        definition = draft.definition if draft.curated else None
        for _, told in sorted(self._explained.pop(draft.id, {}).items()):
            if told.items:
                lists.setdefault((told.speech, tuple(names.key(i.text) for i in told.items)), told.items)
            if told.defined and not definition:
                definition = Definition(told.defined.text, "source", None, told.defined)
        return Term(draft.id, draft.name, draft.aliases, pinyin(draft.name), intern(draft.kind), Quotes(self._drawer, self.mentions[draft.id]),
                    tuple(lists.values()), definition or draft.definition, (), draft.note)  # fmt: skip

    def practice(self, draft: PracticeDraft, alive: set[str]) -> Practice:
        """A practice with what stands in its sections."""
        parts = [self._told.pop((draft.id, n)) for n in range(1 + len(draft.joined))]
        entries = dict.fromkeys(i for part in parts for i in part.entries if i in alive)
        of_kind = {letter: tuple(i for i in entries if i[0] == letter) for letter in "tv"}
        return Practice(draft.id, draft.speech, draft.title, draft.above, intern(draft.category), self._headings[draft.id],
                        Quotes(self._drawer, (n for part in parts for n in part.evidence)), of_kind["t"], of_kind["v"],
                        tuple(f for part in parts for f in part.figures),
                        tuple(h for part in parts for h in part.honours), (), draft.note)  # fmt: skip

    def villages(self, practices: Sequence[Practice]) -> list[Village]:
        """Every village with what the speeches tell of it."""
        where: dict[str, list[str]] = defaultdict(list)
        for practice in practices:
            for wanted in practice.villages:
                where[wanted].append(practice.id)
        done = []
        for v in self._draft.villages:
            figures, honours = self._of_village.get(v.id, ((), ()))
            done.append(Village(v.id, v.name, v.place, v.aliases, self._reported(v), tuple(figures),
                                tuple(where.get(v.id, ())), tuple(honours), v.note))  # fmt: skip
        return sorted(done, key=lambda v: (pinyin(v.name), v.name, v.place or "", v.id))

    def _reported(self, village: VillageDraft) -> Quotes:
        """The sentences that report on it, each once, speech by speech in the order of the text."""
        out: dict[str, dict[tuple[int, int], tuple[bool, int]]] = defaultdict(dict)
        for _, reports in sorted(self._reports.pop(village.id, {}).items()):
            for (speech, *place), named, quote in reports:
                said, (start, end) = out[speech], place
                if (start, end) not in said or (named and not said[start, end][0]):
                    said[start, end] = named, quote
        return Quotes(self._drawer, (quote for said in out.values() for _, (_, quote) in sorted(said.items())))


def _by_speech(told: Iterable[tuple[str, int, str, M]]) -> dict[str, list[tuple[str, int, M]]]:
    out: dict[str, list[tuple[str, int, M]]] = defaultdict(list)
    for id, number, speech, mention in told:
        out[speech].append((id, number, mention))
    return dict(out)


def _section(quoter: Quoter, mention: PracticeMention, places: Sequence[tuple[Span, Spot]], told: Told, drawer: Drawer) -> _Section:
    document = quoter.reading.document
    spans = [document.sentences[n].span for n in mention.sentences]
    heading = document.parts[mention.heading].span
    around = [*([] if any(s.touches(heading) for s in spans) else [heading]), *spans]  # without what stands twice
    return _Section(
        array("I", [quoter.laid(drawer, span, mention.rule) for span in spans]),
        [spot.id for spot in within(places, around)],
        [f.id for f in within(told.figures, around)],
        within(told.honours, around),
    )
