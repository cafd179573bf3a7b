"""gather/facts: what gathering needs of one speech, without its text (architecture: "Gather").

Small enough that those of ten thousand speeches lie in memory together; made where the speech is read.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from sys import intern

from cunjian.gather import copies, names
from cunjian.gather.ids import fingerprint as text_print
from cunjian.model import PracticeMention, Reading, TermMention, VillageMention
from cunjian.prints import fingerprint
from cunjian.script import fold

_QUOTED = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Facts:
    """One speech."""

    file: str
    place_in_file: int
    sha256: str
    format: str
    encoding: str | None
    content: bytes  # fingerprint of the reading
    print: str  # of the reading text; "" where it is blank
    sketch: copies.Sketch
    breaks: bytes  # where the lines of the reading text end, four bytes each
    sentences: int
    title: str
    speaker: str | None
    occasion: str | None
    place: str | None
    date: str | None
    terms: tuple[tuple[TermMention, str | None], ...]  # with the part of it that stood in quotes
    villages: tuple[VillageMention, ...]
    practices: tuple[tuple[PracticeMention, str | None, str], ...]  # with the heading above and its own


def of(reading: Reading) -> Facts:
    """The facts of a reading."""
    raw, document, text = reading.raw, reading.document, fold(reading.clean.text)
    named = []
    for mention in reading.terms:
        if names.key(mention.name):
            part = _QUOTED.search(mention.span.of(text))
            named.append((mention, part.group(1) if part else None))
    told = [(p, *_titles(reading, p)) for p in sorted(reading.practices, key=lambda p: p.heading)]
    return Facts(
        raw.file, raw.place, raw.sha256, raw.format, raw.encoding, fingerprint(reading), text_print(raw.text) if raw.text.strip() else "",
        copies.sketch(copies.bare(reading.clean.text)), array("I", [n.start() for n in re.finditer("\n", raw.text)]).tobytes(),
        len(document.sentences), document.title or PurePosixPath(raw.file).stem, document.speaker,
        document.occasion, document.place, document.date, tuple(named), reading.villages, tuple(told),
    )  # fmt: skip


def shared(facts: Facts) -> Facts:
    """The same, words that come in many speeches held once: most of the memory of ten thousand."""
    terms = tuple((TermMention(m.span, intern(m.name), intern(m.rule), intern(m.kind), m.aliases, m.items, m.definition), part)
                  for m, part in facts.terms)  # fmt: skip
    villages = tuple(VillageMention(m.span, m.name, intern(m.rule), m.place and intern(m.place), m.sentences) for m in facts.villages)
    told = tuple((PracticeMention(m.heading, m.sentences, intern(m.category), intern(m.rule)), *titles) for m, *titles in facts.practices)
    return replace(facts, terms=terms, villages=villages, practices=told)  # type: ignore[arg-type]


def _titles(reading: Reading, mention: PracticeMention) -> tuple[str | None, str]:
    parts = reading.document.parts
    heading = parts[mention.heading]
    above = parts[heading.section].title if heading.section is not None else None
    return above or None, heading.title or reading.document.title


class Library(Mapping[str, Reading]):
    """Speech id -> reading, fetched when it is asked for; a few stay in memory."""

    def __init__(
        self, where: Mapping[str, int], readings: Sequence[Reading], changed: Callable[[str, Reading], Reading],
        facts: Mapping[str, Facts], told: Mapping[str, str],
    ) -> None:  # fmt: skip
        """``told`` says of each changed reading what the change depends on."""
        self._where, self._told = where, told
        self._known = {id: (f.content, f.breaks, f.sentences) for id, f in facts.items()}
        self._fetch = lru_cache(maxsize=64)(lambda id: changed(id, readings[where[id]]))

    def __getitem__(self, id: str) -> Reading:
        return self._fetch(id)

    def digest(self, id: str) -> bytes:
        """The fingerprint of a reading, without fetching it."""
        return fingerprint((self._known[id][0], self._told.get(id)))

    def gist(self, id: str) -> tuple[array[int], int]:
        """Where the lines of the reading text end, and how many sentences there are, without fetching it."""
        _, breaks, sentences = self._known[id]
        return array("I", breaks), sentences

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)

    def __contains__(self, id: object) -> bool:
        return id in self._where
