"""Cells become items: freed of what leads to the list, follows it, or tells about one of them.

The items of a list are alike; so the first cell is cut to what the others look like, and the last one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import rjieba

from cunjian.extract.terms.items.cells import INTRODUCED, Cell, stripped
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.seen import alternation
from cunjian.model import Span, Words

_ORDER = (
    r"(?:第?[一二三四五六七八九十](?:步|是|要|，|：|、|个是)+要?|[一二三四五六七八九十](?:[张个名项条本份]|种)?(?:是|为|叫|则是)"
    r"|[一二三四五六七八九十](?=[问看听查议]))"
)
_MEASURE = re.compile(r"一[张部本份个条项支套名位](?=[\u4e00-\u9fff]{2})")
_QUOTED = re.compile(r"[^“”]{0,14}“([^“”]{2,14})”[^“”]{0,4}")
_OPENS = frozenset("vpdcuyr")  # kinds of words behind which a noun phrase may begin
_AXIS = re.compile(r"以([\u4e00-\u9fff“”]{2,14}?)为[\u4e00-\u9fff]{1,4}")
_OF = re.compile(r"的(?:[\u4e00-\u9fff]{2,4}(?<!人员))?$")
_MOST_TAIL = 10
_IDIOM = 5  # 头雁领航 stays whole


@lru_cache(maxsize=1 << 13)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Words with their kinds."""
    return tuple(rjieba.tag(text))


@lru_cache(maxsize=4)
def _leads(words: Words) -> re.Pattern[str]:
    said = rf"“?[0-9A-Za-z]”?(?:{alternation(words, 'items.meanings')})"
    return re.compile(rf"(?:{_ORDER}|{said}|(?:{alternation(words, 'items.leads')})(?=[\u4e00-\u9fffA-Za-z0-9“]{{2}}))+")


@lru_cache(maxsize=4)
def _tails(words: Words) -> re.Pattern[str]:
    listed = alternation(words, "items.tails")
    return re.compile(rf"(?:的(?:[\u4e00-\u9fff]{{2,4}}(?<!人员))?|这[一是]?|(?:{listed})+的?)$")


def trimmed(text: str, row: Sequence[Cell], part: Part, words: Words) -> tuple[list[Span], bool]:
    """The items that a row of cells holds, if it is the list that ``part`` asks for, and whether a verb in front of the
    first carries the character of the name for all of them (促进班子变强、产业变旺).
    """
    spans = [cell.span for cell in row]
    quoted = [_QUOTED.fullmatch(text, max(s.start - 1, 0) if text[s.start - 1 : s.start] == "“" else s.start, s.end + (text[s.end : s.end + 1] == "”")) for s in spans]
    if all(quoted):
        return [Span(*match.span(1)) for match in quoted if match], False
    spans = _unled(text, spans, words)
    if part.each:
        return _each(text, spans, part, words, introduced=row[0].before == INTRODUCED), False
    if part.count == 1:
        return [_alone(text, spans[0], part, words, at_name=not row[0].after)], False
    spans = _without_shared_verb(text, spans, part, words)
    if headed := _headed(text, spans, part, words):
        return headed, True
    found = _by_key(text, spans, part, words, introduced=row[0].before in (INTRODUCED, "：", "（"))
    return found if found else _alike(text, spans, words, introduced=row[0].before in (INTRODUCED, "（")), False


def _unled(text: str, spans: list[Span], words: Words) -> list[Span]:
    """Without words that only lead to an item, unless all begin alike, and without half a quotation or 以…为轴 around it."""
    spans = [_whole_quotation(text, s) for s in spans]
    spans = [Span(s.start + 1, s.start + m.end(1)) if (m := _AXIS.fullmatch(s.of(text))) else s for s in spans]
    if len(spans) > 1 and len({s.of(text).lstrip("“")[:1] for s in spans}) == 1 and not re.match(_ORDER, spans[0].of(text)):
        return spans
    out = []
    for span in spans:
        lead = _leads(words).match(text, span.start, span.end)
        if lead and len(lead.group()) == 1 and tagged(span.of(text))[0][0] != lead.group():
            lead = None  # 经费
        rest = stripped(text, lead.end(), span.end) if lead and span.end - lead.end() >= 2 else None
        out.append(rest or span)
    return out


def _whole_quotation(text: str, span: Span) -> Span:
    """What stands behind a mark that opens in it and does not close, or before one that closes."""
    told = span.of(text)
    opens, closes = told.count("“"), told.count("”")
    if closes > opens and text[span.start - 1 : span.start] == "“":
        return Span(span.start - 1, span.end)
    if opens > closes and text[span.end : span.end + 1] == "”" and told.rfind("“") > told.rfind("”") > 0:
        return Span(span.start, span.end + 1)
    if opens > closes and 0 < told.rfind("“") < len(told) - 1:
        return Span(span.start + told.rfind("“") + 1, span.end)
    return Span(span.start, span.start + told.find("”")) if closes > opens and told.find("”") > 0 else span


