"""Which of the lines at the top of a text is its title.

The top is the lines above the first running text.  Every line of it, and every run of lines that make one, is a candidate; signs
speak for it and against it, each with its points (curation/words/titles.yml, made by benchmarks/titles.py), and the best
wins.  The rooms that ask are clean, for what stands around the title, and divide, for the title itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cunjian.model import Span, Words
from cunjian.script import CASE, IS_HAN, SURNAMES, either, shared

ROWS = 60
"""How many lines of a text tell where its running text begins."""
_SPEECH = 600  # characters of it whose words a title shares
_MOST, _LONGEST, _SET_IN = 12, 60, 32  # lines of a top; characters of one, and of one that is set in like a paragraph
_WRAPPED = 24  # characters of a line in clauses that is the first of a wrapped paragraph wherever it stands
_PAIR = 24  # of each of two lines that are one title
_TEXT, _HEADED = 60, 30  # characters of a paragraph, and of the heading above it
_SHORT, _TITLE = 6, 8  # characters that few titles have less of, and of one that another line repeats
_FOREIGN = 0.15  # pairs of characters of a line that the text has at most
_REPEATED = 0.75  # pairs of characters of a line that the title has at least
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.：丨｜/]|[（(〔〈［\[] ?[一二三四五六七八九十\d]{1,3} ?[)）〕〉］\]]|[㈠-㈩⒈-⒛①-⑳]|\d{1,2}[、.](?!\d)"
    r"|第[一二三四五六七八九十]{1,2}(?:[，、：]|部分|章|节|(?:手|点|步|招|件|句话|个方面)[ ，、：])|0\d *(?=[\u4e00-\u9fff])"
)
_CASE = re.compile(f"【?{CASE}(?:[：、. 】]|$)")
_SALUTED = re.compile("(?:尊敬的|各位|同志们)")
_STOP = re.compile("[。！？；，、：]$")
_CALL = re.compile("(?!各位|尊敬|同志|大家|你们好|您好)[^。；：！？]{5,40}[！？]")  # 村干部的腰杆为什么硬了？
PAGE, SIGNED, MEETING, LABEL = "网页", "署名", "会名", "只是文种"
"""The kinds of lines that are no title: what the page wrote, who speaks and when, at what meeting, what sort of paper it is."""
_NAME = rf"(?:[{SURNAMES}] ?[\u4e00-\u9fff](?: ?[\u4e00-\u9fff])?|[\u4e00-\u9fff]?[×xX*某][×xX*某\u4e00-\u9fff]{{0,2}})"
_ISSUE = re.compile(r"(?:\d{4}年)? *第 *\d{1,4} *期.{0,20}")  # above it stands the name of the bulletin
_MIXED = re.compile(r"[A-Za-z\d /：|丨+]")
_GOES_ON = ("的", "和", "与", "及", "、")
_CLAUSES = re.compile("(?!——)(?=.{16}).*[，、]")
_HALVES = re.compile("[^，。；：]{4,16}[ 　，][^，。；：]{4,16}")  # 屯里事屯里办 山里人山里富
_COUPLET = re.compile("[\u4e00-\u9fff]{4,5} +[\u4e00-\u9fff]{4,5}$")
_SPACED = re.compile("[\u4e00-\u9fff]{4}(?: +[\u4e00-\u9fff]{4,}){2}")
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
    page: re.Pattern[str]
    masthead: re.Pattern[str]
    added: re.Pattern[str]
    signed: re.Pattern[str]
    meeting: re.Pattern[str]
    occasion: re.Pattern[str]
    aside: re.Pattern[str]
    unfinished: re.Pattern[str]
    kind: re.Pattern[str]
    label: re.Pattern[str]


@lru_cache(maxsize=4)
def _rules(words: Words) -> _Rules:
    kinds = "|".join(" *".join(map(re.escape, kind)) for kind in sorted(words["headings.paper_kinds"], key=len, reverse=True))
    stands = {"<职务>": f"(?:{either(words['meta.roles'])})", "<姓名>": _NAME, "<叙事>": f"(?:{either(words['titles.telling'])})"}

    def any_of(name: str) -> re.Pattern[str]:
        whole = "|".join(f"(?:{pattern})" for pattern in words[name])
        return re.compile(re.sub("<(?:职务|姓名|叙事)>", lambda match: stands[match[0]], whole))

    return _Rules(
        re.compile(either(words["titles.genre"])), any_of("noise.opening_forms"), any_of("noise.mastheads"), any_of("noise.title_additions"),
        any_of("titles.signed"), any_of("titles.meetings"), any_of("titles.occasions"), any_of("titles.asides"), any_of("titles.unfinished"),
        re.compile(rf"(?:{kinds}|报告|总结|方案|通报|致辞|纪实|综述|事迹)(?:（.{{1,4}}）)?$"),
        re.compile(rf"(?>{either(words['titles.plain'])})*(?:交流|发言)(?:{kinds})|[^，。在]{{0,4}}(?:{kinds})(?:之?[一二三四五六七八九十\d]{{1,3}}|（.{{1,4}}）)?|【.{{0,8}}】"),
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
        if not kind and (_is_sentence(lines, index) or (titled and (line.text.strip("【】[]") in words["headings.frames"] or _is_heading(lines, index)))):
            return index
        titled = titled or not kind
    return min(1, len(lines))


def _is_body(lines: Sequence[Line], index: int, words: Words) -> bool:
    """Whether a line is running text whatever it says: numbered (but 1、……汇报 and 案例一：…… at the very top) or very long."""
    said = lines[index].text
    if index and _CASE.match(said):
        return True
    if _NUMBERED.match(said):
        return bool(index or not said[0].isdecimal() or not _rules(words).kind.search(said))
    return (len(said) > _LONGEST and len(IS_HAN.findall(said)) > _LONGEST) or (index > 0 and lines[index].set_in and len(said) > _SET_IN)


def _is_sentence(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a salutation, a sentence or the first line of one."""
    said = lines[index].text
    return bool(_SALUTED.match(said) or (_STOP.search(said) and (index or not (_CALL.fullmatch(said) or said.endswith("：")))) or _runs_on(lines, index))


