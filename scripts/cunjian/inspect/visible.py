"""Characters that a terminal would obey, or nobody would see, as visible signs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_PICTURES = {"\t": "⇥", "\x1b": "␛", "\x7f": "␡"}


@lru_cache(maxsize=4096)
def _sign(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in _HIDDEN:
        return char
    return _PICTURES.get(char) or f"⟨U+{ord(char):04X}⟩"


def visible(text: str) -> str:
    """The text with control, formatting, private-use and surrogate characters shown; line breaks stay."""
    return text if text.isascii() and text.isprintable() else "".join(map(_sign, text))
