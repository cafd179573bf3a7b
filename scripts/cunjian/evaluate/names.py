"""Names and texts as they are compared: width, quote marks and white space are folded, wording never is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

_IGNORED = re.compile(r"[\s“”‘’\"'〝〞「」『』《》〈〉·\u200b\ufeff]+")
_CLASS_WORDS = re.compile(
    r"(村|无职党员|党员|村干部|农村|民族团结进步|入党|管理|制度|制|机制|工作法|工作|模式|活动|专题活动|行动|服务|工程|先锋工程|计划"
    r"|改革|支部|党支部|调解模式|问题|会议|方案|法|会|品牌|体系)*$"
)
_END = "。：:;；,，."

A = TypeVar("A")
B = TypeVar("B")
Same = Callable[[str, str], bool]


def fold(text: str) -> str:
    """The text without what does not count."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


def heading(text: str) -> str:
    """A heading as it is compared: folded, without end punctuation."""
    return fold(text).strip(_END)


def squeeze(text: str) -> str:
    """Without white space, in one width; quote marks count (for damage, which may be in them)."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def equal(one: str, other: str) -> bool:
    """The same name, folded."""
    return fold(one) == fold(other)


def alike(one: str, other: str) -> bool:
    """Equal, or one only adds class words in front or behind (三长 and 三长制, 一门式 and 一门式服务)."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or short not in long or _CLASS_WORDS.match(short):
        return False
    before, after = long.split(short, 1)
    return bool(_CLASS_WORDS.match(before)) and bool(_CLASS_WORDS.match(after))


class Matched(Generic[A, B]):
    """What a matching of gold and found things came to."""

    def __init__(self, pairs: list[tuple[A, B]], missed: list[A], extra: list[B]) -> None:
        self.pairs, self.missed, self.extra = pairs, missed, extra


def match(
    gold: Sequence[tuple[Sequence[str], A]], found: Sequence[tuple[Sequence[str], B]], same: Same = alike
) -> Matched[A, B]:
    """One-to-one matching of (names, thing): equal names are paired first, then names that are the ``same``."""
    pairs: list[tuple[A, B]] = []
    missed, extra = list(gold), list(found)
    for test in (equal, same):
        wanted, missed = missed, []
        for one in wanted:
            hit = next((i for i, f in enumerate(extra) if _any(test, one[0], f[0])), None)
            if hit is None:
                missed.append(one)
            else:
                pairs.append((one[1], extra.pop(hit)[1]))
    return Matched(pairs, [m for _, m in missed], [e for _, e in extra])


def _any(test: Same, ones: Sequence[str], others: Sequence[str]) -> bool:
    return any(test(one, other) for one in ones for other in others)