def _runs_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line in clauses is wrapped: the next is about as long, or is not set in as it is."""
    if index + 1 == len(lines) or not _CLAUSES.match(lines[index].text):
        return False
    line, after = lines[index], lines[index + 1]
    if shared(after.text, line.text) >= _REPEATED:
        return False  # the title twice
    wrapped = len(line.text) >= _WRAPPED and len(line.text) * 0.7 < len(after.text) <= 2 * len(line.text)
    return wrapped or (index > 0 and (abs(len(line.text) - len(after.text)) <= 4 or (line.set_in and not after.set_in)))


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line stands above a long paragraph, with two more such further down; or each time two short lines do.

    One of several parts set apart by blanks (联起来抓 创出实效 夯实基层组织建设根基) is none where no other is.
    """

    def short(at: int) -> bool:
        return 4 <= len(lines[at].text) <= _HEADED and not (_STOP.search(lines[at].text) or _NUMBERED.match(lines[at].text))

    for height in (1, 2):
        above = [
            at for at in range(index, len(lines) - height)
            if all(short(one) for one in range(at, at + height)) and len(lines[at + height].text) >= _TEXT
        ]  # fmt: skip
        if above[:1] == [index] and len(above) > 2:
            return height > 1 or not _SPACED.search(lines[index].text) or any(_SPACED.search(lines[at].text) for at in above[1:])
    return False


def kinds_of(lines: Sequence[Line], words: Words) -> list[str]:
    """What each line of a top is that is no title, by name; down to the number of an issue all of it is the page's, and below a
    title in two halves a line says where it was spoken."""
    issue = max((index for index, line in enumerate(lines) if _ISSUE.fullmatch(line.text)), default=-1)
    kinds = [PAGE if index < issue else _kind(line.text, words) for index, line in enumerate(lines)]
    for index, (before, line) in enumerate(pairwise(lines), 1):
        if not kinds[index] and not kinds[index - 1] and _HALVES.fullmatch(before.text.strip()) and _rules(words).occasion.fullmatch(line.text):
            kinds[index] = SIGNED
    return kinds


@lru_cache(maxsize=64)
def _kind(said: str, words: Words) -> str:
    rules = _rules(words)
    if not said.startswith("——") and (rules.page.search(said) or rules.masthead.fullmatch(bare(said, words))):
        return PAGE
    kinds = ((SIGNED, rules.signed), (MEETING, rules.meeting), (LABEL, rules.label))
    return next((kind for kind, pattern in kinds if pattern.fullmatch(said)), "")


def mixed(said: str) -> bool:
    """Whether a line is more than characters."""
    return bool(_MIXED.search(said))


def foreign(said: str, text: str, words: Words) -> bool:
    """Whether a line names no paper, has no word of the genre and next to none of a text."""
    rules = _rules(words)
    return not (rules.genre.search(said) or rules.kind.search(said)) and shared(said, text) <= _FOREIGN


def repeats(said: str, title: str, words: Words) -> bool:
    """Whether a line names the paper that the title names: ××县榆湾村党支部先进事迹 below 榆湾村党支部先进事迹材料."""
    return bool(_rules(words).kind.search(said)) and shared(said, title) >= _REPEATED


