"""The render room: what a speech said is what its page shows, and every page keeps its promises."""

from __future__ import annotations

import json
import re
from pathlib import Path

import books
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pagetext import HOUSE, Shown, html_of

from cunjian import render, search
from cunjian.model import Book, Clean, Flag, Reading, Redaction, Span, Speech
from cunjian.render import escape
from cunjian.render.marks import Mark, nest
from cunjian.render.page import Page
from cunjian.render.report import paste
from cunjian.render.split import Row, buckets
from cunjian.render.view import View

LIVE = ["**县**", "__a__", "--8<-- \"/etc/passwd\"", "{{ x }}", "{% raw %}", "{: #a .b }", ":smile:", "[a](b)", "![a](b)",
        "[^1]", "*[HTML]: x", "<b>", "</span>", "<!--", "-->", "<![CDATA[", "<script>alert(1)</script>", "&amp;", "&#42;",
        "##paidbegin##", "~~~", "```", "~~x~~", "==x==", "++x++", "^^x^^", "http://a.b", "www.a.b", "a@b.c", "1. ", "- ", "> ",
        "# ", "|", "\\", "\\*", "$x$", "!!! note", "??? x", "klzzwxh:0", "wzxhzdk:0", "\u202e", "\u200b", "\ufeff", "\ue000",
        "\x00", "\x02", "\x03", "\x85", "\u2028", "\ufffe", "\ud800", "\t", "\n", "\u3000", "\u00a0", "  ", "Word: x", "---"]  # fmt: skip
PIECES = st.one_of(st.characters(), st.sampled_from(LIVE), st.sampled_from(list("村支部“三单”*_`[]()<>&#!:;=-+~^|。.1")))
TEXT = st.lists(PIECES, min_size=1, max_size=20).map("".join).filter(lambda s: s.strip() != "")
HOSTILE = ("pymdownx.emoji", "pymdownx.caret", "pymdownx.tilde", "pymdownx.mark", "pymdownx.magiclink", "pymdownx.critic",
           "pymdownx.keys", "pymdownx.inlinehilite", "pymdownx.betterem", "pymdownx.superfences", "footnotes", "def_list",
           "abbr")  # fmt: skip


def speech_page(reading: Reading, **more: object) -> Page:
    """The page of one speech that stands alone."""
    id = "s00000001"
    card = Speech(id, reading.document.title, "sources/a.txt", 0, "", "txt", None, None, None, None, None)
    book = Book((card,), (), (), (), (), **more)  # type: ignore[arg-type]
    return next(p for p in render.pages(book, {id: reading}) if p.path == f"speeches/{id}.md")


def expected(reading: Reading) -> list[tuple[str, str]]:
    return [(s.anchor, s.span.of(reading.clean.text)) for s in reading.document.sentences]


# --------------------------------------------------------------------------- the text of a speech


@settings(max_examples=300, deadline=None)
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
    flags = tuple(Flag("gap", s, "a \"b\" <c> [d](e) `f` {g} \u202e") for s in data.draw(st.lists(length, max_size=4)))
    hidden = tuple(Redaction("other", s) for s in data.draw(st.lists(length, max_size=4)) if len(s))
    reading = Reading(bare.raw, bare.clean, bare.document, flags=flags, redactions=hidden)
    shown = Shown(html_of(speech_page(reading).text()))
    assert shown.sentences() == expected(reading)
    assert not shown.crossed


def test_a_mark_that_crosses_another_is_split_and_the_outer_one_stays_whole() -> None:
    marks = [Mark(Span(2, 6), "<i>", "</i>"), Mark(Span(0, 4), "<u>", "</u>"), Mark(Span(3, 8), "<s>", "</s>")]
    assert nest("01234567", Span(0, 8), marks) == "<u>01</u><i><u>2<s>3</s></u><s>45</s></i><s>67</s>"


