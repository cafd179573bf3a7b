"""The ways in which a list stands beside its name; each gives pieces, and whether their place alone says that they are it.

Before it: A、B、C“三张清单”; A、B、C，群众叫它“三X”.  Behind it: 即A、B、C; （A、B、C）; or close behind, in this sentence or
the next, where each item must carry the shorthand's own character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cunjian.extract.terms.items import pieces
from cunjian.extract.terms.items.fit import keys
from cunjian.extract.terms.items.pieces import Piece
from cunjian.extract.terms.items.shorthand import Place, Shorthand
from cunjian.model import Span

Found = tuple[list[Span], bool]
"""Pieces, and whether they count even without the shorthand's own character."""

_BACK, _AHEAD, _FARTHEST = 200, 260, 440
_CALLED = re.compile(
    r"(?:^|[，。])[^，。；：、“”]{0,10}(?:叫它?|人称|称(?:[其它之]|[他她它]们)?|名字是|名为|取名|命名|概括|总结|提炼|归纳|戏称|笑称|构成|形成|组成|凭着这个|靠着这个|说的就是|讲的就是)"
    r"(?:了|成|作|做|为|是|之|之为|出来叫|起来叫)?[^，。；：、“”]{0,4}$"
    r"|[，。]?(?:这种|这就是|构成了?|形成了?|组成)$"
)
_LED = re.compile(r"，(?:形成|构建|打造|落实|实现|建立|推行|实行|抓好|实施|做好|做到|以|用|靠|按照|开展|通过)(?:了|好)?$")
_NAMED = re.compile(r"，?(?:(?:就?是|即|也就是|简称|统称|称为|这就是)(?:[\u4e00-\u9fff]{1,4}的?)?|这|的|这一|为(?:主要|核心|重点)?(?:内容|目标|载体|抓手|特征|重点))$")
_QUOTED = re.compile(r"“([^“”]*[、，][^“”]*)”(?:的[\u4e00-\u9fff]{0,4})?$")
_JOINED = re.compile(r"[，、]?[\u4e00-\u9fff]{0,4}(?:把|将|集)([^，。；：]{4,80})")
_BLOCK = re.compile(r"[。！？\n]")
_RESULT = re.compile(
    r"\d|全[县镇乡村市区]|共|累计|去年|今年|目前|先后|有效|使|让|实现|推动|确保|做到|切实|真正|极大|逐步|构建|打通|年|每|把|以更"
)


def stated(name: Shorthand, place: Place) -> Iterator[Found]:
    """Candidates whose place may say that they are it, those first of which it says more."""
    yield from explicit(name, place)
    yield from before(name, place)
    yield from joined(name, place)


def all_of(name: Shorthand, place: Place) -> Iterator[Found]:
    """Every candidate; none where the characters of the name stand too seldom around it."""
    around = place.text[max(0, place.at.start - _BACK) : place.at.start] + place.after(_FARTHEST)
    for count, what in name.groups:
        for kind in what.split("/"):
            if not any(around.count(key) >= (1 if count == 1 or len(name.groups) > 1 else count) for key in keys(kind)):
                return
    yield from stated(name, place)
    yield from behind(name, place)
    yield from in_turn(name, place)
    yield from scattered(name, place)


def right_behind(name: Shorthand, place: Place) -> Iterator[list[Span]]:
    """Name, 即/包括/（, A、B、C up to the end of the clause."""
    region = place.explicit()
    if region is not None:
        start, told = region
        clause = re.split(r"[，；]", told)[0]
        found = pieces.two_at_and(place.text, pieces.cut(place.text, start, start + len(clause), "、"), name.count)
        if len(found) == name.count:
            yield _spans(found)


def explicit(name: Shorthand, place: Place) -> Iterator[Found]:
    """Name, 即/包括/（, list up to the end of its clause or sentence."""
    region = place.explicit()
    if region is None:
        return
    start, told = region
    clause = re.split(r"[，；]", told)[0]
    for length, marks in (*((len(told), m) for m in ("、", "、，", "，", "；", "；、，")),):
        if sum(map(told[:length].count, marks)) not in (name.count - 2, name.count - 1, name.count):
            continue
        found = pieces.two_at_and(place.text, pieces.cut(place.text, start, start + length, marks), name.count)
        if len(found) == name.count:
            yield _spans(found), True
    if sum(map(told.count, "、，；")) < name.count:
        return
    found = pieces.cut(place.text, start, start + len(told), "、，；")
    if len(found) > name.count and found[name.count - 1].mark in "，；":
        ended = bool(_RESULT.match(found[name.count].span.of(place.text)))
        yield _spans(found[: name.count]), ended or _alike(place.text, found, name.count)