def _headed(text: str, spans: list[Span], part: Part, words: Words) -> list[Span]:
    """促进班子变强、产业变旺、村庄变美: the verb that carries the character stands in front of the first only."""
    told = [s.of(text) for s in spans]
    if not part.telling or part.keys[0] not in told[0][:2] or not rjieba.has_word(told[0][:2]) or any(part.keys[0] in t for t in (told[0][2:], *told[1:])):
        return []
    rest = [len(told[0]) - 2, *map(len, told[1:])]
    return _without_tail(text, [Span(spans[0].start + 2, spans[0].end), *spans[1:]], words) if max(rest) - min(rest) <= 2 and min(rest) > 1 else []


def _each(text: str, spans: list[Span], part: Part, words: Words, *, introduced: bool) -> list[Span]:
    """The first thing from the character on with which the others begin."""
    told = [s.of(text) for s in spans]
    begins = [_first(t, keys) for t, keys in zip(told, part.each, strict=True)]
    if begins[0] > 0 and not any(begins[1:]) and not introduced:
        spans = [Span(spans[0].start + begins[0], spans[0].end), *spans[1:]]
    return _without_tail(text, spans, words)


def _alone(text: str, span: Span, part: Part, words: Words, *, at_name: bool) -> Span:
    """The single thing of a part: 一约 is 村规民约."""
    measure = _MEASURE.match(text, span.start, span.end)
    span = Span(measure.end(), span.end) if measure else span
    span = _plain_tail(text, span, words) if at_name else span
    told = span.of(text)
    for key in part.keys:
        if told.endswith(key):
            return Span(span.start + _verbs_in_front(told, key, words), span.end)
        if 0 < told.find(key) <= 4 and tagged(told[: told.find(key)])[-1][1][:1] in "vp":
            return Span(span.start + told.find(key), span.end)
    return span


def _verbs_in_front(told: str, key: str, words: Words) -> int:
    """修订完善村规民约: how much of verbs stands in front of a thing that ends with its character."""
    at = 0
    for word, kind in tagged(told):
        if not (kind[0] in "vdp" or word in words["terms.verbs"] or word.endswith(("好", "了", "起"))) or key in word or len(told) - at - len(word) < 2:
            break
        at += len(word)
    return at


def _without_shared_verb(text: str, spans: list[Span], part: Part, words: Words) -> list[Span]:
    """建设学习型支部, 建设服务型支部: a verb that opens every item, and is not the name's own, is none of them."""
    told = [s.of(text) for s in spans]
    alike = next((at for at, chars in enumerate(zip(*told, strict=False)) if len({*chars}) > 1), min(map(len, told)))
    shared = told[0][: max(0, min(alike, min(map(len, told)) - 3))]
    verb = next((shared[:end] for end in range(len(shared), 1, -1) if shared[:end] in words["terms.verbs"]), "")
    if not verb or set(verb) & set("".join((*part.keys, *part.both))):
        return spans
    return [Span(s.start + len(verb), s.end) for s in spans]


def _first(told: str, keys: Sequence[str]) -> int:
    """Where the first of these characters stands; -1 without any."""
    return min((at for key in keys if (at := told.find(key)) >= 0), default=-1)


def _by_key(text: str, spans: list[Span], part: Part, words: Words, *, introduced: bool) -> list[Span]:
    """Items that all begin or all end with the same character of the name; none where there is no such character."""
    told = [s.of(text) for s in spans]
    if "色" in part.keys and told[0][-1] in words["items.colours"] and all(t in words["items.colours"] for t in told[1:]):
        return [Span(spans[0].end - 1, spans[0].end), *spans[1:]]
    for key in (*part.keys, *part.both[:1], *part.weak):
        if not all(key in t for t in told):
            continue
        if all(t.startswith(key) for t in told[1:]) and (len(told) > 1 or told[0].find(key) <= 4):
            first = spans[0] if told[0].startswith(key) else Span(spans[0].start + told[0].find(key), spans[0].end)
            if len(first) > len(key):
                return _without_tail(text, [first, *spans[1:]], words)
        ends = [t.rfind(key) + len(key) for t in told]
        if all(t.endswith(key) for t in told[:-1]) and len(told[-1]) - ends[-1] <= _MOST_TAIL and ends[-1] > len(key):
            last = Span(spans[-1].start, spans[-1].start + ends[-1])
            return _nouns(text, [*spans[:-1], last], key, words, introduced=introduced)
        if len({*map(len, told)}) == 1 and len(told[0]) <= _IDIOM:
            continue
        if key[-1] in words["items.things"] or key in words["items.things"]:
            firsts = [t.find(key) + len(key) for t in told]
            if all(len(key) < end <= 12 for end in firsts):
                return _nouns(text, [Span(s.start, s.start + end) for s, end in zip(spans, firsts, strict=True)], key, words, introduced=introduced)
    return []


