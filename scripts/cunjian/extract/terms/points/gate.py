"""Where a name may begin and where it may end: what lets a span of words become a candidate at all.

Nearly all spans of a text are no names, so this looks at one word and its class, remembers the answer, and asks for no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import rjieba

from cunjian.extract.terms.points.candidate import Candidate
from cunjian.extract.terms.points.edges import (
    DONE,
    HIDDEN,
    LEADS,
    MEASURE,
    NUMERAL,
    before,
    behind,
    closing,
    completes,
    opening,
)
from cunjian.extract.terms.points.inside import Made, head_of, inside, last_signs
from cunjian.extract.terms.points.lists import Lists
from cunjian.extract.terms.points.tokens import Clause, Cutter, Edge, Kept, Token

LONGEST = 18
_PAIR, _LONGEST_PART = 2, 9
_NONE, _WEAK, _GOOD = 0, 1, 2
_NO_FRONT = frozenset(("前副词", "前形容词", "前其他", "前代词", "前时间", "前方位", "前介词", "前助词", "前连词", "前量词"))
_WEAK_FRONT = frozenset(("前名词", "前动词", "前数词"))
_NO_BEHIND = frozenset(("后量词", "后引号", "后助词", "后代词", "后时间", "后形容词", "后其他"))
_WEAK_BEHIND = frozenset(("后名词", "后动词", "后数词", "后单字动词", "后副词", "后介词"))
_CLOSED = frozenset("的了是在和与及把将被对为从向这那该其每各等并又都也就才再而或让使由我你他她它着过吗呢吧要能可") | {"了个"}
_PLACES = frozenset("村镇乡县市旗屯寨")
_NOT_FIRST = frozenset((
    "一要", "二要", "三要", "四要", "第一个", "第一课", "第一堂", "第一次", "第一份", "第一批", "第一步", "第一场", "首批", "头号", "部分", "多数", "其他", "其余",
    "事", "人", "年", "月", "日", "时", "处", "话", "钱", "地", "里",
    "一是", "二是", "三是", "四是", "五是", "六是", "其一", "其二", "其三", "首先", "其次", "第一", "第二", "第三", "百", "千", "几", "多",
    "全县", "全镇", "全乡", "全村", "全市", "全区", "全省", "全国", "全旗", "全苏木", "以上", "以下", "左右", "以来", "以后", "之后",
))  # fmt: skip
_NUMERALS = frozenset(NUMERAL)
_MANY = re.compile(r"[一二三四五六七八九十两百千几\d]+[余多]?[种点任家届位名户次批轮件月天里周岁亩斤]|[一二三四五六七八九]?十[一二三四五六七八九]?[余多]?年")
_MEASURES = frozenset("个名户支处座所家件项条间场届轮批种类套期份张块把名")
_ANY = frozenset("一两几多百千每各这那半数")
_INTRODUCED = ("前立", "前做", "前叫")
_IN_CONTEXT = ("的", "了", "了个", "叫")  # what they say to the next word depends on what stands before them
_EDGES = frozenset(("后句读", "后顿号", "后行末", "后括号", "后冒号", "后类名", "后的类名", "后数目", "后和"))
_WHO = frozenset(("乡镇", "街道", "社区", "小区", "部门", "机关", "纪委", "组织", "百姓", "群众", "县级", "镇级", "村级", "企业", "政府", "单位"))
_THINGS = frozenset("事处人规党厂")  # kinds of last words that are nouns
_FORBIDDEN = Edge(0.0, _NONE, (), leads=False, opens=0, wants=(0, 0, 0), lists="", stops=False)
_NOTHING: tuple[tuple[str, ...], float] = ((), 0.0)
_APART = (*_INTRODUCED, "前残引号")
_NAMES = frozenset(_INTRODUCED)
_LISTING = frozenset((*_INTRODUCED, "前用"))
_COUNTS, _ANYTHING, _CLEAR, _VERB = 1, 2, 4, 8  # a name begins with a numeral; with what may; behind a clear sign; behind a verb for names
_ENOUGH = (_COUNTS | _VERB, _COUNTS | _CLEAR, _COUNTS | _ANYTHING)  # at most, by how well the last word of a name ends one
_WORDS = ("前词", "后词")  # signs of single words
_LEADS = frozenset((*_INTRODUCED, "前有量词", "前的", "前残引号"))


class Gate:
    """The word lists and the table, with what was found out about words and spans of words."""

    def __init__(self, known: Lists, points: Mapping[str, float], least: float) -> None:
        self.known = known
        self.points = points
        self.least = least  # what a candidate must come to before its surroundings are looked at
        self.cutter = Cutter(self._token)
        self._edges = Kept(self._edge)
        self._edge_of = Kept(self._without_words)
        self._openings: Kept[str, Edge] = Kept(lambda mark: self._edge_of[opening(mark)])
        self._closings: Kept[str, Edge | None] = Kept(lambda mark: self._edge_of[signs] if (signs := closing(mark)) else None)
        self._made = Kept(self._inside)
        self._joint = Kept(self._together)

    def candidates(self, clause: Clause, text: str, listed: Mapping[int, str]) -> list[Candidate]:
        """The candidates of one clause, without what their surroundings say.

        ``listed`` is where items of an introduced list begin, with the sign of what introduces it: they may lack more.
        """
        words, at, out, usual, known = clause.words, clause.at, [], self.least, self._made
        least = {start: usual - self.worth((sign, sign + "整项")) for start, sign in listed.items()} if listed else {}
        spans = self._spans(clause, text)
        if at[0] in listed and (whole := self._whole(clause, text)) and whole not in spans:
            spans.append(whole)
        for i, j, front, end in spans:
            made, worth = known[words[i:j]]
            joint, extra = self._joint[front, end.stops, made.group, made.kind, made.plain, made.halves, made.count] if front.leads else _NOTHING
            points = front.points + end.points + worth + extra
            if points > (least.get(at[i], usual) if least else usual) and not (made.generic or (made.plain and front.may == end.may == _WEAK)):
                signs = (front.signs, end.signs, made.signs, joint)
                out.append(Candidate(at[i], at[j], text[at[i] : at[j]], made.group, made.count > 1, signs, points))
        return out

    def row(self, before: Sequence[Clause], two: Clause, text: str) -> Iterator[Candidate]:
        """乡镇吹哨、部门报到: the end of a clause and the whole of the next ones, all of one length, as one name; 雪亮工程、慧眼工程 are two.

        ``before`` are the clauses that end in 、 one after the other up to this one.
        """
        length = two.at[-1] - two.at[0]
        if not 3 <= length <= _LONGEST_PART or text[two.at[-1] : two.at[-1] + 1] == "、":
            return
        made = self._made[two.words][0]
        at = len(before) - 1
        while at and before[at].at[-1] - before[at].at[0] == length:
            at -= 1
        one, start = before[at], before[at].at[-1] - length
        if made.kind in _THINGS or start not in one.at:
            return
        first = one.at.index(start)
        front, end = self.before(one, first, text), self._behind(two, len(two.words), text)
        who = all(w.text in _WHO or self.known.kinds.get(w.text) == "谁的" for w in (one.words[first], two.words[0]))
        parts = text[start : two.at[-1]].split("、")
        shape = (*(("三项以上",) if len(parts) > _PAIR else ()), *(("各项同字",) if _share(parts) else ()))
        edges = (*front.signs, *end.signs, *shape, "两项平常" if made.plain else "两项成名", *(("两项各有主",) if who else ()))
        joint, extra = self._joint[front, end.stops, "两项", made.kind, made.plain, False, 0]
        points = self.worth(edges) + extra
        if points > self.least:
            yield Candidate(start, two.at[-1], text[start : two.at[-1]], "两项", True, (edges, joint), points)

    def before(self, clause: Clause, i: int, text: str) -> Edge:
        """What stands before the word ``i``; most words say the same to whatever follows."""
        if not i:
            return self._openings[text[clause.at[0] - 1 : clause.at[0]]]
        lead = clause.words[i - 1]
        if lead.before:
            return lead.before
        edge = self._edge_of[before(clause, i, text, self.known)]
        if not lead.context:
            lead.before = edge
        return edge

    def worth(self, signs: Iterable[str]) -> float:
        """What signs come to."""
        return sum([self.points.get(sign, 0.0) for sign in signs])

    def _inside(self, words: tuple[Token, ...]) -> tuple[Made, float]:
        made = inside(tuple(one.text for one in words), tuple(one.tag for one in words), self.known)
        return made, self.worth(made.signs)

    def _together(self, key: tuple[Edge, bool, str, str, bool, bool, int]) -> tuple[tuple[str, ...], float]:
        """Signs that count for more, or less, together."""
        front, stops, group, kind, plain, halves, count = key
        intro = next((sign for sign in _APART if sign in front.signs), "前量" if "前有量词" in front.signs else "")
        signs = []
        if intro:
            signs += [f"{intro}·{kind}", f"{intro}·{group}", *([f"{intro}·尾平常"] if plain else [])]
            signs += [f"{intro}到句读", f"{intro}到句读·{count}", *([f"{intro}四字到句读"] if halves else [])] if stops else []
        if stops and "前的" in front.signs:
            signs.append("前的到句读")
        return tuple(signs), self.worth(signs)

    def _spans(self, clause: Clause, text: str) -> list[tuple[int, int, Edge, Edge]]:
        """Begin and end of spans, and what stands at their edges."""
        words, at, count = clause.words, clause.at, len(clause.words)
        out: list[tuple[int, int, Edge, Edge]] = []
        starts: list[tuple[int, int, Edge, int]] = []
        some = 0  # the bits of all starts
        edge: Edge | None = self._openings[text[at[0] - 1 : at[0]]]  # what stands before a word, where that is plain
        for j, last in enumerate(words, 1):
            if last.begins:
                front = (None if last.unsure else edge) or self._front(clause, j - 1, text)
                if front.may:
                    opens = front.opens | _COUNTS if last.numeral else front.opens
                    starts.append((at[j - 1], j - 1, front, opens))
                    some |= opens
            elif last.apart:
                starts, some = [], 0
            ends = _NONE if last.counted and j > 1 and words[j - 2].text.isdigit() else last.ends
            if some & last.enough:
                end = (words[j].behind if j < count else self._closings[text[at[j] : at[j] + 2]]) or self._behind(clause, j, text)
                wanted = end.wants[ends]
                if wanted & some:
                    stop = at[j]
                    least = stop - LONGEST
                    for start, i, front, opens in reversed(starts):
                        if start < least:
                            break
                        if opens & wanted and stop - start > 1:
                            out.append((i, j, front, end))
            edge = last.before
        return out

    def _whole(self, clause: Clause, text: str) -> tuple[int, int, Edge, Edge] | None:
        """The span of a whole clause, whatever it ends with, if it may be a name."""
        words, count = clause.words, len(clause.words)
        if clause.at[-1] - clause.at[0] > LONGEST or not words[0].begins or any(word.apart for word in words):
            return None
        return 0, count, self.before(clause, 0, text), self._behind(clause, count, text)

    def _token(self, key: tuple[str, str]) -> Token:
        word, tag = key
        measure = bool(MEASURE.fullmatch(word))
        apart, ends = word in self.known.never or word in _CLOSED or not word.strip(HIDDEN), self._may_end(word, tag)
        counted = word[0] in _MEASURES
        return Token(
            word, tag, len(word), apart=apart, begins=not apart and self._may_begin(word),
            unsure=word in DONE or word.isdigit(), numeral=word[0] in _NUMERALS, measure=measure, verb=word in self.known.verbs,
            counted=counted, context=measure or word in _IN_CONTEXT or word in DONE, ends=ends, enough=_ENOUGH[ends] | (_ENOUGH[_NONE] if counted else 0),
        )  # fmt: skip

    def _may_end(self, word: str, tag: str) -> int:
        """Whether a name may end with this word: with a head, a deed, a noun or a verb."""
        head = head_of(word, self.known)
        kind = last_signs(head, word, tag, self.known)[1]
        counts = MEASURE.fullmatch(word) and kind != "条" and not (head and len(word) == 1)  # 消薄|十条, 光荣|户
        if counts or word[-1] in _PLACES or word.endswith(("嘎查", "苏木")) or (len(word) == 1 and tag[0] == "f"):
            return _NONE
        if kind == "人" and len(head) == 1 and len(word) > 1 and rjieba.has_word(word):
            return _WEAK
        return _NONE if kind == "无" else _WEAK if kind in ("名", "动", "条") else _GOOD

    def _edge(self, signs: tuple[str, ...]) -> Edge:
        """The edge with these signs; in front the last of them decides, behind the first."""
        measured = "前有量词" in signs
        if signs[0] in _NO_BEHIND or (signs[-1] in _NO_FRONT and not measured):
            may = _NONE
        else:
            may = _WEAK if signs[0] in _WEAK_BEHIND or (signs[-1] in _WEAK_FRONT and not measured) else _GOOD
        leads, introduces = not _LEADS.isdisjoint(signs), not _NAMES.isdisjoint(signs)
        stops = not _EDGES.isdisjoint(signs)
        opens = _ANYTHING | (_CLEAR if may == _GOOD else 0) | (_VERB if may == _GOOD and introduces else 0)
        clear, verb = (_CLEAR, _VERB if stops else 0) if may == _GOOD else (0, 0)
        wants = (_COUNTS | verb, _COUNTS | clear, _COUNTS | _ANYTHING) if may else (0, 0, 0)
        lists = next((sign for sign in signs if sign in _LISTING), "")
        return Edge(self.worth(signs), may, signs, leads, opens, wants, lists, stops)

    def _without_words(self, signs: tuple[str, ...]) -> Edge:
        """The edge with these signs, but for the words that count for nothing: so there are few edges."""
        return self._edges[tuple(sign for sign in signs if not self.points or sign in self.points or not sign.startswith(_WORDS))]

    def _behind(self, clause: Clause, j: int, text: str) -> Edge:
        edge = self._edge_of[behind(clause, j, text, self.known)]
        if j < len(clause.words) and clause.words[j].text not in ("的", "等"):
            clause.words[j].behind = edge
        return edge

    def _front(self, clause: Clause, i: int, text: str) -> Edge:
        """What stands before the word ``i``, if a name may begin with that."""
        words = clause.words
        if words[i].unsure:
            counts = words[i].text.isdigit() and i + 1 < len(words) and words[i + 1].measure
            if counts or completes(clause, i):
                return _FORBIDDEN
        return self.before(clause, i, text)

    def _may_begin(self, word: str) -> bool:
        """Whether a name may begin with this word, whatever stands before it."""
        if word in _CLOSED or word in LEADS or word in _NOT_FIRST:
            return False
        if _MANY.fullmatch(word) or (len(word) > 1 and word[-1] in "为是" and not rjieba.has_word(word)):
            return False
        return not (word[0] in _ANY and word[-1] not in "户人" and MEASURE.fullmatch(word))


def _share(parts: Sequence[str]) -> bool:
    """Whether all parts, of one length, have a character in one place: 产业联建、设施联用、市场联拓."""
    return any(len(set(chars)) == 1 for chars in zip(*parts, strict=True))
