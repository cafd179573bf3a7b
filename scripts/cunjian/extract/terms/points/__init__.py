"""Unquoted names by points: every span of words that could be a name, what speaks for it and against it, the best choice.

A clause is cut into words once (``tokens``).  Every run of its words of two to fourteen characters is a candidate, with
signs in front and behind (``edges``), in itself (``inside``) and in the rest of the speech (``around``).  What a sign counts
for is a table in curation/words/points.yml that benchmarks/points.py has fitted; docs/rules.md explains every sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.extract.terms.points.around import look_around
from cunjian.extract.terms.points.candidate import Candidate
from cunjian.extract.terms.points.choose import best
from cunjian.extract.terms.points.edges import before, behind
from cunjian.extract.terms.points.inside import inside, may_begin, may_end, may_go_on
from cunjian.extract.terms.points.lists import Lists, lists
from cunjian.extract.terms.points.tokens import Clause, clauses
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Span, Words

_LONGEST = 14
_QUOTED = re.compile(r"“[^”\n]{1,40}”|《[^》\n]{1,40}》")


def find(text: str, document: Document, words: Words) -> Iterator[Seen]:
    """The names of the folded clean text that the points speak for."""
    table, least = words.numbers["signs.points"], words.numbers["signs.limits"]["取"]
    found = candidates(text, document, words)
    for one in found:
        one.points = sum(table.get(sign, 0.0) for sign in set(one.signs)) - least
    _pairs_outweigh(found)
    for one in best(one for one in found if one.points > 0):
        yield Seen(Span(one.start, one.end), one.name, _reason(one))


def _pairs_outweigh(found: list[Candidate]) -> None:
    """A pair that is a name takes what its halves would come to."""
    for pair in (one for one in found if one.group == "两项" and one.points > 0):
        middle = pair.start + pair.name.index("、")
        pair.points += sum(max(0.0, h.points) for h in found if (h.start, h.end) in ((pair.start, middle), (middle + 1, pair.end)))


def _reason(one: Candidate) -> str:
    """The strongest reason, as the name of a rule."""
    if {"前立", "前做", "前叫"}.intersection(one.signs):
        return "introduced-name"
    return "recurring-name" if "重现左右皆异" in one.signs else "formed-name"


def candidates(text: str, document: Document, words: Words) -> list[Candidate]:
    """Every span of words that could be a name, in the order of the text, with its signs."""
    known = lists(words)
    body = max((part.span.end for part in document.parts if part.kind in ("title", "byline")), default=0)
    headings = [part.span for part in document.parts if part.kind == "heading"]
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text, body)]
    out: list[Candidate] = []
    last: Clause | None = None
    listed = ""
    for clause in clauses(text, body):
        if _within(quoted, clause.at[0]):
            last = None
            continue
        heading = _within(headings, clause.at[0])
        listed = _introduced(last, listed, text, known) if last and text[last.at[-1] : clause.at[0]] == "、" else ""
        for one in _spans(clause, text, known):
            if listed and one.start == clause.at[0]:
                one.signs.append(listed)
            if heading:
                one.signs.append("在标题")
            out.append(one)
        if last and text[last.at[-1] : clause.at[0]] == "、":
            out.extend(_pair(last, clause, text, known))
        last = clause
    look_around(out, text)
    return out


def _within(spans: list[Span], position: int) -> bool:
    """Whether one of the spans holds the position; those that end before it are dropped."""
    while spans and spans[0].end <= position:
        spans.pop(0)
    return bool(spans) and spans[0].start <= position


def _spans(clause: Clause, text: str, known: Lists) -> Iterator[Candidate]:
    """The candidates of one clause."""
    words, at = clause.words, clause.at
    ends = [behind(clause, j, text, known) for j in range(1, len(words) + 1)]
    for i in range(len(words)):
        if not may_begin(clause, i, known):
            continue
        front = before(clause, i, text, known)
        for j in range(i + 1, len(words) + 1):
            if at[j] - at[i] > _LONGEST or (j > i + 1 and not may_go_on(words[j - 1], known)):
                break
            if at[j] - at[i] >= 2 and may_end(clause, j, known) and (made := inside(clause, i, j, text, known)):
                yield Candidate(at[i], at[j], text[at[i] : at[j]], *_kind(made), [*front, *ends[j - 1], *made])


def _introduced(last: Clause, listed: str, text: str, known: Lists) -> str:
    """What introduces a list, seen from its second item on: the last such word of the clause it begins in."""
    for i in range(len(last.words) - 1, 0, -1):
        found = [sign for sign in before(last, i, text, known) if sign in ("前立", "前做", "前叫")]
        if found:
            return "承" + found[-1] if last.at[-1] - last.at[i] <= _LONGEST else ""
    return listed


def _kind(signs: list[str]) -> tuple[str, str]:
    """美·处: what the modifiers amount to, and the kind of the last word."""
    group, _, kind = next(sign for sign in signs if sign[1] == "·").partition("·")
    return group, kind


def _pair(one: Clause, two: Clause, text: str, known: Lists) -> Iterator[Candidate]:
    """乡镇吹哨、部门报到: the end of one clause and the whole of the next, of one length, as one name."""
    length = two.at[-1] - two.at[0]
    start = one.at[-1] - length
    if 4 <= length <= 6 and start in one.at and text[two.at[-1] : two.at[-1] + 1] != "、":
        i = one.at.index(start)
        made = inside(two, 0, len(two.words), text, known)
        signs = [*before(one, i, text, known), *behind(two, len(two.words), text, known), "两项成名"]
        yield Candidate(start, two.at[-1], text[start : two.at[-1]], "两项", _kind(made)[1], signs)
