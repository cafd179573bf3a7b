"""A piece of speech as the finders get it, and the case files under tests/cases/.

A case file holds cases in the form of markdown-it-py's fixtures: a line of title, a line with a dot, the text, a line
with a dot, what is expected, a line with a dot.  Lines before the first case are remarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cunjian import curation, divide
from cunjian.model import Clean, Document, Raw, Words
from cunjian.script import folded

CASES = Path(__file__).parent / "cases"


@lru_cache(maxsize=1)
def words() -> Words:
    """The word lists of this repository."""
    return curation.load(Path(__file__).parents[1]).words


def read(text: str) -> tuple[str, Document]:
    """The folded text of a speech without noise, and its parts and sentences."""
    raw = Raw("sources/case.txt", 0, "", "txt", "utf-8", text)
    return folded(text), divide.divide(raw, Clean.whole(text), words())


@dataclass(frozen=True)
class Case:
    """One case of a case file."""

    title: str
    text: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return self.title


def cases(kind: str) -> list[Case]:
    """All cases of all files of one folder."""
    found = []
    for path in sorted((CASES / kind).glob("*.*")):
        blocks = f"\n{path.read_text('utf-8')}".split("\n.\n")
        for title, text, expected in zip(blocks[0::3], blocks[1::3], blocks[2::3], strict=False):
            name = title.strip().split("\n")[-1]
            found.append(
                Case(f"{path.stem}: {name}", text, tuple(line for line in expected.split("\n") if line.strip()))
            )
    return found
