"""gather/pinyin: how a headword is read, for order, initials and search (architecture: "Terms")."""

from __future__ import annotations

import re

from cunjian.aloud import syllables
from cunjian.memo import remembered

_PIECES = re.compile(r"[0-9A-Za-z]+|\++|[\u3007\u3400-\u9fff]+|[\U00020000-\U0003ffff]+")

@remembered
def pinyin(name: str) -> str:
    """``san hui yi ke``; digits, Latin and + stay as they are, quote marks and punctuation do not count."""
    out: list[str] = []
    for piece in _PIECES.findall(name):
        out += [piece] if piece[0].isascii() else syllables(piece, "ignore")
    return " ".join(out)
