"""What the layout of the file tells: heads and feet of its pages, the title over several speeches and their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from cunjian.clean.cut import Cut
from cunjian.model import Raw

_KINDS = {"page-head": "footer", "page-foot": "footer", "file-title": "cover", "part-number": "chrome"}


def find(raw: Raw) -> Iterator[Cut]:
    """Cuts of marked spans; a line that is cut whole goes with its line break."""
    for mark, span in raw.marks:
        if mark in _KINDS:
            end = span.end + (
                raw.text[span.end : span.end + 1] == "\n" and raw.text[span.start - 1 : span.start] in ("", "\n")
            )
            yield Cut(type(span)(span.start, end), _KINDS[mark], mark)