def test_headings_are_headings_with_number_and_punctuation() -> None:
    _, page = small_page("speeches/s00000001.md")
    assert [(t, x) for t, _, x in Shown(html_of(page)).found if t in ("h1", "h2", "h3")][:4] == [
        ("h1", "在全市“五好”党支部创建观摩会上的发言"), ("h2", "一、强化队伍建设"), ("h3", "（一）提升能力。"),
        ("h3", "（二）规范管理。"),
    ]  # fmt: skip


def test_noise_stands_in_its_folded_list_and_nowhere_else() -> None:
    pages, page = small_page("speeches/s00000001.md")
    folded = re.search(r'<details class="cj-noise">.*?</details>', page, re.DOTALL)
    assert folded
    words = Shown(folded.group()).of("cj-n")
    assert words == ["温馨提示:本文由**文库整理", "##paidbegin##"]
    rest = {path: "".join(Shown(html_of(text.replace(folded.group(), ""))).all) for path, text in pages.items()}
    assert not [path for path, text in rest.items() if any(word in text for word in words)]


def test_redactions_and_damage_are_marked_at_their_words() -> None:
    shown = Shown(html_of(small_page("speeches/s00000001.md")[1]))
    assert shown.of("cj-r") == ["**", "****"]
    assert shown.of("cj-f") == ["2023%", "党员们〞"]


def test_the_first_mention_in_a_section_links_and_only_that() -> None:
    html = html_of(small_page("speeches/s00000001.md")[1])
    body = html[html.index('class="cj-body"') : html.index('id="cj-flags"')]
    linked = re.findall(r'<a class="cj-[tv]" href="([^"]+)">([^<]+)</a>', body)
    assert linked == [("../terms/t00000001.md", "三会一课"), ("../villages/v00000001.md", "崇江村"),
                      ("../terms/t00000002.md", "三单"), ("../villages/v00000001.md", "崇江村")]  # fmt: skip


def test_notes_beside_a_paragraph_name_what_was_drawn_from_it() -> None:
    notes = Shown(html_of(small_page("speeches/s00000001.md")[1])).of("cj-notes")
    assert notes[0] == ("做法 强化队伍建设·提升能力案例村 崇江村术语 三会一课"
                        "数字 有机茶（原文已隐去）、三会一课 1次、收入 2023%")  # fmt: skip


# --------------------------------------------------------------------------- other pages


def small_page(path: str) -> tuple[dict[str, str], str]:
    book, readings = books.small()
    pages = {p.path: p.text() for p in render.pages(book, readings)}
    return pages, pages[path]


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


def test_a_title_is_safe_where_the_theme_prints_it_unescaped() -> None:
    assert escape.title('<b>党\u202e建</b> & "x"') == "&lt;b&gt;党‹U+202E›建&lt;/b&gt; &amp; &quot;x&quot;"


def test_lists_that_differ_are_both_shown_each_with_its_source() -> None:
    shown = Shown(html_of(small_page("terms/t00000002.md")[1]))
    lists = shown.of("cj-items")
    assert len(lists) == 2
    assert "需求清单" in lists[0]
    assert "需求清单" not in lists[1]
    assert "观摩会" in lists[0]
    assert "主题党日怎么开" in lists[1]


def test_a_definition_says_where_it_comes_from() -> None:
    text = "".join(Shown(html_of(small_page("terms/t00000001.md")[1])).all)
    assert "参考 定期召开支部党员大会" in text
    assert "依据：《中国共产党支部工作条例（试行）》" in text


def test_hidden_and_damaged_figures_are_shown_as_they_are() -> None:
    html = html_of(small_page("villages/v00000001.md")[1])
    rows = [r.split("|") for r in small_page("villages/v00000001.md")[1].splitlines() if r.startswith("| ")]
    assert [r[2].strip() for r in rows[2:]] == ['<span class="cj-r" title="原文已隐去">原文已隐去</span>',
                                              '<span class="cj-f" title="原文如此，疑有差错">2023%</span>']  # fmt: skip
    assert "2023%" in html


