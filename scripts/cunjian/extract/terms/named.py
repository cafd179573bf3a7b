"""Unquoted names: behind a verb that introduces mechanisms, with an ending that mechanisms have.

推行导师帮带制; 组建党员先锋队、巾帼服务队、青年突击队23支; 创新村企合作、飞地共赢、抱团发展等机制.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.extract.terms.seen import Seen, alternation
from cunjian.model import Document, Span, Words

_WORD = r"[\u4e00-\u9fffA-Za-z0-9+]"
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_BAD = re.compile(r"[的了是在有将把被对为从向这那该其每各等并又都也就才再而或及让使由]|我们|他们|以及|进行|作为|用于|开展|成立|建立|实行|推行|党员干部|各级|全体")
_LISTED = re.compile(r"((?:[\u4e00-\u9fff“”+]{2,12}、)+[\u4e00-\u9fff“”+]{2,12})等(?:[\u4e00-\u9fff]{0,3})?(机制|模式|方式|活动|平台|制度|载体|做法|渠道|形式|品牌|服务|工作法|行动)")


@lru_cache(maxsize=4)
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs, suffixes = alternation(words, "terms.verbs"), alternation(words, "terms.suffixes")
    strip = alternation(words, "terms.strip_front")
    return (
        re.compile(rf"(?:{verbs})(?:了|好|起|过|完)?"),
        re.compile(rf"{_WORD}{{0,12}}?(?:{suffixes})(?:{suffixes})?"),
        re.compile(rf"^(?:{strip}|\d+[个支项条户名次场期家所处]|[一二三四五六七八九十两几多]+[个支项条户名次场期家所处套])+"),
    )


def find(text: str, document: Document, words: Words) -> Iterator[Seen]:
    """Names in every clause of every part."""
    for part in document.parts:
        if part.kind in ("title", "byline"):
            continue
        for clause in _CLAUSE.finditer(text, part.span.start, part.span.end):
            yield from _after_verbs(clause.group(), clause.start(), words)
            yield from _listed(clause.group(), clause.start(), words)


def _after_verbs(clause: str, offset: int, words: Words) -> Iterator[Seen]:
    """Behind each verb: the items of the list that begins there, each up to its ending."""
    verb, name, strip = _patterns(words)
    taken = -1
    for match in verb.finditer(clause):
        if match.start() < taken:
            continue
        at = match.end()
        for item in re.split(r"([、和与及])", clause[at:]):
            seen = _one(item, offset + at, name, strip, words)
            if seen:
                yield seen
                taken = seen.span.end - offset
            elif item not in "、和与及":
                break
            at += len(item)


def _one(item: str, at: int, name: re.Pattern[str], strip: re.Pattern[str], words: Words) -> Seen | None:
    lead = strip.match(item)
    start = lead.end() if lead else 0
    match = name.match(item, start)
    if not match:
        return None
    found = match.group()
    inner = _inner_start(found, words)
    found = found[inner:]
    if len(found) < 3 or found in words["terms.generic"] or _BAD.search(found):
        return None
    begin = at + match.start() + inner
    return Seen(Span(begin, begin + len(found)), found, "verb-and-ending")


def _inner_start(found: str, words: Words) -> int:
    """A verb inside (落实推行导师帮带制) ends what goes before it."""
    verb = _patterns(words)[0]
    start = 0
    for match in verb.finditer(found):
        if match.end() <= len(found) - 3 and len(match.group()) >= 2:
            start = match.end()
    return start


def _listed(clause: str, offset: int, words: Words) -> Iterator[Seen]:
    """A、B、C等机制: four-character names in a row that the text itself calls mechanisms."""
    verb = _patterns(words)[0]
    for match in _LISTED.finditer(clause):
        items = match.group(1).split("、")
        at = offset + match.start(1)
        for index, item in enumerate(items):
            start = 0
            if index == 0:
                verbs = [m for m in verb.finditer(item) if m.end() <= len(item) - 2]
                start = verbs[0].end() if verbs else 0
            bare = item[start:]
            if 4 <= len(bare) <= 7 and not _BAD.search(bare) and "“" not in bare and match.group(2) in ("机制", "模式", "制度", "平台", "品牌", "载体", "工作法"):
                yield Seen(Span(at + start, at + len(item)), bare, "listed-as-mechanism")
            at += len(item) + 1
