"""Titles: which line at the top of a text wins, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunjian import titles
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.model import Raw
from cunjian.titles import Line
from speeches import words

BODY = "一班人齐心干，事情就好办了许多，群众个个都说好，柳湾村建强支部、办好实事，年底一算账，家家都添了收入。"


def best(*lines: str) -> titles.Title:
    found = titles.best([Line(line) for line in lines], BODY, words())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("lines", "title", "sign"),
    [
        (["柳湾村建强支部的做法", "（2022年6月8日）"], "柳湾村建强支部的做法", "下有署名"),
        (["在全县党建工作会上的发言材料", "建强支部  办好实事"], "建强支部  办好实事", "下即正文"),
        (["建强支部 办好实事", "——在座谈会上的发言", "柳湾镇党工委 （2023年7月）"], "建强支部 办好实事", "下有署名"),
        (["建强支部办好实事的做法", "在全县党建工作会上的发言", "（2022年6月8日）"], "建强支部办好实事的做法", "下有署名"),
        (["第一书记在柳湾村这两年", "第一书记驻柳湾村工作汇报"], "第一书记驻柳湾村工作汇报", "下即正文"),
        (["村党支部书记经验交流发言材料", "守住一湾水"], "守住一湾水", "下即正文"),
        (["推动柳湾村建强支部和", "办好实事的几点做法"], "推动柳湾村建强支部和办好实事的几点做法", "未完"),
        (["关于推行小院议事制度", "建强支部的思考"], "关于推行小院议事制度建强支部的思考", "未完"),
        (["某乡关于推行小院议事制度助推", "建强支部的调研汇报"], "某乡关于推行小院议事制度助推建强支部的调研汇报", "未完"),
        (["柳湾村建强支部的做法", "青山团购 每天一款", "——在全县大会上的发言"], "柳湾村建强支部的做法", "行话"),
        (["抢好礼，马上就有新账号", "柳湾村建强支部的做法"], "柳湾村建强支部的做法", "行话"),
        (["柳湾村建强支部办好实事（共四则范文）"], "柳湾村建强支部办好实事", "行话"),
        (["某县：柳湾村建强支部的做法", "2022年6月8日", "柳湾村建强支部的做法", "记者 周大山"], "柳湾村建强支部的做法", "上有繁简"),
        (["支部风采", "建强支部办好实事", "——在全县大会上的发言"], "建强支部办好实事", "下有署名"),
    ],
)
def test_the_best_line(lines: list[str], title: str, sign: str) -> None:
    found = best(*lines)
    assert found.text == title
    assert sign in found.signs


BESIDE = [
    "柳湾镇党委书记 周大山", "（2022年6月8日）", "——在全县大会上的发言", "青禾先锋网",
    "周大山", "周 大 山", "周大山（柳湾村党支部书记）", "汇报人 周大山", "柳湾村　周大山".replace("　", " "), "柳湾镇柳湾村", "柳湾村“两委”", "农业农村局",
    "柳湾村党总支书记助理 大学生村官 周晓", "某某苏木党委书记  那顺巴雅尔", "附件：材料之三",
]  # fmt: skip
TELLING = ["给钱给物不如给个好支部", "向软弱涣散村选派第一书记", "党建领航开新局", "培养一支带不走的队伍和书记", "书记抓、抓书记", "选好一个支部书记"]


@pytest.mark.parametrize("line", TELLING)
def test_what_tells_of_something_is_no_by_line(line: str) -> None:
    found = titles.best([Line(line)], BODY, words())
    assert found is not None
    assert found.text == line


@pytest.mark.parametrize("line", BESIDE)
def test_what_stands_beside_a_title_is_none(line: str) -> None:
    assert titles.best([Line(line)], BODY, words()) is None


@pytest.mark.parametrize("line", ["同志们：", "一、建强支部", "我们村去年办了三件事。", BODY])
def test_the_top_ends_where_the_text_begins(line: str) -> None:
    assert titles.top([Line("柳湾村建强支部的做法"), Line("周大山"), Line(line), Line(BODY)], words()) == 2


def test_every_sign_with_points_is_explained() -> None:
    page = (Path(__file__).parents[1] / "docs" / "rules.md").read_text("utf-8")
    signs = [sign for sign in words().numbers["titles.points"] if "·" not in sign]
    assert [sign for sign in signs if sign not in page] == []


@given(st.lists(st.text(alphabet="柳湾村支部发言汇报的在会上（）——《》“”：，。 2年1、", min_size=1, max_size=30), max_size=6))
def test_any_lines_are_weighed(said: list[str]) -> None:
    lines = [Line(one.strip()) for one in said if one.strip()]
    assert 0 <= titles.top(lines, words()) <= len(lines)
    for one in titles.candidates(lines, BODY, words()):
        assert 0 <= one.first <= one.last < len(lines)


@pytest.mark.parametrize("page", ["《柳湾镇：红旗飘在茶山上.docx》由会员分享，可在线阅读", "文档名称：\n柳湾镇：红旗飘在茶山上.doc\n上传人：张三 文件大小：26 KB"])
def test_a_flattened_text_opens_with_what_the_page_calls_it(page: str) -> None:
    told = "柳湾镇地处县城东南部，全镇十八个村，" + BODY * 6
    raw = Raw("sources/a.txt", 0, "", "txt", "utf-8", f"{page}\n柳湾镇：红旗飘在茶山上{told}\n")
    assert divide(raw, clean(raw, words()), words()).title == "柳湾镇：红旗飘在茶山上"
    short = Raw("sources/a.txt", 0, "", "txt", "utf-8", f"{page}\n柳湾镇：红旗飘在茶山上{BODY}\n")
    assert divide(short, clean(short, words()), words()).title == "柳湾镇：红旗飘在茶山上"
    goes_on = Raw("sources/a.txt", 0, "", "txt", "utf-8", f"{page}\n柳湾镇：红旗飘在茶山上是大家的心愿。{told}\n")
    assert divide(goes_on, clean(goes_on, words()), words()).title != "柳湾镇：红旗飘在茶山上"


def test_a_line_longer_than_any_title_is_left_as_it_is() -> None:
    assert titles.bare("【经验交流】柳湾村建强支部的做法", words()) == "柳湾村建强支部的做法"
    long = "【经验交流】" + "柳湾村建强支部的做法" * 60
    assert titles.bare(long, words()) == long
    assert [*titles.additions(long, words())] == []
