"""Clauses of a text as tagged words: what the candidates are cut from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import rjieba

_CLAUSE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z+]{3,}")
_GLUED = re.compile(
    r"(?P<v>[走按即叫进过守说])(?P<n>[一二三四五六七八九十双两][\u4e00-\u9fff]+)|(?P<h>[员室会站屋厅队坊])(?P<f>[里上去来替把将就也成都等给帮])"
    r"|(?P<d>[来去就把都也又再先还要想能可])(?P<w>[记说办请找走过建设开搞推选评组用交])|(?P<x>[\u4e00-\u9fff]{1,3})(?P<ul>了个?)"
)
"""Words that the cutter glues together where a name begins (走|四议, 搞|了个) or ends (代办|员|去)."""
_COUNTED = frozenset("个名支户家处场项件")
_TAG = {"v": "v", "n": "n", "h": "n", "f": "d", "d": "d", "w": "v", "x": "v", "ul": "ul"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words without punctuation."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    at: tuple[int, ...]  # where each word begins in the text, and the end of the last


@lru_cache(maxsize=1 << 14)
def _pieces(word: str) -> tuple[tuple[str, str], ...]:
    """The words that a glued one is made of, with their tags; empty where it stays as it is."""
    if word in ("上门", "入户", "坐坐"):  # the dictionary takes them for places
        return ((word, "v"),)
    glued = _GLUED.fullmatch(word)
    return tuple((piece, _TAG[group]) for group, piece in glued.groupdict().items() if piece) if glued else ()


def clauses(text: str, body: int) -> Iterator[Clause]:
    """The clauses of the folded clean text from ``body`` on."""
    tag_of = rjieba.tag
    for match in _CLAUSE.finditer(text, body):
        words: list[str] = []
        tags: list[str] = []
        for word, tag in tag_of(match.group()):
            if len(word) > 1:
                if words and word[0] in _COUNTED and words[-1].isdigit():
                    words.append(word[0])
                    tags.append("q")
                    word = word[1:]
                if pieces := _pieces(word):
                    words.extend(piece for piece, _ in pieces)
                    tags.extend(its for _, its in pieces)
                    continue
            elif word == "家" and words and words[-1] == "之":
                words[-1] = "之家"
                continue
            words.append(word)
            tags.append(tag)
        yield Clause(tuple(words), tuple(tags), tuple(accumulate(map(len, words), initial=match.start())))
