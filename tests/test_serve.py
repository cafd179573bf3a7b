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

    def pause() -> None:
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


def test_a_port_in_use_is_refused(base: Path) -> None:
    taken = serving._server(base, 0)
    try:
        port = taken.server_address[1]
        with pytest.raises(CannotRun, match=f"端口 {port} 用不了"):
            serving.serve(base, lambda: 0, port)
    finally:
        taken.server_close()
