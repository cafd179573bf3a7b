"""link/finder: one automaton for all names (architecture: "Link")."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, Implementation

from cunjian.link.boundaries import fits, in_quotes, widened
from cunjian.link.squeeze import Squeezed, squeeze
from cunjian.model import Lexicon, Link


class Finder:
    """A compiled lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = sorted(name for name in lexicon.names if name)
        self._ids = [lexicon.names[name] for name in self._names]
        self._quoted = [name in lexicon.quoted for name in self._names]
        self._automaton = AhoCorasick(self._names, implementation=Implementation.ContiguousNFA) if self._names else None

    def find(self, text: str) -> tuple[Link, ...]:
        """Every name in a clean text; of overlapping ones the leftmost, of those the longest."""
        if self._automaton is None:
            return ()
        squeezed = squeeze(text)
        hits = self._automaton.find_matches_as_indexes(squeezed.text, overlapping=True)
        links: list[Link] = []
        free = 0
        for number, start, end in sorted(hits, key=lambda h: (h[1], -h[2])):
            if start >= free and self._counts(number, squeezed, start, end):
                span, end = widened(squeezed, start, end)
                links.append(Link(span, self._ids[number]))
                free = end
        return tuple(links)

    def _counts(self, number: int, squeezed: Squeezed, start: int, end: int) -> bool:
        if self._quoted[number] and not in_quotes(squeezed, start, end):
            return False
        return fits(squeezed, start, end, village=self._ids[number].startswith("v"))
