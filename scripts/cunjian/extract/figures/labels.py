"""Labels: what a number measures, in the words of its clause."""

from __future__ import annotations

import re

from cunjian.extract.figures.numbers import Number
from cunjian.extract.figures.rules import Rules
from cunjian.extract.passages import clause
from cunjian.script import HAN

_LAST_STOP = re.compile(r"(?s).*[，。；：！？、\n（）“”()]")
_AFTER = re.compile(f"[{HAN}“”‘’]{{1,14}}")
_LONGEST = 20
_SHORT = 2


def label(text: str, one: Number, floor: int, ceiling: int, rules: Rules) -> str:
    """The clause around the number, without the number and adverbs; never outside ``floor`` to ``ceiling``."""
    if one.rule == "years-running":
        run = _AFTER.match(text, one.span.end, ceiling)
        return run.group() if run else "连续"
    before = _trimmed(clause(text, max(floor, one.span.start - 30), one.span.start, _LAST_STOP), rules)
    wanted = one.unit.lstrip("万亿千百十") in rules.counted or len(before) <= _SHORT
    behind = _noun_behind(text, one.span.end, ceiling, rules) if wanted else ""
    if rules.label_from.match(before):
        behind = ""
    return (before + behind).strip("“”‘’ ")[:_LONGEST] or one.unit


def _trimmed(before: str, rules: Rules) -> str:
    start = rules.label_from.search(before)
    if start:
        before = before[start.start() :]
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
    return (noun[: verb.start()] if verb else noun).removeprefix("的")
