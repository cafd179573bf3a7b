"""search: where every piece of text stands: in which passages, and in which names; every sound, in which names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from cunjian.search import sounds
from cunjian.search.entries import KINDS
from cunjian.search.letters import grams, squash
from cunjian.search.sheaf import Sheaf
from cunjian.search.units import BLOCK

ALONE = 1500  # places of blocks in which single characters are noted
_OFTEN = 3  # times a piece stands in a passage that is about it
INNER, END, START, WHOLE = range(4)  # how a piece stands in a name

Lists = defaultdict[str, list[int]]


@dataclass(slots=True)
class Postings:
    """Numbers by key, in any order.

    A passage's number is its block's place times eight and its own in it; an entry's its place among its kind times five
    and the kind.  A single character is a piece, too, but only of the blocks on the first places, and of each only in the
    passage where it comes first: enough for a look, and no more to carry for more speeches.
    """

    found: Lists = field(default_factory=lambda: defaultdict(list))  # piece -> passages that hold it
    about: Lists = field(default_factory=lambda: defaultdict(list))  # those it heads, or stands in often
    named: Lists = field(default_factory=lambda: defaultdict(list))  # piece -> entries * 4 + how it stands in a name
    heard: Lists = field(default_factory=lambda: defaultdict(list))  # sound -> the same
    chars: Counter[str] = field(default_factory=Counter)  # in how many sheaves a character occurs

    def add(self, sheaf: Sheaf, blocks: Iterable[int], entry: int) -> None:
        """Note a sheaf whose blocks stand at ``blocks`` and whose row stands at ``entry`` of its kind."""
        chars: set[str] = set()
        for at, (_, units, _) in zip(blocks, sheaf.blocks, strict=True):
            here: set[str] = set()
            for number, unit in enumerate(units, start=at * BLOCK):
                new = {*"".join(self._passage(unit, number))} - here
                for char in new if at < ALONE else ():
                    self.found[char].append(number)
                here |= new
            chars |= here
        number = entry * len(KINDS) + KINDS.index(sheaf.id[0])
        written = sheaf.row[4] if len(sheaf.row) > 4 else ""
        chars.update(*self._names(sheaf.row[1], written, number * 4))
        self.chars.update(chars)

    def _passage(self, unit: list[Any], number: int) -> list[str]:
        _, heading, titled, _, paragraphs, *_ = unit
        runs = [squash("".join(paragraph[1::2])) for paragraph in paragraphs]
        found, about = self.found, self.about
        counts = grams(runs)
        for gram, count in counts.items():
            found[gram].append(number)
            if count >= _OFTEN:
                about[gram].append(number)
        for gram in grams([squash(heading), *runs[:titled]]):
            if 0 < counts[gram] < _OFTEN:
                about[gram].append(number)
        return runs

    def _names(self, names: list[str], written: str, number: int) -> list[str]:
        pieces: dict[str, int] = {}
        heard: dict[str, int] = {}
        runs = [*filter(None, map(squash, names))]
        for at, run in enumerate(runs):
            _note(pieces, _pieces(run), len(run))
            for read in sounds.syllables(run, "" if at else written):
                _note(heard, sounds.keys(read), len(read))
        for into, stands in ((self.named, pieces), (self.heard, heard)):
            for key, stand in stands.items():
                into[key].append(number + stand)
        return runs


def _pieces(run: str) -> Iterable[tuple[str, int, int]]:
    """Every two and three neighbouring characters, and the first alone."""
    pairs = ((run[at : at + size], at, at + size) for size in (2, 3) for at in range(len(run) - size + 1))
    return chain(((run[0], 0, 1),), pairs)


def _note(into: dict[str, int], keys: Iterable[tuple[str, int, int]], length: int) -> None:
    for key, start, end in keys:
        stands = WHOLE if end - start == length else START if start == 0 else END if end == length else INNER
        if stands >= into.get(key, INNER):
            into[key] = stands
