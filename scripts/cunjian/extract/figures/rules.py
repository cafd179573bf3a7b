"""The word lists of curation/words/figures.yml, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cunjian.model import Words
from cunjian.script import HAN, SURNAMES, either

ARABIC = r"\d{1,4}万\d千(?:\d百)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = r"[零一二两三四五六七八九十百千]+"
CHINESE = rf"{_SMALL}万{_SMALL}|[零〇一二两三四五六七八九十百千]+几?|[几数上好][十百千]+|半"
_NOW = r"\d{4}年|去年|今年|现在|目前|如今|当前|当年"
_NUMERALS = r"0-9零〇一二两三四五六七八九十百千几数上好半*xX×○□●"
COUNT = "0-9零〇一二两三四五六七八九十百千几数半"
HIDDEN = r"[xX×*]+\.[xX×*]+|\*+|[xX×]+|[○□●]{2,}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the figure finder asks of the word lists."""

    numerals: re.Pattern[str]  # where a figure may begin
    figure: re.Pattern[str]
    before: re.Pattern[str]
    loose: frozenset[str]
    soft: frozenset[str]
    rates: frozenset[str]
    not_after: re.Pattern[str]
    not_unit: re.Pattern[str]
    not_figure: re.Pattern[str]
    pair: re.Pattern[str]
    up: frozenset[str]
    down: frozenset[str]
    rate_up: re.Pattern[str]
    rate_down: re.Pattern[str]
    scopes: tuple[tuple[str, re.Pattern[str]], ...]
    label_head: re.Pattern[str]
    label_tail: re.Pattern[str]
    label_last: frozenset[str]  # the characters that such a tail ends with
    label_stop: re.Pattern[str]
    label_from: re.Pattern[str]
    counted: frozenset[str]
    whole: frozenset[str]  # labels that leave open what is measured: 全村, and none at all
    each: re.Pattern[str]  # of them, those that go with what was measured before: 人均, 每人每天
    each_last: re.Pattern[str]  # such words at the end of others: 收取每亩
    homes: frozenset[str]  # labels of 户 that say no more than how many: the people behind are all
    measured: re.Pattern[str]  # what an amount measures behind 的: 80万元的引导资金
    measure: re.Pattern[str]  # the same words at the end of what stands before
    changes: re.Pattern[str]  # a verb of change, which is no noun: 20亩发展到1500亩
    bare: frozenset[str]  # verbs of change that need the same unit on both sides: 从5000元提高9000元
    unit_labels: dict[str, str]  # what a unit measures: 户 -> 户数
    things: re.Pattern[str]  # what 个 counts: 9个自然村
    trades: frozenset[str]  # verbs that nouns are made with: 发展项目
    clock: re.Pattern[str]
    person: re.Pattern[str]  # 村民李秀英把……, 50岁的高某家, 他自己
    household: re.Pattern[str]  # what a person has: 自家, 工资
    everybody: re.Pattern[str]  # what tells of all again
    named: frozenset[str]  # units that numbers name as well: 2组、3组
    group_behind: re.Pattern[str]  # what goes on so behind such a number, and before it
    group_before: re.Pattern[str]


def _but_in(words: tuple[str, ...], longer: tuple[str, ...]) -> str:
    """An alternation of the words, each but where it begins a longer one or is denied (未脱贫)."""
    behind = {word: [one[len(word) :] for one in longer if one.startswith(word)] for word in words if not word.startswith(longer)}
    one = "|".join(re.escape(word) + f"(?!{either(behind[word])})" * bool(behind[word]) for word in sorted(behind, key=len, reverse=True))
    return f"(?<![未不])(?:{one})"


