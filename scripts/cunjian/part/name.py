"""part: a name for the zip that says on a list of files what is inside and travels to any machine: ASCII and short."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cunjian.aloud import syllables
from cunjian.model import Asked

_LONG = 20  # characters after "cunjian-"


def stem(asked: Sequence[Asked]) -> str:
    """The file name without suffix; a name too long or of several things ends in four digits that tell it apart.

    >>> stem([Asked("category", "集体经济")])
    'cunjian-jitijingji'
    >>> stem([Asked("term", "三会一课", "t1"), Asked("village", "崇江村", "v1")])
    'cunjian-sanhuiyike-2-d093'
    """
    words = [_ascii(a.name) for a in asked]
    first = words[0] if words else ""
    if len(asked) == 1 and first and len(first) <= _LONG:
        return f"cunjian-{first}"
    digest = hashlib.sha256(repr(sorted((a.kind, a.name, a.id) for a in asked)).encode("utf-8", "surrogatepass")).hexdigest()[:4]
    count = f"-{len(asked)}" if len(asked) > 1 else ""
    return f"cunjian-{first[: _LONG - 7] or 'x'}{count}-{digest}"


def _ascii(name: str) -> str:
    sounds = "".join(syllables(name)).lower()
    return "".join(c for c in sounds if c.isascii() and c.isalnum())
