"""search: how names sound, for pinyin, initials and homophones, and the two tables a page needs to follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

import opencc

from cunjian import aloud
from cunjian.memo import remembered

_COMMON = range(0xB0, 0xD8)  # lead bytes of the 3,755 common characters of GB 2312


@cache
def readings(char: str) -> tuple[str, ...]:
    """The syllables of one character, the usual one first; nothing for what has none.

    >>> readings("长"), readings("a")
    (('zhang', 'chang'), ())
    """
    return tuple(_read(char).split()) if is_han(char) else ()


@remembered
def _read(char: str) -> str:
    return " ".join(s for s in dict.fromkeys(aloud.every(char)) if s.isascii() and s.isalpha())


def is_han(char: str) -> bool:
    """Whether a character can have a syllable."""
    return "㐀" <= char <= "鿿" or char == "〇" or char >= "\U00020000"


def syllables(run: str, known: str = "") -> list[list[str]]:
    """The ways a run is read: in context, and character by character where that differs.

    >>> syllables("3a银行")
    [['3', 'a', 'yin', 'hang'], ['3', 'a', 'yin', 'xing']]
    """
    alone = [(readings(c) or (c,))[0] for c in run]
    told = [s for piece in known.split() for s in (piece if len(piece) > 1 and not piece.isalpha() else [piece])]
    context = told if len(told) == len(run) else _in_context(run).split("\n")
    return [context] if context == alone else [context, alone]


@remembered
def _in_context(run: str) -> str:
    """A syllable or a character to the line."""
    out: list[str] = []
    for piece in _runs(run):
        read = [s for word in aloud.words(piece) for s in _of_word(word)] if is_han(piece[0]) else list(piece)
        out += read if len(read) == len(piece) else [(readings(c) or (c,))[0] for c in piece]
    return "\n".join(s if s.isascii() else c for s, c in zip(out, run, strict=True))


@lru_cache(maxsize=1 << 15)
def _of_word(word: str) -> tuple[str, ...]:
    return tuple(aloud.syllables(word))


def _runs(run: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(run) + 1):
        if at == len(run) or is_han(run[at]) != is_han(run[start]):
            yield run[start:at]
            start = at


def keys(read: list[str]) -> Iterator[tuple[str, int, int]]:
    """What a reading is found by, with start and end of the part it stands for.

    Two neighbouring syllables ``san hui``, the first one ``<san``; three initials ``shy``, the first two ``^sh``.
    """
    initials = "".join(s[:1] for s in read)
    yield f"<{read[0]}", 0, 1
    yield f"^{initials[:2]}", 0, min(2, len(read))
    for at in range(len(read) - 1):
        yield f"{read[at]} {read[at + 1]}", at, at + 2
    for at in range(len(read) - 2):
        yield initials[at : at + 3], at, at + 3


def table(chars: Iterable[str]) -> list[str]:
    """``a2ai13…``, how the common characters of GB 2312 are usually read, in their order, which is that of their sounds;
    and for others ``ba:…|…;``, for every syllable the characters that are usually read so, and after the bar those that
    may be.  Characters that occur, and the common ones, since people mistype into these.
    """
    usual: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    common = dict.fromkeys(_gb2312())
    runs = groupby(readings(char)[0] for char in common)
    for char in sorted({*filter(is_han, chars), *common}):
        for at, syllable in enumerate(readings(char)):
            if at or char not in common:
                (other if at else usual).setdefault(syllable, []).append(char)
    rows = []
    for syllable in sorted({*usual, *other}):
        more = "|" + "".join(other[syllable]) if syllable in other else ""
        rows.append(f"{syllable}:{''.join(usual.get(syllable, []))}{more}")
    return ["".join(f"{syllable}{len([*same])}" for syllable, same in runs), ";".join(rows)]


def _gb2312() -> Iterator[str]:
    for lead in _COMMON:
        yield from bytes(b for tail in range(0xA1, 0xFF) for b in (lead, tail)).decode("gb2312", "ignore")


def traditional(chars: Iterable[str]) -> str:
    """Pairs 國国…: every other way to write a character that occurs, and the character; what occurs stays as it is."""
    occur = {*chars}
    return "".join(a + b for a, b in _simplified() if b in occur and a not in occur)


@cache
def _simplified() -> tuple[tuple[str, str], ...]:
    """Every character that is written otherwise today, with how; by the usage of the mainland, Taiwan and Hong Kong."""
    pairs: dict[str, str] = {}
    for config in ("t2s", "tw2s", "hk2s"):
        told = _by_usage(config)
        for one, other in zip(told[::2], told[1::2], strict=True):
            pairs.setdefault(one, other)
    return tuple(sorted(pairs.items()))


@remembered
def _by_usage(config: str) -> str:
    """Pairs 國国… by the usage of one place."""
    every = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = opencc.OpenCC(config).convert("\n".join(every)).split("\n")
    return "".join(one + other for one, other in zip(every, simple, strict=True) if len(other) == 1 and one != other)
