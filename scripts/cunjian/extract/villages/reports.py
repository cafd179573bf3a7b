"""Which passages report on which village: those that name it, and those that go on speaking of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cunjian.extract.passages import HEAD_KINDS, Passage
from cunjian.extract.villages.names import Named
from cunjian.extract.villages.roles import THESE, is_object
from cunjian.extract.villages.rules import Rules
from cunjian.model import Document, Span
from cunjian.script import number

_LEAD_IN = re.compile(  # 一、 近两年来， 截至目前， 2022年
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:(?:[这近两三几多一二四五六七八九十]|\d+|最近|过去)*年[多来]*"
    r"|截[至止][^，]{0,8}|目前|如今|现在|[自于]?\d{4}年(?:\d{1,2}月)?(?:以来|起|底|初)?|去年|今年)?[，：]?"
)
_SPEAKER = re.compile(
    r"我(?:是|叫|来自|担任|任职|现任|所在|代表|受)|[到任].{0,20}(?:第一书记|驻村)"
    r"|党(?:总支|支部|委|组织)(?:第一)?书记"
)
_DESCRIBED = re.compile(r"位于|地处|坐落|成立于|辖|现有|总面积|有")
_FACT = re.compile(
    r"(?<!第)(?:\d+(?![日月年号\d])|[*×xX])"
    r"|[二两三四五六七八九十百千]+[多余几]?(?:万元|万|户|亩|家|名|座|人|公里|元|块|岁|里|盏|栋)"
)
_AWARDED = re.compile("(?:被[^，。；]{0,14}?)?(?:[评列选]为|获|入选|授予|命名|表彰为|评上|捧回|创成|斩获|摘得|拿下)")  # 被县委评为
_WE = re.compile("[我咱俺]们")
_WHOLE = ("该村", "全村", "这个村", "该社区", "全社区", "该屯", "全屯", "该寨", "全寨", "该嘎查", "全嘎查")
_COURTESY = re.compile(r"汇报一下|介绍一下|谢谢|汇报如下|介绍如下|到我们?村里?来?[坐走看][坐走看一]|作(?:个|一)?(?:简要)?汇报")
_SAYS = re.compile("[^，]说|[讲笑感]道|告诉|感慨|介绍")
_TOWN = re.compile(r"(?<![^，。！？；\n])(?![按在到由从对各全我本该])[\u4e00-\u9fff]{2,3}(?:[镇乡县]|街道)(?![上里内外的村])")
_CLASS_END = re.compile("(?:村|社区|屯|寨|嘎查)$")
_NO_ADDRESS = re.compile("[^\u4e00-\u9fff*×]|.{13}|的")
_HEAD_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Reported:
    """What was found out about all places where villages are named."""

    sentences: tuple[tuple[Span, ...], ...]  # for each place, in the order of the places
    places: dict[str, str]  # village name -> address, the fullest one in the speech


@dataclass(slots=True)
class _State:
    """Whom the text speaks of while it is read from start to end."""

    part: int = -1
    current: tuple[int, ...] = ()  # indexes into named
    last: tuple[int, ...] = ()


def find(text: str, document: Document, pieces: Sequence[Passage], named: Sequence[Named], rules: Rules) -> Reported:
    """Reads the passages once, in order."""
    out: list[list[Span]] = [[] for _ in named]
    starts = [n.span.start for n in named]
    own = _own(text, pieces, named, starts, rules)
    state = _State()
    for before, piece in pairwise([Passage(Span(0, 0), -1, ""), *pieces]):
        inside = _inside(piece, starts)
        if piece.part != state.part:
            state.last = state.current or state.last
            state.part, state.current = piece.part, _of_heading(document, piece, named, starts)
        for index in _reported(text, piece, inside, named, state, own, rules):
            if index in inside and before.part == piece.part and not _inside(before, starts) and _is_said(text, before.span, piece.span):
                out[index].append(before.span)
            out[index].append(piece.span)
    _by_short_name(text, pieces, named, out)
    heads = {p.span.start for p in pieces if p.kind in HEAD_KINDS}
    return Reported(tuple(_without_heads(out, named, heads)), _places(named))


def _is_said(text: str, words: Span, span: Span) -> bool:
    """“以前开会要走半天。”石桥村村民李秀英说: the words before are what it tells of, too."""
    return text[words.end - 1] == "”" and bool(_SAYS.search(text, *_ends(span)))


def _inside(piece: Passage, starts: Sequence[int]) -> range:
    """The places in a passage."""
    return range(bisect_left(starts, piece.span.start), bisect_left(starts, piece.span.end))


def _by_short_name(text: str, pieces: Sequence[Passage], named: Sequence[Named], out: list[list[Span]]) -> None:
    """Passages that name a village by its name alone (老鸦坪的民宿 after 老鸦坪村), of three characters or more."""
    first: dict[str, int] = {}
    for index, one in enumerate(named):
        bare = _CLASS_END.sub("", one.name)
        if len(bare) >= 3:
            first.setdefault(bare, index)
    if not first:
        return
    short = re.compile(f"({'|'.join(map(re.escape, first))})(?=[的有把将在是也就和与、，。；])")
    told = {(one.name, span.start) for one, spans in zip(named, out, strict=True) for span in spans}
    for match in short.finditer(text):
        span = pieces[bisect_right(pieces, match.start(), key=lambda piece: piece.span.start) - 1].span
        index = first[match[1]]
        if (key := (named[index].name, span.start)) not in told:
            told.add(key)
            out[index].append(span)


def _reported(
    text: str, piece: Passage, inside: range, named: Sequence[Named], state: _State, own: int | None, rules: Rules
) -> Iterator[int]:
    """The places whose village this passage reports on; moves the state on."""
    said_own = own is not None and rules.own.search(text, piece.span.start, piece.span.end)
    if inside:
        if state.current and rules.anaphor_strong.search(text, piece.span.start, named[inside[0]].span.start):  # 该村又和吴楼村……
            yield from (i for i in state.current if named[i].name not in {named[j].name for j in inside})
        yield from (i for i in _first_of_each(inside, named) if named[i].rule != "visited")
        subjects = [i for i in inside if not is_object(text, named[i].span.start, rules)]
        state.current = tuple(subjects[-1:] or inside[-1:])
        if own is not None and not said_own and _with_own(text, piece, inside, named, named[own].name):
            yield own
    if own is not None and said_own:
        state.current = (own,)
        if named[own].name not in {named[i].name for i in inside} and not _COURTESY.search(text, *_ends(piece.span)):
            yield own
    if inside or said_own:
        return
    if own is not None and not _is_own(named, state.current, own) and _of_own_alone(text, piece.span, rules):
        state.current = (own,)
    if rules.anaphor_strong.search(text, piece.span.start, piece.span.end) and (state.current or state.last):
        state.current = state.current or state.last[-1:]
        yield from state.current
    elif piece.kind in HEAD_KINDS:
        return
    elif own is not None and _is_own(named, state.current, own) and _speaks_of_own(text, piece.span, rules):
        state.current = (own,)
        yield own
    elif state.current and _goes_on(text, piece.span, rules, own=own is not None):
        yield from state.current
    else:
        state.current = ()


def _with_own(text: str, piece: Passage, inside: range, named: Sequence[Named], own: str) -> bool:
    """Whether 三个村 behind the names of two others are these and the speaker's own."""
    others = {named[i].name for i in inside}
    told = THESE.search(text, named[inside[-1]].span.end, piece.span.end)
    return told is not None and own not in others and number(told[1]) == len(others) + 1


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _is_own(named: Sequence[Named], current: tuple[int, ...], own: int) -> bool:
    return not current or all(named[i].name == named[own].name for i in current)


