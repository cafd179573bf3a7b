"""What has been built, as it lies in docs/ and site/ (architecture: "ship/check", read once for all promises).

Nothing here asks the code that wrote it: files are read as a stranger would read them, from the contract alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cunjian.ship import seal
from cunjian.ship.check import page as pages
from cunjian.ship.check.page import Page

FOLDERS = {"speech": "speeches", "practice": "practices", "village": "villages", "term": "terms"}


@dataclass(frozen=True)
class LedgerRow:
    """One line of curation/ids.tsv."""

    line: int
    id: str
    kind: str
    key: str
    now: str
    content: str


class Built:
    """The folder under examination; everything is read when first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.docs = root / "docs"
        self.data = root / "docs" / "data"
        self.broken: list[str] = []  # files that could not be read at all, as sentences
        self.text = lru_cache(maxsize=256)(self._text)  # the reading text of a speech; None when there is none
        self.speech = lru_cache(maxsize=256)(self._speech)

    # ------------------------------------------------------------------ data

    @cached_property
    def speech_ids(self) -> tuple[str, ...]:
        """Every speech that has data, in order."""
        return tuple(sorted(file.stem for file in (self.data / "speeches").glob("*.json")))

    def _speech(self, id: str) -> dict[str, Any]:
        """The part of a speech's data that holds its sentences, noise and redactions."""
        whole = self.json(self.data / "speeches" / f"{id}.json")
        return next((d for _, d in dicts(whole) if "sentences" in d and "noise" in d), {})

    def _text(self, id: str) -> str | None:
        try:
            return (self.data / "texts" / f"{id}.txt").read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError):
            return None

    def json(self, file: Path) -> Any:
        """A data file; an empty mapping, and a break, when it cannot be read."""
        try:
            return json.loads(file.read_bytes())
        except (OSError, ValueError):
            broken = f"{self.name(file)}：读不出来或不是 JSON，请重新运行 cunjian build。"
            if broken not in self.broken:
                self.broken.append(broken)
            return {}

    @cached_property
    def data_files(self) -> tuple[Path, ...]:
        """Every JSON file of docs/data/, in order."""
        return tuple(sorted(self.data.rglob("*.json")))

    @cached_property
    def index(self) -> dict[str, dict[str, Any]]:
        """Every entry of docs/data/index.json by its id."""
        file = self.data / "index.json"
        entries = dicts(self.json(file)) if file.is_file() else ()
        return {d["id"]: d for _, d in entries if isinstance(d.get("id"), str)}

    @cached_property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """The published addresses."""
        try:
            lines = (self.root / "curation" / "ids.tsv").read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return ()
        rows = []
        for number, line in enumerate(lines, 1):
            cells = [*line.split("\t"), "", "", "", "", ""]
            if cells[1] in FOLDERS:
                rows.append(LedgerRow(number, *cells[:3], *cells[4:6]))
        return tuple(rows)

    # ------------------------------------------------------------------ site

    @cached_property
    def site_files(self) -> tuple[str, ...]:
        """Every file of site/, in order."""
        return tuple(sorted(f.relative_to(self.site).as_posix() for f in self.site.rglob("*") if f.is_file()))

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every HTML page by its path."""
        return {path: pages.read(self.site, path) for path in self.site_files if path.endswith((".html", ".htm"))}

    def handwritten(self, path: str) -> bool:
        """Whether a person wrote the page at ``site/path``."""
        source = self.docs / Path(path).with_suffix(".md")
        try:
            return seal.fits(source.read_text("utf-8")) is None
        except (OSError, UnicodeDecodeError):
            return (self.docs / path).is_file()  # an HTML file that stands in docs/ as it is

    def peoples_words(self, path: str) -> bool:
        """Whether the page at ``site/path`` says what a person wrote: handwritten, or of a trainer's course."""
        return path.startswith("courses/") or self.handwritten(path)

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """What the last run reported, .cunjian/problems.json."""
        file = self.root / ".cunjian" / "problems.json"
        return tuple(_strings(self.json(file))) if file.is_file() else ()

    def reported(self, name: str) -> bool:
        """Whether the last run named this file as a problem."""
        return any(name in problem for problem in self.problems)

    def name(self, file: Path) -> str:
        """As people know it: below the knowledge base."""
        return file.relative_to(self.root).as_posix()


def dicts(value: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping inside, with the key it stands under."""
    if isinstance(value, dict):
        yield key, value
        for name, inner in value.items():
            yield from dicts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from dicts(inner, key)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
