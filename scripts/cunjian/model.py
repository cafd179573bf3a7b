"""The nouns: what every room receives and hands on (architecture: "The nouns").

No I/O and no import of ours.  All values are frozen; sequences are tuples, or lie in a file (``quotes``).  Two coordinate systems exist and a
docstring always says which one is meant:

* *reading* positions: code points in ``Raw.text``; the only positions that are ever published;
* *clean* positions: code points in ``Clean.text``; what divide, extract and link work in.

``Clean.origin`` leads from the second to the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True)
def value(*, order: bool = False) -> Callable[[type[Made]], type[Made]]:
    """A frozen dataclass with slots, for what a speech has thousands of.  That nobody changes it is mypy's to see: at run time a
    frozen one sets each field by a call and takes four times as long to make, a fortieth of what reading a speech takes."""
    return dataclass(slots=True, order=order, unsafe_hash=True)


# --------------------------------------------------------------------------- places in a text


@value(order=True)
class Span:
    """Half-open run of code points ``[start, end)``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of ``text`` at this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page of a paged source begins (reading position)."""

    page: int
    start: int


@dataclass(frozen=True, slots=True)
class Raw:
    """One speech as it was read from a source file."""

    file: str  # posix path below the knowledge base, "sources/a.txt"
    place: int  # 0 for the first speech of the file, 1 for the second …
    sha256: str  # of the file's bytes
    format: str  # suffix without dot: txt, docx …
    encoding: str | None  # None where the format has none of its own
    text: str  # the reading text: BOM dropped, CRLF and CR made LF, nothing else changed
    pages: tuple[PageStart, ...] | None = None
    omitted: tuple[tuple[str, int], ...] = ()  # (kind, count) of what the reader left out
    marks: tuple[tuple[str, Span], ...] = ()  # layout the format tells: heading1 bold row page-head file-title …
    problems: tuple[str, ...] = ()  # sentences for the editor: what could not be read, where, what to do
    withheld: tuple[tuple[str, Span], ...] = ()  # personal data masked in the text, length for length: (kind, span)


# --------------------------------------------------------------------------- clean text


@dataclass(frozen=True, slots=True)
class Noise:
    """A run of reading text that is not the speech."""

    kind: str  # banner, footer, paywall, cover, contents, chrome, credit …
    span: Span  # reading positions
    rule: str


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` code points kept: at ``clean`` in the clean text, at ``reading`` in the reading text."""

    clean: int
    reading: int
    length: int


_CLEAN, _READING = attrgetter("clean"), attrgetter("reading")  # a key in C: a run over a thousand speeches asks a million times


@dataclass(frozen=True, slots=True)
class Clean:
    """The reading text without its noise and with wrapped lines joined: a subsequence of the reading text."""

    text: str
    runs: tuple[Run, ...]
    noise: tuple[Noise, ...] = ()

    @classmethod
    def whole(cls, text: str) -> Clean:
        """Nothing cleaned yet."""
        return cls(text, (Run(0, 0, len(text)),) if text else ())

    def at(self, position: int) -> int:
        """The reading position of the clean code point ``position``; IndexError when there is none."""
        if not 0 <= position < len(self.text):
            raise IndexError(position)
        run = self.runs[bisect_right(self.runs, position, key=_CLEAN) - 1]
        return run.reading + position - run.clean

    def kept(self, span: Span) -> Span:
        """The clean span of what was kept of a reading span; empty where nothing was."""
        return Span(self._after(span.start), self._after(span.end))

    def _after(self, position: int) -> int:
        """How much of the clean text stands before a reading position."""
        at = bisect_right(self.runs, position, key=_READING) - 1
        if at < 0:
            return 0
        run = self.runs[at]
        return run.clean + min(position - run.reading, run.length)

    def origin(self, span: Span) -> Span:
        """The reading span from the first to the last code point of a non-empty clean span."""
        return Span(self.at(span.start), self.at(span.end - 1) + 1)

    def without(self, cuts: list[Span]) -> Clean:
        """A copy in which the clean spans ``cuts`` (any order, may touch) are left out."""
        text: list[str] = []
        runs: list[Run] = []
        length = 0

        def keep(start: int, end: int) -> None:
            nonlocal length
            first = bisect_right(self.runs, start, key=_CLEAN) - 1
            for run in self.runs[first:]:
                lo, hi = max(start, run.clean), min(end, run.clean + run.length)
                if lo >= hi:
                    break
                reading = run.reading + lo - run.clean
                last = runs[-1] if runs else None
                if last and last.reading + last.length == reading:
                    runs[-1] = Run(last.clean, last.reading, last.length + hi - lo)
                else:
                    runs.append(Run(length, reading, hi - lo))
                text.append(self.text[lo:hi])
                length += hi - lo

        at = 0
        for cut in sorted(cuts):
            if cut.start > at:
                keep(at, cut.start)
            at = max(at, cut.end)
        if at < len(self.text):
            keep(at, len(self.text))
        return Clean("".join(text), tuple(runs), self.noise)


