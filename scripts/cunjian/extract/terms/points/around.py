"""What the rest of the speech says of a candidate: whether it comes again, what stands beside it in a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from cunjian.extract.terms.points.candidate import Candidate

_REACH = 14
_SIBLING_BEFORE = re.compile(r"(?:^|[、，。；：\n和与])([\u4e00-\u9fff]{3,12})[、和与]$")
_SIBLING_BEHIND = re.compile(r"[、和与]([\u4e00-\u9fff]{3,12}?)(?=[、，。；：\n和等与]|$)")
_EDGES = frozenset(("后句读", "后顿号", "后行末", "后括号", "后冒号", "后类名", "后的类名"))
_INTRODUCED = ("前立", "前做", "前叫")


def look_around(found: Sequence[Candidate], text: str) -> None:
    """Adds these signs to the candidates of one speech."""
    same: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        same[one.name].append(one)
    for again in same.values():
        if len(again) > 1:
            _again(again, text)
    for one in found:
        _beside(one, text)
        _together(one)


def _again(same: Sequence[Candidate], text: str) -> None:
    """Names come again with other neighbours; half of a longer name always has the same one on one side."""
    left = {text[one.start - 1 : one.start] for one in same}
    right = {text[one.end : one.end + 1] for one in same}
    sign = "重现左右皆异" if len(left) > 1 and len(right) > 1 else "重现一侧异" if len(left) + len(right) > 2 else "重现"
    for one in same:
        one.signs.append(sign)
        if "词数1" not in one.signs:
            one.signs.append(f"{sign}·多词")


def _beside(one: Candidate, text: str) -> None:
    """What the neighbours in a list are like."""
    before = _SIBLING_BEFORE.search(text, max(0, one.start - _REACH), one.start)
    behind = _SIBLING_BEHIND.match(text, one.end, one.end + _REACH)
    for match in (before, behind):
        if match:
            other = match.group(1)
            one.signs.append("并列同尾" if other[-1] == one.name[-1] else "并列等长" if len(other) == len(one.name) else "并列")
    if text[max(0, one.start - 2) : one.start] in ("”、", "”和") or text[one.end : one.end + 2] in ("、“", "和“"):
        one.signs.append("并列引号")


def _together(one: Candidate) -> None:
    """Signs that count for more, or less, together."""
    signs = set(one.signs)
    intro = next((sign for sign in _INTRODUCED if sign in signs), "前量" if "前有量词" in signs else "")
    edge = not signs.isdisjoint(_EDGES)
    if intro:
        one.signs.append(f"{intro}·{one.kind}")
        one.signs.append(f"{intro}·{one.group}")
        if edge:
            one.signs.append(f"{intro}到句读")
            if "四字两截" in signs:
                one.signs.append(f"{intro}四字到句读")
        if "尾平常" in signs:
            one.signs.append(f"{intro}·尾平常")
    if edge and "前的" in signs:
        one.signs.append("前的到句读")
