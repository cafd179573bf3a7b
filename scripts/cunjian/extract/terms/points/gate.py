"""Where a name may begin and where it may end: what lets a span of words become a candidate at all.

Nearly all spans of a text are no names, so this looks at one word and its class, remembers the answer, and asks for no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import rjieba

from cunjian.extract.terms.points.candidate import Candidate
from cunjian.extract.terms.points.edges import LEADS, MEASURE, NUMERAL, before, behind, completes
from cunjian.extract.terms.points.inside import Made, head_of, inside, last_signs
from cunjian.extract.terms.points.lists import Lists
from cunjian.extract.terms.points.tokens import Clause

LONGEST = 14
_NONE, _WEAK, _GOOD = 0, 1, 2
_NO_FRONT = frozenset(("前副词", "前形容词", "前其他", "前代词", "前时间", "前方位", "前介词", "前助词", "前连词", "前量词"))
_WEAK_FRONT = frozenset(("前名词", "前动词", "前数词"))
_NO_BEHIND = frozenset(("后量词", "后引号", "后助词", "后代词", "后时间", "后形容词", "后其他"))
_WEAK_BEHIND = frozenset(("后名词", "后动词", "后数词", "后单字动词", "后副词", "后介词"))
_CLOSED = frozenset("的了是在和与及把将被对为从向这那该其每各等并又都也就才再而或让使由我你他她它着过吗呢吧要能可") | {"了个"}
_PLACES = frozenset("村镇乡县市旗屯寨")
_NOT_FIRST = frozenset((
    "事", "人", "年", "月", "日", "时", "处", "话", "钱", "地", "里",
    "一是", "二是", "三是", "四是", "五是", "六是", "其一", "其二", "其三", "首先", "其次", "第一", "第二", "第三", "百", "千", "几", "多",
    "全县", "全镇", "全乡", "全村", "全市", "全区", "全省", "全国", "全旗", "全苏木", "以上", "以下", "左右", "以来", "以后", "之后",
))  # fmt: skip
_NUMERALS = frozenset(NUMERAL)
_ANY = frozenset("一两几多百千每各这那半数")
_SHORTHAND = re.compile(rf"[{NUMERAL}\d]")
Edge = tuple[float, int, tuple[str, ...]]
"""What stands at an edge: its points, whether a name may begin or end there, its signs."""


_INTRODUCED = ("前立", "前做", "前叫")
_EDGES = frozenset(("后句读", "后顿号", "后行末", "后括号", "后冒号", "后类名", "后的类名"))
_EMPTY = frozenset(("平", "无", "物"))  # modifiers that make no name of a plain end
_KEPT = 1 << 16  # spans of words remembered


@dataclass(slots=True)
class Gate:
    """The word lists and the table, with what was found out about words and spans of words."""

    known: Lists
    points: Mapping[str, float]
    least: float  # what a candidate must come to before its surroundings are looked at
    _fronts: dict[tuple[str, str, str], Edge] = field(default_factory=dict)
    _behinds: dict[tuple[str, str], Edge] = field(default_factory=dict)
    _lasts: dict[tuple[str, str], Edge] = field(default_factory=dict)
    _made: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Made, float]] = field(default_factory=dict)
    _joint: dict[tuple[tuple[str, ...], str, str, bool, bool], tuple[tuple[str, ...], float]] = field(default_factory=dict)

    def candidates(self, clause: Clause, text: str) -> Iterator[Candidate]:
        """The candidates of one clause, without what their surroundings say."""
        at, words, tags = clause.at, clause.words, clause.tags
        for i, j, front, end in self._spans(clause, text):
            made, worth = self._inside(words[i:j], tags[i:j])
            if made.generic or (made.plain and (made.group in _EMPTY or front[1] == end[1] == _WEAK)):
                continue
            joint, extra = self._together(front[2] + end[2], made)
            points = front[0] + end[0] + worth + extra
            if points > self.least:
                yield Candidate(
                    at[i], at[j], text[at[i] : at[j]], made.group, made.several, (front[2], end[2], made.signs, joint), points
                )

    def pair(self, one: Clause, two: Clause, text: str) -> Iterator[Candidate]:
        """乡镇吹哨、部门报到: the end of one clause and the whole of the next, of one length, as one name."""
        length = two.at[-1] - two.at[0]
        start = one.at[-1] - length
        if 4 <= length <= 6 and start in one.at and text[two.at[-1] : two.at[-1] + 1] != "、":
            made, _ = self._inside(two.words, two.tags)
            made = replace(made, group="两项", halves=False)
            edges = (*before(one, one.at.index(start), text, self.known), *behind(two, len(two.words), text, self.known), "两项平常" if made.plain else "两项成名")
            joint, extra = self._together(edges, made)
            points = self.worth(edges) + extra
            if points > self.least:
                yield Candidate(start, two.at[-1], text[start : two.at[-1]], "两项", True, (edges, joint), points)

    def worth(self, signs: Iterable[str]) -> float:
        """What signs come to."""
        return sum(self.points.get(sign, 0.0) for sign in signs)

    def _inside(self, words: tuple[str, ...], tags: tuple[str, ...]) -> tuple[Made, float]:
        key = (words, tags)
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            made = inside(words, tags, self.known)
            found = self._made[key] = (made, self.worth(made.signs))
        return found

    def _together(self, edges: tuple[str, ...], made: Made) -> tuple[tuple[str, ...], float]:
        """Signs that count for more, or less, together."""
        key = (edges, made.group, made.kind, made.plain, made.halves)
        found = self._joint.get(key)
        if found is None:
            intro = next((sign for sign in _INTRODUCED if sign in edges), "前量" if "前有量词" in edges else "")
            edge = not _EDGES.isdisjoint(edges)
            signs = []
            if intro:
                signs += [f"{intro}·{made.kind}", f"{intro}·{made.group}", *([f"{intro}·尾平常"] if made.plain else [])]
                signs += [f"{intro}到句读", *([f"{intro}四字到句读"] if made.halves else [])] if edge else []
            if edge and "前的" in edges:
                signs.append("前的到句读")
            found = self._joint[key] = (tuple(signs), self.worth(signs))
        return found

    def _spans(self, clause: Clause, text: str) -> Iterator[tuple[int, int, Edge, Edge]]:
        """Begin and end of spans, and what stands at their edges."""
        words, at, never, lasts, behinds = clause.words, clause.at, self.known.never, self._lasts, self._behinds
        keys = [*zip(words, clause.tags, strict=True), ("", "")]
        numerals = _SHORTHAND.search(text, at[0], at[-1]) is not None
        fronts: list[Edge | None] = [None] * len(words)
        for j in range(1, len(words) + 1):
            may = (lasts.get(keys[j - 1]) or self._last(keys[j - 1]))[1]
            if may == _NONE and not numerals:
                continue
            end = behinds.get(keys[j]) or self._behind(clause, j, text)
            if end[1] == _NONE or (may < _GOOD and end[1] < _GOOD and not numerals):
                continue
            for i in range(j - 1, -1, -1):
                word = words[i]
                if word in never or (i < j - 1 and (word in _CLOSED or at[j] - at[i] > LONGEST)):
                    break
                front = fronts[i]
                if front is None:
                    front = fronts[i] = self._front(clause, i, text)
                if front[1] == _NONE or at[j] - at[i] < 2:
                    continue
                if may == _GOOD or (may and front[1] == end[1] == _GOOD) or word[0] in _NUMERALS:
                    yield i, j, front, end

    def _last(self, key: tuple[str, str]) -> Edge:
        """Whether a name may end with this word: with a head, a deed, a noun or a verb."""
        word, tag = key
        head = head_of(word, self.known)
        signs, kind = last_signs(head, word, tag, self.known)
        if word[-1] in _PLACES or word.endswith(("嘎查", "苏木")) or (len(word) == 1 and tag[0] == "f"):
            may = _NONE
        elif kind == "人" and len(head) == 1 and len(word) > 1 and rjieba.has_word(word):
            may = _WEAK
        else:
            may = _NONE if kind == "无" else _WEAK if kind in ("名", "动", "条") else _GOOD
        edge = self._lasts[key] = (self.worth(signs), may, ())
        return edge

    def _behind(self, clause: Clause, j: int, text: str) -> Edge:
        key = ("", "") if j == len(clause.words) else (clause.words[j], clause.tags[j])
        signs = behind(clause, j, text, self.known)
        may = _NONE if signs[0] in _NO_BEHIND else _WEAK if signs[0] in _WEAK_BEHIND else _GOOD
        edge = (self.worth(signs), may, tuple(signs))
        if key[0] and key[0] not in ("的", "等"):
            self._behinds[key] = edge
        return edge

    def _front(self, clause: Clause, i: int, text: str) -> Edge:
        """Whether a name may begin with the word ``i``, by that word and by what stands before it."""
        word = clause.words[i]
        lead = (clause.words[i - 1], clause.tags[i - 1]) if i else ("", text[clause.at[0] - 1 : clause.at[0]])
        key = (*lead, word)
        if found := self._fronts.get(key):
            return found
        if not self._may_begin(word) or completes(clause, i, self.known):
            edge: Edge = (0.0, _NONE, ())
            self._fronts[key] = edge
            return edge
        if word.isdigit() and i + 1 < len(clause.words) and MEASURE.fullmatch(clause.words[i + 1]):
            return 0.0, _NONE, ()
        signs = before(clause, i, text, self.known)
        measured = "前有量词" in signs
        may = _NONE if signs[-1] in _NO_FRONT and not measured else _WEAK if signs[-1] in _WEAK_FRONT and not measured else _GOOD
        edge = (self.worth(signs), may, tuple(signs))
        if len(signs) == 1 and signs[0] != "前的" and "了" not in lead[0] and not word.isdigit() and not MEASURE.fullmatch(lead[0]):
            self._fronts[key] = edge
        return edge

    def _may_begin(self, word: str) -> bool:
        """Whether a name may begin with this word, whatever stands before it."""
        if word in _CLOSED or word in LEADS or word in _NOT_FIRST:
            return False
        return not (word[0] in _ANY and word[-1] not in "户人" and MEASURE.fullmatch(word))
