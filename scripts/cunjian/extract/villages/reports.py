"""Which passages report on which village: those that name it, and those that go on speaking of it.

A speech is read once from start to end, as a reader does who keeps in mind whom it speaks of.  A village that is named is
in focus to the end of its paragraph, one in a heading to the end of the next.  该村, 村里, 村党支部 as the subject of a clause, or a fact without a subject, are
told of the village in focus; anything else takes the focus away, but in a paragraph that opens with the village: that is about it till
another subject or another point begins.  In a village's own speech the focus falls back to it, and
a fact there that no subject is named for is taken for its own, though only what speaks of it is quoted as a report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import rjieba

from cunjian.extract.passages import HEAD_KINDS, Passage
from cunjian.extract.villages.names import Named
from cunjian.extract.villages.roles import THESE, is_neighbour, town
from cunjian.extract.villages.rules import Rules
from cunjian.model import Span
from cunjian.script import CASE, SPEAKER, TURN, either, number

_CASE = re.compile(CASE)
_LEAD_IN = re.compile(  # 一、 近两年来， 截至目前， 2022年
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:(?:[这近两三几多一二四五六七八九十\d]|最近|过去){0,8}年[多来]*"
    r"|截[至止][^，]{0,8}|目前|如今|现在|[自于]?\d{4}年(?:\d{1,2}月)?(?:以来|起|底|初)?|去年|今年)?[，：]?"
)
_I_AM = re.compile(
    r"我(?:是|叫|来自|担任|任职|现任|所在|代表|受)|[到任].{0,20}(?:第一书记|驻村)"
    r"|党(?:总支|支部|委|组织)(?:第一)?书记"
)
_NEXT = re.compile("[一二三四五六七八九十]、")  # 四、下一步打算
_TEAM = re.compile("(?:驻村)?工作队|第一书记")  # （县委统战部驻）石桥村工作队
_LABEL, _LABEL_END = re.compile(r"[（(]?[一二三四五六七八九十\d]{0,2}[)）、.．\s]*"), re.compile(r"[。：:，\s]*")
_I_CAME = re.compile(r"我[^，；：。！？\n]{0,8}[到任][^，；：。！？\n]{0,40}\Z")  # 我到清溪县云岭乡|石桥村|担任第一书记
_AS_SECRETARY = re.compile(".{0,2}(?:第一书记|担任|任职|驻村)")
_OURS = re.compile("[我咱俺]们?$")  # 我们清溪县云岭乡石桥村
_DESCRIBED = re.compile(r"位于|地处|坐落|成立于")
_FACT = re.compile(
    r"[\d*×xX二两三四五六七八九十百千](?:(?<=[*×xX])(?<!第.)|(?<=\d)(?<!第.)\d*(?![日月年号\d])"
    r"|(?<![\d*×xX])[二两三四五六七八九十百千]*[多余几]?(?:万元|万|户|亩|家|名|座|人|公里|元|块|岁|里|盏|栋))"
)
_AWARDED = re.compile("评为|列为|被[^，。；]{0,12}列入|选为|获|入选|授予|命名|表彰为|评上|捧回|创成|斩获|摘得|拿下")
_BY_WHOM = re.compile(r"被[^，。；]{0,14}\Z")  # 被县委|评为
_CLAUSE = re.compile("[，；：](?=[^，；：])")
_COURTESY = re.compile(r"汇报一下|介绍一下|谢谢|汇报如下|介绍如下|汇报完毕|批评指正|到我们?村里?来?[坐走看][坐走看一]|作(?:个|一)?(?:简要)?汇报")
_AHEAD = re.compile(r"(?:下一步|明年|今后)?，?(?:力争|争取(?:再|到|用|在|年内|明年)|计划|打算|要|到20\d\d年)|下一步|明年|今后")  # what is still to come
_APPOINTED = re.compile(  # 镇党委把在外办厂的王大山请了回来: whoever sends somebody to a village speaks of it
    r"(?:[县区市镇乡街][^，。；]{0,3}委|组织部|党工委|支部)[^。；]{0,4}(?:把|动员|引导|选派|下派|推选|选举|劝|请|派)[^，。；\d]{2,24}"
    "(?:请”?了?回|回村|返乡|当书记|任(?:村)?党?(?:总支|支部)?书记|担任|接任|挂职|驻村|当选)"
)
_SOME_VILLAGES = re.compile(r"的村(?!民)|[\d多几]个(?:行政)?村(?!民)")  # 收入超过10万元的村有120个
_PERSON = re.compile("(?<!其)[他她](?![们人乡处县镇])")
_FORMERLY = re.compile("过去|前些年|以前|从前|早年")
_NO_SUBJECT, _FIRST_WORDS = "vdpcmra", 8  # kinds of words that a sentence without a subject begins with, or 我们; and where
_CLASS_END = re.compile("(?:村|社区|屯|寨|嘎查)$")
_TOWN = re.compile("[镇乡县]")
_SHORTEST = 2  # characters of a name without its class
_HEAD_PASSAGES = 8
_HAMLETS = ("屯", "寨", "自然村")
_NEXT_DOOR, _LEAD_DOOR = re.compile("(?:隔壁|邻近|相邻|附近|临近)的?$"), 4  # 隔壁的|棉纺社区
_NEAR = 200  # characters in front of a sentence in which another subject would be what it goes on about
_LEAD = 60  # characters in front of a name: more than an address has
_DISTRICT = re.compile("[县镇]|乡(?![村风贤亲])|(?<![社小园景])区|市(?!场)|旗(?!帜)|街道|苏木")
_ABOVE = re.compile(  # speak of their own: what they name is an example
    r"我们?(?:[县镇乡区市旗]|街道|苏木|公司|部|局|单位|行|校)|辖[^，。]{0,6}\d+个(?:行政)?村|公司[^，。]{0,8}(?:党支部|党委|员工)"
)
_ends = attrgetter("start", "end")  # a key in C: every sentence is asked a dozen times
_SEVERAL = 2  # numbers of a passage that tells several things
_AGAIN = 3  # times that a text names its only village, if it is about it
_ADVERB = 3  # 先后获, 曾获, 还被评为


@dataclass(frozen=True, slots=True)
class Reported:
    """What was found out about all places where villages are named."""

    sentences: tuple[tuple[Span, ...], ...]  # for each place, in the order of the places
    places: dict[str, str]  # village name -> address, the fullest one in the speech
    own: str | None  # the name of the village whose speech it is
    facts: tuple[tuple[Span, ...], ...]  # for each place, further sentences whose facts are its own: of the speaker's village


def find(text: str, pieces: Sequence[Passage], named: Sequence[Named], rules: Rules) -> Reported:
    """Reads the passages once, in order."""
    out: list[list[Span]] = [[] for _ in named]
    starts = [n.span.start for n in named]
    own = _own(text, pieces, named, starts, rules)
    reader = _Reader(text, pieces, named, starts, own, rules)
    for piece in pieces:
        for index in reader.told(piece):
            out[index].append(piece.span)
    _by_short_name(text, pieces, named, out, rules)
    heads = {p.span.start for p in pieces if p.kind in HEAD_KINDS}
    whose = None if own is None or reader.only_quoted or reader.several else named[own].name
    facts = tuple(tuple(reader.facts.get(index, ())) if whose or reader.several else () for index in range(len(named)))
    return Reported(tuple(_without_heads(out, named, heads)), _places(named), whose, facts)


class _Reader:
    """Knows whom the text speaks of while it is read from start to end; places are indexes into ``named``."""

    def __init__(
        self, text: str, pieces: Sequence[Passage], named: Sequence[Named], starts: Sequence[int], own: int | None, rules: Rules
    ) -> None:
        self._text, self._rules = text, rules
        self._named, self._starts, self._own = named, starts, own
        self._alone = not _tells_of_several(text, named, named[own].name if own is not None else None)
        self._besides = _parts_of_others(text, pieces, named, starts, named[own].name) if own is not None else frozenset()
        self._part, self._headed = -1, False
        self._focus: tuple[int, ...] = ()
        self._last: tuple[int, ...] = ()  # in focus before
        self._group: tuple[int, ...] = ()  # told of together last
        self.facts: dict[int, list[Span]] = {}  # told of a speaker's own village without speaking of it
        self._labelled = False  # （一）石桥村。 what follows without a subject is told of it
        self._begin = 0  # where the paragraph begins
        self._here: tuple[int, ...] = ()  # in focus last in this paragraph
        self._named_here: dict[str, int] = {}  # all that this paragraph has named
        self._topic: int | None = None  # the village that this paragraph begins with, as long as it speaks of nobody else
        self.several = False  # 王大山（石桥村党支部书记）：……, or 案例一　……, one after the other
        self._cases = own is None and _are_cases(text, pieces, named, starts)
        self._case = 0  # the level of the heading of a case that is read; 0 outside
        self._unnamed = False  # whether nothing but its heading was read, which names no village
        self.only_quoted = False  # 我们村 is what others are quoted with: a report on villages, not the speech of one
        self._spoken = False

    def told(self, piece: Passage) -> tuple[int, ...]:
        """The places whose village a passage reports on; moves the focus."""
        inside = _inside(piece, self._starts)
        if piece.part != self._part:
            self._last = self._focus or self._last
            self._focus = self._focus if self._headed else ()
            self._part, self._group, self._headed = piece.part, (), piece.kind == "heading"
            self._begin, self._here, self._topic, self._named_here = piece.span.start, (), None, {}
        ends = _ends(piece.span)
        if SPEAKER.match(self._text, *ends) or (self.several and TURN.match(self._text, *ends)):
            self._own, self.several = inside[0] if inside else None, True
            self._focus, self._last, self._group = (), (), ()
        elif self._cases and piece.kind == "heading" and (_CASE.match(self._text, *ends) or piece.level <= self._case):
            self._begin_case(piece, inside)
        elif self._unnamed and piece.kind not in HEAD_KINDS:
            self._unnamed = False
            its = {self._named[index].name: index for index in inside if not is_neighbour(self._text, self._starts[index])}
            self._own = next(iter(its.values())) if len(its) == 1 else None
        elif self._own is not None:
            self._another(self._named[self._own].name, inside)
        says_own = self._own is not None and self._rules.own.search(self._text, *ends)
        self._here = self._focus or self._here
        if not inside and not says_own:
            return () if piece.kind in HEAD_KINDS else self._goes_on(piece.span)
        told = [*self._by_name(piece.span, inside)] if inside else []
        if self._own is not None and says_own:
            self._spoken |= not self._is_quoted(says_own.start())
            self.only_quoted = not self._spoken
            self._focus = (self._own,)
            told += () if _COURTESY.search(self._text, *ends) else self._focus
        return tuple({self._named[index].name: index for index in reversed(told)}.values())[::-1]

    def _begin_case(self, head: Passage, inside: range) -> None:
        """案例二　……: what follows is read as the own speech of the village that the heading names, or else the first sentence speaks of alone;
        where a heading of its level is none of a case, of nobody."""
        case = bool(_CASE.match(self._text, *_ends(head.span)))
        self._own = inside[0] if case and len(inside) == 1 else None
        self._case, self._unnamed = head.level if case else 0, case and not inside
        self._focus, self._last, self._group, self.several = (), (), (), True

    def _another(self, own: str, inside: range) -> None:
        """Where the speaker is sent to another village than before, a second speech begins in the same file."""
        for index in inside:
            if self._named[index].name != own and _sent_to(self._text, self._named[index]):
                self._own, self.several = index, True

    def _is_quoted(self, at: int) -> bool:
        """Whether a quote is open at a place (looks back 200 characters)."""
        return self._text.rfind("“", max(0, at - 200), at) > self._text.rfind("”", max(0, at - 200), at)

    def _by_name(self, span: Span, inside: range) -> Iterator[int]:
        """Those that are named in it; the last that the passage speaks of is in focus then."""
        if self._rules.anaphor_strong.search(self._text, span.start, self._starts[inside[0]]):  # 该村又和吴楼村……
            yield from self._focus
        besides = {index for index in inside if is_neighbour(self._text, self._starts[index])}
        names = {self._named[index].name: index for index in sorted(inside, key=lambda index: (index not in besides, -index))}
        opened = len(names) == 1 and (self._opened(self._named[inside[0]]) or (self._topic is not None and self._named[self._topic].name in names))
        self._topic = inside[0] if opened else None
        self._named_here |= {name: index for name, index in names.items() if index not in besides}
        if len(names) > 1:
            self._group = tuple(sorted(names.values()))
        yield from (index for index in sorted(names.values()) if self._named[index].rule != "visited" and index not in besides)
        yield from self._these(span)
        last = next((index for index in reversed(inside) if index not in besides), None)
        if last is None:  # 南与建新村接壤: still of the one before
            return
        name, again = self._named[last], bool(self._focus) and self._named[self._focus[0]].name == self._named[last].name
        label = _LABEL.fullmatch(self._text, span.start, name.span.start) and _LABEL_END.fullmatch(self._text, name.span.end, span.end)
        self._labelled = bool(label) or (self._labelled and again)
        self._focus = (self._own if self._own is not None and self._named[self._own].name == self._named[last].name else last,)

    def _these(self, span: Span) -> tuple[int, ...]:
        """The villages of 三个村: as many as were told of together, or in the paragraph, or they and the speaker's own."""
        told = THESE.search(self._text, *_ends(span))
        many, kind = (number(told[1]), told[2]) if told else (None, "")
        for group in (self._group, tuple(sorted(self._named_here.values()))):
            if group and many == len(group) and (kind == "村" or all(self._named[index].name.endswith(kind) for index in group)):
                return group
        return (*self._group, self._own) if self._group and many == len(self._group) + 1 and self._own is not None else ()

    def _goes_on(self, span: Span) -> tuple[int, ...]:
        """Those that a passage without a village's name is told of."""
        if these := self._these(span):
            self._focus = these
            return these
        afresh, ends = False, _ends(span)
        if self._rules.anaphor_strong.search(self._text, *ends):
            self._focus = self._focus or self._last[-1:]
        elif self._own is None:
            self._focus = self._focus or self._again(span)
        elif self._focus != (self._own,):
            if not self._focus or self._rules.anaphor.search(self._text, *ends):
                self._focus, afresh = (self._own,), not self._focus
        other = _other(self._text, span, self._rules, own=self._own is not None) if self._focus else span.end
        speaks = bool(self._focus) and _speaks(self._text, span, self._rules, other, afresh=afresh)
        if self._own is not None and self._focus == (self._own,) and (speaks or _states(self._text, span, other) or self._by_its_people(span, other)):
            return self._of_its_own(self._own, span, speaks=speaks)
        self._labelled = self._labelled and not _NEXT.match(self._text, *ends)
        if not speaks and self._labelled and _other(self._text, span, self._rules, own=True) == span.end:
            return self._focus if _states(self._text, span, span.end) else ()
        if not speaks and self._focus and self._own is None and _APPOINTED.search(self._text, *ends):
            return self._focus
        if self._own is None and self._topic is not None and not speaks:
            self._focus = self._of_topic(self._topic, span)
            return self._focus
        if not speaks:
            self._last, self._focus = self._focus or self._last, ()
        return self._focus

    def _again(self, span: Span) -> tuple[int, ...]:
        """The village spoken of before in the paragraph, or the only one of the text, where 村里 or 村集体 as the subject of a clause
        speaks of it again."""
        before = self._here or (self._last[-1:] if self._alone else ())
        lead = _LEAD_IN.match(self._text, *_ends(span))
        start = lead.end() if lead else span.start
        clauses = (start, *(mark.end() for mark in _CLAUSE.finditer(self._text, *_ends(span)))) if before else ()
        again = any(self._rules.anaphor.match(self._text, at, span.end) for at in clauses)
        return before if again and (self._here or self._tells_of_one(span)) else ()

    def _tells_of_one(self, span: Span) -> bool:
        """Whether a passage tells a fact of one village, as far as it and what stands before it in the paragraph show."""
        begin, ends = max(self._begin, span.start - _NEAR), _ends(span)
        if not _FACT.search(self._text, *ends) or _SOME_VILLAGES.search(self._text, *ends):
            return False
        return not (self._rules.other_subject.search(self._text, begin, span.end) or town(self._text, begin, span.end, self._rules))

    def _of_topic(self, topic: int, span: Span) -> tuple[int, ...]:
        """The village that the paragraph opens with and is about, for whatever it goes on to tell: till another subject or another
        point begins; not what is said of a person with a number, of others, of what is to come, or begins with a school, a firm …"""
        ends = _ends(span)
        if _other(self._text, span, self._rules, own=False) < span.end or self._rules.another_point.match(self._text, *ends):
            self._topic = None
            return ()
        said = span.of(self._text)
        if _COURTESY.search(said) or _AHEAD.match(said) or _SOME_VILLAGES.search(said):
            return ()
        bare = _CLASS_END.sub("", self._named[topic].name)
        if said.startswith(bare) and not self._rules.of_it.match(said, len(bare)):  # 南沟水电站, 南沟小学
            return ()
        states = rjieba.tag(said[:_FIRST_WORDS])[0][1][:1] == "v"
        if (_PERSON.search(said) and _FACT.search(said)) or (not states and self._rules.elsewhere.search(said)):
            return ()
        return (topic,)

    def _by_its_people(self, span: Span, other: int) -> bool:
        """Whether a passage of a village's own speech tells a fact of those who act in it: 党员带头捐款3万元."""
        ends = _ends(span)
        if other < span.end or not self._rules.people.match(self._text, *ends) or not _FACT.search(self._text, *ends):
            return False
        return not _FORMERLY.search(self._text, *ends)

    def _opened(self, one: Named) -> bool:
        """Whether the paragraph begins with a village's name: 定坪村种药材。借助协作资金建起烘干房3座，……"""
        lead = self._text[self._begin : one.span.start].removesuffix(one.place or "")
        return one.span.start >= self._begin and bool(_LEAD_IN.fullmatch(lead) or _LABEL.fullmatch(lead))

    def _of_its_own(self, own: int, span: Span, *, speaks: bool) -> tuple[int, ...]:
        """The speaker's village, if a passage that speaks of it tells something (several things where the paragraph names other villages,
        unless of all the village), or one that speaks of nobody and tells something (several things where other paragraphs name villages),
        not of what is to come; else it tells a fact, but is no report."""
        ends = _ends(span)
        only = self._alone or self.several
        alone = only or (self._part not in self._besides and not self._rules.others.search(self._text, *ends))
        told, whole = len(_FACT.findall(self._text, *ends)), self._rules.whole.search(self._text, *ends)
        named = self._rules.anaphor_strong.search(self._text, *ends) or _awarded(self._text, *ends) < span.end
        if speaks:
            tells = bool(named) or told >= (1 if alone or whole else _SEVERAL)
        else:
            tells = alone and told >= (1 if only else _SEVERAL) and not _AHEAD.match(self._text, *ends)
        if tells:
            return self._focus
        self.facts.setdefault(own, []).append(span)
        self._focus = self._focus if speaks else ()
        return ()


