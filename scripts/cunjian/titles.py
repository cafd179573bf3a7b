"""Which of the lines at the top of a text is its title.

The top is the lines above the first running text.  Every line of it, and every run of two or three, is a candidate; signs
speak for it and against it, each with its points (curation/words/titles.yml, made by benchmarks/titles.py), and the best
wins.  The rooms that ask are clean, for what stands around the title, and divide, for the title itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cunjian.model import Words
from cunjian.script import IS_HAN, SURNAMES, either, shared

_MOST, _LONGEST, _SET_IN = 12, 60, 32  # lines of a top; characters of one, and of one that is set in like a paragraph
_WRAPPED = 16  # characters of a line in clauses that is the first of a wrapped paragraph
_TEXT, _HEADED = 60, 30  # characters of a paragraph, and of the heading above it
_SPEECH = 600  # characters of the text whose words a title shares
_TITLE = 8  # characters of a line that can be a title beside another
_OWN = 0.35  # pairs of characters of a title that the text has
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.：丨｜/]|[（(〔〈［\[] ?[一二三四五六七八九十]{1,3} ?[)）〕〉］\]]|[㈠-㈩⒈-⒛①-⑳]|\d{1,2}[、.](?!\d)"
    r"|第[一二三四五六七八九十]{1,2}(?:[，、：]|部分|章|节|(?:手|点|步|招|件|句话|个方面)[ ，、：])|0\d *(?=[\u4e00-\u9fff])"
)
_SALUTED = re.compile("(?:尊敬的|各位|同志们)")
_STOP = re.compile("[。！？；，、：]$")
_CALL = re.compile("(?!各位|尊敬|同志|大家|你们好|您好)[^。；：！？]{5,40}[！？]")  # 村干部的腰杆为什么硬了？
_BESIDE = {
    "副题": re.compile("[—-]{1,3}(?![—-])"),
    "括号": re.compile("（.*）$"),
    "日期": re.compile(r"(?:[^，。：]{2,20} )?(?:(?:19|20)[\d×xX*]{2}[年./-]|[〇○零一二三四五六七八九十]{4}年).{0,9}$"),
    "填项": re.compile("[^，。：]{0,6}(?:单位|名 *称|时间|地点|日 *期|姓 *名|职 *务|类 *别|编 *号|会议|联系人|部门|[^，。：]人|作者)："),
    "记者": re.compile("[^，。：]{0,14}(?:记者|通讯员|撰稿人)[ ：]|[文图摄][/影编][文图]?[ /：]|[□■]"),
    "职务": re.compile(
        "(?!.*(?:选派|选拔|选聘|培养|推进|加强|关于|[抓做当]好|如何|怎样|[会班]上))[^，：“”—]{2,30}(?:[省市州盟县区旗镇乡纪]委|书记|部长|主任|[镇乡县市局队区]长|主席|干事"
        r"|党[委组]|支部|总支|组织部|工委|办公室|委员会|政府|局|[^，。]{2}组)(?:[×xX*某]{1,3}|(?<=[记任员长席事])[ ·]+[^ ]{2,4}|"
        rf"[ ·]*(?:[{SURNAMES}] ?|[\u4e00-\u9fff](?=[×xX*某]))[\u4e00-\u9fff×xX*]{{1,2}})?$"
    ),
    "地名": re.compile("(?:[^，：“”的]{2,6}[省市县区旗州])?[^，：“”的]{2,4}(?:[县市区镇乡村旗]|街道|社区)$"),
    "会名": re.compile("(?!.*在)[^，。《》“”]{2,24}(?:会议|大会|推进会|座谈会|现场会|交流会)$"),
    "荣誉": re.compile("[全省市县区].{0,12}(?:先进|优秀|示范|模范)[^，。：]{0,4}(?:党组织|集体|支部|单位|村)$"),
    "附件": re.compile("附件?[一二三四五六七八九十0-9：]{0,3}$|.{0,4}材料之"),
}  # what stands beside a title, by its name
_NAMES = frozenset(("会名", "只是文种"))  # what may be the title where nothing else is
_UNFINISHED = re.compile("(?:的|和|与|及|在|、|于|以|推进|推动|关于|暨|“|《|（)$")
_COUPLET = re.compile("[\u4e00-\u9fff]{4,5} +[\u4e00-\u9fff]{4,5}$")
_TWO = re.compile("[^ ，]{4,}(?: +|，)[^ ，]{4,}")
_SITE = re.compile(
    r" *（(?:终稿|定稿|审定稿|修改稿|最终版|初稿|草稿|讨论稿|送审稿)）$|(?<=.{6})\d{1,2}篇$|(?<=.{5}[告结料言话稿报])\d{1,2}$"
    r"|(?<=.{5}[告结料言话稿报]) +关于.{6,60}(?:报告|汇报|总结)$|(?<=.{8})（[^（）]{2,20}(?:书记|部长|主任|[镇乡县区市局]长|队长|组织部|党委|支部|党总支)[^（）]{0,8}）$"
)
_FRAMED = re.compile("[《【]([^《》【】]+)[》】]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, trimmed and folded, with how it is set."""

    text: str
    set_in: bool = False
    apart: bool = False  # behind a blank line


