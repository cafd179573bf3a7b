"""Names by their form alone: A+B+C, 1+3+N, 10分钟服务圈, and what the people are said to call a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.extract import sieve
from cunjian.extract.terms.counted import with_class
from cunjian.extract.terms.seen import Seen, alternation, word_set
from cunjian.model import Span, Words

_LONGEST = 8  # characters of the first part of a formula, without what leads to it
_PLUS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,14}(?:\+[\u4e00-\u9fffA-Za-z0-9]{1,14})+")
_BEFORE_PLUS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,14}$")
_DIGITS = re.compile(r"(?<![\d.])\d+(?:\+(?:\d+|[NnXx]))+(?![个名户年月日次条家件项人万亩元天%\d])")
_CIRCLE = re.compile(
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})分钟|一刻钟|半小时)[\u4e00-\u9fff]{1,7}?圈"
)


_CALLED = re.compile(
    r"(?:取了?个名字?，?(?:叫|叫作|叫做)|办法，叫|(?:规矩|制度|办法|法子|活动|地方|组织|队伍|理发|服务)，?(?:就|名字)?叫(?:作|做)?"
    r"|(?<=[的它])叫(?:作|做)?"
    r"|(?:取|起)(?:了|个|了个)?名(?:字)?(?:叫作|叫做|叫|为)|(?:命名|定名)为|(?<=，)叫(?:它|作|做)(?=[\u4e00-\u9fff]{4})|(?<=，)叫(?=[\u4e00-\u9fff]{2,8}[会队屋室日团法社坊厅站户铺店亭榜卡][，。；])|管(?:[他她它]们?|这[\u4e00-\u9fff]{0,4})叫(?:作|做)?"
    r"|(?:(?:大家|群众|村民|我们|人们|大伙儿?|[县镇乡村]里|老百姓)(?:常|常常|一直|都)?(?:所)?[说喊讲]的)|这就是(?:[我咱]们|[县镇乡村]里)的(?=[^，。]*[^，。法功果绩处会])"
    r"|(?<=[\u4e00-\u9fff，])叫(?=[一逢][\u4e00-\u9fff]{4,7}[，。])"
    r"|(?:群众|大家|大伙儿?|村民|牧民|居民|党员|社员|老百姓|乡亲们|我们|当地人?|[里县镇乡村屯寨旗盟]里人?|[县镇乡村屯寨旗盟]人|人们|街坊)(?:们)?(?:都|就|便)?(?:把(?:它|这[\u4e00-\u9fff]{0,4}))?"
    r"(?:管(?:它|这|这个|这种做法)|称它为|称它|称其为|称之为|称作|称为|叫它|叫作|叫做|唤作|叫)+(?!苦|好|停|板|绝|响|座|门|来|我|你|人|他|她|咱|大家|不)"
    r"|俗称|人称|概括(?:起来)?(?:叫|为|就是)|简称|总结为|归纳为|这种(?=[一二三四五六七八九双两]))((?!叫)[\u4e00-\u9fff0-9+]{3,9}?)(?=[，。；、）\n]|的(?:办法|做法|方式|路子|模式)|$)"
)


_CALLING = re.compile("叫|称|唤|名为|名字为|管它|管这|说的|喊的|讲的|这就是|概括|总结为|归纳为|这种")
"""What every way of calling holds."""
_PLACE_OR_PLAIN = re.compile(r"[村屯寨镇乡县]$|[的了是]|^(?:心里|大实|真心|实在|老)话|话$|^[这那]|做法$|经验$|体会$|道理$|难题$|问题$")


@lru_cache(maxsize=4)
def _edges(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs, suffixes = alternation(words, "terms.verbs"), alternation(words, "terms.suffixes")
    return (
        re.compile(rf"^.*?(?:{verbs})(?:了|好|起|过|完|出)?(?=[\u4e00-\u9fffA-Za-z0-9]{{2}})"),
        re.compile(rf"^[\u4e00-\u9fffA-Za-z0-9]{{0,8}}?(?:{suffixes})"),
    )


def find(text: str, words: Words) -> Iterator[Seen]:
    """Formulas of the folded clean text."""
    yield from _plus(text, words)
    for match in _DIGITS.finditer(text):
        yield with_class(text, Span(*match.span()), "digit-formula", words)
    for match in _CIRCLE.finditer(text) if "圈" in text else ():
        yield Seen(Span(*match.span()), match.group(), "minutes-circle")
    for match in sieve.finditer(_CALLED, _CALLING, text):
        name = match.group(1)
        if name not in word_set(words, "terms.generic") and name not in word_set(words, "terms.metaphors") and not _PLACE_OR_PLAIN.search(name):
            yield Seen(Span(*match.span(1)), name, "called", core=name)


def _sums(text: str) -> Iterator[re.Match[str]]:
    """All runs joined by +, in order."""
    at = text.find("+")
    while at >= 0:
        lead = _BEFORE_PLUS.search(text, max(0, at - 14), at)
        match = _PLUS.match(text, lead.start()) if lead else None
        if match:
            yield match
        at = text.find("+", match.end() if match else at + 1)


def _plus(text: str, words: Words) -> Iterator[Seen]:
    """A+B without quotes: the left part loses the verb in front of it, the right part what follows its noun."""
    front, back = _edges(words)
    for match in _sums(text):
        if _DIGITS.match(match.group()) or text[match.start() - 1 : match.start()] == "“":
            continue
        parts = match.group().split("+")
        if not all(re.search(r"[\u4e00-\u9fff]", p) for p in parts):
            continue
        start = match.start()
        lead = 0
        while (cut := front.match(parts[0][lead:])) and (not lead or parts[0][lead] == "的" or len(parts[0]) - lead > _LONGEST):
            lead += cut.end()
        if not lead and len(parts[0]) > _LONGEST:
            continue
        start += lead
        last = re.split("[的等]", parts[-1])[0]
        if not last:
            continue
        whole_end = match.end() - len(parts[-1]) + len(last)
        tail = back.match(last)
        if tail:
            keep = tail.end()
        else:
            stop = re.search(r"(?:模式|机制|工作|来|把|让|为|将|开|，)", last)
            keep = stop.start() if stop and stop.start() >= 2 else min(len(last), 8)
            if stop is None and len(last) > 8:
                continue
        end = whole_end - len(last) + keep
        yield with_class(text, Span(start, end), "formula", words)
