"""Steps that the text itself numbers: 一是…二是…, 第一，…第二，…, 首先…其次…, ①…②…, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cunjian.model import Span

_ONES = "一二三四五六七八九十"
_BEGIN = r"(?:(?<=[。；;！？：:，,、])|\A)\s*"
_FAMILIES = (
    (re.compile(rf"{_BEGIN}([{_ONES}])(?:是|要|抓)"), _ONES),
    (re.compile(rf"{_BEGIN}第([{_ONES}])[，,、是]"), _ONES),
    (re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"), "①②③④⑤⑥⑦⑧⑨⑩"),
    (re.compile(r"[（(]([1-9])[)）]"), "123456789"),
    (re.compile(rf"{_BEGIN}(首先|其次|再次|最后)[，,]?"), ("首先", "其次", "再次", "最后")),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one sentence; pieces of the same step belong together, 0 is no step."""

    span: Span  # clean positions
    sentence: int  # index into the sentences that were asked about
    step: int


def divide(text: str, sentences: Sequence[Span], paragraphs: Sequence[int] = ()) -> list[Piece]:
    """The sentences in order, cut where a numbered step begins inside one.

    A step ends where the next one begins; the last one with its sentence, or, where every step begins a sentence, with
    its paragraph (``paragraphs``: which one each sentence stands in).

    >>> s = "要抓三点：一是选好人，二是管好事。完了。"
    >>> [(p.span.of(s), p.step) for p in divide(s, [Span(0, 17), Span(17, 20)])]
    [('要抓三点：', 0), ('一是选好人，', 1), ('二是管好事。', 2), ('完了。', 0)]
    """
    starts = _starts(text, sentences)
    if not starts:
        return [Piece(s, i, 0) for i, s in enumerate(sentences)]
    last = next(i for i, s in enumerate(sentences) if s.start <= starts[-1] < s.end)
    if paragraphs and all(any(s.start == start for s in sentences) for start in starts):
        last = max(i for i, p in enumerate(paragraphs) if p == paragraphs[last])
    return list(_pieces(sentences, starts, last))


def _starts(text: str, sentences: Sequence[Span]) -> list[int]:
    """Where each step begins: those of the family that counts furthest from its first word on, at least two."""
    best: list[int] = []
    for pattern, words in _FAMILIES:
        found: list[int] = []
        for sentence in sentences:
            for match in pattern.finditer(sentence.of(text)):
                due = words[len(found)] if len(found) < len(words) else ""
                if match[1] == due or (match[1] == "最后" and found):
                    blank = len(match[0]) - len(match[0].lstrip())
                    found.append(sentence.start + match.start() + blank)
        if len(found) > max(len(best), 1):
            best = found
    return best


def _pieces(sentences: Sequence[Span], starts: Sequence[int], last: int) -> Iterator[Piece]:
    for index, sentence in enumerate(sentences):
        cuts = [sentence.start, *(s for s in starts if sentence.start < s < sentence.end), sentence.end]
        for start, end in pairwise(cuts):
            step = sum(s <= start for s in starts)
            yield Piece(Span(start, end), index, step if index <= last else 0)
