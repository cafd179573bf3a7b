"""What verbs of setting up and using have as their object: 支起民情摊, 推出家门口辅导站; a name unless it is plain.

The head noun need stand in no list of names: the last character says what class of thing it is, a closed list says which
plain things are set up everywhere (卫生室, 领导小组, 宣传栏), and plain modifiers make a plain name (技术服务队); the rest
is named.  What stands beside a name in a list is judged in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from cunjian.extract.terms.seen import Seen, alternation, word_set
from cunjian.model import Span, Words

HEADS = "站灶摊台会社簿制棚牌队团组岗亭屋坊堂室厅所点角栏榜墙卡册单码圈日节课法谱账箱包铺群吧廊窗哨帮库案证庭院馆班网间营田"
ROLES = "员户官师长手"
MEASURES = "个支批张条间所座块处本份套项名位场次期家面台"
ACTING = re.compile("(?:担任|兼任|充当|当)(?=[\u4e00-\u9fff]{3})(?!当(?:家|先|年|地))")
COUNT = re.compile(rf"(?:[一两几\d*][{MEASURES}本册枚顶]|(?<=\d)余?[{MEASURES}本册])")
_NUMBER = re.compile(
    rf"(?:[一二两三四五六七八九十几多\d*]+余?[{MEASURES}堂]"
    r"|(?:[个座间所条张块份套位]|本(?![村地乡土])|支(?![部书委农援持])|家(?![门庭长风园乡政电])|名(?![师医人家])|场(?![所地])|期(?!刊)|次)(?=[\u4e00-\u9fff]{4}))"
)
_NO_NAME = re.compile(
    r"[的了是有将把被对为从向该其哪欠每各等并又都也才再而或及让使由与以到去来给]|就(?![业餐医读诊近])|(?<=[\u4e00-\u9fff]{2})当(?![家先年地])|(?<!说)和(?![谐美事解睦气])|在(?!外)|^[先曾正另仍]|(?:走一走|([\u4e00-\u9fff])一\1$)|我|他|她|你|这|那|什么|怎么|开展|建立|进行"
)
_OBJECT = re.compile(r"[^，。；：！？（）“”\n]{3,40}")
_MARK = re.compile(r"[、]|(?<=[\u4e00-\u9fff]{3})(?:以及|(?<!说)和(?![谐美事解睦气])|[与及])(?=[\u4e00-\u9fff]{3})")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}?[村镇乡县寨屯](?=[\u4e00-\u9fff]{4})|^[\u4e00-\u9fff]{1,6}?社区(?=[\u4e00-\u9fff]{4})")
_HAN = re.compile(r"[\u4e00-\u9fff]{3,}")
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class _Rules:
    verbs: tuple[re.Pattern[str], ...]  # each begins with plain characters, which a search finds fast
    inner: re.Pattern[str]
    plain: re.Pattern[str]
    headed: re.Pattern[str]  # ends in a head that names have
    civic: re.Pattern[str]
    modifiers: re.Pattern[str]
    front: re.Pattern[str]
    other: re.Pattern[str]  # verbs of all kinds


@lru_cache(maxsize=4)
def _rules(words: Words) -> _Rules:
    verbs, single = alternation(words, "terms.setting_up"), "[设办建开摆搭组立挂发进编印选推聘定补交]"
    return _Rules(
        verbs=(
            re.compile(rf"(?:{verbs})(?:[了起出好的]|到(?=[一二两三\d]))?"),
            re.compile(
                rf"{single}(?:了?(?=[一二两三四五六七八九十几\d]+[{MEASURES}堂])"
                rf"|(?:(?<![\u4e00-\u9fff].)|(?<=[上里中村镇县乡还又先就家].))[了起]|(?<=[，。；\n].)(?![置计施备想立成议筑展发放通会辟创足项职钩牌动现挥布行入制印写织脱建])(?=[\u4e00-\u9fff]{{4}}))"
            ),
        ),
        inner=re.compile(rf"(?:{verbs})[了起出好]?"),
        plain=re.compile(rf"(?:{alternation(words, 'terms.plain_ends')})$"),
        headed=re.compile(rf"(?:[{HEADS}{ROLES}]|{alternation(words, 'terms.open_ends')})$"),
        civic=re.compile(rf"(?:{alternation(words, 'terms.civic_heads')})$"),
        modifiers=re.compile(rf"(?:{alternation(words, 'terms.plain_modifiers')})+"),
        other=re.compile(rf"(?:{alternation(words, 'terms.verbs')})(?:了|好|起)?(?=[\u4e00-\u9fff]{{3}})"),
        front=re.compile(rf"(?:{alternation(words, 'terms.strip_front')})+"),
    )


def find(text: str, body: int, words: Words) -> Iterator[Seen]:
    """Objects that end in one of the characters by which people call what they set up."""
    rules = _rules(words)
    listed, single = rules.verbs
    found = [*listed.finditer(text, body), *(m for m in single.finditer(text, body) if not listed.match(text, m.start()))]
    for verb in found:
        region = _OBJECT.match(text, verb.end())
        if region:
            for span in _items(text, Span(*region.span())):
                if name := _name(text, span, rules, words):
                    yield Seen(name, name.of(text), "set-up")


def _items(text: str, region: Span) -> Iterator[Span]:
    at = region.start
    for mark in _MARK.finditer(text, region.start, region.end):
        yield Span(at, mark.start())
        at = mark.end()
    yield Span(at, region.end)


_ROW = re.compile(r"、[\u4e00-\u9fff]、[\u4e00-\u9fff](?=[二三四五六七八九十])")

_ROW_OF_ROLES = re.compile(r"、[\u4e00-\u9fff]{1,5}[员师者官户长队](?=[三四五六七八九][方级员师位])")


def one_of_a_row(text: str, start: int) -> int:
    """How much belongs to the row that a numeral sums up: 调解员 (法官、律师、调解员三方会诊法), 橙 (红、黄、橙五色马甲队)."""
    if role := _ROW_OF_ROLES.match(text, max(0, start - 1)):
        return role.end() - start
    return 1 if _ROW.match(text, max(0, start - 3)) else 0


def _name(text: str, span: Span, rules: _Rules, words: Words) -> Span | None:
    """The name that an item of a list is, without numerals and places in front; None where it is plain."""
    start = span.start
    run = _HAN.search(text, start, span.end)
    if not run or not rules.headed.search(text, run.start(), run.end()):
        return None
    inner = [m.end() for m in rules.inner.finditer(text, start, span.end) if m.end() <= span.end - 3]
    start = inner[-1] if inner else start
    for lead in (rules.other, _NUMBER, rules.front, _PLACE):
        if match := lead.match(text, start, span.end):
            start = match.end()
    cut = max(text.rfind("的", start, span.end - 2) + 1, *(m.end() for cutter in (COUNT, ACTING) for m in cutter.finditer(text, start, span.end - 2)), start)
    start = cut + one_of_a_row(text, cut)
    told = re.match(r"[\u4e00-\u9fff]+", text[start : span.end])
    name = told.group() if told else ""
    often = len(name) == 3 and text.count(name) > 1
    return Span(start, start + len(name)) if is_name(name, rules, words, often=often) else None


def _made_specific(name: str, rules: _Rules) -> bool:
    """党建联建委员会, 大篷车法庭: a plain head of the kind that gets names, behind two characters or more none of which is plain."""
    head = rules.civic.search(name)
    if not head or head.start() < 2:
        return False
    modifier = rules.modifiers.sub("", name[: head.start()])
    return len(modifier) >= 2


@lru_cache(maxsize=4096)
def _ends_in_verb(name: str, words: Words) -> bool:
    """桑园现场授课 is something done."""
    if name.endswith(words["terms.open_ends"]):
        return False
    word, tag = rjieba.tag(name)[-1]
    return len(word) == 2 and tag == "v"


def is_name(name: str, rules: _Rules, words: Words, *, often: bool = False) -> bool:
    """Whether a noun phrase names something that could be looked up; a role of three characters where it comes ``often``."""
    if not 3 <= len(name) <= _LONGEST or not rules.headed.search(name) or _NO_NAME.search(name):
        return False
    if rules.plain.search(name) and not _made_specific(name, rules):
        return False
    if name in word_set(words, "terms.generic") or _ends_in_verb(name, words) or (len(name) == 3 and rjieba.has_word(name)):
        return False
    if name[0] in "成处" or (name[-1] in ROLES and len(name) < 4 and not often):
        return False
    heads = (1, 2, 3) if rjieba.has_word(name[-3:]) else (1, 2)
    return not any(rules.modifiers.fullmatch(name, 0, len(name) - head) for head in heads)


def all_plain(name: str, words: Words) -> bool:
    """农副产品加工车间: a plain head behind plain words only."""
    rules = _rules(words)
    head = rules.plain.search(name)
    return bool(head and rules.modifiers.fullmatch(name, 0, head.start()))


def plain_words(phrase: str, words: Words) -> bool:
    """Whether it consists of plain words only."""
    return bool(_rules(words).modifiers.fullmatch(phrase))


def specific(modifier: str, words: Words) -> bool:
    """Two or three characters none of which is plain make a plain head a name: 轮值 of 轮值例会制度."""
    return 2 <= len(modifier) <= 3 and modifier in word_set(words, "terms.telling_modifiers")


def verbal(phrase: str) -> bool:
    """部门报到, 整乡推进: a clause that ends in a verb."""
    return rjieba.tag(phrase)[-1][1][0] == "v"


def within(text: str, span: Span, words: Words) -> Span | None:
    """The name in a phrase, without verbs, numerals and places in front; None where it is plain."""
    return _name(text, span, _rules(words), words)


def beside(text: str, seen: Sequence[Seen], words: Words) -> Iterator[Seen]:
    """What stands in a list right beside a name, when it has a head of names itself."""
    rules = _rules(words)
    for one in seen:
        end = one.span.end
        mark = _MARK.match(text, end) or re.match("[和与及]", text[end : end + 1])
        if mark:
            begin = mark.end() if mark.re is _MARK else end + 1
            item = re.match(r"[\u4e00-\u9fff]{3,12}?(?=[、，。；：（\n和与及]|$)", text[begin : begin + 14])
            if item and (name := _name(text, Span(begin, begin + item.end()), rules, words)):
                yield Seen(name, name.of(text), "beside-a-name")
        if text[one.span.start - 1 : one.span.start] == "、":
            item = re.search(r"(?:^|[、，。；：\n])([\u4e00-\u9fff]{3,10})$", text[max(0, one.span.start - 14) : one.span.start - 1])
            if item:
                stop = one.span.start - 1
                if name := _name(text, Span(stop - len(item.group(1)), stop), rules, words):
                    yield Seen(name, name.of(text), "beside-a-name")
