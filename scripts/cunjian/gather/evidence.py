"""gather/evidence: clean spans of one speech become quotes out of its reading text (architecture: "Evidence")."""

from __future__ import annotations

from bisect import bisect_right

from cunjian.model import Evidence, Reading, Span
from cunjian.quotes import Drawer


class Quoter:
    """Quotes from one speech."""

    def __init__(self, speech: str, reading: Reading) -> None:
        self.speech = speech
        self.reading = reading
        self._starts = [s.span.start for s in reading.document.sentences]
        self._said: dict[tuple[int, int], tuple[int, int, str, str, str]] = {}

    def sentence(self, position: int) -> int | None:
        """Index of the sentence at a clean position, or of the next one when it lies between two."""
        sentences = self.reading.document.sentences
        index = bisect_right(self._starts, position) - 1
        if index < 0 or sentences[index].span.end <= position:
            index += 1
        return index if index < len(sentences) else (len(sentences) - 1 if sentences else None)

    def sentence_span(self, span: Span) -> Span:
        """The sentence a name stands in, widened to hold all of the name."""
        index = self.sentence(span.start)
        if index is None:
            return span
        found = self.reading.document.sentences[index].span
        return Span(min(found.start, span.start), max(found.end, span.end))

    def quote(self, span: Span, rule: str = "", name: Span | None = None) -> Evidence:
        """Evidence for a non-empty clean span; ``name`` is where in it the name stands."""
        return Evidence(self.speech, *self._once(span), rule, self._at(name))

    def laid(self, drawer: Drawer, span: Span, rule: str = "", name: Span | None = None) -> int:
        """The number of the same in a drawer; most evidence goes there at once."""
        return drawer.lay(self.speech, self._once(span), rule, self._at(name))

    def _at(self, name: Span | None) -> tuple[int, int] | None:
        at = self.reading.clean.origin(name) if name else None
        return (at.start, at.end) if at else None

    def _once(self, span: Span) -> tuple[int, int, str, str, str]:
        key = (span.start, span.end)
        return self._said.get(key) or self._said.setdefault(key, self._words(span))

    def _words(self, span: Span) -> tuple[int, int, str, str, str]:
        """Start, end, quote, text and anchor; every evidence of the same words shares them."""
        place = self.reading.clean.origin(span)
        quote, text = place.of(self.reading.raw.text), span.of(self.reading.clean.text)
        index = self.sentence(span.start)
        anchor = self.reading.document.sentences[index].anchor if index is not None else ""
        return place.start, place.end, quote, quote if quote == text else text, anchor
