"""Which of the lines at the top of a text is its title.

The top is the lines above the first running text.  Every line of it, and every run of lines that make one, is a candidate; signs
speak for it and against it, each with its points (curation/words/titles.yml, made by benchmarks/titles.py), and the best
wins.  The rooms that ask are clean, for what stands around the title, and divide, for the title itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cunjian.model import Span, Words
from cunjian.script import IS_HAN, SURNAMES, either, shared

ROWS = 60
"""How many lines of a text tell where its running text begins."""
_SPEECH = 600  # characters of it whose words a title shares
_MOST, _LONGEST, _SET_IN = 12, 60, 32  # lines of a top; characters of one, and of one that is set in like a paragraph
_WRAPPED = 24  # characters of a line in clauses that is the first of a wrapped paragraph wherever it stands
_PAIR = 24  # of each of two lines that are one title
_TEXT, _HEADED = 60, 30  # characters of a paragraph, and of the heading above it
_SHORTEST, _TITLE = 4, 8  # characters of a title, and of one that another line has to give way to
_OWN, _FOREIGN = 0.35, 0.15  # pairs of characters of a line that the text has, at least and at most
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.：丨｜/]|[（(〔〈［\[] ?[一二三四五六七八九十\d]{1,3} ?[)）〕〉］\]]|[㈠-㈩⒈-⒛①-⑳]|\d{1,2}[、.](?!\d)"
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
        r"|党[委组]|支部|总支|组织部|工委|办公室|委员会|政府|[^，。]{2}组)(?:[×xX*某]{1,3}| *书记发言|(?<=[记任员长席事])[ ·]+[^ ]{2,4}|"
        rf"[ ·]*(?:[{SURNAMES}] ?|[\u4e00-\u9fff](?=[×xX*某]))[\u4e00-\u9fff×xX*]{{1,2}})?$"
    ),
    "地名": re.compile("(?:[^，：“”的]{2,6}[省市县区旗州])?[^，：“”的]{2,4}(?:[县市区镇乡村旗]|街道|社区)$|[^，。在]{0,4}[省市县区州][^ ，。的]{2,6}局$"),
    "会名": re.compile("(?!.*在)[^，。《》“”]{2,24}(?:会议|大会|推进会|座谈会|现场会|交流会)$"),
    "荣誉": re.compile("[全省市县区].{0,12}(?:先进|优秀|示范|模范)[^，。：]{0,4}(?:党组织|集体|支部|单位|村)$"),
    "附件": re.compile("以下[为是]|附件?[一二三四五六七八九十0-9：]{0,3}$|.{0,4}材料之"),
}  # what stands beside a title, by its name
PAGE = "网页"
"""The kind of a line that the page wrote."""
_NAMES = ("会名", "只是文种")
_ISSUE = re.compile(r"(?:\d{4}年)? *第 *\d{1,4} *期.{0,20}")  # above it stands the name of the bulletin
_MIXED = re.compile(r"[A-Za-z\d /：|丨]")
_UNFINISHED = re.compile("(?:的|和|与|及|在|、|于|以|推进|推动|关于|暨|“|《|（)$")
_CLAUSES = re.compile("(?!——)(?=.{16}).*[，、]")
_COUPLET = re.compile("[\u4e00-\u9fff]{4,5} +[\u4e00-\u9fff]{4,5}$")
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


class _Rules(NamedTuple):
    genre: re.Pattern[str]
    masthead: re.Pattern[str]
    form: re.Pattern[str]
    added: re.Pattern[str]
    kind: re.Pattern[str]
    label: re.Pattern[str]
    tail: re.Pattern[str]
    named: re.Pattern[str]


@lru_cache(maxsize=4)
def _rules(words: Words) -> _Rules:
    kinds = "|".join(" *".join(map(re.escape, kind)) for kind in sorted(words["headings.paper_kinds"], key=len, reverse=True))
    masthead, form, added = (re.compile("|".join(f"(?:{p})" for p in words[f"noise.{name}"])) for name in ("mastheads", "opening_forms", "title_additions"))
    return _Rules(
        re.compile(either(words["titles.genre"])), masthead, form, added,
        re.compile(rf"(?:{kinds}|报告|总结|方案|通报|致辞|纪实|综述)(?:（.{{1,4}}）)?$"),
        re.compile(rf"[^，。在]{{0,4}}(?:{kinds})(?:之?[一二三四五六七八九十\d]{{1,3}}|（.{{1,4}}）)?|【.{{0,8}}】"),
        re.compile(rf".{{0,6}}(?:{kinds})"),
        re.compile(rf"^[^，。：会]{{0,6}}(?:{kinds})： *(?=.{{8}})"),  # 交流发言：…, but not …会上的交流发言：…
    )  # fmt: skip


def parted(lines: Sequence[Line], words: Words) -> tuple[Sequence[Line], str]:
    """The lines above the running text, and how that begins."""
    count = top(lines, words)
    return lines[:count], "".join(line.text for line in lines[count:])[:_SPEECH]


def top(lines: Sequence[Line], words: Words) -> int:
    """How many lines stand above the first that is running text: a sentence, a salutation, a heading; one where there is none."""
    titled = False
    for index, line in enumerate(lines[: _MOST + 1]):
        if _is_body(lines, index, words):
            return index
        kind = _kind(line.text, words)
        if not kind and (_is_sentence(lines, index) or (titled and (line.text.strip("【】") in words["headings.frames"] or _is_heading(lines, index)))):
            return index
        titled = titled or not kind
    return min(1, len(lines))


def _is_body(lines: Sequence[Line], index: int, words: Words) -> bool:
    """Whether a line is running text whatever it says: numbered (but 1、……汇报 at the very top) or very long."""
    said = lines[index].text
    if _NUMBERED.match(said):
        return bool(index or not said[0].isdecimal() or not _rules(words).kind.search(said))
    return (len(said) > _LONGEST and len(IS_HAN.findall(said)) > _LONGEST) or (index > 0 and lines[index].set_in and len(said) > _SET_IN)


def _is_sentence(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a salutation, a sentence or the first line of one."""
    said = lines[index].text
    return bool(_SALUTED.match(said) or (_STOP.search(said) and (index or not _CALL.fullmatch(said))) or _runs_on(lines, index))


