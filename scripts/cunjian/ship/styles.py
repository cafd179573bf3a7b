"""The style sheets of the site as one file, and the scripts of the search as another, both without comments: a phone waits
once for each, not seven times (architecture: "ship").

Only files that lie in assets/ are joined, so that what they point to is found from there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

WHOLE = "assets/site.css"
SEARCH = "assets/search.js"
ENGINE = ("search-text.js", "search-index.js", "search-candidates.js", "search-rank.js", "search-near.js", "search-query.js")
"""What search-load.js fetches as SEARCH when it is first wanted, in this order."""
_FOLDER = "assets/"
_COMMENT = re.compile(r"/\*.*?\*/\n*|(?<=\n)[ \t]*\n", re.DOTALL)
_REMARK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)  # that stands on lines of its own


def joined(styles: Sequence[str], folders: Sequence[Path]) -> tuple[list[str], str]:
    """What pages link to in place of ``styles``, and the text of the whole; nothing is joined where a file is missing."""
    parts = [style for style in styles if style.startswith(_FOLDER)]
    text = _text(parts, folders) if len(parts) > 1 else ""
    return ([WHOLE, *(style for style in styles if style not in parts)], _COMMENT.sub("", text)) if text else ([*styles], "")


def engine(folders: Sequence[Path]) -> str:
    """The scripts of the search as one text; empty where one is missing."""
    return _REMARK.sub("", _text([_FOLDER + name for name in ENGINE], folders))


def _text(names: Iterable[str], folders: Sequence[Path]) -> str:
    files = [next((folder / name for folder in folders if (folder / name).is_file()), None) for name in names]
    return "" if None in files else "\n".join(file.read_text("utf-8").removeprefix("\ufeff") for file in files if file)
