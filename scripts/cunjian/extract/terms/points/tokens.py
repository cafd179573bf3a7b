"""Clauses of a text as tagged words: what the candidates are cut from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from operator import attrgetter
from typing import Generic, TypeVar

import rjieba

_CLAUSE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z+]{3,}")
_GLUED = re.compile(
    r"(?P<v>[走按即叫进过守说])(?P<n>[一二三四五六七八九十双两][\u4e00-\u9fff]+)|(?P<h>[员室会站屋厅队坊])(?P<f>[里上去来替把将就也成都等给帮])"
    r"|(?P<d>[来去就把都也又再先还要想能可])(?P<w>[记说办请找走过建设开搞推选评组用交])|(?P<x>[\u4e00-\u9fff]{1,3})(?P<ul>了个?)"
)
"""Words that the cutter glues together where a name begins (走|四议, 搞|了个) or ends (代办|员|去)."""
_COUNTED = frozenset("个名支户家处场项件")
_TAG = {"v": "v", "n": "n", "h": "n", "f": "d", "d": "d", "w": "v", "x": "v", "ul": "ul"}


_BREAK, _AT_ONCE = "\n", 48  # the cutter is quicker with many clauses, and never joins what a line break keeps apart
_KEPT = 1 << 16
_LENGTH = attrgetter("length")
K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V], Generic[K, V]):
    """What was found out about each key; forgotten when it grows too large."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: K) -> V:
        """Find it out."""
        if len(self) >= _KEPT:
            self.clear()
        value = self[key] = self.make(key)
        return value


@dataclass(slots=True, eq=False)
class Edge:
    """What stands at the edge of a candidate."""

    points: float
    may: int  # whether a name may begin or end there
    signs: tuple[str, ...]
    leads: bool  # up to a name, more or less by what that is
    introduces: bool  # a name, as a verb does
    stops: bool  # the clause or what counts as one ends here


@dataclass(slots=True, eq=False)
class Token:
    """A word with its tag, made once, and what the gate knows of it."""

    text: str
    tag: str
    length: int
    never: bool  # in a name
    closed: bool  # no name reaches beyond it
    begins: bool  # a name, unless what stands before it forbids that
    unsure: bool  # whether it begins one: a number, or what completes a verb
    numeral: bool  # at its beginning
    ends: int  # whether a name may end with it
    before: Edge | None = None  # in front of the next word, where nothing else matters
    behind: Edge | None = None  # behind the word before, likewise


@dataclass(slots=True)
class Clause:
    """A run of words without punctuation."""

    words: tuple[Token, ...]
    at: tuple[int, ...]  # where each word begins in the text, and the end of the last


class Cutter:
    """Cuts texts into clauses; equal words with equal tags are one token."""

    def __init__(self, make: Callable[[tuple[str, str]], Token]) -> None:
        self.token = Kept(make)
        self._pieces = Kept(self._cut)

    def _cut(self, pair: tuple[str, str]) -> tuple[Token, ...]:
        """The words that a glued one is made of; any other as it is; nothing where the word before must be seen."""
        return () if pair[0][0] in _COUNTED or pair[0] == _BREAK else self._apart(pair)

    def _apart(self, pair: tuple[str, str]) -> tuple[Token, ...]:
        word = pair[0]
        if word in ("上门", "入户", "坐坐"):  # the dictionary takes them for places
            return (self.token[word, "v"],)
        if glued := _GLUED.fullmatch(word):
            return tuple(self.token[piece, _TAG[group]] for group, piece in glued.groupdict().items() if piece)
        return (self.token[pair],)

    def _after(self, words: list[Token], pair: tuple[str, str]) -> None:
        """Adds a word that begins with one of ``_COUNTED``."""
        (word, tag), last = pair, words[-1] if words else None
        if last and word == "家" and last.text == "之":
            words[-1] = self.token["之家", last.tag]
        elif last and len(word) > 1 and last.text.isdigit():
            words += (self.token[word[0], "q"], *self._apart((word[1:], tag)))
        else:
            words += self._apart(pair)

    def clauses(self, text: str, body: int) -> Iterator[Clause]:
        """The clauses of the folded clean text from ``body`` on."""
        pieces, found = self._pieces, _CLAUSE.finditer(text, body)
        while matches := list(islice(found, _AT_ONCE)):
            tagged = iter(rjieba.tag(_BREAK.join([match.group() for match in matches])))
            for match in matches:
                words: list[Token] = []
                for pair in tagged:
                    if known := pieces[pair]:
                        words += known
                    elif pair[0] == _BREAK:
                        break
                    else:
                        self._after(words, pair)
                yield Clause(tuple(words), tuple(accumulate(map(_LENGTH, words), initial=match.start())))
