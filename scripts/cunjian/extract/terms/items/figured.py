"""What the figures of a formula count, told one behind the other: 1+10+N，1名村干部联系10名党员、带动N户群众; 321, 每村培养3名…、2名…、1名…."""

from __future__ import annotations

import re

from cunjian.extract.terms.items.cells import Place
from cunjian.extract.terms.items.shorthand import spoken
from cunjian.extract.terms.items.words import tagged
from cunjian.model import Item, Span

_FORMULA = re.compile(r"(?<![0-9A-Za-z+])(?:(?:\d{1,2}|[NnXx])(?:\+(?:\d{1,2}|[NnXx]))+|(?:10|[1-9]){3,5})(?![0-9A-Za-z+%])")
_MEASURE = "[个名位户支家处座项条批所组]"
_OPEN = rf"(?:[NnXx](?!”)|若干|多)(?:{_MEASURE})?"  # what stands for any number
_STOP = re.compile("[，。；：、！？（）\n]")
_PAIR, _PEEK = 2, 16  # two figures must be explained in so many words (即…)
_LAST_WORDS = 6  # behind a name that ends its sentence: the next one tells
_GAP, _FIRST = 30, 40  # characters between two of them, and between the name and the first
_LINKS = frozenset(("结对", "联系", "负责", "牵头", "上门", "左右"))  # that the tagger takes for nouns too
_PEOPLE = frozenset(("邻居",))  # that it takes for verbs
_NUMBER = re.compile("[\\d一二两三四五六七八九十NnXx若]")
_HELPS = "带帮联包配"  # that it takes for the end of a name: 护边员|带10户
_NOUNS = ("n", "j", "l", "i", "b", "z")


def items(core: str, place: Place) -> tuple[Item, ...]:
    """As many things as the formula has figures, each with its own figure in front, in one sentence behind the name; else none.
    Of two only where they are introduced: 实行1+1帮扶，一个强村帮一个弱村 tells what is done."""
    found = _FORMULA.search(core)
    if not found:
        return ()
    text, at, out = place.text, place.at.end, list[Span]()
    stop = _sentence_end(text, at, place.end)
    stop = _sentence_end(text, stop + 1, place.end) if stop - at <= _LAST_WORDS else stop
    formula = found.group()
    figures = formula.split("+") if "+" in formula else re.findall("10|.", formula)
    if len(figures) <= _PAIR and not place.rules.claimed.match(text, at, min(stop, at + _PEEK)):
        return ()
    for figure in figures:
        begin = re.compile(_form(figure)).search(text, at, min(stop, at + (_GAP if out else _FIRST)))
        if not begin:
            return ()
        end = _noun_end(text, begin.end(), stop)
        if end <= begin.end():
            return ()
        out.append(Span(begin.start(), end))
        at = end
    return tuple(Item(span.of(text), span) for span in out)


def _sentence_end(text: str, start: int, stop: int) -> int:
    return min((i for i in (text.find(mark, start, stop) for mark in "。\n") if i >= 0), default=stop)


def _form(figure: str) -> str:
    """How a figure of the formula stands before what it counts."""
    if figure in "NnXx":
        return _OPEN
    return rf"(?<![\d.一二三四五六七八九十百千第])(?:{'|'.join(spoken(int(figure)))}){_MEASURE}(?!月|人次)"


def _noun_end(text: str, start: int, stop: int) -> int:
    """Where the noun behind a measure ends: before a verb, before the next figure, at a mark."""
    mark = _STOP.search(text, start, stop)
    limit = mark.start() if mark else stop
    at, noun = start, False
    for word, kind in tagged(text[start:limit]):
        joins = kind[0] == "c" and _NUMBER.match(text, at + len(word))
        if noun and (joins or word in _LINKS or word[0].isdigit() or (kind[0] in "vpdru" and word not in _PEOPLE)):
            break
        noun = noun or kind[0] in _NOUNS
        at += len(word)
    at -= text[at - 1] in _HELPS and at < limit
    return at if noun else start
