"""render/citing and ship/reference: a reference says what the source tells, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

import books
from cunjian import render
from cunjian.model import Book, PageStart
from cunjian.ship.reference import AT, DAY, PART, marked, plain

URL = "https://example.org/kb/speeches/s00000001.html"
ALL = {"by": "某县县委书记", "title": "题名", "of": "全市现场会", "date": "2024-03-18", "code": "s00000001"}


@pytest.mark.parametrize(
    ("known", "online", "offline"),
    [
        (("by", "title", "of", "date"), f"某县县委书记. 题名[EB/OL]//全市现场会. （2024-03-18）. {URL}.",
         "某县县委书记. 题名[Z]//全市现场会. 2024-03-18. 村鉴：s00000001."),
        (("title", "date"), f"题名[EB/OL]. （2024-03-18）. {URL}.", "题名[Z]. 2024-03-18. 村鉴：s00000001."),
        (("by", "title"), f"某县县委书记. 题名[EB/OL]. {URL}.", "某县县委书记. 题名[Z]. 村鉴：s00000001."),
        (("title",), f"题名[EB/OL]//村鉴. {URL}.", "题名[Z]. 村鉴：s00000001."),
    ],
)  # fmt: skip
def test_what_is_unknown_is_left_out(known: tuple[str, ...], online: str, offline: str) -> None:
    facts = {name: ALL[name] for name in (*known, "code")}
    assert plain(facts, "村鉴", URL) == online
    assert plain(facts, "村鉴", "") == offline


def test_the_client_fills_three_places() -> None:
    text = marked(ALL, "村鉴", URL)
    filled = text.replace(AT, "第5段").replace(DAY, "[2026-11-25]").replace(PART, "#j1234567")
    assert filled.endswith(f". 第5段（2024-03-18）[2026-11-25]. {URL}#j1234567.")
    offline = marked(ALL, "村鉴", "").replace(AT, "第5段").replace(PART, "#j1234567")
    assert offline.endswith(". 2024-03-18. 村鉴：s00000001#j1234567，第5段.")


def meta(path: str, name: str, book: Book | None = None, readings: Any = None) -> Any:
    """A value of a page's front matter."""
    small, read = books.small()
    text = next(p.text() for p in render.pages(book or small, readings or read) if p.path == path)
    line = re.search(rf"^{name}: (.*)$", text, re.MULTILINE)
    return json.loads(line[1]) if line else None


def test_a_speech_a_section_of_it_and_what_is_compiled() -> None:
    assert meta("speeches/s00000001.md", "cite") == {
        "by": "县委书记", "title": "在全市“五好”党支部创建观摩会上的发言", "date": "2023-05", "code": "s00000001"}  # fmt: skip
    assert meta("speeches/s00000002.md", "cite") == {"title": "主题党日怎么开", "code": "s00000002"}
    assert meta("practices/p00000001.md", "cite") == {
        "by": "县委书记", "title": "提升能力", "of": "在全市“五好”党支部创建观摩会上的发言", "date": "2023-05", "code": "p00000001"}  # fmt: skip
    assert meta("villages/v00000001.md", "cite") == {"title": "清溪县云岭乡 崇江村", "code": "v00000001"}


def test_a_page_brings_the_facts_of_the_speeches_it_quotes_and_no_others() -> None:
    assert list(meta("villages/v00000001.md", "said")) == ["s00000001"]
    assert list(meta("terms/t00000001.md", "said")) == ["s00000001", "s00000002"]
    assert meta("speeches/s00000001.md", "said") is None
    assert meta("about.md", "cite") is None


def test_the_pages_of_a_paged_source_are_known_by_their_first_sentences() -> None:
    book, readings = books.small()
    reading = readings["s00000001"]
    middle = reading.clean.at(reading.document.sentences[4].span.start)
    paged = replace(reading, raw=replace(reading.raw, pages=(PageStart(1, 0), PageStart(2, middle))))
    first, fifth = reading.document.sentences[0].anchor, reading.document.sentences[4].anchor
    found = meta("speeches/s00000001.md", "cite", book, {**readings, "s00000001": paged})
    assert found["pages"] == [[first, 1], [fifth, 2]]


def test_a_hostile_title_stays_text() -> None:
    book, readings = books.small()
    title = '"}\n---\n<script>{{ x }}'
    hostile = replace(book, speeches=(replace(book.speeches[0], title=title), book.speeches[1]))
    assert meta("speeches/s00000001.md", "cite", hostile, readings)["title"] == '"} --- <script>{{ x }}'
