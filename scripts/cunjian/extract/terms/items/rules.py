"""What curation/words/items.yml and itempoints.yml say, made ready once: points, sets of words, patterns."""

from __future__ import annotations

import re
from functools import lru_cache

from cunjian.extract.terms.seen import alternation
from cunjian.model import Words

NUMERALS = "一二三四五六七八九十两双"
_ORDER = (
    r"(?:第?[一二三四五六七八九十](?:步|是|要|，|：|、|个是)+要?|第[一二三四五六七八九十][次关道环招站]"
    r"|[一二三四五六七八九十][张个名项条本份种支类批件家]?(?:是|为|叫|则是))"
)


class Rules:
    """The data file; every name as there, and what is compiled from it."""

    def __init__(self, words: Words) -> None:
        def any_of(name: str) -> str:
            return alternation(words, f"items.{name}")

        introducing = any_of("introducers")
        said = rf"“?[0-9A-Za-z]”?(?:{any_of('meanings')})"
        self.points = words.numbers["itempoints.lists"]
        self.starts, self.ends = words.numbers["itempoints.starts"], words.numbers["itempoints.ends"]
        self.measures = frozenset(words["items.measures"])
        self.common = frozenset(words["items.common"])
        self.things = frozenset(words["items.things"])
        self.levels = frozenset(words["items.levels"])
        self.about = frozenset(words["items.about"])
        self.colours = frozenset(words["items.colours"])
        self.verbs = frozenset(words["terms.verbs"])
        self.general = words["items.general"]
        self.steps = words["items.steps"]
        # Behind an item, in front of one, in front of a list:
        self.number = re.compile(  # 三个环节
            rf"(?<=[\u4e00-\u9fff”])(?<![第周])([二两三四五六七八九十]|1?\d)([{re.escape(''.join(words['items.measures']))}样])?"
            r"(?![天日月年])([\u4e00-\u9fff]{1,4}|(?<=[类种项样])$)"
        )
        self.introducing = re.compile(rf"(?:{introducing})(?<![^\W也]即)")  # not 立即
        self.classes = re.compile(rf"(?<![{NUMERALS}])(?:{any_of('classes')})+$")
        self.order = re.compile(_ORDER)
        helping = "".join(words["items.helping"])
        self.to_one = re.compile(f"([三四五六七八])[{helping}][一1]")
        self.helped = re.compile(rf"(?:共同|联合)?[{helping}][\u4e00-\u9fff]{{0,2}}[一1][名个户位]")  # 一户企业|共同帮扶一个后进村
        self.leads = re.compile(rf"(?:{_ORDER}|{said}|(?:{any_of('leads')})(?=[\u4e00-\u9fffA-Za-z0-9“]{{2}})|由(?=[\u4e00-\u9fff]$))+")
        self.tails = re.compile(rf"(?:的(?:[\u4e00-\u9fff]{{2,4}}(?<!人员))?|这[一是]?|(?:{any_of('tails')})+的?)$")
        self.lead = re.compile(rf"(?:{_ORDER}|{said}|{any_of('leads')}|(?:{any_of('leading')})[好了起]?)++")
        self.closing = re.compile(rf"(?:{any_of('tails')})++的?|的[\u4e00-\u9fff]{{2,4}}|这[一是]?")
        # Behind the label of a part, and behind a name:
        self.meaning = re.compile(rf"”?(?:，?(?:也)?(?:{any_of('meanings')})：?|：|，(?=[^，。；]*、))")
        self.claims = re.compile(rf"[^，。；：]{{0,8}}(?:，|：)?(?:{any_of('claims')})：?")
        self.claimed = re.compile(rf"[^。；]{{0,6}}(?:{introducing})")
        self.stepped = re.compile(rf"[三四五六七八][个大道]?(?:{any_of('steps')})")
        # Between a name and its list, and between a list and its name:
        self.introduced = re.compile(rf"[^。；]*(?:{introducing}|[：（]|——)[：“]*(?:[\u4e00-\u9fff]{{1,4}})?$")
        self.other = re.compile(rf"([{NUMERALS}][\u4e00-\u9fff]{{1,3}}?)”?，?(?:{introducing})：?$")
        self.named = re.compile(
            rf"(?:^|[，。])[^，。；：、“”]{{0,10}}(?:{any_of('naming')})(?:了|的|[\u4e00-\u9fff]{{1,4}}的)?[\u4e00-\u9fff]{{0,4}}$"
        )


@lru_cache(maxsize=4)
def rules(words: Words) -> Rules:
    """The rules of one set of word lists."""
    return Rules(words)
