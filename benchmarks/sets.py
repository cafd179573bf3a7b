"""What the benchmarks that fit a table have in common: AUTHOR=FOLDER... [--write] [--misses]."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from cunjian.evaluate.cases import Case, groups

ROOT = Path(__file__).parents[1]


def options_of(doc: str | None) -> argparse.Namespace:
    """The sets of annotated speeches to fit on, and whether to write the table and to list what is wrong."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("sets", nargs="+", metavar="AUTHOR=FOLDER")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true")
    return parser.parse_args()


def cases_of(sets: list[str]) -> Iterator[tuple[str, Case]]:
    """The cases of each set with its author."""
    for entry in sets:
        author, _, folder = entry.partition("=")
        yield from ((author, case) for _, group in groups(Path(folder), ROOT) for case in group)
