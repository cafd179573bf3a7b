"""The name that an accepted quote stands for, with its class word and its short forms."""

from __future__ import annotations

import re

import rjieba

from cunjian.extract.terms.points.inside import head_of
from cunjian.extract.terms.points.lists import lists
from cunjian.extract.terms.quoted.behind import LAST, class_word, is_class, opening
from cunjian.extract.terms.quoted.marks import Quote
from cunjian.extract.terms.seen import Seen, bare, word_set
from cunjian.model import Span, Words

_TWO_AND_PLUS = 3  # characters of “党建+”
_COMMON = ("mechanisms.meeting", "mechanisms.method", "mechanisms.institution", "mechanisms.campaign", "terms.generic", "terms.common")
_LONG = 6  # characters between a quote and its class word that few say
_BEHIND, _PARTS = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?=[，。；、：）和与及\n\d]|$)"), frozenset(("n", "vn", "j"))
_NUMBERED = re.compile(r"([三四五六七八九双][\u4e00-\u9fff]{1,2}?)(?:党支部|支部|党组织|乡镇党委|党员|干部|班子|社区|家庭)$")


def seen(quote: Quote, rule: str, words: Words) -> Seen:
    """The sighting of a quote that ``rule`` has accepted."""
    core = bare(quote.content)
    klass = class_word(quote.after, words, opening(core))
    if core.endswith("+"):  # “院坝会+”, but not 党建 for “党建+”
        bare_of = core[:-1] if len(core) > _TWO_AND_PLUS and core[:-1] not in word_set(words, "terms.generic") else ""
        return Seen(quote.span, core, rule, aliases=(bare_of,) if bare_of else (), core=core[:-1])
    if klass is None:
        return Seen(quote.span, core, rule, aliases=(*_short_form(core, words), *_with_noun(quote, words)), core=core)
    between, noun = klass
    if noun.startswith("主题党日"):  # a name of its own
        return Seen(quote.span, core, rule, core=core)
    if re.search(r"[、—]", core) and re.match(r"[一二三四五六七八九十]", between):  # “A、B、C、D”四级联动机制
        named = between + noun
        return Seen(Span(quote.span.start, quote.span.end + len(named)), named, rule, aliases=(core, core + named), core=core)
    lead = 1 if quote.after.startswith("的") else 0
    full = core + between + noun
    end = quote.span.end + lead + len(between) + len(noun)
    if core.endswith(noun):
        return Seen(quote.span, core, rule, aliases=_short_form(core, words), core=core)
    if len(between) > _LONG:  # “双报到”党员社区服务积分制度 is not 双报到
        common = any(core in word_set(words, name) for name in _COMMON)
        return Seen(Span(quote.span.start, end), full, rule, aliases=() if common else (core,), core=core)
    inner = (core + between,) if between and (noun in ("专项行动", "行动", "活动", "工作") or (noun in LAST and is_class(between, words))) else ()
    return Seen(Span(quote.span.start, end), full, rule, aliases=(core, *inner, *_short_form(core, words)), core=core)


def _with_noun(quote: Quote, words: Words) -> tuple[str, ...]:
    """“有话您说”信箱, “菜单式”选课: the one word, or two nouns, between the quote and a stop belong to the fuller name."""
    match = _BEHIND.match(quote.after)
    if not match or any(match.group(1) in word_set(words, name) for name in ("terms.generic", "terms.no_tails")):
        return ()
    tags = [tag for _, tag in rjieba.tag(match.group(1))]
    return (bare(quote.content) + match.group(1),) if tags == ["v"] or (len(tags) < 3 and all(tag in _PARTS for tag in tags)) else ()


def _short_form(core: str, words: Words) -> tuple[str, ...]:
    """What “党建+道德银行” is also called: 道德银行."""
    if numbered := _NUMBERED.match(core):
        return (numbered.group(1),)
    match = re.fullmatch(r"(?:党建|支部|党支部|村党支部|互联网|党建引领)\+([\u4e00-\u9fff]{3,8})", core)
    return (match.group(1),) if match and head_of(match.group(1), lists(words)) else ()  # not 产业振兴 of “党建+产业振兴”
