"""Meta: who speaks, on what occasion, where and when, as far as the speech itself tells; None where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cunjian.extract.villages import chain
from cunjian.extract.villages.rules import Rules as VillageRules
from cunjian.extract.villages.rules import rules as village_rules
from cunjian.model import Document, Words
from cunjian.script import HAN, SURNAMES, either

_REDACTED = r"[*×xX]{1,4}"
_DIGITS = "〇○零一二三四五六七八九十"
_YEAR = rf"(?P<y>(?:19|20)\d\d|[一二][九〇○零][{_DIGITS}]{{2}})(?:年|[-./])"
_MONTH = rf"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[{_DIGITS}])(?:月份?|[-./])"
_DAY = rf"(?P<d>3[01]|[12]\d|0?[1-9]|[一二三]?十[{_DIGITS}]?|[{_DIGITS}])(?:日|号)?(?!\d)"
_DATE = re.compile(rf"{_YEAR}(?:{_MONTH}(?:{_DAY}|{_REDACTED}日)?|{_REDACTED}月(?:{_REDACTED}日|\d{{1,2}}日)?)?")
_CLOCK = re.compile(
    r"(?<=[日号\d])\s*(?:[上下中]午|星期[一二三四五六日天]|周[一二三四五六日]|\d{1,2}:\d\d(?::\d\d)?).*$"
)
_ZERO = re.compile(
    r"(?<=[一二])[OoΟ0](?=[OoΟ0〇○零一二三四五六七八九])|(?<=[一二][OoΟ0〇○零九])[OoΟ0](?=[〇○零一二三四五六七八九年OoΟ0])"
)
_ALONE = re.compile(r"^[（(【\s]*(?P<date>[^（）()]{4,26})[)）】\s]*$")
_TRAILING = re.compile(r"[（(](?P<date>[^（）()]{6,14})[)）]\s*$")
_SIGNED = re.compile(r"^[^，。；：]{4,30}[ \u3000]{2,}(?P<date>\d{4}年\d[\d月日]{1,5})$")  # 永安县兴隆镇党委   2020年8月
_CLOSED = re.compile(r"[。！]\s*(?:述职|汇报|发言|报告)人：[^，。；：\d]{1,12}(?P<date>\d{4}年\d{1,2}月(?:\d{1,2}日)?)$")  # ……请批评指正。 述职人：周大山 2023年12月
_DATELINE = re.compile(
    rf"^[^，。\n]{{0,16}}?(?:讯|电)?\s*(?P<date>20\d\d年\d{{1,2}}月\d{{1,2}}日)\s*(?:讯|电|[{HAN}]{{0,6}}讯)"
)
_PERSON = re.compile(rf"[ \u3000]+[{HAN}*×xX]{{1,4}}$|{_REDACTED}$|某某$|某$")
_NAMED = re.compile(rf"^(?!记).*(?:书记|主任|支书|[镇乡县部队]长)(?!助理|候选|代表)[{SURNAMES}][{HAN}]{{1,2}}$")  # 柳湾村村主任周大山
_ABOUT = re.compile("选派|选拔|选聘|培养|推进|加强|关于|[抓做当]好|如何|怎样")  # 向软弱涣散村选派第一书记 is what it is about
_I_AM = re.compile(r"我(?:是(?!\d)|叫|来自)(?P<who>[^，。；！\n]{4,40})")  # but not 我是2014年3月到村的
_MY_NAME = re.compile(rf"(?<![{HAN}])我叫(?P<who>[{SURNAMES}][{HAN}*×xX]{{1,2}}|[{HAN}]{{2,6}}·[{HAN}]{{2,6}})(?=[，。、；\s])")  # 我叫周大山，是……
_OFFICE = re.compile("委|长|直|里|级|域|内|外|上|政府|人大")
_NO_PLACE = re.compile(
    r"[全我各本该每以把由]|将(?!乐)|一个|先进|试点|示范|模范|贫困|革命|[百千万两几\d]|[同强大小老新名][省市县区镇乡]"
)
_LEADS_TO_PLACE = re.compile(
    r"(?:^|[，。；：、”’）\s]|[在到是自]|中共|来自|位于|地处|坐落于|隶属于?)$"
)  # in the body a place is named at a clause start
_OPENING_LENGTH = 600
_DAY_OF_PAPER = r"(\d{4}(?:-\d{1,2}-\d{1,2}(?!\d)|/\d{1,2}/\d{1,2}(?!\d)|年\d{1,2}月\d{1,2}日))"


@dataclass(frozen=True, slots=True)
class _Rules:
    role: re.Pattern[str]
    label: re.Pattern[str]
    date_label: re.Pattern[str]
    occasion_label: re.Pattern[str]
    occasion: re.Pattern[str]
    title_speaker: re.Pattern[str]
    nobody: frozenset[str]
    admin: re.Pattern[str]
    further: re.Pattern[str]
    published: re.Pattern[str]


@lru_cache(maxsize=8)
def _rules(words: Words) -> _Rules:
    ends, papers = either(words["meta.occasions"]), either(words["meta.papers"])
    return _Rules(
        role=re.compile(either(words["meta.roles"])),
        label=re.compile(f"^[（(]?(?:{either(words['meta.labels'])})[：:\\s]+(?P<who>.{{2,40}}?)[）)]?$"),
        date_label=re.compile(  # 时间：2023年11月9日　地点：县委党校
            f"^[（(]?(?:{either(words['meta.date_labels'])})[：:\\s]*(?P<date>.+?)(?:(?<![ \\u3000])[ \\u3000]+[^ ：:]{{2,4}}[：:].*)?$"
        ),
        occasion_label=re.compile(f"^(?:{either(words['meta.occasion_labels'])})[：:]\\s*(?P<occasion>.{{4,50}})$"),
        occasion=re.compile(
            rf"在(?P<occasion>[^，。；！？：\n]{{3,60}}?(?:{ends}))(?P<tail>上|中|暨[^，。\n]{{2,30}}?上)?"
            rf"(?:的|作)?[^，。\n]{{0,8}}?(?:{papers})"
        ),
        title_speaker=re.compile(rf"^(?P<who>[^，。、：]{{2,24}}?)(?:同志)?在[^，。]{{3,60}}(?:{papers})"),
        nobody=frozenset(words["meta.nobody"]),
        admin=re.compile(either(words["villages.admin"])),
        further=re.compile(f"[{HAN}]{{1,5}}?(?:{either(words['villages.admin'])})"),
        published=re.compile(rf"^(?:{'|'.join(words['meta.published']) or '(?!)'})\s*{_DAY_OF_PAPER}".replace("<日期>", _DAY_OF_PAPER), re.M),
    )


def find(
    text: str, document: Document, words: Words, cover: str = "", credits: str = ""
) -> tuple[str | None, str | None, str | None, str | None]:
    """(speaker, occasion, place, date); ``cover``: folded text of a cover page, which may carry the only date, as may the
    ``credits`` of a site (发布时间：2023-05-12)."""
    rules = _rules(words)
    heads = [line for line, _ in _heads(text, document)]
    untitled = next((kind for _, kind in _heads(text, document)), "title") == "byline"
    opening = _opening(text, document)
    return (
        _speaker(["", *heads] if untitled else heads, document.title, opening, rules),
        _occasion(heads, opening, rules),
        _place(heads, opening or _first_words(text, document), rules, village_rules(words)),
        _date(text, document, heads, rules) or _cover_date(cover, rules) or _published(f"{cover}\n{credits}", rules) or _year(document.title) or _issue(credits),
    )


def _heads(text: str, document: Document) -> Iterator[tuple[str, str]]:
    """Title and by-lines at the top, each as (line, kind)."""
    for part in document.parts[:12]:
        if part.kind in ("title", "byline"):
            for line in part.span.of(text).split("\n"):
                yield line.strip(), part.kind


def _opening(text: str, document: Document) -> str:
    """The first paragraphs of the body."""
    first = next((i for i, p in enumerate(document.parts) if p.kind == "heading"), len(document.parts))
    body = [p.span for p in document.parts[:first] if p.kind in ("paragraph", "row")][:4]
    return text[body[0].start : min(body[-1].end, body[0].start + _OPENING_LENGTH)] if body else ""


def _first_words(text: str, document: Document) -> str:
    """The first paragraph, wherever it stands."""
    first = next((p.span for p in document.parts if p.kind == "paragraph"), None)
    return first.of(text)[:_OPENING_LENGTH] if first else ""


# --------------------------------------------------------------------------- date


def _date(text: str, document: Document, heads: list[str], rules: _Rules) -> str | None:
    """From a line that is only a date, a label, a dateline, or the end of the speech; never from its body."""
    ends = [p.span.of(text).strip() for p in document.parts[-3:] if p.kind in ("paragraph", "byline", "row")]
    for line in [*heads, *(p.span.of(text).strip() for p in document.parts[:6] if len(p.span) < 40), *ends]:
        for candidate in _date_texts(line, rules):
            found = _iso(candidate)
            if found:
                return found
    dateline = _DATELINE.match(_opening(text, document))
    return _iso(dateline["date"]) if dateline else None


def _cover_date(cover: str, rules: _Rules) -> str | None:
    told = (line.strip() for line in cover.split("\n") if not _UPLOADED.search(line))
    dates = (_iso(candidate) for line in told for candidate in _date_texts(line, rules))
    compiled = _COMPILED.search(cover)
    return next((date for date in dates if date), None) or (_iso(compiled[1]) if compiled else None)


_UPLOADED = re.compile("上传|下载|会员|网友")
_NOT_ITS_DAY, _LABEL = re.compile("上传|下载|会员|网友|更新"), 12  # in a line that says what the day below it is; its characters
_COMPILED = re.compile(rf"^[^，。：\n]{{2,24}}(?:编印?|主办|办公室|委员会|组织部)\s+{_DAY_OF_PAPER}", re.M)  # 县委组织部编  2014年9月5日
_YEAR_OF_REPORT = re.compile(r"(?:19|20)\d\d(?!年至)(?=年(?:度|上半年|下半年|工作|抓|[^，。：]{2,20}(?:[会班式]上|会议上|汇报|报告|总结)))")


def _year(title: str) -> str | None:
    """2014年度……述职报告 is of that year, if nothing tells the day."""
    found = _YEAR_OF_REPORT.search(title)
    return found[0] if found else None


def _published(credits: str, rules: _Rules) -> str | None:
    """The day on which a paper or site published its report, or a line that is only a day; that of an upload says nothing."""
    for found in rules.published.finditer(credits):
        above = credits[: found.start()].rstrip("\n").rpartition("\n")[2]
        if len(above) > _LABEL or not _NOT_ITS_DAY.search(above):
            return _iso(found[rules.published.groups])
    return None


def _issue(credits: str) -> str | None:
    """The year of the journal in which a speech was printed, where the page names one issue only."""
    years = {found[1] for found in _ISSUE.finditer(credits)}
    return min(years) if len(years) == 1 else None


_ISSUE = re.compile(r"((?:19|20)\d\d)年 ?第 ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?期$", re.M)  # 青禾党建　2022年第9期


def _date_texts(line: str, rules: _Rules) -> Iterator[str]:
    label = rules.date_label.match(line)
    if label:
        yield label["date"].strip("（）() ")
    for pattern in (_ALONE, _TRAILING, _SIGNED, _CLOSED):
        match = pattern.search(line)
        if match:
            yield match["date"].strip()
    first = re.match(r"[（(](?P<date>[^，,；;（）()]{6,14})[，,；;\s]", line)
    last = re.search(
        r"[（(][^（）()]{2,40}[，,；;\s](?P<date>\d{4}[^，,；;（）()]{2,10})[)）]$", line
    )  # （根据录音整理，2014年6月27日）
    yield from (found["date"] for found in (first, last) if found)


def _iso(written: str) -> str | None:
    written = _ZERO.sub("〇", _CLOCK.sub("", written.strip()))
    match = _DATE.fullmatch(re.sub(r"(?<=[年月.])\s+|\s+(?=[年月日.])|(?<=\d)\s+(?=\d*[年月日])", "", written))
    if not match:
        return None
    year, month, day = _number(match["y"]), _number(match["m"]), _number(match["d"])
    if year is None or not 1949 <= year <= 2100 or (month or 1) > 12 or (day or 1) > 31:
        return None
    return f"{year}" + (f"-{month:02d}" + (f"-{day:02d}" if day else "") if month else "")


def _number(digits: str | None) -> int | None:
    if not digits:
        return None
    if digits.isdecimal():
        return int(digits)
    value = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return value.get(tens, 1) * 10 + value.get(ones, 0)
    return int("".join(str(value[c]) for c in digits))


# --------------------------------------------------------------------------- speaker, occasion, place


def _speaker(heads: list[str], title: str, opening: str, rules: _Rules) -> str | None:
    for line in heads:
        label = rules.label.match(line)
        if label:
            return label["who"].strip()
    for line in heads[1:]:
        inner = line.strip("（）() —-")
        if len(inner) > 40 or not rules.role.search(inner) or rules.occasion.search(inner) or _iso(inner):
            continue
        if inner.startswith("记") or _ABOUT.search(inner) or re.search("[；。]", inner):  # ——记石桥村党总支
            continue
        if _NAMED.search(inner) or _PERSON.search(inner) or re.search(f"(?:{rules.role.pattern})$", inner):
            return re.sub(r"\s+", " ", inner)
    said = _I_AM.search(opening)
    if said and rules.role.search(said["who"]):
        return said["who"].strip()
    if named := _MY_NAME.search(opening):
        return named["who"]
    lines = [heads[0] or title, *heads[1:]] if heads else [title]
    return next((found for line in lines if (found := _title_speaker(line, rules))), None)


def _title_speaker(line: str, rules: _Rules) -> str | None:
    """The office that a title or the line below it names (——社区党委书记刘芳在……上的发言)."""
    match = rules.title_speaker.match(line.lstrip("—- "))
    who = re.sub(r"^.*\d{4}年度?", "", match["who"]) if match else ""
    plain = re.sub(_REDACTED, "", who)
    return who if rules.role.search(plain) and plain not in rules.nobody else None


def _occasion(heads: list[str], opening: str, rules: _Rules) -> str | None:
    for line in heads:
        label = rules.occasion_label.match(line)
        if label:
            return label["occasion"].strip()
    for line in [*heads, opening[:200]]:
        match = rules.occasion.search(line)
        if match:
            tail = match["tail"] or ""
            return match["occasion"] + (tail[:-1] if tail.startswith("暨") else "")
    return None


def _place(heads: list[str], opening: str, rules: _Rules, villages: VillageRules) -> str | None:
    """The first county or town named in the by-lines or the opening, with what its address chain tells."""
    for line in [*heads[1:], *heads[:1]]:
        found = _chain_in(line, rules, villages)
        if found:
            return found
    return _chain_in(opening[:300], rules, villages, _LEADS_TO_PLACE)


def _chain_in(
    line: str, rules: _Rules, villages: VillageRules, lead: re.Pattern[str] | None = None
) -> str | None:
    """The first address chain of a line (平良县那马镇), None when it names no place; ``lead``: what must stand before."""
    for match in rules.admin.finditer(line):
        if match.group() in tuple("省市县区镇乡") and _OFFICE.match(line, match.end()) and not match.start():
            continue
        end = _extended(line, match.end(), rules, villages)
        found = chain.place(line, end, villages)
        if not found or len(found) < 3 or _NO_PLACE.match(found) or (len(found) == 3 and found[:2] in villages.before):
            continue
        if lead is None or lead.search(line, 0, end - len(found)):
            return found
    return None


def _extended(line: str, end: int, rules: _Rules, villages: VillageRules) -> int:
    """The end of the longest chain that goes on from ``end`` (平良县 → 平良县那马镇)."""
    while True:
        more = rules.further.match(line, end)
        if not more or not chain.admin_end(line, more.end(), villages):
            return end
        if len(chain.place(line, more.end(), villages) or "") <= more.end() - end:
            return end
        end = more.end()
