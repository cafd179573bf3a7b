"""render/sheets, awards and versus: tables for spreadsheets, the page of honours, what is laid side by side."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

import books
from cunjian import render
from cunjian.model import Book
from cunjian.render import sheets, versus
from cunjian.render.view import View


def rows(name: str, book: Book | None = None) -> list[dict[str, str]]:
    """A sheet of the small book as a spreadsheet reads it."""
    small, readings = books.small()
    text = "".join(dict(sheets.files(View(book or small, readings)))[f"data/{name}.csv"])
    assert text.startswith("\ufeff")  # Excel takes it for UTF-8
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_every_entry_has_its_row() -> None:
    book, _ = books.small()
    assert [r["编号"] for r in rows("practices")] == [p.id for p in book.practices]
    assert [r["编号"] for r in rows("villages")] == [v.id for v in book.villages]
    assert [r["编号"] for r in rows("terms")] == [t.id for t in book.terms]
    assert {r["编号"] for r in rows("figures")} == {f.id for f in book.figures}
    assert {r["编号"] for r in rows("speeches")} == {s.id for s in book.speeches}


def test_a_hidden_number_has_no_value_and_a_damaged_one_is_told() -> None:
    told = {r["编号"]: (r["数值"], r["状态"], r["原文写法"]) for r in rows("figures")}
    assert told["f00000001"] == ("", "原文已隐去", "****亩")
    assert told["f00000002"] == ("", "原文疑有差错", "2023%")
    assert told["f00000003"] == ("1", "原文所述", "一次")


def test_a_row_leads_to_its_sentence() -> None:
    first = rows("figures")[0]
    address, _, anchor = first["出处地址"].partition("#")
    _, readings = books.small()
    reading = readings[address.removeprefix("speeches/").removesuffix(".html")]
    sentence = next(s for s in reading.document.sentences if s.anchor == anchor)
    assert first["原句"] == sentence.span.of(reading.clean.text)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", " -2", "|calc", "\n@x"])
def test_no_cell_is_a_formula(name: str) -> None:
    book, _ = books.small()
    term = replace(book.terms[0], name=name)
    shown = rows("terms", replace(book, terms=(term,)))[0]["术语"]
    assert shown.startswith("'")
    assert shown.endswith(name.strip()[-1])


def test_honours_by_level_and_place_each_once() -> None:
    _, text = books.page("honours/index.md")
    assert text.count("全国“一村一品”示范村") == 1  # told of the village and of the practice, in one sentence
    assert "## 国家级 {: #national }" in text
    assert "[崇江村](../villages/v00000001.md)" in text
    assert "../data/honours.csv" in text
    assert [(r["级别"], r["获得者"], r["地方"]) for r in rows("honours")] == [("国家级", "崇江村", "清溪县云岭乡")]


def test_long_lists_of_honours_are_split_by_level() -> None:
    book, readings = books.small()
    pages = {p.path: p.text() for p in render.pages(book, readings, limit=0)}
    assert "index-national.md" in pages["honours/index.md"]
    assert "一村一品" in "".join(text for path, text in pages.items() if path.startswith("honours/index-national"))


def entry(id: str) -> dict[str, list[dict[str, object]]]:
    """What compare.html gets of an entry: cells by label."""
    book, readings = books.small()
    path, script = versus.file(View(book, readings), View(book, readings).entry(id))  # type: ignore[arg-type]
    assert path == f"data/compare/{id}.js"
    content = json.loads(script.removeprefix("cunjianCompare(").removesuffix(");\n"))
    assert content["id"] == id
    return dict(content["rows"])


def test_what_is_compared_is_quoted_with_its_place_and_its_damage() -> None:
    book, _ = books.small()
    cells = entry("v00000001")["做了什么"]
    assert [c["t"] for c in cells] == [e.text for e in book.villages[0].evidence]
    assert all(str(c["a"]).endswith(f"#{e.anchor}") for c, e in zip(cells, book.villages[0].evidence, strict=True))
    damaged = [c for c in entry("p00000001")["怎么做"] if "2023%" in str(c["t"])]
    assert damaged
    assert all("数字不可能" in str(c["n"]) for c in damaged)


def test_what_is_not_told_is_said_or_left_out() -> None:
    assert entry("s00000002")["讲话人"] == [{"t": "原文未说明"}]
    assert "荣誉" not in entry("p00000001")