def _nouns(text: str, spans: list[Span], key: str, words: Words, *, introduced: bool) -> list[Span]:
    """年初下发|责任清单: behind the last verb, where verbs stand in front of all; else only the first is freed."""
    thing = key in words["items.things"] or key[-1] in words["items.things"]
    if thing:
        measures = [_MEASURE.match(text, s.start, s.end) for s in spans]
        begins = [m.end() - s.start if m else _behind_verb(s.of(text), len(key) + 1, words) for m, s in zip(measures, spans, strict=True)]
        freed = [Span(s.start + b, s.end) for s, b in zip(spans, begins, strict=True)]
        if all(begins) or (any(begins) and len({len(s) for s in freed}) == 1):
            freed = [Span(m.end() if (m := _MEASURE.match(text, s.start, s.end)) else s.start, s.end) for s in freed]
            return [s for s in freed if len(s) > len(key)] if all(len(s) > len(key) for s in freed) else spans
    return spans if introduced and not thing else _without_head(text, spans, words)


def _behind_verb(told: str, least: int, words: Words) -> int:
    """Where the noun phrase at the end begins: behind the last plain verb or preposition that leaves more than ``least``."""
    at = begin = 0
    for word, kind in tagged(told):
        at += len(word)
        verb = kind in ("v", "p") or word in words["terms.verbs"]
        if (verb or (word in ("好", "了", "起") and begin == at - len(word) > 0)) and len(told) - at > least:
            begin = at
    return begin


def _alike(text: str, spans: list[Span], words: Words, *, introduced: bool) -> list[Span]:
    spans = _without_tail(text, spans, words)
    return spans if introduced else _without_head(text, spans, words)


def _without_head(text: str, spans: list[Span], words: Words) -> list[Span]:
    """The first item without what leads to it, judged by the others."""
    told, others = spans[0].of(text), [s.of(text) for s in spans[1:]]
    if not others:
        return spans
    shared = others[0][0] if len({o[0] for o in others}) == 1 and len(others) > 1 else ""
    if shared and shared in told:
        begin = told.find(shared)
    else:
        begin = max(_cuts(told, others, words), key=lambda one: (one[0], -one[1]), default=(0.0, 0))[1]
    first = Span(spans[0].start + begin, spans[0].end)
    return [*_unled(text, [first], words), *spans[1:]] if begin else spans


def _cuts(told: str, others: Sequence[str], words: Words) -> Iterator[tuple[float, int]]:
    """Every place where the first item may begin, with what speaks for it."""
    lengths = sorted(len(o) for o in others)
    kinds = {tagged(o)[0][1][0] for o in others}
    at, before = 0, ("", "")
    for word, kind in tagged(told):
        rest = len(told) - at
        if rest < min(2, lengths[0]):
            break
        even = lengths[0] == rest == lengths[-1]
        points = 3.0 if even else 2.0 if lengths[0] <= rest <= lengths[-1] else 1.0 if lengths[0] - 1 <= rest <= lengths[-1] + 1 else -abs(rest - lengths[-1]) / 3
        points += 1.5 if kinds == {kind[0]} else 0
        opens = before[1][:1] in _OPENS or before[0] in words["terms.verbs"] or before[0] in ("好", "了", "起")
        if at == 0:
            yield points + 1.2, at
        elif (opens or even) and word not in ("了", "着", "过"):
            yield points + (1.5 if opens else 0), at
        at, before = at + len(word), (word, kind)


def _without_tail(text: str, spans: list[Span], words: Words) -> list[Span]:
    """The last item without what only closes the list, judged by the others."""
    last, others = spans[-1], [s.of(text) for s in (spans[1:-1] if len(spans) > 2 else spans[:-1])]
    told = last.of(text)
    if not others:
        return [_plain_tail(text, last, words)]
    length = len(others[-1])
    if len(spans) > 2 and {s.of(text)[-1] for s in spans[:-1]} == {others[0][-1]} and (end := told.rfind(others[0][-1]) + 1) > 1:
        if len(told) - end <= _MOST_TAIL:
            return [*spans[:-1], Span(last.start, last.start + end)]
    even = others if len(spans) > 3 else [s.of(text) for s in spans[:-1]]
    if len(spans) > 2 and {len(o) for o in even} == {length} and len(told) > length and length in _boundaries(told):
        return [*spans[:-1], Span(last.start, last.start + length)]
    of = told.find("的", 2)
    if of > 0 and len(told) > max(map(len, others)) + 3 and abs(of - length) <= 1:
        return [*spans[:-1], Span(last.start, last.start + of)]
    for tail in (_tails(words).search(text, last.start, last.end), _OF.search(text, last.start, last.end)):
        if tail and tail.start() - last.start >= max(1, min(map(len, others)) - 1) and not any(o.endswith(tail.group()) for o in others):
            return [*spans[:-1], Span(last.start, tail.start())]
    return spans


def _plain_tail(text: str, span: Span, words: Words) -> Span:
    tail = _tails(words).search(text, span.start, span.end)
    return Span(span.start, tail.start()) if tail and tail.start() - span.start >= 2 else span


def _boundaries(told: str) -> set[int]:
    """Where words end."""
    out, at = set(), 0
    for word, _ in tagged(told):
        at += len(word)
        out.add(at)
    return out
