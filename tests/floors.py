"""Quality floors: what `tests/test_quality.py` holds, and the command that rewrites them (`make floors`).

    python tests/floors.py [--lower GROUP.MEASURE …]

A floor is a figure of today, rounded down to three decimals.  The command refuses to lower one that is not named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import composed as composed
from cunjian import pipeline
from cunjian.evaluate import cases, evaluate

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.json"

Figures = dict[str, dict[str, float]]


def groups() -> list[str]:
    """The folders of annotated speeches."""
    return sorted(path.name for path in GOLD.iterdir() if path.is_dir())


def measured(group: str) -> dict[str, float]:
    """measure -> today's figure of one group."""
    (one,) = evaluate(GOLD / group, ROOT, _convert).groups
    return {name: math.floor(f * 1000 + 1e-9) / 1000 for name, f in one.scores.figures().items()}


def _convert(base: Path) -> dict[str, object]:
    pipeline.convert(base, lambda *_: None)
    return pipeline.export(base)


def corpus() -> dict[str, str]:
    """group -> SHA-256 over its annotations and speeches, in the order of their names."""
    out = {}
    for group, found in cases.groups(GOLD, ROOT):
        digest = hashlib.sha256()
        for case in found:
            for content in ((GOLD / group / case.name / "gold.json").read_bytes(), case.source.read_bytes()):
                digest.update(len(content).to_bytes(8, "big") + content)
        out[group] = digest.hexdigest()
    return out


def read() -> dict[str, dict[str, object]]:
    """The floors as they are committed: group -> {"corpus": hash, "floors": {measure: figure}}."""
    return json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}


def below(floors: Figures, today: Figures) -> list[str]:
    """GROUP.MEASURE of every figure below its floor, or no longer measured."""
    return [
        f"{group}.{name}" for group, measures in floors.items() for name, floor in measures.items()
        if today.get(group, {}).get(name, -1.0) < floor
    ]  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Rewrite the floors; 1 when that would lower one that is not named."""
    parser = argparse.ArgumentParser(description="Rewrite tests/gold/floors.json with today's figures.")
    parser.add_argument("--lower", nargs="+", default=[], metavar="GROUP.MEASURE", help="floors that may go down")
    allowed = parser.parse_args(arguments).lower
    old: Figures = {group: dict(one["floors"]) for group, one in read().items()}  # type: ignore[call-overload]
    with ProcessPoolExecutor() as pool:
        today = dict(zip(groups(), pool.map(measured, groups()), strict=True))
    sunk = [name for name in below(old, today) if name not in allowed]
    if sunk:
        print("These would go down; improve them, or name them behind --lower:", *sunk, sep="\n  ", file=sys.stderr)
        return 1
    hashes = corpus()
    rows = {group: {"corpus": hashes[group], "floors": figures} for group, figures in today.items()}
    FLOORS.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
