"""Owners: which village a number or an honour at a given place belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cunjian.extract.passages import clause
from cunjian.extract.villages.roles import THESE, is_joint, is_object
from cunjian.extract.villages.rules import rules
from cunjian.model import Span, VillageMention, Words, value
from cunjian.script import HAN, number

_CLAUSES = re.compile(r"(?<=[，：；])[^，：；]+|^[^，：；]+")
_AND_OTHERS = re.compile(r"等(?:\d+|[三四五六七八九十]+)个")
_ITS_PEOPLE = re.compile("全村|村民|村里|支书|村集体|支部书记|合作社|[我咱俺]")
_CLAUSE_END = re.compile("[，；：]")
_LAST_SENTENCE = re.compile(r"(?s).*[。！？\n]")
_OTHERS = re.compile(  # tell of others, for all that is known
    r"(?:邻|兄弟|隔壁|外|别的?|有个|[^第]一个)[^，。]{0,4}村|公司|集团|医院|学校|小学|派出所|局|[镇乡县市区]党?委|外省|外国|日本|《"
)
_BY_WHOM = re.compile("被[^，。；]{0,16}")  # 被县委|评为
_HIDDEN = re.compile("[*×xX]{1,4}(?:村|社区|屯|寨|嘎查)")
_LAST_STOP = re.compile(r"(?s).*[，；：]")
_AGENTS = ("委", "里", "直", "政府", "财政")  # 镇党委派工作组帮助整改，……: what they do in a clause, they do for the village
_WIDER = re.compile(r"(?<![是居为成占])全(?:县|镇|乡|市|区|省|国|旗|街道)(?!第|最|唯|首|前|平均|倒数|有名|出名|知名)")
_EACH = ("各村", "每村", "每个村", "各社区", "各屯", "村村", *"两二三四五六七八九")  # 三个村
_DISTRICT = ("县", "镇", "乡", "区", "市", "旗", "街道", "苏木")
_REACH, _FAR = 24, 800  # mentions and characters looked back at most
_JOIN = re.compile(  # A乡B村、A乡C村、另一村、D村, and A村出地、B村出资金
    rf"(?:党支部|党总支|党委|党组织|[{HAN}]{{1,4}}(?=、))?(?:[、和与及]|以及)(?:[{HAN}]{{2,14}}(?:村|社区|屯|寨|嘎查)、)*(?:[{HAN}]{{1,12}}(?:[镇乡县区市旗]|街道|苏木))?"
)
_EACH_ITS = re.compile(r"分别|依次|各自?")
_MYSELF = re.compile(r"我(?![们村镇乡县市区屯寨国省社嘎]|家乡)[^，；：。！？\n]*\Z")  # 我用四十天走完436户, 我带头拿出2万元: the speaker's own deed


@value()
class _Stretch:
    span: Span
    names: tuple[str, ...]


def _names(named: Sequence[tuple[Span, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in named))


class Owners:
    """Answers for one speech; built once, each answer looks at one passage only."""

    def __init__(self, text: str, villages: Sequence[VillageMention], words: Words) -> None:
        self._text = text
        self._rules = rules(words)
        spans: dict[Span, dict[str, None]] = {}
        for village in villages:
            for span in (*village.sentences, *village.facts):
                spans.setdefault(span, {})[village.name] = None
        self._facts = {span for village in villages for span in village.facts}
        self._stretches = [_Stretch(span, tuple(names)) for span, names in sorted(spans.items(), key=lambda one: (one[0].start, one[0].end))]
        self._named = sorted([(v.span, v.name) for v in villages], key=lambda n: (n[0].start, n[0].end, n[1]))
        self._names = {v.name for v in villages}
        self._own = next((v.name for v in villages if v.own), None)
        self._starts = [stretch.span.start for stretch in self._stretches]
        self._places = [span.start for span, _ in self._named]

    def of(self, position: int, among: tuple[int, int] | None = None, *, passing: bool = False) -> tuple[str, ...]:
        """The villages that the text at ``position`` speaks of: mostly none or one, more for joint subjects.

        ``among``: the place asked for is the n-th of so many in a row (分别增收6.5万元、4.2万元), each its own village's.
        ``passing``: said in passing (立下三条规矩), and so no fact of a village that the passage does not speak of.
        """
        index = bisect_right(self._starts, position) - 1
        if index < 0 or self._stretches[index].span.end <= position:
            return ()
        stretch = self._stretches[index]
        if passing and stretch.span in self._facts:
            return ()
        inside = [n for n in self._inside(stretch.span, position) if n[1] in stretch.names]
        before = [n for n in inside if n[0].end <= position]
        if among and before and (own := self._each_its(before, position, among)):
            return own
        if not inside:
            return stretch.names if not self._interrupted(stretch.span.start, position) and not self._by_myself(position) else ()
        if self._counted(before[-1][0].end if before else stretch.span.start, position, len(stretch.names)):
            return stretch.names
        if not before:
            return (inside[0][1],) if self._told_before(stretch.span.start, position, inside[0][0].start) else ()
        group = self._last_group(before)
        if self._of_others(group, position):
            return ()
        names = _names(group)
        return () if self._interrupted(group[-1][0].end, position, joint=len(names) > 1) else names

    def default(self, position: int) -> tuple[str, ...]:
        """The speaker's own village, where no other is named: what is told of nobody else is told of it."""
        if self._own is None or len(self._names) > 1:
            return ()
        said = clause(self._text, max(0, position - 160), position, _LAST_SENTENCE)
        return () if _HIDDEN.search(said) or _OTHERS.search(_BY_WHOM.sub("", said)) or self._by_myself(position) else (self._own,)

    def _by_myself(self, position: int) -> bool:
        """Whether the clause tells what the speaker did, not the village."""
        return bool(_MYSELF.search(self._text, max(0, position - 40), position))

    def _each_its(self, before: list[tuple[Span, str]], position: int, among: tuple[int, int]) -> tuple[str, ...]:
        """The n-th of as many villages as there are numbers: of those named last, or of all."""
        if not _EACH_ITS.search(self._text, before[-1][0].end, position):
            return ()
        place, many = among
        told = (_names(self._last_group(before)), _names(before))
        return next((names[place : place + 1] for names in told if len(names) == many), ())

    def _lead(self, start: int) -> str:
        """What stands before a name in its clause."""
        return clause(self._text, max(0, start - 40), start, _LAST_STOP)

    def _told_before(self, begin: int, position: int, name: int) -> bool:
        """Whether a number in front of the only name is that village's: in the name's own clause, or said of its people
        (领着村民种了1400亩，凉风村由此……); in other clauses it is told of all, of which the village is an example."""
        if self._interrupted(begin, position) or self._lead(name).endswith("其中"):  # 8个项目由支书领题，其中石桥村……
            return False
        near = len(self._names) == 1 or not _CLAUSE_END.search(self._text, position, name)
        return near or bool(_ITS_PEOPLE.search(self._text, begin, name))

    def _of_others(self, group: list[tuple[Span, str]], position: int) -> bool:
        """Whether it is said of what the villages are part of, or lie far from: 由A村、B村组成，面积38平方公里; 把A村、B村等5个
        组织联起来; 离A村30公里的B村."""
        lead, end = self._lead(group[0][0].start), group[-1][0].end
        if lead.endswith(("离", "距")) or self._text.startswith(("组成", "构成"), end):
            return True
        if lead.endswith(("以", "把", "将")) and _AND_OTHERS.match(self._text, end):
            return True
        among = self._text[position - 1] == "等" and not _CLAUSE_END.search(self._text, end, position)
        return among and bool(lead) and not lead.endswith(_DISTRICT)

    def _counted(self, start: int, position: int, many: int) -> bool:
        """Whether ，三个村凑起380万元 is said of all that the passage reports on."""
        return any(number(told[1]) == many for told in THESE.finditer(self._text, start, position))

    def _inside(self, span: Span, position: int) -> list[tuple[Span, str]]:
        """The villages named in the passage: the last ones before the position and the first behind it."""
        lo = bisect_right(self._places, span.start - 1)
        hi = bisect_right(self._places, span.end - 1)
        here = bisect_right(self._places, position)
        return self._named[max(lo, here - _REACH) : min(hi, here + 1)]

    def _last_group(self, before: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
        """The last subject with what is joined to it (东岗村、新立村); without a subject, the last ones named."""
        groups: list[list[tuple[Span, str]]] = []
        for one in before:
            if groups and _JOIN.fullmatch(self._text, groups[-1][-1][0].end, one[0].start):
                groups[-1].append(one)
            else:
                groups.append([one])
        subject: list[tuple[Span, str]] = []
        for group in groups:
            start = group[0][0].start
            if subject and is_joint(self._text, start, self._rules):
                subject = subject + group
            elif not is_object(self._text, start, self._rules):
                subject = group
        return subject or groups[-1]

    def _interrupted(self, start: int, end: int, *, joint: bool = False) -> bool:
        """Whether another subject comes between: it begins a clause (，全镇……) or stands in the number's own; who acts upon
        the village (，镇党委派人帮助，) takes no more than that clause.

        Behind several villages 各村 and 三个村 are these villages.
        """
        start = max(start, end - _FAR)
        for part in _CLAUSES.finditer(self._text, start, end):
            other = self._rules.other_subject.match(self._text, part.start(), end)
            if other and part.end() < end and other.group().endswith(_AGENTS):
                continue
            mine = other and other.group().startswith("我") and not other.group().endswith(_DISTRICT)
            if other and not mine and not (joint and other.group().startswith(_EACH)):
                return True
        return bool(_WIDER.search(clause(self._text, start, end, _LAST_STOP)))
