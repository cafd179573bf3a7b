"""The word lists of curation/words/figures.yml, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cunjian.model import Words
from cunjian.script import either

ARABIC = r"\d{1,4}万\d千(?:\d百)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = r"[零一二两三四五六七八九十百千]+"
CHINESE = rf"{_SMALL}万{_SMALL}|[零〇一二两三四五六七八九十百千]+几?|[几数上好][十百千]+|半"
_NOW = r"\d{4}年|去年|今年|现在|目前|如今|当前|当年"
_NUMERALS = r"0-9零〇一二两三四五六七八九十百千几数上好半*xX×○□●"
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
    each: frozenset[str]  # of them, those that go with what was measured before: 人均
    unit_labels: dict[str, str]  # what a unit measures: 户 -> 户数
    things: re.Pattern[str]  # what 个 counts: 9个自然村
    trades: frozenset[str]  # verbs that nouns are made with: 发展项目
    clock: re.Pattern[str]


def _but_in(words: tuple[str, ...], longer: tuple[str, ...]) -> str:
    """An alternation of the words, each but where it begins a longer one."""
    behind = {word: [one[len(word) :] for one in longer if one.startswith(word)] for word in words if not word.startswith(longer)}
    return "|".join(re.escape(word) + f"(?!{either(behind[word])})" * bool(behind[word]) for word in sorted(behind, key=len, reverse=True))


@lru_cache(maxsize=8)
def rules(words: Words) -> Rules:
    """Compiled once for each set of word lists."""

    def of(name: str) -> str:
        return either(words[f"figures.{name}"])

    units = either([*words["figures.units"], *words["figures.units_loose"], *words["figures.units_rate"]])
    inside, after = of("qualifiers_inside"), of("qualifiers_after")
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
            rf"(?P<unit>[^，。；：！？、\n\d]{{0,5}}?)(?P<verb>{verbs})了?(?:(?:{_NOW})[底末初]?)?的?(?:每[月年户人亩]|亩产|年产|人均|户均)?$"
        ),
        up=frozenset(words["figures.pair_up"]),
        down=frozenset(words["figures.pair_down"]),
        rate_up=re.compile(f"(?:{of('rate_up')})(?:了|近|约|超过|超)?$"),
        rate_down=re.compile(f"(?:{of('rate_down')})(?:了|近|约|超过|超)?$"),
        scopes=tuple((name, re.compile(of(name))) for name in ("village", "county", "town", "other")),
        label_head=re.compile(
            rf"(?:(?:\d{{4}}年度?|\d{{1,2}}月|\d{{1,2}}日)|{of('label_head')}|年(?![均终产])|有(?![机效关限色志偿线力]))+"
        ),
        label_tail=re.compile(rf"(?:\d{{4}}年[底末初]?|{of('label_tail')})+$"),
        label_last=frozenset("年底末初").union(word[-1] for word in words["figures.label_tail"]),
        label_stop=re.compile(_but_in(words["figures.label_stop"], words["figures.label_goes_on"])),
        label_from=re.compile(of("label_from")),
        counted=frozenset(words["figures.units_counted"]),
        whole=frozenset(["", *words["figures.label_whole"], *words["figures.label_each"]]),
        each=frozenset(words["figures.label_each"]),
        unit_labels=dict(entry.split("=", 1) for entry in words["figures.unit_labels"]),
        things=re.compile(f"{of('things')}|(?:村|社区)(?![民干集级组党支书])|人(?![民才员均次口大])|组(?![织长成建合])"),
        clock=re.compile(f"(?:{of('clock')})$"),
    )