def _of_own_alone(text: str, span: Span, rules: Rules) -> bool:
    """全村, 村里 in a village's own speech is that village, whoever was named before; 该村 is the other."""
    strong = rules.anaphor_strong.search(text, span.start, span.end)
    return not strong and bool(rules.own_again.search(text, span.start, span.end))


def _speaks_of_own(text: str, span: Span, rules: Rules) -> bool:
    """全村 with a fact, 村里 with an honour, 社区党委 in front of one, in the speech of a village about itself."""
    lead = _LEAD_IN.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    told = (rules.own_whole, _FACT), (_WE, _AWARDED)
    if any(word.search(text, *_ends(span)) and fact.search(text, *_ends(span)) for word, fact in told):
        return True
    if rules.own_start.match(text, start, span.end) and _FACT.search(text, *_ends(span)):
        return True
    return text[span.end - 1] == "。" and bool(_AWARDED.search(text, *_ends(span))) and _goes_on(text, span, rules, own=True)


def _first_of_each(inside: range, named: Sequence[Named]) -> Iterator[int]:
    seen = set()
    for index in inside:
        if named[index].name not in seen:
            seen.add(named[index].name)
            yield index


def _goes_on(text: str, span: Span, rules: Rules, *, own: bool) -> bool:
    """Whether a passage without a village's name goes on speaking of the one before."""
    lead = _LEAD_IN.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    anaphor = rules.anaphor.search(text, span.start, span.end)
    if not anaphor and start == span.start and not rules.continuation.match(text, start, span.end):
        return False
    if not (anaphor and anaphor.group() in _WHOLE) and not any(fact.search(text, *_ends(span)) for fact in (_FACT, _AWARDED)):
        return False
    award = _AWARDED.search(text, *_ends(span))  # 先后获得全国……: titles name no other subject
    near = (span.start, min(award.start() if award else span.end, span.start + 60))
    if _COURTESY.search(text, start, span.end) or _TOWN.search(text, *near):
        return False
    others = rules.other_subject.finditer(text, *near)
    return all(own and other.group().startswith("我") for other in others)


