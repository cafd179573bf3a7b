"""Cells become items: freed of what leads to the list, follows it, or tells about one of them.

The items of a list are alike; so the first cell is cut to what the others look like, and the last one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cunjian.extract.terms.items import told as tell
from cunjian.extract.terms.items.cells import INTRODUCED, Cell
from cunjian.extract.terms.items.heads import DONE, in_frame, without_head
from cunjian.extract.terms.items.leads import measured, unlabelled, unled, unnumbered
from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.tails import plain_tail, without_tail
from cunjian.extract.terms.items.words import boundaries, in_word, is_noun, tagged
from cunjian.model import Span

_MEASURE = re.compile(r"(?:一|\d+)[次封块面把处间套座张部本份个条项支套名位](?=[\u4e00-\u9fff]{2})")
_QUOTED = re.compile(r"[^“”]{0,14}“([^“”]{2,14})”[^“”]{0,4}")  # 由会计担任“财务委员”
_AND = ("和", "与", "及", "同", "能")
_MOST_NOUN = 12


def trimmed(text: str, row: Sequence[Cell], part: Part, rules: Rules) -> list[Span]:
    """The items that a row of cells holds, if it is the list that ``part`` asks for."""
    spans = tell.uncounted(text, [cell.span for cell in row])
    quoted = [_QUOTED.fullmatch(text, s.start - (text[s.start - 1 : s.start] == "“"), s.end + (text[s.end : s.end + 1] == "”")) for s in spans]
    if all(quoted):
        found = [Span(*match.span(1)) for match in quoted if match]
        keys = [key for key in part.keys if all(text.startswith(key, s.end + 1) for s in found)]  # “连心”工程
        return [Span(s.start - 1, s.end + 1 + len(keys[0])) for s in found] if keys else found
    spans = unled(text, unlabelled(text, spans), rules)
    spans = spans if part.each else unnumbered(text, spans)
    if part.each:
        return _each(text, spans, part, rules)
    if part.count == 1:
        return [_alone(text, spans[0], part, rules, at_name=not row[0].after)]
    if apart := tell.told_apart(text, spans, part):
        return apart
    spans = in_frame(text, spans, part)
    told = [s.of(text) for s in spans]
    framed = any(len({t.find(key) for t in told}) == 1 and told[0].find(key) > 0 for key in part.keys)
    found = _by_key(text, spans, part, rules, introduced=row[0].before in (INTRODUCED, "：", "（"))
    if not found and (persons := measured(text, spans)):
        return without_tail(text, persons, rules)
    spans = found or without_tail(text, spans, rules)
    return spans if framed or row[0].before in (INTRODUCED, "（") else without_head(text, spans, rules)


def _each(text: str, spans: list[Span], part: Part, rules: Rules) -> list[Span]:
    """The first thing from where its character stands as in the others."""
    told = [s.of(text) for s in spans]
    begins = [min((t.find(k) for k in keys if k in t), default=-1) for t, keys in zip(told, part.each, strict=True)]
    if begins[0] > begins[1] >= 0 and len(begins) > 2 and len({*begins[1:]}) == 1 and told[0][begins[0] - 1] != "的":  # 利润的60%
        spans = [Span(spans[0].start + begins[0] - begins[1], spans[0].end), *spans[1:]]
    return without_tail(text, spans, rules)


def _alone(text: str, span: Span, part: Part, rules: Rules, *, at_name: bool) -> Span:
    """The single thing of a part: 一约 is 村规民约."""
    span = plain_tail(text, span, rules) if at_name else span
    told = span.of(text)
    for key in part.keys:
        if told.endswith(key):
            return _unmeasured(text, Span(span.start + _behind_verb(told, len(key), rules), span.end))
        if key in rules.things and (at := told.find(key)) > 0:
            return Span(span.start, span.start + at + len(key))
    return span


def _by_key(text: str, spans: list[Span], part: Part, rules: Rules, *, introduced: bool) -> list[Span]:
    """Items that all begin or all end with the same character of the name; none where there is no such character."""
    told = [s.of(text) for s in spans]
    for key in (*part.keys, *part.weak):
        if not all(key in t for t in told):
            continue
        if begun := _begun(text, spans, key):
            return without_tail(text, begun, rules)
        if told[-1][0] not in "把将" and (ends := _ends(told, key) or _inside(told, key, part, rules)):
            cut = [Span(s.start, s.start + end) for s, end in zip(spans, ends, strict=True)]
            return _nouns(text, cut, key, rules, introduced=introduced)
        if key == "一" and not all(t.startswith("每") for t in told) and len({len(t) - t.rfind(key) for t in told}) == 1 < len({t.rfind(key) for t in told}):
            return [Span(s.start + t.rfind(key), s.end) for s, t in zip(spans, told, strict=True)]  # 办事的材料一站收件
    return []


def _begun(text: str, spans: list[Span], key: str) -> list[Span]:
    """Items that begin with the key, the first behind what leads to them (以党建为魂，亮身份) and without what follows it (清淤泥|打头)."""
    told = [s.of(text) for s in spans]
    if not all(t.startswith(key) for t in told[1:]):
        return []
    first, middle = Span(spans[0].start + told[0].find(key), spans[0].end), {len(t) for t in told[1:-1]}
    if len(told) > 3 and len(middle) == 1 and (length := middle.pop()) < len(first) and length in boundaries(first.of(text)):
        first = Span(first.start, first.start + length)
    return [first, *spans[1:]]


def _ends(told: Sequence[str], key: str) -> list[int]:
    """Where items end that all end with the key: the last may go on behind it, the first only where it is then as long as the next."""
    ends = [t.rfind(key) + len(key) for t in told]
    ending = all(t.endswith(key) for t in told[1:-1]) and not in_word(told[-1], ends[-1])
    return ends if ending and (len(told[0]) == ends[0] or (len(told) > 3 and ends[0] == ends[1])) else []


def _inside(told: Sequence[str], key: str, part: Part, rules: Rules) -> list[int]:
    """Where the nouns end that the key ends, where more is told of each: 田间课堂|讲技术; not 头雁领航, nor 走一圈田埂."""
    ends = [t.find(key) + len(key) for t in told]
    if len(told[0]) <= tell.IDIOM or any("一" in t[:end] for t, end in zip(told, ends, strict=True)):
        return []
    noun = {key, key[-1]} & rules.things or (part.weak and is_noun(key))
    return ends if noun and all(len(key) < end <= _MOST_NOUN for end in ends) else []


def _nouns(text: str, spans: list[Span], key: str, rules: Rules, *, introduced: bool) -> list[Span]:
    """年初下发|责任清单: behind the last verb, where verbs stand in front of all; else only the first is freed."""
    if not {key, key[-1]} & rules.things:
        return spans if introduced else without_head(text, spans, rules)
    if len(colours := {text[s.end - len(key) - 1] for s in spans}) > 1 and colours <= rules.colours:  # 没查的贴|黄牌
        return [Span(s.end - len(key) - 1, s.end) for s in spans]
    freed = [_unmeasured(text, Span(s.start + _behind_verb(s.of(text), len(key) + 1, rules), s.end)) for s in spans]
    leads = {text[other.start : one.start] for one, other in zip(freed, spans, strict=True)} - {""}
    if len(leads) == 1 and len(lead := leads.pop()) == 1 and all(s.of(text).startswith(lead) for s in spans):  # 找|片长
        freed = [Span(s.start + 1, s.end) for s in spans]
    changed = [one != other for one, other in zip(freed, spans, strict=True)]
    if all(changed) or len({len(s) for s in freed}) == 1:
        return freed
    return without_head(text, spans, rules)


def _unmeasured(text: str, span: Span) -> Span:
    """一张任务清单."""
    measure = _MEASURE.match(text, span.start, span.end)
    return Span(measure.end(), span.end) if measure else span


def _behind_verb(told: str, least: int, rules: Rules) -> int:
    """Where the noun phrase at the end begins: behind the last plain verb or preposition that leaves more than ``least``."""
    at = begin = 0
    for word, kind in tagged(told):
        at += len(word)
        if (kind in ("v", "p") or word in rules.verbs or word[-1] in DONE) and word not in _AND and len(told) - at > least:
            begin = at
    return begin
