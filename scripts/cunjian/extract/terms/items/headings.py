"""Headings in a row that are what a name stands for: “五好”, and five sections each of which makes one thing 好."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cunjian.extract.terms.items.cells import Place
from cunjian.extract.terms.items.lists import Listing
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.words import tagged
from cunjian.model import Document, Span
from cunjian.model import Part as DocumentPart

_NEAR = 60  # parts of the document
_QUOTED = re.compile("“((?:[^“”]|‘[^’]*’)*)”")
_WELL = re.compile("^[\u4e00-\u9fff]好(?=[\u4e00-\u9fff])")
_COUNTED = re.compile("^第[一二三四五六七八九十]{1,2}[本张笔面盏把件][\u4e00-\u9fff]{1,3}[：，]")
_CLAUSE = re.compile("[^\u4e00-\u9fff“”]+")


def near(document: Document, place: Place) -> Sequence[DocumentPart]:
    """The headings around a place."""
    around = bisect_left(document.parts, place.at.start, key=lambda p: p.span.start)
    return [p for p in document.parts[max(0, around - _NEAR) : around + _NEAR] if p.kind == "heading"]


def lists(part: Part, around: Sequence[DocumentPart], place: Place) -> Iterator[Listing]:
    """Exactly as many headings of one level in a row, each with a phrase that begins or ends with the part's character; the
    whole of each where it asks for both of two (“三带三转”: 支部带屯，转散为聚), or is counted as it counts (六步工作法: 第一步，开门听)."""
    for level in sorted({p.level for p in around}) if part.both else ():
        for run in _runs((p.span, p.title if all(key in p.title for key in part.both) else "") for p in around if p.level == level):
            spans = [_in(place.text, span, title) for span, title in run]
            if len(run) == part.count and all(spans) and run[-1][0].start > place.at.start:
                yield Listing(tuple(s for s in spans if s), ("even_key", "headings"), True, "", "")
    for level in sorted({p.level for p in around}) if part.weak else ():
        nth = re.compile(f"第[一二三四五六七八九十]{part.weak}[，、：]")
        for run in _runs((p.span, p.title if nth.match(place.text, p.span.start) else "") for p in around if p.level == level):
            spans = [_in(place.text, span, title) for span, title in run]
            if len(run) == part.count and all(spans) and run[-1][0].start > place.at.start:
                yield Listing(tuple(s for s in spans if s), ("ordered", "headings"), True, "", "")
    for key in part.keys:
        held = Counter([p.level for p in around if key in p.title])
        for level in sorted(level for level, count in held.items() if count >= part.count):
            heads = [p for p in around if p.level == level]
            for form in _FORMS:
                for run in _runs((p.span, form(p.title, key)) for p in heads):
                    if form is _even and len({p.find(key) for _, p in run}) > 1:
                        continue
                    spans = [_in(place.text, span, phrase) for span, phrase in run]
                    spans = [*_without_verb(place.text, spans, key)]
                    if run[-1][0].start > place.at.start and len({s.of(place.text) for s in spans if s}) == part.count:
                        yield Listing(tuple(s for s in spans if s), ("key", "headings"), True, "", "")


def _runs(found: Iterable[tuple[Span, str]]) -> Iterator[Sequence[tuple[Span, str]]]:
    """Those with a phrase in a row."""
    for has, group in groupby(found, key=lambda one: bool(one[1])):
        if has:
            yield list(group)


def _without_verb(text: str, spans: Sequence[Span | None], key: str) -> Sequence[Span | None]:
    """推行公推直选制, 推行分级培训制: what all of them do is none of what they are."""
    leads = {text[s.start : s.start + 2] for s in spans if s}
    all_do = len(leads) == 1 and key not in (lead := leads.pop()) and tagged(lead)[0] == (lead, "v")
    return [s and Span(s.start + 2, s.end) for s in spans] if all_do else spans


def _in(text: str, head: Span, phrase: str) -> Span | None:
    """Where the phrase of a title stands in the text."""
    at = text.find(phrase, head.start, head.end)
    return Span(at, at + len(phrase)) if at >= 0 else None


def _quoted(title: str, key: str) -> str:
    """在“班子好”上下功夫."""
    return next((m for m in _QUOTED.findall(title) if m.endswith(key)), "")


def _opened(title: str, key: str) -> str:
    """自治增活力: a word of two characters before a phrase of three."""
    first = _CLAUSE.split(title)[0]
    return first[:2] if first[1:2] == key else ""


def _even(title: str, key: str) -> str:
    """队伍共育，让年轻人挑得起担子: a first clause that holds it, as those of the other titles do; 第一本账：人心账 is called 人心账."""
    first = _WELL.sub("", _CLAUSE.split(_COUNTED.sub("", title))[0])  # 唱好山歌戏
    return first if key in first and len(first) <= 12 else ""


_FORMS = (_quoted, _opened, _even)
