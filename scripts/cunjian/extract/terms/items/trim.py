"""Cells become items: freed of what leads to the list, follows it, or tells about one of them.

A row may be read in several ways (年初领取任务清单: the whole of it, or the thing that it is about); the list decides which is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import rjieba

from cunjian.extract.terms.items import edges
from cunjian.extract.terms.items.cells import Cell
from cunjian.extract.terms.items.leads import measured, unled, unnumbered
from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import HELPERS, Part
from cunjian.extract.terms.items.words import is_noun, tagged
from cunjian.model import Span

_MEASURE = re.compile(r"(?:一|\d+)[次封块面把处间套座张部本份个条项支套名位](?=[\u4e00-\u9fff]{2})")
_QUOTED = re.compile(r"[^“”]{0,14}“([^“”]{2,14})”[^“”]{0,4}")  # 由会计担任“财务委员”
_EACH = re.compile(r"每[人名个位支][\u4e00-\u9fff]{0,5}?(?=每)")  # 每名队员|每天写一篇日记、每周走一遍
_EVERY = re.compile("每[天日周月季年]")
_AND = ("和", "与", "及", "同", "能")
_DONE = ("好", "了", "起")
_MOST_NOUN = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """The items of a row of cells, and by which way they were read."""

    spans: list[Span]
    way: str


def readings(text: str, row: Sequence[Cell], part: Part, rules: Rules) -> Iterator[Reading]:
    """The items that a row of cells holds, if it is the list that ``part`` asks for; the plain reading last."""
    spans = [cell.span for cell in row]
    if quoted := _quoted(text, spans, part):
        yield Reading(quoted, "quoted")
        return
    spans = _with_key(text, spans, unled(text, spans, rules), part)
    if part.keys == HELPERS and (helped := rules.helped.search(text, spans[-1].start + 2, spans[-1].end)):
        spans = [*spans[:-1], Span(spans[-1].start, helped.start())]
    if part.count == 1:
        yield Reading([_alone(text, spans[0], part, rules)], "alone")
        return
    spans = spans if part.each else unnumbered(text, spans)
    if "一" not in part.keys and (persons := measured(text, spans)):
        yield _edged(text, persons, row, part, rules, "measured")
    if not part.each and (nouns := _nouns(text, spans, part, rules)):
        yield Reading(nouns, "nouns")
    yield _edged(text, spans, row, part, rules, "plain")


def _with_key(text: str, spans: list[Span], unled_: list[Span], part: Part) -> list[Span]:
    """Without the words that only lead to an item; with them where the name asks for them (三先: 先表态、先掏钱、先出力)."""
    key = part.keys[0] if part.telling else ""
    asked = key and all(key in s.of(text) for s in spans) and not all(key in s.of(text) for s in unled_)
    return spans if asked else unled_


def _edged(text: str, spans: Sequence[Span], row: Sequence[Cell], part: Part, rules: Rules, way: str) -> Reading:
    """The first item from where it begins, the last one until where it ends."""
    *others, last = spans
    told = [s.of(text) for s in spans]
    after = row[-1].after or text[last.end : last.end + 1].strip("”")
    end = edges.last(told[-1], told[1:-1] or told[:1], part, rules, after if after in edges.MARKS else "")
    told[-1] = told[-1][:end]
    opened = told[0].rfind("“") + 1
    keyed = any(all(key in item for item in told) for key in part.keys)  # “党员身边|无违章、无事故、无隐患”
    quoted = opened and not keyed and "”" not in told[0][opened:] and "”" in text[last.start : last.end + 1]  # 形成|“党支部—党小组—党员”
    start = opened if quoted else max(_quote(told[0]), edges.first(told[0], told[1:-1] or told[1:], part, rules, row[0].before))
    each = _EACH.match(told[0]) if start == 0 and all(_EVERY.match(item) for item in told[1:]) else None
    start = each.end() if each else start
    return Reading([Span(others[0].start + start, others[0].end), *others[1:], Span(last.start, last.start + end)], way)


def _quote(told: str) -> int:
    """Behind the quotation mark that an item opens and does not close: 打造一批|“党建强."""
    opened = told.rfind("“") + 1
    return 0 if "”" in told[opened:] else opened


def _quoted(text: str, spans: Sequence[Span], part: Part) -> list[Span]:
    """What is quoted in each; with the character of the name behind it (“连心”工程), nothing where it stands in front (不当“和事佬”)."""
    quoted = [_QUOTED.fullmatch(text, s.start - (text[s.start - 1 : s.start] == "“"), s.end + (text[s.end : s.end + 1] == "”")) for s in spans]
    found = [Span(*match.span(1)) for match in quoted if match]
    if len(found) < len(spans) or any(all(key in text[s.start : f.start] for s, f in zip(spans, found, strict=True)) for key in part.keys):
        return []
    keys = [key for key in part.keys if all(text.startswith(key, s.end + 1) for s in found)]
    return [Span(s.start - 1, s.end + 1 + len(keys[0])) for s in found] if keys else found


def _alone(text: str, span: Span, part: Part, rules: Rules) -> Span:
    """The single thing of a part: 一约 is 村规民约."""
    tail = rules.tails.search(text, span.start, span.end)
    span = Span(span.start, tail.start()) if tail and tail.start() - span.start >= 2 else span
    told = span.of(text)
    for key in part.keys:
        if told.endswith(key):
            return _unmeasured(text, Span(span.start + _behind_verb(told, len(key), rules), span.end))
        if key in rules.things and (at := told.find(key)) > 0:
            return Span(span.start, span.start + at + len(key))
    return span


def _nouns(text: str, spans: Sequence[Span], part: Part, rules: Rules) -> list[Span]:
    """年初下发|责任清单, 田间课堂|讲技术: in each the noun phrase that ends with the part's noun."""
    told = [s.of(text) for s in spans]
    for key in (*part.keys, *part.weak):
        if not all(key in t[1:] for t in told) or not ({key, key[-1]} & rules.things or is_noun(key)):
            continue
        ends = [(t.find(key, 1) if len(key) > 1 else t.rfind(key)) + len(key) for t in told]
        found = [Span(s.start + _behind_verb(t[:end], len(key) + 1, rules), s.start + end) for s, t, end in zip(spans, told, ends, strict=True)]
        if any(_torn(t, end) for t, end in zip(told, ends, strict=True)):
            continue
        return [_unmeasured(text, s) for s in found] if all(len(key) < len(s) <= _MOST_NOUN for s in found) else []
    return []


def _torn(told: str, end: int) -> bool:
    """县委书|记点题: whether the place is inside a word, of which the two characters beside it are one."""
    return rjieba.has_word(told[end - 1 : end + 1]) and end not in accumulate(len(word) for word, _ in tagged(told))


def _unmeasured(text: str, span: Span) -> Span:
    """一张任务清单."""
    measure = _MEASURE.match(text, span.start, span.end)
    return Span(measure.end(), span.end) if measure else span


def _behind_verb(told: str, least: int, rules: Rules) -> int:
    """Where the noun phrase at the end begins: behind the last plain verb or preposition that leaves more than ``least``."""
    at = begin = 0
    for word, kind in tagged(told):
        at += len(word)
        if (kind in ("v", "p") or word in rules.verbs or word[-1] in _DONE) and word not in _AND and len(told) - at > least:
            begin = at + len(told[at:]) - len(told[at:].lstrip("、， "))
    return begin
