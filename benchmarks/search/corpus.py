"""A knowledge base of any size from a fixed seed: speeches with sections, practices, villages, terms, and every page's text.

    book, readings, pages = corpus.make(3000)
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import words as w
from ruamel.yaml import YAML

from cunjian.divide.sentences import find as sentences_of
from cunjian.model import Book, Clean, Document, Evidence, Part, Practice, Raw, Reading, Span, Speech, Term, Village

HERE = Path(__file__).parents[2]
SECTIONS = 5  # of a speech
PER_SPEECH = 8.4  # pages that a speech brings: itself, its practices, villages and terms


@dataclass(frozen=True, slots=True)
class Page:
    """What a search engine that knows only pages is given."""

    path: str  # terms/t1.html
    title: str
    paragraphs: tuple[str, ...]


def curated() -> list[str]:
    """The names of curation/terms.yml."""
    data = YAML(typ="safe").load(HERE / "curation" / "terms.yml")
    return sorted({*(t["name"] for t in data["terms"]), *data["names"]})


def _id(kind: str, number: int) -> str:
    return kind + hashlib.sha256(f"{kind}{number}".encode()).hexdigest()[:8]


class Maker:
    """One corpus in the making."""

    def __init__(self, pages: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.speech_count = max(3, round(pages / PER_SPEECH))
        self.villages = self._unique(self._village_name, round(self.speech_count * 1.4))
        invented = self._unique(self._term_name, max(20, self.speech_count))
        self.terms = [*curated()[: self.speech_count], *invented]
        self.titles: set[str] = set()
        self.speeches: list[Speech] = []
        self.practices: list[Practice] = []
        self.readings: dict[str, Reading] = {}
        self.shown: dict[str, list[Evidence]] = {}

    def _unique(self, make: object, count: int) -> list[str]:
        out: dict[str, None] = {}
        while len(out) < count:
            out[make()] = None  # type: ignore[operator]
        return list(out)

    def _village_name(self) -> str:
        pick = self.rng.choice
        shape = self.rng.random()
        if shape < 0.3:
            return pick(w.SURNAMES) + "家" + pick(w.LAND) + "村"
        if shape < 0.7:
            return pick(w.COLOURS) + pick(w.SURNAMES) + pick(w.LAND) + "村"
        return pick(w.COLOURS) + pick(w.LAND) + pick(w.LAND) + pick(("村", "社区", "村"))

    def _term_name(self) -> str:
        pick = self.rng.choice
        shape = self.rng.random()
        if shape < 0.2:
            return f"{pick('一二三四五六七八九十')}{pick('联单长会清评亮访帮包定好')}{pick('一二三四五六七八九十')}{pick('联单访帮包定促办管带')}{pick(w.HEADS)}"
        if shape < 0.35:
            return f"{pick(w.THINGS)}+{pick(w.THINGS)}{pick(w.HEADS)}"
        if shape < 0.45:
            return f"{self.rng.randint(1, 9)}+{self.rng.randint(2, 9)}+X{pick(w.THINGS)}{pick(w.HEADS)}"
        return pick(w.THINGS) + pick(w.THINGS) + pick(w.HEADS)

    # ------------------------------------------------------------------ text

    def sentence(self, about: str) -> str:
        """One sentence that may name what the section is about."""
        rng, pick = self.rng, self.rng.choice
        made = [
            lambda: f"{pick(w.WHEN)}，{pick(w.VERBS)}“{about}”，{pick(w.WHO)}{pick(w.DOES)}。",
            lambda: f"{pick(w.WHO)}{pick(w.DOES)}{rng.randint(2, 480)}{pick(('次', '户', '件', '场', '人'))}，{pick(w.DONE)}。",
            lambda: f"{pick(w.VERBS)}{pick(w.THINGS)}{pick(w.HEADS)}，把{pick(w.THINGS)}和{pick(w.THINGS)}{pick(('连', '绑', '并', '搭'))}在一起，{pick(w.DONE)}。",
            lambda: f"{pick(w.THEN)}，{pick(w.THINGS)}{pick(('多', '少', '旺', '稳', '齐', '实'))}了，{pick(w.WHO)}{pick(w.DOES)}，{pick(w.AIMS)}。",
            lambda: f"围绕{pick(w.AIMS)}，{pick(w.VERBS)}{pick(w.THINGS)}{pick(w.THINGS)}{pick(w.HEADS)}{rng.randint(2, 99)}个。",
            lambda: f"{pick(w.SURNAMES)}{pick(('书记', '主任', '大姐', '老伯', '会计', '队长'))}说：“{pick(w.THINGS)}"
            f"{pick(('要', '得', '该'))}{pick(w.DOES)}，{pick(w.THINGS)}才{pick(('靠得住', '行得通', '立得稳', '走得远'))}。”",
        ]  # fmt: skip
        return pick(made)()

    def heading(self) -> str:
        """A title that no other section has."""
        pick = self.rng.choice
        while True:
            title = f"{pick(w.VERBS)}{pick(w.THINGS)}{pick(w.THINGS)}{pick(w.HEADS)}，{pick(w.AIMS)}"
            if title not in self.titles:
                self.titles.add(title)
                return title

    def speech(self, number: int) -> None:
        """One speech with its practices."""
        rng, pick = self.rng, self.rng.choice
        id, place = _id("s", number), pick(w.COUNTIES) + "县"
        title = f"{pick(w.VERBS)}{pick(w.THINGS)}{pick(w.HEADS)} {pick(w.VERBS)}{pick(w.THINGS)}{pick(w.THINGS)}{pick(w.HEADS)}"
        lines: list[tuple[str, str]] = [("title", title), ("paragraph", f"尊敬的各位领导：现将{place}的情况汇报如下。")]
        told: list[tuple[int, str, str, str]] = []
        for _ in range(SECTIONS):
            heading, term, village = self.heading(), pick(self.terms), pick(self.villages)
            told.append((len(lines), heading, term, village))
            lines.append(("heading", heading))
            for at in range(3):
                said = [self.sentence(term) for _ in range(rng.randint(3, 5))]
                if at == 0:
                    said.insert(0, f"{pick(w.VERBS)}“{term}”，{pick(w.AIMS)}。")
                if at == 1:
                    said.insert(0, f"{village}{pick(w.VERBS)}{pick(w.THINGS)}{pick(w.HEADS)}，{pick(w.DONE)}。")
                lines.append(("paragraph", "".join(said)))
        reading = _reading(id, title, lines)
        self.readings[id] = reading
        year = str(rng.randint(2015, 2025))
        self.speeches.append(Speech(id, title, f"sources/{id}.txt", 0, "0" * 64, "txt", "utf-8", None, None, place, year))
        for at, heading, term, village in told:
            self._practice(id, reading, at, heading, term, village)

    def _practice(self, speech: str, reading: Reading, at: int, heading: str, term: str, village: str) -> None:
        evidence = [_evidence(reading, speech, s) for s in reading.document.sentences if at <= s.part <= at + 3]
        number = len(self.practices)
        self.practices.append(Practice(_id("p", number), speech, heading, None, "乡村治理", evidence[0], tuple(evidence[1:])))
        for name in (term, village):
            self.shown.setdefault(name, []).extend(e for e in evidence[1:] if name in e.text)


def _reading(id: str, title: str, lines: list[tuple[str, str]]) -> Reading:
    text, parts, at = "", [], 0
    for kind, words in lines:
        parts.append(Part(kind, Span(at, at + len(words)), int(kind == "heading"), words if kind == "heading" else ""))
        text += words + "\n"
        at = len(text)
    clean = Clean.whole(text)
    document = Document(title, tuple(parts), sentences_of(text, tuple(parts)))
    return Reading(Raw(f"sources/{id}.txt", 0, "0" * 64, "txt", "utf-8", text), clean, document)


def _evidence(reading: Reading, speech: str, sentence: object) -> Evidence:
    span, anchor = sentence.span, sentence.anchor  # type: ignore[attr-defined]
    words = span.of(reading.clean.text)
    return Evidence(speech, span.start, span.end, words, words, anchor)


def make(count: int, seed: int = 20261123) -> tuple[Book, Mapping[str, Reading], list[Page]]:
    """About ``count`` pages."""
    maker = Maker(count, seed)
    for number in range(maker.speech_count):
        maker.speech(number)
    villages = tuple(Village(_id("v", i), n, None, (), tuple(maker.shown[n])) for i, n in enumerate(maker.villages) if n in maker.shown)
    terms = tuple(Term(_id("t", i), n, (), "", "other", tuple(maker.shown[n])) for i, n in enumerate(maker.terms) if n in maker.shown)
    book = Book(tuple(maker.speeches), tuple(maker.practices), villages, terms, ())
    return book, maker.readings, [*_pages(book, maker.readings)]


def _pages(book: Book, readings: Mapping[str, Reading]) -> list[Page]:
    out = []
    for speech in book.speeches:
        text = readings[speech.id].clean.text
        out.append(Page(f"speeches/{speech.id}.html", speech.title, tuple(text.rstrip("\n").split("\n")[1:])))
    for practice in book.practices:
        out.append(Page(f"practices/{practice.id}.html", practice.title, ("".join(e.text for e in practice.evidence),)))
    for village in book.villages:
        out.append(Page(f"villages/{village.id}.html", village.name, tuple(e.text for e in village.evidence)))
    for term in book.terms:
        out.append(Page(f"terms/{term.id}.html", term.name, tuple(e.text for e in term.mentions)))
    return out
