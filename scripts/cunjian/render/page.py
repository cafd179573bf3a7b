"""A page and its seal: the hash in the front matter that tells a generated page from one a person has edited."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from cunjian.render import escape

_SEAL = re.compile(r"\A(---\n(?:[^\n]*\n)*?)cunjian: ([0-9a-f]{16})\n")


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file below docs/."""

    path: str  # posix, "speeches/s1234abcd.md"
    title: str  # as people read it; escaped where it is written
    body: str
    meta: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Front matter and body, sealed."""
        lines = [f"title: {json.dumps(escape.title(self.title), ensure_ascii=False)}"]
        lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(self.meta.items())]
        rest = "\n".join(lines) + "\n---\n\n" + self.body.strip("\n") + "\n"
        return f"---\ncunjian: {_seal('---' + chr(10) + rest)}\n{rest}"


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def untouched(text: str) -> bool:
    """Whether a page is as we generated it; False for pages that people wrote or changed."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _SEAL.match(text)
    return found is not None and _seal(found[1] + text[found.end() :]) == found[2]


def generated(text: str) -> bool:
    """Whether a page carries our seal at all, fitting or not."""
    return bool(_SEAL.match(text.removeprefix("\ufeff").replace("\r\n", "\n")))
