"""What the rest of the speech says of a candidate: whether it comes again, what stands beside it in a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation

from cunjian.extract.terms.points.candidate import Candidate

AGAIN = ("重现左右皆异", "重现一侧异", "重现")
BESIDE = ("并列同尾", "并列等长", "并列")
QUOTED = "并列引号"
_REACH = 14
_SIBLING_BEFORE = re.compile(r"(?:^|[、，。；：\n和与])([\u4e00-\u9fff]{3,12})[、和与]$")
_SIBLING_BEHIND = re.compile(r"[、和与]([\u4e00-\u9fff]{3,12}?)(?=[、，。；：\n和等与]|$)")
_JOINS = frozenset("、和与")


def look_around(found: Sequence[Candidate], text: str) -> None:
    """Adds these signs to the candidates of one speech."""
    again = _again({one.name for one in found}, text)
    for one in found:
        if sign := again.get(one.name):
            one.more.append(sign)
            if one.several:
                one.more.append(f"{sign}·多词")
        _beside(one, text)


def _again(names: set[str], text: str) -> dict[str, str]:
    """Names come again with other neighbours; half of a longer name always has the same one on one side."""
    if not names:
        return {}
    ordered = sorted(names)
    found = AhoCorasick(ordered, implementation=Implementation.ContiguousNFA).find_matches_as_indexes(text, overlapping=True)
    times = Counter([index for index, _, _ in found])
    sides = {index: (set[str](), set[str]()) for index, count in times.items() if count > 1}
    for index, start, end in found:
        if index in sides:
            left, right = sides[index]
            left.add(text[start - 1 : start])
            right.add(text[end : end + 1])
    return {ordered[index]: AGAIN[2 - (len(left) > 1) - (len(right) > 1)] for index, (left, right) in sides.items()}


def _beside(one: Candidate, text: str) -> None:
    """What the neighbours in a list are like."""
    before = text[one.start - 1 : one.start] in _JOINS and _SIBLING_BEFORE.search(text, max(0, one.start - _REACH), one.start)
    behind = text[one.end : one.end + 1] in _JOINS and _SIBLING_BEHIND.match(text, one.end, one.end + _REACH)
    for match in (before, behind):
        if match:
            other = match.group(1)
            one.more.append(BESIDE[0] if other[-1] == one.name[-1] else BESIDE[1] if len(other) == len(one.name) else BESIDE[2])
    if text[max(0, one.start - 2) : one.start] in ("”、", "”和") or text[one.end : one.end + 2] in ("、“", "和“"):
        one.more.append(QUOTED)
