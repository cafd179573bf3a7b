"""Honours: name, level, holder."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian.extract import honours, villages
from cunjian.extract.owners import Owners
from cunjian.model import HonourMention
from speeches import Case, cases, read, words

PIECES = [
    "石桥村",
    "被评为",
    "荣获",
    "全国",
    "省级",
    "文明村",
    "“",
    "”",
    "、",
    "和",
    "，",
    "。",
    "等",
    "荣誉称号",
    "示范",
    "保持",
    "县",
    "力争",
    "\n",
    "成为",
]


def find(text: str) -> tuple[HonourMention, ...]:
    folded, document = read(text)
    seen = villages.find(folded, document, words())
    return honours.find(folded, seen, Owners(folded, seen, words()), words())


@pytest.mark.parametrize("case", cases("honours"), ids=str)
def test_case(case: Case) -> None:
    found = [f"{h.name} | {h.level or '无'} | {h.village or '无'}" for h in find(case.text)]
    assert (found or ["无"]) == list(case.expected)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_name_stands_at_its_span(text: str) -> None:
    found = find(text)
    assert found == find(text)
    for one in found:
        assert text[one.span.start : one.span.end] == one.name
