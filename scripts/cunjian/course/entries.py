"""What a code leads to today: the entry, where it went, or the codes that come nearest (architecture: "Courses")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cunjian import codes
from cunjian.model import Book, Cited, Evidence, Figure, Practice, Reading, Speech, Term, Village

KIND = {"speech": "讲话稿", "practice": "做法", "village": "案例村", "term": "术语", "figure": "数字"}
CODE = re.compile(rf"(?:^|[/\s])({codes.ENTRY})(?:\.html)?(?:\?[^#]*)?(?:#([\w-]{{1,40}}))?$", re.IGNORECASE)
_LETTERS = {"s": "speech", "p": "practice", "v": "village", "t": "term", "f": "figure"}
_MOST_SEARCHES = 20  # codes that are compared with all others, per run
_SENTENCE = 15  # characters; headings are shorter
_MOST_OFFERS = 500  # codes that get an offer at all, per run

Entry = Speech | Practice | Village | Term | Figure


class Entries:
    """The book, by code."""

    def __init__(self, book: Book, readings: Mapping[str, Reading]) -> None:
        self.readings = readings
        every: tuple[tuple[Entry, ...], ...] = (book.speeches, book.practices, book.villages, book.terms, book.figures)
        self.all: dict[str, Entry] = {entry.id: entry for group in every for entry in group}
        self.notices = {n.id: n.target for n in book.notices}
        self._figures = {f.id: f for f in book.figures}
        self._cards: dict[str, Cited] = {}
        self._sentences: dict[str, dict[str, str]] = {}
        self._searches = self._offers = 0

    def follow(self, code: str) -> str | None:
        """The entry that stands for a code today; None where the trail ends."""
        seen: set[str] = set()
        at: str | None = code
        while at is not None and at not in self.all and at not in seen:
            seen.add(at)
            at = self.notices.get(at)
        return at if at in self.all else None

    def name(self, id: str) -> str:
        """Code, kind and name, for messages."""
        return f"{id}（{KIND[_LETTERS[id[0]]]} {_short(_title(self.all[id]), 20)}）"

    def nearest(self, written: str) -> list[str]:
        """Up to three codes that a mistyped one, or a name, may have meant."""
        self._offers += 1
        if self._offers > _MOST_OFFERS:
            return []
        found = CODE.search(written)
        key = found[1].lower() if found else _slips(written.strip())
        if len(key) in (8, 9, 10) and key.isascii():
            close = sorted((v for v in _variants(key) if v in self.all), key=lambda v: (v != key, v[0] != key[0], v))
            if close or self._searches >= _MOST_SEARCHES:
                return close[:3]
            self._searches += 1
            scored = ((sum(map(str.__eq__, key, id)), id) for id in self.all)
            return [id for same, id in sorted(scored, key=lambda s: (-s[0], s[1][0] != key[0], s[1]))[:3] if same >= 6]
        if self._searches >= _MOST_SEARCHES:
            return []
        self._searches += 1
        named = [(t != written, len(t), id) for id, e in self.all.items() if written in (t := _title(e))]
        return [id for _, _, id in sorted(named)[:3]]

    # ------------------------------------------------------------------ cards

    def card(self, code: str, id: str, words: str | None) -> Cited:
        """What a course shows of a page."""
        if id not in self._cards:
            self._cards[id] = self._card(id)
        return replace(self._cards[id], code=code, words=words)

    def _card(self, id: str) -> Cited:
        entry = self.all[id]
        card = Cited(id, "stands", None, id, _LETTERS[id[0]], _title(entry))
        if isinstance(entry, Speech):
            length = len("".join(self.readings[id].clean.text.split()))
            about = "，".join(x for x in (entry.speaker, entry.occasion, entry.place, entry.date) if x)
            return replace(card, place=entry.place, about=about, source=self.source(id), length=length)
        if isinstance(entry, Practice):
            place = self._speech(entry.speech).place
            card = replace(card, place=place, figures=self._table(entry.figures))
            card = self._said(card, _telling(entry.evidence or (entry.heading,)))
            return replace(card, length=_length(entry.evidence))
        if isinstance(entry, Village):
            card = replace(card, place=entry.place, figures=self._table(entry.figures), length=_length(entry.evidence))
            return self._said(card, _telling(entry.evidence)) if entry.evidence else card
        if isinstance(entry, Figure):
            return self._said(replace(card, figures=self._table((id,)), length=len(entry.evidence.text)), entry.evidence)
        return self._term(card, entry)

    def _term(self, card: Cited, term: Term) -> Cited:
        items = tuple(item.text for item in term.items[0]) if term.items else ()
        card = replace(card, items=items, length=_length(term.mentions))
        found = term.definition
        if found and not found.evidence:
            return replace(card, about=found.text, source=f"参考：{found.citation}" if found.citation else "参考释义")
        if found and found.evidence:
            return self._said(card, found.evidence)
        listed = {i.evidence.speech for i in term.items[0]} if term.items else set()
        mentions = [m for m in term.mentions if m.speech in listed] or term.mentions  # a text that spells it out
        return self._said(card, _telling(mentions)) if mentions else card

    def _said(self, card: Cited, evidence: Evidence) -> Cited:
        return replace(card, about=evidence.text, evidence=evidence, source=self.source(evidence.speech))

    def _table(self, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((f.label, printed(f)) for f in (self._figures[i] for i in ids if i in self._figures))

    def _speech(self, id: str) -> Speech:
        found = self.all[id]
        assert isinstance(found, Speech)
        return found

    def source(self, speech: str) -> str:
        """Who said it, where and when."""
        card = self._speech(speech)
        occasion = card.occasion if card.occasion and card.occasion not in card.title else None
        known = [x for x in (card.speaker, f"《{card.title}》", occasion, card.place, card.date) if x]
        return "，".join(" ".join(x.split()) for x in known)

    # ------------------------------------------------------------------ sentences

    def sentences(self, speech: str) -> dict[str, str]:
        """Anchor and text of every sentence of a speech, in order."""
        if speech not in self._sentences:
            reading = self.readings[speech]
            self._sentences[speech] = {s.anchor: s.span.of(reading.clean.text) for s in reading.document.sentences}
        return self._sentences[speech]

    def sentence(self, code: str, speech: str, anchor: str, words: str | None) -> Cited:
        """What a course shows of a sentence."""
        reading = self.readings[speech]
        span = next(s.span for s in reading.document.sentences if s.anchor == anchor)
        origin, text = reading.clean.origin(span), span.of(reading.clean.text)
        evidence = Evidence(speech, origin.start, origin.end, origin.of(reading.raw.text), text, anchor, "course")
        card = self._speech(speech)
        return Cited(code, "stands", words, speech, "speech", _title(card), card.place, text, self.source(speech),
                     evidence, True, length=_length([evidence]))  # fmt: skip

    def anchors(self, id: str) -> dict[str, str]:
        """By anchor, the speech of every sentence that an entry's page quotes."""
        entry = self.all[id]
        said: Iterable[Evidence] = ()
        if isinstance(entry, Practice):
            said = (entry.heading, *entry.evidence)
        elif isinstance(entry, Village):
            said = entry.evidence
        elif isinstance(entry, Term):
            said = entry.mentions
        elif isinstance(entry, Figure):
            said = (entry.evidence,)
        return {e.anchor: e.speech for e in said}


