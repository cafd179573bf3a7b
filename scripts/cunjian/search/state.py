"""search: what a finished index was made of, so that the next run touches only what changed.

Kept outside docs/, in the cache; without it, or with that of another version of this room, the index is made afresh.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from cunjian.search import entries, slots


@dataclass(frozen=True, slots=True)
class Member:
    """A sheaf that is in the index."""

    key: str  # of its Part
    blocks: int
    units: int
    since: str = ""  # of its Part


@dataclass(slots=True)
class State:
    """An index; equal indexes have equal states."""

    members: dict[str, Member] = field(default_factory=dict)
    chars: Counter[str] = field(default_factory=Counter)
    sums: dict[str, int] = field(default_factory=dict)  # path below FOLDER, without suffix -> checksum of the file
    leaves: dict[str, dict[int, int]] = field(
        default_factory=lambda: {"g": {}, "n": {}}
    )  # leaf -> bytes of its records

    def dump(self) -> str:
        """As text."""
        members = {id: [m.key, m.blocks, m.units, m.since] for id, m in sorted(self.members.items())}
        leaves = {folder: dict(sorted(held.items())) for folder, held in self.leaves.items()}
        held = [_program(), members, dict(sorted(self.chars.items())), dict(sorted(self.sums.items())), leaves]
        return json.dumps(held, ensure_ascii=True, separators=(",", ":"))

    def version(self) -> str:
        """Differs when any file does."""
        return sha256(repr(sorted(self.sums.items())).encode()).hexdigest()[:8]


def load(text: str | None) -> State | None:
    """A state again; None when this program cannot go on from it."""
    try:
        program, members, chars, sums, leaves = json.loads(text or "null")
        if program != _program():
            return None
        return State(
            {id: Member(*held) for id, held in members.items()}, Counter(chars), sums,
            {folder: {int(leaf): size for leaf, size in held.items()} for folder, held in leaves.items()},
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        return None


@cache
def _program() -> str:
    """Changes with every change of this room."""
    digest = sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def checksum(text: str) -> int:
    """Of a file."""
    return crc32(text.encode())


class Places:
    """Where every member stands: the places of its blocks, and its place among its kind."""

    def __init__(self, members: Mapping[str, Member]) -> None:
        self._counts = {id: m.blocks for id, m in members.items()}
        self._blocks = slots.places({f"{id}.{at}": m.since for id, m in members.items() for at in range(m.blocks)})
        self.end = max(self._blocks.values(), default=-1) + 1  # no block stands there or after
        self.kinds = {k: slots.places({id: m.since for id, m in members.items() if id[0] == k}) for k in entries.KINDS}

    def of(self, id: str) -> tuple[list[int], int]:
        """Of one."""
        return [self._blocks[f"{id}.{at}"] for at in range(self._counts[id])], self.kinds[id[0]][id]

    def moved(self, after: Places) -> set[str]:
        """Members that are new there, or stand on another place, they or one of their blocks."""
        pairs = [(self._blocks, after._blocks), *((held, after.kinds[kind]) for kind, held in self.kinds.items())]
        return {name.partition(".")[0] for before, now in pairs for name, place in now.items() if before.get(name) != place}

    def files(self, kind: str) -> Iterator[tuple[int, dict[int, str]]]:
        """The files of a kind's rows: number, and place in it -> id."""
        found: dict[int, dict[int, str]] = {}
        for id, place in self.kinds[kind].items():
            found.setdefault(place // entries.BLOCK, {})[place % entries.BLOCK] = id
        yield from found.items()


def rows(held: Mapping[int, list[Any]]) -> list[Any]:
    """A file of rows: 0 where no entry stands."""
    return [held.get(at, 0) for at in range(max(held) + 1)]
