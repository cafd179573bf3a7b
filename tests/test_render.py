"""The render room: what a speech said is what its page shows, and every page keeps its promises."""

from __future__ import annotations

import re

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import books
from cunjian import render
from cunjian.model import Book, Flag, Reading, Redaction, Span, Speech
from cunjian.render import escape
from cunjian.render.marks import Mark, nest
from cunjian.render.page import Page
from pagetext import LIVE, TEXT, Shown, html_of

HOSTILE = (
    "pymdownx.emoji", "pymdownx.caret", "pymdownx.tilde", "pymdownx.mark", "pymdownx.magiclink", "pymdownx.critic",
    "pymdownx.keys", "pymdownx.inlinehilite", "pymdownx.betterem", "pymdownx.superfences", "footnotes", "def_list",
    "abbr",
)  # fmt: skip


def speech_page(reading: Reading, **more: object) -> Page:
    """The page of one speech that stands alone."""
    id = "s00000001"
    card = Speech(id, reading.document.title, "sources/a.txt", 0, "", "txt", None, None, None, None, None)
    book = Book((card,), (), (), (), (), **more)  # type: ignore[arg-type]
    return next(p for p in render.pages(book, {id: reading}) if p.path == f"speeches/{id}.md")


def expected(reading: Reading) -> list[tuple[str, str]]:
    return [(s.anchor, s.span.of(reading.clean.text)) for s in reading.document.sentences]


# --------------------------------------------------------------------------- the text of a speech


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("TB12PPPPRN"), TEXT), min_size=1, max_size=6))
@example([("P", text) for text in LIVE if text.strip()])
@example([("1", text) for text in LIVE if text.strip()])
@example([("T", "Title: x"), ("P", "---\ntitle: y\n---")])
def test_whatever_a_speech_holds_its_page_shows_exactly_that(rows: list[tuple[str, str]]) -> None:
    reading = books.reading_of("a", rows)
    page = speech_page(reading).text()
    for more in ((), HOSTILE):
        shown = Shown(html_of(page, *more))
        assert shown.sentences() == expected(reading)
        assert not shown.crossed


def test_a_title_below_another_line_heads_the_page_once_and_in_its_place() -> None:
    reading = books.reading_of("a", [("B", "经验材料之三"), ("T", "把支部建在网格上"), ("P", "汇报如下。")])
    html = html_of(speech_page(reading).text())
    assert Shown(html).sentences() == expected(reading)
    assert html.count("把支部建在网格上") == 2  # the way to the page, and its heading
    assert html.index("经验材料之三") < html.index("<h1") < html.index("汇报如下")


def test_a_title_far_below_other_text_stays_where_it_stands() -> None:
    reading = books.reading_of("a", [("P", "编者按写得很长，" * 20 + "完。"), ("T", "把支部建在网格上"), ("P", "汇报如下。")])
    html = html_of(speech_page(reading).text())
    assert Shown(html).sentences() == expected(reading)
    assert html.index("<h1") < html.index("编者按写得很长")


def spans(text: str) -> st.SearchStrategy[Span]:
    place = st.integers(0, len(text))
    return st.tuples(place, place).map(lambda p: Span(min(p), max(p)))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_marks_nest_whatever_overlaps(data: st.DataObject) -> None:
    text = data.draw(TEXT)
    rows = [("P", text)]
    bare = books.reading_of("a", rows)
    length = spans(bare.clean.text)
    flags = tuple(Flag("gap", s, 'a "b" <c> [d](e) `f` {g} \u202e') for s in data.draw(st.lists(length, max_size=4)))
    hidden = tuple(Redaction("other", s) for s in data.draw(st.lists(length, max_size=4)) if len(s))
    reading = Reading(bare.raw, bare.clean, bare.document, flags=flags, redactions=hidden)
    shown = Shown(html_of(speech_page(reading).text()))
    assert shown.sentences() == expected(reading)
    assert not shown.crossed


def test_a_mark_that_crosses_another_is_split_and_the_outer_one_stays_whole() -> None:
    marks = [Mark(Span(2, 6), "<i>", "</i>"), Mark(Span(0, 4), "<u>", "</u>"), Mark(Span(3, 8), "<s>", "</s>")]
    assert nest("01234567", Span(0, 8), marks) == "<u>01</u><i><u>2<s>3</s></u><s>45</s></i><s>67</s>"


