"""Shorthand by its numerals, without quotation marks: 推行四定三包; 三长制; A、B、C三张清单; 三带：A、B、C.

Every numeral that counts no measure is looked at once: what stands behind it gives the shape of a name, what stands
before it says whether a name may begin there, and where neither is enough its own items prove it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cunjian.extract.terms.seen import Seen, alternation, word_set
from cunjian.model import Span, Words

_VALUE = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_NUMERAL = re.compile("[一二三四五六七八九十双两](?![年月日次家件人万亩元天位座所间届轮批百千岁倍角斤块名户期]|十[^\u4e00-\u9fff])[\u4e00-\u9fff]")
_QUANTITY = frozenset("第零一二三四五六七八九十百千万亿两几数0123456789.")
_MEASURES = "个名户年月日次条家件项人万亩元天位支处座所间场届轮批百千十是大方面点种类套级岁成倍分角斤块"
_GROUP = rf"(?!一[\u4e00-\u9fff]不)[一二三四五六七八九十双两](?![{_MEASURES}一二三四五六七八九])[\u4e00-\u9fff]{{1,3}}?"
_STOP = r"(?=[，。；：、）”\n]|$)"
_MANY = "三四五六七八九"
_LARGE = f"[{_MANY}]"
_SEVERAL = re.compile(
    rf"(?:{_GROUP}){{2,6}}(?=[，。；、：）”《(（\n]|$|工作法|机制|制度|模式|工程|活动|管理|行动|先锋工程|经验|要求|做法|的|为(?=抓手|载体|引领|总抓手|牵引|重点)|以来)"
)
_STEPS = re.compile(
    rf"{_LARGE}(?:级|步|(?![{_MEASURES}]))[\u4e00-\u9fff]{{0,3}}?(?:法|调度机制|联动机制|责任体系|责任链)(?=[，。；、）\n]|$|把|让|使|的)"
)
_SHEETS = re.compile(
    rf"{_LARGE}(?:级|步|张|色|事|办|方|联|清)[\u4e00-\u9fff]{{0,3}}?(?:法|链|清单|预警|党日|管理法|工作法|推进法|体系|联动机制|制|制度|机制){_STOP}"
)
_JOINT = re.compile(
    rf"{_LARGE}(?:方|级|位一体|单|联|统一)[\u4e00-\u9fff]{{0,6}}?(?:机制|模式|架构|体系|对接|联动|管理|网络|制度|平台|工作法|制|会商|团|队)"
)
_EXPLAINED = re.compile(
    rf"({_LARGE}[带亮联包访帮定讲比看必有到清建议评送办][\u4e00-\u9fff]{{0,2}})(?:：|，即)((?:[\u4e00-\u9fff]{{2,10}}、)+[\u4e00-\u9fff]{{2,10}})"
)
_LIST_BEFORE = re.compile(r"(?:[\u4e00-\u9fff]{2,12}、)+[\u4e00-\u9fff]{2,12}”?的?$")
_NUMBER_OF = "村乡镇县区屯组寨姓族省市兄弟家方者类样层面块级人名个位头档"
_SUMMED = re.compile(rf"{_LARGE}(?![{_MEASURES}{_NUMBER_OF}])[\u4e00-\u9fff]{{2,3}}(?<!完成)(?<!达标)(?<!合并)(?<!开花)(?<!发力)(?<!受益){_STOP}")
_BRACKET = re.compile(rf"{_LARGE}(?![{_MEASURES}]|级[别网])[\u4e00-\u9fff]{{2,5}}(?=（([\u4e00-\u9fff、]+)）)"
                      rf"|{_LARGE}级[\u4e00-\u9fff]{{2,4}}(?=（([\u4e00-\u9fff、]+)）)")
_PLACE = re.compile(r"([三四五六七八九][\u4e00-\u9fff]{1,2}?(?:社区|支部|党支部|机关|乡村|村居|家园|小区|楼院|庭院))(?=[，。；：、\n]|$)")
_MAKES = re.compile(r"(?:打造|创建|争创|建设)(?:了|好)?$")
_PREFIX = re.compile(r"(?:(?![是的了用在把将以])[\u4e00-\u9fff]){0,4}$")
_LEADS = re.compile(r"(?:的|[，。；\n]|总结出|摸索出|推行|实行|运用)$")
_PEOPLE = re.compile(r"(?:[^\u4e00-\u9fff\d]|^)(?:[\u4e00-\u9fff]{0,6}?的)?((?:党员|干部|村干部|支部|农户)?)$")


@dataclass(frozen=True, slots=True)
class _Rules:
    verb: re.Pattern[str]  # ends where the name begins
    naming: re.Pattern[str]
    klass: re.Pattern[str]
    behind_verb: re.Pattern[str]
    single: re.Pattern[str]


@lru_cache(maxsize=4)
def _rules(words: Words) -> _Rules:
    verbs, classes = alternation(words, "terms.verbs"), alternation(words, "terms.class_words")
    return _Rules(
        verb=re.compile(rf"(?:{verbs}|以|按照)(?:了|好|起|过|完)?$"),
        naming=re.compile(rf"(?:{alternation(words, 'terms.naming_verbs')})"),
        klass=re.compile(rf"({classes})"),
        behind_verb=re.compile(rf"(?:{_GROUP}){{2,6}}(?=[，。；、：）\n]|$|{classes}|的|为|法)"),
        single=re.compile(
            rf"([三四五六七八九双](?![{_MEASURES}期边重])[\u4e00-\u9fff]{{1,2}}?)(?:工作法|管理|机制|制度|制|模式|行动|服务|工程|计划)"
        ),
    )


def find(text: str, words: Words) -> Iterator[Seen]:
    """Names of shorthand at every numeral of the folded clean text."""
    rules = _rules(words)
    reach = 0
    for numeral in _NUMERAL.finditer(text):
        at = numeral.start()
        if at < reach or (at and text[at - 1] in _QUANTITY):
            continue
        for seen in _at(text, at, words, rules):
            yield seen
            reach = max(reach, seen.span.end)


def _at(text: str, at: int, words: Words, rules: _Rules) -> Iterator[Seen]:
    """The names that begin at one numeral, or a few characters before it."""
    before = text[max(0, at - 12) : at]
    verb = rules.verb.search(before)
    several = _SEVERAL.match(text, at) if not before or not _is_word(before[-1]) else None
    several = several or (rules.behind_verb.match(text, at) if verb else None)
    if several and is_shorthand(several.group(), words):
        yield with_class(text, Span(*several.span()), "bare-shorthand", words)
        return
    single = rules.single.match(text, at) if verb or before[-1:] in ("的", "，", "。", "、", "；", "：", "“", "\n") else None
    if single:
        yield Seen(Span(*single.span()), single.group(), "numeral-and-class-word", core=single.group(1))
    if text[at] in _MANY:
        yield from _led(text, at, before, rules)
        yield from _with_list(text, at, before, words)


def _is_word(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char.isdigit()


def _led(text: str, at: int, before: str, rules: _Rules) -> Iterator[Seen]:
    """的三步走访法; 摸索出网格五级责任链: a class word at the end, and something that leads to a name in front."""
    sheets = _SHEETS.match(text, at)
    if sheets and (before.endswith("的") or (re.search(r"[、\u4e00-\u9fff]{4}$", before) and text[at + 1] == "张")):
        yield Seen(Span(*sheets.span()), sheets.group(), "numeral-and-class-word", core=sheets.group())
    steps = _STEPS.match(text, at)
    prefix = _PREFIX.search(before) if steps else None
    if not steps or not prefix:
        return
    for start in range(prefix.start(), len(before) + 1):
        if _LEADS.search(before[:start]):
            lead = rules.naming.match(before, start)
            start = lead.end() if lead else start
            span = Span(at - len(before) + start, steps.end())
            yield Seen(span, span.of(text), "numeral-and-class-word", core=span.of(text))
            return


def _with_list(text: str, at: int, before: str, words: Words) -> Iterator[Seen]:
    """A、B、C三张清单; A、B、C三方联动机制; 三带：A、B、C: the numeral counts the list beside it."""
    joint = _JOINT.match(text, at)
    if joint and (listed := _LIST_BEFORE.search(text, max(0, at - 90), at)) and listed.group().count("、") + 1 == _VALUE[text[at]]:
        yield with_class(text, Span(*joint.span()), "proved-by-items", words)
    bracket = _BRACKET.match(text, at)
    if bracket and (bracket.group(1) or bracket.group(2)).count("、") + 1 == _VALUE[text[at]]:
        yield Seen(Span(*bracket.span()), bracket.group(), "proved-by-items", core=bracket.group())
    summed = _SUMMED.match(text, at)
    if summed and (listed := _LIST_BEFORE.search(text, max(0, at - 90), at)) and listed.group().count("、") + 1 == _VALUE[text[at]]:
        yield Seen(Span(*summed.span()), summed.group(), "proved-by-items", core=summed.group())
    place = _PLACE.match(text, at) if _MAKES.search(before) else None
    if place:
        yield Seen(Span(*place.span()), place.group(), "numeral-and-class-word", core=place.group())
    explained = _EXPLAINED.match(text, at)
    if explained and explained.group(2).count("、") + 1 == _VALUE[text[at]]:
        people = _PEOPLE.search(before)
        if people:
            span = Span(at - len(people.group(1)), explained.end(1))
            yield Seen(span, span.of(text), "self-explained", core=explained.group(1))


def is_shorthand(text: str, words: Words) -> bool:
    """Two numerals at least, not 一…一… (一人一档), no idiom, no measure."""
    numerals = re.findall(r"[一二三四五六七八九十双两]", text)
    if text in word_set(words, "terms.not_shorthand") or len(numerals) < 2 or set(numerals) == {"一"}:
        return False
    return len(text) >= 4 and not re.search(
        r"[的了是在有和与或我们]|一(?:律|概|并|旦|般|环|晚|夜|早|起|样|同|直|定|些|下|边|手|心|家|方|面|道|条心|块|线|天|年)", text
    )


def with_class(text: str, span: Span, rule: str, words: Words) -> Seen:
    """The name with the class word right behind it: 四定三包 + 工作法."""
    match = _rules(words).klass.match(text, span.end)
    core = span.of(text)
    if match is None:
        return Seen(span, core, rule, core=core)
    return Seen(Span(span.start, match.end()), core + match.group(1), rule, aliases=(core,), core=core)
