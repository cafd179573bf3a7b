"""Labels: what a number measures, in the words of its clause."""

from __future__ import annotations

import re

import rjieba

from cunjian.extract.figures.numbers import Number
from cunjian.extract.figures.rules import Rules
from cunjian.extract.passages import clause
from cunjian.script import HAN

_LAST_STOP = re.compile(r"(?s).*[，。；：！？、\n]")
_STOPS = "，。；：！？、\n"
_MARK = re.compile("(?P<open>[“‘（(])|[”’）)]")
_UNQUOTED = str.maketrans("", "", "“”‘’")
_AFTER = re.compile(f"[{HAN}“”‘’]{{1,14}}")
_ONE_OF = re.compile(f"(?:(?!是)[{HAN}“”‘’]){{1,24}}?之一(?![{HAN}])")  # 18个……试点村之一
_AND = ("和", "与", "及", "以及")
_LISTED = re.compile("(.*)(?<![一二三四五特优上中下初高平同头均相])等(?:大小|其他|其它|共|总共|一共|共计)?$")
_VILLAGE_ENDS = ("", *"村区屯寨查")  # where a village's name, not a number, stands before
_LONGEST = 20
_REACH = 30  # characters before a number
_SHORT = 2


def label(text: str, one: Number, floor: int, ceiling: int, rules: Rules, previous: tuple[str, str] = ("", "")) -> str:
    """The clause around the number, without the number and adverbs; never outside ``floor`` to ``ceiling``.

    Where that says nothing, the unit tells (265户: 户数), or what the number before measures, ``previous`` with its label
    and unit (高中以上文化程度59名，占64%), or the clause before (大棚有了收入，一年达60万元).
    """
    said_before = _clause(text, max(floor, one.span.start - _REACH), one.span.start)
    between = one.span.start - len(said_before) <= floor and text[max(0, floor - 1) : floor] not in _VILLAGE_ENDS
    joined = said_before.endswith(_AND) or between
    before = _behind_and(said_before) if joined else said_before
    before = rules.each_last.sub("", _trimmed(before, rules))
    part = _ONE_OF.match(text, one.span.end, ceiling) if one.unit in rules.counted else None
    if part:
        return _shown(before + part.group() if len(before + part.group()) <= _LONGEST else part.group())
    if before.endswith("中") and len(before) <= _SHORT:  # 29个村中有6个
        before = ""
    behind = _behind(text, one, before, ceiling, rules)
    listed = _LISTED.fullmatch(before)
    if listed:  # 蔬菜、茶叶等1500亩; 甲公司等20家企业
        before = "" if behind else listed[1]
    if behind and before.startswith("从") and rjieba.cut(before)[0] == "从":  # 从退役军人中选出7名|书记; 从事养殖的32户
        before = ""
    said = _shown(before + behind)
    if said not in rules.whole and not rules.each.fullmatch(said):
        return said
    subject = "" if said else _subject(text, one.span.start - len(said_before), floor, rules, alone=not previous[1])
    return said + _by_unit(one, said, (subject, "") if subject else previous, rules)


def says(text: str, rules: Rules) -> bool:
    """Whether anything but adverbs stands in the text between two numbers."""
    return bool(_trimmed(text, rules))


def _behind_and(before: str) -> str:
    """Between two numbers what belongs to the second: 1个合作社和周边3家公司."""
    if not any(word in before for word in _AND):
        return before
    words = rjieba.cut(before)
    last = max((at for at, word in enumerate(words) if word in _AND), default=-1)
    return "".join(words[last + 1 :])


def _shown(said: str) -> str:
    return said.translate(_UNQUOTED).strip()[:_LONGEST]


def _by_unit(one: Number, said: str, previous: tuple[str, str], rules: Rules) -> str:
    """What a number measures whose clause does not tell."""
    of, unit = previous
    if one.unit == "%":
        return f"{of}占比"
    if rules.each.fullmatch(said):
        return of if unit == one.unit and not of.startswith(said) else ""
    bare = one.unit.lstrip("万亿千百十") or one.unit
    counted = rules.unit_labels.get(bare)
    near = said or unit == "个" or unit in rules.unit_labels or bare != one.unit
    if unit == "户" and bare != "户" and bare in rules.unit_labels and not said and of not in rules.homes and not of.endswith("户数"):
        return of  # 贫困户70户210人
    if counted and (near or bare != "人"):
        return counted
    return "" if said else of or one.unit


