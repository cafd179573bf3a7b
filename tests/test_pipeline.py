"""Whole runs of the command: the golden tree, bad input, people's pages, addresses, kills and locks."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cunjian import cli, store

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
TEA = (HERE.parent / "sources" / "a-village-chongjiang-tea.txt").read_bytes()


@pytest.fixture(autouse=True)
def _same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def base(folder: Path, **files: bytes) -> Path:
    """A knowledge base with these sources (a__txt names a.txt)."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / "sources" / name.replace("__", ".")).write_bytes(content)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(root: Path, *command: str) -> int:
    return cli.main([*command, "--root", str(root)])


def entries(root: Path, kind: str) -> dict[str, str]:
    """Name -> id of a kind, from the index."""
    index = json.loads((root / "docs" / "data" / "index.json").read_text("utf-8"))
    return {e["name"]: e["id"] for e in index["entries"] if e["kind"] == kind}


def test_golden_tree(tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(GOLDEN / "sources", root / "sources")
    assert run(root, "convert") == 0
    expected = GOLDEN / "docs"
    if os.environ.get("UPDATE_GOLDEN"):  # make golden
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(root / "docs", expected, ignore=shutil.ignore_patterns("search"))
    # The search index is not for reading: tests/test_search.py looks after it.
    found = {path: content for path, content in tree(root / "docs").items() if not path.startswith("assets/search/")}
    assert sorted(found) == sorted(tree(expected))
    assert {path for path, content in tree(expected).items() if found[path] != content} == set()


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    root = base(tmp_path, a__txt=TEA)
    assert run(root, "build") == 0
    before = tree(root / "docs") | tree(root / "site") | tree(root / "curation")
    assert run(root, "build") == 0
    assert tree(root / "docs") | tree(root / "site") | tree(root / "curation") == before


def test_no_sources_cannot_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "convert") == 2
    (tmp_path / "sources").mkdir()
    assert run(tmp_path, "convert") == 2
    assert "sources/ 里没有讲话稿" in capsys.readouterr().err


def test_bad_files_do_not_stop_the_good_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = base(tmp_path, good__txt=TEA, empty__txt=b"", blank__txt=b" \n\n", binary__txt=bytes(range(256)) * 40,
                picture__jpg=b"\xff\xd8\xff")  # fmt: skip
    assert run(root, "convert") == 1
    said = capsys.readouterr().err
    for name in ("empty.txt", "blank.txt", "binary.txt", "picture.jpg"):
        assert sum(f"sources/{name}：" in line for line in said.splitlines()) == 1
    assert "Traceback" not in said
    assert len(entries(root, "speech")) == 1


def test_a_damaged_byte_is_shown_and_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "柳河村推行积分制。\n村里办起积分超市。\n".encode("gb18030")
    root = base(tmp_path, a__txt=text[:-6] + b"\xff" + text[-6:])
    assert run(root, "convert") == 1
    said = capsys.readouterr().err
    assert "sources/a.txt：第2行" in said
    assert "损坏的字节" in said


def test_the_report_says_why_a_speech_has_no_practice(tmp_path: Path) -> None:
    plain = "柳河村推行积分制，村里办起积分超市，一年兑换320件。\n群众都说好，年底一算账，家家都添了收入。\n"
    root = base(tmp_path, a__txt=plain.encode(), b__txt=TEA)
    assert run(root, "convert") == 0
    rows = [row for row in (root / "review" / "report.html").read_text("utf-8").split("<tr>") if "所以没有做法" in row]
    assert len(rows) == 1
    assert "sources/a.txt" in rows[0]


def test_a_sentence_that_points_back_stays_with_the_one_before(tmp_path: Path) -> None:
    text = (
        "河口镇的做法\n一、抓党建联建\n镇里成立联合党委，推行项目联建，把各村的茶园连成一片。石塘村集体收入由10万元增加到32万元。"
        "该村还拿出收益的20%设立孝老基金。\n各村每月开一次联席会，大事小事一起商量。\n"
    )
    root = base(tmp_path, a__txt=text.encode())
    assert run(root, "convert") == 0
    page = next(p.read_text("utf-8") for p in (root / "docs" / "practices").glob("p*.md") if "孝老基金" in p.read_text("utf-8"))
    how, came = page.split("## 成效")[0], page.split("## 成效")[1]
    assert "石塘村集体收入" in came
    assert "孝老基金" in came
    assert "联席会" in how


def test_two_copies_are_one_speech_in_the_figures(tmp_path: Path) -> None:
    root = base(tmp_path, a__txt=TEA, b__txt=TEA)
    assert run(root, "convert") == 0
    export = json.loads(_exported(root))
    leader, copy = sorted(export["speeches"], key=lambda s: s["duplicate_of"] is not None)
    assert copy["duplicate_of"] == leader["id"]
    assert any(f["kind"] == "near-duplicate" for f in copy["flags"])
    assert {f["evidence"]["speech"] for f in export["figures"]} == {leader["id"]}


def test_a_file_that_calls_itself_a_copy_does_not_lead(tmp_path: Path) -> None:
    root = base(tmp_path, A副本__txt=TEA, 松岭镇发言__txt=TEA)
    assert run(root, "convert") == 0
    cards = {s["file"]: s["duplicate_of"] for s in json.loads(_exported(root))["speeches"]}
    assert cards["sources/松岭镇发言.txt"] is None
    assert cards["sources/A副本.txt"]


def _exported(root: Path) -> str:
    file = root / "export.json"
    assert cli.main(["export", "--root", str(root), str(file)]) == 0
    return file.read_text("utf-8")


