"""search: how sorted numbers are written down: gaps of five bits a character, or a bitmap where that is shorter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SMALL = ALPHABET[:32]
_VALUE = {char: value for value, char in enumerate(ALPHABET)}
_GAP = re.compile("[g-z0-9_-]*[A-Za-f]")
BITMAP = "!"


def encode(numbers: Sequence[int]) -> str:
    """Ascending numbers, each once.

    >>> encode([]), encode([3]), encode([3, 4, 36]), encode(range(30))
    ('', 'D', 'DBgB', '!_____')
    """
    if len(numbers) == 1:
        return varint(numbers[0])
    gaps = "".join(map(varint, numbers[:1])) + "".join(map(varint, map(sub, numbers[1:], numbers)))
    if numbers and numbers[-1] // 6 + 2 < len(gaps):
        return _bitmap(numbers)
    return gaps


def decode(text: str) -> list[int]:
    """The numbers again (mirrored in search-index.js).

    >>> decode("DBgB"), decode("!B")
    ([3, 4, 36], [0])
    """
    if text.startswith(BITMAP):
        return [at * 6 + bit for at, char in enumerate(text[1:]) for bit in range(6) if _VALUE[char] >> bit & 1]
    return [*accumulate(map(_gap, _GAP.findall(text)))]


@lru_cache(maxsize=1 << 16)
def _gap(text: str) -> int:
    """What ``varint`` made this of."""
    return sum((_VALUE[char] & 31) << 5 * at for at, char in enumerate(text))


@lru_cache(maxsize=1 << 16)
def varint(number: int) -> str:
    """Five bits a character, lowest first; characters from the second half of the alphabet go on."""
    out = []
    while number >= 32:
        out.append(ALPHABET[32 + (number & 31)])
        number >>= 5
    out.append(_SMALL[number])
    return "".join(out)


def _bitmap(numbers: Sequence[int]) -> str:
    bits = [0] * (numbers[-1] // 6 + 1)
    for number in numbers:
        bits[number // 6] |= 1 << number % 6
    return BITMAP + "".join(ALPHABET[b] for b in bits)


def pack(bits: Sequence[int]) -> str:
    """Bits, six a character, lowest first.

    >>> pack([1, 0, 0, 0, 0, 0, 1])
    'BB'
    """
    return "".join(
        ALPHABET[sum(bit << at for at, bit in enumerate(bits[start : start + 6]))] for start in range(0, len(bits), 6)
    )
