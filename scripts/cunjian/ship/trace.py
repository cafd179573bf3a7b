"""What the site was built from, remembered so that the next build renders only what changed (architecture: "ship").

Nothing here is believed without looking: inputs and outputs are compared by size and time, so a page that somebody
changed in site/, or that a killed run left behind, is rendered again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cunjian.store import Stat

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files

ENTRY = "site"  # name of the trace in the cache


@dataclass(slots=True)
class Done:
    """One page, as whoever rendered it hands it back; several names in one text, which is small in memory and fast."""

    digest: str  # of its source
    anchors: str  # that others can link to, between blanks
    links: str  # file, anchor and link as written, of every link to an anchor
    targets: str  # files it links to
    settled: bool  # every look-up found its file
    said: tuple[str, ...]  # problems, as sentences
    broken: str = ""  # why it could not be built


@dataclass(slots=True)
class Seen:
    """One page whose rendering said nothing and found everything it looked for."""

    digest: str
    anchors: str
    targets: list[int]  # indexes into Trace.names


@dataclass(slots=True)
class Trace:
    """One finished build."""

    frame: str = ""  # digest of settings, templates and program
    nav: str = ""  # digest of the navigation
    inputs: dict[str, Stat] = field(default_factory=dict)  # docs/ and overrides/, as store.stats() names them
    outputs: dict[str, Stat] = field(default_factory=dict)  # everything below site/
    names: list[str] = field(default_factory=list)  # files that pages link to
    pages: dict[str, Seen] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class Was:
    """The build before as this one asks for it; without one, nothing is as it was."""

    def __init__(self, trace: Trace | None, inputs: Mapping[str, Stat], outputs: Mapping[str, Stat]) -> None:
        self._old, self._inputs, self._outputs = trace, inputs, outputs
        self._new = Trace()
        self._kept: dict[str, bool] = {}
        self._gone: frozenset[int] = frozenset()

    def look(self, nav: Any, files: Files) -> None:
        """Navigation and files as they are today."""
        self._new.nav = digest(str(nav).encode("utf-8", "surrogatepass"))
        if self._old and self._old.nav != self._new.nav:
            self._old = None
        if self._old:
            there = files.src_uris
            self._gone = frozenset(n for n, name in enumerate(self._old.names) if name not in there)

    def kept(self, file: File) -> bool:
        """Whether the output of a file is still what it would become."""
        if file.src_uri not in self._kept:
            self._kept[file.src_uri] = self._old is not None and self._as_it_was(file, self._old)
        return self._kept[file.src_uri]

    def _as_it_was(self, file: File, old: Trace) -> bool:
        stands = self._outputs.get(f"site/{file.dest_uri}")
        if stands is None or stands != old.outputs.get(f"site/{file.dest_uri}"):
            return False
        name = f"{Path(file.src_dir or '').name}/{file.src_uri}"  # of docs/ or overrides/; the theme's own never change
        same = self._inputs.get(name) == old.inputs.get(name)
        if not file.is_documentation_page():
            return same
        seen = old.pages.get(file.src_uri)
        if seen is None or not self._gone.isdisjoint(seen.targets):
            return False
        return same or seen.digest == digest(file.content_bytes)

    def anchors(self, page: str, done: Mapping[str, Done]) -> frozenset[str] | None:
        """The anchors of a page, rendered now or before; None of what is no page."""
        told = done.get(page) or (self._old.pages.get(page) if self._old else None)
        return frozenset(told.anchors.split(" ")) if told else None

    def lost(self, done: Mapping[str, Done]) -> frozenset[int]:
        """Pages that have lost anchors: whoever links to them must be looked at again."""
        if self._old is None:
            return frozenset()
        before = self._old.pages
        poorer = {p for p, now in done.items() if p in before and set(before[p].anchors.split(" ")) - set(now.anchors.split(" "))}
        return frozenset(n for n, name in enumerate(self._old.names) if name in poorer)

    def needs(self, file: File, lost: frozenset[int]) -> bool:
        """Whether a page that was kept links to one of those."""
        return self._old is not None and not lost.isdisjoint(self._old.pages[file.src_uri].targets)

    def after(self, shown: Sequence[File], done: Mapping[str, Done]) -> Trace:
        """What to remember of this build; the caller adds what only it knows."""
        numbers: dict[str, int] = {}

        def number(name: str) -> int:
            return numbers.setdefault(name, len(numbers))

        for file in shown:
            if now := done.get(file.src_uri):
                if now.settled and not now.said and not now.broken:
                    targets = [number(t) for t in now.targets.split("\0") if t]
                    self._new.pages[file.src_uri] = Seen(now.digest, now.anchors, targets)
            elif self._old:
                seen = self._old.pages[file.src_uri]
                self._new.pages[file.src_uri] = Seen(seen.digest, seen.anchors, [number(self._old.names[t]) for t in seen.targets])
        self._new.names = list(numbers)
        return self._new


def digest(*contents: bytes) -> str:
    """A short digest of several contents."""
    total = hashlib.sha256()
    for content in contents:
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()[:16]


def frame(settings: bytes, overrides: Path | None, version: str) -> str | None:
    """Digest of settings, templates and program; None where settings draw on something that is not seen here."""
    if b"!ENV" in settings or b"INHERIT" in settings:
        return None
    contents = [version.encode(), settings]
    for file in sorted(overrides.rglob("*")) if overrides else ():
        inside = file.relative_to(overrides or file)
        if file.is_file() and inside.parts[0] != "assets":  # assets are copied, never part of a page
            contents += [inside.as_posix().encode(), file.read_bytes()]
    return digest(*contents)