def _tells_of_several(text: str, named: Sequence[Named], own: str | None) -> bool:
    """Whether a text tells of more villages than one; hamlets of the speaker's village and whoever is only its neighbour do not count."""
    if own is None:
        return len({one.name for one in named}) > 1
    part = not own.endswith(_HAMLETS)
    told = (one for one in named if one.name != own and not (part and one.name.endswith(_HAMLETS)))
    return any(not _NEXT_DOOR.search(text, max(0, one.span.start - _LEAD_DOOR), one.span.start) for one in told)


def _parts_of_others(text: str, pieces: Sequence[Passage], named: Sequence[Named], starts: Sequence[int], own: str) -> frozenset[int]:
    """The parts of a text that tell of other villages than the speaker's own."""
    told = ((piece.part, [named[index] for index in _inside(piece, starts)]) for piece in pieces)
    return frozenset(part for part, names in told if names and _tells_of_several(text, names, own))


def _states(text: str, span: Span, other: int) -> bool:
    """Whether a passage of a village's own speech tells a fact without a subject (协调硬化通组路6公里; ``other``: where another
    one stands), and none of old."""
    ends = _ends(span)
    if other < span.end or not _FACT.search(text, *ends) or _COURTESY.search(text, *ends) or _FORMERLY.search(text, *ends):
        return False
    lead = _LEAD_IN.match(text, *ends)
    start = lead.end() if lead else span.start
    return rjieba.tag(text[start : start + _FIRST_WORDS])[0][1][:1] in _NO_SUBJECT if start < span.end else False


