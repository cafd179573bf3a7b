"""Whether a quote is a name, and by which rule."""

from __future__ import annotations

import re
from functools import lru_cache

from cunjian.extract.terms.points.inside import head_of
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.quoted.behind import class_word, opening
from cunjian.extract.terms.quoted.marks import Quote
from cunjian.extract.terms.quoted.rhetoric import (
    is_clause,
    is_emphasis,
    is_label,
    is_listed_honour,
    is_picture,
    is_rhetoric,
    is_saying,
)
from cunjian.extract.terms.seen import alternation, bare, word_set
from cunjian.model import Words

_PICTURE = re.compile(r"[\u4e00-\u9fff]{2,3}效应|[\u4e00-\u9fff]{2}[桥网墙路链事]|[\u4e00-\u9fff]动力|一[块张盘根][\u4e00-\u9fff]")  # 架起“连心桥”, 做大“一块饼”
_CHOSEN = re.compile(r"(?:评选|评出|选树|表彰|涌现)(?:了|出)?[\u4e00-\u9fff\d]{0,6}$")
_WORD = re.compile("[\u4e00-\u9fff]")
_NUMERAL = re.compile(r"[一二三四五六七八九十百两双\d]")
_SPOKEN = re.compile(
    r"过(?!硬)|[了着吗呢吧啊呀嘛哟我你他她咱这那]|怎么|什么|如何|多少|就是|不要|要我|要你|起来$|下去$|出来$|上去$|进来$|下来$|[。！？；…：]"
)
_CALLED = re.compile(
    r"^(?:就|都)?叫(?:作|做)?$|(?:人|们|群众|大家|大伙儿?|村民|牧民|居民|百姓|乡亲|[里县镇乡村屯])(?:都|就|便)?(?:把[\u4e00-\u9fff]{1,6})?(?:管[\u4e00-\u9fff]{1,4})?(?:叫|称)(?:它|作|做|为|之为)?$"
)
_UNSURE = frozenset((
    "要求", "标准", "建设", "经验", "做法", "措施", "举措", "人才", "改革", "体系", "党组织", "支部", "党支部", "治理", "方法", "原则", "角色",
))  # fmt: skip
"""Class words that follow a figure of speech as easily as a name."""
_SHARES = re.compile(r"[1-9]{3,4}")  # of ten, in the order of those who get them: 433
_SURE = frozenset(("制度", "机制", "工程", "计划", "行动", "工作法", "清单", "办法"))
_OF_A_GOAL = frozenset(("原则",))
_PAIR, _STEPS = 2, re.compile("的?[三四五六七八]步(?:走|(?![\u4e00-\u9fff]))")  # “提、议、办、评”四步走; not …五步议事法, which is the name
_TIMED = re.compile("每|一[日天周月季年]|[日周月季年][\u4e00-\u9fff]{2}$")  # 每日一问、每周一看、每月一洗
_COUNTED = re.compile(r"\d+余?[个名户人条件]"), re.compile(r"\d余?[个名户条件]$")
"""Of what is told how many there are, that is a thing: 认领“微心愿”648个, 8名“鲸小哥”."""


@lru_cache(maxsize=4)
def _compiled(words: Words) -> dict[str, re.Pattern[str]]:
    def group(name: str) -> str:
        return alternation(words, name)

    return {
        "naming": re.compile(rf"(?:{group('terms.naming_verbs')})(?:了|好|起)?[\u4e00-\u9fff]{{0,12}}$"),
        "rhetoric": re.compile(rf"(?:{group('terms.rhetoric_before')})(?:了|好|起|出|准|稳|牢)?(?:一个|一批|一支)?$"),
        "after": re.compile(rf"(?:{group('terms.rhetoric_after')})"),
        "honour": re.compile(rf"(?:{group('terms.honour_before')})(?:了|为)?[\u4e00-\u9fff\d]{{0,10}}$"),
        "support": re.compile(
            r"^(?:为|的|等)?(?:总?抓手|载体|引领|牵引|依托|主线|契机|思路|做法|办法|经验|规矩|路子|形式|方式|总?要求|标准|措施|举措)|^(?:[\u4e00-\u9fff]{2})?商标"
        ),
    }


def is_named(quote: Quote, words: Words) -> bool:
    """Whether a verb that introduces names stands before it."""
    return bool(_compiled(words)["naming"].search(quote.before))


