"""The style sheets of the site as one file, and the scripts of the search: a phone waits once for it, not seven times
(architecture: "ship").

Only files that lie in assets/ are joined, so that what they point to is found from there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

WHOLE = "assets/site.css"
SEARCH = "assets/search.js"


def joined(styles: Sequence[str], folders: Sequence[Path]) -> tuple[list[str], str]:
    """What pages link to in place of ``styles``, and the text of the whole; nothing is joined where a file is missing."""
    return _joined(styles, folders, WHOLE, "assets/")


def searching(scripts: Sequence[str], folders: Sequence[Path]) -> tuple[list[str], str]:
    """The same for the scripts of the search: they compress better together, and no other needs to come between."""
    return _joined(scripts, folders, SEARCH, "assets/search-")


def _joined(names: Sequence[str], folders: Sequence[Path], whole: str, prefix: str) -> tuple[list[str], str]:
    parts = {name: _find(name, folders) for name in names if str(name).startswith(prefix)}
    if len(parts) < 2 or None in parts.values():
        return [*names], ""
    text = "\n".join(file.read_text("utf-8").removeprefix("\ufeff") for file in parts.values() if file)
    first = next(iter(parts))
    return [whole if name == first else name for name in names if name == first or name not in parts], text


def _find(name: str, folders: Iterable[Path]) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
