"""Lists in front of the name: A、B、C“三张清单”; A、B、C，群众叫它“三X”."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.lists import carries, parallel, placed, split
from cunjian.extract.terms.items.shorthand import Place, Shorthand
from cunjian.model import Item

_REACH = 160
_CALLED = re.compile(
    r"[，。]?(?:[\u4e00-\u9fff]{0,8}(?:管它叫|叫它|称其为|称它为|俗称|统称|取名|叫作|叫做|称之为|称为|称作|名字，叫|把它叫作"
    r"|概括起来叫|概括为|总结为|归纳为|简称|合称|就叫|叫|靠着这个|凭着这个)|这种|这就是|构成了?|形成了?)$"
)
_LED = re.compile(r"，(?:形成|构建|打造|落实|实现|建立|推行|实行|做到|以|用|靠|按照)$")


def adjacent(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """The list ends right at the name, or with a verb or a word of naming between."""
    start = max(0, place.at.start - _REACH)
    region = re.split(r"[。；：！？\n]", place.text[start : place.at.start])[-1].rstrip("，")
    if called := _CALLED.search(region):
        return _called(name, place, start, place.at.start - len(called.group()))
    led = _LED.search(region)
    region = re.sub(r"，?(?:即|也就是|简称|统称|称为)$", "", region[: led.start()] if led else region)
    region = re.sub(r"(?:这|的)$", "", region)
    if not region or region.endswith("等"):
        return ()
    for candidate, marks in ((region.split("，")[-1], "、"), (region, "，"), (region, "、，")):
        pieces, separators = split(candidate, marks, name.count)
        if marks != "、" and len(pieces) > name.count:
            pieces, separators = pieces[-name.count :], separators[-(name.count - 1) :]
        shortest = 1 if marks == "、" and all(len(p) == 1 for p in pieces[1:]) and not led else 2  # 镇、村、组、户
        if len(pieces) != name.count or not all(shortest <= len(p) <= 24 for p in pieces):
            continue
        if (marks != "、" or led) and not (parallel(pieces) or carries(pieces, name)):
            continue
        length = sum(map(len, pieces)) + sum(map(len, separators))
        offset = place.text.rindex(candidate[-length:], start, place.at.start)
        found = placed(offset, pieces, separators, place.words)
        head = place.text[found[0].span.start : place.at.start].split("、")[0]
        return () if "“" in head[1:] else found
    return ()


def called(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """A、B、C，群众叫它三X: only with a word of naming between, and each item with the name's own character."""
    start = max(0, place.at.start - _REACH)
    region = re.split(r"[。；：！？\n]", place.text[start : place.at.start])[-1].rstrip("，")
    match = _CALLED.search(region)
    found = _called(name, place, start, place.at.start - len(match.group())) if match else ()
    return found if found and carries([i.text for i in found], name) else ()


def _called(name: Shorthand, place: Place, start: int, end: int) -> tuple[Item, ...]:
    """The nearest clause of the sentence in front (or the sentence) that splits into as many pieces."""
    before = place.text[start:end]
    sentence = re.split(r"[。；！？\n]", before.rstrip("，。"))[-1]
    for region in reversed(sentence.split("：")):
        candidates = [(c, "、") for c in reversed(region.split("，"))] + [(region, "、，"), (region, "，")]
        for candidate, marks in candidates:
            cut = re.sub(r"等(?:[\u4e00-\u9fff]{0,4})$|于一体$", "", candidate)
            pieces, separators = split(cut, marks, name.count)
            if len(pieces) == name.count and all(2 <= len(p) <= 24 for p in pieces):
                return placed(start + before.rindex(candidate), pieces, separators, place.words)
    return ()