def _runs_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line in clauses is wrapped: the next is about as long, or is not set in as it is."""
    if index + 1 == len(lines) or not _CLAUSES.match(lines[index].text):
        return False
    line, after = lines[index], lines[index + 1]
    wrapped = len(line.text) >= _WRAPPED and len(line.text) * 0.7 < len(after.text) <= 2 * len(line.text)
    return wrapped or (index > 0 and (abs(len(line.text) - len(after.text)) <= 4 or (line.set_in and not after.set_in)))


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line stands above a long paragraph, with two more such pairs further down."""
    pairs = [
        i for i in range(index, len(lines) - 1)
        if 4 <= len(lines[i].text) <= _HEADED and len(lines[i + 1].text) >= _TEXT and not (_STOP.search(lines[i].text) or _NUMBERED.match(lines[i].text))
    ]  # fmt: skip
    return pairs[:1] == [index] and len(pairs) > 2


def kinds_of(lines: Sequence[Line], words: Words) -> list[str]:
    """What each line of a top is that is no title, by name; down to the number of an issue all of it is the page's."""
    issue = max((index for index, line in enumerate(lines) if _ISSUE.fullmatch(line.text)), default=-1)
    return [PAGE if index < issue else _kind(line.text, words) for index, line in enumerate(lines)]


@lru_cache(maxsize=64)
def _kind(said: str, words: Words) -> str:
    rules = _rules(words)
    if not said.startswith("——") and (rules.form.search(said) or rules.masthead.fullmatch(bare(said, words))):
        return PAGE
    return next((name for name, pattern in _BESIDE.items() if pattern.match(said)), "只是文种" if rules.label.fullmatch(said) else "")


def mixed(said: str) -> bool:
    """Whether a line is more than characters."""
    return bool(_MIXED.search(said))


def foreign(said: str, text: str, words: Words) -> bool:
    """Whether a line names no paper, has no word of the genre and next to none of a text."""
    rules = _rules(words)
    return not (rules.genre.search(said) or rules.kind.search(said)) and shared(said, text) <= _FOREIGN


def additions(said: str, words: Words) -> Iterator[Span]:
    """What a site wrote on the line of a title."""
    return (Span(*match.span()) for match in _rules(words).added.finditer(said))


@lru_cache(maxsize=64)
def bare(said: str, words: Words) -> str:
    """A line without what a site wrote on it: 【经验交流】…, …（共四则范文）, …（终稿）."""
    rules = _rules(words)
    said = rules.added.sub("", said.strip("◆●■★☆▲※○◎ "))
    said = rules.named.sub("", _SITE.sub("", said))
    return (_FRAMED.sub(r"\1", said) if _FRAMED.fullmatch(said) else said).strip()