def test_every_exported_quote_stands_at_its_place(tmp_path: Path) -> None:
    root = base(tmp_path, a__txt=TEA)
    run(root, "convert")
    export = json.loads(_exported(root))
    texts = {s["id"]: s["reading_text"] for s in export["speeches"]}
    seen = 0

    def walk(node: object) -> None:
        nonlocal seen
        if isinstance(node, dict):
            if {"speech", "start", "end", "quote"} <= node.keys():
                seen += 1
                assert texts[node["speech"]][node["start"] : node["end"]] == node["quote"]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(export)
    assert seen > 50


def test_a_page_that_a_person_changed_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = base(tmp_path, a__txt=TEA)
    run(root, "convert")
    page = next((root / "docs" / "villages").glob("v*.md"))
    mine = page.read_text("utf-8") + "\n编者按：此村可作现场教学点。\n"
    page.write_text(mine, "utf-8")
    (root / "docs" / "index.md").write_text("# 我们自己的首页\n", "utf-8")
    assert run(root, "convert") == 1
    assert page.read_text("utf-8") == mine
    assert (root / "review" / "villages" / page.name).is_file()
    assert (root / "docs" / "index.md").read_text("utf-8") == "# 我们自己的首页\n"
    assert f"docs/villages/{page.name}：有人改过这一页" in capsys.readouterr().err


def test_addresses_survive_rename_removal_and_return(tmp_path: Path) -> None:
    root = base(tmp_path, a__txt=TEA)
    run(root, "convert")
    speech, terms = entries(root, "speech"), entries(root, "term")
    (root / "sources" / "a.txt").rename(root / "sources" / "moved.txt")
    run(root, "convert")
    assert (entries(root, "speech"), entries(root, "term")) == (speech, terms)
    (root / "sources" / "moved.txt").unlink()
    (root / "sources" / "other.txt").write_text("柳河村的做法\n\n一、推行积分制\n柳河村推行积分制，群众都说好。\n", "utf-8")
    run(root, "convert")
    page = root / "docs" / "speeches" / f"{next(iter(speech.values()))}.md"
    assert "撤下" in page.read_text("utf-8") or "不再" in page.read_text("utf-8")
    (root / "sources" / "moved.txt").write_bytes(TEA)
    run(root, "convert")
    assert speech.items() <= entries(root, "speech").items()


def test_corrections_are_applied_or_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = base(tmp_path, a__txt=TEA)
    run(root, "convert")
    village = entries(root, "village")["崇江村"]
    term = entries(root, "term")["积分超市"]
    (root / "curation" / "corrections.yml").write_text(
        f"- page: {village}\n  note: 已核对。\n- page: {term}\n  not_a: term\n- page: t00000000\n  rename: 无此页\n", "utf-8"
    )
    assert run(root, "convert") == 1
    assert "已核对。" in (root / "docs" / "villages" / f"{village}.md").read_text("utf-8")
    assert "积分超市" not in entries(root, "term")
    assert "t00000000" in capsys.readouterr().err


def test_a_second_run_at_once_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = base(tmp_path, a__txt=TEA)
    held = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(root)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": _PATH}
    )
    try:
        assert held.stdout is not None
        assert held.stdout.readline() == b"held\n"
        assert run(root, "convert") == 2
        assert not (root / "docs").exists()
    finally:
        held.kill()
        held.wait()
    assert run(root, "convert") == 0


_PATH = str(HERE.parent / "scripts")
_HOLD = """
import sys, time
from pathlib import Path
from cunjian import store
with store.lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is a POSIX thing")
def test_killed_at_any_moment_the_next_run_finishes(tmp_path: Path) -> None:
    clean = base(tmp_path / "clean", a__txt=TEA)
    assert run(clean, "build") == 0
    root = base(tmp_path / "killed", a__txt=TEA)
    moments = random.Random(7)
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-m", "cunjian", "build", "--root", str(root)],
            env=os.environ | {"PYTHONPATH": _PATH}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(moments.uniform(0.4, 2.5))
        child.kill()
        child.wait()
    assert run(root, "build") == 0
    for part in ("docs", "site", "curation"):
        assert tree(root / part) == tree(clean / part)


def test_nothing_is_written_where_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                   capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    root = base(tmp_path, a__txt=TEA)
    run(root, "convert")
    before = tree(root / "docs")

    def full(*_: object, **__: object) -> bool:
        raise store.CunjianError(f"{root}：写不进去：磁盘已满，请腾出空间后再运行一次。")

    base(root, b__txt=TEA[: len(TEA) // 2])
    monkeypatch.setattr(store, "write", full)
    assert run(root, "convert") == 2
    assert "磁盘已满" in capsys.readouterr().err
    assert tree(root / "docs") == before


def test_what_earlier_versions_of_the_search_made_goes(tmp_path: Path) -> None:
    root = base(tmp_path, a__txt=TEA)
    kept = root / "docs" / "assets" / "mine.js"
    for old in ("names.js", "mine.js", "search/g/zzz.js"):
        file = root / "docs" / "assets" / old
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", "utf-8")
    assert run(root, "convert") == 0
    assert not (root / "docs" / "assets" / "names.js").exists()
    assert not (root / "docs" / "assets" / "search" / "g" / "zzz.js").exists()
    assert kept.read_text("utf-8") == "x"


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    root = base(tmp_path, a__txt="关于党建的发言\n\n一、建强支部\n支部推行“三单”管理，一件一件办。\n".encode())
    assert run(root, "convert") == 0
    left = [root / "curation" / ".cunjian-abc.tmp", root / "docs" / "speeches" / ".cunjian-abc.tmp"]
    for path in left:
        path.write_bytes(b"x")
    assert run(root, "convert") == 0
    assert [path for path in left if path.exists()] == []