# --------------------------------------------------------------------------- divided text


@value()
class Part:
    """A title, heading, paragraph or table row, in order; together they carry every sentence of the speech."""

    kind: str  # title | byline | heading | paragraph | row
    span: Span  # clean positions; a heading includes its number and end punctuation
    level: int = 0  # depth of a heading, 1.., none skipped; 0 for everything else
    title: str = ""  # a heading without number and end punctuation
    style: str = ""  # how a heading was recognised: numbered, lead, line …
    run_in: bool = False  # a heading that stands at the start of the paragraph after it
    section: int | None = None  # index of the heading part it stands under (for a heading: the one above)


@value()
class Sentence:
    """A sentence; every non-blank code point of the clean text lies in exactly one."""

    span: Span  # clean positions, outer white space excluded
    anchor: str  # from its text, with an ordinal among equals: unique on the page
    part: int  # index into Document.parts


@dataclass(frozen=True, slots=True)
class Document:
    """One speech, divided."""

    title: str
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    speaker: str | None = None
    occasion: str | None = None
    place: str | None = None
    date: str | None = None  # YYYY-MM-DD, YYYY-MM or YYYY


# --------------------------------------------------------------------------- mentions (all spans are clean positions)


@value()
class Item:
    """One of the things a shorthand stands for."""

    text: str
    span: Span


@value()
class TermMention:
    """A name of a mechanism, institution, method … seen in one speech."""

    span: Span  # of the name as written, quote marks included
    name: str  # headword: without quote marks
    rule: str
    kind: str  # shorthand | method | meeting | campaign | institution | brand | thesis | other
    aliases: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    definition: Span | None = None


@value()
class VillageMention:
    """A village that the speech reports on or names as its own."""

    span: Span  # of the name
    name: str
    rule: str
    place: str | None  # as far as the text tells: 清溪县云岭乡
    sentences: tuple[Span, ...]  # sentences that report on it
    own: bool = False  # whose speech it is: what is said of nobody else is said of it
    facts: tuple[Span, ...] = ()  # further sentences, of its own speech, whose figures and honours are its


@value()
class FigureMention:
    """A number with its unit."""

    span: Span
    rule: str
    label: str  # what it measures, in the words of the text
    value: float | None
    max: float | None
    qualifier: str | None  # 近, 约, 余, 以上 …
    unit: str | None
    previous: float | None
    direction: str | None  # up | down
    status: str  # stated | redacted | damaged
    scope: str  # village | town | county | other
    village: str | None  # name of the village it speaks of


@value()
class HonourMention:
    """A title that was awarded."""

    span: Span
    name: str
    rule: str
    level: str | None  # national | provincial | city | county
    village: str | None


@value()
class PracticeMention:
    """The lowest section that tells how something is done."""

    heading: int  # index into Document.parts
    sentences: tuple[int, ...]  # indexes into Document.sentences
    category: str
    rule: str


@value()
class Redaction:
    """A run of ``* × x X`` that hides a name or number."""

    kind: str  # number | person | place | other
    span: Span


