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


def in_word(told: str, end: int) -> bool:
    """Whether a cut would go through a word: 群众评|议."""
    return end < len(told) and rjieba.has_word(told[end - 1 : end + 1])


def boundaries(told: str) -> set[int]:
    """Where words end."""
    out, at = set(), 0
    for word, _ in tagged(told):
        at += len(word)
        out.add(at)
    return out


def words_until(told: str, end: int) -> list[tuple[str, str]]:
    """The words in front of a place; none where the place is inside of a word."""
    out, at = [], 0
    for word, kind in tagged(told):
        if at >= end:
            break
        out.append((word, kind))
        at += len(word)
    return out if at == end else []
