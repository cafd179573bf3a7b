"""Clauses of a text as tagged words: what the candidates are cut from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

import rjieba

_CLAUSE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z+]{3,}")
_GLUED = re.compile(
    r"(?P<v>[走按即叫进过守说])(?P<n>[一二三四五六七八九十双两][\u4e00-\u9fff]+)|(?P<h>[员室会站屋厅队坊])(?P<f>[里上去来替把将就也成都等给帮])"
    r"|(?P<d>[来去就把都也又再先还要想能可])(?P<w>[记说办请找走过建设开搞推选评组用交])|(?P<x>[\u4e00-\u9fff]{1,3})(?P<ul>了个?)"
)
"""Words that the cutter glues together where a name begins (走|四议, 搞|了个) or ends (代办|员|去)."""
_COUNTED = frozenset("个名支户家处场项件")
_TAG = {"v": "v", "n": "n", "h": "n", "f": "d", "d": "d", "w": "v", "x": "v", "ul": "ul"}


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
    numeral: bool  # at its beginning
    ends: int  # whether a name may end with it
    before: Edge | None = None  # in front of the next word, where nothing else matters
    behind: Edge | None = None  # behind the word before, likewise


class Clause(NamedTuple):
    """A run of words without punctuation."""

    words: tuple[Token, ...]
    at: tuple[int, ...]  # where each word begins in the text, and the end of the last


class Cutter:
    """Cuts texts into clauses; equal words with equal tags are one token."""

    def __init__(self, make: Callable[[tuple[str, str]], Token]) -> None:
        self.token = Kept(make)
        self._pieces = Kept(self._cut)

    def _cut(self, pair: tuple[str, str]) -> tuple[Token, ...]:
        """The words that a glued one is made of, with their tags; any other as it is."""
        word = pair[0]
        if word in ("上门", "入户", "坐坐"):  # the dictionary takes them for places
            return (self.token[word, "v"],)
        if glued := _GLUED.fullmatch(word):
            return tuple(self.token[piece, _TAG[group]] for group, piece in glued.groupdict().items() if piece)
        return (self.token[pair],)

    def clauses(self, text: str, body: int) -> Iterator[Clause]:
        """The clauses of the folded clean text from ``body`` on."""
        tag_of, pieces, token = rjieba.tag, self._pieces, self.token
        for match in _CLAUSE.finditer(text, body):
            words: list[Token] = []
            for pair in tag_of(match.group()):
                word = pair[0]
                if word[0] in _COUNTED and words:
                    last = words[-1]
                    if word == "家" and last.text == "之":
                        words[-1] = token["之家", last.tag]
                        continue
                    if len(word) > 1 and last.text.isdigit():
                        words.append(token[word[0], "q"])
                        pair = (word[1:], pair[1])
                words += pieces[pair]
            yield Clause(tuple(words), tuple(accumulate(map(_LENGTH, words), initial=match.start())))
