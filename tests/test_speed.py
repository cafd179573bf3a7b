"""How much work is done, told by counts and never by a clock: what is loaded, how often a text is cut, who collects."""

from __future__ import annotations

import gc
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rjieba
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cunjian import aloud, speech, titles
from cunjian.clean import clean, inline
from cunjian.extract import practices
from cunjian.extract.figures import numbers
from cunjian.extract.figures.rules import rules
from cunjian.extract.terms.items import rules as items_rules
from cunjian.extract.terms.points import edges, tokens
from cunjian.extract.terms.points.gate import Gate
from cunjian.extract.terms.points.lists import lists
from cunjian.model import Clean, Curation, Raw
from speeches import words

TEXT = "推行三单管理，5项制度上墙。搞了个老兵之家，按户走四议两公开，14个村都去办。3.5万元ABC项目+合作社：一是定责；\n二是把任务分到人。"
LARGE = {"rjieba", "pypinyin", "mkdocs", "jinja2", "pypdfium2", "docx", "pptx", "trafilatura"}
"""What takes long to import, and a run that finds nothing to do has no use for."""


def cutter() -> tokens.Cutter:
    """A cutter that has learnt nothing yet."""
    return Gate(lists(words()), {}, -1.0).cutter


def cut(by: tokens.Cutter, text: str) -> list[tuple[int, tuple[tuple[str, str], ...]]]:
    """The clauses of a text: where each begins, and its words with their tags."""
    return [(clause.at[0], tuple((one.text, one.tag) for one in clause.words)) for clause in by.clauses(text, 0)]


def test_words_lie_where_the_text_has_them() -> None:
    for clause in cutter().clauses(TEXT, 0):
        assert [TEXT[a:b] for a, b in zip(clause.at, clause.at[1:], strict=False)] == [one.text for one in clause.words]
    begins = [TEXT[at : at + 2] for at, _ in cut(cutter(), TEXT)]
    assert begins == ["推行", "5项", "搞了", "按户", "14", "5万", "一是", "二是"]


def test_what_a_cutter_has_learnt_changes_no_cut() -> None:
    once, again = cutter(), cutter()
    first = cut(once, TEXT)
    cut(again, "各村把支部建在项目上，户户家家都去。之后办了家庭农场。")
    assert cut(once, TEXT) == cut(again, TEXT) == first
    said = dict(first)
    assert ("之家", "u") in said[TEXT.index("搞了")]
    assert said[TEXT.index("14")][:2] == (("14", "m"), ("个", "q"))


def test_a_known_text_is_cut_and_tagged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    by = cutter()
    cut(by, TEXT)
    asked: dict[str, list[str]] = {"cut": [], "tag": []}  # what is asked of the segmenter when the text comes again
    for name, told in asked.items():
        whole = getattr(rjieba, name)
        monkeypatch.setattr(rjieba, name, lambda text, whole=whole, told=told: told.append(text) or whole(text))
    cut(by, TEXT)
    assert asked == {"cut": [], "tag": []}


