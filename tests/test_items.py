"""What a shorthand stands for: how names are read, and that the page explains every sign."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rulebook
from cunjian.extract.terms.items import edges
from cunjian.extract.terms.items.rules import rules
from cunjian.extract.terms.items.shorthand import Part, counts, readings
from cunjian.extract.terms.seen import bare
from rulebook import DECIDED, read
from speeches import cases

RULES = rules(DECIDED.words)
PART = Part(3, ("单", "清单"))


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


def test_every_sign_with_points_is_explained() -> None:
    page = rulebook.PAGE.read_text("utf-8")
    lists = {part for sign in RULES.points for part in sign.split("·") if part}
    edges = {re.split("[:·]|皆$|(?<=[独缺长短]).$", sign.removeprefix("二·"))[0] for sign in (*RULES.starts, *RULES.ends)}
    assert [sign for sign in lists if f"`{sign}`" not in page and f"`{sign}·…`" not in page] == []
    assert [sign for sign in edges if f"`{sign}" not in page] == []


CELLS = st.text(alphabet="“”‘’、，党员支部会议的和了推行好责任清单第一是一二三A1 ", max_size=14).map(lambda told: told.strip("“”‘’ ")).filter(bool)


@given(st.lists(CELLS, min_size=2, max_size=5), st.booleans())
def test_the_edges_of_an_item_lie_in_its_cell(cells: list[str], last: bool) -> None:
    told, *others = cells
    at = (edges.last if last else edges.first)(told, others, PART, RULES, "、")
    item = told[:at] if last else told[at:]
    if re.search(r"\w", told):
        assert item[-1 if last else 0] not in "、， "
        assert at in dict(edges.candidates(told, tuple(others), PART.keys, RULES, "、", last=last))
    else:
        assert item == told


def test_what_leads_to_a_list_and_follows_it_is_no_item() -> None:
    assert edges.first("全镇推行任务清单", ("问题清单", "责任清单"), PART, RULES, "") == 4
    assert edges.last("销号清单等制度", ("问题清单", "责任清单"), PART, RULES, "，") == 4


def test_items_stand_in_the_text_in_the_words_of_the_text() -> None:
    found = 0
    for case in cases("items"):
        reading = read(case.text)
        for term in reading.terms:
            for item in term.items:
                assert bare(item.span.of(reading.clean.text)) == item.text
                found += 1
    assert found > 300
