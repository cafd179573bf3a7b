"""Killed, out of disk, write-protected: the next run completes, and hand edits, ledger and addresses are intact."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from killing import Bench, kill_at_random, seconds_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of POSIX")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench.made(tmp_path_factory.mktemp("killed") / "base", 2)


@pytest.mark.parametrize("command", ["convert", "bundle"])
def test_killed_at_random_moments(bench: Bench, command: str) -> None:
    counts = kill_at_random(bench, command, 3, seed=len(command), seconds=seconds_of(bench, command))
    assert counts["lost"] == counts["unmended"] == 0, counts


def _mount(folder: Path, size: str, *more: str) -> bool:
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    options = ",".join([f"size={size}", *more])
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("size", ["256k", "1m", "3m"])
def test_the_disk_is_full(bench: Bench, tmp_path: Path, size: str) -> None:
    small = tmp_path / "small"
    if not _mount(small, size):
        pytest.skip("不能挂载 tmpfs / cannot mount a tmpfs here")
    try:
        shutil.copytree(bench.root / "sources", small / "sources")
        here = Bench(small)
        done = here.run("bundle")
        told = done.stderr.decode()
        assert done.returncode == 2, told
        assert "磁盘已满" in told
        assert "程序出错" not in told
        ledger = small / "curation" / "ids.tsv"
        before = ledger.read_bytes() if ledger.is_file() else b""
        assert not before or before.endswith(b"\n")
        assert subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=False).returncode == 0
        assert here.run("bundle").returncode == 0
        assert here.run("check").returncode == 0
        assert set(before.splitlines()) <= set(ledger.read_bytes().splitlines())
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_docs_are_write_protected(bench: Bench, tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(bench.root / "sources", root / "sources")
    here = Bench(root)
    if not _mount(root / "docs", "8m", "ro"):
        pytest.skip("不能挂载 tmpfs / cannot mount a tmpfs here")
    try:
        done = here.run("convert")
        assert done.returncode == 2
        assert "只读" in done.stderr.decode()
    finally:
        subprocess.run(["umount", str(root / "docs")], check=False)
    assert here.run("convert").returncode == 0
