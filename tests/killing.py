"""Kills runs at random moments and looks whether the next one mends everything; used by the suite and benchmarks/kill.py."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parents[1]
RUN = [sys.executable, "-c", "import sys; from cunjian.cli import main; sys.exit(main())"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(HERE / "scripts"), "SOURCE_DATE_EPOCH": "1700000000"}
EDITED = "\n\n编者手写的一段。\n"


@dataclass
class Bench:
    """A knowledge base with a page that a person changed, and what its whole tree must be after any run."""

    root: Path
    edited: str = ""
    trees: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def made(cls, root: Path, speeches: int) -> Bench:
        """Build once, edit a page by hand, publish, then keep the finished tree of each command."""
        bench = cls(root)
        (root / "sources").mkdir(parents=True)
        shutil.copy(HERE / "tests" / "cases" / "formats" / "word.docx", root / "sources")
        for file in sorted((HERE / "sources").glob("*.txt"))[:speeches]:
            shutil.copy(file, root / "sources")
        assert bench.run("convert").returncode == 0
        page = sorted((root / "docs" / "speeches").glob("s*.md"))[0]
        page.write_bytes(page.read_bytes() + EDITED.encode())
        bench.edited = page.name
        for command in ("convert", "build", "bundle"):
            assert bench.run(command).returncode == 1  # the page that was edited by hand is a problem that is told
            bench.trees[command] = bench.tree()
        return bench

    def run(self, command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*RUN, command, "--root", str(self.root)], env=ENVIRONMENT, capture_output=True, check=False)

    def killed(self, command: str, seconds: float) -> bool:
        """Run, and kill after that long; whether it was still at work."""
        run = subprocess.Popen([*RUN, command, "--root", str(self.root)], env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            return True
        return False

    def tree(self) -> dict[str, str]:
        """Hash of every file that is published or decided, by path."""
        out = {}
        for top in ("docs", "site", "curation", "cunjian.zip"):
            start = self.root / top
            for file in [start] if start.is_file() else sorted(start.rglob("*")):
                if file.is_file():
                    out[file.relative_to(self.root).as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
        return out

    def broken(self) -> list[str]:
        """What a reader or editor would miss right now, before any mending."""
        out = []
        reference = self.trees["bundle"]
        ledger = self.root / "curation" / "ids.tsv"
        if not ledger.is_file() or not ledger.read_bytes().endswith(b"\n"):
            out.append("ledger gone or half")
        page = self.root / "docs" / "speeches" / self.edited
        if not page.is_file() or EDITED.encode() not in page.read_bytes():
            out.append("hand edit lost")
        for path in reference:
            if path.startswith("site/") and path.endswith(".html") and (self.root / "site").is_dir() and not (self.root / path).is_file():
                out.append(f"published address gone: {path}")
        return out


def changed(bench: Bench, pick: random.Random) -> None:
    """What an editor may do between two runs: a new speech or a change, taken back later, so that runs have work."""
    extra = bench.root / "sources" / "新来的.txt"
    if pick.random() < 0.5:
        extra.write_text(f"在推进会上的发言{pick.randrange(1000)}\n各位领导：\n云岭乡推行“三单”管理。\n谢谢大家！\n", "utf-8")
    else:
        extra.unlink(missing_ok=True)


def kill_at_random(bench: Bench, command: str, times: int, seed: int, seconds: float) -> dict[str, int]:
    """How many runs were killed at work, and how many moments left something lost or unmended (must be 0)."""
    pick = random.Random(seed)
    counts = {"killed": 0, "finished before": 0, "lost": 0, "unmended": 0}
    for _ in range(times):
        changed(bench, pick)
        alive = bench.killed(command, pick.uniform(0.05, seconds))
        counts["killed" if alive else "finished before"] += 1
        counts["lost"] += bool(bench.broken())
    (bench.root / "sources" / "新来的.txt").unlink(missing_ok=True)
    mended = bench.run("bundle")
    checked = bench.run("check")
    after = bench.tree()
    differ = [p for p, digest in bench.trees["bundle"].items() if after.get(p) != digest and not _may_differ(p)]
    counts["unmended"] = int(mended.returncode != 1) + int(checked.returncode != 0) + len(differ)
    return counts


def _may_differ(path: str) -> bool:
    """A speech that came and went leaves its address in the ledger and in the index, as it should."""
    return path in ("cunjian.zip", "curation/ids.tsv", "docs/data/index.json", "site/data/index.json")


def seconds_of(bench: Bench, command: str) -> float:
    started = time.monotonic()
    bench.run(command)
    return time.monotonic() - started
