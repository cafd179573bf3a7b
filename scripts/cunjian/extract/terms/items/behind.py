"""Lists behind the name: 即A、B、C; （A、B、C）; or close behind it, every item with the shorthand's own character."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.lists import carries, parallel, placed, split
from cunjian.extract.terms.items.shorthand import Place, Shorthand
from cunjian.model import Item

_RESULT = re.compile(
    r"\d|全[县镇乡村市区]|共|累计|去年|今年|目前|先后|有效|使|让|实现|推动|确保|做到|切实|真正|极大|逐步|构建|打通|年|每|把"
)
_TOTAL = re.compile(r"[一二三四五六七八九十][条个项类种大][\u4e00-\u9fff]{1,4}$")


def explicit(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """Name, 即/包括/（, list."""
    found = place.explicit()
    if found is None:
        return ()
    start, region = found
    clause = re.split(r"[，；]", region)[0]
    for candidate, marks in ((clause, "、"), *((region, m) for m in ("、", "、，", "，", "；", "；、，"))):
        pieces, separators = split(candidate, marks, name.count)
        pieces[-1] = pieces[-1].removesuffix("于一体")
        if len(pieces) == name.count and all(2 <= len(p) <= 30 for p in pieces) and not pieces[-1].endswith("等"):
            return placed(start, pieces, separators, place.words)
    pieces, separators = split(region, "、，", 0)
    if len(pieces) <= name.count:
        return ()
    taken, following = pieces[: name.count], pieces[name.count]
    if (parallel(taken) and following[:1] != taken[0][:1]) or _RESULT.match(following):
        return placed(start, taken, separators[: name.count - 1], place.words)
    return ()


def interleaved(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """三联三带，党支部联产业带增收、党员联农户带脱贫、能人联项目带就业: every item with a character of each group."""
    if len(name.groups) != 1 or "/" not in name.groups[0][1]:
        return ()
    kinds = name.groups[0][1].split("/")
    sentence = re.match(r"[^。！？；\n]+", place.after(160))
    clauses = sentence.group().lstrip("，：即").split("，") if sentence else []
    pieces = clauses[0].split("、") if clauses else []
    if len(pieces) != name.count or not all(any(c in p for c in kind) for p in pieces for kind in kinds):
        return ()
    start = place.text.index(pieces[0], place.at.end)
    return placed(start, pieces, ["、"] * (len(pieces) - 1), place.words)


def carrying(name: Shorthand, place: Place) -> tuple[Item, ...]:
    """“三单”管理，制定…清单、…清单、…清单: in this sentence or the next."""
    for sentence in list(re.finditer(r"[^。！？；\n]+", place.after(160)))[:2]:
        for marks in ("、", "，", "、，"):
            pieces, separators = split(sentence.group(), marks, 0)
            for first in range(len(pieces) - name.count + 1):
                window = pieces[first : first + name.count]
                if marks == "、":
                    last = _TOTAL.sub("", window[-1].split("，")[0])
                    window = [window[0].split("，")[-1], *window[1:-1], last]
                if not all(2 <= len(p) <= 24 for p in window) or not carries(window, name):
                    continue
                offset = place.at.end + sentence.start() + sum(len(p) + 1 for p in pieces[:first])
                offset += len(pieces[first]) - len(window[0])
                return placed(offset, window, separators[first : first + name.count - 1], place.words)
    return ()