def _own(text: str, pieces: Sequence[Passage], named: Sequence[Named], starts: Sequence[int], rules: Rules) -> int | None:
    """The place that names the speaker's own village, None when the speech is not a village's."""
    body = [p for p in pieces if p.kind not in HEAD_KINDS]
    if not named:
        return None
    for piece in pieces:
        if piece.kind in ("title", "byline"):
            for index in _inside(piece, starts):
                if piece.span.covers(named[index].span):
                    return _in_body(index, named, body)
    alone = len({one.name for one in named}) == 1
    first_person = any(rules.own.search(p.span.of(text)) for p in body)
    for piece in body[:_HEAD_PASSAGES]:
        for index in _inside(piece, starts):
            one = named[index]
            if not piece.span.covers(one.span):
                continue
            near = (max(piece.span.start, one.span.start - 30), one.span.end + 12)
            speaker = "我" in piece.span.of(text) and _SPEAKER.search(text, *near)
            if speaker or first_person or _heads_the_speech(text, piece, one, rules, alone=alone):
                return index
    return None


def _heads_the_speech(text: str, piece: Passage, one: Named, rules: Rules, *, alone: bool) -> bool:
    """锦绣社区成立于2009年……: the speech opens with the village's own description; in one of that village alone 全村 tells."""
    lead, end = text[piece.span.start : one.span.start], one.span.end
    if not lead.endswith(one.place or "") or _NO_ADDRESS.search(lead):
        return False
    return bool(_DESCRIBED.match(text, end) or (alone and rules.own_whole.search(text, end, end + 80)))


def _in_body(index: int, named: Sequence[Named], body: Sequence[Passage]) -> int:
    """The first place in the body that names the same village; the one in the title when there is none."""
    for other, one in enumerate(named):
        if one.name == named[index].name and any(p.span.covers(one.span) for p in body[:40]):
            return other
    return index


def _of_heading(document: Document, piece: Passage, named: Sequence[Named], starts: Sequence[int]) -> tuple[int, ...]:
    """A paragraph under a heading that begins with a village's name speaks of it until another subject comes."""
    part = document.parts[piece.part]
    if part.kind in HEAD_KINDS or part.section is None:
        return ()
    heading = document.parts[part.section]
    first = bisect_left(starts, heading.span.start)
    if first == len(named) or not heading.span.covers(named[first].span):
        return ()
    return (first,) if starts[first] - heading.span.start <= 6 else ()


def _without_heads(out: list[list[Span]], named: Sequence[Named], heads: set[int]) -> Iterator[tuple[Span, ...]]:
    """Titles, by-lines and headings are no reports, unless nothing else names the village."""
    told = {one.name for one, spans in zip(named, out, strict=True) if any(s.start not in heads for s in spans)}
    for one, spans in zip(named, out, strict=True):
        yield tuple(s for s in spans if s.start not in heads or one.name not in told)


def _places(named: Sequence[Named]) -> dict[str, str]:
    places: dict[str, str] = {}
    for one in named:
        if one.place and len(one.place) > len(places.get(one.name, "")):
            places[one.name] = one.place
    return places
