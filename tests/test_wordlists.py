"""wordlists.py: whatever an editor writes into a word list, speeches are read and the fault is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cunjian import curation
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.extract import extract
from cunjian.model import Raw, Reading, Words
from cunjian.wordlists import words_of
from rulebook import DECIDED

HOUSE = DECIDED.words
FILES = sorted({name.split(".")[0] for name in HOUSE.lists})
BAD = {"empty": "[]", "an open bracket": '["(村"]', "one word": "[甲]"}
SPEECH = """首页 | 要闻 | 文库
在全县现场推进会上的发言
石桥村党总支书记 周大山
（2023年5月16日）
36.5KB
5 页
各位领导：
一、建好班子，强化带头人队伍
　　石桥村位于青禾县云岭镇，全村共有512户2086人。我们推行“三单”管理（群众点单、支部派单、党员接单），开展经济##paidbegin##进步认识，效劳群众。
▲合作社的大棚
二、壮大集体经济
　　去年村集体收入由12万元增加到85万元，人均增收1200元，被评为全县先进村。推行红、橙、黄三色预警，四议两公开、屋场夜话天天办，党员三带：带头学、带头干、带头富。
- 3 -
　　我村连续两年获得“全市文明村”称号，解决困难个，达到了标准要求，服务大众大众路线。谢谢大家。
责任编辑：张三
"""


def read(words: Words) -> Reading:
    """The speech as these lists let it be read."""
    raw = Raw("sources/a.txt", 0, "0" * 64, "txt", "utf-8", SPEECH)
    cleaned = clean(raw, words)
    return extract(raw, cleaned, divide(raw, cleaned, words), replace(DECIDED, words=words))


def written(root: Path, **files: str) -> Path:
    """A knowledge base with these word lists."""
    (root / "curation" / "words").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (root / "curation" / "words" / f"{name}.yml").write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("file", FILES)
def test_no_bad_list_stops_a_speech(tmp_path: Path, file: str, bad: str) -> None:
    """All lists of one file at once, and no house stands behind them."""
    keys = [name.split(".")[1] for name in HOUSE.lists if name.startswith(f"{file}.")]
    problems: list[str] = []
    ours = words_of([written(tmp_path, **{file: "".join(f"{key}: {bad}\n" for key in keys)})], problems)
    others = {name: words for name, words in HOUSE.lists.items() if not name.startswith(f"{file}.")}
    tables = {name: table if name in others else ours.numbers[name] for name, table in HOUSE.numbers.items()}
    assert "谢谢大家" in read(Words({**others, **ours.lists}, tables, ours.digest)).clean.text
    assert len(problems) >= len(keys) or bad != "[]"
    assert all(p.startswith(f"curation/words/{file}.yml 第") and p.endswith("。") for p in problems)


def test_lists_that_are_lost_stop_no_speech(tmp_path: Path) -> None:
    assert "谢谢大家" in read(words_of([tmp_path], [])).clean.text


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small house."""
    return written(
        tmp_path_factory.mktemp("house"),
        noise="line_patterns: [第一页]\nanywhere: [下载]\n", figures="unit_labels: [户=户数]\n",
        damage="swap_certain: [那么=则=原那么]\n", leanings="words: [党员 党3]\n", signs="limits: {取: 43, 看: 16}\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text", "line", "says"),
    [
        ("noise", 'line_patterns:\n- "(村"\n', 2, "“line_patterns”里的“(村”不是能用的正则表达式，请检查括号是否成对"),
        ("noise", "line_patterns:\n- (?i)KB\n", 2, "不是能用的正则表达式"),
        ("noise", "line_patterns:\n- 甲*\n", 2, "请去掉末尾的 *"),
        ("noise", "anywhere: []\n", 1, "“anywhere”一个可用的词也没有，仍用自带的这一列；请至少写一个词"),
        ("noise", "anywhere:\nline_patterns: [甲]\n", 1, "“anywhere”一个可用的词也没有"),
        ("figures", "unit_labels:\n- 户\n", 2, "“unit_labels”里的“户”要写成“户=户数”这样，请补上等号"),
        ("damage", "swap_certain:\n- 那么=则\n", 2, "“swap_certain”里的“那么=则”要写成“误词=正词=正则表达式”，请补全"),
        ("damage", "swap_certain:\n- 那么=则=(\n", 2, "不是能用的正则表达式"),
        ("leanings", "words:\n- 党员 党\n", 2, "“words”里的“党员 党”要写成“党员 党12 组3”这样"),
        ("signs", "limits:\n  取: 43\n", 2, "“limits”缺少“看”，缺的仍用自带的分值；请补上"),
    ],
)
def test_a_bad_list_is_told_and_the_houses_is_used(tmp_path: Path, house: Path, file: str, text: str, line: int, says: str) -> None:
    problems: list[str] = []
    words = words_of([house, written(tmp_path, **{file: text})], problems)
    assert problems[0].startswith(f"curation/words/{file}.yml 第{line}行：")
    assert says in problems[0]
    assert all(p.endswith("。") for p in problems)
    name = f"{file}.{text.split(':')[0]}"
    assert words[name] == words_of([house], [])[name] or name in words.numbers
    assert words.numbers == words_of([house], []).numbers


@pytest.mark.parametrize(
    ("file", "key", "says"),
    [
        ("damage", "swap_certan", "“damage.yml”里没有“swap_certan”这一列，写了不起作用；请把名称改成“swap_certain”。"),
        ("damages", "swap_patterns", "自带的词表里没有“damages.yml”这个文件，里面的“swap_patterns”不起作用；请把文件名改成“damage”。"),
        ("noise", "甲乙丙", "“noise.yml”里没有“甲乙丙”这一列，写了不起作用；请把名称改成自带文件里有的。"),
    ],
)
def test_a_misspelt_list_is_told(tmp_path: Path, house: Path, file: str, key: str, says: str) -> None:
    problems: list[str] = []
    words = words_of([house, written(tmp_path, **{file: f"{key}: [甲]\n"})], problems)
    assert problems == [f"curation/words/{file}.yml 第1行：{says}"]
    assert words == words_of([house], [])


def test_one_bad_entry_costs_no_other(tmp_path: Path, house: Path) -> None:
    problems: list[str] = []
    words = words_of([house, written(tmp_path, noise='line_patterns:\n- 第二页\n- "(村"\n- 第三页\n')], problems)
    assert words["noise.line_patterns"] == ("第二页", "第三页")
    assert len(problems) == 1
    assert "第3行" in problems[0]


def test_a_line_that_is_no_yaml_costs_no_other(tmp_path: Path, house: Path) -> None:
    problems: list[str] = []
    words = words_of([house, written(tmp_path, noise='anywhere:\n- 扫码\n- "关注\n- 转发\nline_patterns: [甲]\n')], problems)
    assert words["noise.anywhere"] == ("扫码", "转发")
    assert words["noise.line_patterns"] == ("甲",)
    assert len(problems) == 1


def test_the_files_of_this_repository_say_nothing() -> None:
    problems: list[str] = []
    assert words_of([curation.house()], problems) == HOUSE
    assert problems == []
