"""link/squeeze: a text without what does not count in a name, and the way back (architecture: "Link")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from cunjian.script import INVISIBLE, fold

_COUNTS = re.compile(rf"[^ \t“”‘’\"'·{INVISIBLE}]+")
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # and no other letter, so that positions stay
_LONE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """``text[i]`` stands at ``at[i]`` of ``folded``, which is as long as the clean text."""

    text: str
    at: list[int]
    folded: str

    def before(self, start: int) -> str:
        """What stands directly before a squeezed position in the folded text; "" at the start."""
        return self.folded[self.at[start] - 1 : self.at[start]]

    def after(self, end: int) -> str:
        """What stands directly after."""
        return self.folded[self.at[end - 1] + 1 : self.at[end - 1] + 2]


def squeeze(text: str) -> Squeezed:
    """Without quote marks and spaces; line breaks stay, so that no name runs from one paragraph into the next."""
    folded = fold(_LONE.sub("\ufffd", text)).translate(_LOWER)
    pieces: list[str] = []
    at: list[int] = []
    for match in _COUNTS.finditer(folded):
        pieces.append(match.group())
        at.extend(range(match.start(), match.end()))
    return Squeezed("".join(pieces), at, folded)
