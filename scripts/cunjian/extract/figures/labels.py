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


def label(text: str, one: Number, floor: int, ceiling: int, rules: Rules, previous: tuple[str, str] = ("", "")) -> str:
    """The clause around the number, without the number and adverbs; never outside ``floor`` to ``ceiling``.

    Where that says nothing, the unit tells (265户: 户数), or what the number before measures, ``previous`` with its label
    and unit (高中以上文化程度59名，占64%).
    """
    before = _trimmed(clause(text, max(floor, one.span.start - 30), one.span.start, _LAST_STOP), rules)
    if before.endswith("中") and len(before) <= _SHORT:  # 29个村中有6个
        before = ""
    wanted = one.unit.lstrip("万亿千百十") in rules.counted or len(before) <= _SHORT
    behind = _noun_behind(text, one.span.end, ceiling, rules) if wanted else ""
    if rules.label_from.match(before):
        behind = ""
    said = (before + behind).strip("“”‘’ ")[:_LONGEST]
    return said if said not in rules.whole else said + _by_unit(one, said, previous, rules)


def _by_unit(one: Number, said: str, previous: tuple[str, str], rules: Rules) -> str:
    """What a number measures whose clause does not tell."""
    of, unit = previous
    if one.unit == "%":
        return f"{of}占比"
    if said in rules.each:
        return of if unit == one.unit and not of.startswith(said) else ""
    bare = one.unit.lstrip("万亿千百十") or one.unit
    counted = rules.unit_labels.get(bare)
    near = said or unit == "个" or unit in rules.unit_labels or bare != one.unit
    if counted and (near or bare != "人"):
        return counted
    return "" if said else of if unit else one.unit


def _trimmed(before: str, rules: Rules) -> str:
    start = rules.label_from.search(before)
    if start and (named := _without_ends(before[start.start() :], rules)) and named not in rules.each:
        return named
    return _without_ends(before[: start.start()] if start and start.start() else before, rules)


def _without_ends(before: str, rules: Rules) -> str:
    tail = rules.label_tail.search(before) if before[-1:] in rules.label_last else None
    before = before[: tail.start()] if tail else before
    head = rules.label_head.match(before)
    return (before[head.end() :] if head else before).strip()


def _noun_behind(text: str, start: int, stop: int, rules: Rules) -> str:
    run = _AFTER.match(text, start, stop)
    if not run:
        return ""
    noun = run.group()
    if rules.label_from.match(noun):  # 入社的208户户均分红
        return ""
    if noun.startswith(("为", "是")):  # 18人为大专以上学历
        return noun[1:]
    first = rules.label_stop.match(noun)
    verb = rules.label_stop.search(noun, first.end() if first else 1)
    return (noun[: verb.start()] if verb else noun).removeprefix("的").removesuffix("中")
