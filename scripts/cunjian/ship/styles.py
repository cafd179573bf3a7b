"""The style sheets of the site as one file without comments: a phone waits once for it, not seven times
(architecture: "ship").

Only sheets that lie in assets/ are joined, so that what they point to is found from there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

WHOLE = "assets/site.css"
_FOLDER = "assets/"
_COMMENT = re.compile(r"/\*.*?\*/\n*|(?<=\n)[ \t]*\n", re.DOTALL)


def joined(styles: Sequence[str], folders: Sequence[Path]) -> tuple[list[str], str]:
    """What pages link to in place of ``styles``, and the text of the whole; nothing is joined where a file is missing."""
    parts = {style: _find(style, folders) for style in styles if style.startswith(_FOLDER)}
    if len(parts) < 2 or None in parts.values():
        return [*styles], ""
    whole = "\n".join(file.read_text("utf-8").removeprefix("\ufeff") for file in parts.values() if file)
    return [WHOLE, *(style for style in styles if style not in parts)], _COMMENT.sub("", whole)


def _find(style: str, folders: Iterable[Path]) -> Path | None:
    return next((folder / style for folder in folders if (folder / style).is_file()), None)
