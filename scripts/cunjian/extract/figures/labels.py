"""Labels: what a number measures, in the words of its clause."""

from __future__ import annotations

import re

from cunjian.extract.figures.numbers import Number
from cunjian.extract.figures.rules import Rules
from cunjian.script import HAN

_CLAUSE = re.compile(r"[^，。；：！？、\n（）“”()]*$")
_AFTER = re.compile(f"[{HAN}“”‘’]{{1,14}}")
_COUNTED = re.compile(r"(?:个|名|户|家|项|条|件|位|支|座|栋|处|种|类|大类|场|期|次|所|间|套|口|头|只|盏|亩|公里|人|批|台|辆|院|起|份|张)$")
_LONGEST = 20


def label(text: str, one: Number, previous_end: int, next_start: int, names: tuple[str, ...], rules: Rules) -> str:
    """The clause around the number, without the number, adverbs and the village's name."""
    clause = _CLAUSE.search(text, max(previous_end, one.span.start - 30), one.span.start)
    before = _trimmed(clause.group() if clause else "", names, rules)
    behind = _noun_behind(text, one.span.end, next_start, rules) if _COUNTED.search(one.unit) or not before else ""
    if rules.label_from.match(before):
        behind = ""
    return (before + behind).strip("“”‘’ ")[:_LONGEST] or one.unit


def _trimmed(before: str, names: tuple[str, ...], rules: Rules) -> str:
    start = rules.label_from.search(before)
    if start:
        before = before[start.start() :]
    for name in names:
        before = before.rpartition(name)[2] or before
    tail = rules.label_tail.search(before)
    before = before[: tail.start()] if tail else before
    head = rules.label_head.match(before)
    return (before[head.end() :] if head else before).strip()


def _noun_behind(text: str, start: int, stop: int, rules: Rules) -> str:
    run = _AFTER.match(text, start, stop)
    if not run:
        return ""
    noun = run.group()
    first = rules.label_stop.match(noun)
    verb = rules.label_stop.search(noun, first.end() if first else 1)
    return noun[: verb.start()] if verb else noun
