"""search: an index brought up to date by what was added, changed and taken away, without looking at the rest.

What a page brought before is read from the files themselves; its numbers are taken out of the records of its pieces and
those of today put in.  The number of files that change is at most that of the pieces of the changed pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cunjian.search import entries, records, shards
from cunjian.search.postings import Lists, Postings
from cunjian.search.records import Numbers
from cunjian.search.shards import script, value
from cunjian.search.sheaf import Part, Sheaf
from cunjian.search.state import Member, Places, State, rows

Files = dict[str, str | None]  # name -> text, None: it goes
Edits = dict[str, str | None]  # key of a record -> value, None: it goes


class Unsound(Exception):
    """A file is missing, or not as it was written."""


def changed(known: State, parts: Iterable[Part]) -> int:
    """How many parts are not what they were."""
    return sum((member := known.members.get(part.id)) is None or (member.key, member.since) != (part.key, part.since) for part in parts)


class Patch:
    """One step from a state to the next."""

    def __init__(self, known: State, parts: Iterable[Part], read: Callable[[str], str]) -> None:
        self._known, self._read = known, read
        self._sheaves: dict[str, Sheaf] = {}
        members: dict[str, Member] = {}
        for part in parts:
            member = known.members.get(part.id)
            if member is None or (member.key, member.since) != (part.key, part.since):
                self._sheaves[part.id] = sheaf = part.make()
                member = Member(part.key, len(sheaf.blocks), sheaf.units, part.since)
            members[part.id] = member
        self._before, self._after = Places(known.members), Places(members)
        self.state = State(
            members, Counter(known.chars), dict(known.sums), {f: dict(v) for f, v in known.leaves.items()}
        )
        self.end = self._after.end
        gone = known.members.keys() - members.keys()
        moved = self._before.moved(self._after) & members.keys()
        self.touched = sorted(gone | moved | self._sheaves.keys())

    def files(self) -> Files:
        """All files that change but the last three."""
        files: Files = {}
        out, into = Postings(), Postings()
        taken: dict[str, list[Any] | None] = {}
        for id in self.touched:
            old = self._old(id) if id in self._known.members else None
            new = self._sheaves.get(id, old) if id in self.state.members else None
            if old:
                blocks, place = self._before.of(id)
                out.add(old, blocks, place)
                files.update({f"b/{at}": files.get(f"b/{at}") for at in blocks})
                taken.setdefault(f"{id[0]}{place}", None)
            if new:
                blocks, place = self._after.of(id)
                into.add(new, blocks, place)
                files.update({f"b/{at}": script(f"b/{at}", b) for at, b in zip(blocks, new.blocks, strict=True)})
                taken[f"{id[0]}{place}"] = new.row
        self._rows(taken, files)
        chars = self.state.chars
        chars.update(into.chars)
        chars.subtract(out.chars)
        self.state.chars = +chars
        pairs = ((out.found, into.found), (out.about, into.about), (out.named, into.named))
        self._records("g", pairs, files)
        none = Lists(list)
        self._records("n", ((none, none), (none, none), (out.heard, into.heard)), files)
        return files

    def _old(self, id: str) -> Sheaf:
        """A sheaf as the files have it."""
        blocks, place = self._before.of(id)
        held: Any = value(self._read(f"e/{id[0]}{place // entries.BLOCK}"))
        found: list[Any] = [value(self._read(f"b/{at}")) for at in blocks]
        return Sheaf(held[place % entries.BLOCK], tuple(found))

    def _rows(self, taken: Mapping[str, list[Any] | None], files: Files) -> None:
        by_file: dict[str, dict[int, list[Any] | None]] = defaultdict(dict)
        for place, row in taken.items():
            number, at = divmod(int(place[1:]), entries.BLOCK)
            by_file[f"e/{place[0]}{number}"][at] = row
        for name, some in by_file.items():
            old: Any = value(self._read(name)) if name in self._known.sums else []
            held = {at: row for at, row in enumerate(old) if row} | some
            kept = {at: row for at, row in held.items() if row}
            files[name] = script(name, rows(kept)) if kept else None

    # ------------------------------------------------------------------ records

    def _records(self, folder: str, pairs: Sequence[tuple[Lists, Lists]], files: Files) -> None:
        """Change the records of every key whose numbers changed."""
        keys = {k for out, into in pairs for k in out.keys() | into.keys() if out.get(k, []) != into.get(k, [])}
        held = _Leaves(folder, self.state.leaves[folder], self._read)
        edits: Edits = {}
        for key in sorted(keys, key=held.leaf):
            old = held.record(key)
            gone, come = (records.lists(*(some.get(key, ()) for some in side)) for side in zip(*pairs, strict=True))
            if (text := records.edited(old or "", gone, come)) is not None:
                edits[key] = text or None
                continue
            parts = records.wholes(key, self._before.end) if old and old.startswith(records.PART) else []
            whole = {part: text for part in parts if (text := held.record(part)) is not None}
            numbers = records.read(old or "", whole)
            every = (numbers.found, numbers.about, numbers.named)
            new = Numbers(
                *(records.changed(n, out.get(key, ()), into.get(key, ())) for n, (out, into) in zip(every, pairs, strict=True))
            )
            edits.update(dict.fromkeys([key, *whole]))
            edits.update(new.records(key))
        held.edit(edits)
        files.update(held.files())


class _Leaves:
    """The leaves of a tree that are looked at, and changed."""

    def __init__(self, folder: str, sizes: dict[int, int], read: Callable[[str], str]) -> None:
        self._folder, self._sizes, self._read = folder, sizes, read
        self._changed: dict[int, str | None] = {}
        self._last: tuple[int, str] = (0, "")  # the one that was looked at last

    def leaf(self, key: str) -> int:
        """Where a key belongs."""
        return shards.leaf_of(key, self._sizes)

    def _content(self, leaf: int) -> str:
        if self._last[0] != leaf:
            self._last = leaf, self._changed.get(leaf) or str(value(self._read(f"{self._folder}/{leaf:x}")))
        return self._last[1]

    def record(self, key: str) -> str | None:
        """The value of a key; cheap for keys of one leaf in a row."""
        return shards.value_of(self._content(self.leaf(key)), key)

    def edit(self, edits: Edits) -> None:
        """Put values in and take them out, divide leaves that grew too large, join those that are small enough again."""
        by_leaf: dict[int, Edits] = defaultdict(dict)
        for key, new in edits.items():
            by_leaf[self.leaf(key)][key] = new
        for leaf, some in by_leaf.items():
            self._put(leaf, shards.edited(self._content(leaf), some))
        for leaf in [*by_leaf]:
            self._join(leaf)

    def _put(self, node: int, text: str) -> None:
        """Make ``text`` the content below a node."""
        del self._sizes[node]
        self._changed[node] = None
        self._last = 0, ""
        for leaf, size, content in shards.below(node, text):
            self._sizes[leaf] = size
            self._changed[leaf] = content

    def _join(self, leaf: int) -> None:
        while leaf > 1 and leaf in self._sizes and leaf ^ 1 in self._sizes:
            if self._sizes[leaf] + self._sizes[leaf ^ 1] > shards.LIMIT:
                return
            pair = (leaf & ~1, leaf | 1)
            text = shards.both(*map(self._content, pair))
            for old in pair:
                del self._sizes[old]
                self._changed[old] = None
            leaf >>= 1
            self._sizes[leaf] = 0
            self._put(leaf, text)

    def files(self) -> Files:
        """Those that changed."""
        names = {leaf: f"{self._folder}/{leaf:x}" for leaf in self._changed}
        return {names[n]: None if text is None else script(names[n], text) for n, text in self._changed.items()}
