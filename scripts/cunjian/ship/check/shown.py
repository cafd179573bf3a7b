"""When text that is shown is the text of the source (architecture: "ship/check", the yardstick of promises 1 and 2).

Cleaning may do two things only: take out noise, and join wrapped lines, that is drop or shorten white space that holds
a line break or touches a piece of noise.  Everything else must be equal, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

_BLANKS = re.compile(r"\s+")
_BREAKS = frozenset("\n\x0b\x0c\x85\u2028\u2029")


def kept(text: str, start: int, end: int, noise: Iterable[tuple[int, int]]) -> list[str]:
    """The pieces of ``text[start:end]`` between the noise (reading positions, sorted)."""
    pieces, at = [], start
    for cut_start, cut_end in noise:
        if cut_end <= start or cut_start >= end:
            continue
        pieces.append(text[at : max(at, cut_start)])
        at = max(at, cut_end)
    return [*pieces, text[at : max(at, end)]]


def equal(pieces: Sequence[str], shown: str) -> bool:
    """Whether ``shown`` is these pieces, joined as described above."""
    text = "".join(pieces)
    cuts, length = set(), 0
    for piece in pieces[:-1]:
        length += len(piece)
        cuts.add(length)
    at = position = 0
    for blank in _BLANKS.finditer(text):
        if _BREAKS.isdisjoint(blank.group()) and cuts.isdisjoint(range(blank.start(), blank.end() + 1)):
            continue
        literal = text[at : blank.start()]
        if not shown.startswith(literal, position):
            return False
        at, position = blank.end(), position + len(literal)
        while position < len(shown) and shown[position].isspace():
            position += 1
    return shown[position:] == text[at:]


def spans(items: Any) -> list[tuple[int, int]]:
    """The (start, end) of a list of data entries, sorted."""
    return sorted((item["start"], item["end"]) for item in items or () if _is_span(item))


def _is_span(item: Any) -> bool:
    return isinstance(item, dict) and all(isinstance(item.get(key), int) for key in ("start", "end"))


def bare(text: str) -> str:
    """Without any white space."""
    return "".join(text.split())


def short(text: str) -> str:
    """A quote of a message: one line, at most thirty characters."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:29] + "…"
