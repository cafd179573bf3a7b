"""render/timeline: only what a sentence dates itself stands on the line of a village, each point with its place."""

from __future__ import annotations

import re

import books
from cunjian.model import Book, Honour, Speech, Village
from cunjian.render import timeline
from cunjian.render.view import View

LINES = """T 崇江村的路
P 2021年，崇江村被评为全国“一村一品”示范村。2019年和2020年，崇江村两次获县级先进村。目前，崇江村对照2018年得过的省级标准看齐。
P 崇江村今后要走得更稳。"""


def drawn(*honours: str, date: str | None = "2024-03-18") -> str:
    """The line of a village with these honours, told in one speech."""
    reading = books.reading("s00000001", LINES)
    card = Speech("s00000001", "崇江村的路", "sources/a.txt", 0, "", "txt", None, None, None, None, date)
    told = tuple(Honour(name, None, books.evidence(reading, "s00000001", name)) for name in honours)
    village = Village("v00000001", "崇江村", None, (), (books.evidence(reading, "s00000001", "今后"),), (), (), told)
    view = View(Book((card,), (), (village,), (), ()), {"s00000001": reading})
    return "\n".join(timeline.section(view, "villages/v00000001.md", village))


def test_what_a_sentence_dates_stands_before_the_speech_that_tells_it() -> None:
    shown = drawn("全国“一村一品”示范村")
    assert re.findall(r"<title>(.*?)</title>", shown) == ["2021年 全国“一村一品”示范村", "2024年3月18日 《崇江村的路》"]
    assert re.findall(r'href="\.\./speeches/s00000001\.html#j\w{7}"', shown)
    assert shown.count("<a ") == 2


def test_a_sentence_of_two_years_or_of_another_time_dates_nothing() -> None:
    assert drawn("县级先进村", "省级标准") == ""


def test_one_time_alone_is_no_line() -> None:
    assert drawn("全国“一村一品”示范村", date=None) == ""
    assert drawn("全国“一村一品”示范村", date="2021") == ""


def test_words_lie_inside_the_picture() -> None:
    shown = drawn("全国“一村一品”示范村")
    for x, words in re.findall(r'<tspan x="(\d+)" y="\d+">(.*?)</tspan>', shown):
        assert int(x) + 13 * len(words) <= 380
