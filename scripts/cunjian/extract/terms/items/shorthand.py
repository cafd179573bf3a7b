"""A shorthand read by its numerals: 四定三包 asks for four things with 定 and three with 包.

A name may be read in several ways (三联三带: six things, or three that each hold 联 and 带); every reading is tried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import rjieba

from cunjian.extract.terms.items.rules import Rules

VALUE = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_N = "一二三四五六七八九十两双"
_GROUP = re.compile(rf"(?<![一二三四五六七八九十])([{_N}]|十[一二]|(?<!\d)\d{{1,2}})((?:统一(?!分)|双$|[^{_N}\d+]){{1,6}}|个[{_N}][^{_N}\d+]{{0,6}})")
_SEVERAL = re.compile(rf"([{_N}])个((?:[{_N}]|必|不|有|好|到|零)[\u4e00-\u9fff]{{0,6}})$")
HELPERS = ("一名", "1名", "一", "1")
"""What those who look after one begin with: 一名领导、一个部门、一户企业."""
_AS_ONE = re.compile(r"([二两三四五六七八])位一体")
_DIGITS = re.compile(r"[1-9]{2,5}|[一二三四五六七八九]{3,5}")
SHARES = "([1-9]{3,4}|[一二三四五六七八九]{2,4})”?(?:比例|收益|利益)?分[红成账配利]"
"""四六分红, 721分账: what may be shares of ten (``shares``)."""
_SHARES = re.compile(SHARES)
_FORMULA = re.compile(r"\d+(?:\+[0-9A-Za-z]+)+")
_WHOLE = 10  # shares of a whole
_MANY = ("N", "n", "X", "若干", "多", "各")


@dataclass(frozen=True, slots=True)
class Part:
    """So many things in a row, and what they may carry."""

    count: int
    keys: tuple[str, ...] = ()  # characters of the name, strongest first
    label: str = ""  # how the text may speak of it alone: 三亮
    weak: str = ""  # its measure: 四条治懒 may be four 条
    telling: bool = False  # one character that things so named carry
    both: tuple[str, ...] = ()  # each thing carries all of them (三带三促)
    each: tuple[tuple[str, ...], ...] = ()  # the first thing carries one of the first … (一听二看三议)
    symbol: bool = False  # a digit or N, which stands for one thing


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name."""

    parts: tuple[Part, ...]
    turned: bool = False  # the parts are told in another order than named, or not all apart
    free: bool = False  # the name announces no number: only a list that is claimed or counted is its own
    labels: bool = False  # counts only where each part is explained by itself

    @property
    def count(self) -> int:
        """All things announced."""
        return sum(part.count for part in self.parts)


def _free(core: str, rules: Rules) -> tuple[Reading, ...]:
    """Any number of things, which may carry what the name ends with (山货订单机制: 农户报单), or all of it (一线工作法)."""
    plain, stem = _plain(core, rules), rules.classes.sub("", core)
    keys = (*([stem] if len(stem) == 2 else []), *([plain[-1]] if plain[-1:] in rules.things else []))
    return tuple(Reading((Part(count, keys),), free=True) for count in range(3, 8))


def letters_of(core: str, rules: Rules) -> str:
    """The characters of a short name each of which may stand for a thing: 访惠聚 of 访惠聚工作."""
    stem = rules.classes.sub("", core)
    return stem if re.fullmatch(r"[\u4e00-\u9fff]{3,5}", stem) else ""


@lru_cache(maxsize=1 << 10)
def readings(core: str, rules: Rules) -> tuple[Reading, ...]:
    """All readings of a bare name that ask for two to twelve things; without numerals, whatever number is told."""
    if formula := _FORMULA.search(core):
        return _of_symbols(formula.group().split("+"))
    if _DIGITS.fullmatch(plain := _plain(core, rules)):
        return _of_symbols(list(plain))
    if (found := _SHARES.match(core)) and (values := shares(found[1])):
        return (Reading((Part(len(values), each=tuple((f"{v}0%", *(f"{c}成" for c in spoken(v))) for v in values), symbol=True),)),)
    parts = _parts(core, rules)
    stem = "" if parts else letters_of(core, rules)
    if stem:
        letters = Reading((Part(len(stem), each=tuple((char,) for char in stem)),))
        return (letters, *_free(core, rules))
    if sum(part.count for part in parts) < 2:
        return _free(core, rules)
    return tuple(dict.fromkeys(_ways(parts, rules)))


def shares(digits: str) -> tuple[int, ...]:
    """What each digit or numeral says, where they come to ten; else none."""
    values = tuple(VALUE.get(c) or int(c) for c in digits)
    return values if sum(values) == _WHOLE else ()


