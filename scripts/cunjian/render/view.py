"""The whole book with its look-ups: which entry has which address, name and neighbours."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from pypinyin import Style, lazy_pinyin

from cunjian.model import (
    Book,
    Cited,
    Course,
    Evidence,
    Figure,
    ItemEvidence,
    Lesson,
    Practice,
    Reading,
    Speech,
    Term,
    Village,
)
from cunjian.render import escape, labels
from cunjian.render.source import Source

LIMIT = 200  # rows of one list
_FOLDERS = {"s": "speeches", "p": "practices", "v": "villages", "t": "terms"}
_SHORT = 6  # headings up to this length say little alone

Entry = Speech | Practice | Village | Term


class View:
    """Book and readings, ready for looking up."""

    def __init__(self, book: Book, readings: Mapping[str, Reading], limit: int = LIMIT) -> None:
        self.book = book
        self.limit = limit
        self._readings = readings
        self._sources: dict[str, Source] = {}
        self.speeches = {s.id: s for s in book.speeches}
        self.practices = {p.id: p for p in book.practices}
        self.villages = {v.id: v for v in book.villages}
        self.terms = {t.id: t for t in book.terms}
        self.figures = {f.id: f for f in book.figures}
        self.outside = {e.id: e for e in book.cut.outside} if book.cut else {}

    def entry(self, id: str) -> Entry | None:
        """The entry with a page that has this id."""
        return self.speeches.get(id) or self.practices.get(id) or self.villages.get(id) or self.terms.get(id)

    def known(self, id: str) -> Entry | None:
        """The entry of this id: one with a page, or one that this part of a book names without having it."""
        return self.entry(id) or self.outside.get(id)

    def card(self, speech: str) -> Speech:
        """A speech that is here, or outside this part."""
        found = self.known(speech)
        assert isinstance(found, Speech)
        return found

    def source(self, speech: str) -> Source:
        """The text of a speech."""
        if speech not in self._sources:
            self._sources[speech] = Source(self._readings[speech])
        return self._sources[speech]

    # ------------------------------------------------------------------ by speech

    @cached_property
    def practices_of(self) -> dict[str, list[Practice]]:
        """Practices by speech, in book order."""
        out: dict[str, list[Practice]] = {}
        for practice in self.book.practices:
            out.setdefault(practice.speech, []).append(practice)
        return out

    @cached_property
    def outside_of(self) -> dict[str, list[Practice]]:
        """Practices outside this part of a book, by speech."""
        out: dict[str, list[Practice]] = {}
        for entry in self.outside.values():
            if isinstance(entry, Practice):
                out.setdefault(entry.speech, []).append(entry)
        return out

    @cached_property
    def practice_at(self) -> dict[tuple[str, str], str]:
        """By speech and anchor: the practice that a sentence belongs to."""
        every = (*(p for practices in self.outside_of.values() for p in practices), *self.book.practices)
        return {(e.speech, e.anchor): p.id for p in every for e in p.evidence}

    @cached_property
    def figures_of(self) -> dict[str, list[Figure]]:
        """Figures by speech, in the order of the text."""
        out: dict[str, list[Figure]] = {}
        for figure in sorted(self.book.figures, key=lambda f: (f.evidence.speech, f.evidence.start, f.id)):
            out.setdefault(figure.evidence.speech, []).append(figure)
        return out

    @cached_property
    def anchors_of(self) -> dict[str, dict[str, list[str]]]:
        """By speech and anchor: ids of villages and terms whose evidence begins in that sentence."""
        out: dict[str, dict[str, list[str]]] = {}
        outside = self.outside.values()
        villages = [*self.book.villages, *(e for e in outside if isinstance(e, Village))]
        terms = [*self.book.terms, *(e for e in outside if isinstance(e, Term))]
        named = [(v.id, v.evidence) for v in villages] + [(t.id, t.mentions) for t in terms]
        for id, everything in named:
            for evidence in everything:
                ids = out.setdefault(evidence.speech, {}).setdefault(evidence.anchor, [])
                if id not in ids:
                    ids.append(id)
        return out

    @cached_property
    def items_at(self) -> dict[tuple[str, str], list[tuple[str, tuple[ItemEvidence, ...]]]]:
        """By speech and anchor: the terms whose items are spelled out from that sentence on, with the items."""
        out: dict[tuple[str, str], list[tuple[str, tuple[ItemEvidence, ...]]]] = {}
        for term in self.book.terms:
            for items in filter(None, term.items):
                first = items[0].evidence
                out.setdefault((first.speech, first.anchor), []).append((term.id, items))
        return out

    @cached_property
    def villages_of(self) -> dict[str, list[Village]]:
        """Villages by speech, in book order."""
        out: dict[str, list[Village]] = {}
        for village in self.book.villages:
            told = [e.speech for e in (*village.evidence, *(h.evidence for h in village.honours))]
            told += [self.figures[f].evidence.speech for f in village.figures if f in self.figures]
            told += [self.practices[p].speech for p in village.practices if p in self.practices]
            for speech in dict.fromkeys(told):
                out.setdefault(speech, []).append(village)
        return out

    @cached_property
    def terms_of(self) -> dict[str, list[Term]]:
        """Terms by speech, in book order."""
        out: dict[str, list[Term]] = {}
        for term in self.book.terms:
            told = [e.speech for e in (*term.mentions, *(i.evidence for items in term.items for i in items))]
            if term.definition and term.definition.evidence:
                told.append(term.definition.evidence.speech)
            for speech in dict.fromkeys(told):
                out.setdefault(speech, []).append(term)
        return out

    # ------------------------------------------------------------------ courses

    @cached_property
    def lessons_of(self) -> dict[str, list[tuple[Course, Lesson]]]:
        """By entry: the lessons that refer to it."""
        out: dict[str, list[tuple[Course, Lesson]]] = {}
        for course in self.book.courses:
            for lesson in (*((course.opening,) if course.opening else ()), *course.lessons):
                cited = (part for piece in lesson.pieces for part in piece.parts if isinstance(part, Cited))
                for id in dict.fromkeys(c.id for c in cited if c.id):
                    out.setdefault(id, []).append((course, lesson))
        return out

    def taught(self, page: str, id: str) -> list[str]:
        """The line that says which lessons use an entry, if any do."""
        links = [link(page, lesson_address(course, lesson.number), f"{course.title}·{lesson.title}" if lesson.number
                      else course.title) for course, lesson in self.lessons_of.get(id, ())]  # fmt: skip
        return [f"用于课程：{'、'.join(links)}\n{{: .cj-taught }}"] if links else []

    @property
    def figures_split(self) -> bool:
        """Whether the table of figures is split by speech."""
        return len(self.book.figures) > self.limit

    # ------------------------------------------------------------------ names and addresses

    def figure_address(self, figure: Figure) -> str:
        """Where the row of a figure stands."""
        page = f"figures/{figure.evidence.speech}.md" if self.figures_split else "figures/index.md"
        return f"{page}#{figure.id}"

    def address(self, id: str) -> str:
        """The page of an entry, or of the row of a figure."""
        figure = self.figures.get(id)
        return self.figure_address(figure) if figure else address(id)

    def name(self, entry: Entry) -> str:
        """As lists and titles show it; a heading that says little alone comes with the one above it."""
        if isinstance(entry, Practice):
            return f"{entry.above}·{entry.title}" if entry.above and len(entry.title) <= _SHORT else entry.title
        return entry.title if isinstance(entry, Speech) else entry.name

    def place(self, speech: Speech) -> str:
        """The place of a speech, or that it is not told."""
        return speech.place or labels.UNTOLD

    def to(self, page: str, id: str, label: str | None = None, css: str = "") -> str:
        """A Markdown link from ``page`` to an entry; its name, with its code or to its page online, when it has none."""
        entry = self.known(id)
        if entry is None and id in self.figures:
            return link(page, self.address(id), label or self.figures[id].label, css)
        if entry is None:
            return escape.text(label or id)
        name = label or self.name(entry)
        if id not in self.outside:
            return link(page, address(id), name, css)
        online = self.online(id)
        if online:
            return f"[{escape.text(name)}]({online}){{: .cj-out }}"
        return f'{escape.text(name)}<span class="cj-out">（页码 {id}）</span>'

    def online(self, id: str) -> str | None:
        """The address of a page that this part has not, where the whole site has one."""
        cut = self.book.cut
        return cut.online + address(id).removesuffix(".md") + ".html" if cut and cut.online else None

    def left_out(self, id: str) -> str:
        """A line that says how much of an entry this part does not hold, or nothing."""
        count = self.book.cut.left_out.get(id, 0) if self.book.cut else 0
        return f"本包只收了其中一部分，另有 {count} 处在包外的讲话中，全文见页码 {id}。\n{{: .cj-notice }}" if count else ""

    def links(self, page: str, ids: Iterable[str], between: str = "、") -> str:
        """Links to several entries."""
        return between.join(self.to(page, id) for id in ids if self.known(id))

    # ------------------------------------------------------------------ quoting

    def quote(self, page: str, evidence: Evidence) -> str:
        """The words of an evidence with their marks, and the link to their place."""
        source = self.source(evidence.speech)
        span = source.span_of(evidence)
        words = source.inline(span) if span else escape.text(evidence.text)
        return f'<span class="cj-q">{words}</span>{self.spot(page, evidence)}'

    def spot(self, page: str, evidence: Evidence) -> str:
        """The small link to where an evidence stands."""
        if evidence.anchor not in self.source(evidence.speech).by_anchor:
            return f"[]({relative(page, address(evidence.speech))}){{: .cj-at title=看原文 }}"
        return f"[]({relative(page, address(evidence.speech))}#{evidence.anchor}){{: .cj-at title=看原文 }}"

    def origin(self, page: str, speech: str) -> str:
        """Who said it: place, speaker, date, with the link to the speech."""
        card = self.speeches[speech]
        said = "，".join(escape.text(x) for x in (card.place, card.speaker, card.date) if x)
        return self.to(page, speech) + (f"（{said}）" if said else "")


def address(id: str) -> str:
    """The path of an entry's page below docs/."""
    return f"{_FOLDERS[id[0]]}/{id}.md"


