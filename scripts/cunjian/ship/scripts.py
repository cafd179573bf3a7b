"""Which of the site's scripts a page loads: those that find something to do on it (architecture: "ship").

A script that is not named here is loaded by every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

S = TypeVar("S")

_USED: Mapping[str, re.Pattern[str]] = {  # by what stands in the page, or by its path behind a line break
    "assets/reading.js": re.compile(r'class="cj-(?:body|notes)\b'),
    "assets/course.js": re.compile(r'class="cj-tick\b'),
    "assets/tables.js": re.compile(r'class="cj-figures\b|\nfigures/'),
    "assets/compare.js": re.compile(r"data-cj-versus|\n(?:practices|villages|terms|speeches)/index"),
}


def used(scripts: Iterable[S], path: str, content: str) -> list[S]:
    """The scripts of the page at ``path`` of docs/ with this content."""
    return [s for s in scripts if (use := _USED.get(str(s))) is None or use.search(f"{content}\n{path}")]
