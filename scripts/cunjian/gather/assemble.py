"""gather/assemble: drafts and links become the book (architecture: "Gather").

Only entries that some evidence carries are published; a term of the reference list that no speech names is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cunjian.gather import names, related
from cunjian.gather.draft import Draft, PracticeDraft, TermDraft, VillageDraft
from cunjian.gather.figures import Told, told_by_speech
from cunjian.gather.ids import LETTERS
from cunjian.gather.occurrences import Spot, spots, within
from cunjian.gather.pinyin import pinyin
from cunjian.model import (
    Book,
    Definition,
    Evidence,
    Honour,
    ItemEvidence,
    Link,
    Notice,
    Practice,
    Span,
    Term,
    Village,
)


@dataclass(slots=True)
class _Found:
    """What assembling needs to know of every speech."""

    spots: dict[str, tuple[Spot, ...]]  # speech id -> where entries are named, in order
    told: dict[str, Told]  # speech id -> figures and honours
    places: dict[str, list[tuple[Span, Spot]]]  # the spots again, for looking them up by place


def book(draft: Draft, links: Mapping[str, Sequence[Link]]) -> Book:
    """The book; ``links`` are those of ``link.find`` for each speech id of ``draft.readings``."""
    here = spots(draft, links)
    found = _Found(here, told_by_speech(draft), {s: [(x.span, x) for x in xs] for s, xs in here.items()})
    terms = _terms(draft, found)
    alive = {t.id for t in terms} | {v.id for v in draft.villages}
    practices = [_practice(draft, found, p, alive) for p in draft.practices]
    practices = [p for p in practices if p.evidence]
    villages = _villages(draft, found, practices)
    shown = {t.id: t.name for t in terms} | {v.id: v.name for v in villages}
    copies = {s.id for s in draft.speeches if s.duplicate_of}
    finished = Book(
        speeches=draft.speeches,
        practices=related.practices(practices, draft.speeches, shown),
        villages=tuple(villages),
        terms=related.terms(terms, _units(draft, found, practices, copies), {p.id: p.title for p in practices}),
        figures=tuple(f for told in found.told.values() for _, f in told.figures),
        categories=draft.categories,
        links={s: tuple(Link(x.span, x.id) for x in xs if x.shown and x.id in alive) for s, xs in found.spots.items()},
    )
    return _with_notices(draft, finished)


def _with_notices(draft: Draft, done: Book) -> Book:
    alive = {e.id for group in (done.speeches, done.practices, done.villages, done.terms) for e in group}
    register = draft.register
    rows = register.ledger(alive, draft.keep)
    notices = [Notice(r.id, r.kind, r.key, r.now[1:] or None) for r in rows if r.kind in LETTERS and r.id not in alive]
    return replace(
        done,
        notices=tuple(notices),
        first_published={r.id: r.first for r in rows if r.id in alive},
        problems=(*draft.decisions.problems, *draft.decisions.missing(alive | draft.keep)),
    )


def _terms(draft: Draft, found: _Found) -> list[Term]:
    by_id: dict[str, list[Evidence]] = defaultdict(list)
    for speech, here in found.spots.items():
        quoter = found.told[speech].quoter
        seen: set[tuple[str, Span]] = set()
        for spot in here:
            if spot.id[0] == LETTERS["term"]:
                sentence = quoter.sentence_span(spot.span)
                if (spot.id, sentence) not in seen:
                    seen.add((spot.id, sentence))
                    by_id[spot.id].append(quoter.quote(sentence, spot.rule, spot.span))
    terms = [_term(found, t, by_id[t.id]) for t in draft.terms if t.id in by_id]
    return sorted(terms, key=lambda t: (t.pinyin, t.name, t.id))


def _term(found: _Found, draft: TermDraft, mentions: list[Evidence]) -> Term:
    lists: dict[tuple[str, tuple[str, ...]], tuple[ItemEvidence, ...]] = {}
    definition = draft.definition if draft.curated else None
    for speech, mention in draft.mentions:
        quoter = found.told[speech].quoter
        if mention.items:
            items = tuple(ItemEvidence(i.text, quoter.quote(i.span, mention.rule)) for i in mention.items)
            lists.setdefault((speech, tuple(names.key(i.text) for i in items)), items)
        if mention.definition and not definition:
            evidence = quoter.quote(mention.definition, mention.rule)
            definition = Definition(evidence.text, "source", None, evidence)
    return Term(draft.id, draft.name, draft.aliases, pinyin(draft.name), draft.kind, tuple(mentions),
                tuple(lists.values()), definition or draft.definition, (), draft.note)  # fmt: skip


def _practice(draft: Draft, found: _Found, practice: PracticeDraft, alive: set[str]) -> Practice:
    evidence: list[Evidence] = []
    entries: dict[str, None] = {}
    figures: list[str] = []
    honours: list[Honour] = []
    for speech, mention in ((practice.speech, practice.mention), *practice.joined):
        told, document = found.told[speech], draft.readings[speech].document
        spans = [document.sentences[n].span for n in mention.sentences]
        evidence += [told.quoter.quote(span, mention.rule) for span in spans]
        around = _around(document.parts[mention.heading].span, spans)
        for spot in within(found.places[speech], around):
            entries.setdefault(spot.id)
        figures += [f.id for f in within(told.figures, around)]
        honours += within(told.honours, around)
    heading = draft.readings[practice.speech].document.parts[practice.mention.heading].span
    of_kind = {letter: tuple(i for i in entries if i[0] == letter and i in alive) for letter in "tv"}
    return Practice(practice.id, practice.speech, practice.title, practice.above, practice.category,
                    found.told[practice.speech].quoter.quote(heading, practice.mention.rule), tuple(evidence),
                    of_kind["t"], of_kind["v"], tuple(figures), tuple(honours), (), practice.note)  # fmt: skip


def _around(heading: Span, sentences: Sequence[Span]) -> list[Span]:
    """Heading and sentences, without what stands twice."""
    return [*([] if any(s.touches(heading) for s in sentences) else [heading]), *sentences]


def _villages(draft: Draft, found: _Found, practices: Sequence[Practice]) -> list[Village]:
    """Every village with what the speeches tell of it."""
    where: dict[str, list[str]] = defaultdict(list)
    for practice in practices:
        for wanted in practice.villages:
            where[wanted].append(practice.id)
    figures: dict[str, list[str]] = defaultdict(list)
    honours: dict[str, list[Honour]] = defaultdict(list)
    for told in found.told.values():
        for _, figure in told.figures:
            if figure.subject:
                figures[figure.subject].append(figure.id)
        for wanted, honour in told.honoured:
            honours[wanted].append(honour)
    done = [
        Village(v.id, v.name, v.place, v.aliases, _reports(found, v), tuple(figures[v.id]), tuple(where[v.id]),
                tuple(honours[v.id]), v.note)
        for v in draft.villages
    ]  # fmt: skip
    return sorted(done, key=lambda v: (pinyin(v.name), v.name, v.place or "", v.id))


def _reports(found: _Found, village: VillageDraft) -> tuple[Evidence, ...]:
    """The sentences that report on it, each once."""
    out: dict[tuple[str, int, int], Evidence] = {}
    told = {speech for speech, mention in village.mentions if mention.sentences}
    for speech, mention in village.mentions:
        quoter = found.told[speech].quoter
        spans = mention.sentences or (() if speech in told else (mention.span,))
        for span in dict.fromkeys(map(quoter.sentence_span, spans)):
            name = mention.span if span.covers(mention.span) else None
            evidence = quoter.quote(span, mention.rule, name)
            place = (speech, evidence.start, evidence.end)
            if place not in out or (name and not out[place].at):
                out[place] = evidence
    return tuple(out.values())


def _units(draft: Draft, found: _Found, practices: Sequence[Practice], copies: set[str]) -> list[tuple[str, set[str]]]:
    """What terms can share: practices, and the sections that are none; with the terms named there."""
    units = [(p.id, set(p.terms)) for p in practices if p.speech not in copies]
    for speech, here in found.spots.items():
        if speech in copies:
            continue
        reading = draft.readings[speech]
        told = {n for p in reading.practices for n in p.sentences}
        sections: dict[int | None, set[str]] = defaultdict(set)
        for spot in here:
            index = found.told[speech].quoter.sentence(spot.span.start)
            if index is not None and index not in told and spot.id[0] == LETTERS["term"]:
                part = reading.document.parts[reading.document.sentences[index].part]
                sections[part.section].add(spot.id)
        units += [("", terms) for _, terms in sorted(sections.items(), key=lambda s: -1 if s[0] is None else s[0])]
    return units
