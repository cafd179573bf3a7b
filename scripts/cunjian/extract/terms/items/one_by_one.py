"""Items told one by one: 一是…二是…; 第一步…第二步…; “学”就是…，“议”就是…; a chain A—B—C; 一名…，一名…."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.fit import fit
from cunjian.extract.terms.items.shorthand import Place, Shorthand
from cunjian.model import Item, Span

_ORDER = "一二三四五六七八九十"
_IS = re.compile(r"([一二三四五六七八九十])(?:是要|是|要)([^，。；：]{2,24})")
_STEP = re.compile(r"第([一二三四五六七八九十])(?:[步是要，：]+)([^，。；：]{2,24})")
_DEFINED = re.compile(
    r"“([0-9A-Za-z]+|[\u4e00-\u9fff]{1,4})”(?:，?(?:是指|就是|指的是|代表|是|即|指|为))([^，。；]+)"
)
_PAIR = re.compile(r"，(?:由)?(一[名个位支张本项户][^，。；、]{2,16})[，、](一[名个位支张本项户][^，。；、]{2,16})(?=[。；，]|$)")
_CHAIN = re.compile(r"(?:—+|→|-+>?)")


def told(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """The first of these ways that gives as many items as the name says."""
    return _enumerated(name, place) or _steps(name, place) or _defined(name, place) or _chain(name, place) or _pair(name, place)


def _enumerated(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """Name：一是…，二是…，三是…; the leading clause of each."""
    after = place.after(700)
    heads = list(_IS.finditer(after))
    if not heads or not re.fullmatch(r"[^。；]{0,20}[，：。；]?", after[: heads[0].start()]):
        return ()
    return _ordered(name, place, heads)


def _steps(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“三步”工作法。第一步，…；第二步，…；第三步，…."""
    return _ordered(name, place, list(_STEP.finditer(place.after(600))))


def _ordered(name: Shorthand, place: Place, heads: list[re.Match[str]]) -> tuple[Item, ...]:
    if "".join(h.group(1) for h in heads) != _ORDER[: name.count]:
        return ()
    spans = [Span(*(place.at.end + i for i in head.span(2))) for head in heads]
    found, carried = fit(name, place.text, spans, place.words)
    return found if carried else tuple(Item(s.of(place.text), s) for s in spans)


def _defined(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“学”就是学政策学技术，“议”就是议村务议发展，…: as many definitions as the numeral says."""
    found = list(_DEFINED.finditer(place.after(300)))
    if len(found) != name.count or found[0].start() > 12:
        return ()
    spans = (Span(*(place.at.end + i for i in m.span(2))) for m in found)
    return tuple(Item(s.of(place.text), s) for s in spans)


def _pair(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“双导师制”，一名老党员带思想，一名能人党员带技术: two clauses that begin alike, and nothing else."""
    match = _PAIR.match(place.text, place.at.end, min(place.end, place.at.end + 60)) if name.count == 2 else None
    spans = [Span(*match.span(1)), Span(*match.span(2))] if match else []
    return tuple(Item(s.of(place.text), s) for s in spans)


def _chain(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“四级架构”。构建社区党委—网格党支部—楼栋党小组—党员中心户…: a chain of dashes as long as the numeral, behind it or before."""
    piece = r"[\u4e00-\u9fff]{2,10}"
    chain = rf"{piece}(?:(?:—+|→|-+){piece}){{{name.count - 1}}}"
    ahead, back = place.after(80), place.text[max(0, place.at.start - 90) : place.at.start]
    match, offset = re.search(chain, ahead), place.at.end
    if not match or "—" in ahead[match.end() : match.end() + 1]:
        match, offset = re.search(rf"{chain}(?=”?(?:的)?“?$)", back), place.at.start - len(back)
    if not match:
        return ()
    parts = _CHAIN.split(match.group())
    parts[0] = re.sub(r"^.*(?:构建|建立|健全|形成|完善|按照|实行|推行)", "", parts[0])
    tail = re.match(r"(.{2,6}?)(?:[一二三四五六七八九十]级|工作|组织|体系|的$)", parts[-1])
    parts[-1] = tail.group(1) if tail else parts[-1]
    out, position = [], offset + match.start()
    for part in parts:
        position = place.text.index(part, position)
        out.append(Item(part, Span(position, position + len(part))))
        position += len(part)
    return tuple(out)
