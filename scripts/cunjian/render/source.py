"""One speech as its pages need it: where every anchor, part and mark stands in the clean text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from cunjian import labels
from cunjian.model import Evidence, Flag, Link, Reading, Sentence, Span
from cunjian.render import escape
from cunjian.render.marks import Mark, nest


class Source:
    """A Reading with its look-ups; all spans are clean positions."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.clean.text

    @cached_property
    def by_anchor(self) -> dict[str, Sentence]:
        """The sentence of every anchor."""
        return {s.anchor: s for s in self.reading.document.sentences}

    @cached_property
    def in_part(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of every part, in order."""
        parts: list[list[Sentence]] = [[] for _ in self.reading.document.parts]
        for sentence in self.reading.document.sentences:
            parts[sentence.part].append(sentence)
        return tuple(map(tuple, parts))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Flags and redactions, outer layers first."""
        flags = [Mark(f.span, f'<span class="cj-f" title="{escape.attribute(flag_note(f))}">', "</span>")
                 for f in self.reading.flags]  # fmt: skip
        hidden = [Mark(r.span, f'<span class="cj-r" title="{labels.HIDDEN}">', "</span>")
                  for r in self.reading.redactions]  # fmt: skip
        return tuple(sorted(flags, key=lambda m: m.span) + sorted(hidden, key=lambda m: m.span))

    @cached_property
    def _marks_of(self) -> dict[int, list[int]]:
        """By sentence: the indexes of the marks that touch it."""
        sentences = self.reading.document.sentences
        out: dict[int, list[int]] = {}
        for index, mark in enumerate(self.marks):
            at = max(bisect_right(sentences, mark.span.start, key=lambda s: s.span.start) - 1, 0)
            while at < len(sentences) and sentences[at].span.start <= mark.span.end:
                out.setdefault(at, []).append(index)
                at += 1
        return out

    def touching(self, span: Span) -> list[Mark]:
        """The marks that stand in a span, in layer order."""
        sentences = self.reading.document.sentences
        at = max(bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1, 0)
        found: set[int] = set()
        while at < len(sentences) and sentences[at].span.start < span.end:
            found.update(self._marks_of.get(at, ()))
            at += 1
        chosen = [self.marks[i] for i in sorted(found)]
        return [m for m in chosen if m.span.touches(span) or (not len(m.span) and span.covers(m.span))]

    def inline(self, span: Span, links: Iterable[Mark] = ()) -> str:
        """The clean text of a span as Markdown, with its marks."""
        return nest(self.text, span, [*links, *self.touching(span)])

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a clean position, or the last one before it."""
        sentences = self.reading.document.sentences
        at = bisect_right(sentences, position, key=lambda s: s.span.start) - 1
        return sentences[max(at, 0)] if sentences else None

    def span_of(self, evidence: Evidence) -> Span | None:
        """Where an evidence stands in the clean text; None if it is shown in other words than stand there."""
        start, end = self._clean(evidence.start), self._clean(evidence.end - 1)
        if start is None or end is None:
            return None
        span = Span(start, end + 1)
        return span if span.of(self.text) == evidence.text else None

    def name_in(self, evidence: Evidence) -> Span | None:
        """Where the name or number that an evidence is about stands in the clean text; None if that is not told."""
        if evidence.at is None:
            return self.span_of(evidence)
        start, end = self._clean(evidence.at[0]), self._clean(evidence.at[1] - 1)
        return Span(start, end + 1) if start is not None and end is not None and start <= end else None

    def _clean(self, position: int) -> int | None:
        runs = self.reading.clean.runs
        at = bisect_right(runs, position, key=lambda r: r.reading) - 1
        if at < 0 or position >= runs[at].reading + runs[at].length:
            return None
        return runs[at].clean + position - runs[at].reading

    def part_of(self, anchor: str) -> int | None:
        """The index of the part an anchor stands in."""
        sentence = self.by_anchor.get(anchor)
        return sentence.part if sentence else None

    def place_of(self, anchor: str) -> tuple[int, int] | None:
        """Which paragraph of the speech, and which sentence of it, both from 1; None for a title or heading."""
        sentence = self.by_anchor.get(anchor)
        if sentence is None or sentence.part not in self._paragraphs:
            return None
        return self._paragraphs[sentence.part], self.in_part[sentence.part].index(sentence) + 1

    @cached_property
    def _paragraphs(self) -> dict[int, int]:
        """The number, from 1, of every part that is a paragraph or row."""
        parts = enumerate(self.reading.document.parts)
        return {part: n for n, part in enumerate((i for i, p in parts if p.kind in ("paragraph", "row")), start=1)}

    def origin(self, span: Span) -> Span:
        """Reading positions of a clean span; an empty one gets an empty place."""
        if len(span):
            return self.reading.clean.origin(span)
        at = self.reading.clean.at(span.start) if span.start < len(self.text) else len(self.reading.raw.text)
        return Span(at, at)


def flag_note(flag: Flag) -> str:
    """What the mark of a flag says."""
    name = labels.FLAG.get(flag.kind, flag.kind)
    note = f"{name}：{flag.note}" if flag.note else name
    return f"{note}（疑应为 {flag.suggestion}）" if flag.suggestion else note


def first_mentions(source: Source, links: Sequence[Link]) -> list[tuple[str, Link]]:
    """For each section, the first place where each name stands; inside one sentence and never overlapping.

    Each comes with the anchor of its sentence.
    """
    parts = source.reading.document.parts
    seen: set[tuple[int | None, str]] = set()
    kept: list[tuple[str, Link]] = []
    for link in sorted(links, key=lambda found: (found.span.start, -found.span.end, found.id)):
        sentence = source.sentence_at(link.span.start)
        if sentence is None or not sentence.span.covers(link.span) or not len(link.span):
            continue
        part = parts[sentence.part]
        section = sentence.part if part.kind == "heading" else part.section
        if (section, link.id) in seen or (kept and kept[-1][1].span.end > link.span.start):
            continue
        seen.add((section, link.id))
        kept.append((sentence.anchor, link))
    return kept