def printed(figure: Figure) -> str:
    """A number as it stands in its source, or that it is hidden there."""
    if figure.status == "redacted":
        return "原文已隐去"
    evidence = figure.evidence
    start, end = evidence.at or (evidence.start, evidence.end)
    return evidence.quote[start - evidence.start : end - evidence.start]


def near(key: str, known: Iterable[str]) -> list[str]:
    """Those of ``known`` that one slip makes of ``key``."""
    variants = _variants(key)
    return sorted(k for k in known if k in variants)[:3]


def _telling(said: Sequence[Evidence]) -> Evidence:
    """The first whole sentence; a by-line or a heading only where there is nothing else."""
    whole = (e for e in said if len(e.text) >= _SENTENCE and e.text.rstrip("”’）")[-1:] in "。！？!?…")
    return next(whole, said[0])


def _title(entry: Entry) -> str:
    if isinstance(entry, (Speech, Practice)):
        return " ".join(entry.title.split())
    return entry.label if isinstance(entry, Figure) else entry.name


def _length(said: Iterable[Evidence]) -> int:
    once = {(e.speech, e.start): e.text for e in said}
    return sum(len("".join(text.split())) for text in once.values())


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _slips(written: str) -> str:
    """A code with the letters that codes do not use read as the digits they look like."""
    table = str.maketrans({"i": "1", "l": "1", "o": "0"})
    return written.lower()[:1] + written.lower()[1:].translate(table) if written.isascii() else written


def _variants(key: str) -> set[str]:
    """Everything that one wrong, missing, doubled or swapped character can make of a code."""
    cuts = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    out = {_slips(key)}
    out |= {a + b[1:] for a, b in cuts if b}
    out |= {a + c + b[1:] for a, b in cuts if b for c in codes.ALPHABET}
    out |= {a + c + b for a, b in cuts for c in codes.ALPHABET}
    return out | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
