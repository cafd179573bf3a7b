"""Traditional characters: read, shown as they are, joined with the simplified names; and names nobody can tell apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from cunjian import cli, pipeline
from cunjian.gather import names
from cunjian.link.squeeze import squeeze
from cunjian.script import as_written, fold, widths

SIMPLE = """在全县党建工作推进会上的发言
云岭乡党委书记
各位领导、同志们：
一、强化队伍建设
云岭乡推行“三单管理”工作法，落实“三会一课”制度。崇江村发展产业，村集体年收入36万元，获评全国文明村。
二、办好实事
云岭乡开展“屋场夜话”活动，崇江村组织党员志愿服务12次，为群众办实事。
谢谢大家！
"""
OTHER = """在全县党建工作推进会上的汇报
云岭乡党委书记
各位领导、同志们：
一、强化队伍建设
云岭乡推行“三单管理”工作法，落实“三会一课”制度。崇江村另有新事，今年村集体年收入41万元。
屋场夜话开了20场，党员都说好，大家听了很受启发，愿意把这件事做下去。
谢谢大家！
"""
TRADITIONAL = OpenCC("s2t").convert(OTHER)


@given(st.text())
def test_folding_keeps_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text) == len(widths(text))
    assert fold(fold(text)) == fold(text)


def test_simplified_text_is_not_touched() -> None:
    for text in (SIMPLE, "乾县、瞭望、藉此、沈阳、着力、征兵、宫商角徵羽、朱镕、喆、堃、囍、亁"):
        assert fold(text)[:20] == widths(text)[:20] or "亁" in text
    assert fold("乾县徵羽") == "乾县徵羽"


def test_traditional_text_folds_to_simplified() -> None:
    assert TRADITIONAL != OTHER
    assert fold(TRADITIONAL) == fold(OTHER)
    assert as_written("党建", fold("抓黨建"), "抓黨建") == "黨建"


@pytest.fixture
def data(tmp_path: Path) -> dict[str, object]:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(SIMPLE, "utf-8")
    (tmp_path / "sources" / "b.txt").write_bytes(TRADITIONAL.encode("big5hkscs"))
    assert cli.main(["convert", "--root", str(tmp_path)]) == 0
    return pipeline.export(tmp_path)


def test_shown_as_it_is_and_joined(data: dict[str, list[dict[str, object]]]) -> None:
    speeches = {s["file"]: s for s in data["speeches"]}
    other = speeches["sources/b.txt"]
    assert other["encoding"] == "big5"
    assert other["title"] == "在全縣黨建工作推進會上的彙報"
    assert [o["title"] for o in other["outline"]] == ["強化隊伍建設"]  # type: ignore[attr-defined]
    assert other["speaker"] and "鄉黨委書記" in str(other["speaker"])  # noqa: PT018
    term = next(t for t in data["terms"] if "三单管理" in str(t["name"]))
    assert {m["speech"] for m in term["mentions"]} == {s["id"] for s in data["speeches"]}  # type: ignore[attr-defined,index]
    quotes = [m["quote"] for m in term["mentions"] if m["speech"] == other["id"]]  # type: ignore[attr-defined,index]
    assert quotes
    assert all("三單管理" in q for q in quotes)
    villages = [v for v in data["villages"] if v["name"] == "崇江村"]
    assert len(villages) == 1


INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u200e", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff", "\xad", "\u061c", "\ufe0f"]


@pytest.mark.parametrize("char", INVISIBLE, ids=lambda c: f"{ord(c):04X}")
def test_what_nobody_sees_makes_no_second_name(char: str) -> None:
    assert names.key(f"三单{char}管理") == names.key("三单管理")
    assert squeeze(f"三单{char}管理").text == "三单管理"


def test_terms_and_villages_with_hidden_characters_are_one(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(SIMPLE, "utf-8")
    hidden = SIMPLE.replace("崇江村", "崇江\u200b村").replace("三单管理", "三\u202e单\u202c管理").replace("推进", "总结")
    hidden = hidden.replace("36万元", "50万元") + "另外还有一些新的内容，写在这里，和那一篇不一样。\n"
    (tmp_path / "sources" / "b.txt").write_text(hidden, "utf-8")
    assert cli.main(["convert", "--root", str(tmp_path)]) == 0
    data = json.loads(json.dumps(pipeline.export(tmp_path)))
    keys = [names.key(t["name"]) for t in data["terms"]]
    assert len(keys) == len(set(keys))
    assert sum("江村" in names.bare(v["name"]) for v in data["villages"]) == 1
    assert not any(c in e["name"] for kind in ("terms", "villages") for e in data[kind] for c in INVISIBLE)
    flags = [f["kind"] for s in data["speeches"] for f in s["flags"]]
    assert "invisible-characters" in flags
