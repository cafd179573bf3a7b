"""`cunjian new`: a knowledge base that works as soon as a speech lies in it, and never over somebody's files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cunjian import cli, curation, pipeline, starter
from cunjian.acquire import READERS, is_source
from cunjian.errors import CannotRun


@pytest.mark.parametrize("there", [False, True])
def test_new_knowledge_base_waits_for_speeches(tmp_path: Path, there: bool, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "某县 知识库"
    if there:
        folder.mkdir()
    assert cli.main(["new", str(folder)]) == 0
    assert "sources" in capsys.readouterr().err
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert found == set(starter.FILES)
    assert not any(is_source(p) for p in (folder / "sources").iterdir())
    with pytest.raises(CannotRun, match="没有讲话稿"):
        pipeline.sources(folder)


def test_a_speech_dropped_in_is_converted(tmp_path: Path) -> None:
    starter.new(tmp_path / "kb")
    (tmp_path / "kb" / "sources" / "a.txt").write_text("题目\n　　柳湾村推行“三单”管理。\n", "utf-8")
    assert cli.main(["convert", "--root", str(tmp_path / "kb")]) == 0


def test_the_words_in_sources_name_every_format_that_can_be_read() -> None:
    named = re.findall(r"\.([a-z]+)", starter.SOURCES.split("能读", 1)[1].split("。", 1)[0])
    assert sorted(named) == sorted(READERS)


def test_the_examples_in_the_corrections_file_are_good_ones(tmp_path: Path) -> None:
    """Without their #, every line is an entry that is understood."""
    starter.new(tmp_path)
    file = tmp_path / "curation" / "corrections.yml"
    assert not curation.load(tmp_path).corrections
    assert not curation.load(tmp_path).problems
    example = starter.CORRECTIONS.split("#\n", 1)[1]
    file.write_text("".join(line.removeprefix("# ") for line in example.splitlines(keepends=True)), "utf-8")
    decided = curation.load(tmp_path)
    assert not decided.problems
    assert {c.action for c in decided.corrections} >= {"rename", "merge_into", "not_a", "category", "alias", "withhold"}


def test_a_folder_with_files_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("我的", "utf-8")
    assert cli.main(["new", str(tmp_path)]) == 2
    assert "已经有文件" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_hold_one_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        assert cli.main(["new", str(place)]) == 2
        assert "不能建成知识库" in capsys.readouterr().err


def test_trainers_find_the_same_words_here_and_in_a_fresh_knowledge_base() -> None:
    here = Path(__file__).parents[1] / "courses" / "README.md"
    assert here.read_text("utf-8") == starter.COURSES