@dataclass(frozen=True, slots=True)
class Title:
    """A candidate: from which line to which, its words, and what speaks for it and against it."""

    first: int
    last: int
    text: str
    signs: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class _Rules:
    kind: re.Pattern[str]
    label: re.Pattern[str]
    tail: re.Pattern[str]
    named: re.Pattern[str]
    genre: re.Pattern[str]
    collected: re.Pattern[str]
    masthead: re.Pattern[str]
    form: re.Pattern[str]
    added: re.Pattern[str]


@lru_cache(maxsize=4)
def _rules(words: Words) -> _Rules:
    kinds = "|".join(" *".join(map(re.escape, kind)) for kind in sorted(words["headings.paper_kinds"], key=len, reverse=True))
    masthead, form, added = (re.compile("|".join(f"(?:{p})" for p in words[f"noise.{name}"])) for name in ("mastheads", "opening_forms", "title_additions"))
    return _Rules(
        re.compile(rf"(?:{kinds}|报告|总结|方案|通报|致辞|纪实|综述)(?:（.{{1,4}}）)?$"),
        re.compile(rf"[^，。在]{{0,4}}(?:{kinds})(?:之?[一二三四五六七八九十\d]{{1,3}}|（.{{1,4}}）)?|【.{{0,8}}】"),
        re.compile(rf".{{0,6}}(?:{kinds})"),
        re.compile(rf"^[^，。：会]{{0,6}}(?:{kinds})： *(?=.{{8}})"),  # 交流发言：…, but not …会上的交流发言：…
        re.compile(either(words["titles.genre"])), re.compile("|".join(words["headings.mastheads"])), masthead, form, added,
    )  # fmt: skip


def top(lines: Sequence[Line], words: Words) -> int:
    """How many lines stand above the first that is running text: a sentence, a salutation, a heading; one where there is none."""
    rules = _rules(words)
    for index, line in enumerate(lines[: _MOST + 1]):
        if _is_text(lines, index, rules, words):
            return index
    return min(1, len(lines))


def _is_text(lines: Sequence[Line], index: int, rules: _Rules, words: Words) -> bool:
    said, after = lines[index].text, lines[index + 1].text if index + 1 < len(lines) else ""
    beside = any(pattern.match(said) for pattern in _BESIDE.values())
    numbered = _NUMBERED.match(said) and not (not index and said[0].isdecimal() and rules.kind.search(said))
    titled = any(not _kind(line.text, rules) for line in lines[:index])
    called = not index and _CALL.fullmatch(said)
    runs_on = bool(re.search("[，、]", said)) and not beside and len(said) >= _WRAPPED and (
        (index and abs(len(said) - len(after)) <= 4) or len(said) * 0.7 < len(after) <= 2 * len(said) and len(said) >= 24
        or (index and lines[index].set_in and index + 1 < len(lines) and not lines[index + 1].set_in)
    )
    return bool(
        numbered
        or len(IS_HAN.findall(said)) > _LONGEST
        or (lines[index].set_in and len(said) > _SET_IN and index)
        or (not rules.form.search(said) and (runs_on or _SALUTED.match(said) or (_STOP.search(said) and not beside and not called)))
        or (titled and (said.strip("【】") in words["headings.frames"] or (not beside and _is_heading(lines, index))))
    )


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line stands above a long paragraph, with two more such pairs further down."""
    pairs = [
        i for i in range(index, len(lines) - 1)
        if 4 <= len(lines[i].text) <= _HEADED and len(lines[i + 1].text) >= _TEXT and not (_STOP.search(lines[i].text) or _NUMBERED.match(lines[i].text))
    ]  # fmt: skip
    return pairs[:1] == [index] and len(pairs) > 2


def best(lines: Sequence[Line], body: str, words: Words) -> Title | None:
    """The title among the lines of a top; None where there are only by-lines and what the page wrote."""
    return max(candidates(lines, body, words), key=lambda one: one.points, default=None)


def candidates(lines: Sequence[Line], body: str, words: Words) -> Iterator[Title]:
    """Every line and every run of two or three, with its signs and points, in order."""
    points = words.numbers["titles.points"]
    rules = _rules(words)
    kinds = [_kind(line.text, rules) for line in lines]
    bare = [_bare(line.text, rules) for line in lines]
    names = not any(not kind for kind in kinds)
    said = [0.0 if kind else shared(one, body) for one, kind in zip(bare, kinds, strict=True)]
    for first in range(len(lines)):
        for last in range(first, min(first + 3, len(lines))):
            if (kinds[first] and not (names and set(kinds[first]) <= _NAMES)):
                continue
            pairs = [tuple(_run(lines, bare, at, rules)) for at in range(first, last)]
            if not all(pairs) or (pairs and (set(kinds[last] + kinds[last - 1]) - {"只是文种"})):
                continue
            text = _bare(_joined(lines, first, last), rules)
            run = tuple(sign for pair in pairs[-1:] for sign in pair)
            own = _own(said, first, last)
            signs = (*_form(text, rules), *_place(lines, first, last, kinds), *_beside(bare, kinds, first, last, rules), *run, *own)
            yield Title(first, last, text, signs, sum(points.get(sign, 0.0) for sign in signs))


def _own(said: Sequence[float], first: int, last: int) -> Iterator[str]:
    """Signs of how far the words of a candidate are those of the text."""
    if max(said[first : last + 1]) >= _OWN:
        yield "本文"
    if min(said[first : last + 1]) <= 0:
        yield "并·全无" if last > first else "全无"


def _kind(said: str, rules: _Rules) -> tuple[str, ...]:
    """What a line is that is no title: a by-line of some kind, a masthead, a line made as pages make theirs."""
    kinds = [name for name, pattern in _BESIDE.items() if pattern.match(said)][:1]
    if rules.label.fullmatch(said):
        kinds.append("只是文种")
    if rules.masthead.fullmatch(said) or rules.form.search(said):
        kinds.append("网页")
    return tuple(kinds)


def _bare(said: str, rules: _Rules) -> str:
    """A line without what a site wrote on it: 【经验交流】…, …（共四则范文）, …（终稿）."""
    said = rules.added.sub("", said.strip("◆●■★☆▲※○◎ "))
    said = rules.named.sub("", _SITE.sub("", said), count=1)
    return (_FRAMED.sub(r"\1", said) if _FRAMED.fullmatch(said) else said).strip()


def _joined(lines: Sequence[Line], first: int, last: int) -> str:
    if last == first:
        return lines[first].text
    even = len({_length(line.text) for line in lines[first : last + 1]}) == 1 or lines[first].set_in or _COUPLET.match(lines[first].text)
    return (" " if even else "").join(line.text for line in lines[first : last + 1])


def _length(said: str) -> int:
    return len(re.sub("[“”‘’]", "", said))


def _form(text: str, rules: _Rules) -> Iterator[str]:
    """Signs of the words themselves."""
    length = len(IS_HAN.findall(text))
    if length < _TITLE:
        yield "短" if length >= 4 else "过短"
    if rules.kind.search(text):
        yield "文种"
    if rules.genre.search(text):
        yield "行话"
    if rules.collected.search(text):
        yield "汇编"
    if _TWO.match(text):
        yield "两句"


def _place(lines: Sequence[Line], first: int, last: int, kinds: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Signs of where a candidate stands."""
    if not first:
        yield "首行"
    below = kinds[last + 1] if last + 1 < len(lines) else ()
    if "副题" in below:
        yield "下有副题"
    elif set(below) & _BESIDE.keys():
        yield "下有署名"
    elif last + 1 == len(lines):
        yield "下即正文"


