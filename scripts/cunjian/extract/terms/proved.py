"""Shorthand that its own list proves: 护林员要做到四个清楚，地界清楚、树种清楚、火险清楚、邻户清楚.

Nothing in front need say that a name stands here, and nothing behind where it ends: as many things as its numerals say
stand right by it, each with its character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cunjian.extract.terms import items
from cunjian.extract.terms.items.words import tagged
from cunjian.extract.terms.seen import Seen, with_class, word_set
from cunjian.model import Document, Item, Span, Words

_MANY = "三四五六七八九双"
_N = "一二两" + _MANY
_FIRST = rf"[{_N}](?<![第初零十百千万亿几数0-9.{_N}].)"  # a numeral that ends no larger number
_COUNTS = rf"(?:(?<=[{_MANY}])|[\u4e00-\u9fff]{{1,3}}?[{_MANY}])"  # counts three at least, or a later one does: 一约四会
_MEASURES = "颗年月日次家件人万亩元天位座间届轮批岁倍角斤块名户期种类部大成十百千分场是点族条棵栋回支的句"
_COUNTED = rf"(?:(?=个)|(?![{_MEASURES}\W]))[\u4e00-\u9fff]"  # 四会, 四个清楚; no 四年
_NUMERAL = re.compile(_FIRST + _COUNTS + _COUNTED)
_PART = re.compile(rf"[{_N}][\u4e00-\u9fff]{{1,3}}$")
_WHO = re.compile(r"(?:^|[，。；：、的个了\n])([\u4e00-\u9fff]{2})$")
_LONGEST, _LEAST = 4, 3
_VALUE = {char: value for value, char in enumerate("双三四五六七八九", start=2)}
_BEFORE, _BEHIND = 240, 440
_FARTHEST = 10_000  # where else the name is looked for
_NO_NAME = frozenset("的地得了着过是在和与及有")
_NO_END = frozenset("共去来先再就都也还又才各把将被让给")
_NO_VERB = frozenset("有是能会要成为到")
_NO_NOUN = frozenset("vad")  # 四个清楚, never 四个支部; nor 三级干部


def find(text: str, document: Document, words: Words, found: Iterable[Seen] = ()) -> Iterator[Seen]:
    """Names right beside the things that they count, in the folded clean text; not those that were found already."""
    reach, known = 0, {at for one in found for at in range(one.span.start, one.span.end)}
    for numeral in _NUMERAL.finditer(text):
        if numeral.start() < reach or numeral.start() in known or _PART.search(text, max(0, numeral.start() - 4), numeral.start()):
            continue
        least = _VALUE[text[numeral.end() - 2]]
        around = text[max(0, numeral.start() - _BEFORE) : numeral.end() + _BEHIND]
        for end in _ends(text, numeral.end() - 1):
            if text[numeral.end() - 1 : end] == "色":  # 标成红、黄、绿三色: no name
                continue
            if not any(around.count(char) > least or char == "色" for char in text[numeral.end() - 1 : end]):
                continue
            seen = _whole(with_class(text, Span(numeral.start(), end), "proved-by-items", words), text)
            if seen.core[1:] in word_set(words, "items.measures"):
                continue
            if seen.core not in word_set(words, "terms.not_shorthand") and _proves(seen, items.near(seen, text, document, words)):
                if not _of_another(seen, text) and not (seen.name[0] == "双" and seen.name.endswith(("村", "社区", "屯", "寨"))):  # 双溪村
                    yield seen
                    reach = seen.span.end
                break


def _proves(seen: Seen, found: tuple[Item, ...]) -> bool:
    """Three things, or two that hold all that the name says (双联户: 联户平安, 联户增收)."""
    return len(found) >= _LEAST or (len(found) == 2 and len(seen.core) > 2 and all(seen.core[1:] in item.text for item in found))


def _ends(text: str, at: int) -> Iterator[int]:
    """Where the name may end: behind the first word that a numeral counts, or the next."""
    end = at
    several = text[at] == "个"
    for number, (word, kind) in enumerate(tagged(text[at : at + 2 * _LONGEST])):
        if (end > at and word[0] in _NO_NAME) or not "\u4e00" <= word[0] <= "\u9fff" or end + len(word) - at > _LONGEST + several:
            break
        end += len(word)
        if number == 0 and len(word) == 2 and word[1] in _NO_END:  # 四节|共吸引, 三老|去劝
            yield end - 1
        if number == 1 and ((several and kind[0] not in _NO_NOUN) or (text[at] == "级" and kind == "n")):
            return
        if end - at > several:
            yield end
    if not several and end > at + 1:
        yield at + 1  # 三区|分离, cut as 三区分|离


def _whole(seen: Seen, text: str) -> Seen:
    """户联六包, 党员三包, 三所联动: with the two characters that say who or what is counted, or what becomes of it."""
    if len(seen.core) != 2:
        return seen
    before = _WHO.search(text, max(0, seen.span.start - 5), seen.span.start)
    start = before.start(1) if before and tagged(before.group(1))[0][1][0] in "nj" else seen.span.start
    word, kind = next(iter(tagged(text[seen.span.end : seen.span.end + _LONGEST])), ("", ""))
    done = start == seen.span.start and seen.name == seen.core and len(word) == 2 and kind[0] in "vn" and word[-1] not in _NO_VERB
    span = Span(start, seen.span.end + 2 * done)
    names = (seen.name, Span(start, seen.span.start + 2).of(text), *seen.aliases)
    return Seen(span, span.of(text), seen.rule, tuple(dict.fromkeys(n for n in names if n != span.of(text))), seen.core)


def _of_another(seen: Seen, text: str) -> bool:
    """四会 where the text has 一约四会."""
    core, lo, hi = seen.core, max(0, seen.span.start - _FARTHEST), seen.span.end + _FARTHEST
    at = text.find(core, lo, hi)
    while at >= 0:
        end = at + len(core)
        if _PART.search(text, max(0, at - 4), at) or _PART.match(text, end, end + 2):
            return True
        at = text.find(core, end, hi)
    return False
