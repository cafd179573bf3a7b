"""search: where every piece of text stands: in which passages, and in which names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cunjian.search import shards, sounds
from cunjian.search.entries import Entry
from cunjian.search.letters import grams, squash
from cunjian.search.lists import encode
from cunjian.search.units import Unit

_OFTEN = 3  # times a piece stands in a passage that is about it
INNER, END, START, WHOLE = range(4)  # how a piece stands in a name


class Texts:
    """Piece -> passages that hold it, and passages that are about it: it stands in their headings, or often."""

    def __init__(self) -> None:
        self.found: defaultdict[str, list[int]] = defaultdict(list)
        self.about: defaultdict[str, list[int]] = defaultdict(list)
        self.chars: set[str] = set()

    def add(self, unit: Unit) -> None:
        """Note a passage; numbers must ascend."""
        runs = unit.runs()
        titled = grams([squash(unit.heading), *runs[: unit.titled]])
        number, found, about = unit.number, self.found, self.about
        counts = grams(runs)
        for gram in counts:
            found[gram].append(number)
        for gram in {*(titled.keys() & counts.keys()), *(gram for gram, count in counts.items() if count >= _OFTEN)}:
            about[gram].append(number)
        self.chars.update(*runs)


class Names:
    """Piece or sound -> entries, by how it stands in their names."""

    def __init__(self) -> None:
        self.found: dict[str, dict[int, int]] = {}
        self.heard: dict[str, dict[int, int]] = {}
        self.chars: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Note all names of an entry."""
        for at, name in enumerate(entry.names):
            run = squash(name)
            if not run:
                continue
            self.chars.update(run)
            for size in (1, 2, 3):
                for start in range(len(run) - size + 1):
                    if size > 1 or start == 0:
                        self._note(self.found, run[start : start + size], entry.number, start, start + size, len(run))
            for read in sounds.syllables(run, "" if at else entry.sound):
                for key, start, end in sounds.keys(read):
                    self._note(self.heard, key, entry.number, start, end, len(read))

    @staticmethod
    def _note(into: dict[str, dict[int, int]], key: str, number: int, start: int, end: int, length: int) -> None:
        stands = WHOLE if end - start == length else START if start == 0 else END if end == length else INNER
        numbers = into.setdefault(key, {})
        numbers[number] = max(stands, numbers.get(number, INNER))

    def sounds(self) -> Iterator[shards.Record]:
        """Records of sounds."""
        for key, numbers in self.heard.items():
            yield shards.record(key, _fields(_stands(numbers)))


def merged(texts: Texts, names: Names) -> Iterator[shards.Record]:
    """Records of pieces: passages that hold it, are about it, names that hold it, end, begin with it, are it."""
    about, named = texts.about, names.found
    for gram, found in texts.found.items():
        if gram in about or gram in named:
            continue
        yield shards.record(gram, encode(found))
    for gram in {**about, **named}:
        strong = about.get(gram, [])
        weak = sorted({*texts.found.get(gram, ())}.difference(strong))
        yield shards.record(gram, _fields([weak, strong, *_stands(named.get(gram, {}))]))


def _stands(numbers: dict[int, int]) -> list[list[int]]:
    out: list[list[int]] = [[], [], [], []]
    for number in sorted(numbers):
        out[numbers[number]].append(number)
    return out


def _fields(lists: list[list[int]]) -> str:
    return ",".join([encode(x) if x else "" for x in lists]).rstrip(",")
