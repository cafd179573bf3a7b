"""What a shorthand stands for: how names are read, and that the page on the points says what the data file says."""

from __future__ import annotations

import re

import pytest

import rulebook
from cunjian.extract.terms.items.rules import rules
from cunjian.extract.terms.items.shorthand import counts, readings
from cunjian.extract.terms.seen import bare
from rulebook import DECIDED, read
from speeches import cases

RULES = rules(DECIDED.words)


@pytest.mark.parametrize(
    ("core", "parts"),
    [
        ("三会一课", [(3, "会"), (1, "课")]),
        ("四议两公开", [(4, "议"), (2, "公开")]),
        ("两学一做", [(2, "学"), (1, "做")]),
        ("三单", [(3, "单")]),
        ("五个一", [(5, "一")]),
        ("三长联动机制", [(3, "长")]),
        ("四型支部", [(4, "型支部")]),
        ("三清三拆", [(3, "清"), (3, "拆")]),
    ],
)
def test_a_name_is_read_by_its_numerals(core: str, parts: list[tuple[int, str]]) -> None:
    first = readings(core, RULES)[0]
    assert [(part.count, part.keys[0]) for part in first.parts] == parts
    assert counts(core, RULES) == sum(count for count, _ in parts)


@pytest.mark.parametrize("core", ["屋场夜话", "积分制", "10分钟服务圈", "一网统管"])
def test_a_name_that_counts_nothing_announces_nothing(core: str) -> None:
    assert counts(core, RULES) < 2
    assert all(reading.free or reading.parts[0].each for reading in readings(core, RULES))


def test_a_formula_asks_for_one_thing_each() -> None:
    assert {reading.count for reading in readings("1+3+N", RULES)} == {3}
    assert {reading.count for reading in readings("532", RULES)} == {3}


def test_the_page_tells_the_points_of_the_data_file() -> None:
    told = re.findall(r"^\| `(\w+)` \| (-?\d+) \|", rulebook.PAGE.read_text("utf-8"), re.M)
    assert {name: float(points) for name, points in told} == dict(RULES.points)


def test_items_stand_in_the_text_in_the_words_of_the_text() -> None:
    found = 0
    for case in cases("items"):
        reading = read(case.text)
        for term in reading.terms:
            for item in term.items:
                assert bare(item.span.of(reading.clean.text)) == item.text
                found += 1
    assert found > 300
