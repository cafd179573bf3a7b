"""sources/ -> readings: each source is read once, on any machine, and found again on disk (architecture: "Cache").

What was found in a source depends on its bytes, its path, the word lists and the program; its readings are kept under
the digest of these.  Reading one source needs no other, so ``read_packed`` may run in any ``concurrent.futures``
executor: it is given a path and hands back bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import overload

from cunjian import acquire, gather
from cunjian.cache import Cache, packed, unpacked
from cunjian.errors import CunjianError, Unreadable
from cunjian.gather import Facts
from cunjian.model import Curation, Reading

FOLDER = "readings"
_TABLE = "sources"
_WORTH_WORKERS = 8  # sources


def read_source(
    path: Path, root: Path, decided: Curation, *, withhold: bool = False
) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """One file from its bytes to its mentions: the readings of its speeches, and problems instead of exceptions.

    ``withhold`` masks personal data in the reading text, before any position is taken.
    """
    from cunjian.speech import read_text

    try:
        raws = acquire.read(path, root)
    except Unreadable as error:
        return (), (str(error),)
    return tuple(read_text(raw, decided, withhold=withhold) for raw in raws), tuple(p for raw in raws for p in raw.problems)


@dataclass(frozen=True, slots=True)
class Source:
    """What is remembered of one source."""

    size: int
    time: int  # of its last change, in ns
    key: str  # name of its readings
    facts: bytes  # of each of its readings, packed
    problems: tuple[str, ...] = ()


def read_packed(path: Path, root: Path, decided: Curation, *, withhold: bool) -> tuple[bytes, bytes, tuple[str, ...]]:
    """One source in an executor: its readings and their facts, packed, and problems."""
    readings, problems = read_source(path, root, decided, withhold=withhold)
    return packed(readings), packed([gather.facts_of(r) for r in readings]), problems


class Shelf(Sequence[Reading]):
    """All readings, in the order of the files; each is fetched from disk when it is asked for."""

    def __init__(self, root: Path, decided: Curation, *, withhold: bool = False) -> None:
        self.facts: list[Facts] = []
        self.problems: list[str] = []
        self._root, self._decided, self._withhold = root, decided, withhold
        about = (decided.categories, decided.terms, decided.names, decided.words.digest, withhold)
        self._about = hashlib.sha256(packed(about)).hexdigest()[:8]  # what all readings depend on beside their source
        self._cache = Cache(root)
        self._where: list[tuple[Path, str, int]] = []  # source, key, place among its readings
        self._loose: dict[str, bytes] = {}  # what the disk did not take
        self._fetch = lru_cache(maxsize=4)(self._of)

    def fill(self, paths: Sequence[Path], progress: Callable[[int], None], executor: Executor | None) -> None:
        """Read what is not there yet, forget what is no longer asked for."""
        table = self._cache.get(_TABLE, dict[str, Source]) or {}
        there = self._cache.names(FOLDER)
        names = [path.relative_to(self._root).as_posix() for path in paths]
        marks = [self._mark(path, name, table.get(name)) for path, name in zip(paths, names, strict=True)]
        known = {n: old for n, m in zip(names, marks, strict=True) if (old := table.get(n)) and m[2] == old.key in there}
        missing = [path for path, name in zip(paths, names, strict=True) if name not in known]
        fresh = iter(self._read(missing, executor))
        now: dict[str, Source] = {}
        for done, (path, name, (size, time, key)) in enumerate(zip(paths, names, marks, strict=True), start=1):
            source = known.get(name)
            if source is None:
                readings, told, problems = next(fresh)
                source = Source(size, time, key, told, problems)
                if not self._cache.put_packed(f"{FOLDER}/{key}", readings):
                    self._loose[key] = readings
            now[name] = Source(size, time, key, source.facts, source.problems)
            self.problems += source.problems
            facts = unpacked(source.facts, tuple[Facts, ...])
            self.facts += map(gather.shared, facts)
            self._where += [(path, key, number) for number in range(len(facts))]
            progress(done)
        sound = {name: source for name, source in now.items() if not source.problems}  # what failed is tried again
        if sound != table:
            self._cache.put(_TABLE, sound)
            self._cache.prune(FOLDER, {source.key for source in now.values()})

    def _mark(self, path: Path, name: str, old: Source | None) -> tuple[int, int, str]:
        """Size, time and key of a source as it stands; one of the same size and time is taken for unchanged."""
        try:
            stat = path.stat()
            if old and (old.size, old.time) == (stat.st_size, stat.st_mtime_ns) and old.key.startswith(self._about):
                return old.size, old.time, old.key
            content = path.read_bytes()
        except OSError:
            return 0, 0, ""  # reading it will say why
        digest = hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + content).hexdigest()[:24]
        return stat.st_size, stat.st_mtime_ns, f"{self._about}-{digest}"

    def _read(self, paths: Sequence[Path], executor: Executor | None) -> Iterable[tuple[bytes, bytes, tuple[str, ...]]]:
        one = partial(read_packed, root=self._root, decided=self._decided, withhold=self._withhold)
        if executor is None or len(paths) < _WORTH_WORKERS:
            return map(one, paths)
        import_module("cunjian.speech")  # once, before the processes part
        return executor.map(one, paths, chunksize=_WORTH_WORKERS)

    def _of(self, path: Path, key: str) -> tuple[Reading, ...]:
        if key in self._loose:
            return unpacked(self._loose[key], tuple[Reading, ...])
        found = self._cache.get(f"{FOLDER}/{key}", tuple[Reading, ...])
        if found is None:  # damaged, or somebody removed the cache just now
            found, _ = read_source(path, self._root, self._decided, withhold=self._withhold)
            self._cache.put(f"{FOLDER}/{key}", found)
        return found

    @overload
    def __getitem__(self, number: int) -> Reading: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Reading]: ...

    def __getitem__(self, number: int | slice) -> Reading | Sequence[Reading]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        path, key, place = self._where[number]
        found = self._fetch(path, key)
        if place >= len(found):
            raise CunjianError(f"{path.relative_to(self._root)}：处理期间文件被改动，请再运行一次。")
        return found[place]

    def __len__(self) -> int:
        return len(self._where)
