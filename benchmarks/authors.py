"""What the benchmarks that fit points have in common: their arguments, and the speeches of an author."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from cunjian.evaluate.cases import Case, groups

ROOT = Path(__file__).parents[1]


def arguments(told: str | None) -> argparse.Namespace:
    """AUTHOR=FOLDER[:PREFIX]... [--write] [--misses]"""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("authors", nargs="+", metavar="AUTHOR=FOLDER[:PREFIX]", help="cases as in tests/gold; PREFIX: only those whose name begins so")
    parser.add_argument("--write", action="store_true", help="fit on all of them and write the table")
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    return parser.parse_args()


def cases(options: argparse.Namespace) -> Iterator[tuple[str, Case]]:
    """Author and case of every annotated speech that the arguments name."""
    for entry in options.authors:
        author, _, place = entry.partition("=")
        folder, _, prefix = place.partition(":")
        for _, found in groups(Path(folder), ROOT):
            yield from ((author, one) for one in found if one.name.startswith(prefix))
