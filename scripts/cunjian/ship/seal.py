"""Whether a page in docs/ is still as it was generated, read off the page alone (architecture: "ship").

A generated page carries ``cunjian: <16 hex digits>`` in its front matter: the beginning of the SHA-256 of the page
without that line.  Written down here once more, because what checks must not share code with what is checked.
"""

from __future__ import annotations

import hashlib
import re

_LINE = re.compile(r"^cunjian: ([0-9a-f]{16})\n", re.MULTILINE)
_FRONT = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)


def fits(text: str) -> bool | None:
    """True: as generated; False: edited since; None: a handwritten page."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    front = _FRONT.match(text)
    line = _LINE.search(text, 0, front.end()) if front else None
    if line is None:
        return None
    rest = text[: line.start()] + text[line.end() :]
    return hashlib.sha256(rest.encode("utf-8", "surrogatepass")).hexdigest()[:16] == line[1]
