"""Lexicon and one speech -> where each name stands in it (architecture: "Link").

Names are looked for in the folded text with quote marks and spaces squeezed out, so that “三单”管理 and 三单管理 are
one; positions lead back.  Work on one speech is linear in its length, and needs no other speech.
"""

from __future__ import annotations

from cunjian.link.finder import Finder
from cunjian.model import Lexicon, Link, Reading

__all__ = ["Finder", "find"]

_last: list[tuple[Lexicon, Finder]] = []


def find(lexicon: Lexicon, reading: Reading) -> tuple[Link, ...]:
    """Every name of the lexicon in the speech, in order, none over another (clean positions)."""
    if not _last or _last[0][0] is not lexicon:
        _last[:] = [(lexicon, Finder(lexicon))]
    return _last[0][1].find(reading.clean.text)
