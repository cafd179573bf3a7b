"""What the strongest verbs of setting up have as their object: 支起民情摊, 推出家门口辅导站; a name unless it is plain.

The head noun need stand in no list: a closed list says what plain things are set up (卫生室, 领导小组, 宣传栏), and plain
modifiers make a plain name (技术服务队); the rest is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cunjian.extract.terms.seen import Seen, alternation
from cunjian.model import Span, Words

_HEADS = "站摊台会社簿制棚牌队团组岗亭屋坊堂室厅所点角栏榜墙卡册单码圈日节课法谱账箱包铺群吧廊营窗哨帮"
_MEASURES = "个支批张条间所座块处本份套项名位场次场期家户面台"
_NO_NAME = re.compile(
    r"[的了是在有将把被对为从向该其每各等并又都也就才再而或及让使由和与以到去来给]|我|他|她|你|这|那|什么|怎么"
)


@lru_cache(maxsize=4)
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs, single = alternation(words, "terms.setting_up"), "[设办建开摆搭组立挂发]"
    return (
        re.compile(
            rf"(?:(?:{verbs})[了起出]?|(?<![\u4e00-\u9fff]){single}[了起]|(?<=[上里中村镇县乡还又先就]){single}了)"
            rf"(?:[一二两三四五六七八九十几多\d]*[{_MEASURES}])?([\u4e00-\u9fff]{{3,8}}[{_HEADS}])(?=[，。；：、！？）（\n和与及“*\d]|$)"
        ),
        re.compile(rf"(?:{alternation(words, 'terms.plain_ends')})$"),
        re.compile(rf"(?:{alternation(words, 'terms.plain_modifiers')})+"),
    )


def find(text: str, body: int, words: Words) -> Iterator[Seen]:
    """Objects that end in one of the characters by which people call what they set up."""
    objects, plain, modifiers = _patterns(words)
    for match in objects.finditer(text, body):
        name = match.group(1)
        if name in words["terms.generic"] or plain.search(name) or _NO_NAME.search(name):
            continue
        if modifiers.fullmatch(name, 0, len(name) - 1) or modifiers.fullmatch(name, 0, len(name) - 2):
            continue
        yield Seen(Span(*match.span(1)), name, "set-up")