def lesson_address(course: Course, number: int) -> str:
    """The page of a lesson below docs/; of the course itself for what stands before the first lesson."""
    return f"courses/{course.name}_{number}.md" if number else f"courses/{course.name}.md"


def relative(page: str, target: str) -> str:
    """``target`` as seen from ``page``, both below docs/.

    >>> relative("terms/t1.md", "speeches/s1.md"), relative("index.md", "terms/t1.md#a")
    ('../speeches/s1.md', 'terms/t1.md#a')
    """
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def link(page: str, target: str, label: str, css: str = "") -> str:
    """A Markdown link with an escaped label."""
    return f"[{escape.text(label)}]({relative(page, target)})" + (f"{{: .{css} }}" if css else "")


def sheet(page: str, name: str) -> str:
    """The link to a table as CSV."""
    return f"[下载全部（CSV，可用 Excel、WPS 打开）]({relative(page, f'data/{name}.csv')})\n{{: .cj-data }}"


def crumbs(page: str, *steps: tuple[str, str | None]) -> str:
    """The breadcrumb: home, then (label, target) steps; the last one has no target."""
    trail = [link(page, "index.md", "首页")]
    trail += [link(page, target, label) if target else escape.text(label) for label, target in steps]
    return '<nav class="cj-crumbs" aria-label="所在位置" markdown="1">\n\n' + " › ".join(trail) + "\n\n</nav>"


@cache
def pinyin(text: str) -> str:
    """Syllables without tones, for order and search."""
    return " ".join(lazy_pinyin(text, style=Style.NORMAL))


def initial(text: str) -> str:
    """The letter a name is filed under: A–Z, or # for everything else."""
    first = pinyin(text)[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


@cache
def slug(text: str) -> str:
    """A short ASCII piece for an address or anchor: its pinyin, told from its homophones by four hex digits."""
    kept = "".join(c for c in pinyin(text).lower() if c.isascii() and c.isalnum())
    return f"{kept[:20] or 'x'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:4]}"


def year_key(speech: Speech) -> tuple[str, str]:
    """Address piece and label of the year a speech belongs to."""
    year = (speech.date or "")[:4]
    return (year, f"{year}年") if year else ("undated", "未注明年份")


def initial_key(text: str) -> tuple[str, str]:
    """Address piece and label of an initial."""
    letter = initial(text)
    return (letter.lower(), letter) if letter != "#" else ("0", "#")


def place_key(place: str) -> tuple[str, str]:
    """Address piece and label of a place."""
    return slug(place), place
