"""Meta: speaker, occasion, place, date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunjian.extract import meta
from speeches import Case, cases, read, words

FIELDS = ("speaker", "occasion", "place", "date")


@pytest.mark.parametrize("case", cases("meta"), ids=str)
def test_case(case: Case) -> None:
    text, document = read(case.text)
    found = meta.find(text, document, words())
    assert [f"{k}={v or '无'}" for k, v in zip(FIELDS, found, strict=True)] == list(case.expected)


def test_the_date_of_a_newspaper() -> None:
    text, document = read("支部书记话担当\n各位同志：\n我们村的党员带头清淤修渠，村里的事情有人管了。")
    assert meta.find(text, document, words(), cover="柳湾县报 数字版 2022年11月9日 星期三\n第03版：党建专刊\n")[3] == "2022-11-09"
    assert meta.find(text, document, words(), cover="柳湾县情 2022年11月9日\n")[3] is None


def test_the_date_of_a_cover_page() -> None:
    text, document = read("党建引领聚民心\n中共乌蒙县青杠乡委员会\n\n乌蒙县青杠乡地处乌江源。\n")
    assert meta.find(text, document, words(), cover="交流材料汇编\n二〇二二年九月\n")[3] == "2022-09"


@pytest.mark.parametrize(
    ("credit", "date"),
    [
        ("  青山客户端   2023-08-04 09:20:41", "2023-08-04"),
        ("2023年08月04日08:41 | 来源：青山日报", "2023-08-04"),
        ("2023年08月04日 10:22:31　青山在线新闻网站　我要评论(0)", "2023-08-04"),
        ("2023年08月04日 10:22:31　青山文库网　下载", None),
        ("范文资料网   2023-08-04 09:20:41", None),
        ("[ 2023-08-04 ]　来源：青禾县委组织部　点击：731", "2023-08-04"),
        ("发布时间：2023-06-21　浏览：1,286次　作者：匿名", "2023-06-21"),
        ("时间:2019-05-12 16:19:27下载本文作者:会员上传", None),
        ("上传时间：2023-06-21　浏览：1,286次", None),
        ("来源：青山县融媒体中心 作者：周大山 编辑：吴小兰 2023-08-04 15:21:08", "2023-08-04"),
        ("| 2023-08-04 来源：青山日报 编辑：吴小兰 |", "2023-08-04"),
        ("来源：青山日报 更新时间：2023-08-04", None),
        ("发表于 2023-8-4 16:25:07 | 显示全部楼层", "2023-08-04"),
        ("首页 > 要闻\n2023-08-04 16:25:07", "2023-08-04"),
        ("上传时间\n2023-08-04 16:25:07", None),
        ("更新时间：\n2023-08-04", None),
        ("点击数：  录入时间：2023-08-04 【打印此页】", "2023-08-04"),
        ("发布时间：2023-08-04 下载次数：12", None),
        ("发布：2023-08-04 作者：周大山", "2023-08-04"),
        ("州组织部发布 2023-08-04 18:30 发表于云南", "2023-08-04"),
        ("成文日期：2023年08月04日 有效性 有效\n时间：2023-08-06 09:20 来源：青山先锋", "2023-08-04"),
        ("第A2版：要闻 2012年6月12日 星期二", "2012-06-12"),
        ("今天是：2012年6月12日 星期二", None),
        ("上级文库 2023-08-04 18:30 发表于云南", None),
        ("青禾党建　　　　　　2022年第9期", "2022"),
        ("上一期：2021年第12期\n下一期：2022年第2期", None),
        ("2022年第9期培训班", None),
        ("下一篇：柳湾的路 2016-08-04 18:30 发表于云南", None),
        ("数据发布：2023-08-04 作者：周大山", None),
        ("第一范文网 发布时间：2023-08-04 点击：123", None),
    ],
)
def test_the_day_of_publication(credit: str, date: str | None) -> None:
    """A page that says when it was published tells the day; the day of an upload tells nothing."""
    text, document = read("柳湾村的茶园连成了片\n　　一班人齐心干，事情就好办了许多。\n")
    assert meta.find(text, document, words(), credits=credit)[3] == date


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("在2023年全县推进会议上的发言", "2023"),
        ("从2012年的一份村民协议上看支部的变化", None),
        ("2018年村民决议上墙工作的回顾与思考", None),
        ("在2016年至2023年工作推进会议上的发言", "2023"),
    ],
)
def test_the_year_of_a_title(title: str, year: str | None) -> None:
    text, document = read(f"{title}\n各位同志：\n我们村的党员带头清淤修渠，村里的事情有人管了。")
    assert meta.find(text, document, words())[3] == year


def test_a_signature_within_a_sentence_is_none() -> None:
    text, document = read("柳湾村的茶园连成了片\n一班人齐心干，事情就好办了许多。\n过去的事不说了，报告人：周大山2019年3月")
    assert meta.find(text, document, words())[3] is None


@given(st.text(alphabet="2023年月日（）在会上的发言书记我是县镇村××\n。：　", max_size=80))
def test_any_text_is_read(text: str) -> None:
    folded, document = read(text)
    first = meta.find(folded, document, words())
    assert first == meta.find(folded, document, words())
    assert all(value is None or value.strip() for value in first)
