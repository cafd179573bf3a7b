"""Lists that the text itself counts: A、B、C、D四个环节; and lists told in order, 一是…二是…三是…, before the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.extract.terms.items import pieces
from cunjian.extract.terms.items.shorthand import VALUE, Place, Shorthand
from cunjian.model import Span

_MEASURES = "个项张条步种级支类大道方本份环节方面层段次关"
_NUMBER = re.compile(r"([二两三四五六七八九十]|1?\d)")
_MEASURE = re.compile(rf"[{_MEASURES}]|单元")
_HEAD = re.compile(rf"([二两三四五六七八九十])[{_MEASURES}][\u4e00-\u9fff]{{1,4}}：")
_GENERAL = re.compile(r"方面|环节|步骤|程序|内容|要求|标准|层面|阶段|流程")
_STEPS = re.compile(r"([三四五六七八]|[3-8])(?:个|大|道)?(?:环节|步骤|流程|程序|阶段|步)")
_COLOURED = re.compile(r"(?<![红橙黄蓝绿紫黑白青灰])([红橙黄蓝绿紫黑白青灰](?:、?[红橙黄蓝绿紫黑白青灰]){1,6})”?“?([二两三四五六七])色")
_NEXT = re.compile(
    r"”?(?:[\u4e00-\u9fff]{0,6})[，：](?:做到|按照|坚持|通过|实行|落实|严格|推行|抓好|围绕|分|经过|明确|采取|由|从)?(?:了|好)?"
)
_ORDER = "一二三四五六七八九十"
_IS = re.compile(r"(?:^|(?<=[。；，：\s]))([一二三四五六七八九十])是([^，。；：]{2,24})")


def beside(name: Shorthand, place: Place) -> Iterator[list[Span]]:
    """A list of as many pieces, closed by its own number of 方面 or of what the name counts, in the sentence of the name."""
    count = name.count
    own = re.sub("[一二三四五六七八九十]", "", name.core)
    text = place.text
    start = max((text.rfind(mark, max(0, place.at.start - 160), place.at.start) for mark in "。！？\n"), default=-1) + 1
    stop = next((i for i in range(place.at.end, min(place.end, place.at.end + 160)) if text[i] in "。！？\n"), place.end)
    for lo, hi in ((max(start, place.at.start - 160), place.at.start), (place.at.end, min(stop, place.at.end + 160))):
        for number, spans in [*_closed(text, lo, hi, count, own), *_opened(text, lo, hi, count)]:
            noun = text[number.start() : number.end() + 3]
            if _GENERAL.search(noun) or any(c in own for c in noun[1:]):
                yield spans


def _closed(text: str, lo: int, hi: int, count: int, own: str = "") -> Iterator[tuple[re.Match[str], list[Span]]]:
    for number in _NUMBER.finditer(text, lo, hi):
        if not _MEASURE.match(text, number.end()) and text[number.end() : number.end() + 1] not in (*own,):
            continue
        if (VALUE.get(number.group(1)) or int(number.group(1))) != count or text[number.start() - 1] in "，。；：、第":
            continue
        first = max(lo - 1, *(text.rfind(mark, lo, number.start()) for mark in "，。；："))
        found = pieces.two_at_and(text, pieces.cut(text, first + 1, number.start(), "、"), count)
        if len(found) == count and all(len(p.span) <= 20 for p in found):
            yield number, [p.span for p in found]


def _opened(text: str, lo: int, hi: int, count: int) -> Iterator[tuple[re.Match[str], list[Span]]]:
    """四张条子：A、B、C、D."""
    for number in _HEAD.finditer(text, lo, hi):
        stop = next((i for i in range(number.end(), hi) if text[i] in "，。；：！？\n"), hi)
        found = pieces.two_at_and(text, pieces.cut(text, number.end(), stop, "、"), count)
        if (VALUE.get(number.group(1)) or 0) == count == len(found) and all(len(p.span) <= 20 for p in found):
            yield number, [p.span for p in found]


def steps(place: Place) -> list[Span]:
    """“村民说事”，完善说、议、办、评四个环节: what a name without numerals consists of."""
    text, end = place.text, min(place.end, place.at.end + 80)
    stop = next((i for i in range(place.at.end, end) if text[i] in "。；！？\n"), end)
    number = _STEPS.search(text, place.at.end, stop)
    if not number:
        return []
    count = VALUE.get(number.group(1)) or int(number.group(1))
    lo = max(text.rfind("，", place.at.end, number.start()), place.at.end)
    if text.count("，", place.at.end, number.start()) > 1:
        return []
    return next((spans for _, spans in _closed(text, lo, number.end(), count)), [])


def coloured(name: Shorthand, place: Place) -> list[Span]:
    """红橙黄三色督办: as many colours as the numeral says, run together in front of it."""
    match = _COLOURED.search(place.text, max(0, place.at.start - 16), place.at.end)
    found = pieces.cut(place.text, *match.span(1), "、") if match else []
    if len(found) == 1:
        found = [pieces.Piece(Span(at, at + 1), "") for at in range(found[0].span.start, found[0].span.end)]
    fits = len(found) == name.count == len({p.span.of(place.text) for p in found})
    return [p.span for p in found] if fits else []


def in_order(name: Shorthand, place: Place) -> list[Span]:
    """一是把好关口。…二是把稳航向。…三是把准脉搏。…这“三把”: the leading clauses, told before the name."""
    lo = max(place.text.rfind("\n", 0, place.at.start) + 1, place.at.start - 500)
    heads = list(_IS.finditer(place.text, lo, place.at.start))[-name.count :]
    if "".join(h.group(1) for h in heads) != _ORDER[: name.count]:
        return []
    return [Span(*h.span(2)) for h in heads]


def in_one_clause(name: Shorthand, place: Place) -> list[Span]:
    """“五步工作法”，做到A、B、C、D、E步步到位: the whole of the next clause, in pieces of one length."""
    lead = _NEXT.match(place.text, place.at.end, min(place.end, place.at.end + 30))
    if not lead or not {name.groups[0][1][0], name.core[1:2]} & {*_MEASURES} or len(name.groups) > 1 or name.count < 3:
        return []
    stop = next((i for i in range(lead.end(), min(place.end, place.at.end + 140)) if place.text[i] in "，。；：！？\n"), lead.end())
    found = pieces.cut(place.text, lead.end(), stop, "、")
    lengths = [len(p.span) for p in found]
    told = [p.span.of(place.text) for p in found]
    if len(found) == name.count and (len({t[-1] for t in told}) == 1 or len({t[0] for t in told}) == 1):
        return [p.span for p in found]
    if len(found) != name.count or max(lengths[:-1]) - min(lengths[:-1]) > 1 or lengths[-1] < min(lengths[:-1]):
        return []
    spans = [p.span for p in found]
    if lengths[-1] > max(lengths[:-1]):
        if len(set(lengths[:-1])) > 1:
            return []
        spans[-1] = Span(spans[-1].start, spans[-1].start + lengths[0])
    return spans
