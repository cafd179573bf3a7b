"""The words of a cell, with their kinds."""

from __future__ import annotations

from functools import lru_cache

import rjieba


@lru_cache(maxsize=1 << 13)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Words with their kinds."""
    return tuple(rjieba.tag(text))


def is_noun(key: str) -> bool:
    """课堂, 书记."""
    return len(key) > 1 and rjieba.has_word(key) and tagged(key)[0][1] == "n"