def best(lines: Sequence[Line], body: str, words: Words) -> Title | None:
    """The title among the lines of a top; None where there are only by-lines and what the page wrote."""
    return max(candidates(lines, body, words), key=lambda one: one.points, default=None)


def candidates(lines: Sequence[Line], body: str, words: Words) -> Iterator[Title]:
    """Every line that is not of another kind, and every run that makes one, with signs and points, in order."""
    points, rules = words.numbers["titles.points"], _rules(words)
    kinds, texts = kinds_of(lines, words), [bare(line.text, words) for line in lines]
    others = {index: texts[index] for index, kind in enumerate(kinds) if not kind and len(texts[index]) >= _SHORTEST}
    named = frozenset(_NAMES if "" not in kinds else [])  # a name stands for the title where nothing else is
    for first, kind in enumerate(kinds):
        for last in range(first, len(lines) if kind in named or not kind else first):
            page = kinds[last] not in ("", "只是文种") or (mixed(lines[last].text) and foreign(lines[last].text, body, words))
            run = tuple(_run(lines, last - 1, texts, rules)) if last > first and not page else ()
            if last > first and not run:
                break
            text = bare(_joined(lines, first, last), words)
            signs = (*run, *_form(text, body, rules), *_place(kinds, first, last), *_beside(text, first, last, others, rules))
            yield Title(first, last, text, signs, sum(points.get(sign, 0.0) for sign in signs))


def _joined(lines: Sequence[Line], first: int, last: int) -> str:
    said = [line.text for line in lines[first : last + 1]]
    even = lines[first].set_in or _length(said[0]) == _length(said[-1]) or _COUPLET.match(said[0])
    return (" " if even else "").join(said)


def _length(said: str) -> int:
    return len(re.sub("[“”‘’]", "", said))


def _form(text: str, body: str, rules: _Rules) -> Iterator[str]:
    """Signs of the words themselves."""
    if len(IS_HAN.findall(text)) < _SHORTEST:
        yield "过短"
    told = shared(text, body)
    if told >= _OWN:
        yield "本文"
    elif not told:
        yield "全无"
    for name, pattern in (("文种", rules.kind), ("行话", rules.genre)):
        if pattern.search(text):
            yield name


def _place(kinds: Sequence[str], first: int, last: int) -> Iterator[str]:
    """Signs of where a candidate stands."""
    if not first:
        yield "首行"
    if last + 1 == len(kinds):
        yield "下即正文"
    elif kinds[last + 1] in _BESIDE:
        yield "下有署名"


def _beside(text: str, first: int, last: int, others: Mapping[int, str], rules: _Rules) -> Iterator[str]:
    """Signs of the other lines that may be titles: whether they say the same, and what they name."""
    own = _sort(text, rules)
    for name, lines in (("上", [o for i, o in others.items() if i < first]), ("下", [o for i, o in others.items() if i > last])):
        if text in lines:
            yield f"{name}有同题"
        elif any(len(min(one, text, key=len)) >= _TITLE and (text in one if name == "上" else one in text) for one in lines):
            yield f"{name}有繁简"
        rivals = [one for one in lines if len(one) >= _TITLE and one not in text and text not in one]
        yield from sorted({f"{own}·{name}有{_sort(one, rules)}" for one in rivals})


def _sort(text: str, rules: _Rules) -> str:
    """Whether a line names a paper or what it is about."""
    return "文种" if rules.kind.search(text) else "题目"


def _run(lines: Sequence[Line], at: int, texts: Sequence[str], rules: _Rules) -> Iterator[str]:
    """What makes a line and the next one title: the first breaks off, or both are set as a pair."""
    first, second = lines[at].text, lines[at + 1].text
    named = rules.kind.search(first)
    if texts[at] == texts[at + 1]:
        return
    if _UNFINISHED.search(first) or any(first.count(a) > first.count(b) for a, b in ("“”", "《》", "（）")) or (not named and rules.tail.fullmatch(second)):
        yield "未完"
    below = lines[at + 2] if at + 2 < len(lines) else Line("")
    close = not lines[at + 1].apart and min(len(first), len(second)) >= 6
    centred, apart = lines[at].set_in and lines[at + 1].set_in, below.apart and len(first) <= len(second)
    even = _length(first) == _length(second) <= 16 or _COUPLET.match(first) or below.text.startswith("——")
    if not named and max(len(first), len(second)) <= _PAIR and (even or (close and (centred or apart))):
        yield "成对"