@value()
class Flag:
    """Something a reader must know about the source."""

    kind: str
    span: Span
    note: str
    suggestion: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was found in one speech, before any other speech was looked at."""

    raw: Raw
    clean: Clean
    document: Document
    terms: tuple[TermMention, ...] = ()
    villages: tuple[VillageMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    honours: tuple[HonourMention, ...] = ()
    practices: tuple[PracticeMention, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    flags: tuple[Flag, ...] = ()


Signs = tuple[tuple[str, float], ...]
"""What spoke for something and against it, with its points."""


@dataclass(frozen=True, slots=True)
class Why:
    """What spoke for what was found in one speech."""

    names: Mapping[Span, Signs] = field(default_factory=dict)  # of unquoted terms
    titles: tuple[tuple[str, Signs], ...] = ()  # what may be the title, the best first
    categories: Mapping[int, Signs] = field(default_factory=dict)  # of practices, by the part that is their heading


# --------------------------------------------------------------------------- what is published


@dataclass(frozen=True, slots=True)
class Evidence:
    """``reading_text[start:end] == quote``, always."""

    speech: str  # id
    start: int  # reading position
    end: int
    quote: str  # as it stands in the reading text
    text: str  # as pages show it: without noise inside, wrapped lines joined
    anchor: str  # of its first sentence
    rule: str = ""  # the rule that saw it
    at: tuple[int, int] | None = None  # reading positions of the name inside the quote


@dataclass(frozen=True, slots=True)
class Related:
    """A neighbour and why it is one."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Honour:
    name: str
    level: str | None  # national | provincial | city | county
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Definition:
    text: str
    origin: str  # source | reference
    citation: str | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Speech:
    """The card of one speech; its text and parts stay in the Reading."""

    id: str
    title: str
    file: str
    place_in_file: int
    sha256: str
    format: str
    encoding: str | None
    speaker: str | None
    occasion: str | None
    place: str | None
    date: str | None
    duplicate_of: str | None = None
    note: str | None = None  # from corrections.yml
    publisher: str | None = None  # from corrections.yml
    curated: tuple[str, ...] = ()  # names of the fields that a person supplied