def _speaks(text: str, span: Span, rules: Rules, other: int, *, afresh: bool) -> bool:
    """Whether a passage without a village's name speaks of the one in focus: 该村, 村里 is the subject of a clause, or a fact
    without a subject goes on, but ``afresh``, behind something else; not where another subject comes first (``other``)."""
    lead = _LEAD_IN.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    if _COURTESY.search(text, start, span.end):
        return False
    clauses = (start, *(mark.end() for mark in _CLAUSE.finditer(text, start, other)))
    if any(rules.anaphor.match(text, at, span.end) for at in clauses if at < other):  # 去年，该村在全乡考核中……
        return True
    if other < span.end:
        return False
    if rules.whole.search(text, *_ends(span)):
        return True
    award = _awarded(text, start, span.end)
    if award < span.end and (start > span.start or award - start < _ADVERB):
        return True
    return start > span.start and not afresh and bool(_FACT.search(text, *_ends(span)))


def _other(text: str, span: Span, rules: Rules, *, own: bool) -> int:
    """Where another subject comes first, the end where none does; in 先后获得全国…… titles name none, and 我们 speak of their
    own village."""
    near = (span.start, min(_awarded(text, *_ends(span)), span.start + 60))
    others = (found.start() for found in rules.other_subject.finditer(text, *near) if not (own and found.group().startswith("我")))
    place = town(text, *near, rules)
    return min(next(others, span.end), place.start() if place else span.end)