def _alike(text: str, found: Sequence[Piece], count: int) -> bool:
    """All of them begin or end with one character, and what follows does not begin so."""
    told = [f.span.of(text) for f in found[:count]]
    alike = len({t[0] for t in told}) == 1 or len({t[-1] for t in told}) == 1
    return alike and found[count].span.of(text)[:1] != told[0][:1]


def _spans(found: Sequence[Piece]) -> list[Span]:
    return [piece.span for piece in found]


def before(name: Shorthand, place: Place) -> Iterator[Found]:
    """The list ends right at the name, or with a verb or a word of naming between."""
    text, end = place.text, place.at.start
    start = max(0, end - _BACK, *(text.rfind(mark, max(0, end - _BACK), end) + 1 for mark in "。！？\n"))
    region = text[start:end].rstrip("，；")
    called, led = _CALLED.search(region), _LED.search(region)
    if called:
        region = region[: called.start()].rstrip("，")
    elif led:
        region = region[: led.start()]
    while named := _NAMED.search(region):
        region = region[: named.start()]
    if not region or region.endswith("等"):
        return
    if called and not region.strip():
        yield from _sentence_before(name, text, start)
        return
    stop = start + len(region)
    if quoted := _QUOTED.search(region):
        found = pieces.cut(text, start + quoted.start(1), start + quoted.end(1), "、，")
        if len(found) == name.count:
            yield _spans(found), True
    clause = stop - len(re.split("[，；：]", region)[-1])
    nearest = pieces.two_at_and(text, pieces.cut(text, clause, stop, "、"), name.count)
    if len(nearest) == name.count:
        yield _spans(nearest), not led
    behind_colon = stop - len(re.split("[；：]", region)[-1])
    for marks in ("、，", "，", "，；"):
        first = start if "；" in marks else behind_colon
        if sum(map(text[first:stop].count, marks)) < name.count - 2:
            continue
        found = pieces.two_at_and(text, pieces.cut(text, first, stop, marks), name.count)
        if len(found) >= name.count:
            sure = bool(called) and len(found) == name.count
            yield _spans(found[-name.count :]), sure


def _sentence_before(name: Shorthand, text: str, end: int) -> Iterator[Found]:
    """A、B、C，少一样都不行。村民管这叫“三X”: the sentence before the one that only names."""
    stop = end - 1
    start = max(0, stop - _BACK, max((m.end() for m in _BLOCK.finditer(text, max(0, stop - _BACK), stop)), default=0))
    for clause in reversed(re.split("[，；：]", text[start:stop])):
        at = text.rfind(clause, start, stop) if clause else -1
        found = pieces.two_at_and(text, pieces.cut(text, at, at + len(clause), "、"), name.count) if at >= 0 else []
        if len(found) == name.count:
            yield _spans(found), True
            return


def joined(name: Shorthand, place: Place) -> Iterator[Found]:
    """“四位一体”模式，把党建、戍边、生产、服务拧在一起."""
    if "位一体" not in name.core and "融合" not in name.core and "联动" not in name.core:
        return
    match = _JOINED.match(place.text, place.at.end, min(place.end, place.at.end + 100))
    if match:
        found = pieces.two_at_and(place.text, pieces.cut(place.text, *match.span(1), "、"), name.count)
        if len(found) == name.count:
            yield _spans(found), True


def behind(name: Shorthand, place: Place) -> Iterator[Found]:
    """A run of pieces in this sentence or one of the next two, none of its own kind before or behind it."""
    text = place.text
    end = min(place.end, place.at.end + _AHEAD)
    count = name.count
    for sentence in list(pieces.runs(text, place.at.end, end))[:3]:
        for marks in ("、", "，；：", "、，；："):
            found = pieces.cut(text, sentence.start, sentence.end, marks)
            if marks == "、":
                yield from _within_clauses(text, found, count, name)
                continue
            for first in range(len(found) - count + 1):
                window = found[first : first + count]
                if _may_carry(text, window, name) and not _more(text, found, first, count, name):
                    yield _spans(window), False