def test_headings_are_headings_with_number_and_punctuation() -> None:
    _, page = books.page("speeches/s00000001.md")
    assert [(t, x) for t, _, x in Shown(html_of(page)).found if t in ("h1", "h2", "h3")][:4] == [
        ("h1", "在全市“五好”党支部创建观摩会上的发言"), ("h2", "一、强化队伍建设"), ("h3", "（一）提升能力。"),
        ("h3", "（二）规范管理。"),
    ]  # fmt: skip


def test_noise_stands_in_its_folded_list_and_nowhere_else() -> None:
    pages, page = books.page("speeches/s00000001.md")
    folded = re.search(r'<details class="cj-noise">.*?</details>', page, re.DOTALL)
    assert folded
    words = Shown(folded.group()).of("cj-n")
    assert words == ["温馨提示:本文由**文库整理", "##paidbegin##"]
    rest = {path: "".join(Shown(html_of(text.replace(folded.group(), ""))).all) for path, text in pages.items()}
    assert not [path for path, text in rest.items() if any(word in text for word in words)]


def test_redactions_and_damage_are_marked_at_their_words() -> None:
    shown = Shown(html_of(books.page("speeches/s00000001.md")[1]))
    assert shown.of("cj-r") == ["**", "****"]
    assert shown.of("cj-f") == ["2023%", "党员们〞"]


def test_the_first_mention_in_a_section_links_and_only_that() -> None:
    html = html_of(books.page("speeches/s00000001.md")[1])
    body = html[html.index('class="cj-body"') : html.index('id="cj-flags"')]
    linked = re.findall(r'<a class="cj-[tv]" href="([^"]+)">([^<]+)</a>', body)
    assert linked == [("../terms/t00000001.md", "三会一课"), ("../villages/v00000001.md", "崇江村"),
                      ("../terms/t00000002.md", "三单"), ("../villages/v00000001.md", "崇江村")]  # fmt: skip


def test_notes_beside_a_paragraph_name_what_was_drawn_from_it() -> None:
    notes = Shown(html_of(books.page("speeches/s00000001.md")[1])).of("cj-notes")
    assert notes[0].split() == ["做法", "1", "·", "案例村", "1", "·", "数字", "3", "做法", "强化队伍建设·提升能力案例村",
                                "崇江村数字", "有机茶（原文已隐去）、三会一课", "1次、收入", "2023%"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT)
def test_names_and_titles_may_hold_anything(name: str, place: str) -> None:
    reading = books.reading_of("a", [("T", name), ("P", name)])
    id = "s00000001"
    card = Speech(id, name, name, 0, "", "txt", None, place, place, place, None, note=name, publisher=place)
    book = Book((card,), (), (), (), ())
    for page in render.pages(book, {id: reading}):
        text = page.text()
        assert yaml.safe_load(text.split("\n---\n")[0])["title"] == escape.title(page.title)
        assert "\n---\n" not in escape.title(page.title)
        assert render.untouched(text)
        shown = Shown(html_of(text, *HOSTILE))
        assert not shown.crossed
        assert not [tag for tag, _, _ in shown.found if tag in ("script", "b") and not text.count(f"<{tag}>")]


def test_every_invisible_character_is_spelled_out_and_no_other() -> None:
    for char in map(chr, range(0x110000)):
        assert ("‹U+" in escape.visible(char)) is escape.invisible(char), hex(ord(char))


def test_a_title_is_safe_where_the_theme_prints_it_unescaped() -> None:
    assert escape.title('<b>党\u202e建</b> & "x"') == "&lt;b&gt;党‹U+202E›建&lt;/b&gt; &amp; &quot;x&quot;"


# --------------------------------------------------------------------------- the seal


def test_a_page_knows_whether_a_person_has_edited_it() -> None:
    text = Page("a.md", "标题", "正文", {"hide": ["toc"]}).text()
    assert render.untouched(text)
    assert render.untouched(text.replace("\n", "\r\n"))
    assert not render.untouched(text.replace("正文", "改过"))
    assert not render.untouched(text.replace("标题", "改过"))
    assert not render.untouched("---\ntitle: 手写\n---\n正文\n")
    assert render.generated(text.replace("正文", "改过"))
    assert not render.generated("# 手写")
