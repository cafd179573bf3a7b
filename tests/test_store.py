"""store.py: nothing half-written, one run at a time."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cunjian import store
from cunjian.errors import CannotRun, CunjianError


def test_write_says_whether_anything_changed(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "speeches" / "a.md"
    assert store.write(path, "一\n")
    assert not store.write(path, "一\n")
    assert store.write(path, b"\xe4\xba\x8c\n")
    assert path.read_text("utf-8") == "二\n"
    assert [p.name for p in path.parent.iterdir()] == ["a.md"]


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    store.write(path, "一")
    os.utime(path, (1, 1))
    store.write(path, "一")
    assert path.stat().st_mtime == 1


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("别动")
    (tmp_path / "a").symlink_to(outside)
    store.write(tmp_path / "a", "一")
    assert outside.read_text() == "别动"
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize(("number", "says"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "只读"), (errno.EIO, "磁盘读写出错"), (errno.ENXIO, "系统说")])
def test_a_failure_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, says: str
) -> None:
    path = tmp_path / "a"
    store.write(path, "旧")

    def fail(*_: object) -> None:
        raise OSError(number, "injected")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
    with pytest.raises(CunjianError, match=says):
        store.write(path, "新")
    monkeypatch.undo()
    assert path.read_text("utf-8") == "旧"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_file_where_a_folder_must_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("")
    with pytest.raises(CunjianError, match="docs"):
        store.write(tmp_path / "docs" / "a.md", "一")


def test_remove(tmp_path: Path) -> None:
    store.write(tmp_path / "a", "一")
    assert store.remove(tmp_path / "a")
    assert not store.remove(tmp_path / "a")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CunjianError):
        store.remove(tmp_path / "folder")


KILLED = """
import os, signal, sys
from pathlib import Path
from cunjian import store
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
store.write(Path(sys.argv[1]), "新")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_before_the_rename_leaves_the_old_file_and_the_next_run_sweeps(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "a.md"
    store.write(path, "旧")
    scripts = str(Path(store.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], env={**os.environ, "PYTHONPATH": scripts}, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert path.read_text("utf-8") == "旧"
    assert len(list(path.parent.iterdir())) == 2
    assert store.sweep(tmp_path) == 1
    assert [p.name for p in path.parent.iterdir()] == ["a.md"]
    assert store.sweep(tmp_path / "missing") == 0


def test_a_second_run_is_refused_and_the_next_one_is_not(tmp_path: Path) -> None:
    with store.lock(tmp_path), pytest.raises(CannotRun, match="另一个 cunjian"), store.lock(tmp_path):
        pass
    with store.lock(tmp_path):
        pass


def _hold(root: Path, ready: multiprocessing.synchronize.Event) -> None:
    with store.lock(root):
        ready.set()
        signal.pause()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork")
def test_the_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    run = context.Process(target=_hold, args=(tmp_path, ready))
    run.start()
    assert ready.wait(20)
    with pytest.raises(CannotRun), store.lock(tmp_path):
        pass
    run.kill()
    run.join()
    with store.lock(tmp_path):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork")
def test_a_worker_that_outlives_its_run_does_not_hold_the_folder(tmp_path: Path) -> None:
    here, there = os.pipe()
    with store.lock(tmp_path):
        child = os.fork()
        if child == 0:
            os.write(there, b"!")
            signal.pause()
            os._exit(0)
        assert os.read(here, 1) == b"!"
    try:
        with store.lock(tmp_path):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_long_text_is_written_in_parts_and_left_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert store.write(file, iter(["党员", "", "活动\n"]), durable=False)
    assert file.read_text("utf-8") == "党员活动\n"
    before = store.stat(file)
    assert not store.write(file, iter(["党", "员活动\n"]), durable=False)
    assert store.stat(file) == before
    assert store.write(file, iter(["党员活动日\n"]), durable=False)
    assert sorted(f.name for f in tmp_path.rglob("*") if f.is_file()) == ["a.csv"]  # and nothing beside it


@pytest.mark.parametrize("links", [True, False])
def test_a_copy_stays_as_it_was_when_the_file_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    file, second = tmp_path / "a.json", tmp_path / "b" / "a.json"

    def refuse(*_: object) -> None:  # as a FAT disk does
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    store.write(file, "党员", durable=False)
    for _ in range(2):  # the second time both are one already
        store.copy(file, second)
    store.write(file, "活动", durable=False)
    assert (second.read_text("utf-8"), file.read_text("utf-8")) == ("党员", "活动")
    assert sorted(f.name for f in tmp_path.rglob("*") if f.is_file()) == ["a.json", "a.json"]
