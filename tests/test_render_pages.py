"""The pages of the small book by hand, long lists, data, the editor's report and the site they become."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import books
from cunjian import render, search
from cunjian.model import Flag, Notice, Span
from cunjian.render import escape
from cunjian.render.report import paste
from cunjian.render.report import report as report_of
from cunjian.render.split import Row, buckets, walk
from cunjian.render.view import View
from pagetext import HOUSE, TEXT, Shown, html_of


def test_lists_that_differ_are_both_shown_each_with_its_source() -> None:
    shown = Shown(html_of(books.page("terms/t00000002.md")[1]))
    lists = shown.of("cj-items")
    assert len(lists) == 2
    assert "需求清单" in lists[0]
    assert "需求清单" not in lists[1]
    assert "观摩会" in lists[0]
    assert "主题党日怎么开" in lists[1]


def test_a_definition_says_where_it_comes_from() -> None:
    text = "".join(Shown(html_of(books.page("terms/t00000001.md")[1])).all)
    assert "参考 定期召开支部党员大会" in text
    assert "依据：《中国共产党支部工作条例（试行）》" in text


def test_hidden_and_damaged_figures_are_shown_as_they_are() -> None:
    html = html_of(books.page("villages/v00000001.md")[1])
    rows = [r.split("|") for r in books.page("villages/v00000001.md")[1].splitlines() if r.startswith("| ")]
    assert [r[2].strip() for r in rows[2:]] == ['<span class="cj-r" title="原文已隐去">原文已隐去</span>',
                                              '<span class="cj-f" title="原文如此，疑有差错">2023%</span>']  # fmt: skip
    assert "2023%" in html


def test_a_short_heading_comes_with_the_one_above_it() -> None:
    assert "强化队伍建设·提升能力" in books.page("practices/index.md")[1]
    assert "清溪县" in books.page("practices/p00000001.md")[1].split("---")[1]


def test_lists_count_in_the_measure_of_their_kind_and_say_what_is_untold() -> None:
    pages, speeches = books.page("speeches/index.md")
    assert "共 2 篇。" in speeches
    assert "<small>讲话人、日期、地方原文未说明</small>" in speeches
    assert re.search(r"共 \d+ 个。", pages["villages/index.md"])
    assert re.search(r"共 \d+ 条。", pages["practices/index.md"])


def test_figures_are_listed_with_the_newest_speech_first() -> None:
    book, readings = books.small()
    late = replace(book.speeches[1], date="2099-01-01")
    there = replace(book.figures[0].evidence, speech=late.id, start=0, end=4)
    figures = (*book.figures, replace(book.figures[0], id="f9wr0000t", evidence=there))
    book = replace(book, speeches=(book.speeches[0], late), figures=figures)
    index = {p.path: p.text() for p in render.pages(book, readings, limit=2)}["figures/index.md"]
    assert index.index(f"{late.id}.md") < index.index(f"{book.speeches[0].id}.md")


def test_speeches_whose_figures_are_too_many_for_a_page_are_listed_by_year() -> None:
    book, readings = books.small()
    late = replace(book.speeches[1], date="2099-01-01")
    there = replace(book.figures[0].evidence, speech=late.id, start=0, end=4)
    book = replace(book, speeches=(book.speeches[0], late), figures=(*book.figures, replace(book.figures[0], id="f9wr0000t", evidence=there)))
    pages = {p.path: p.text() for p in render.pages(book, readings, limit=1)}
    assert "[2099年](index-2099.md)（1 篇）" in pages["figures/index.md"]
    assert f"({late.id}.md)（1 个）" in pages["figures/index-2099.md"]
    assert late.id not in pages["figures/index.md"]


def test_an_entry_that_is_gone_leaves_a_redirect_or_a_notice() -> None:
    pages, moved = books.page("terms/t00000009.md")
    assert 'redirect: "t00000002.html"' in moved
    assert "[三单管理](t00000002.md)" in moved
    assert "已撤下" in pages["villages/v00000009.md"]


def test_every_quote_leads_to_a_sentence_that_is_there() -> None:
    pages, _ = books.page("index.md")
    anchors = {path: {a for a, _ in Shown(html_of(text)).sentences()} for path, text in pages.items()}
    links = [m for text in pages.values() for m in re.findall(r"(speeches/s\w+\.md)#([\w-]+)", text)]
    assert len(links) > 20
    assert not [link for link in links if link[1] not in anchors[link[0]]]


# --------------------------------------------------------------------------- long lists


def row(*keys: str) -> Row:
    return Row("x", tuple((k, k.upper()) for k in keys))


def test_a_list_over_the_limit_is_divided_by_its_keys() -> None:
    rows = [row("a", "2023"), row("a", "2024"), row("a", "2024"), row("b", "2023")]
    assert buckets(rows, 4) == ()
    assert [(b.slug, len(b.rows)) for b in buckets(rows, 3)] == [("a", 3), ("b", 1)]
    assert [(b.slug, b.label, len(b.rows)) for b in walk(buckets(rows, 2))] == [
        ("a", "A", 3), ("a-2023", "A · 2023", 1), ("a-2024", "A · 2024", 2), ("b", "B", 1)]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=60), st.integers(1, 10))
def test_dividing_loses_no_row(keys: list[tuple[str, str]], limit: int) -> None:
    rows = [Row(str(i), ((a, a), (b, b))) for i, (a, b) in enumerate(keys)]
    parts = buckets(rows, limit)
    shown = [r.text for p in walk(parts) if not p.parts for r in p.rows]
    assert sorted(shown) == (sorted(r.text for r in rows) if len(rows) > limit else [])
    assert len({p.slug for p in walk(parts)}) == len(list(walk(parts)))


def test_long_lists_get_pages_of_their_own_and_links_still_fit() -> None:
    book, readings = books.small()
    pages = {p.path: p.text() for p in render.pages(book, readings, limit=1)}
    assert {
        "terms/index-s.md",
        "figures/s00000001.md",
        "speeches/index-2023.md",
        "speeches/index-undated.md",
    } <= pages.keys()
    assert any(path.startswith("terms/t00000001-2023") for path in pages)
    links = {(path, found) for path, text in pages.items() for found in re.findall(r"\]\(([^)#]+\.md)", text)}
    missing = [
        (path, to) for path, to in links if str((Path("/") / path).parent.joinpath(to).resolve())[1:] not in pages
    ]
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
    assert [[i["text"] for i in items] for items in term["items"]] == [
        ["资源清单", "需求清单", "项目清单"],
        ["资源清单", "项目清单"],
    ]
    assert whole["terms"][0]["definition"]["origin"] == "reference"
    assert whole["villages"][0]["practices"] == ["p00000001", "p00000002"]


def test_the_report_tells_what_is_new_changed_and_gone() -> None:
    book, readings = books.small()
    index = json.loads(dict(render.data(book, readings))["data/index.json"])
    first = render.report(render.View(book, readings))
    assert "新增（8）" in first
    entries = index["entries"]
    entries[0]["name"] = "旧名"
    entries.append({"id": "tgone0000", "kind": "term", "name": "旧术语", "address": "terms/tgone0000.html"})
    second = render.report(render.View(book, readings), json.dumps(index, indent=1, sort_keys=True).encode().splitlines(keepends=True), ["sources/a.txt：读不了。"])
    assert all(
        x in second for x in ("新增（0）", "变化（1）", "消失（1）", "原名 旧名", "旧术语", "sources/a.txt：读不了。")
    )
    assert "##paidbegin##" in second
    assert render.report(render.View(book, readings), [b"not json"]) == first


def test_a_section_of_the_report_shows_what_somebody_reads_and_counts_the_rest() -> None:
    book, readings = books.small()
    told = report_of(view := render.View(book, readings), render.remarks(view), (), most=2)
    all_of_it = len(book.speeches) + len(book.practices) + len(book.villages) + len(book.terms)
    new = told.partition("新增")[2].partition("</details>")[0]
    assert new.startswith(f"（{all_of_it}）")
    assert f"共 {all_of_it} 条，这里列出前 2 条。" in new
    assert new.count("<code>") == 2


def test_a_word_that_is_damaged_all_over_a_speech_is_one_row_of_the_report() -> None:
    book, readings = books.small()
    id, reading = next((id, reading) for id, reading in readings.items() if reading.clean.text.count("村") > 2)
    places = [match.start() for match in re.finditer("村", reading.clean.text)][:3]
    flags = tuple(Flag("word-swap", Span(at, at + 1), "与上下文不合", "常") for at in places)
    told = render.report(render.View(book, {**readings, id: replace(reading, flags=flags)}))
    assert told.count("疑应为 常") == 2  # what it is, and the line to paste
    assert "；另有 2 处：第" in told


@given(TEXT)
def test_the_line_to_paste_is_yaml_and_says_what_it_should(words: str) -> None:
    assert yaml.safe_load(paste("t00000001", note=words)) == [{"page": "t00000001", "note": escape.visible(words)}]


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
    for path, text in (texts | dict(search.files(book, readings))).items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, "utf-8")
    config = load_config(
        str(HOUSE / "mkdocs.yml"), docs_dir=str(root / "docs"), site_dir=str(root / "site"), strict=True
    )
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


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (Notice("s00000009", "speech", "a.txt#0", None, "2026-01-02"), "2026-01-02 首次发布），现已撤下。它的来源文件已不在"),
        (Notice("t00000008", "term", "会干", None, "", "not_a"), "编者核对后认为它不是术语"),
        (Notice("v00000008", "village", "某村", None, "", "hide", "应*本人*要求"), "编者按：应\\*本人\\*要求"),
        (Notice("p00000008", "practice", "某节", None), "现有的讲话稿里已经没有它"),
    ],
)
def test_a_withdrawn_page_says_what_happened_to_it(notice: Notice, words: str) -> None:
    book, readings = books.small()
    pages = {p.path: p.text() for p in render.pages(replace(book, notices=(notice,)), readings)}
    text = next(t for path, t in pages.items() if notice.id in path)
    assert words in text
    assert notice.key not in text  # what was withdrawn is not named again


def test_one_entry_more_changes_the_pages_of_its_initial_and_no_others() -> None:
    book, readings = books.small()
    more = [replace(book.terms[0], id=f"t000000{n}w", name=f"另{n}本账", pinyin="ling ben zhang") for n in range(3)]
    before, after = (
        {p.path: p.text() for p in render.pages(b, readings, limit=1) if p.path.startswith("terms/index-")}
        for b in (replace(book, terms=(*book.terms, *more[:2])), replace(book, terms=(*book.terms, *more)))
    )
    assert {"terms/index-s.md", "terms/index-l.md"} <= before.keys() == after.keys()
    assert {path for path in after if before[path] != after[path]} == {"terms/index-l.md", "terms/index-l-ling.md"}


@pytest.mark.parametrize("initials", [3, 41])
def test_a_new_part_is_named_beside_the_others_while_they_are_few(initials: int) -> None:
    book, readings = books.small()
    places = [f"{chr(0x4E10 + n)}云县" for n in range(initials)]
    villages = [replace(book.villages[0], id=f"v{n:07}x", place=place) for n, place in enumerate(places)]
    pages = {p.path: p.text() for p in render.pages(replace(book, villages=villages), readings, limit=2)}
    parts = [text for path, text in pages.items() if path.startswith("villages/index-")]
    assert len(parts) == initials
    assert sum(text.count("](index-") for text in parts) == (initials * initials if initials == 3 else 0)


def test_many_terms_are_counted_roughly_and_one_more_changes_no_overview_of_them() -> None:
    book, readings = books.small()

    def overview(count: int) -> dict[str, str]:
        more = [replace(book.terms[0], id=f"t{n:07}w", name=f"另{n}本账", pinyin="ling ben zhang") for n in range(count)]
        return {p.path: p.text() for p in render.pages(replace(book, terms=(*book.terms, *more)), readings, limit=20)}

    before, after = overview(141), overview(142)
    assert "ling（140 多）" in before["terms/index-l.md"]
    assert before["terms/index-l.md"] == after["terms/index-l.md"]
