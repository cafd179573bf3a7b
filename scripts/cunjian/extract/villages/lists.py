"""Lists that give the class word once: 青山、绿水、石桥三个村 names 青山村, 绿水村 and 石桥村."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cunjian.model import Span
from cunjian.script import HAN, number

_COUNT = re.compile(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2})个(?:行政|自然)?(?P<kind>村(?!民|级|集体|干部)|社区|屯|嘎查)"
)
_NAMES = re.compile(rf"[{HAN}]{{2,10}}(?:、[{HAN}]{{2,4}}){{0,9}}[、和与及][{HAN}]{{2,4}}$")
_WINDOW = 60


def find(text: str, possible: Callable[[str, str], bool], edge: Callable[[int], bool]) -> Iterator[tuple[Span, str]]:
    """Each name of such a list, only where as many are named as the numeral says."""
    for match in _COUNT.finditer(text):
        listed = _NAMES.search(text, max(0, match.start() - _WINDOW), match.start())
        kind, items = match["kind"], _items(text, Span(*listed.span()), edge) if listed else []
        if len(items) < 2 or len(items) != number(match["count"]):
            continue
        names = [item.of(text) for item in items]
        if all(possible(name, kind) and not name.endswith(("村", "社区", "屯")) for name in names):
            yield from ((item, name + kind) for item, name in zip(items, names, strict=True))


def _items(text: str, span: Span, edge: Callable[[int], bool]) -> list[Span]:
    """The items of a list; the first begins behind whatever leads up to it."""
    cuts = [m.start() for m in re.finditer("、", text[span.start : span.end])]
    bounds = [span.start, *(span.start + c + 1 for c in cuts)]
    items = [Span(a, b) for a, b in zip(bounds, [*(x - 1 for x in bounds[1:]), span.end], strict=True)]
    last = items.pop()
    joint = re.search(r"(?<=..)[和与及](?=..)", last.of(text))
    middle = last.start + joint.start() if joint else last.end
    items += [Span(last.start, middle), Span(middle + 1, last.end)] if joint else [last]
    first = items[0]
    starts = [s for s in (first.end - 2, first.end - 3) if s >= first.start and (s == first.start or edge(s))]
    return [Span(starts[0], first.end), *items[1:]] if starts else []
