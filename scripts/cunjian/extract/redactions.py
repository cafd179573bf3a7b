"""Redactions: runs of ``* × x X _`` that hide a number, a person or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.model import Redaction, Span, Words

_RUN = re.compile(
    r"[*×xX_](?:(?<=\*)\**"
    r"|(?<=×)(?:(?<!\d.)×*|×*(?!\d))"  # 7×24小时 is no redaction
    r"|(?<=_)(?<![A-Za-z0-9_].)_{0,3}[xX]{0,4}(?![A-Za-z0-9_年月日])"  # 从_到地方
    r"|(?<=[xX])(?<![A-Za-z+_].)[xX]{0,5}(?![A-Za-z0-9+]|光|射线|型|轴|染色|片))"
)
_TOLD = re.compile("是|指|即|为|代表|表示|就是")  # X是各村自设的奖项: the letter of 1+2+X is explained
_CLAUSE_START = re.compile(r"[，。；：、\s]$|^$")
_LETTER_CONTEXT = re.compile(r"[\u4e00-\u9fff\d\s，。、；：“”（）《》%—]")
_IS = re.compile("(?:就?是|即|指|代表|：)")
_PLACE = re.compile(r"(?:省|市|县|区|州|旗|盟|镇|乡|街道|苏木|村|社区|屯|寨|嘎查|路|局|小区|支部旧址|故居)")
_PERSON = re.compile(r"(?:同志|书记|部长|主任|县长|市长|镇长|乡长|局长|老师|先生|女士|主席|总经理|董事长)")
_PERSON_BEFORE = re.compile(r"(?:代表|书记|部长|主任|党员|村民|长|员|同志)$")


@lru_cache(maxsize=4)
def _units(words: Words) -> re.Pattern[str]:
    units = sorted((*words["redactions.units"],), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, units)))


def find(text: str, words: Words) -> Iterator[Redaction]:
    """Every redaction of the folded clean text, in order."""
    lettered = bool(re.search(r"[+][xX](?![A-Za-z])", text))
    for match in _RUN.finditer(text):
        span = Span(*match.span())
        before, after = text[max(0, span.start - 6) : span.start], text[span.end : span.end + 6]
        if match.group()[0] in "xX_" and not _spelled_in_chinese(before, after):
            continue
        if lettered and match.group() in "xX" and _IS.match(after):  # X是各村自设的奖
            continue
        if lettered and before[-1:] in tuple("“‘") and after[:1] in tuple("”’〞"):  # the “X” of 5+X, told apart
            continue
        if lettered and match.group() in ("X", "x") and _TOLD.match(after) and _CLAUSE_START.search(before):
            continue
        yield Redaction(_kind(before, after, words), span)


def _spelled_in_chinese(before: str, after: str) -> bool:
    """x and X hide something only amid Chinese; with + beside them they are letters (1+2+X)."""
    return bool(_LETTER_CONTEXT.match(after[:1] or " ")) and bool(_LETTER_CONTEXT.match(before[-1:] or " "))


def _kind(before: str, after: str, words: Words) -> str:
    if _units(words).match(after):
        return "number"
    if _PLACE.match(after):
        return "place"
    if _PERSON.match(after) or _PERSON_BEFORE.search(before.rstrip()):
        return "person"
    return "other"
