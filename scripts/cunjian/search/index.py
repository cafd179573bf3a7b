"""search: the whole index, made afresh or brought up to date; both ways give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cunjian.search import entries, shards, slots, sounds, state, update
from cunjian.search.postings import ALONE
from cunjian.search.sheaf import Part
from cunjian.search.spool import Noted, Sheaves, Spool
from cunjian.search.state import Member, Places, State, checksum

FOLDER = "assets/search"
Change = tuple[str, str | None]  # path below docs/; the file's text, or None: it goes
_MANY = 8  # when more than one part in so many is touched, making all afresh is quicker


class Index:
    """One index.

    ``read`` gives a file below docs/ (None when it is not there), ``known`` is ``state`` after the run before, if that
    run wrote everything.  Without both the index is made afresh, in bounded memory.
    """

    def __init__(self, read: Callable[[str], str | None] = lambda _: None, known: str | None = None) -> None:
        self._read = read
        self._known = state.load(known)
        self._now = State()
        self._end = 0  # places of blocks

    @property
    def state(self) -> str:
        """To be kept when all changes were written."""
        return self._now.dump()

    @property
    def paths(self) -> frozenset[str]:
        """Every file that the index consists of."""
        return frozenset(_path(name) for name in (*self._now.sums, "root"))

    def changes(self, parts: Iterable[Part], synonyms: Sequence[Sequence[str]] = ()) -> Iterator[Change]:
        """Files that differ from those that are there, and files that go.  Once the first was written, ``known`` holds no
        longer; the root, without which nothing is searched, comes last."""
        if self._known is not None:
            parts = [*parts]
        patched = self._patched(parts)
        files = self._all(parts) if patched is None else iter(patched.items())
        for name, text in files:
            if text is None:
                self._now.sums.pop(name, None)
            else:
                self._now.sums[name] = checksum(text)
            yield _path(name), text
        for name in self._known.sums if self._known and patched is None else ():
            if "/" in name and name not in self._now.sums:
                yield _path(name), None
        yield from self._ends(synonyms)

    def _patched(self, parts: Iterable[Part]) -> dict[str, str | None] | None:
        """The files to change, if few are touched and all that must be read is sound."""
        if self._known is None or any(self._read(_path(name)) is None for name in ("root", "sound", "traditional")):
            return None

        def read(name: str) -> str:
            text = self._read(_path(name))
            if text is None or checksum(text) != known.sums.get(name):
                raise update.Unsound(name)
            return text

        known = self._known
        try:
            if update.changed(known, parts) * _MANY > len(known.members):
                return None
            patch = update.Patch(known, parts, read)
            if len(patch.touched) * _MANY > len(known.members):  # the line has grown, and all have moved
                return None
            files = patch.files()
        except update.Unsound:
            return None
        self._now, self._end = patch.state, patch.end
        return files

    def _all(self, parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
        """Every file but the last three."""
        now = self._now
        with Spool() as spool:
            sheaves, noted = Sheaves(spool), Noted(spool)
            for part in parts:
                sheaf = part.make()
                sheaves.put(sheaf)
                now.members[part.id] = Member(part.key, len(sheaf.blocks), sheaf.units, part.since)
            places = Places(now.members)
            self._end = places.end
            for id in now.members:
                sheaf, (blocks, place) = sheaves.get(id), places.of(id)
                for at, block in zip(blocks, sheaf.blocks, strict=True):
                    yield _file(f"b/{at}", block)
                noted.add(sheaf, blocks, place)
            for kind in entries.KINDS:
                for number, held in places.files(kind):
                    yield _file(f"e/{kind}{number}", state.rows({at: sheaves.row(id) for at, id in held.items()}))
            now.chars = noted.postings.chars
            for folder, nodes in (("g", noted.grams()), ("n", noted.heard())):
                for node, ordered in shards.joined(nodes):
                    for leaf, size, content in shards.split(ordered, prefix=node):
                        now.leaves[folder][leaf] = size
                        yield _file(f"{folder}/{leaf:x}", content)

    def _ends(self, synonyms: Sequence[Sequence[str]]) -> Iterator[Change]:
        now = self._now
        for name, value in (("sound", sounds.table(now.chars)), ("traditional", sounds.traditional(now.chars))):
            text = shards.script(name, value)
            now.sums[name] = checksum(text)
            yield from self._if_new(name, text)
        root = {
            "grams": shards.tree(now.leaves["g"]), "sounds": shards.tree(now.leaves["n"]),
            "units": sum(m.units for m in now.members.values()), "blocks": self._end, "alone": slots.length(sum(m.blocks for m in now.members.values())) < ALONE - 100,
            "synonyms": [list(s) for s in synonyms],
        }  # fmt: skip
        yield from self._if_new("root", shards.script("root", root | {"version": now.version()}))

    def _if_new(self, name: str, text: str) -> Iterator[Change]:
        if self._read(_path(name)) != text:
            yield _path(name), text


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.js"


def _file(name: str, value: object) -> tuple[str, str]:
    return name, shards.script(name, value)
