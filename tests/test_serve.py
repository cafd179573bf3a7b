"""ship/serve: what counts as a change, and the local server around the build."""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path

import pytest

import by_hand
from cunjian.errors import CannotRun
from cunjian.ship import serve as serving
from cunjian.ship import site as sites


def test_only_what_people_write_is_an_input(base: Path) -> None:
    by_hand.put(base, "sources/a.txt", "x")
    seen = serving.snapshot(base)
    settings = {"mkdocs.yml", "overrides/partials/copyright.html"}
    assert set(seen) == settings | {"docs/index.md", "docs/a/b.md", "sources/a.txt"}
    by_hand.put(base, "docs/speeches/s1.md", "x")
    by_hand.put(base, "docs/data/index.json", "x")
    by_hand.put(base, "curation/ids.tsv", "x")
    by_hand.put(base, "docs/about.md", by_hand.sealed("关于"))
    by_hand.put(base, "sources/~$a.docx", "x")
    assert serving.changes(base, seen) == []
    by_hand.put(base, "sources/b.txt", "x")
    by_hand.put(base, "docs/about.md", by_hand.sealed("关于") + "改过")
    (base / "docs" / "a" / "b.md").unlink()
    assert serving.changes(base, seen) == ["docs/a/b.md", "docs/about.md", "sources/b.txt"]


def test_a_change_is_built_and_served(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built, stop = threading.Semaphore(0), threading.Event()
    servers = [serving._server(base / "site", 0)]
    monkeypatch.setattr(serving, "_server", lambda site, port: servers[0])

    def once() -> int:
        sites.build(base, base)
        built.release()
        return 0

    def pause(seconds: float) -> None:
        if stop.wait(0.05):
            raise KeyboardInterrupt

    monkeypatch.setattr(serving, "_pause", pause)
    runner = threading.Thread(target=serving.serve, args=(base, once, 0))
    runner.start()
    try:
        assert built.acquire(timeout=30)
        by_hand.put(base, "docs/index.md", "# 改了的首页\n")
        assert built.acquire(timeout=30)
        address = f"http://127.0.0.1:{servers[0].server_address[1]}/index.html"
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert "改了的首页" in answer.read().decode()
    finally:
        stop.set()
        runner.join(30)
    said = capsys.readouterr().err
    assert "docs/index.md有改动" in said
    assert said.endswith("已结束。\n")


def test_an_edited_speech_is_shown_before_the_site_is_built(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun, go_on, looked = threading.Semaphore(0), threading.Semaphore(0), threading.Semaphore(0)
    stop = threading.Event()
    server = serving._server(base / "site", 0)
    monkeypatch.setattr(serving, "_server", lambda site, port: server)
    by_hand.put(base, "site/speeches/s1.html", "旧的一页")
    by_hand.put(base, "sources/a.txt", "第一稿")

    def build() -> int:
        text = (base / "sources" / "a.txt").read_text("utf-8")
        begun.release()
        assert go_on.acquire(timeout=60)
        by_hand.put(base, "site/speeches/s1.html", f"正式：{text}")
        by_hand.put(base, "docs/assets/terms.js", text)  # what a build writes is no change
        return 0

    def proof(name: str) -> list[tuple[str, bytes]]:
        if name == "sources/broken.txt":
            raise ValueError
        return [("speeches/s1.html", f"先看：{(base / name).read_text('utf-8')}".encode())]

    def pause(seconds: float) -> None:
        looked.release()
        if stop.wait(0.02):
            raise KeyboardInterrupt

    def shown() -> str:
        with urllib.request.urlopen(f"{server.url}speeches/s1.html?a=1#j1", timeout=30) as answer:
            return str(answer.read().decode())

    def edit(name: str, text: str) -> None:
        by_hand.put(base, "saving", text)
        (base / "saving").replace(base / name)  # in one step: a look may fall anywhere

    def looks(count: int) -> None:
        for _ in range(count):
            assert looked.acquire(timeout=60)

    monkeypatch.setattr(serving, "_pause", pause)
    runner = threading.Thread(target=serving.serve, args=(base, build, 0, proof))
    runner.start()
    try:
        go_on.release()
        assert begun.acquire(timeout=60)
        looks(2)
        assert shown() == "正式：第一稿"
        edit("sources/a.txt", "第二稿，改过")
        assert begun.acquire(timeout=60)  # the build has read it and waits
        assert shown() == "先看：第二稿，改过"
        edit("sources/broken.txt", "读不了的")
        edit("sources/a.txt", "第三稿，又改过一次")  # while that build is still at work
        while shown() != "先看：第三稿，又改过一次":
            looks(1)
        go_on.release()
        assert begun.acquire(timeout=60)  # a second build for what came after
        assert (base / "site/speeches/s1.html").read_text("utf-8") == "正式：第二稿，改过"
        assert shown() == "先看：第三稿，又改过一次"  # what is newer than the site stays
        go_on.release()
        while shown() != "正式：第三稿，又改过一次":
            looks(1)
        while looked.acquire(blocking=False):
            pass
        looks(3)
        assert not begun.acquire(blocking=False)  # and no third
    finally:
        stop.set()
        go_on.release()
        runner.join(60)
    assert "sources/a.txt 的页面已可先看" in capsys.readouterr().err


def test_a_port_in_use_is_refused(base: Path) -> None:
    taken = serving._server(base, 0)
    try:
        port = taken.server_address[1]
        with pytest.raises(CannotRun, match=f"端口 {port} 用不了"):
            serving.serve(base, lambda: 0, port)
    finally:
        taken.server_close()