def test_a_short_heading_comes_with_the_one_above_it() -> None:
    assert "强化队伍建设·提升能力" in small_page("practices/index.md")[1]
    assert "清溪县" in small_page("practices/p00000001.md")[1].split("---")[1]


def test_an_entry_that_is_gone_leaves_a_redirect_or_a_notice() -> None:
    pages, moved = small_page("terms/t00000009.md")
    assert 'redirect: "t00000002.html"' in moved
    assert "[三单管理](t00000002.md)" in moved
    assert "已撤下" in pages["villages/v00000009.md"]


def test_every_quote_leads_to_a_sentence_that_is_there() -> None:
    pages, _ = small_page("index.md")
    anchors = {path: {a for a, _ in Shown(html_of(text)).sentences()} for path, text in pages.items()}
    links = [m for text in pages.values() for m in re.findall(r"(speeches/s\w+\.md)#([\w-]+)", text)]
    assert len(links) > 20
    assert not [link for link in links if link[1] not in anchors[link[0]]]


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


# --------------------------------------------------------------------------- long lists


def row(*keys: str) -> Row:
    return Row("x", tuple((k, k.upper()) for k in keys))


def test_a_list_over_the_limit_is_divided_by_its_keys() -> None:
    rows = [row("a", "2023"), row("a", "2024"), row("a", "2024"), row("b", "2023")]
    assert buckets(rows, 4) == ()
    assert [(b.slug, len(b.rows)) for b in buckets(rows, 3)] == [("a", 3), ("b", 1)]
    assert [(b.slug, b.label, len(b.rows)) for b in buckets(rows, 2)] == [
        ("a-2023", "A · 2023", 1), ("a-2024", "A · 2024", 2), ("b", "B", 1)]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=60), st.integers(1, 10))
def test_dividing_loses_no_row(keys: list[tuple[str, str]], limit: int) -> None:
    rows = [Row(str(i), ((a, a), (b, b))) for i, (a, b) in enumerate(keys)]
    parts = buckets(rows, limit)
    assert sorted(r.text for p in parts for r in p.rows) == (sorted(r.text for r in rows) if len(rows) > limit else [])
    assert len({p.slug for p in parts}) == len(parts)


def test_long_lists_get_pages_of_their_own_and_links_still_fit() -> None:
    book, readings = books.small()
    pages = {p.path: p.text() for p in render.pages(book, readings, limit=1)}
    assert {"terms/index-s.md", "figures/s00000001.md", "speeches/index-2023.md", "speeches/index-undated.md"} <= pages.keys()
    assert any(path.startswith("terms/t00000001-2023") for path in pages)
    links = {(path, found) for path, text in pages.items() for found in re.findall(r"\]\(([^)#]+\.md)", text)}
    missing = [(path, to) for path, to in links if str((Path("/") / path).parent.joinpath(to).resolve())[1:] not in pages]
    assert not missing


# --------------------------------------------------------------------------- data, report, search


def test_the_pieces_of_the_data_add_up_to_the_contract() -> None:
    book, readings = books.small()
    files = dict(render.data(book, readings))
    whole = render.export(files.__getitem__)
    texts = {s["id"]: s["reading_text"] for s in whole["speeches"]}

    def places(value: object) -> list[tuple[str, dict[str, object]]]:
        if isinstance(value, dict):
            own = [(value["speech"], value)] if "quote" in value and "speech" in value else []
            return own + [p for v in value.values() for p in places(v)]
        return [p for v in value for p in places(v)] if isinstance(value, list) else []

    quotes = places(whole)
    assert len(quotes) > 20
    assert all(texts[id][e["start"] : e["end"]] == e["quote"] for id, e in quotes)  # type: ignore[misc, index]
    for speech in whole["speeches"]:
        for key in ("noise", "redactions", "flags"):
            assert all(texts[speech["id"]][x["start"] : x["end"]] == x["quote"] for x in speech[key])
    assert [len(whole[k]) for k in ("speeches", "practices", "villages", "terms", "figures")] == [2, 3, 1, 2, 3]
    term = whole["terms"][1]
    assert [[i["text"] for i in items] for items in term["items"]] == [["资源清单", "需求清单", "项目清单"], ["资源清单", "项目清单"]]
    assert whole["terms"][0]["definition"]["origin"] == "reference"
    assert whole["villages"][0]["practices"] == ["p00000001", "p00000002"]


