"""Personal data: flagged for the editor, and withheld on request so that it stands nowhere in what is published."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian import cli
from cunjian.extract import pii
from cunjian.model import Raw

MOBILE, IDENTITY, CARD = "13912345678", "11010519491231002X", "6222026006705354216"
SPEECH = f"""在全县推进会上的发言
各位领导：
云岭乡崇江村支部书记的电话是{MOBILE}，身份证号{IDENTITY}，卡号{CARD}。
崇江村种有机茶800亩，联系 138 0013 8000，或 ＋86-１３９１２３４５６７８。
谢谢大家！
"""
SECRETS = (MOBILE, IDENTITY, CARD, "138 0013 8000", "１３９１２３４５６７８", "13800138000")


def kinds(text: str) -> list[str]:
    return sorted(kind for kind, _ in pii.places(text))


def test_what_is_personal_data() -> None:
    assert kinds(SPEECH) == ["card", "identity", "mobile", "mobile", "mobile"]
    assert kinds("139\u200b1234\u200b5678") == ["mobile"]


@pytest.mark.parametrize("text", [
    "11010519491231002", "110105194912310021", "6222026006705354219", "12912345678", "139123456789", "投入13912345678元"[:6],
    "编号A13912345678", "2023年，投入1380万元", "1111111111111111", "0000000000000000", "二维码20230115138001",
])  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert kinds(text) == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789X -\u200b年村", max_size=60))
def test_masking_keeps_length_and_leaves_none(text: str) -> None:
    raw = Raw("sources/a.txt", 0, "", "txt", "utf-8", text)
    masked = pii.masked(raw)
    assert len(masked.text) == len(text)
    assert pii.masked(masked).text == masked.text
    assert all(set(span.of(masked.text)) <= set("* -\u200b") for _, span in masked.withheld)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(SPEECH, "utf-8")
    return tmp_path


def published(root: Path) -> dict[str, str]:
    files = {p: p.read_bytes().decode("utf-8", "replace") for p in (root / "docs").rglob("*") if p.is_file()}
    files |= {p: p.read_bytes().decode("utf-8", "replace") for p in (root / "site").rglob("*") if p.is_file()}
    for zipped in root.glob("*.zip"):
        with zipfile.ZipFile(zipped) as archive:
            files |= {zipped / n: archive.read(n).decode("utf-8", "replace") for n in archive.namelist()}  # type: ignore[misc]
    return {str(path.relative_to(root)): text for path, text in files.items()}


def test_flagged(base: Path) -> None:
    assert cli.main(["convert", "--root", str(base)]) == 0
    speech = json.loads(next((base / "docs" / "data" / "speeches").glob("*.json")).read_text("utf-8"))["speech"]
    flags = [f for f in speech["flags"] if f["kind"] == "pii"]
    assert [f["quote"] for f in flags] == [MOBILE, IDENTITY, CARD, "138 0013 8000", "１３９１２３４５６７８"]
    assert MOBILE in (base / "review" / "report.html").read_text("utf-8")


def test_withheld_it_stands_nowhere(base: Path) -> None:
    assert cli.main(["bundle", "--root", str(base), "--withhold-pii"]) == 0
    files = published(base)
    assert len(files) > 50
    assert [(path, secret) for path, text in files.items() for secret in SECRETS if secret in text] == []
    text = next(t for path, t in files.items() if path.startswith("docs/data/texts/"))
    assert len(text) == len(SPEECH)
    assert "电话是***********，" in text
    assert cli.main(["check", "--root", str(base)]) == 0
