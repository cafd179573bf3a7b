"""Words that a spinner has replaced: made here of speeches that no mill has touched, and those speeches themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
import rjieba

from cunjian import acquire, curation
from cunjian.evaluate import cases
from cunjian.extract import swaps
from cunjian.script import fold

ROOT = Path(__file__).parents[1]
UNREAD = {"blind", *(f"author{n}" for n in (10, 28, 33, 36, 42, 45, 47, 50, 52, 55, 58, 65, 66, 73, 78))}
WORDS = curation.load(ROOT).words
MILLS = {
    "发展→成长": "基层下层 队伍步队 老人白叟 首先起首 去年客岁 各位列位 制度轨制 建设扶植 困难坚苦 电话德律风 "
        "活动勾当 通过经由过程 种植莳植 工作事情 群众大众 服务办事",
    "意见→定见": "意见定见 奖励奖赏 销售发卖 产品产物 现象景象 坚决果断 主动自动 深入深切 健全健壮 条件前提 "
        "环境情况 改善改良 吸收汲取 凝聚凝集 扎实踏实 坚强刚强 安排支配 指导指点 要求请求 村民乡民 "
        "任务使命 先进先辈",
}  # fmt: skip


def natural() -> list[str]:
    found = [case for group, several in cases.groups(ROOT / "tests" / "gold", ROOT) if group not in UNREAD for case in several]
    clean = [case for case in found if not any(d["kind"] == "word-swap" for d in case.gold["damage"])]
    return [fold(raw.text) for case in clean for raw in acquire.read(case.source, case.source.parent)]


@pytest.fixture(scope="module")
def speeches() -> list[str]:
    return natural()


def milled(text: str, table: dict[str, str]) -> tuple[str, set[int]]:
    """The text with every word of the table replaced, and where; nothing when fewer than six different ones are."""
    out, at, places = [], 0, set()
    words = rjieba.cut(text)
    if len(table.keys() & set(words)) < 6:
        return text, set()
    for word in words:
        new = table.get(word, word)
        places |= {at} if new != word else set()
        out.append(new)
        at += len(new)
    return "".join(out), places


def told(text: str) -> set[int]:
    return {flag.span.start for flag in swaps.find(text, WORDS, worn=False, damaged=False)}


def test_natural_speeches_are_left_alone(speeches: list[str]) -> None:
    assert len(speeches) > 300
    assert [text[:20] for text in speeches if told(text)] == []


@pytest.mark.parametrize("mill", MILLS)
def test_a_mill_is_known_by_several_of_its_words(mill: str, speeches: list[str]) -> None:
    table = {pair[:2]: pair[2:] for pair in MILLS[mill].split()}
    spoilt = [one for one in (milled(text, table) for text in speeches) if one[1]]
    assert len(spoilt) > 10
    flags = [(told(text), places) for text, places in spoilt]
    known = [one for one in flags if one[0]]
    assert len(known) / len(flags) > 0.6
    right = sum(len(found & places) for found, places in flags)
    assert right / sum(len(found) for found, _ in flags) > 0.9


def test_one_odd_word_proves_nothing() -> None:
    filling = "村里的事大家商量着办，" * 60
    assert not told(f"{filling}支部增进农民增收，做法得到好评。")
    assert told(f"{filling}昨年支部增进农民增收，确切抓好落实。")
