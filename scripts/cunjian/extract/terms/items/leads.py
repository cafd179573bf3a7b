"""What stands in front of an item and is none of it: a number, a measure of persons, words that only lead to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cunjian.extract.terms.items.cells import stripped
from cunjian.extract.terms.items.rules import NUMERALS, Rules
from cunjian.extract.terms.items.words import tagged
from cunjian.model import Span

_PERSON = re.compile(r"一([名位])(?=[\u4e00-\u9fff]{2})")
_BY = re.compile("[^由]{2,8}由(?=[一二两三四五村党支])|[都均]由")  # 一个村由|一名领导联系, 村里的大事由|党支部提议
_FIRST = re.compile("[^先]*(?:必须|应当?|都?要|都|得|须)(?=先)")
_AXIS = re.compile(r"以([\u4e00-\u9fff“”]{2,14}?)为[\u4e00-\u9fff]{1,4}")


def unnumbered(text: str, spans: list[Span]) -> list[Span]:
    """一比收入、二比难处、三比邻里: without the numbers."""
    numbered = len(spans) > 1 and all(len(s) > 2 and text[s.start] == n for s, n in zip(spans, NUMERALS, strict=False))
    return [Span(s.start + 1, s.end) for s in spans] if numbered else spans


def measured(text: str, spans: Sequence[Span]) -> list[Span]:
    """每组配一名组长、一名记账员、一名老支书: what stands behind the measure of persons, where all have the same."""
    first, *others = spans
    found = [*_PERSON.finditer(text, first.start, first.end)][-1:]
    found += [m for s in others if (m := _PERSON.match(text, s.start, s.end))]
    if len(found) < len(spans):
        return []
    return [Span(m.end(), s.end) for m, s in zip(found, spans, strict=True)]


def unled(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """Without words that only lead to an item, unless all begin alike, and without 以…为轴 around it."""
    spans = [Span(s.start + 1, s.start + m.end(1)) if (m := _AXIS.fullmatch(s.of(text))) else s for s in spans]
    if len(spans) > 2 and (by := _BY.match(text, spans[0].start, spans[0].end)) and not any("由" in s.of(text) for s in spans[1:]):
        spans = [Span(by.end(), spans[0].end), *spans[1:]]
    if len(spans) > 1 and len({s.of(text).lstrip("“")[:1] for s in spans}) == 1 and not rules.order.match(spans[0].of(text)):
        return spans
    if len(spans) > 2 and (one := _FIRST.match(text, spans[0].start, spans[0].end)) and all(text[s.start] in "再后" for s in spans[1:]):
        return [Span(one.end(), spans[0].end), *spans[1:]]  # 必须|先问市场、再问专家、后问群众
    found = [_lead(text, span, rules) for span in spans]
    if len(spans) > 2 and len({*map(len, spans)}) == 1 and not all(found):
        return spans  # 先提醒、再约谈、后调整; 围绕一个中心、抓好三支队伍
    rest = [stripped(text, lead.end(), span.end) if lead else None for lead, span in zip(found, spans, strict=True)]
    return [one or span for one, span in zip(rest, spans, strict=True)]


def _leads(words: Sequence[tuple[str, str]], lead: str) -> bool:
    """Whether a character is a word here, and, as a verb, has a noun behind it: 让|群众, not 走|出去."""
    if (lead in ("先", "再") and words[0][1] == "v") or lead in ("既", "又", "由"):  # 先找, 既述
        return True
    return words[0][0] == lead and (words[0][1] != "v" or len(words) < 2 or words[1][1][0] in "nj")


def _lead(text: str, span: Span, rules: Rules) -> re.Match[str] | None:
    """The words that only lead to an item; not the 经 of 经费."""
    words = tagged(span.of(text))
    after = len(words[0][0]) if words[0][1] == "t" else 0  # 年底由, 会后还要组织
    lead = rules.leads.match(text, span.start + after, span.end)
    if not lead or (len(lead.group()) == 1 and not _leads(words[after > 0 :], lead.group())):
        return None
    return lead