_LONGEST_LINE = 400


def additions(said: str, words: Words) -> Iterator[Span]:
    """What a site wrote on the line of a title; a line of more than ``_LONGEST_LINE`` characters is none."""
    return (Span(*match.span()) for match in _rules(words).added.finditer(said)) if len(said) <= _LONGEST_LINE else iter(())


@lru_cache(maxsize=64)
def bare(said: str, words: Words) -> str:
    """A line without what a site wrote on it: 【经验交流】…, …（共四则范文）, …（终稿）."""
    if len(said) > _LONGEST_LINE:
        return said.strip()
    rules = _rules(words)
    said = rules.added.sub("", said.strip("◆●■★☆▲※○◎| "))
    said = rules.aside.sub("", said)
    return (_FRAMED.sub(r"\1", said) if _FRAMED.fullmatch(said) else said).strip()


def best(lines: Sequence[Line], body: str, words: Words) -> Title | None:
    """The title among the lines of a top; None where there are only by-lines and what the page wrote."""
    return max(candidates(lines, body, words), key=lambda one: one.points, default=None)


def candidates(lines: Sequence[Line], body: str, words: Words) -> Iterator[Title]:
    """Every line that is not of another kind, and every run that makes one, with signs and points, in order."""
    points, rules = words.numbers["titles.points"], _rules(words)
    kinds, texts = kinds_of(lines, words), [bare(line.text, words) for line in lines]
    named = frozenset((MEETING, LABEL) if "" not in kinds else ())  # a name stands for the title where nothing else is
    for first, kind in enumerate(kinds):
        for last in range(first, len(lines) if kind in named or not kind else first):
            page = kinds[last] not in ("", LABEL) or any(mixed(said) and foreign(said, body, words) for said in (lines[last].text, lines[first].text.replace(" ", "")))
            run = tuple(_run(lines, last - 1, texts, rules)) if last > first and not page else ()
            if last > first and not run:
                break
            text = bare(_joined(lines, first, last), words)
            signs = (*run, *_form(text, body, rules), *_place(kinds, texts, first, last, rules))
            yield Title(first, last, text, signs, sum(points.get(sign, 0.0) for sign in signs))


def _joined(lines: Sequence[Line], first: int, last: int) -> str:
    said = [line.text for line in lines[first : last + 1]]
    even = lines[first].set_in or _length(said[0]) == _length(said[-1]) or _COUPLET.match(said[0])
    return (" " if even else "").join(said)


def _length(said: str) -> int:
    return len(re.sub("[“”‘’]", "", said))


def _form(text: str, body: str, rules: _Rules) -> Iterator[str]:
    """Signs of the words themselves."""
    if len(IS_HAN.findall(text)) < _SHORT:
        yield "过短"
    if not shared(text, body):
        yield "全无"
    if rules.genre.search(text):
        yield "行话"


def _place(kinds: Sequence[str], texts: Sequence[str], first: int, last: int, rules: _Rules) -> Iterator[str]:
    """Signs of what stands around a candidate."""
    occasion = rules.occasion.fullmatch(texts[first])
    if occasion:
        yield "场合"
    if last + 1 == len(kinds):
        yield "下即正文"
    elif kinds[last + 1] in (SIGNED, MEETING, LABEL) or (not occasion and rules.occasion.fullmatch(texts[last + 1])):
        yield "下有署名"
    elif kinds[last + 1] == PAGE:
        yield "下有网页"
    if any(len(texts[last]) >= _TITLE and texts[last] in one != texts[last] for one in texts[:first]):
        yield "上有繁简"


def _run(lines: Sequence[Line], at: int, texts: Sequence[str], rules: _Rules) -> Iterator[str]:
    """What makes a line and the next one title: the first breaks off, or both are set as a pair."""
    first, second = lines[at].text, lines[at + 1].text
    named = rules.kind.search(first.rstrip("0123456789"))
    if texts[at] in texts[at + 1] or texts[at + 1] in texts[at]:
        return
    opened = any(first.count(a) > first.count(b) and b in second for a, b in ("“”", "《》", "（）"))
    if opened or rules.unfinished.fullmatch(first) or first.endswith("：") or second.startswith(_GOES_ON):
        yield "未完"
    below = lines[at + 2] if at + 2 < len(lines) else Line("")
    centred, apart = lines[at].set_in and lines[at + 1].set_in, below.apart and len(first) <= len(second)
    even = _length(first) == _length(second) <= 16 or _COUPLET.match(first)
    close = min(len(first), len(second)) >= 6 and (below.text.startswith("——") or (not lines[at + 1].apart and (centred or apart)))
    if not named and max(len(first), len(second)) <= _PAIR and (even or close):
        yield "成对"
