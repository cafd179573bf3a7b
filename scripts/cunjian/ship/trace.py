"""What the site was built from, remembered so that the next build renders only what changed (architecture: "ship").

Nothing here is believed without looking: inputs and outputs are compared by size and time, so a page that somebody
changed in site/, or that a killed run left behind, is rendered again.
"""

from __future__ import annotations

import hashlib
import html
import re
from array import array
from collections.abc import Callable, Container, Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cunjian.store import Stat

if TYPE_CHECKING:
    from mkdocs.structure.files import File

ENTRY = "site"  # name of the trace in the cache
_DOCS = "docs/"
_ODD = re.compile(r"(?:^|/)README\.md$|\.(?:markdown|mdown|mkdn|mkd)$")


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
    targets: bytes  # indexes into Trace.names, four bytes each

    def links_to(self, some: Set[int]) -> bool:
        """Whether it links to one of these files."""
        return bool(some) and not some.isdisjoint(array("I", self.targets))


@dataclass(slots=True)
class Trace:
    """One finished build."""

    frame: str = ""  # digest of settings, templates and program
    nav: str = ""  # digest of the navigation
    inputs: dict[str, Stat] = field(default_factory=dict)  # docs/ and overrides/, as store.stats() names them
    outputs: dict[str, Stat] = field(default_factory=dict)  # everything below site/
    names: list[str] = field(default_factory=list)  # files that pages link to, or once did
    pages: dict[str, Seen] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class Was:
    """The build before as this one asks for it; without one, nothing is as it was."""

    def __init__(self, trace: Trace | None, inputs: Mapping[str, Stat], outputs: Mapping[str, Stat]) -> None:
        self._old, self._inputs, self._outputs = trace, inputs, outputs
        self._new = Trace()
        self._kept: dict[str, bool] = {}
        self._gone: frozenset[int] = frozenset()

    def names(self) -> dict[str, Stat] | None:
        """Every file of docs/ by its path there; None where all must be looked at, one by one: there is no build before,
        or two files can want one place in the site."""
        if self._old is None:
            return None
        found = {path[len(_DOCS) :]: stat for path, stat in self._inputs.items() if path.startswith(_DOCS)}
        return None if any(_ODD.search(name) for name in found) else found

    def there(self, names: Container[str]) -> None:
        """Files that stand today; pages that link to others are made again."""
        if self._old:
            self._gone = frozenset(n for n, name in enumerate(self._old.names) if name not in names)

    def stands(self, path: str) -> bool:
        """Whether a file of the site is still the one that the build before wrote."""
        there = self._outputs.get(f"site/{path}")
        return self._old is not None and there is not None and there == self._old.outputs.get(f"site/{path}")

    def look(self, nav: Any) -> bool:
        """The navigation as it is today; whether the build before still counts."""
        self._new.nav = digest(str(nav).encode("utf-8", "surrogatepass"))
        if self._old and self._old.nav != self._new.nav:
            self._old = None
        return self._old is not None

    def doubtful(self, names: Mapping[str, Stat]) -> set[str]:
        """Files of docs/ that have to be looked at closer; all others are as they were, and so is what came of them."""
        old = self._old
        if old is None:
            return set(names)
        return {name for name, stat in names.items() if not self._untouched(name, stat, old)}

    def _untouched(self, name: str, stat: Stat, old: Trace) -> bool:
        page = name.endswith(".md")
        if not self.stands(f"{name[:-3]}.html" if page else name) or old.inputs.get(_DOCS + name) != stat:
            return False
        seen = old.pages.get(name)
        return not page or (seen is not None and not seen.links_to(self._gone))

    def kept(self, file: File) -> bool:
        """Whether the output of a file is still what it would become."""
        if file.src_uri not in self._kept:
            self._kept[file.src_uri] = self._old is not None and self._as_it_was(file, self._old)
        return self._kept[file.src_uri]

    def _as_it_was(self, file: File, old: Trace) -> bool:
        if not self.stands(file.dest_uri):
            return False
        name = f"{Path(file.src_dir or '').name}/{file.src_uri}"  # of docs/ or overrides/; the theme's own never change
        same = self._inputs.get(name) == old.inputs.get(name)
        if not file.is_documentation_page():
            return same
        seen = old.pages.get(file.src_uri)
        if seen is None or seen.links_to(self._gone):
            return False
        return same or seen.digest == digest(file.content_bytes)

    def anchors(self, page: str, done: Mapping[str, Done]) -> frozenset[str] | None:
        """The anchors of a page, rendered now or before; None of what is no page."""
        told = done.get(page) or (self._old.pages.get(page) if self._old else None)
        return frozenset(told.anchors.split(" ")) if told else None

    def lost(self, done: Mapping[str, Done]) -> dict[int, set[str]]:
        """The anchors that pages had and have no more, by the page's number among the names."""
        if self._old is None:
            return {}
        before = self._old.pages
        gone = {p: set(before[p].anchors.split(" ")) - set(now.anchors.split(" ")) for p, now in done.items() if p in before}
        return {n: anchors for n, name in enumerate(self._old.names) if (anchors := gone.get(name))}

    def needing(self, lost: Mapping[int, Set[str]], done: Container[str], text: Callable[[str], str]) -> list[str]:
        """Pages that were kept and may link to one of those anchors; ``text`` gives the source of a page, in which the
        anchor must stand."""
        said = re.compile("|".join(sorted(re.escape(f"#{anchor}") for anchors in lost.values() for anchor in anchors)))
        old, pages = self._old.pages if self._old else {}, lost.keys()
        return [name for name, seen in old.items()
                if name not in done and seen.links_to(pages) and said.search(html.unescape(text(name)))]  # fmt: skip

    def after(self, shown: Iterable[str], done: Mapping[str, Done]) -> Trace:
        """What to remember of this build; the caller adds what only it knows."""
        old = self._old or Trace()
        numbers = {name: n for n, name in enumerate(old.names)}
        for name in shown:
            if now := done.get(name):
                if now.settled and not now.said and not now.broken:
                    targets = array("I", (numbers.setdefault(t, len(numbers)) for t in now.targets.split("\0") if t))
                    self._new.pages[name] = Seen(now.digest, now.anchors, targets.tobytes())
            elif seen := old.pages.get(name):
                self._new.pages[name] = seen
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
