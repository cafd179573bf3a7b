"""Names by how the text speaks of them: 每月十号定为固定党日; 开展城乡支部手拉手活动; 定了支委晨碰头; 注册了柳坝香商标.

Here the words around say that a name stands there, so that it may end in anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from cunjian.extract.terms import objects
from cunjian.extract.terms.seen import Seen, word_set
from cunjian.model import Span, Words

_END = r"(?=[，。；、：！？\n]|$)"
_DAY = re.compile(
    rf"(?:定为|作为|设为|定成|设立|当作|是[\u4e00-\u9fff]{{0,4}}的|过(?:好|起)?)(?P<name>[\u4e00-\u9fff]{{1,5}}(?<![节假生工作念期今明昨次末隔同整半])日){_END}"
)
_ACTIVITY = re.compile(
    r"(?:开展|组织|实施|举办|启动)(?:了|起|好)?(?:[\u4e00-\u9fff]{2,8}、)*(?P<name>[\u4e00-\u9fff]{4,12}活动|[\u4e00-\u9fff]{3,8}评选)"
    rf"{_END}|进行(?P<talk>[\u4e00-\u9fff]{{2}}谈话){_END}"
)
_ONCE = re.compile(rf"(?:组织|开展|举行|搞|办)了?一次(?P<name>[\u4e00-\u9fff]{{4}}){_END}")
_RULE = re.compile(
    rf"(?:[们部里村镇乡县委就都还又上，。；]|支部)(?:定了|定下|立了|立下)(?:[一]?[个条套])?(?P<name>[\u4e00-\u9fff]{{3,6}})(?:的(?:规矩|办法|制度|法子|章程))?{_END}"
    r"|(?:用|靠|凭)一?[本张个面块](?P<kept>[\u4e00-\u9fff]{3,5}?)(?=[来记]|把|管)"
    rf"|(?<![不别瞎乱没])搞(?P<done>[\u4e00-\u9fff]{{4,5}}){_END}"
    rf"|(?:实行|推行|采取|试行)(?:了)?(?P<added>[\u4e00-\u9fff]{{2,3}}[加带促联][\u4e00-\u9fff]{{2,3}}){_END}"
)
_MARK = re.compile(r"(?:注册|打出|创响|打响|擦亮)(?:了)?(?P<name>[\u4e00-\u9fff]{3,6})(?:商标|品牌|牌子|的牌子)")
_ONES = re.compile(
    r"(?P<name>一(?![个次天年月点些边面条步家起定直样件户])[\u4e00-\u9fff]{1,3}?一[\u4e00-\u9fff]{1,3}?一[\u4e00-\u9fff]{1,3}?)(?=[，。；、的]|工作法|制度|机制)"
    r"|(?P<each>(?<![第\d一二三四五六七八九十])[三四五六七八九十]个一)(?=[，。；、的：])"
)
_CODE = re.compile(r"(?:[在到上用扫凭]|打开|通过)(?P<name>[\u4e00-\u9fff]{2,3}(?<!二维)码)(?=[上里中]|[，。；、])")
_PLAIN = re.compile(
    r"^(?:一[个条项种些]|几[个条]|这|那|什么|怎么|各项|相关|新的|好的)|(?:规矩|目标|任务|计划|方案|调子|心|主意|下来|起来|时间|盘子|协议|合同|清楚|明白|加工|养殖|种植)$"
)


def find(text: str, body: int, words: Words) -> Iterator[Seen]:
    """Names of the folded clean text behind ``body``, in no order."""
    for pattern, rule, good in (
        (_DAY, "named-day", _any), (_ACTIVITY, "named-activity", _specific), (_ONCE, "named-activity", _deeds),
        (_RULE, "set-down", _any), (_MARK, "trade-mark", _any), (_ONES, "all-ones", _differ), (_CODE, "named-code", _any),
    ):  # fmt: skip
        for match in pattern.finditer(text, body):
            group = match.lastgroup or "name"
            name = match[group]
            if name not in word_set(words, "terms.generic") and not _PLAIN.search(name) and good(name, words):
                yield Seen(Span(*match.span(group)), name, rule)


def _any(name: str, words: Words) -> bool:
    return not re.search("[的了是]", name) and not objects.all_plain(name, words)


def _specific(name: str, words: Words) -> bool:
    """An activity with more in its name than what is done everywhere (文体活动, 志愿服务活动)."""
    modifier = re.sub("(?:活动|评选|谈话)$", "", name)
    return not re.search("[的了是等各]", name) and not objects.plain_words(modifier, words)


def _deeds(name: str, words: Words) -> bool:
    """Two verbs without an object (拉练观摩)."""
    return [tag for _, tag in rjieba.tag(name)] in (["v", "v"], ["v", "vn"], ["vn", "v"])


def _differ(name: str, words: Words) -> bool:
    """一述一评一问 says three things; 一家一家一家 one."""
    parts = [part for part in name.split("一") if part]
    return len(set(parts)) == len(parts)