def counts(core: str, rules: Rules) -> int:
    """How many things the numerals of a name announce; 0 where they announce none."""
    return sum(part.count for part in _parts(core, rules))


def _ways(parts: tuple[Part, ...], rules: Rules) -> list[Reading]:
    """The parts as they stand, and what else they may mean."""
    numbers = [part.count for part in parts]
    if set(numbers) == {1}:
        apart = Reading(parts, labels=True)
        return [apart, Reading((Part(len(parts), each=tuple(part.keys for part in parts)),))]
    out = [Reading(parts)]
    if len(parts) > 1:
        if numbers == list(range(1, len(parts) + 1)):
            out.append(Reading((Part(len(parts), each=tuple(part.keys for part in parts)),)))
        if len(set(numbers)) == 1 and numbers[0] > 2:
            out.append(Reading((Part(numbers[0], both=tuple(part.keys[0] for part in parts if part.keys)),)))
        if numbers[0] == 1 and parts[0].label[1:] in rules.about:
            out.append(Reading(parts[1:], turned=True))
        out.append(Reading((Part(sum(numbers)),), turned=True))
    return out


def _plain(core: str, rules: Rules) -> str:
    """A name without its class words (工作法, 机制)."""
    plain = rules.classes.sub("", core) or core
    plain = plain[:-1] if plain[-1:] in "法制" and len(plain) >= 4 else plain
    return core if len(plain) == 2 < len(core) and plain[-1] in rules.measures else plain


@lru_cache(maxsize=1 << 10)
def _parts(core: str, rules: Rules) -> tuple[Part, ...]:
    plain = _plain(core.replace("、", ""), rules)
    if "分钟" in plain:
        return ()
    if one := _AS_ONE.search(core):
        return (Part(VALUE[one.group(1)]),)
    if to_one := rules.to_one.fullmatch(plain):  # 四帮一: four that look after one
        return (Part(VALUE[to_one.group(1)], HELPERS, telling=True),)
    if several := _SEVERAL.search(plain):
        what = several.group(2)
        keys = tuple(dict.fromkeys((what, what[0], *("1" for one in what if one == "一" == what))))  # 1名干部联村、1个单位包村
        return (Part(VALUE[several.group(1)], keys, plain),)
    found = list(_GROUP.finditer(plain))
    if not found or found[-1].end() < len(plain):
        return ()
    return tuple(_part(match, rules) for match in found)


def _part(match: re.Match[str], rules: Rules) -> Part:
    number, what = match.groups()
    count = VALUE.get(number) or (10 + VALUE[number[1]] if number[0] == "十" else int(number))
    weak = what[0] if what[0] in rules.measures else ""
    what = what[1:] if weak and len(what) > 1 else what
    chars = [c for c in (what[0], what[-1]) if c not in rules.levels or what == "区" or count == 1]
    spoken = ("没有",) if what == "无" else ()
    single = () if rjieba.has_word(what) else chars[:1]
    keys = tuple(dict.fromkeys((*spoken, what, *single, *chars[-1:]) if len(what) == 2 else (what, what[:2], what[-2:], *chars) if len(what) > 2 else (*spoken, *chars)))
    return Part(count, keys, match.group(), weak, telling=len(what) == 1 and bool(keys) and not weak and what not in rules.common)


def _of_symbols(symbols: list[str]) -> tuple[Reading, ...]:
    """1+3+N, 532: one thing for each, told one by one or in a row; of 5+X a digit may give as many things as it says."""
    forms = tuple(_forms(symbol) for symbol in symbols)
    alone = tuple(Part(1, form, symbol, symbol=True) for form, symbol in zip(forms, symbols, strict=True))
    row = Reading((Part(len(symbols), each=forms, symbol=True),))
    out = [Reading(alone, labels=True), row, Reading((replace(row.parts[0], each=()),))]
    if len(symbols) == 2 and symbols[0].isdigit() and not symbols[1].isdigit():
        out.insert(0, Reading((replace(alone[0], count=int(symbols[0]), symbol=False, label=symbols[0]), alone[1]), labels=True))
    return tuple(out)


def _forms(symbol: str) -> tuple[str, ...]:
    """How a digit is written in front of what it counts."""
    if not (symbol.isdigit() or symbol in VALUE):
        return (symbol, *_MANY)
    value = VALUE.get(symbol) or int(symbol)
    digit, *said = spoken(value)
    return (f"{value}0%", *(f"{c}成" for c in said), digit, *said)


def spoken(value: int) -> tuple[str, ...]:
    """How a number is written: its digits, then its numerals."""
    return (str(value), *(c for c, v in VALUE.items() if v == value))