def _awarded(text: str, start: int, end: int) -> int:
    """Where the first award is told, by whom included; the end where none is."""
    verb = _AWARDED.search(text, start, end)
    whom = _BY_WHOM.search(text, max(start, verb.start() - 15), verb.start()) if verb else None
    return whom.start() if whom else verb.start() if verb else end


def _inside(piece: Passage, starts: Sequence[int]) -> range:
    """The places in a passage."""
    return range(bisect_left(starts, piece.span.start), bisect_left(starts, piece.span.end))


def _by_short_name(text: str, pieces: Sequence[Passage], named: Sequence[Named], out: list[list[Span]], rules: Rules) -> None:
    """Passages that name a village by its name alone: one of three characters or more (老鸦坪的民宿 after 老鸦坪村), and any that
    is no word and opens a sentence as its subject behind where the village is named (南沟今年又……), the only one in it."""
    bare = _bare_names(text, named, rules)
    if not bare:
        return
    told = {(one.name, span.start) for one, spans in zip(named, out, strict=True) for span in spans}
    names, long = either(bare), [name for name in bare if len(name) > _SHORTEST]
    inside = re.compile(f"({either(long)})(?=[的有把将在是也就和与、，。；]|党(?:支部|总支|委)|村民)") if long else None
    opening = re.compile(f"({names})(?:(?={rules.of_it.pattern})|(?<=...)(?!{rules.another_place.pattern}))(?![^。！？\n]*[，；](?:{names}))")
    for piece in pieces:
        span = piece.span
        lead = _LEAD_IN.match(text, *_ends(span))
        found = [*inside.finditer(text, *_ends(span))] if inside else []
        opens = None if piece.kind in HEAD_KINDS else opening.match(text, lead.end() if lead else span.start, span.end)
        if opens and named[bare[opens[1]]].span.start < span.start:
            found.append(opens)
        for match in found:
            index = bare[match[1]]
            if (key := (named[index].name, span.start)) not in told:
                told.add(key)
                out[index].append(span)


