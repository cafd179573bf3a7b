"""The sections of entry pages: numbered steps, results, changes, medals, comparisons, the relation pictures."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace
from types import ModuleType
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from cunjian import render
from cunjian.model import Book, Figure, Honour, Practice, Reading, Span
from cunjian.render import (
    changes,
    figures,
    map,
    medals,
    neighbours,
    picture,
    practice,
    speech,
    steps,
    term,
    village,
    watch,
)
from cunjian.render.view import View
from pagetext import Shown, html_of


@pytest.mark.parametrize("module", [steps, changes, picture, figures])
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


SID = "s00000001"
LINES = """T 抓好三件事
1 一、怎样做
P 我们抓三点。一是建站点。建成五个。二是减跑腿。三是强帮办。帮办一百件。
P 集体收入由5万元增加到28万元，被评为全国文明村。"""


def view_of(lines: str = LINES) -> tuple[View, Reading, Practice]:
    reading = books.reading(SID, lines)
    base, _ = books.small()
    spans = [s for s in reading.document.sentences if reading.document.parts[s.part].kind == "paragraph"]
    said = tuple(books.evidence(reading, SID, s.span.of(reading.clean.text)) for s in spans)
    last = said[-1]
    at = reading.clean.text.index("增加到28万元")
    told = replace(last, start=at, end=at + 7, quote="增加到28万元", text="增加到28万元", at=None)
    figure = Figure("f00000001", "集体收入", 28.0, None, None, "万元", 5.0, "up", "stated", "village", None, told)
    honour = Honour("全国文明村", "national", last)
    heading = books.evidence(reading, SID, "一、怎样做")
    one = Practice("p00000001", SID, "怎样做", None, "为民服务", heading, said, figures=(figure.id,), honours=(honour,))
    card = replace(base.speeches[0], title="抓好三件事")
    return View(Book((card,), (one,), (), (), (figure,)), {SID: reading}), reading, one


# --------------------------------------------------------------------------- steps


def sentences(text: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer("[^。]*。|[^。]+", text)]


def cut(text: str) -> list[tuple[str, int]]:
    found = sentences(text)
    return [(p.span.of(text), p.step) for p in steps.divide(text, found, [0] * len(found))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("抓三点：一是选人；二是管事。完了。", [("抓三点：", 0), ("一是选人；", 1), ("二是管事。", 2), ("完了。", 0)]),
        ("一是选人。选得准。二是管事。管得严。", [("一是选人。", 1), ("选得准。", 1), ("二是管事。", 2), ("管得严。", 2)]),
        ("首先动员。其次排查。最后销号。", [("首先动员。", 1), ("其次排查。", 2), ("最后销号。", 3)]),
        ("第一，组织到位。第二，责任到位。", [("第一，组织到位。", 1), ("第二，责任到位。", 2)]),
        ("每户一是一，二是二。", [("每户一是一，二是二。", 0)]),  # not behind a stop: no step
        ("我们村一是一个大村。", [("我们村一是一个大村。", 0)]),
        ("二是管事。三是用钱。", [("二是管事。", 0), ("三是用钱。", 0)]),  # does not begin at the first
    ],
)
def test_steps_are_those_that_the_text_numbers(text: str, wanted: list[tuple[str, int]]) -> None:
    assert cut(text) == wanted


@given(st.lists(st.sampled_from(["一是", "二是", "三是", "首先", "第一，", "①", "（1）", "甲", "。", "；", "，"]), min_size=1))
def test_cutting_loses_and_moves_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = sentences(text)
    got = steps.divide(text, found, [0] * len(found))
    assert "".join(p.span.of(text) for p in got) == "".join(s.of(text) for s in found)
    numbers = [p.step for p in got if p.step]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers, default=0) + 1))


# --------------------------------------------------------------------------- a practice


def test_a_practice_shows_its_steps_and_who_says_each_sentence() -> None:
    view, _, one = view_of()
    shown = Shown(html_of(practice.page(view, one).text()))
    items = [text for tag, _, text in shown.found if tag == "li" and "是" in text]
    assert [re.findall(r"[一二三]是\w+。", item)[0] for item in items] == ["一是建站点。", "二是减跑腿。", "三是强帮办。"]
    assert "建成五个。" in items[0]
    who = shown.of("cj-who")
    assert len(who) == len(shown.of("cj-line")) == 7
    assert who[0] == "县委书记，清溪县，2023-05，第 1 段第 1 句"
    assert who[-1] == "同上，第 2 段第 1 句"


def test_without_steps_sentences_with_honours_or_changes_are_results() -> None:
    view, _, one = view_of(LINES.replace("一是", "先").replace("二是", "再").replace("三是", "后"))
    html = html_of(practice.page(view, one).text())
    how, came = html[html.index('id="how"') : html.index('id="results"')], html[html.index('id="results"') :]
    assert "先建站点" in how
    assert "被评为全国文明村" not in how
    assert "被评为全国文明村" in came


def test_a_change_is_drawn_to_scale_and_told_in_words() -> None:
    view, _, one = view_of()
    drawn, table = changes.split(view, "practices/p00000001.md", [view.figures[f] for f in one.figures])
    was, now = (int(w) for w in re.findall(r'<rect class="cj-bar-\w+"[^>]* width="(\d+)"', drawn))
    assert now == 120
    assert was == round(120 * 5 / 28)
    assert "".join("".join(Shown(html_of(drawn)).all).split()) == "集体收入由5万元增加到28万元5→28万元上升"
    assert table == ""


def test_equal_honours_are_one_medal_and_higher_levels_come_first() -> None:
    view, _, one = view_of()
    national = one.honours[0]
    county = replace(national, name="县级文明村", level="county")
    row = medals.row(view, "practices/p00000001.md", (county, national, national, replace(national, level=None)))
    levels = Shown(html_of(row)).of("cj-level")
    assert levels == ["国家级", "县级", "级别未说明"]


# --------------------------------------------------------------------------- a village, a term


def test_a_portrait_names_the_village_and_says_how_large_it_is() -> None:
    reading = books.reading(SID, "T 一\nP 大家好。崇江村地处山区，有428户1653人。崇江村获评示范村。")
    base, _ = books.small()
    said = tuple(books.evidence(reading, SID, words) for words in ("大家好", "428", "获评"))
    best = village.portrait(replace(base.villages[0], evidence=said))
    assert best
    assert best.text == "崇江村地处山区，有428户1653人。"


def test_a_term_compares_the_places_that_name_it() -> None:
    text = books.page("terms/t00000001.md")[1]
    table = text[text.index('class="cj-compare"') : text.index("## 全部出处")]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == 2
    assert "清溪县" in rows[0]
    assert "原文未说明" in rows[1]
    assert all("cj-q" in row and "cj-at" in row for row in rows)
    assert "p00000003.md" in rows[1]


# --------------------------------------------------------------------------- relation pictures


def pictures() -> dict[str, ElementTree.Element]:
    base, readings = books.small()
    found = {}
    for page in render.pages(base, readings):
        for number, svg in enumerate(re.findall(r"<svg viewBox.*?</svg>", page.text(), re.DOTALL)):
            if "<title>" in svg:
                found[f"{page.path} {number}"] = ElementTree.fromstring(svg)
    return found


def test_every_entry_and_the_whole_have_a_picture_with_links_and_titles() -> None:
    found = pictures()
    assert {path.partition("/")[0].partition(" ")[0] for path in found} == {
        "speeches", "practices", "villages", "terms", "map.md"}  # fmt: skip
    for svg in found.values():
        links = svg.findall(".//a")
        assert links
        assert all(re.search(r"\.html$|^#j", link.get("href", "")) for link in links)
        assert all(link.findtext("title") for link in links if ".html" in link.get("href", ""))
        assert not [e for e in svg.iter() if e.get("style")]


def test_the_outline_is_drawn_by_depth_and_each_heading_leads_to_its_sentence() -> None:
    text = books.page("speeches/s00000001.md")[1]
    svg = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", text[text.index("cj-mind") :], re.DOTALL)[0])
    anchors = {anchor for anchor, _ in Shown(html_of(text)).sentences()}
    drawn = {"".join(t.text or "" for t in link.iter("tspan")): (link.get("href", ""), int(link.find("rect").get("x")))  # type: ignore
             for link in svg.iter("a")}  # fmt: skip
    assert list(drawn) == ["强化队伍建设", "提升能力", "规范管理", "下步打算"]
    assert {to.removeprefix("#") for to, _ in drawn.values()} <= anchors
    assert drawn["强化队伍建设"][1] == drawn["下步打算"][1] < drawn["提升能力"][1] == drawn["规范管理"][1]


def test_a_long_outline_is_drawn_no_deeper_than_can_be_read() -> None:
    sections = "\n".join(f"1 一、第{n}件大事\n" + "\n".join(f"2 （一）第{m}个办法\nP 办好。" for m in range(9)) for n in range(9))
    base, _ = books.small()
    page = speech.page(View(Book((base.speeches[0],), (), (), (), ()), {SID: books.reading(SID, "T 一\n" + sections)}),
                       base.speeches[0])  # fmt: skip
    svg = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", page.body, re.DOTALL)[0])
    assert len(list(svg.iter("a"))) == 9


def boxes(svg: ElementTree.Element) -> list[tuple[int, int, int, int]]:
    """Where the lines of names stand: full-width characters are as wide as the type is large, 14."""
    found = []
    for text in svg.iter("text"):
        for line in text.findall("tspan") or [text]:
            wide = sum(7 if c.isascii() else 14 for c in line.text or "")
            x, y = int(line.get("x", "0")), int(line.get("y", "0"))
            left = x - {"end": wide, "middle": wide // 2}.get(text.get("text-anchor", ""), 0)
            found.append((left, y - 12, left + wide, y + 3))
    return found


def overlaps(found: list[tuple[int, int, int, int]]) -> list[tuple[int, ...]]:
    return [a + b for i, a in enumerate(found) for b in found[:i]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]  # fmt: skip


def test_names_do_not_overlap_and_stay_in_the_picture() -> None:
    for path, svg in pictures().items():
        _, _, width, height = map_of(svg)
        found = boxes(svg)
        assert overlaps(found) == [], path
        assert all(b[0] >= -2 and b[2] <= width + 2 and b[1] >= 0 and b[3] <= height for b in found), path


def map_of(svg: ElementTree.Element) -> tuple[int, ...]:
    return tuple(int(n) for n in svg.get("viewBox", "").split())


def test_at_most_twelve_neighbours_of_every_kind_in_turn() -> None:
    base, readings = books.small()
    view = View(base, readings)
    for id in (*view.speeches, *view.practices, *view.villages, *view.terms):
        near = [n.id for n in neighbours.of(view, id)]
        assert len(near) == len(set(near)) <= neighbours.MOST
        assert id not in near
    many = replace(base.practices[0], terms=tuple(f"t{n:08}" for n in range(90)), villages=("v00000001",))
    terms = tuple(replace(base.terms[0], id=id) for id in many.terms)
    crowded = View(replace(base, practices=(many, *base.practices[1:]), terms=terms), readings)
    near = [n.id for n in neighbours.of(crowded, many.id)]
    assert len(near) == neighbours.MOST
    assert {id[0] for id in near} == {"v", "t", "p", "s"}


def test_the_whole_shows_at_most_sixty_and_lists_them() -> None:
    base, readings = books.small()
    text = map.page(View(base, readings)).text()
    svg = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", text, re.DOTALL)[0])
    drawn = [link.get("href", "") for link in svg.iter("a")]
    listed = re.findall(r"\]\(((?:speeches|terms|villages)/\w+)\.md\)", text)
    assert 0 < len(drawn) <= 60
    assert {d.removesuffix(".html") for d in drawn} == set(listed)


def test_no_page_of_an_entry_depends_on_the_whole_book() -> None:
    base, readings = books.small()
    view = View(base, readings)
    makers = [*((speech.page, s) for s in base.speeches), *((practice.page, p) for p in base.practices),
              *((village.page, v) for v in base.villages)]  # fmt: skip
    for make, entry in makers:
        with view.watching() as seen:
            make(view, entry)  # type: ignore[operator]
        assert watch.BOOK not in seen.keys, entry.id
    for entry in base.terms:
        with view.watching() as seen:
            list(term.pages(view, entry))
        assert watch.BOOK not in seen.keys, entry.id
