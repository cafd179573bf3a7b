"""Items of which more is told: how many they are, what each does, what is true of all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import rjieba

from cunjian.extract.terms.items.heads import without_head
from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.tails import without_tail
from cunjian.extract.terms.items.words import boundaries, tagged
from cunjian.model import Span

_NUMBER = re.compile(r"(?<!\d)\d+[余多]?([名人户个条项])$")
_OF_ALL = re.compile(r"(?:一样|样样|件件|个个|统统)?[都均全]$|逐[\u4e00-\u9fff][\u4e00-\u9fff]?$")
_MEANS = re.compile("代表|表示|表明|说明|提示|提醒|是|为|指")
_APART = 3  # characters between things that are told one by one
_MOST_DOER = 8
IDIOM = 4  # 头雁领航 stays whole


def uncounted(text: str, spans: list[Span]) -> list[Span]:
    """好媳妇32名、好邻居41名, 优秀党员、先进组织26个: without the numbers behind all of them, or the last."""
    found = [_NUMBER.search(text, s.start, s.end) for s in spans]
    if (all(found) and all(m.group(1) in "名人户" for m in found if m)) or not any(found[:-1]):
        return [Span(s.start, m.start()) if m and m.start() - s.start > 1 else s for s, m in zip(spans, found, strict=True)]
    return spans


def told_apart(text: str, spans: list[Span], part: Part) -> list[Span]:
    """微心愿由居民点单，……；微课堂开在楼栋口，……: the things that clauses far from each other tell about."""
    if len(spans) < 3 or not part.telling or any(b.start - a.end < _APART for a, b in pairwise(spans)):
        return []
    told = [s.of(text) for s in spans]
    end, number = Counter(_noun_end(t, part.keys[0]) for t in told).most_common(1)[0]
    if not end or number < len(spans) - 1 or not all(t.startswith(part.keys[0]) and end - 1 in boundaries(t[1:]) for t in told):
        return []
    return [Span(s.start, s.start + end) for s in spans]


def _noun_end(told: str, key: str) -> int:
    """Where what begins with the character goes over into what is told of it; 0 where it does not."""
    if not told.startswith(key):
        return 0
    at = 0
    for word, kind in tagged(told[len(key) :]):
        if kind[0] in "vpdcr" and at > 1:
            return len(key) + at
        at += len(word)
    return 0


def doing(text: str, spans: list[Span], part: Part, rules: Rules) -> list[Span]:
    """街长|管全面、巷长|管片区; 红色宣讲队|讲政策、蓝色平安队|护治安: the things that all do something, of one length and with one last character."""
    told = [s.of(text) for s in spans]
    for at in range(min(_MOST_DOER, *map(len, told)) - 3, 0, -1) if len(told) > 2 and max(map(len, told)) > IDIOM else ():
        char = told[0][at]
        means = char == "色" and _MEANS.match(told[0], at + 1)
        noun = char in rules.things or (char in (*part.keys, part.weak) and (means or tagged(char)[0][1].strip("nq") in ("", "g")))
        if "一" in told[0][:at] or not noun or any(t[at] != char for t in told):
            continue
        if len({t[-1] for t in told}) == 1 and told[0][-1] in rules.things:  # 红灯学习组
            continue
        if (len({t[at + 1] for t in told}) == 1 and char != "色") or len({t[: at + 1] for t in told}) < len(told):  # 固定课堂讲理论, 党员责任区
            continue
        acting = char == "色" or sum(tagged(t[at + 1 :])[0][1][0] in "vpd" for t in told) * 3 >= len(told)
        if acting and (not part.telling or all(part.keys[0] in t[: at + 1] for t in told)):
            return [Span(s.start, s.start + at + 1) for s in spans]
    return []


def headed(text: str, spans: list[Span], part: Part, rules: Rules) -> list[Span]:
    """促进班子变强、产业变旺、村庄变美: the verb that carries the character stands in front of the first only."""
    verb, rest = spans[0].of(text)[:2], [spans[0].of(text)[2:], *(s.of(text) for s in spans[1:])]
    if not part.telling or part.keys[0] not in verb or not rjieba.has_word(verb) or any(part.keys[0] in t for t in rest):
        return []
    lengths = sorted(map(len, rest))
    if lengths[0] < 2 or lengths[-1] - lengths[0] > 2:
        return []
    return without_tail(text, [Span(spans[0].start + 2, spans[0].end), *spans[1:]], rules)


def spread(told: Sequence[str], part: Part) -> int:
    """田界、水源、祖坟、老树样样都不动: how many characters at the end of the last tell of all; 0 where none do."""
    for key in part.keys[:1]:
        end = _OF_ALL.search(told[-1].removesuffix(key)) if told[-1].endswith(key) else None
        if end and end.start() >= 2 and len(told) > 2 and not any(key in t for t in told[:-1]):
            return len(told[-1]) - end.start()
    return 0


def without_spread(text: str, spans: list[Span], part: Part, rules: Rules) -> list[Span]:
    """The same without what tells of all."""
    length = spread([s.of(text) for s in spans], part)
    return without_head(text, [*spans[:-1], Span(spans[-1].start, spans[-1].end - length)], rules) if length else []