def _beside(bare: Sequence[str], kinds: Sequence[tuple[str, ...]], first: int, last: int, rules: _Rules) -> Iterator[str]:
    """Signs of the other lines that may be titles."""
    text = "".join(bare[first : last + 1])
    above = [bare[i] for i in range(first) if not kinds[i] and len(bare[i]) >= 4]
    below = [bare[i] for i in range(last + 1, len(bare)) if not kinds[i] and len(bare[i]) >= 4]
    if text in below:
        yield "重见于下"
    elif any(len(one) >= _TITLE and one in text for one in below):
        yield "含有下行"
    if text in above:
        yield "重见于上"
    elif len(text) >= _TITLE and any(text in one for one in above):
        yield "含于上行"
    own = _sort(text, rules)
    for name, others in (("上", above), ("下", below)):
        yield from sorted({f"{own}·{name}有{_sort(one, rules)}" for one in others if len(one) >= _TITLE and one != text})


def _sort(text: str, rules: _Rules) -> str:
    """Whether a line names a paper or what it is about."""
    return "文种" if rules.kind.search(text) else "题目"


def _run(lines: Sequence[Line], bare: Sequence[str], at: int, rules: _Rules) -> Iterator[str]:
    """What makes a line and the next one title."""
    first, second = lines[at], lines[at + 1]
    close = not second.apart and all(6 <= len(line.text) <= 24 for line in (first, second))
    if bare[at] == bare[at + 1]:
        return
    if _UNFINISHED.search(first.text) or any(first.text.count(a) > first.text.count(b) for a, b in ("“”", "《》", "（）")):
        yield "未完"
    if rules.tail.fullmatch(second.text) and not rules.kind.search(first.text):
        yield "续文种"
    if rules.kind.search(first.text):
        return
    if at + 2 < len(lines) and _BESIDE["副题"].match(lines[at + 2].text) and max(len(first.text), len(second.text)) <= 24:
        yield "同一副题"
    if _length(first.text) == _length(second.text) <= 16:
        yield "等长"
    if close and first.set_in and second.set_in:
        yield "居中"
    if close and at + 2 < len(lines) and lines[at + 2].apart and len(first.text) <= len(second.text):
        yield "独立"
    if _COUPLET.match(first.text):
        yield "对句"
