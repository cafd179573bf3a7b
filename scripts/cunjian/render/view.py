"""The whole book with its look-ups: which entry has which address, name and neighbours."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

from cunjian import labels
from cunjian.model import Book, Evidence, Figure, Practice, Reading, Speech, Term, Village
from cunjian.prints import fingerprint
from cunjian.render import escape, watch
from cunjian.render.addresses import address, lesson_address, link, relative
from cunjian.render.files import Files
from cunjian.render.source import Source
from cunjian.render.watch import Entries, Filed, Seen

LIMIT = 200  # rows of one list
_SHORT = 6  # headings up to this length say little alone

_OF_SPEECH = ("villages_of", "terms_of", "figures_of", "anchors_of", "links_in")
_OF_PLACE = ("practice_at", "names_at", "items_at", "mentions_in")

Entry = Speech | Practice | Village | Term
E = TypeVar("E", Speech, Practice, Village, Term, Entry)
T = TypeVar("T")


class View:
    """Book and readings, ready for looking up; what is looked up can be watched (``watch``)."""

    def __init__(self, book: Book, readings: Mapping[str, Reading], limit: int = LIMIT) -> None:
        self.limit = limit
        self._book = book
        self._readings = readings
        self._seen: Seen | None = None
        self._pieces: watch.Pieces | None = None
        self._sources = lru_cache(maxsize=64)(lambda speech: Source(readings[speech]))
        self._gist = lru_cache(maxsize=64)(lambda speech: gist_of(readings, speech))
        self._held: dict[str, Entry] = {e.id: e for group in _groups(book) for e in group}
        self._figures = {f.id: f for f in book.figures}
        self.speeches = Entries({s.id: s for s in book.speeches}, self._note, self._watched)
        self.practices = Entries({p.id: p for p in book.practices}, self._note, self._watched)
        self.villages = Entries({v.id: v for v in book.villages}, self._note, self._watched)
        self.terms = Entries({t.id: t for t in book.terms}, self._note, self._watched)
        self.figures = Entries(self._figures, self._note, self._figure)
        self.outside: dict[str, Entry] = {e.id: e for e in book.cut.outside} if book.cut else {}
        self._file = Files(book, self._held, self._figures)
        self.practices_of = self._filed("practices_of", self._all_watched)  # by speech, in book order
        self.practice_at = self._filed("practice_at", _same)  # by speech and anchor: the practice a sentence belongs to
        self.figures_of = self._filed("figures_of", _same)  # by speech, in the order of the text
        self.anchors_of = self._filed("anchors_of", _same)  # by speech and anchor: villages and terms that show a sentence
        self.names_at = self._filed("names_at", _same)  # the same by speech and anchor, for who needs but one sentence
        self.villages_of = self._filed("villages_of", _same)  # by speech, with the evidence that stands there
        self.terms_of = self._filed("terms_of", _same)  # by speech, with the mentions that stand there
        self.links_in = self._filed("links_in", _same)  # by speech: where names stand in it
        self.items_at = self._filed("items_at", _same)  # by speech and anchor: terms whose items are spelled out from there
        self.mentions_in = self._filed("mentions_in", _same)  # by speech and entry: where it is named there
        self.lessons_of = self._filed("lessons_of", _same)  # by entry: the lessons that refer to it

    # ------------------------------------------------------------------ who looks up what

    @contextmanager
    def watching(self, pieces: watch.Pieces | None = None, *, only_pieces: bool = False) -> Iterator[Seen]:
        """Note every look-up until the end of the block; ``pieces`` are those made before.

        ``only_pieces``: what is looked up outside pieces is of no use to anybody, and is not noted.
        """
        seen = Seen()
        self._seen, self._pieces = None if only_pieces else seen, pieces
        try:
            yield seen
        finally:
            self._seen = self._pieces = None

    def piece(self, name: str, kind: type[T], make: Callable[[], T]) -> T:
        """What ``make`` gives: as it was given before, where all that it then looked up is still the same.

        For what a page is put together from, so that it need not be made from the beginning when it grows by a line;
        ``name`` tells one piece of an item from another.
        """
        outer = self._seen
        if self._pieces is None:
            return make()
        if known := self._pieces.get(name, kind):
            found, keys = known
        else:
            self._seen = seen = Seen()
            found = make()
            keys = seen.keys
            self._pieces.put(name, found, keys)
        self._seen = outer
        if outer is not None:
            outer.take(keys)
        return found

    def _note(self, *parts: str) -> None:
        """A kind of look-up, the id it is made under, and what more there is; nothing for the whole book."""
        if self._seen is not None:
            self._seen.parts.add(parts)

    def _watched(self, entry: E) -> E:
        return entry if self._seen is None else cast(E, watch.Watched(entry, self._note))

    def _all_watched(self, entries: list[E]) -> list[E]:
        return [self._watched(e) for e in entries]

    def _figure(self, figure: Figure) -> Figure:
        self._note("figure", figure.id)
        return figure

    def _filed(self, name: str, watched: Callable[[Any], Any]) -> Filed[Any]:
        find = getattr(self._file, name)
        return Filed(name, find, lambda: self._file.keys(name), self._note, watched)

    @cached_property
    def digests(self) -> dict[str, bytes]:
        """For every id that something can be looked up under ("" where it is under none): a fingerprint of all that."""
        found = {"": fingerprint([*self.prints("").values()])}
        for id, entry in self._held.items():
            more = [fingerprint(x) for x in (self._file.lessons_of(id),) if x]
            if id[0] == "s":
                more += digest_of(self._readings, id), self._file.print_in(id)
            found[id] = fingerprint((entry, more)) if more else fingerprint(entry)
        return found

    def prints(self, id: str) -> dict[int, bytes]:
        """By key: the fingerprint of everything that can be looked up under an id and is there; figures under their speech."""
        found: dict[tuple[str, ...], object] = {}
        if entry := self._held.get(id):
            found["has", id], found["of", id, ""] = True, entry
            found.update({("of", id, name): getattr(entry, name) for name in watch.names(entry)})
        if lessons := self._file.lessons_of(id):
            found["lessons_of", id] = lessons
        if entry and id[0] == "s":
            found["source", id] = digest_of(self._readings, id)
            for figure in self._file.figures_of(id) or ():
                found["has", figure.id], found["figure", figure.id] = True, figure
            found["practices_of", id] = [p.id for p in self._file.practices_of(id) or ()]
            found.update({(name, id): getattr(self._file, name)(id) for name in _OF_SPEECH})
            found.update({(name, id, at): what for name in _OF_PLACE for at, what in self._file.places(name, id).items()})
        if not id:
            found.update({(name,): getattr(self, name) for name in ("figures_split", "practices_split")})
        return {watch.key(*parts): fingerprint(what) for parts, what in found.items() if what is not None}

    def digest(self, id: str) -> str:
        """Changes with everything that was found for an entry."""
        return self.digests[id].hex()[:12]

    @property
    def book(self) -> Book:
        """All of it: whoever asks for that is made anew in every run."""
        self._note()
        return self._book

    def whole(self, id: str) -> Any:
        """An entry as it is, all of whose fields count."""
        self._note("of", id, "")
        return self._held[id]

    def entry(self, id: str) -> Entry | None:
        """The entry with a page that has this id."""
        self._note("has", id)
        found = self._held.get(id)
        return self._watched(found) if found else None

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
        self._note("source", speech)
        return self._sources(speech)

    def sentences(self, speech: str) -> int:
        """How many sentences a speech has."""
        self._note("source", speech)
        return self._gist(speech)[1]

    def line(self, speech: str, position: int) -> int:
        """The line, from 1, of a reading position."""
        self._note("source", speech)
        return bisect_left(self._gist(speech)[0], position) + 1

    @cached_property
    def outside_of(self) -> dict[str, list[Practice]]:
        """Practices outside this part of a book, by speech."""
        out: dict[str, list[Practice]] = {}
        for entry in self.outside.values():
            if isinstance(entry, Practice):
                out.setdefault(entry.speech, []).append(entry)
        return out

    # ------------------------------------------------------------------ courses

    def taught(self, page: str, id: str) -> list[str]:
        """The line that says which lessons use an entry, if any do."""
        links = [link(page, lesson_address(course, lesson.number), f"{course.title}·{lesson.title}" if lesson.number
                      else course.title) for course, lesson in self.lessons_of.get(id, ())]  # fmt: skip
        return [f"用于课程：{'、'.join(links)}\n{{: .cj-taught }}"] if links else []

    @property
    def figures_split(self) -> bool:
        """Whether the table of figures is split by speech."""
        self._note("figures_split")
        return len(self._book.figures) > self.limit

    @property
    def practices_split(self) -> bool:
        """Whether the index of practices is split by category."""
        self._note("practices_split")
        return len(self._book.practices) > self.limit

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
        if isinstance(entry, Practice) and entry.above and len(entry.title) <= _SHORT:
            return f"{entry.above}·{entry.title}"
        return labels.title(entry)

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
        self._note("online")
        cut = self._book.cut
        return cut.online + address(id).removesuffix(".md") + ".html" if cut and cut.online else None

    def left_out(self, id: str) -> str:
        """A line that says how much of an entry this part does not hold, or nothing."""
        self._note("left_out", id)
        count = self._left_out(id)
        return f"本包只收了其中一部分，另有 {count} 处在包外的讲话中，全文见页码 {id}。\n{{: .cj-notice }}" if count else ""

    def _left_out(self, id: str) -> int:
        return self._book.cut.left_out.get(id, 0) if self._book.cut else 0

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


def digest_of(readings: Mapping[str, Reading], speech: str) -> bytes:
    """The fingerprint of a reading; the library knows it without fetching the reading."""
    if speech not in readings:
        return b""
    digest = getattr(readings, "digest", None)
    return cast(bytes, digest(speech)) if digest else fingerprint(readings[speech])


def gist_of(readings: Mapping[str, Reading], speech: str) -> tuple[array[int], int]:
    """Where the lines of a reading text end, and how many sentences there are; the library knows it likewise."""
    if gist := getattr(readings, "gist", None):
        known: tuple[array[int], int] = gist(speech)
        return known
    reading = readings[speech]
    return array("I", (m.start() for m in re.finditer("\n", reading.raw.text))), len(reading.document.sentences)


def _groups(book: Book) -> tuple[Iterable[Entry], ...]:
    return book.speeches, book.practices, book.villages, book.terms


def _same(value: T) -> T:
    return value
