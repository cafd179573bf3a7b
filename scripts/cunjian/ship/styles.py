"""The style sheets of the site as one file, and the scripts of the search: a phone waits once for it, not seven times
(architecture: "ship").

Only files that lie in assets/ are joined, so that what they point to is found from there too; comments stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

WHOLE = "assets/site.css"
SEARCH = "assets/search.js"  # loaded by search-load.js
_ENGINE = tuple(f"assets/search-{name}.js" for name in ("text", "index", "rank", "near", "query"))
_COMMENT = re.compile(r"/\*.*?\*/\n*|(?<=\n)[ \t]*\n", re.DOTALL)


def joined(styles: Sequence[str], folders: Sequence[Path]) -> tuple[list[str], str]:
    """What pages link to in place of ``styles``, and the text of the whole; nothing is joined where a file is missing."""
    parts = [style for style in styles if style.startswith("assets/")]
    text = _joined(parts, folders)
    return ([WHOLE, *(style for style in styles if style not in parts)], _COMMENT.sub("", text)) if text else ([*styles], "")


def searching(folders: Sequence[Path]) -> str:
    """The search without its box: the five compress better together, and no other needs to come between."""
    return _joined(_ENGINE, folders)


def _joined(names: Sequence[str], folders: Sequence[Path]) -> str:
    found = [_find(name, folders) for name in names]
    if len(found) < 2 or None in found:
        return ""
    return "\n".join(file.read_text("utf-8").removeprefix("\ufeff") for file in found if file)


def _find(name: str, folders: Iterable[Path]) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
