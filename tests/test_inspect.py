"""`cunjian inspect`: everything that was found is shown, nothing is written, no escape sequence gets through."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import by_hand
from cunjian import cli, curation, inspect, labels, speech
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.divide.styles import STYLES
from cunjian.extract import extract
from cunjian.inspect.marks import Mark, marks
from cunjian.inspect.visible import visible
from cunjian.model import Raw, Reading, Span

DECIDED = curation.load(curation.house())
SPEECH = (
    "建强堡垒 服务群众\n本文档由用户上传\n一、推行“三单”管理\n"
    "　　青禾县柳湾村推行“三单”管理，制定任务清单、问题清单、责任清单，集体收入***万元，入户2022%。\n"
)


def read(text: str, file: str = "sources/a.txt") -> Reading:
    """A text from its characters to its mentions."""
    raw = Raw(file, 0, "0" * 64, "txt", "utf-8", text)
    cleaned = clean(raw, DECIDED.words)
    return extract(raw, cleaned, divide(raw, cleaned, DECIDED.words), DECIDED)


def shown(*readings: Reading, colours: bool = False) -> str:
    """What the terminal gets."""
    out = io.StringIO()
    inspect.show(readings, Console(file=out, force_terminal=colours, color_system="standard" if colours else None, width=80))
    return out.getvalue()


def test_all_that_was_found_is_shown() -> None:
    reading = read(SPEECH)
    out = shown(reading)
    assert "1 推行“三单”管理" in out
    assert "site-notice" in out or "edge-notice" in out
    assert "本文档由用户上传" in out
    assert "原文未见" in out
    found = marks(reading)
    assert {m.sign for m in found} >= {"术", "隐", "疑"}
    for mark in found:
        assert f"‹{mark.label} " in out
        assert f"{mark.label} {mark.name} · {mark.rule or '—'}" in out
        assert not re.search("[a-z]{4}", mark.detail)  # kinds, levels and scopes have Chinese names


def test_points_of_an_unquoted_name_are_shown() -> None:
    """Each sign with its points, and what they come to: more than the limit."""
    reading = read("题目\n　　全镇推行炕头夜学制，月月办。\n")
    out = io.StringIO()
    inspect.show([reading], Console(file=out, width=80), [speech.why(reading, DECIDED)])
    line = next(line for line in out.getvalue().splitlines() if line.strip().startswith("得分"))
    total, _, signs = line.strip().removeprefix("得分 ").partition("：")
    told = {name: int(points) for name, points in (sign.split(" ") for sign in signs.split("，"))}
    assert "前立到句读" in told
    assert sum(told.values()) == int(total) > DECIDED.words.numbers["signs.limits"]["取"]


def test_points_of_the_title_and_words_of_a_category_are_shown() -> None:
    """The title with its signs, the best of what else might be one, and the words for the category of each practice."""
    reading = read("县委书记在全县党建会上的发言\n建强支部带富柳湾村\n一、建好支部班子\n　　支部班子齐心干，柳湾村的集体收入年年增长。\n")
    out = io.StringIO()
    inspect.show([reading], Console(file=out, width=80), [speech.why(reading, DECIDED)])
    title, rival = (line.strip() for line in out.getvalue().splitlines()[1:3])
    total, _, signs = title.removeprefix("题目得分 ").partition("：")
    told = {name: int(points) for name, points in (sign.split(" ") for sign in signs.split("，"))}
    assert told.keys() == {"行话", "下即正文"}
    assert sum(told.values()) == int(total)
    assert rival.startswith("没有取《县委书记在全县党建会上的发言》得分 ")
    assert re.search(r"    归入“班子建设”：标题“支部班子” \+\d+，", out.getvalue())


def test_styles_of_headings_have_chinese_names() -> None:
    text = "题目\n一、建好班子\n（一）选好人\n　　一班人齐心干，事情就好办了许多。\n二、办好实事\n　　实事办好了，群众自然满意。\n"
    assert re.search(r"1 建好班子  \[一、，第2行\]\n  2 选好人  \[（一），第3行\]", shown(read(text)))
    styles = {name for name, _ in STYLES} | {"kicker", "line", "lead", "sub-lead", "bold", "row"}
    assert styles <= labels.STYLE.keys()


def test_a_style_that_ends_in_a_comma_is_followed_by_one() -> None:
    body = "　　支部带着大家干，一班人齐心，事情就好办了许多，群众个个都说好。\n"
    out = shown(read(f"建强堡垒 服务群众\n第一，建强班子\n{body}第二，管好队伍\n{body}"))
    assert "[第一，第" in out
    assert "，，" not in out


def test_the_text_itself_is_whole() -> None:
    """Without the signs of the marks, the shown text is the clean text."""
    reading = read(SPEECH)
    pieces = inspect._marked(reading.clean.text, marks(reading))
    text = "".join(p if isinstance(p, str) else p[0] for p in pieces)
    assert text in shown(reading)
    assert re.sub(r"‹[术村数誉隐疑]\d+ |›", "", text) == reading.clean.text


def test_no_colours_when_piped() -> None:
    assert "\x1b" not in shown(read(SPEECH))
    assert "\x1b[" in shown(read(SPEECH), colours=True)


def test_marks_that_cross_or_share_an_edge_are_all_closed() -> None:
    spans = [Span(0, 4), Span(2, 6), Span(2, 4), Span(4, 6), Span(0, 6)]
    crossing = [Mark("术", n, s, "甲", "r", "") for n, s in enumerate(spans, start=1)]
    text = "".join(p if isinstance(p, str) else p[0] for p in inspect._marked("一二三四五六七", crossing))
    assert text.count("‹") == text.count("›") == 5
    assert re.sub(r"‹术\d |›", "", text) == "一二三四五六七"


@given(st.text(max_size=80))
def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    """Whatever the speech, its file name or its title holds."""
    sent = shown(read("题目\n" + text.replace("\r", "\n") + "\n正文一句话。", file=f"sources/{text}.txt"))
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") for c in sent)


def test_visible_leaves_ordinary_text_alone() -> None:
    assert visible("三单管理，第1行\n“好”😀") == "三单管理，第1行\n“好”😀"
    assert visible("a\x1b[31m\u202eb\ufeff\t") == "a␛[31m⟨U+202E⟩b⟨U+FEFF⟩⇥"


def test_command_shows_a_file_anywhere_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand.put(tmp_path, "somewhere/a.txt", SPEECH)
    assert cli.main(["inspect", str(tmp_path / "somewhere" / "a.txt"), "--root", str(tmp_path)]) == 0
    assert "三单" in capsys.readouterr().out
    assert [p.name for p in tmp_path.rglob("*")] == ["somewhere", "a.txt"]


def test_command_says_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand.put(tmp_path, "empty.txt", "")
    for name in ("empty.txt", "missing.txt", "a.xyz"):
        assert cli.main(["inspect", str(tmp_path / name), "--root", str(tmp_path)]) == 2
        captured = capsys.readouterr()
        assert name in captured.err
        assert not captured.out