def test_the_report_tells_what_is_new_changed_and_gone() -> None:
    book, readings = books.small()
    index = json.loads(dict(render.data(book, readings))["data/index.json"])
    first = render.report(book, readings)
    assert "新增（8）" in first
    entries = index["entries"]
    entries[0]["name"] = "旧名"
    entries.append({"id": "tgone0000", "kind": "term", "name": "旧术语", "address": "terms/tgone0000.html"})
    second = render.report(book, readings, json.dumps(index), ["sources/a.txt：读不了。"])
    assert all(x in second for x in ("新增（0）", "变化（1）", "消失（1）", "原名 旧名", "旧术语", "sources/a.txt：读不了。"))
    assert "##paidbegin##" in second
    assert render.report(book, readings, "not json") == first


@given(TEXT)
def test_the_line_to_paste_is_yaml_and_says_what_it_should(words: str) -> None:
    assert yaml.safe_load(paste("t00000001", note=words)) == [{"page": "t00000001", "note": escape.visible(words)}]


@given(TEXT)
def test_scripts_hold_any_name(name: str) -> None:
    card = Speech("s00000001", name, "a", 0, "", "txt", None, None, name, None, None)
    path, text = next(search.files(Book((card,), (), (), (), ())))
    rows = json.loads(text.removeprefix("window.cunjianNames=").rstrip().removesuffix(";"))
    assert path == "assets/names.js"
    assert rows[0][1].encode("utf-8", "surrogatepass") == name.encode("utf-8", "surrogatepass")
    assert not re.search("</|<!|\u2028|\u2029", text)


def test_rendering_twice_gives_the_same_bytes() -> None:
    one, two = ([*render.pages(*books.small())], [*render.pages(*books.small())])
    assert [p.text() for p in one] == [p.text() for p in two]
    assert list(render.data(*books.small())) == list(render.data(*books.small()))


# --------------------------------------------------------------------------- the site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book as a site, built by MkDocs as mkdocs.yml says."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    root = tmp_path_factory.mktemp("kb")
    book, readings = books.small()
    texts = {p.path: p.text() for p in render.pages(book, readings)} | dict(render.data(book, readings))
    for path, text in (texts | dict(search.files(book))).items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, "utf-8")
    config = load_config(str(HOUSE / "mkdocs.yml"), docs_dir=str(root / "docs"), site_dir=str(root / "site"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)  # strict: any warning is an exception
    return root / "site"


def test_the_site_builds_without_a_warning_and_each_page_forbids_the_network(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        head = page.read_text("utf-8")[:2000]
        assert "default-src 'none'; script-src 'self' 'sha256-" in head, page
    assert not (site / "sitemap.xml.gz").exists()


def test_a_page_of_the_site_has_a_breadcrumb_and_no_inline_style_or_handler(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        html = page.read_text("utf-8")
        if page.name != "404.html" and page != site / "index.html":
            assert 'class="cj-crumbs"' in html, page
        article = html[html.find("<article") : html.find("</article")]
        assert not re.search(r"<[^>]+\s(style|on\w+)=", article), page


def test_view_names_an_unknown_place() -> None:
    book, readings = books.small()
    assert View(book, readings).place(book.speeches[1]) == "原文未说明"
    assert Clean.whole("") == Clean("", ())
