"""Levels: which heading stands below which, and the parts of a speech in order.

Every style has a rank of its own; a style seen for the first time goes one step below the heading it follows when its
rank is lower, and styles already open keep their level.  Levels start at 1 and none is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cunjian.divide.head import Head
from cunjian.divide.headings import Found
from cunjian.divide.opening import Opening
from cunjian.divide.styles import STYLES
from cunjian.model import Part, Span

_RANK = {name: float(rank) for rank, (name, _) in enumerate(STYLES)}
_RANK |= {"line": _RANK["han-bracket"] + 0.5, "lead": _RANK["ordinal"] + 0.5, "sub-lead": 20.0}
_RANK |= {"bold": _RANK["line"], "kicker": _RANK["line"] - 0.2} | {f"word{level}": level - 0.5 for level in range(1, 10)}
_UNNUMBERED = ("line", "bold", "kicker")


def ordered(opening: Opening, found: Sequence[Found]) -> tuple[Part, ...]:
    """Title, by-lines, headings with levels, and the paragraphs between them."""
    out = [Part(kind, row.span, title=opening.title if kind == "title" else "") for kind, row in opening.lines]
    stack: list[tuple[str, int]] = []  # (style, index into out) of the open headings
    levels = _levels([h for f in found for h in (*f.heads, *f.inner)])
    at = 0

    def open_section() -> int | None:
        return stack[-1][1] if stack else None

    def heading(head: Head) -> None:
        nonlocal at
        level = levels[at]
        at += 1
        while stack and out[stack[-1][1]].level >= level:
            stack.pop()
        out.append(Part("heading", head.span, level, head.title, head.style, head.run_in, open_section()))
        stack.append((head.style, len(out) - 1))

    for one in found:
        for head in one.heads:
            heading(head)
        if one.body is None:
            continue
        start = one.body.start
        for head in one.inner:
            if head.span.start > start:
                out.append(Part("paragraph", Span(start, head.span.start), section=open_section()))
            heading(head)
            start = head.span.end
        if start < one.body.end:
            out.append(Part("paragraph", Span(start, one.body.end), section=open_section()))
    return tuple(out)


def _levels(heads: Sequence[Head]) -> list[int]:
    """Levels by a stack of styles; a style that was ever above another stays above it."""
    above = _order(heads)
    open_styles: list[str] = []
    out = []
    for head in heads:
        if head.style in open_styles:
            del open_styles[open_styles.index(head.style) + 1 :]
        else:
            while open_styles and above(head.style, open_styles[-1]):
                open_styles.pop()
            open_styles.append(head.style)
        out.append(len(open_styles))
    return _unskipped(out)


def _order(heads: Sequence[Head]) -> Callable[[str, str], bool]:
    """Whether a style stands above another: what its numbers tell, else its rank.

    Where 二、 follows 一、 across short lines, the lines stand below; where no number goes on across them, a line that
    came first stands above (主要做法 above 一、二、三、).
    """
    first: dict[str, int] = {}
    across: set[tuple[str, str]] = set()  # (style whose numbers go on, style across which they do)
    last: dict[str, int] = {}
    since: dict[str, set[str]] = {}
    for at, head in enumerate(heads):
        first.setdefault(head.style, at)
        if head.number and head.number == last.get(head.style, -1) + 1:
            across |= {(head.style, other) for other in since[head.style]}
        last[head.style] = head.number
        for seen in since.values():
            seen.add(head.style)
        since[head.style] = set()

    def above(one: str, other: str) -> bool:
        if one in _UNNUMBERED and other not in _UNNUMBERED:
            return first[one] < first[other] and (other, one) not in across
        if other in _UNNUMBERED and one not in _UNNUMBERED:
            return first[other] >= first[one] or (one, other) in across
        if ((one, other) in across) != ((other, one) in across):
            return (one, other) in across
        if 0 in (first[one], first[other]) and "part" not in (one, other):  # no paper begins with a heading of the second rank
            return first[one] == 0
        return _RANK[one] < _RANK[other]

    return above


def _unskipped(levels: Sequence[int]) -> list[int]:
    out: list[int] = []
    for level in levels:
        out.append(min(level, (out[-1] if out else 0) + 1))
    return out