@lru_cache(maxsize=8)
def rules(words: Words) -> Rules:
    """Compiled once for each set of word lists."""

    def of(name: str) -> str:
        return either(words[f"figures.{name}"])

    units = either([*words["figures.units"], *words["figures.units_loose"], *words["figures.units_rate"]])
    inside, after = of("qualifiers_inside"), of("qualifiers_after")
    moves = either([*words["figures.pair_up"], *words["figures.pair_down"]])
    verbs = either([*words["figures.pair_up"], *words["figures.pair_down"], *words["figures.pair_neutral"]])
    ahead = {w[0] for name in ("units", "units_loose", "units_rate", "magnitudes", "qualifiers_inside")
             for w in words[f"figures.{name}"]}  # fmt: skip
    return Rules(
        numerals=re.compile(rf"[{_NUMERALS}](?<![{_NUMERALS}]{{2}})[{_NUMERALS}]*(?=分之|[ .,~—–至到{re.escape(''.join(sorted(ahead)))}-])"),
        figure=re.compile(
            rf"(?P<percent>百分之) ?(?P<share>{ARABIC}|{CHINESE}|{HIDDEN})(?P<end1>{after})?"
            rf"|(?<![\dA-Za-z.,+×第])(?<!\d\. )(?P<number>{ARABIC}|{CHINESE}|{HIDDEN})"
            rf"(?:(?P<range>[-~—–]+|至|到)(?P<max>{ARABIC}|{CHINESE}))? ?"
            rf"(?P<inside>{inside})?(?P<magnitude>{of('magnitudes')})?(?P<inside2>{inside})?"
            rf"(?P<unit>{units})(?P<half>(?<=[成倍亩斤])半(?![年月天日晌夜]))?(?P<end2>(?!多[年次方样])(?:{after}))?"
        ),
        trades=frozenset(words["figures.trades"]),
        before=re.compile(f"(?:{of('qualifiers_before')})$"),
        loose=frozenset(words["figures.units_loose"]),
        soft=frozenset(words["figures.units_soft"]),
        rates=frozenset(words["figures.units_rate"]),
        not_after=re.compile(of("not_after")),
        not_unit=re.compile(of("not_units")),
        not_figure=re.compile(of("not_figures")),
        pair=re.compile(
            rf"(?:由|从)(?:[^，。；：！？、\n]{{0,12}}?)(?:百分之)?(?P<previous>{ARABIC}|{CHINESE}|无|{HIDDEN})"
            rf"(?P<unit>[^，。；：！？、\n\d]{{0,5}}?)(?:（[^（）\n]{{1,12}}）|，(?=(?:{moves})))?(?P<verb>{verbs}|(?:{of('pair_bare')})$)了?(?:(?:{_NOW})[底末初]?)?的?(?:每[月年户人亩]|亩产|年产|人均|户均)?$"
        ),
        up=frozenset(words["figures.pair_up"]),
        down=frozenset(words["figures.pair_down"]),
        rate_up=re.compile(f"(?:{of('rate_up')})(?:了|近|约|超过|超)?$"),
        rate_down=re.compile(f"(?:{of('rate_down')})(?:了|近|约|超过|超)?$"),
        scopes=tuple((name, re.compile(of(name))) for name in ("village", "county", "town", "other")),
        changes=re.compile(moves),
        bare=frozenset(words["figures.pair_bare"]),
        label_head=re.compile(
            rf"(?:(?:\d{{4}}年度?|\d{{1,2}}月|\d{{1,2}}日)起?|{of('label_head')}|年(?![均终产])|有(?![机效关限色志偿线力])|[能可](?=[为让使给])|该村(?=.)|该(?!村)|其(?![他它])|共(?![产青同]))+"
        ),
        label_tail=re.compile(rf"(?:\d{{4}}年[底末初]?|[一两二三四五六七八九十几\d]{{1,3}}年(?:内|[间来])|{of('label_tail')})+$"),
        label_last=frozenset("年底末初内间来").union(word[-1] for word in words["figures.label_tail"]),
        label_stop=re.compile(_but_in(words["figures.label_stop"], words["figures.label_goes_on"])),
        label_from=re.compile(of("label_from")),
        counted=frozenset(words["figures.units_counted"]),
        whole=frozenset(["", *words["figures.label_whole"], *words["figures.label_each"]]),
        each=re.compile(f"(?:{of('label_each')})+"),
        each_last=re.compile(f"(?<=.)(?:{of('label_each')})+$"),
        homes=frozenset(words["figures.label_homes"]),
        measure=re.compile(f"(?:{of('label_measured')})$"),
        measured=re.compile(f"[{HAN}]{{0,8}}?(?:{of('label_measured')})+"),
        unit_labels=dict(entry.split("=", 1) for entry in words["figures.unit_labels"]),
        things=re.compile(f"(?:{of('things')})+|(?:村|社区)(?![民干集级组党支书])|人(?![民才员均次口大])|组(?![织长成建合])"),
        person=re.compile(
            rf"(?:(?:{of('persons')})[{SURNAMES}]|\d{{1,3}}多?岁的(?!老|党员|村民|居民|群众|妇女)[{HAN}])(?:(?![了着过的年便])[{HAN}*×xX某]){{1,2}}(?:家|一家|夫妇|夫妻|自己|自家|[在把将靠用跟一从也种养说算带当领去，])|(?<!其)[他她](?=家|自家|就?[拿领分]到|每[月年天]|一年|一个月|的工资|去年分|今年分)"
        ),
        household=re.compile(of("households")),
        everybody=re.compile(of("everybody")),
        named=frozenset(words["figures.units_named"]),
        group_behind=re.compile(rf"[、和及与][{COUNT}]{{1,3}}(?:{of('units_named')})|(?:村民|居民|农户|组?长)(?!楼)"),
        group_before=re.compile(rf"[{COUNT}]{{1,3}}(?:{of('units_named')})[、和及与]$"),
        clock=re.compile(f"(?:{of('clock')})$"),
    )
