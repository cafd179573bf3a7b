"""What curation/words/items.yml says, made ready once: points, sets of words, patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cunjian.extract.terms.seen import alternation
from cunjian.model import Words

NUMERALS = "一二三四五六七八九十两双"
_ORDER = (
    r"(?:第?[一二三四五六七八九十](?:步|是|要|，|：|、|个是)+要?|[一二三四五六七八九十](?:[张个名项条本份]|种)?(?:是|为|叫|则是)"
    r"|[一二三四五六七八九十](?=[问看听查议]))"
)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The data file; every name as there, and what is compiled from it."""

    points: Mapping[str, float]
    measures: frozenset[str]
    common: frozenset[str]
    things: frozenset[str]
    levels: frozenset[str]
    about: frozenset[str]
    colours: frozenset[str]
    verbs: frozenset[str]
    general: tuple[str, ...]
    steps: tuple[str, ...]
    introducing: re.Pattern[str]  # words that introduce a list
    classes: re.Pattern[str]  # class words behind a shorthand
    order: re.Pattern[str]  # 一是, 第二步
    leads: re.Pattern[str]  # words that lead to an item
    tails: re.Pattern[str]  # words that close a list
    number: re.Pattern[str]  # 三个环节 behind a list
    meaning: re.Pattern[str]  # behind the label of a part: 即, 就是
    claims: re.Pattern[str]  # behind a name: 即, which claims the whole
    claimed: re.Pattern[str]  # behind a name: any introducing word
    stepped: re.Pattern[str]  # 四个环节 behind a name
    introduced: re.Pattern[str]  # between a name and its list
    straight: re.Pattern[str]  # there, nothing but class words and words that lead
    other: re.Pattern[str]  # there, what another name introduces
    named: re.Pattern[str]  # between a list and its name: 大家叫它
    led: re.Pattern[str]  # there: 推行
    coloured: re.Pattern[str]  # 红橙黄


@lru_cache(maxsize=4)
def rules(words: Words) -> Rules:
    """The rules of one set of word lists."""

    def any_of(name: str) -> str:
        return alternation(words, f"items.{name}")

    introducing = any_of("introducers")
    said = rf"“?[0-9A-Za-z]”?(?:{any_of('meanings')})"
    return Rules(
        points=words.numbers["items.points"],
        measures=frozenset(words["items.measures"]),
        common=frozenset(words["items.common"]),
        things=frozenset(words["items.things"]),
        levels=frozenset(words["items.levels"]),
        about=frozenset(words["items.about"]),
        colours=frozenset(words["items.colours"]),
        verbs=frozenset(words["terms.verbs"]),
        general=words["items.general"],
        steps=words["items.steps"],
        introducing=re.compile(introducing),
        classes=re.compile(rf"(?<![{NUMERALS}\d])(?:{any_of('classes')})+$"),
        order=re.compile(_ORDER),
        leads=re.compile(rf"(?:{_ORDER}|{said}|(?:{any_of('leads')})(?=[\u4e00-\u9fffA-Za-z0-9“]{{2}}))+"),
        tails=re.compile(rf"(?:的(?:[\u4e00-\u9fff]{{2,4}}(?<!人员))?|这[一是]?|(?:{any_of('tails')})+的?)$"),
        number=re.compile(
            rf"(?<=[\u4e00-\u9fff])([二两三四五六七八九十]|1?\d)([{''.join(words['items.measures'])}])?([\u4e00-\u9fff]{{1,4}})"
        ),
        meaning=re.compile(rf"”?(?:，?(?:也)?(?:{any_of('meanings')})：?|：|，(?=[^，。；]*、))"),
        claims=re.compile(rf"[^，。；：]{{0,8}}(?:，|：)?(?:{any_of('claims')})：?"),
        claimed=re.compile(rf"[^。；]{{0,6}}(?:{introducing})"),
        stepped=re.compile(rf"[三四五六七八][个大道]?(?:{any_of('steps')})"),
        introduced=re.compile(rf"[^。；]*(?:({introducing})|[：（]|——)[：“]*(?:[\u4e00-\u9fff]{{1,4}})?$"),
        straight=re.compile(rf"[\u4e00-\u9fff]{{0,6}}[，。：]?(?:{any_of('leading')}|{any_of('leads')}|[把将由]|的是|{_ORDER}){{0,2}}“?"),
        other=re.compile(rf"([{NUMERALS}][\u4e00-\u9fff]{{1,3}}?)”?，?(?:{introducing})：?$"),
        named=re.compile(
            rf"(?:^|[，。])[^，。；：、“”]{{0,10}}(?:{any_of('naming')})(?:了|的|[\u4e00-\u9fff]{{1,4}}的)?[\u4e00-\u9fff]{{0,4}}$"
        ),
        led=re.compile(rf"[，；][^，。；]{{0,6}}(?:{any_of('leading')})(?:了|好)?$"),
        coloured=re.compile(rf"(?<![的色])[{''.join(words['items.colours'])}]{{2,7}}$"),
    )
