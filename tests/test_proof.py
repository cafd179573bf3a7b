"""proof: the page of an edited speech before the run that follows, the same as after it where it stands alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import by_hand
from cunjian import curation, pipeline, render
from cunjian.proof import Proofs
from cunjian.ship import proof as printed
from cunjian.ship import site

OWN = "在全县党建工作推进会上的发言\n\n一、推行三单管理\n　　我们推行“三单管理”，给每个村定任务清单、问题清单、责任清单。崇江村户均增收300元。\n"
OTHER = "另一篇发言\n\n一、开好屋场夜话\n　　每月开一次“屋场夜话”，群众有话当面说。\n"


def state(root: Path) -> dict[str, bytes]:
    return {f.as_posix(): f.read_bytes() for f in sorted(root.rglob("*")) if f.is_file()}


@pytest.fixture
def told(tmp_path: Path) -> Path:
    by_hand.put(tmp_path, "sources/a.txt", OWN)
    pipeline.convert(tmp_path, lambda *_: None)
    return tmp_path


def test_a_proof_is_the_page_that_the_run_makes(told: Path) -> None:
    by_hand.put(told, "sources/a.txt", OWN + "　　这一句是新写的，也讲三单管理。\n")
    before = state(told)
    ((address, html),) = Proofs(told).of("sources/a.txt")
    assert state(told) == before
    pipeline.convert(told, lambda *_: None)
    assert site.build(told, curation.house()) == []
    assert "这一句是新写的" in html.decode()
    assert html.replace(printed.NOTE.encode(), b"", 1) == (told / "site" / address).read_bytes()


def test_terms_of_other_speeches_are_linked(told: Path) -> None:
    by_hand.put(told, "sources/b.txt", OTHER)
    pipeline.convert(told, lambda *_: None)
    by_hand.put(told, "sources/a.txt", OWN + "　　支部也开屋场夜话。\n")
    by_hand.put(told, "sources/new.txt", "第三篇发言\n\n一、新的做法\n　　支部也开屋场夜话。\n")
    proofs = Proofs(told)
    for name in ("sources/a.txt", "sources/new.txt"):
        ((_, html),) = proofs.of(name)
        assert '.html">屋场夜话</a>' in html.decode()


def test_what_is_no_speech_or_a_persons_page_has_no_proof(told: Path) -> None:
    proofs = Proofs(told)
    assert [*proofs.of("docs/about.md"), *proofs.of("sources/gone.txt"), *proofs.of("sources/~$a.docx")] == []
    (page,) = (told / "docs" / "speeches").glob("s*.md")
    page.write_text(page.read_text("utf-8") + "\n有人写的。\n", "utf-8")
    assert list(proofs.of("sources/a.txt")) == []
    assert not render.untouched(page.read_text("utf-8"))
