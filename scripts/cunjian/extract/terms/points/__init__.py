"""Unquoted names by points: every span of words that could be a name, what speaks for it and against it, the best choice.

A clause is cut into words once (``tokens``).  Runs of its words that begin and end where names do (``gate``) are candidates,
with signs in front and behind (``edges``), in themselves (``inside``) and in the rest of the speech (``around``).  What a
sign counts for is a table in curation/words/signs.yml that benchmarks/points.py has fitted; docs/rules.md explains the signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.extract.terms.points.around import look_around
from cunjian.extract.terms.points.candidate import Candidate
from cunjian.extract.terms.points.choose import best
from cunjian.extract.terms.points.edges import NUMERAL
from cunjian.extract.terms.points.gate import LONGEST, Gate
from cunjian.extract.terms.points.inside import counted
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.points.tokens import Clause
from cunjian.extract.terms.seen import Seen
from cunjian.model import Document, Span, Words

_LONGEST_QUOTE = 40  # characters; beyond them somebody speaks, and names stand there as everywhere
_QUOTED = re.compile(rf"“[^“”\n]{{1,{_LONGEST_QUOTE}}}”|《[^》\n]{{1,{_LONGEST_QUOTE}}}》")
_SPEECH = re.compile(rf"“([^“”\n]{{{_LONGEST_QUOTE + 1},}})”")
_CLASS = re.compile(r"制度|机制|模式|活动|行动|工程|计划|工作法|[法制](?![\u4e00-\u9fff])")
"""What belongs to the name when it stands right behind: 述廉议廉|制度."""
_INTRODUCED = frozenset(("前立", "前做", "前叫"))
_ROW = 4  # what a row may lack whose parts each begin with who does it
_AND_IN = re.compile("[和与及]")
_AND, _JOINS = frozenset(("和", "与", "及", "以及")), frozenset("和与及以")


def find(text: str, document: Document, words: Words) -> Iterator[Seen]:
    """The names of the folded clean text that the points speak for."""
    for one in _chosen(text, document, words):
        span = _whole(one, text)
        yield Seen(span, span.of(text), _reason(one), (one.name,) if span.end > one.end else ())


def why(text: str, document: Document, words: Words) -> dict[Span, tuple[tuple[str, float], ...]]:
    """What speaks for each name and against it, the strongest first: for people who ask."""
    points = words.numbers["signs.points"]
    return {
        _whole(one, text): tuple(sorted(((s, points[s]) for s in one.every() if s in points), key=lambda sign: (-abs(sign[1]), sign)))
        for one in _chosen(text, document, words)
    }


def _chosen(text: str, document: Document, words: Words) -> list[Candidate]:
    """The candidates whose points are enough, without overlaps."""
    gate, least = gate_of(words), words.numbers["signs.limits"]["取"]
    found = candidates(text, document, words, gate)
    for one in found:
        one.points += (gate.worth(dict.fromkeys(one.more)) if one.more else 0.0) - least
    _rows_outweigh(found)
    return best([one for one in found if one.points > 0])


def _whole(one: Candidate, text: str) -> Span:
    """A name with the class word right behind it."""
    klass = _CLASS.match(text, one.end)
    return Span(one.start, klass.end() if klass else one.end)


@lru_cache(maxsize=4)
def gate_of(words: Words) -> Gate:
    """The gate of these words, with what it has learnt of single words."""
    limits = words.numbers["signs.limits"]
    return Gate(lists(words), words.numbers["signs.points"], limits["取"] - limits["看"])


def _rows_outweigh(found: list[Candidate]) -> None:
    """A row that is a name takes what its parts would come to."""
    rows = [one for one in found if one.group == "两项" and one.points > (-_ROW if "两项各有主" in one.signs[0] else 0)]
    worth = {(one.start, one.end): max(0.0, one.points) for one in found} if rows else {}
    for row in rows:
        row.points += _ROW
        at = row.start
        for part in row.name.split("、"):
            row.points += worth.get((at, at + len(part)), 0.0)
            at += len(part) + 1


def _reason(one: Candidate) -> str:
    """The strongest reason, as the name of a rule."""
    front = one.signs[0]
    if "前残引号" in front:
        return "quoted-unclosed"
    if not _INTRODUCED.isdisjoint(front):
        return "introduced-name"
    return "recurring-name" if "重现左右皆异" in one.more else "formed-name"


def candidates(text: str, document: Document, words: Words, gate: Gate | None = None) -> list[Candidate]:
    """Spans of words that could be a name, with their signs; without a gate of one's own all of them."""
    gate = gate or Gate(lists(words), {}, -1.0)
    body = max((part.span.end for part in document.parts if part.kind in ("title", "byline")), default=0)
    headings = [part.span for part in document.parts if part.kind == "heading"][::-1]
    joints = [match.start() for match in _AND_IN.finditer(text, body)][::-1]
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text, body)][::-1]
    text = _SPEECH.sub(r"，\1，", text)
    out: list[Candidate] = []
    last: Clause | None = None
    led, row = "", list[Clause]()
    for clause in gate.cutter.clauses(text, body):
        start = clause.at[0]
        if quoted and quoted[-1].start <= start and _within(quoted, start):
            last = None
            continue
        joined = last is not None and text[last.at[-1] : start] == "、"
        led = led if joined else ""
        while joints and joints[-1] < start:
            joints.pop()
        listed = led or (joints and joints[-1] < clause.at[-1]) or text.startswith("、", clause.at[-1])
        siblings, led = _siblings(clause, led, text, gate) if listed else ({}, "")
        for one in gate.candidates(clause, text, siblings):
            if sign := siblings.get(one.start):
                one.more.append(sign)
                if one.end == clause.at[-1] or text[one.end] in _JOINS:
                    one.more.append(sign + "整项")
            if _within(headings, start):
                one.more.append("在标题")
            if one.name[0] in NUMERAL and counted(one.name, one.start, one.end, text):
                one.more.append("数目相符")
            out.append(one)
        if last and joined:
            row.append(last)
            out.extend(gate.row(row, clause, text))
        else:
            row.clear()
        last = clause
    look_around(out, text)
    return out


def _within(spans: list[Span], position: int) -> bool:
    """Whether one of the spans, the last first, holds the position; those that end before it are dropped."""
    while spans and spans[-1].end <= position:
        spans.pop()
    return bool(spans) and spans[-1].start <= position


def _siblings(clause: Clause, led: str, text: str, gate: Gate) -> tuple[dict[int, str], str]:
    """Where the second and later items of an introduced list begin in the clause, and what introduces them; what leads at its end.

    ``led`` is what introduces a list that goes on from the clause before.
    """
    words, at = clause.words, clause.at
    out = {at[0]: "承" + led} if led else {}
    since = at[0]
    for i in range(1, len(words)):
        if led and words[i - 1].text in _AND:
            out[at[i]] = "承" + led
        elif found := (words[i - 1].before or gate.before(clause, i, text)).lists:
            led, since = found, at[i]
    return out, led if at[-1] - since <= LONGEST else ""
