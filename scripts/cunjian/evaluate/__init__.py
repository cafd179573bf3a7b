"""Beside the rooms: how well speeches are read, measured against annotations made by hand (architecture: "Evaluation").

A folder of cases (``NAME/gold.json`` with ``NAME/source.*``, or with the speech ``sources/NAME.*`` of the knowledge base)
is converted in a knowledge base of its own and compared, case by case; a folder of such folders gives a table for each.
What each measure counts is said where it is counted: ``texts``, ``entries``, ``damage``.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cunjian.errors import CannotRun
from cunjian.evaluate import cases, damage, entries, texts
from cunjian.evaluate.report import Group, Report
from cunjian.evaluate.scores import Scores

__all__ = ["Group", "Report", "compare", "evaluate", "main"]

Convert = Callable[[Path], dict[str, Any]]
"""Converts the knowledge base in a folder and gives its data in the contract's shape."""

DECISIONS = ("corrections.yml", "ids.tsv")
"""What in curation/ speaks of single pages: it stays out of an evaluation."""


def main(root: Path, folder: Path, convert: Convert) -> int:
    """Print the tables of ``folder``; the exit code."""
    print(evaluate(folder, root, convert).text())
    return 0


def evaluate(folder: Path, root: Path, convert: Convert) -> Report:
    """Convert and score every group of cases below ``folder``; raises CannotRun when there is none."""
    groups = cases.groups(folder, root)
    if not groups:
        raise CannotRun(f"{folder} 里没有标注。每个案例是一个文件夹，里面放 gold.json 和讲话稿 source.txt。")
    return Report(tuple(Group(name, _converted(found, root, convert)) for name, found in groups))


def _converted(found: tuple[cases.Case, ...], root: Path, convert: Convert) -> Scores:
    """The scores of one group, converted in a temporary knowledge base with the words and terms of ``root``."""
    with tempfile.TemporaryDirectory(prefix="cunjian-") as name:
        base = Path(name)
        if (root / "curation").is_dir():
            shutil.copytree(root / "curation", base / "curation", ignore=shutil.ignore_patterns(*DECISIONS))
        (base / "sources").mkdir()
        for case in found:
            shutil.copyfile(case.source, base / "sources" / f"{case.name}{case.source.suffix}")
        return compare(convert(base), found)


def compare(data: dict[str, Any], found: tuple[cases.Case, ...]) -> Scores:
    """The scores of exported data against the gold of its speeches, which are found by file name."""
    scores = Scores()
    texts.positions(data, scores)
    for case in found:
        export = cases.Export(data, case.name)
        if not export.speeches:
            scores.note(case.name, "没有这一篇讲话")
        for measure in (texts.score, entries.score, damage.score):
            measure(case, export, scores)
    return scores
