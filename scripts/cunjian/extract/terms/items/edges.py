"""Where the first item of a list begins and the last one ends: in front and behind stand words that are none of them.

The items of a list are alike.  So every place between two words of the cell is a candidate, signs of the words beside it and of
what the other items look like speak for it and against it, each with its points (curation/words/itempoints.yml, made by
benchmarks/items.py), and the best place is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from cunjian.extract.terms.items.rules import Rules
from cunjian.extract.terms.items.shorthand import Part
from cunjian.extract.terms.items.words import tagged

_QUOTES = "“”‘’"
_MARKS = frozenset("、，；：+ ")  # what no item begins or ends with
MARKS = {"即": "引出", "：": "引出", "（": "引出", "—": "引出", "": "名称", "“": "引号", "。": "句号", "，": "逗号", "；": "分号"}
_LEFT = frozenset("好了起着过的和与及")  # nor with
_TELLING = frozenset("vnpdcurqm")  # kinds of words
_MOST = 5  # characters, beyond which an item is just much longer or shorter


def first(told: str, others: Sequence[str], part: Part, rules: Rules, mark: str) -> int:
    """Where the first item begins in its cell; ``mark`` stands in front of the cell."""
    return _best(told, tuple(others), (*part.keys, *part.weak), rules, mark, last=False)


def last(told: str, others: Sequence[str], part: Part, rules: Rules, mark: str) -> int:
    """Where the last item ends in its cell; ``mark`` stands behind the cell."""
    return _best(told, tuple(others), (*part.keys, *part.weak), rules, mark, last=True)


@lru_cache(maxsize=1 << 12)  # the same cells stand behind one name and before another
def _best(told: str, others: tuple[str, ...], keys: tuple[str, ...], rules: Rules, mark: str, *, last: bool) -> int:
    points = (rules.ends if last else rules.starts).get
    found = ((sum([points(sign, 0.0) for sign in signs]), at if last else -at) for at, signs in candidates(told, others, keys, rules, mark, last=last))
    return abs(max(found, default=(0.0, len(told) if last else 0))[1])


class _Look:
    """What items look like from one of their ends."""

    def __init__(self, told: Sequence[str], *, last: bool) -> None:
        self.told = told
        words = [_words(t) for t in told]
        edge = -1 if last else 0
        lengths = [_length(t) for t in told]
        self.shortest, self.longest = min(lengths), max(lengths)
        self.words = {w[edge][0] for w in words}
        self.kinds = {w[edge][1] for w in words}
        self.chars = {t.strip(_QUOTES)[edge:][:1] for t in told}
        self.forms = {tuple(kind for _, kind in w) for w in words}
        kinds = [{kind for _, kind in w} for w in words]
        self.any, self.all = set().union(*kinds), set.intersection(*kinds)


def candidates(told: str, others: tuple[str, ...], keys: Sequence[str], rules: Rules, mark: str, *, last: bool) -> Iterator[tuple[int, list[str]]]:
    """Every place where the item may begin, or end, with its signs."""
    look, known = _look(others, last), set[int]()
    for words in _cuts(told, rules, last=last):
        for number, at in enumerate(accumulate((len(word) for word, _ in words), initial=0)):
            inside, outside = (words[:number], words[number:]) if last else (words[number:], words[:number])
            if inside and at not in known and told[at - 1 if last else at] not in _MARKS:
                known.add(at)
                item = told[:at] if last else told[at:]
                size, cut = _size(item, look), [*_outside(told, at, outside, rules, mark, last=last)]
                signs = [*cut, *_alike(item, inside, look, last=last), *_held(told, item, look, keys, last=last), size]
                yield at, [*signs, *(f"{size[0]}·{sign}" for sign in cut), *([f"二·{size}"] if len(others) == 1 else [])]


def _cuts(told: str, rules: Rules, *, last: bool) -> Iterator[Sequence[tuple[str, str]]]:
    """A cell cut into words; and again behind words that only lead, or before those that only close, where they end within one."""
    yield _words(told)
    if last and (tail := rules.tails.search(told)) and tail.start() > 1:
        yield (*_words(told[: tail.start()]), *_words(tail.group()))
    if not last and (lead := rules.lead.match(told)) and lead.end() + 1 < len(told):
        yield (*_words(lead.group()), *_words(told[lead.end() :]))


def _outside(told: str, at: int, outside: Sequence[tuple[str, str]], rules: Rules, mark: str, *, last: bool) -> Iterator[str]:
    """Signs of what is cut off."""
    if not outside:
        yield "整截"
        yield f"整截·{MARKS.get(mark, '其他')}"
        return
    word, kind = outside[0 if last else -1]
    yield f"外:{kind}"
    if len(word) == 1:
        yield f"外单字:{kind}"
    if len(outside) == 1:
        yield "外只一词"
    rest = (told[at:] if last else told[:at]).strip(_QUOTES)
    if (rules.closing if last else rules.lead).fullmatch(rest):
        yield "外是套话"
    if word[:1] in _LEFT:
        yield f"外:{word[:1]}"


def _alike(item: str, inside: Sequence[tuple[str, str]], look: _Look, *, last: bool) -> Iterator[str]:
    """Signs of what is left, beside the other items."""
    word, kind = inside[-1 if last else 0]
    char = item.strip(_QUOTES)[-1 if last else 0 :][:1]
    every = "皆" if len(look.kinds) == 1 else ""
    yield f"内:{kind}"
    if (word[-1:] == "”") if last else (word[:1] == "“"):
        yield "内有引号"
    if len(word) == 1:
        yield f"内单字:{kind}" if word not in look.words else "内单字同"
    yield ("同类" if kind in look.kinds else "异类") + every
    if char in look.chars:
        yield "同字皆" if len(look.chars) == 1 else "同字"
    elif len(look.chars) == 1:
        yield "异字皆"
    if word in look.words:
        yield "同词"
    kinds = tuple([kind for _, kind in inside])
    if kinds in look.forms:
        yield "同式"
    yield from (f"独{kind}" for kind in _TELLING.intersection(kinds) - look.any)
    yield from (f"缺{kind}" for kind in (_TELLING & look.all).difference(kinds))
    if char in _LEFT or len(item) < 2:
        yield "不成项"


def _size(item: str, look: _Look) -> str:
    """How long an item is beside the others."""
    length = _length(item)
    if look.shortest == look.longest == length:
        return "等长皆" if len(look.told) > 1 else "等长"
    return f"长{min(length - look.longest, _MOST)}" if length > look.longest else f"短{min(look.shortest - length, _MOST)}" if length < look.shortest else "中"


def _held(told: str, item: str, look: _Look, keys: Sequence[str], *, last: bool) -> Iterator[str]:
    """Signs of the name's own characters."""
    for key in keys:
        if not all(key in other for other in look.told):
            continue
        if key in item:
            if {_place(key, other, last) for other in look.told} == {_place(key, item, last)}:
                yield "字位同"
                return
        elif key in told:
            yield "字丢"
            return


def _place(key: str, told: str, last: bool) -> int:
    return len(told) - told.rfind(key) if last else told.find(key)


@lru_cache(maxsize=1 << 10)
def _look(others: tuple[str, ...], last: bool) -> _Look:
    return _Look(others, last=last)


@lru_cache(maxsize=1 << 12)
def _words(told: str) -> tuple[tuple[str, str], ...]:
    """Words with their kinds; a quotation mark belongs to the word beside it."""
    out: list[tuple[str, str]] = []
    opened = ""
    for word, kind in tagged(told):
        if word in "”’" and out:
            out[-1] = (out[-1][0] + word, out[-1][1])
        elif word in "“‘":
            opened += word
        else:
            out.append((opened + word, kind[:1]))
            opened = ""
    return tuple(out) if out else ((told, "x"),)


def _length(told: str) -> int:
    return len(told) - sum(map(told.count, _QUOTES))