@dataclass(frozen=True, slots=True)
class Practice:
    id: str
    speech: str
    title: str  # the heading
    above: str | None  # the heading above it
    category: str
    heading: Evidence
    evidence: Sequence[Evidence]  # its sentences, in order, without the heading
    terms: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    honours: tuple[Honour, ...] = ()
    related: tuple[Related, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Village:
    id: str
    name: str
    place: str | None
    aliases: tuple[str, ...]
    evidence: Sequence[Evidence]
    figures: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    honours: tuple[Honour, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    id: str
    name: str
    aliases: tuple[str, ...]
    pinyin: str  # "san hui yi ke"
    kind: str
    mentions: Sequence[Evidence]
    items: tuple[tuple[ItemEvidence, ...], ...] = ()  # one list for each text that spells all of them out
    definition: Definition | None = None
    related: tuple[Related, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    label: str
    value: float | None
    max: float | None
    qualifier: str | None
    unit: str | None
    previous: float | None
    direction: str | None
    status: str
    scope: str
    subject: str | None  # village id
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands at an address whose entry is no longer there."""

    id: str
    kind: str  # speech | practice | village | term
    key: str
    target: str | None  # id of the entry that took its place
    first: str = ""  # YYYY-MM-DD, first published
    why: str = ""  # hide | withhold | not_a: what an editor decided; empty where no speech carries it any more
    note: str | None = None  # what the editor says about it


@dataclass(frozen=True, slots=True)
class Link:
    """A name of the lexicon in one speech (clean positions)."""

    span: Span
    id: str


@dataclass(frozen=True, slots=True)
class Category:
    name: str
    about: str
    words: Mapping[str, int]  # in heading or body
    titles: Mapping[str, int] = field(default_factory=dict)  # in the heading only


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a part was asked to hold."""

    kind: str  # category | village | term | speech | course
    name: str
    id: str = ""  # of the entry; of a course its address; categories have none


@dataclass(frozen=True, slots=True)
class Cut:
    """What a book that is part of a larger one says about itself: what was asked for, and what lies outside."""

    name: str  # what people call the part: 集体经济, or 崇江村、三会一课
    asked: tuple[Asked, ...]
    home: str  # what the whole site is called
    since: str | None  # YYYY-MM-DD: when the newest entry of the part was first published
    online: str | None  # address of the whole site, ending in "/"
    outside: tuple[Speech | Practice | Village | Term, ...]  # entries that pages of the part name
    left_out: Mapping[str, int] = field(default_factory=dict)  # id -> sentences that stand in speeches outside


@dataclass(frozen=True, slots=True)
class Book:
    """All entries of a knowledge base, or of a part of it."""

    speeches: tuple[Speech, ...]
    practices: tuple[Practice, ...]
    villages: tuple[Village, ...]
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]
    notices: tuple[Notice, ...] = ()
    categories: tuple[Category, ...] = ()
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)  # speech id -> where names stand in it
    first_published: Mapping[str, str] = field(default_factory=dict)  # id -> YYYY-MM-DD
    courses: tuple[Course, ...] = ()
    problems: tuple[str, ...] = ()  # Chinese sentences for the editor
    cut: Cut | None = None  # what was cut out of what, if this is a part


# --------------------------------------------------------------------------- courses


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference of a course, followed to what it means today.

    ``state``: ``stands``; ``moved`` (followed to the entry that took the place); ``changed`` (a sentence that reads
    otherwise than when it was cited; ``evidence`` is today's); ``gone`` (no such sentence any more); ``withdrawn``;
    ``unknown``.  Only the first three have something to show.
    """

    code: str  # as the trainer wrote it: t4k9x2m0c, s…#j…
    state: str
    words: str | None = None  # the trainer's own words for it
    id: str | None = None  # the entry it leads to today
    kind: str = ""  # speech | practice | village | term | figure
    title: str = ""
    place: str | None = None
    about: str = ""  # one line
    source: str = ""  # who said it where and when, as plain text
    evidence: Evidence | None = None  # of a cited sentence, or of the sentence that ``about`` is
    sentence: bool = False  # a sentence is cited, not the page
    figures: tuple[tuple[str, str], ...] = ()  # what is measured, the number as printed
    items: tuple[str, ...] = ()  # what a shorthand stands for
    length: int = 0  # characters to read there


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a lesson: Markdown with references inside, one reference that stands alone, or questions."""

    kind: str  # text | reference | questions
    parts: tuple[str | Cited, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    number: int  # part of the address: the number it got at first sight; 0 for what stands before the first lesson
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What a trainer wrote in courses/, with every reference followed."""

    name: str  # ASCII: its address is courses/<name>.html
    file: str  # "courses/积分制.md"
    title: str
    audience: str | None = None
    minutes: int | None = None
    goals: tuple[str, ...] = ()
    opening: Lesson | None = None
    lessons: tuple[Lesson, ...] = ()
    former: tuple[int, ...] = ()  # numbers of lessons that are no longer taught
    withdrawn: bool = False  # only the lock is left


# --------------------------------------------------------------------------- what people decided (curation/)


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of curation/words/: ``words["villages.not_villages"]`` is that list of that file.

    Hashable by its digest, so that finders can cache what they compile from it.
    """

    lists: Mapping[str, tuple[str, ...]] = field(compare=False)
    numbers: Mapping[str, Mapping[str, float]] = field(compare=False)
    digest: str = ""

    def __hash__(self) -> int:
        return hash(self.digest)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """A list; one that is empty or lost is a list of something that no text holds, as a word and as a pattern."""
        return self.lists.get(name) or ("\uffff=\uffff=\uffff",)


@dataclass(frozen=True, slots=True)
class ReferenceTerm:
    """An entry of curation/terms.yml."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    definition: str | None = None
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of an editor about one page."""

    page: str  # id
    action: str  # rename | merge_into | hide | not_a | category | alias | definition | note | speaker | date | …
    value: str
    where: str  # "curation/corrections.yml 第12行", for messages
    citation: str | None = None  # of a definition


@dataclass(frozen=True, slots=True)
class Curation:
    categories: tuple[Category, ...]
    terms: tuple[ReferenceTerm, ...]
    names: tuple[str, ...]  # recognised without a definition
    synonyms: tuple[tuple[str, ...], ...]
    corrections: tuple[Correction, ...]
    words: Words
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One published address; columns of curation/ids.tsv in this order."""

    id: str
    kind: str  # speech | practice | village | term
    key: str  # at first sight
    first: str  # YYYY-MM-DD
    now: str = ""  # the key today when it differs; "-" withdrawn; "=<id>" replaced by that entry
    content: str = ""  # speeches: sha256 of the reading text, first 16 hex digits


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every name and alias that link/ looks for: folded surface form -> entry id."""

    names: Mapping[str, str]
    quoted: frozenset[str] = frozenset()  # names that count only where they stand in quote marks (“五好”)
