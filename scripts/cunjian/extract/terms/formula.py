"""Names by their form alone: A+B+C, 1+3+N, 一拆二改三归四化五到位, 10分钟服务圈; no quotation marks needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.extract.terms.seen import Seen, alternation
from cunjian.model import Span, Words

_PLUS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,14}(?:\+[\u4e00-\u9fffA-Za-z0-9]{1,14})+")
_DIGITS = re.compile(r"(?<![\d.])\d+(?:\+(?:\d+|[NnXx]))+(?![个名户年月日次条家件项人万亩元天%\d])")
_CIRCLE = re.compile(
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})分钟|一刻钟|半小时)[\u4e00-\u9fff]{0,6}?(?:服务圈|生活圈|便民圈|治理圈|养老圈|阅读圈)"
)
_NOT_COUNTED = (
    "个名户年月日次条家件项人万亩元天位支处座所间场届轮批百千十是大方面点种类套级岁成倍分角斤块一二三四五六七八九"
)
_GROUP = rf"[一二三四五六七八九十双两](?![{_NOT_COUNTED}])[\u4e00-\u9fff]{{1,3}}?"
_SHORTHAND = re.compile(
    rf"(?<![\u4e00-\u9fff\d])(?:{_GROUP}){{2,6}}(?=[，。；、：）”《(（]|$|工作法|机制|制度|模式|工程|活动|管理|行动|先锋工程|经验|要求|做法|的|为(?=抓手|载体|引领|总抓手|牵引|重点)|以来)"
)


@lru_cache(maxsize=4)
def _edges(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs, suffixes = alternation(words, "terms.verbs"), alternation(words, "terms.suffixes")
    classes = alternation(words, "terms.class_words")
    return (
        re.compile(rf"^.*?(?:{verbs})(?:了|好|起|过|完|出)?(?=[\u4e00-\u9fffA-Za-z0-9]{{2}})"),
        re.compile(rf"^[\u4e00-\u9fffA-Za-z0-9]{{0,8}}?(?:{suffixes})"),
        re.compile(rf"(?:的)?({classes})"),
        re.compile(
            rf"(?:{verbs}|以|按照)(?:了|好|起|过|完)?((?:{_GROUP}){{2,6}})(?=[，。；、：）]|$|{classes}|的|为|法)"
        ),
    )


@lru_cache(maxsize=4)
def _single(words: Words) -> re.Pattern[str]:
    """Behind a verb: one numeral, one or two characters, a class word (推行三长制, 实行三单管理)."""
    verbs, suffix = alternation(words, "terms.verbs"), "工作法|管理|机制|制|模式|行动|服务|工程|计划"
    return re.compile(
        rf"(?=[{''.join(sorted({v[0] for v in words['terms.verbs']}))}三四五六七八九双])"
        rf"(?:(?:{verbs})(?:了|好|起|过|完)?|(?<=[的，。、；：“”\n]))(([三四五六七八九双](?![个名户年月日次条家件项人万亩元天位支处所间场届轮批百千十大方面点种类套级岁成倍分重级边是])[\u4e00-\u9fff]{{1,2}}?)(?:{suffix}))"
    )


_CALLED = re.compile(
    r"(?:取了?个名字?，?(?:叫|叫作|叫做)|(?:群众|大家|村民|牧民|老百姓|乡亲们|我们)(?:把(?:它|这))?(?:管它|称它为|称之为|称作|称为|叫它|叫作|叫做|叫)+"
    r"|俗称|人称|概括(?:起来)?(?:叫|为|就是)|简称|总结为|归纳为|这种(?=[一二三四五六七八九双两]))((?!叫)[\u4e00-\u9fff0-9+]{3,9}?)(?=[，。；、）]|的(?:办法|做法|方式|路子|模式)|$)"
)
_TOTALLED = re.compile(
    r"((?:[\u4e00-\u9fff]{2,12}、){1,6}[\u4e00-\u9fff]{2,10}?)"
    r"([三四五六七八九](?:张清单|本台账|大工程|大行动|大机制|项机制|大平台|大载体|大计划|项制度))(?=[，。；、）]|$)"
)
_EXPLAINED = re.compile(
    r"(?<![\u4e00-\u9fff\d])(?:[\u4e00-\u9fff]{0,6}?的)?"
    r"((?:党员|干部|村干部|支部|农户)?([三四五六七八九][带亮联包访帮定讲比看必有到清建议评送办][\u4e00-\u9fff]{0,2}))"
    r"(?:：|，即)((?:[\u4e00-\u9fff]{2,10}、)+[\u4e00-\u9fff]{2,10})"
)
_BEHIND_LIST = re.compile(
    r"(?:的|(?<=[，。；\n])|总结出|摸索出|推行|实行|运用)"
    r"((?:(?![是的了用在把将以])[\u4e00-\u9fff]){0,4}?[三四五六七八九](?:级|步|(?![个名户年月日次条家件项人万亩元天位支处所间场届轮批百千十大方面点种类套级岁成倍分块]))"
    r"[\u4e00-\u9fff]{0,3}?(?:法|调度机制|联动机制|责任体系|责任链))(?=[，。；、）]|$|把|让|使|的)"
)
_COUNTED = re.compile(
    r"(?:的|[、\u4e00-\u9fff]{4}(?=[三四五六七八九]张))([三四五六七八九](?:级|步|张|色|事|办|方|联|清|步)[\u4e00-\u9fff]{0,3}?(?:法|链|清单|预警|党日|管理法|工作法|推进法|体系|联动机制))(?=[，。；、）]|$)"
)


def find(text: str, words: Words) -> Iterator[Seen]:
    """Formulas of the folded clean text."""
    yield from _plus(text, words)
    for match in _DIGITS.finditer(text):
        yield _with_class(text, Span(*match.span()), "digit-formula", words)
    for match in _CIRCLE.finditer(text):
        yield Seen(Span(*match.span()), match.group(), "minutes-circle")
    for match in _SHORTHAND.finditer(text):
        if _is_shorthand(match.group(), words):
            yield _with_class(text, Span(*match.span()), "bare-shorthand", words)
    for match in _CALLED.finditer(text):
        name = match.group(1)
        if name not in words["terms.generic"] and name not in words["terms.metaphors"]:
            yield Seen(Span(*match.span(1)), name, "called", core=name)
    for match in _BEHIND_LIST.finditer(text):
        start = match.start(1)
        if (lead := re.match(rf"(?:{alternation(words, 'terms.naming_verbs')})", match.group(1))) and match.group(1)[
            lead.end() :
        ]:
            start += lead.end()
        name = text[start : match.end(1)]
        yield Seen(Span(start, match.end(1)), name, "numeral-and-class-word", core=name)
    for match in _TOTALLED.finditer(text):
        numeral = "一二三四五六七八九".index(match.group(2)[0]) + 1
        if match.group(1).count("、") + 1 == numeral:
            yield Seen(Span(*match.span(2)), match.group(2), "totalled-list", core=match.group(2))
    for match in _EXPLAINED.finditer(text):
        if match.group(3).count("、") + 1 == "一二三四五六七八九".index(match.group(2)[0]) + 1:
            yield Seen(Span(*match.span(1)), match.group(1), "self-explained", core=match.group(2))
    for match in _COUNTED.finditer(text):
        yield Seen(Span(*match.span(1)), match.group(1), "numeral-and-class-word", core=match.group(1))
    for match in _single(words).finditer(text):
        yield Seen(Span(*match.span(1)), match.group(1), "numeral-and-class-word", core=match.group(2))
    for match in _edges(words)[3].finditer(text):
        if _is_shorthand(match.group(1), words):
            yield _with_class(text, Span(*match.span(1)), "bare-shorthand", words)


def _is_shorthand(text: str, words: Words) -> bool:
    """Two numerals at least, not 一…一… (一人一档), no idiom, no measure."""
    numerals = re.findall(r"[一二三四五六七八九十双两]", text)
    if text in words["terms.not_shorthand"] or len(numerals) < 2 or set(numerals) == {"一"}:
        return False
    return len(text) >= 4 and not re.search(
        r"[的了是在有和与或我们]|一(?:起|样|同|直|定|些|下|边|手|心|家|方|面|道|条心|块|线|天|年)", text
    )


def _with_class(text: str, span: Span, rule: str, words: Words) -> Seen:
    match = _edges(words)[2].match(text, span.end)
    core = span.of(text)
    if match is None:
        return Seen(span, core, rule, core=core)
    return Seen(Span(span.start, match.end()), core + match.group(1), rule, aliases=(core,), core=core)


def _plus(text: str, words: Words) -> Iterator[Seen]:
    """A+B without quotes: the left part loses the verb in front of it, the right part what follows its noun."""
    front, back, *_ = _edges(words)
    for match in _PLUS.finditer(text):
        if _DIGITS.match(match.group()) or text[match.start() - 1 : match.start()] == "“":
            continue
        parts = match.group().split("+")
        if not all(re.search(r"[\u4e00-\u9fff]", p) for p in parts):
            continue
        start = match.start()
        cut = front.match(parts[0])
        if cut and cut.end() < len(parts[0]):
            start += cut.end()
        elif len(parts[0]) > 8:
            continue
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
        yield _with_class(text, Span(start, end), "formula", words)
