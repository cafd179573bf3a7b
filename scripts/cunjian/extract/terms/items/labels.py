"""Lists that stand behind the label of a part: “三亮”即A、B、C; “1”是A; 晒的是A、B、C; and A、B、C，这是“三统”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cunjian.extract.terms.items.alike import STRONG
from cunjian.extract.terms.items.cells import INTRODUCED, JOINTS, STOPS, Place, cut, merged, parted, rows
from cunjian.extract.terms.items.lists import Listing, judged
from cunjian.extract.terms.items.shorthand import Part

_AHEAD, _SAID = 440, 5  # characters behind a name; of ，这就是“ in front of a label
_CALLED = re.compile(r"，?(?:这)?(?:就是|便是|是|叫做|叫|即|为)“?$")


def defined(part: Part, core: str, place: Place) -> Iterator[Listing]:
    """“三亮”即A、B、C; “1”是A; 晒的是A、B、C; A、B、C，这是“三统”."""
    for start, stop in _explained(part, place):
        for found in _told(part, core, place, start, stop):
            yield replace(found, signs=(*found.signs, "defined"))


def _explained(part: Part, place: Place) -> Iterator[tuple[int, int]]:
    """Where the part is spoken of by its own label, and from where to where it is told what that means."""
    text, end = place.text, min(place.end, place.at.end + _AHEAD)
    for begin, behind in _spoken_of(part, text, place.at.end, end):
        if meaning := place.rules.meaning.match(text, behind, end):
            yield meaning.end(), next((i for i in range(meaning.end(), end) if text[i] in STOPS), end)
        called = _CALLED.search(text, max(place.at.end, begin - _SAID), begin)
        if called:
            yield max(place.at.end, *(text.rfind(mark, place.at.end, called.start()) + 1 for mark in "。；：！？\n，")), called.start()


def _spoken_of(part: Part, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where its label stands, or what it asks for (晒的是, 晒的就是); quicker than a pattern for every label."""
    label = f"“{part.label}”" if len(part.label) == 1 else part.label
    forms = [(label, len(label))]
    if part.telling:
        forms += [(part.keys[0] + told, len(part.keys[0]) + 1) for told in ("的是", "的就是")]
    while found := [(at, length) for form, length in forms if (at := text.find(form, start, end)) >= 0]:
        begin, length = min(found, key=lambda one: one[0])
        yield begin, (start := begin + length)


def _told(part: Part, core: str, place: Place, start: int, stop: int) -> Iterator[Listing]:
    """The list or the single thing that a region begins with."""
    fine = cut(place.text, start, stop, place.rules)
    fine[:1] = [cell._replace(before=INTRODUCED) for cell in fine[:1]]
    comma = merged(place.text, fine, JOINTS)
    if part.count == 1:
        if comma and comma[0].after != "：":  # “5”是五件具体事：…
            yield Listing((comma[0].span,), ("key",), False, "", "")
        return
    for row in (*rows(comma, "，"), *rows(fine, "、"), *rows(parted(fine), "、")):
        for found in judged(part, core, tuple(row), place.text, place.rules) if len(row) == part.count else ():
            yield replace(found, signs=found.signs if found.signs[0] in STRONG else ("told", *found.signs[1:]))
