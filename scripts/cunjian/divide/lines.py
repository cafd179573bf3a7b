"""Headings without a number on a line of their own, and the kickers above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence

from cunjian.divide.head import BULLET, END, NOT_LEAD, STOP, Head, could_lead
from cunjian.divide.row import Row
from cunjian.model import Words
from cunjian.script import SPEAKER, TURN
from cunjian.titles import repeats

_BRACKETED = re.compile(r"[（(][^（）()]+[)）]")  # （掌声）, （休会10分钟）
_STOPPED = re.compile(r"[。！？]$")
_BRIEF = re.compile("[\u4e00-\u9fff]{2,3}")


def find(text: str, rows: Sequence[Row], numbered: Sequence[Head | None], title: str, words: Words) -> dict[int, Head]:
    """Lines of 4 to 40 characters in front of longer text: at least two without a stop, else three with one; or one that
    frames a paper (主要做法); none that names the paper once more."""
    found, frames, refrain = {}, frozenset(words["headings.frames"]), _refrain(text, rows)
    for index, row in enumerate(rows[:-1]):
        line = BULLET.sub("", row.span.of(text))
        if line.strip("【】[]：") in frames:
            found[index] = Head(row.span, line.strip("【】[]："), "line", False)
        elif numbered[index] or repeats(line, title, words) or not _above_text(text, rows, index, numbered):
            continue
        elif _may_head(line, refrain, first=not index) or _asks(text, rows, index):
            found[index] = Head(row.span, line.rstrip(END).strip("★☆◆●■✦❖*—- 　"), "line", False)
    found |= _briefs(text, rows, numbered)
    found = {i: h for i, h in found.items() if not _STOPPED.search(rows[i].span.of(text))} or found
    stopped = any(_STOPPED.search(rows[i].span.of(text)) for i in found)
    if len(found) < (3 if stopped else 2):
        return {i: h for i, h in found.items() if h.title in frames or (not stopped and _between(text, rows, i))}
    return found | _kickers(text, rows, numbered, found)


def _briefs(text: str, rows: Sequence[Row], numbered: Sequence[Head | None]) -> dict[int, Head]:
    """Lines of two or three characters above long text, at least three of one length (找人 / 聚地 / 算账)."""
    short = [i for i, row in enumerate(rows[:-1]) if _BRIEF.fullmatch(row.span.of(text)) and not numbered[i]]
    short = [i for i in short if rows[i + 1].span.of(text).endswith("。") and _above_text(text, rows, i, numbered)]
    alike = len(short) >= 3 and len({len(rows[i].span) for i in short}) == 1
    return {i: Head(rows[i].span, rows[i].span.of(text), "line", False) for i in short} if alike else {}


def _refrain(text: str, rows: Sequence[Row]) -> frozenset[str]:
    """The first two characters of at least two short lines that speak of a person: 他是一块“硬石头” / 他是一盏“马灯”."""
    said = (row.span.of(text) for row in rows if len(row.span) <= _OF_PERSON)
    opened = Counter(line[:2] for line in said if line.startswith(_PERSONS) and not STOP.search(line))
    return frozenset(words for words, count in opened.items() if count > 1)


_OF_PERSON, _PERSONS = 16, ("他是", "她是")


def _may_head(line: str, refrain: Container[str], *, first: bool) -> bool:
    if not 4 <= len(line) <= 40 or _BRACKETED.fullmatch(line) or SPEAKER.match(line) or TURN.match(line):
        return False
    if re.search(r"[；，、]$", line) or (first and line.endswith("：")):
        return False
    if _STOPPED.search(line) and not could_lead(line[:-1]):
        return False
    spoken = NOT_LEAD.match(line) and not (line[:2] in refrain and len(line) <= _OF_PERSON)
    return not (spoken or re.search(r"\d{4}年|^\d{1,2}月\d{1,2}日", line) or line.count("　") > 1)


def _asks(text: str, rows: Sequence[Row], index: int) -> bool:
    """怎么想到种沃柑？ above 问：那岭过去种什么？: what a part of an interview is about."""
    line = rows[index].span.of(text)
    return 4 <= len(line) <= _QUESTION and line.endswith("？") and not TURN.match(line) and bool(TURN.match(rows[index + 1].span.of(text)))


_QUESTION = 24
_PLAIN = re.compile("[\u4e00-\u9fff，“”、——]{4,25}")


def _between(text: str, rows: Sequence[Row], index: int) -> bool:
    """Whether a single short line of words stands between two paragraphs: it can be nothing but a heading."""
    if not index or index + 1 == len(rows) or not _PLAIN.fullmatch(rows[index].span.of(text)):
        return False
    before, after = rows[index - 1].span.of(text), rows[index + 1].span.of(text)
    return len(before) >= 30 and bool(_STOPPED.search(before)) and len(after) >= 40 and "。" in after


def _above_text(text: str, rows: Sequence[Row], index: int, numbered: Sequence[Head | None]) -> bool:
    """Whether longer text or a numbered heading stands below; a line with a stop must not end a torn paragraph."""
    before = rows[index - 1].span if index else None
    if before and _STOPPED.search(rows[index].span.of(text)) and len(before) > 20 and not _STOPPED.search(before.of(text)):
        return False
    below = rows[index + 1].span.of(text)
    return bool(numbered[index + 1] or TURN.match(below)) or len(below) >= (24 if below.endswith("。") else 40)


def _kickers(
    text: str, rows: Sequence[Row], numbered: Sequence[Head | None], lines: Mapping[int, Head]
) -> dict[int, Head]:
    """The few characters above a short line that is a heading (重实干 / 头雁领航启新程), at least twice."""
    found = {}
    for index, row in enumerate(rows[:-1]):
        line = row.span.of(text)
        if index + 1 in lines and index not in lines and not numbered[index] and 2 <= len(line) <= 8 and not STOP.search(line):
            found[index] = Head(row.span, line, "kicker", False)
    return found if len(found) >= 2 else {}
