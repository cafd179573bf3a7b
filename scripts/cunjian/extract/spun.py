"""Spun: words that stand in a speech for the usual ones, which the whole of it lacks (curation/words/swaps.yml).

A spinner (伪原创) replaces a word everywhere.  So an odd word speaks for one where the two characters beside it are those that stand beside
the usual word and never beside itself, and where the usual word stands nowhere in the speech; then it does so wherever it has
none of its own words beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from cunjian.model import Span, Words

Swaps = dict[Span, tuple[str, str]]
"""Where a wrong word stands for a right one."""
_ENOUGH = 500  # characters: a shorter text lacks many a usual word
_DIGITS = str.maketrans("123456789", "000000000")
_Near = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Table:
    odd: tuple[str, ...]
    usual: Mapping[str, tuple[str, ...]]  # of each odd word
    automaton: AhoCorasick  # finds the odd words, the longest where they overlap
    before: _Near
    behind: _Near
    own_before: _Near
    own_behind: _Near
    rare: frozenset[str]


def find(text: str, words: Words) -> tuple[Swaps, Swaps]:
    """Where an odd word stands in the place of a usual one that the text lacks; and where another does that natural text hardly
    knows, which proves nothing but is believed of a mill."""
    if len(text) < _ENOUGH:
        return {}, {}
    table = _table(words)
    lacking: dict[str, tuple[str, ...]] = {}
    told: set[tuple[str, str]] = set()
    places: list[tuple[Span, str, tuple[str, ...]]] = []
    for index, start, end in table.automaton.find_matches_as_indexes(text):
        odd = table.odd[index]
        if (usuals := lacking.get(odd)) is None:
            usuals = lacking[odd] = tuple(usual for usual in table.usual[odd] if usual not in text)
        if not usuals:
            continue
        before, behind = beside(text, start, end)
        if before in table.own_before[odd] or behind in table.own_behind[odd]:
            continue
        places.append((Span(start, end), odd, usuals))
        told |= {(odd, usual) for usual in usuals if before in table.before[usual] or behind in table.behind[usual]}
    found = {span: (odd, usual) for span, odd, usuals in places for usual in reversed(usuals) if (odd, usual) in told}
    return found, {span: (odd, usuals[0]) for span, odd, usuals in places if odd in table.rare and span not in found}


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The two characters before a word and those behind it, all digits alike."""
    return text[max(0, start - 2) : start].translate(_DIGITS), text[end : end + 2].translate(_DIGITS)


@lru_cache(maxsize=4)
def _table(words: Words) -> _Table:
    usual: dict[str, tuple[str, ...]] = {}
    for right, *wrong in map(str.split, words["swaps.pairs"]):
        usual |= {odd: (*usual.get(odd, ()), right) for odd in wrong}
    odd = tuple(usual)
    before, behind, own_before, own_behind = (_near(words[f"swaps.{name}"]) for name in ("before", "behind", "own_before", "own_behind"))
    automaton = AhoCorasick(odd, matchkind=MatchKind.LeftmostLongest)
    return _Table(odd, usual, automaton, before, behind, own_before, own_behind, frozenset(words["swaps.rare"]))


def _near(lines: tuple[str, ...]) -> _Near:
    none: frozenset[str] = frozenset()
    return defaultdict(lambda: none, ((word, frozenset(near)) for word, *near in map(str.split, lines)))