def _bare_names(text: str, named: Sequence[Named], rules: Rules) -> dict[str, int]:
    """Names of villages without their class, with the first place of each: none that two have (石桥村, 石桥社区), and of two characters none that is
    a word (新华) or also a town's (石桥镇)."""
    names: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    for index, one in enumerate(named):
        bare = _CLASS_END.sub("", one.name)
        names.setdefault(bare, set()).add(one.name)
        first.setdefault(bare, index)

    towns = {text[at - _SHORTEST : at] for at in (match.start() for match in _TOWN.finditer(text))}
    plain = (rules.known, rules.things, rules.generic, towns)
    kept = [bare for bare, whose in names.items() if len(whose) == 1 and len(bare) >= _SHORTEST]
    return {bare: first[bare] for bare in kept if len(bare) > _SHORTEST or not any(bare in words for words in plain)}


def _own(text: str, pieces: Sequence[Passage], named: Sequence[Named], starts: Sequence[int], rules: Rules) -> int | None:
    """The place that names the speaker's own village, None when the speech is not a village's."""
    body = [p for p in pieces if p.kind not in HEAD_KINDS]
    for piece in pieces:
        if piece.kind in ("title", "byline"):
            for index in _inside(piece, starts):
                if piece.span.covers(named[index].span):
                    return index
    alone = len({one.name for one in named}) == 1
    above = _ABOVE.search(text) or any(_DISTRICT.search(text, *_ends(p.span)) for p in pieces if p.kind in ("title", "byline"))
    cases = _are_cases(text, pieces, named, starts)
    first_person = any(rules.own.search(text, *_ends(p.span)) for p in body) if named else False
    for piece in body[:_HEAD_PASSAGES]:
        for index in _inside(piece, starts):
            end = named[index].span.end
            about = alone and not above and (len(named) >= _AGAIN or bool(rules.whole.search(text, end, end + 80)))
            if piece.span.covers(named[index].span) and (first_person or about or (alone and _TEAM.match(text, end)) or _is_speakers(text, piece, named[index], cases)):
                return index
    return None


