"""Clauses of a text as tagged words: what the candidates are cut from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

_CLAUSE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z+]{3,}")
_GLUED = re.compile(
    r"(?P<v>[走按即叫进过守说])(?P<n>[一二三四五六七八九十双两][\u4e00-\u9fff]+)|(?P<h>[员室会站屋厅队坊])(?P<f>[里上去来替把将就也成都等给帮])"
    r"|(?P<d>[来去就把都也又再先还要想能可])(?P<w>[记说办请找走过建设开搞推选评组用交])|(?P<x>[\u4e00-\u9fff]{1,3})(?P<ul>了个?)"
)
"""Words that the cutter glues together where a name begins (走|四议, 搞|了个) or ends (代办|员|去)."""
_TAG = {"v": "v", "n": "n", "h": "n", "f": "d", "d": "d", "w": "v", "x": "v", "ul": "ul"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words without punctuation."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    at: tuple[int, ...]  # where each word begins in the text, and the end of the last


def clauses(text: str, body: int) -> Iterator[Clause]:
    """The clauses of the folded clean text from ``body`` on."""
    for match in _CLAUSE.finditer(text, body):
        words: list[str] = []
        tags: list[str] = []
        at = [match.start()]
        for word, tag in rjieba.tag(match.group()):
            if len(word) > 1 and words and words[-1].isdigit() and word[0] in "个名支户家处场项件":
                words.append(word[0])
                tags.append("q")
                at.append(at[-1] + 1)
                word = word[1:]
            glued = _GLUED.fullmatch(word) if len(word) > 1 else None
            pieces = [(p, _TAG[g]) for g, p in glued.groupdict().items() if p] if glued else [(word, tag)]
            for piece, its in pieces:
                words.append(piece)
                tags.append(its)
                at.append(at[-1] + len(piece))
        yield Clause(tuple(words), tuple(tags), tuple(at))
