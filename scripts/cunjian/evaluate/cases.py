"""Cases: annotations with their speeches, and the part of the exported data that speaks of one of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import msgspec

from cunjian.errors import CannotRun

_NEEDED = ("title", "noise", "headings", "villages", "terms", "practices", "damage", "redactions")  # keys of an annotation


class _Shape(TypedDict, total=False):
    """What the values of an annotation are (tests/gold/README.md)."""

    title: str | None
    titles: list[str]
    date: str | None
    speeches: int
    near_duplicate_of: str
    noise: list[str]
    must_have: list[str]
    once: list[str]
    body_optional: list[str]
    headings: list[tuple[int, str]]
    headings_optional: list[tuple[int, str]]
    level_free: list[str]
    villages: list[dict[str, Any]]
    terms: list[dict[str, Any]]
    terms_optional: list[str]
    practices: list[dict[str, Any]]
    damage: list[dict[str, Any]]
    redactions: int


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated speech."""

    name: str
    gold: dict[str, Any]
    source: Path


def groups(folder: Path, root: Path) -> tuple[tuple[str, tuple[Case, ...]], ...]:
    """(name, cases) of ``folder`` itself when it holds cases, else of the folders in it that do."""
    if not folder.is_dir():
        raise CannotRun(f"没有文件夹 {folder}。请检查路径。")
    folders = [folder, *sorted(p for p in folder.iterdir() if p.is_dir())]
    found = [(one.resolve().name, tuple(_case(p, root) for p in _annotated(one))) for one in folders]
    return tuple((name, cases) for name, cases in found if cases)


def _annotated(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if (p / "gold.json").is_file())


def _case(folder: Path, root: Path) -> Case:
    try:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
    except ValueError as error:
        raise CannotRun(f"{folder / 'gold.json'}：不是可用的 JSON（{error}）。请改正后再运行。") from error
    if not isinstance(gold, dict) or (lacking := [key for key in _NEEDED if key not in gold]):
        what = f"缺少 {'、'.join(lacking)}" if isinstance(gold, dict) else "最外层应是 { }"
        raise CannotRun(f"{folder / 'gold.json'}：{what}。请照 tests/gold/README.md 改正后再运行。")
    try:
        msgspec.convert(gold, _Shape)
    except msgspec.ValidationError as error:
        place = str(error).rpartition("`$.")[2].rstrip("`")
        raise CannotRun(f"{folder / 'gold.json'}：{place} 一处的写法不对。请照 tests/gold/README.md 改正后再运行。") from error
    return Case(folder.name, gold, _source(folder, root))


def _source(folder: Path, root: Path) -> Path:
    """``source.*`` beside the annotation, else the speech of the same name in the knowledge base."""
    found = sorted(folder.glob("source.*")) or [p for p in sorted((root / "sources").glob("*")) if p.stem == folder.name]
    if not found:
        raise CannotRun(f"{folder} 里没有讲话稿 source.*，{root / 'sources'} 里也没有名为 {folder.name} 的讲话稿。")
    return found[0]


class Export:
    """The exported data, seen from the speeches of one source file (several when the file holds several)."""

    def __init__(self, data: dict[str, Any], name: str) -> None:
        self.data = data
        self.speeches: list[dict[str, Any]] = [s for s in data["speeches"] if Path(s["file"]).stem == name]
        self.ids = {s["id"] for s in self.speeches}

    def every(self, key: str) -> list[dict[str, Any]]:
        """What all the speeches list under ``key``."""
        return [one for speech in self.speeches for one in speech.get(key, [])]

    def entries(self, kind: str, evidence: str) -> list[dict[str, Any]]:
        """The entries of a kind with evidence in these speeches."""
        return [e for e in self.data[kind] if self.here(e.get(evidence, []))]

    def here(self, evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The evidence that stands in these speeches."""
        return [e for e in evidence if e["speech"] in self.ids]
