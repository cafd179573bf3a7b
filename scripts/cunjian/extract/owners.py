"""Owners: which village a number or an honour at a given place belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cunjian.extract.passages import LAST_SENTENCE, clause
from cunjian.extract.villages.roles import THESE, is_joint, is_object, town
from cunjian.extract.villages.rules import rules
from cunjian.model import Span, VillageMention, Words, value
from cunjian.script import HAN, number

_CLAUSES = re.compile(r"(?<=[，：；])[^，：；]+")
_AND_OTHERS = re.compile(
    rf"等(?:[{HAN}]{{2,3}}[县市])?(?:(\d+|[二两三四五六七八九十]+)[余多]?个|[一多]批|多个|地(?![标块方区段质])|村(?![民里庄])|社区(?![工干居])|乡镇)"
)
_ITS_PEOPLE = re.compile("全村|村民|村里|支书|村集体|支部书记|合作社|[我咱俺]")
_CLAUSE_END = re.compile("[，；：]")
_OTHERS = re.compile(  # tell of others, for all that is known
    r"(?:邻|兄弟|隔壁|外|别的?|有个|[^第]一个)[^，。]{0,4}村|公司|集团|医院|学校|小学|派出所|局|[镇乡县市区]党?委|外省|外国|日本|《"
)
_NOT_OURS = re.compile("它|该[村社屯寨嘎]|他们|我[县镇乡市区]")  # where other villages are told of: whose title it is
_BY_WHOM = re.compile(  # 被县委|评为; 在镇党委的帮助下; 按照县委的统一安排
    "被[^，。；]{0,16}|在[^，。；]{2,30}(?:帮助|支持|指导|领导|关心|带领|帮扶|指引)下|按照[^，。；]{2,40}"
)
_SAME = 80  # characters behind the village named last of several, in which a title without a subject is its own
_HIDDEN = re.compile("[*×xX]{1,4}(?:村|社区|屯|寨|嘎查)")
_LAST_STOP = re.compile(r"(?s).*[，；：]")
_AGENTS = ("委", "里", "直", "政府", "财政")  # 镇党委派工作组帮助整改，……: what they do in a clause, they do for the village
_WIDER = re.compile(r"(?<![是居为成占])全(?:县|镇|乡|市|区|省|国|旗|街道)(?!第|最|唯|首|前|平均|倒数|有名|出名|知名)")
_EACH = ("各村", "每村", "每个村", "各社区", "各屯", "村村", *"两二三四五六七八九")  # 三个村
_DISTRICT = ("县", "镇", "乡", "区", "市", "旗", "街道", "苏木")
_BY_AN_OFFICE = re.compile("被[^，。；后在]{0,16}$")  # 被全国妇联|评为
_NAME = 8  # characters of a town's name with what it is
_REACH, _FAR = 24, 800  # mentions and characters looked back at most
_ONE_OF = re.compile(r"(?:\d{1,4}|[二两三四五六七八九十百]{1,4})个[^，。；\d]{0,16}?(?:之一|之?中(?:的?第|最|唯|排)|里的?第)")  # 全县25个贫困村之一
_OF_DISTRICT = re.compile("(?:[县镇乡市区旗州省国]|街道|范围内?)的?(?:首批|第.批|仅有的?|唯一的?)?$")
_JOIN = re.compile(  # A乡B村、A乡C村、另一村、D村, and A村出地、B村出资金
    rf"(?:党支部|党总支|党委|党组织|[{HAN}]{{1,4}}(?=、))?(?:[、和与及]|以及)(?:[{HAN}]{{2,14}}(?:村|社区|屯|寨|嘎查)、)*(?:[{HAN}]{{1,12}}(?:[镇乡县区市旗]|街道|苏木))?"
)
_TOGETHER = re.compile(  # 三村共分红87万元: of none of them alone
    r"合计|总计|一共|(?<!公)共(?=有|计|达|分|收|获|投|种|流转|\d|[一二两三四五六七八九十百千])|共同出资|总(?:投资|收入|产值|面积|额|量|数|人口|户数)"
)
_EACH_OF_THEM = re.compile("每个?[村社屯]|各(?:[出投拿获得入分]|自)")  # A村等11个村每村分红6万元
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
        if _ONE_OF.match(self._text, position) and _OF_DISTRICT.search(self._text, max(0, position - 12), position):
            return ()
        if passing and stretch.span in self._facts:
            return ()
        inside = [n for n in self._inside(stretch.span, position) if n[1] in stretch.names]
        before = [n for n in inside if n[0].end <= position]
        if among and before and (own := self._each_its(before, position, among)):
            return own
        if not inside:
            return stretch.names if not self._interrupted(stretch.span.start, position, afresh=True) and not self._by_myself(position) else ()
        if self._counted(before[-1][0].end if before else stretch.span.start, position, len(stretch.names)):
            return stretch.names
        if not before:
            return (inside[0][1],) if self._told_before(stretch.span.start, position, inside[0][0].start) else ()
        group = self._last_group(before)
        if self._of_others(group, position):
            return ()
        names, end = _names(group), group[-1][0].end
        if len(names) > 1 and _TOGETHER.search(clause(self._text, end, position, _LAST_STOP)):
            return ()
        joint = len(names) > 1 or bool(_AND_OTHERS.match(self._text, end))
        return () if self._interrupted(end, position, joint=joint) else names

    def default(self, position: int, *, title: bool = False) -> tuple[str, ...]:
        """The speaker's own village, where no other is named (for a ``title``: in the paragraph): what is told of nobody else is
        told of it."""
        if self._own is None or (len(self._names) > 1 and not (title and self._none_near(position))):
            return ()
        said = clause(self._text, max(0, position - 160), position, LAST_SENTENCE)
        if town(self._text, position - len(said), position, self._rules) or (title and _NOT_OURS.search(said)):
            return ()
        return () if _HIDDEN.search(said) or _OTHERS.search(_BY_WHOM.sub("", said)) or self._by_myself(position) else (self._own,)

    def named_before(self, position: int, kind: str, *, party: bool) -> tuple[str, ...]:
        """The village that a title is given to where none is named: the only one that the paragraph names before it, or the last one
        close before, as long as the sentence (for the 党支部 of somebody, ``party``, nor one before) speaks of nobody else; where a 村 or
        社区 (``kind``) gets it, also the only one of the text."""
        begin = self._text.rfind("\n", 0, position) + 1
        before = self._named[bisect_right(self._places, begin - 1) : bisect_right(self._places, position - 1)]
        if not before:
            return tuple(name for name in self._names if kind and len(self._names) == 1 and name.endswith(kind))
        (span, name), several = before[-1], len(_names(before)) > 1
        if several and (position - span.end > _SAME or _JOIN.fullmatch(self._text, before[-2][0].end, span.start)):
            return ()
        sentence = span.start - len(clause(self._text, max(begin, span.start - _FAR), span.start, LAST_SENTENCE))
        said = clause(self._text, span.end, position, LAST_SENTENCE)
        since = _BY_WHOM.sub("", self._text[sentence:position] if party else said)
        if self._rules.elsewhere.search(since) or _WIDER.search(said):
            return ()
        if self._lead(span.start).endswith(("到", "去", "往")) or is_object(self._text, span.start, self._rules) or is_joint(self._text, span.start, self._rules):
            return ()
        return () if town(self._text, span.end, position, self._rules) or self._of_others([before[-1]], position) else (name,)

    def _by_myself(self, position: int) -> bool:
        """Whether the clause tells what the speaker did, not the village."""
        return bool(_MYSELF.search(self._text, max(0, position - 40), position))

    def _none_near(self, position: int) -> bool:
        """Whether the paragraph names no village but the speaker's."""
        begin, end = self._text.rfind("\n", 0, position) + 1, self._text.find("\n", position)
        near = self._named[bisect_right(self._places, begin - 1) : bisect_right(self._places, end if end >= 0 else len(self._text))]
        return all(name == self._own for _, name in near)

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
        if self._interrupted(begin, position, afresh=True) or self._lead(name).endswith("其中"):  # 8个项目由支书领题，其中石桥村……
            return False
        near = len(self._names) == 1 or not _CLAUSE_END.search(self._text, position, name)
        return near or bool(_ITS_PEOPLE.search(self._text, begin, name))

    def _of_others(self, group: list[tuple[Span, str]], position: int) -> bool:
        """Whether it is said of what the villages are part of, or lie far from: 由A村、B村组成，面积38平方公里; A村、B村等5个村种了
        800亩 (but what each of them got); 离A村30公里的B村."""
        lead, end = self._lead(group[0][0].start), group[-1][0].end
        if lead.endswith(("离", "距", "辖")) or self._text.startswith(("组成", "构成"), end):
            return True
        if lead.endswith(("像", "如")) and self._text.startswith(("这样", "这种", "一样"), end):
            return True
        if (more := _AND_OTHERS.match(self._text, end)) and number(more[1] or "0") != len(_names(group)):
            return not _EACH_OF_THEM.search(self._text, more.end(), position)
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

    def _interrupted(self, start: int, end: int, *, joint: bool = False, afresh: bool = False) -> bool:
        """Whether another subject comes between: it begins a clause (，全镇……), also the one at ``start`` if a passage begins
        ``afresh`` there, or stands in the number's own; who acts upon the village (，镇党委派人帮助，) takes no more than that clause.

        Behind several villages 各村 and 三个村 are these villages.
        """
        far, start = start, max(start, end - _FAR)
        begins = [(m.start(), m.end()) for m in _CLAUSES.finditer(self._text, start, end)]
        if afresh and start == far:
            begins.insert(0, (start, begins[0][0] - 1 if begins else end))
        for begin, stop in begins:
            other = self._rules.other_subject.match(self._text, begin, end) or town(self._text, begin, min(end, begin + _NAME), self._rules)
            if other and stop < end and other.group().endswith(_AGENTS):
                continue
            mine = other and other.group().startswith("我") and not other.group().endswith(_DISTRICT)
            if other and not mine and not (joint and other.group().startswith(_EACH)):
                return True
        return bool(_WIDER.search(_BY_AN_OFFICE.sub("", clause(self._text, start, end, _LAST_STOP))))
