"""The command line speaks Chinese: headings of help, and every complaint about how a command was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import by_hand
from cunjian import cli

WRONG = {
    "": "少写了 命令",
    "--frob": "少写了 命令",
    "frob": "没有 frob 这个命令",
    "build --frob": "不认识 --frob",
    "build --jobs x": "--jobs：x 不是从 1 到 1024 的整数",
    "serve --port 99999": "--port：99999 不是从 1 到 65535 的整数",
    "serve --port=-4": "--port：-4 不是从 1 到 65535 的整数",
    "bundle --verify": "--verify 后面要写一个值",
    "bundle --diff one": "--diff 后面要写 2 个值",
    "bundle --v a": "--v 可能是 --village, --verify，请写全",
    "build --withhold-pii=3": "--withhold-pii 后面不写值，不能写 3",
    "export": "少写了 FILE",
    "links": "少写了 FILE",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_command_is_told_in_chinese(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(line.split()) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"命令写法有误：{WRONG[line]}。运行 cunjian ")
    assert told.count("\n") == 1


@pytest.mark.parametrize("name", [None, *cli.COMMANDS])
def test_help_has_no_english_heading(name: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*([name] if name else []), "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：cunjian")
    assert re.findall(r"^(\S+):$", told, re.MULTILINE) in (["选项"], ["参数", "选项"])


def test_a_folder_is_no_speech(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["inspect", str(tmp_path), "--root", str(tmp_path)]) == 2
    assert "是一个文件夹" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["inspect no.txt", "links no.docx", "check --since no.tsv", "new file/below"])
def test_why_a_file_does_not_open_is_told_in_chinese(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "docs" / "data").mkdir(parents=True)
    (tmp_path / "docs" / "data" / "index.json").write_text('{"entries": [], "notices": []}', "utf-8")
    assert cli.main(line.split()) in (1, 2)
    told = capsys.readouterr().err
    assert "没有这个文件" in told or "有一段是文件" in told
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", told)


ODD = {
    "export x.json": "docs/data：数据不完整，或被改动过。请重新运行 cunjian build。",
    "links text.txt": "docs/data/index.json：没有可用的数据",
    "bundle --diff text.txt text.txt": "text.txt：不能比较：不是完好的压缩包",
    "bundle --diff empty empty": "empty：不能比较：里面没有村鉴的网站数据",
    "bundle --out docs": "--out：“docs”不是文件名",
    "check --root text.txt": "text.txt 是一个文件，不是知识库文件夹",
    "check": "site/：还没有网站，请重新运行 cunjian build。",
    "evaluate list": "list/x/gold.json：最外层应是 { }",
    "evaluate less": "less/x/gold.json：缺少 noise、headings",
    "build": "site：网站要放在这里，但已有一个同名的文件",
}


@pytest.mark.parametrize("line", ODD)
def test_odd_files_are_told_of_in_a_sentence(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    by_hand.put(tmp_path, "text.txt", "一、柳湾村的做法\n　　柳湾村推行积分制。\n")
    by_hand.put(tmp_path, "sources/a.txt", "一、柳湾村的做法\n　　柳湾村推行积分制。\n")
    by_hand.put(tmp_path, "docs/data/index.json", "[]")
    by_hand.put(tmp_path, "list/x/gold.json", "[]")
    by_hand.put(tmp_path, "less/x/gold.json", '{"title": "一"}')
    (tmp_path / "empty").mkdir()
    if line == "build":
        by_hand.put(tmp_path, "site", "别的东西")
    assert cli.main(line.split()) in (1, 2)
    told = capsys.readouterr().err
    assert ODD[line] in told
    assert not (tmp_path / ".cunjian-error.log").exists()


def test_links_that_lead_nowhere_stop_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_hand.put(tmp_path, "sources/a.txt", "一、柳湾村的做法\n　　柳湾村推行积分制。\n")
    for name, to in {"sources/b.txt": "nowhere", "sources/self": ".", "docs/x.md": "nowhere", "docs/x.csv": "nowhere",
                     "courses/.#a.md": "nowhere", "curation/a": "a"}.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(to)
    assert cli.main(["build", "--root", str(tmp_path), "--jobs", "1"]) == 1
    told = capsys.readouterr().err
    assert all(f"{name}：" in told for name in ("sources/b.txt", "docs/x.md", "docs/x.csv"))
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", told)
    assert list((tmp_path / "site" / "speeches").glob("s*.html"))
    assert cli.main(["build", "--root", str(tmp_path), "--jobs", "1"]) == 1
    assert "docs/x.md：" in capsys.readouterr().err
