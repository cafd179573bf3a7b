"""Clauses of a text as tagged words: what the candidates are cut from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, count, islice, repeat
from operator import attrgetter, is_, not_
from typing import Generic, TypeVar

import rjieba

from cunjian.extract.cut import BREAK, Cut, words_of

_GLUED = re.compile(
    r"(?P<v>[走按即叫进过守说])(?P<n>[一二三四五六七八九十双两][\u4e00-\u9fff]+)|(?P<h>[员室会站屋厅队坊])(?P<f>[里上去来替把将就也成都等给帮])"
    r"|(?P<k>制)(?:(?P<b>[后前时中])|(?P<c>[和与及])(?P<y>[\u4e00-\u9fff]{0,2}))|(?P<d>[来去就把都也又再先还要想能可])(?P<w>[记说办请找走过建设开搞推选评组用交])|(?P<x>[\u4e00-\u9fff]{1,3})(?P<ul>了个?)"
)
"""Words that the cutter glues together where a name begins (走|四议, 搞|了个) or ends (代办|员|去, 提案|制|和|小微)."""
_LEADING = dict.fromkeys("以把将对让从向由", "p") | dict.fromkeys("起进", "v")
_COUNTED = frozenset("个名支户家处场项件")
_JOINED = frozenset(("之家", "四点半", "三点半", "说和", "和美"))
_BEAUTIES = tuple("德化团丽食洲")  # 最美媳妇和美德少年
_SEAM = re.compile("|".join((*(f"{digit}[{''.join(sorted(_COUNTED))}]" for digit in "0123456789"), *sorted(_JOINED))))
"""Where the word before tells how one is to be cut."""
_TAG = {"v": "v", "n": "n", "h": "n", "f": "d", "k": "n", "b": "f", "c": "c", "y": "n", "d": "d", "w": "v", "x": "v", "ul": "ul"}


_SHORTEST = 3  # characters of a clause that is looked at
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
    opens: int  # bits: what speaks for a name behind it
    wants: tuple[int, int, int]  # which of these bits are enough in front of a name before it, by how well its last word ends one
    lists: str  # the sign that introduces a list of names
    stops: bool  # the clause or what counts as one ends here


@dataclass(slots=True, eq=False)
class Token:
    """A word with its tag, made once, and what the gate knows of it."""

    text: str
    tag: str
    length: int
    apart: bool  # no name holds it
    begins: bool  # a name, unless what stands before it forbids that
    unsure: bool  # whether it begins one: a number, or what completes a verb
    numeral: bool  # at its beginning
    measure: bool  # 一个, 每户
    verb: bool  # that introduces a name
    counted: bool  # behind a number
    context: bool  # whether what it says to the next word depends on what stands before it
    ends: int  # whether a name may end with it
    enough: int  # bits: what must speak for a name that does, at most
    before: Edge | None = None  # in front of the next word, where nothing else matters
    behind: Edge | None = None  # behind the word before, likewise


@dataclass(slots=True)
class Clause:
    """A run of words without punctuation."""

    words: tuple[Token, ...]
    at: Sequence[int]  # where each word begins in the text, and the end of the last


class Cutter:
    """Cuts texts into clauses; equal words are the same tokens, since the cutter tags a word the same wherever it stands."""

    def __init__(self, make: Callable[[tuple[str, str]], Token]) -> None:
        self.token = Kept(make)
        self._known = Kept(self._alone)

    def clauses(self, text: str, body: int) -> Iterator[Clause]:
        """The clauses of the folded clean text from ``body`` on."""
        tokens = tuple(chain.from_iterable(self._cut(words_of(text), body)))
        at = [*accumulate(map(_LENGTH, tokens), initial=0)]
        first, stop = bisect_left(at, body), self._known[BREAK][0]
        for last in compress(count(first), map(is_, islice(tokens, first, None), repeat(stop))):
            if at[last] - at[first] >= _SHORTEST:
                yield Clause(tokens[first:last], at[first : last + 1])
            first = last + 1

    def _cut(self, cut: Cut, body: int) -> list[tuple[Token, ...]]:
        """The tokens of every word; from ``body`` on also where the word before tells how one is to be cut."""
        words, at = cut.words, cut.at
        out = [*map(self._known.__getitem__, words)]
        for place in [*compress(count(), map(not_, out))]:
            if not self._known[words[place]]:
                self._guessed(cut.apart[cut.apart.rfind(BREAK, 0, at[place]) + 1 : cut.apart.find(BREAK, at[place])])
            out[place] = self._known[words[place]]
        for seam in _SEAM.finditer(cut.apart, body):
            index = bisect_right(at, seam.start()) - 1
            word, behind = words[index : index + 2]
            if word + behind in _JOINED and not (behind == "美" and cut.apart.startswith(_BEAUTIES, seam.end())):
                out[index : index + 2] = (self.token[word + behind, out[index][0].tag],), ()
            elif word.isdigit() and len(behind) > 1 and behind[0] in _COUNTED:
                out[index + 1] = self.token[behind[0], "q"], *self._apart(behind[1:], out[index + 1][0].tag)
        return out

    def _alone(self, word: str) -> tuple[Token, ...]:
        """The tokens of a word of the dictionary; none for one that the cutter has guessed at a place."""
        tagged = rjieba.tag(word, hmm=False)
        return self._apart(word, tagged[0][1]) if len(tagged) == 1 else ()

    def _guessed(self, clause: str) -> None:
        """Learn the words that the cutter has guessed in a clause."""
        for word, tag in rjieba.tag(clause):
            if not self._known[word]:
                self._known[word] = self._apart(word, tag)

    def _apart(self, word: str, tag: str) -> tuple[Token, ...]:
        """The words that a glued one is made of; any other as it is."""
        if word in ("上门", "入户", "坐坐"):  # the dictionary takes them for places
            return (self.token[word, "v"],)
        if len(word) > 1 and word[0] in _LEADING and not rjieba.has_word(word):  # 以|村, 起|县
            rest = [piece for one, kind in rjieba.tag(word[1:]) for piece in self._apart(one, kind)]
            return (self.token[word[0], _LEADING[word[0]]], *rest)
        if glued := _GLUED.fullmatch(word):
            return tuple(self.token[piece, _TAG[group]] for group, piece in glued.groupdict().items() if piece)
        return (self.token[word, tag],)