@pytest.mark.parametrize("before", [True, False])
def test_the_collector_is_left_as_it_was(before: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(speech, "divide", lambda *_: seen.append(gc.isenabled()) or 1 / 0)
    raw = Raw("sources/a.txt", 0, "", "txt", "utf-8", TEXT)
    was = gc.isenabled()
    try:
        gc.enable() if before else gc.disable()
        with pytest.raises(ZeroDivisionError):
            speech.read_text(raw, Curation((), (), (), (), (), words()))
        assert (seen, gc.isenabled()) == ([False], before)
    finally:
        gc.enable() if was else gc.disable()


def test_a_run_with_nothing_to_do_loads_nothing_large(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(f"在全县会上的发言\n　　{TEXT}", "utf-8")
    told = "import sys; from cunjian import cli; code = cli.main(['convert', '--root', sys.argv[1]]); print(*sys.modules); sys.exit(code)"
    runs = [
        subprocess.run([sys.executable, "-c", told, str(tmp_path)], capture_output=True, text=True, encoding="utf-8", check=True)
        for _ in range(2)
    ]
    first, second = (LARGE & set(run.stdout.split()) for run in runs)
    assert {"rjieba", "pypinyin"} <= first  # so the second run had something to spare
    assert second == set()


def test_words_of_the_genre_are_read_as_it_reads_them() -> None:
    assert aloud.syllables("网格长去银行") == ["wang", "ge", "zhang", "qu", "yin", "hang"]
    assert set(aloud.every("长")) == {"zhang", "chang"}
    assert list(aloud.words("网格长")) == ["网格长"]


class Counted:
    """A pattern that counts how often it is tried."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.tried = pattern, 0

    def match(self, *where: Any) -> re.Match[str] | None:
        self.tried += 1
        return self.pattern.match(*where)


@pytest.mark.parametrize(("row", "unit"), [("1234567890", "吨"), ("一二三四五六七八九", "到，"), ("百", "多，")])
def test_a_row_of_digits_without_end_is_tried_near_its_end_only(row: str, unit: str) -> None:
    counted = Counted((known := rules(words())).figure)
    text = row * 500 + unit
    list(numbers.find(text, replace(known, figure=counted)))  # type: ignore[arg-type]
    assert [run.start() for run in known.numerals.finditer(text)] == [0]
    assert counted.tried <= 61


def test_a_list_is_followed_for_forty_things() -> None:
    assert edges._AND_SO_ON.match("、甲乙丙" * 40 + "等机制")
    assert edges._AND_SO_ON.match("、甲乙丙" * 41 + "等机制") is None


@pytest.mark.parametrize(("before", "after", "joined"), [("", "", 1), ("甲", "", 0), ("", "乙", 0), ("　 ", " ", 1)])
def test_a_marker_takes_its_line_along_only_where_it_is_alone(before: str, after: str, joined: int) -> None:
    marker = "第1页 共5页"
    text = f"一段话。\n{before}{marker}{after}\n又一段话。"
    (cut,) = inline.find(Clean.whole(text), words())
    assert cut.span.of(text) == marker + (after + "\n") * joined


ENDLESS = re.compile(
    r"(?:\(\?#[^)]*\))?(?:\(\?<?[=!](?:\[[^\]]*\]|[^()\[])*\))*(?:\(\?:)*"
    r"(?:(?:\[(?:\\.|[^\]\\])+\]|\\?[^(\[])(?:\?|\{0,\d+\}))*(?:\[(?:\\.|[^\]\\])+\]|\\?[^(\[])(?:[*+]|\{\d+,\})"
)
"""Begins with a character that may come again without end, behind others that may be missing."""


@pytest.mark.parametrize("pattern", ["[（(]?[.…]*未完", "(?#未完)[….]*[（(]未完", "[.…]{2,}未完", "(?:[.…]+)未完", r"(?<![^\n])[*=]{2,}"])
def test_what_begins_a_run_without_end_is_told_by_its_form(pattern: str) -> None:
    assert ENDLESS.match(pattern)


@pytest.mark.parametrize("pattern", ["[.…]{0,60}未完", "#(?<!##)#+"])
def test_what_begins_a_run_with_an_end_is_told_by_its_form(pattern: str) -> None:
    assert not ENDLESS.match(pattern)


@pytest.mark.parametrize("pattern", words()["noise.inline_patterns"])
def test_no_pattern_is_tried_to_the_end_of_a_run_from_each_of_its_characters(pattern: str) -> None:
    assert not ENDLESS.match(pattern)


NEEDING = [pattern for pattern in words()["noise.inline_patterns"] if pattern.startswith("(?#")]


@pytest.mark.parametrize("pattern", NEEDING)
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_what_a_pattern_matches_holds_one_of_the_words_that_it_is_tried_for(pattern: str, data: st.DataObject) -> None:
    needs = pattern[3 : pattern.index(")")].split()
    text = data.draw(st.from_regex(pattern))
    assert any(need in text for need in needs)


@contextmanager
def half_a_minute(what: str) -> Iterator[None]:
    """A thousand times what is needed; exponential time takes minutes and more."""

    def stop(*_: object) -> None:
        raise AssertionError(what)

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("row", ["0" * 60, "打印 " * 30, "点赞 1 " * 20, "收藏 1 收藏" * 15, "首页 > " * 20, "甲 | " * 25, "作者：甲 " * 18, "甲> " * 30])
def test_no_row_of_a_page_is_read_in_exponential_time(row: str) -> None:
    with half_a_minute(row):
        for text in (f"{row}完。\n柳湾的发言\n{TEXT}", f"柳湾的发言\n{TEXT}\n{row}完。", f"柳湾的发言\n{TEXT}\n{row}\n{TEXT}"):
            clean(Raw("a.txt", 0, "0" * 64, "txt", "utf-8", text), words())


def test_nor_is_what_a_speech_says() -> None:
    """Each took a minute and more in a title, a heading or the first item of a list."""
    with half_a_minute("市市市, 一点一点, 要做到要做到"):
        assert not titles._rules(words()).signed.fullmatch("市" * 60 + "。")
        assert not practices._aside(words()).fullmatch("一点" * 40 + "好")
        assert not items_rules.rules(words()).lead.fullmatch("要做到" * 30 + "X")
