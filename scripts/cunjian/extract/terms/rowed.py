"""Shorthand that stands, without a mark, right behind the row it counts: 清资产、清资源、清资金三清行动; 会前碰头、会中表决、会后签字三步议事."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cunjian.extract import sieve
from cunjian.extract.terms.items.shorthand import VALUE
from cunjian.extract.terms.seen import Seen, alternation
from cunjian.model import Span, Words

_NAMED = re.compile(  # the last cell of a row, the numeral and what it counts
    "、([\u4e00-\u9fff]{2,12}?)”?的?([双三四五六七八九])([\u4e00-\u9fff]{1,14})(?=[，。；：、！？（）”—\n]|$)"
)
_ROW = re.compile("[\u4e00-\u9fff、“]*$")
_MEASURES = frozenset(  # 三项, 四种方式, 三十户
    "个项种类条支名位大方面级次张本件道份套家口户人岁年月天层环届批期点座块轮样档头颗段部把场连排片股时餐村者米"
    "十百千万亿一二两三四五六七八九几多余"
)
_NO_NAME = re.compile("[的了是在有和与及等为]|步走|开展|推动|带动|促进|取得|推进")
_GATES = re.compile("(道(?:关[口卡]?|防线))(?=的|[^\u4e00-\u9fff]|$)")
_SHEETS = re.compile("([张份类本](?:清单|名单|报表|地图|网))(?:[\u4e00-\u9fff]{0,5}(?:制度|机制))?")
_SPREAD, _LONGEST = 2, 6  # characters by which items differ; of a name without a class word
_BACK = 120  # characters looked back at


@lru_cache(maxsize=4)
def _class(words: Words) -> re.Pattern[str]:
    return re.compile(f"(.+?)(?:{alternation(words, 'terms.class_words')}|法|制)")


def find(text: str, words: Words) -> Iterator[Seen]:
    """Such names of the folded clean text, where the row has as many cells of about one length as the numeral says, and the
    name has a class word or counts steps, or every cell has the character behind the numeral."""
    for match in sieve.finditer(_NAMED, sieve.places("、", text), text):
        start, rest = match.start(2), match.group(3)
        row = _ROW.search(text, max(0, match.start() - _BACK), match.start())
        cells = [*(row.group() if row else "").split("、"), match.group(1)]
        counted, klass = _counted(rest, cells), _class(words).match(rest)
        ended = counted or klass
        told = ended.group() if ended else rest
        if _NO_NAME.search(told) or (told[0] in _MEASURES and not counted):
            continue
        lengths = [len(cell) for cell in cells[1:]]
        each = all(told[0] in cell for cell in cells)
        if match.group(2) == "双":  # two things, and not two of any kind
            named = klass is not None and each and told[0] not in "节季"
        else:
            named = bool(ended) or told[0] == "步" or (len(told) <= _LONGEST and each)
        if named and len(cells) == VALUE[match.group(2)] and max(lengths) - min(lengths) <= _SPREAD:
            span = Span(start, match.start(3) + len(told))
            core = text[start : match.start(3) + ended.end(1)] if ended else span.of(text)
            yield Seen(span, span.of(text), "behind-its-row", (core,) if core != span.of(text) else (), core)


def _counted(rest: str, cells: Sequence[str]) -> re.Match[str] | None:
    """入口、管护、出口|三道关, 需求清单、资源清单、项目清单|三张清单制度: a measure of what the cells are, which is the group."""
    sheets = _SHEETS.match(rest)
    return _GATES.match(rest) or (sheets if sheets and all(cell.endswith(sheets[1][1:]) for cell in cells) else None)