def verdict(quote: Quote, words: Words) -> str:
    """The name of the rule that decides: accepted ones begin with ``quoted``."""
    rules = _compiled(words)
    content = quote.content
    plain = bare(content)
    klass = class_word(quote.after, words, opening(plain))
    listed = "、" in content
    naming = is_named(quote, words) or bool(_CALLED.search(quote.before))
    if plain in word_set(words, "terms.metaphors") and not klass:
        return "metaphor"
    if _SHARES.fullmatch(plain) and sum(map(int, plain)) == 10:
        return "quoted-shorthand"
    if plain in word_set(words, "terms.generic") and not (klass and not klass[0] and klass[1] not in _UNSURE):
        return "short"
    if (
        len(plain) < 2
        or len(plain) > (40 if listed or "+" in plain or "—" in plain or plain.endswith(tuple(_SURE)) else 16)
        or (re.fullmatch(r"\d{2}后|\d+|[一二三四五六七八九十]{2}", plain) and not klass)
        or plain in word_set(words, "terms.days")  # “七一”主题党日
    ):
        return "too-short-or-long"
    if _SPOKEN.search(content[1:] if naming and content[0] == "我" else content) or content.endswith(("，", "、")):
        return "spoken"
    if "，" in content and not klass:
        return "clause"
    if is_saying(plain, quote, words):
        return "saying"
    if is_label(quote, naming=naming):
        return "label"
    counted = bool(re.match(r"[三四五六七八九十]", plain))
    titled = rules["honour"].search(quote.before) and not (counted and len(plain) < 5 and _WORD.match(quote.after))  # “五个好”党支部
    if titled or is_listed_honour(plain, quote):
        return "honour"
    if is_rhetoric(plain, quote, words, classed=klass is not None):
        return "rhetoric"
    if is_emphasis(plain, quote, words, classed=klass is not None):
        return "emphasis"
    if re.match(r"[十百][佳大优强]|最[美佳]|优秀|先进|文明", plain) and _CHOSEN.search(quote.before) and not klass:
        return "honour"
    if klass and klass[1] in _OF_A_GOAL and not _NUMERAL.search(plain):
        return "goal"
    if "+" in plain:
        return "list" if re.match(r"的“[\d一二三四五六七八九+NX]+”", quote.after) else "quoted-formula"
    if listed and re.match(r"的“", quote.after):  # what the name behind spells out
        return "list"
    sure = klass is not None and klass[1] in _SURE
    known = lists(words)
    made = not quote.turned and len(plain) > 3 and quote.before.endswith(("成了", "由", "到")) and known.heads.get(head_of(plain, known)) in ("处", "规", "事")
    turned = quote.turned or rules["rhetoric"].search(quote.before)
    if not counted and not made and turned and not (sure or (klass and not klass[0] and klass[1] not in _UNSURE)):
        return "rhetoric"
    if not counted and rules["after"].match(quote.after) and not (sure or (klass and not klass[0])):
        return "rhetoric"
    if not klass and _PICTURE.fullmatch(plain):
        return "metaphor"
    if klass and (len(plain) >= 3 or _NUMERAL.search(plain)):
        return "quoted-with-class-word"
    if listed and all(_NUMERAL.match(piece) for piece in plain.split("、")):
        return "quoted-list"
    if listed:
        pieces = plain.split("、")
        row = len(pieces) > _PAIR and (_STEPS.match(quote.after) or all(_TIMED.match(piece) for piece in pieces))
        return "quoted-list" if (naming or row or rules["support"].match(quote.after)) and not re.search(r"^[让使]", plain) else "list"
    if plain in word_set(words, "terms.not_shorthand") or (plain.startswith("不") and not naming):
        return "emphasis"
    if _NUMERAL.match(plain) and (len(plain) >= 2):
        return "quoted-shorthand"
    if len(plain) == 2:
        body = klass and klass[0] and known.heads.get(head_of(klass[1], known)) in ("处", "人")  # “湘嫂”帮帮团
        named = klass and naming and not klass[0] and klass[1] not in _UNSURE
        return "quoted-with-class-word" if sure or body or named else "short"
    if _COUNTED[0].match(quote.after) or _COUNTED[1].search(quote.before):
        return "quoted-name"
    if len(plain) == 3 and is_picture(plain, quote, words):
        return "emphasis"
    if len(plain) == 3:
        return "quoted-name" if naming or head_of(plain, known) or rules["support"].match(quote.after) else "short"
    if rules["support"].match(quote.after) or naming:
        return "quoted-name"
    told = is_clause(plain, quote, words)
    return "emphasis" if told or (len(plain) > 10 and not plain.endswith(tuple(_SURE))) or plain.startswith(("让", "使", "要", "把")) else "quoted"