def _within_clauses(text: str, found: Sequence[Piece], count: int, name: Shorthand) -> Iterator[Found]:
    """Windows of 、 whose outer pieces are cut at the nearest comma."""
    for first in range(len(found) - count + 1):
        window = _spans(found[first : first + count])
        head = max(text.rfind(mark, window[0].start, window[0].end) for mark in "，；：")
        tails = [at for mark in "，；：" if (at := text.find(mark, window[-1].start, window[-1].end)) >= 0]
        window[0] = Span(max(head + 1, window[0].start), window[0].end)
        window[-1] = Span(window[-1].start, min(tails, default=window[-1].end))
        inner = any(mark in text[s.start : s.end] for s in window for mark in "，；：")
        whole = [Piece(s, "") for s in window]
        if not inner and _may_carry(text, whole, name) and (head >= 0 or not _more(text, found, first, count, name, back=True)):
            if tails or not _more(text, found, first, count, name):
                yield window, False


def _may_carry(text: str, window: Sequence[Piece], name: Shorthand) -> bool:
    """A quick look: the first piece holds a character of the first group."""
    told = window[0].span.of(text)
    return any(part in told for part in _marks(name, 0))


def _marks(name: Shorthand, group: int) -> list[str]:
    what = name.groups[group][1]
    return [key for kind in what.split("/") for key in keys(kind)]


def _more(text: str, found: Sequence[Piece], first: int, count: int, name: Shorthand, *, back: bool = False) -> bool:
    """Whether the piece behind a window (or before it) is one more of the same kind."""
    at = first - 1 if back else first + count
    if not 0 <= at < len(found):
        return False
    edge = found[first if back else first + count - 1].span.of(text)
    other = found[at].span.of(text)
    return any(
        key in edge and key in other and edge.find(key) == other.find(key) and abs(len(edge) - len(other)) <= 4
        for key in _marks(name, 0 if back else -1)
    )


def in_turn(name: Shorthand, place: Place) -> Iterator[Found]:
    """一张是责任清单，写清…；一张是问题清单，…；: the leading clauses of as many parts between ；."""
    text = place.text
    for sentence in list(pieces.runs(text, place.at.end, min(place.end, place.at.end + 420)))[:2]:
        if text.count("；", sentence.start, sentence.end) < name.count - 1:
            continue
        parts = pieces.cut(text, sentence.start, sentence.end, "；")
        if len(parts) != name.count:
            continue
        spans = []
        for index, part in enumerate(parts):
            told = part.span.of(text)
            clauses = [c for c in re.split("[，：]", told) if c.strip()]
            lead = clauses[0] if index else next((c for c in clauses if any(k in c for k in _marks(name, 0))), clauses[0])
            at = text.index(lead, part.span.start)
            spans.append(Span(at, at + len(lead)))
        yield spans, False


def scattered(name: Shorthand, place: Place) -> Iterator[Found]:
    """亮身份，在门口挂牌；亮承诺，把实事上墙；亮业绩，年底公示: clauses that begin with the character, as many as it says."""
    if name.count < 3 or any("/" in what for _, what in name.groups):
        return
    text, ahead = place.text, place.after(420)
    if any(ahead.count(what[0]) < n for n, what in name.groups):
        return
    found = pieces.cut(text, place.at.end, min(place.end, place.at.end + 420), "，；：。、！\n")
    if len(name.groups) == 1 and (found_ends := _ending(name, text, place)):
        yield found_ends, False
    opened: list[tuple[str, Span]] = []
    wanted = [what[0] for n, what in name.groups for _ in range(n)]
    for piece in found:
        span = pieces.bare(text, piece.span)
        told = span.of(text)
        if told[:1] in wanted and 2 <= len(told) <= 14:
            opened.append((told[0], span))
    if [key for key, _ in opened] == wanted:
        yield [span for _, span in opened], False


def _ending(name: Shorthand, text: str, place: Place) -> list[Span]:
    """书香味。…烟火味。…人情味。…: short sentences that end with the character, as many as it says."""
    key = name.groups[0][1][0]
    short = re.compile(rf"(?<=[。；\n])[\u4e00-\u9fff]{{1,6}}{key}(?=[。：])")
    found = [Span(*m.span()) for m in short.finditer(text, place.at.end, min(place.end, place.at.end + 420))]
    return found if len(found) == name.count else []
