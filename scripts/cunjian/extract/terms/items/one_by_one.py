"""Items told one by one: 一是…二是…; 第一步…第二步…; “学”就是…，“议”就是…; a chain A—B—C."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.shorthand import Place, Shorthand
from cunjian.model import Item, Span

_ORDER = "一二三四五六七八九十"
_IS = re.compile(r"([一二三四五六七八九十])是(?:要)?([^，。；：]{2,24})")
_STEP = re.compile(r"第([一二三四五六七八九十])步[是，：]?([^，。；：]{2,24})")
_DEFINED = re.compile(r"“([0-9A-Za-z]+|[\u4e00-\u9fff]{1,4})”(?:是指|就是|指的是|代表|是|即|指|为)([^，。；]+)")


def enumerated(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """Name：一是…，二是…，三是…; the leading clause of each."""
    after = place.after(600)
    heads = list(_IS.finditer(after))
    if not heads or not re.fullmatch(r"[^。；]{0,20}[，：。]?", after[: heads[0].start()]):
        return ()
    return _ordered(name, place, heads)


def steps(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“三步”工作法。第一步，…；第二步，…；第三步，…."""
    return _ordered(name, place, list(_STEP.finditer(place.after(500))))


def _ordered(name: Shorthand, place: Place, heads: list[re.Match[str]]) -> tuple[Item, ...]:
    if "".join(h.group(1) for h in heads) != _ORDER[: name.count]:
        return ()
    return _second_groups(place, heads)


def _second_groups(place: Place, found: list[re.Match[str]]) -> tuple[Item, ...]:
    return tuple(Item(m.group(2), Span(*(place.at.end + i for i in m.span(2)))) for m in found)


def defined(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“学”就是学政策学技术，“议”就是议村务议发展，…: as many definitions as the numeral says."""
    found = list(_DEFINED.finditer(place.after(300)))
    return _second_groups(place, found) if len(found) == name.count and found[0].start() <= 12 else ()


def chain(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“四级架构”。构建社区党委—网格党支部—楼栋党小组—党员中心户…: a chain of dashes as long as the numeral."""
    after = place.after(80)
    match = re.search(rf"[\u4e00-\u9fff]{{2,10}}(?:—+[\u4e00-\u9fff]{{2,8}}){{{name.count - 1}}}", after)
    if not match or "—" in after[match.end() : match.end() + 1]:
        return ()
    pieces = re.split("—+", match.group())
    pieces[0] = re.sub(r"^(?:构建|建立|健全|形成|完善)", "", pieces[0])
    tail = re.match(r"(.{2,6}?)(?:[一二三四五六七八九十]级|工作|组织|体系)", pieces[-1])
    pieces[-1] = tail.group(1) if tail else pieces[-1]
    out, position = [], place.at.end + match.start()
    for piece in pieces:
        position = place.text.index(piece, position)
        out.append(Item(piece, Span(position, position + len(piece))))
        position += len(piece)
    return tuple(out)