def _are_cases(text: str, pieces: Sequence[Passage], named: Sequence[Named], starts: Sequence[int]) -> bool:
    """Whether a text tells of one village after the other, in sections of their own: 案例一　……, 大源村：……"""
    heads = [p for p in pieces if p.kind == "heading"]
    told = {named[index].name for p in heads for index in _inside(p, starts)}
    return len(told) > 1 or sum(bool(_CASE.match(text, *_ends(p.span))) for p in heads) > 1


def _is_speakers(text: str, piece: Passage, one: Named, cases: bool) -> bool:
    """我是X村的支书, 我们X村; or the speech opens with the village's own description (X社区成立于2009年), and is no collection of cases."""
    near = (max(piece.span.start, one.span.start - 30), one.span.end + 12)
    lead, end = text[max(piece.span.start, one.span.start - _LEAD) : one.span.start], one.span.end
    if _OURS.search(lead.removesuffix(one.place or "")) or (_I_AM.search(text, *near) and "我" in piece.span.of(text)):
        return True
    return not cases and (not lead or (bool(one.place) and lead.endswith(one.place or ""))) and bool(_DESCRIBED.match(text, end))


def _sent_to(text: str, one: Named) -> bool:
    """Whether the speaker says what he is there: 我到X村担任第一书记."""
    return bool(_I_CAME.search(text, max(0, one.span.start - _LEAD), one.span.start) and _AS_SECRETARY.match(text, one.span.end))


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