def _clause(text: str, lo: int, hi: int) -> str:
    """The clause before ``hi`` with the quotes and brackets that are whole in it: 开展“能人走千村”活动."""
    before = clause(text, lo, hi, _LAST_STOP)
    begin, opened = 0, [0]
    for mark in _MARK.finditer(before):
        if mark["open"]:
            opened.append(mark.end())
        elif len(opened) > 1:
            opened.pop()
        else:
            begin = mark.end()
    return before[max(begin, opened[-1]) :]


def _subject(text: str, start: int, floor: int, rules: Rules, *, alone: bool) -> str:
    """What the clause before the one at ``start`` speaks of: 第四代住房是一座小楼，共300平方米.

    Nothing where a number stands in that clause, which the number before tells, but for a noun that it measures (是700亩
    山林的补贴，一年六万元); ``alone``: no number stands before in the sentence.
    """
    if start - 1 <= floor or text[start - 1] != "，":
        return ""
    said = _clause(text, max(floor, start - 1 - _REACH), start - 1)
    if len(said) == _REACH or (not alone and text[start - 2 - len(said)] not in _STOPS and not said.startswith("的")):
        return ""
    out, noun = "", False
    for word, tag in rjieba.tag(_without_ends(said, rules)):
        if noun and tag[0] in "dvapcr" and tag != "vn":
            break
        noun = noun or (tag[0] in "njl" and tag != "nz")
        out += word
    return "" if not noun or out in rules.whole else _shown(out)


def _trimmed(before: str, rules: Rules) -> str:
    start = rules.label_from.search(before)
    if start and (named := _without_ends(before[start.start() :], rules)) and not rules.each.fullmatch(named):
        return named
    return _without_ends(before[: start.start()] if start and start.start() else before, rules)


def _without_ends(before: str, rules: Rules) -> str:
    tail = rules.label_tail.search(before) if before[-1:] in rules.label_last else None
    before = before[: tail.start()] if tail else before
    head = rules.label_head.match(before)
    return (before[head.end() :] if head else before).strip()


def _behind(text: str, one: Number, before: str, ceiling: int, rules: Rules) -> str:
    """What the label takes from behind the number."""
    noun = _noun_behind(text, one.span.end, ceiling, rules)
    if rules.each.fullmatch(before) and one.unit not in rules.counted:  # 每亩80元的服务费, but 每天为86位独居老人送餐
        return _measured(text, one.span.end, noun, rules)
    if rules.label_from.match(before):
        return ""
    if one.unit.lstrip("万亿千百十") in rules.counted or len(before) <= _SHORT:
        return noun
    if rules.measure.search(before):  # 总收入5万元的目标
        return ""
    return _measured(text, one.span.end, noun, rules)


def _measured(text: str, start: int, noun: str, rules: Rules) -> str:
    """Of the noun behind what the amount measures: 80万元的引导资金, 5000元工资."""
    found = rules.measured.match(noun)
    if text.startswith("的", start):
        return found.group() if found else ""
    words = rjieba.tag(noun)
    stop = start + len(noun)
    if not words or _AFTER.match(text, stop, stop + 1) or not all(tag[0] in "nbjlz" or tag == "vn" for _, tag in words):
        return ""
    return noun if found or words[0][0] not in rules.trades else ""


def _noun_behind(text: str, start: int, stop: int, rules: Rules) -> str:
    run = _AFTER.match(text, start, stop)
    if not run:
        return ""
    noun = run.group()
    if rules.label_from.match(noun) or rules.changes.match(noun):  # 入社的208户户均分红; 20亩发展到1500亩
        return ""
    if noun.startswith(("为", "是")):  # 18人为大专以上学历
        return noun[1:]
    first = rules.label_stop.match(noun)
    return _to_stop(noun, first.end() if first else 1, rules).removeprefix("的").removesuffix("中")


def _to_stop(noun: str, begin: int, rules: Rules) -> str:
    """Up to the word that ends it; 用 inside a word does not: 中水回用站."""
    starts: set[int] = set()
    for stop in rules.label_stop.finditer(noun, begin):
        if not starts:
            at = 0
            for word in rjieba.cut(noun):
                starts.add(at)
                at += len(word)
        if stop.start() in starts:
            return noun[: stop.start()]
    return noun
