"""Sentences and their anchors.

A sentence ends at 。！？…  with the closing quotes and brackets behind it, and at the end of its part.  Its anchor is
``j`` and seven Crockford base32 characters of the SHA-256 of its text without white space; equal sentences get an
ordinal (``-2``), so inserting another sentence moves no anchor.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from cunjian.codes import ALPHABET as _CROCKFORD
from cunjian.model import Part, Sentence, Span

_SENTENCE = re.compile(r"[^。！？!?…]*(?:[。！？!?…]+[”’）》】」』)]*|$)")
_TWO = [first + second for first in _CROCKFORD for second in _CROCKFORD]


def anchor_of(text: str) -> str:
    """The anchor of a sentence, before ordinals."""
    bits = int.from_bytes(hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).digest()[:5], "big")
    return f"j{_TWO[bits >> 30]}{_TWO[bits >> 20 & 1023]}{_TWO[bits >> 10 & 1023]}{_CROCKFORD[bits >> 5 & 31]}"


def find(text: str, parts: Sequence[Part], folded: str = "") -> tuple[Sentence, ...]:
    """The sentences of every part, in order; headings, titles and by-lines are one sentence each.

    ``folded``: the text in one width, where stops may be of either.
    """
    seen: dict[str, int] = {}
    out = []
    for index, part in enumerate(parts):
        whole = part.kind in ("title", "byline", "heading")
        for span in [part.span] if whole else _split(folded or text, part.span):
            anchor = anchor_of(span.of(text))
            ordinal = seen[anchor] = seen.get(anchor, 0) + 1
            out.append(Sentence(span, anchor if ordinal == 1 else f"{anchor}-{ordinal}", index))
    return tuple(out)


def _split(folded: str, span: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(folded, span.start, span.end):
        inner = match.group()
        if trimmed := inner.strip():
            start = match.start() + inner.find(trimmed)
            yield Span(start, start + len(trimmed))
