"""What a page sets above and below the text it shows, known by where it stands and what it is made of.

A margin is the lines before the first and after the last that are running text.  There, and only there, a line is the
page's if it begins with a label (来源：, 【关键词】), ends as credits do (…供稿), bears a time of day, strings tags together or is made mostly of words of
pages; below the text also whatever stands under such a line.  So are the names of reporters behind the last sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cunjian import titles
from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Span, Words
from cunjian.script import CASE, SURNAMES, YEAR_DIGITS, fold

_NAMED = r"(?:[（(][^（）()。]{2,40}[)）])?$"  # reporters
_STOP = re.compile(r"[。！？；…][”’）》]*" + _NAMED)
_SENTENCE = re.compile(r"[。；…][”’）》]*" + _NAMED)
_BODY_LENGTH, _LAST_LENGTH = 16, 4  # characters of a line with a stop above the text, and below it
_TITLE_LENGTH = 45  # of one that ends in ！ or ？ and may still be a title
_SALUTED = re.compile(r"(?:尊敬的|各位|同志们|大家好|你好)[^。]{0,30}[：:，！]")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
_FIRST = re.compile(r"(?:[\u4e00-\u9fff]{2,4}?)?[（(]?[一1][)）]?[、：. 　]|【?" + CASE + "】?$")
_TOP, _END = 24, 30  # lines of a margin looked at
_MANY_STOPS = 3  # that make one of half the length text, though it breaks off
_RAGGED = 3  # characters by which the lines of a wrapped note differ
_PAGEFUL = 400  # of one that can be nothing but the text
_LINE = 120  # characters of a line that is told by its words
_SHARE, _SHORT = 0.6, 8  # of the characters of a line that its words of pages make up; of one that a single word tells
_TOLD_SHARE, _TOLD = 0.3, 3  # the same of a sentence below the text, and how many different words it needs
_CLAUSES = 24  # of one in clauses that ends with no stop (您好，欢迎留言)
_ASIDE, _ASIDE_SHARE, _ASIDE_WORDS = 60, 0.25, 2  # characters of a short one on a line of its own, and the same of it
_CLOCK = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ 　]*\d{1,2}[：:时]\d{1,2}|(?:发布|更新|上传|发表|创建|添加)(?:时间|日期)：? ?\d{4}[-/.年]\d{1,2}"
)
_COUNTER = re.compile(r"(?:阅读|浏览|点击|访问|评论|下载|点赞|收藏|转发|人气|热度)[量数次]{0,2}[ 　：:（(]*\d")  # 某某站 2023-06-18 阅读 1142
_LINK = re.compile(  # to another page, or to the next text of this one
    r"[·•・●○▶►◇◆]|.{4,40}(?:篇[一二三四五六七八九十\d]{1,2}|\d\d-\d\d)$"
    r"|\d{1,2}[.、] ?[^，。；：]{4,30}(?:报告|总结|材料|范文|发言稿|演讲稿|承诺书|心得体会|简报|计划)$"
)
_BULLET = re.compile(r"[-·•○●◆][ 　]*")
_DATE = re.compile(r"[（(]?\d{4}[-/.年 ]+\d{1,2}(?:[-/.月 ]+\d{1,2}日?)?[)）]?")
_REACHED = re.compile(r"[^，。；：]{2,8}：[^\u4e00-\u9fff]*(?:\d{7,}|\d{3,4}-\d{6,8}|[\w.]+@[\w.]+)[^\u4e00-\u9fff]*")  # 热线：0700-…
_PAGE = re.compile(r"第?[A-Z]?\d{1,2}版(?:[：:].{0,16}|[ 　].{0,16})?")
_STAMP = re.compile(r"[（(]?(?:盖章|公章|签字|签章|签名)[)）]?[ 　]*(?:年[ 　]*月[ 　]*日)?")
_NUMBERED_LINK = re.compile(r"\d{1,2}[.、][ 　]*[\u4e00-\u9fff]{2,8}")
_OCCASION = re.compile(r"(?:会议|座谈|访谈|采访|发言)?时间：.{6,40}?[ 　](?:会议|座谈|访谈|采访)?地点：")  # the speech's own
_NOTE = re.compile(r"[【\[（(]?(?:编者?按|编者的话|编前语)[】\])）]?[：:】]?")
_CREDIT = re.compile(r"[（(]?[^，。；：！？]{2,24}(?:[报网台社][ 　]?(?:消息|讯|电)|供稿|供图|摄影报道|综合报道|文/图|图/文|[ 　摄]摄|新华社发|融媒体中心)[)）]?")
_PLAIN = re.compile(r"[\d\s\W_]+")
_APART = re.compile(r" (?<=[\u4e00-\u9fff] ) *(?=[\u4e00-\u9fff]?[\u4e00-\u9fff：｜|\]】])")
_SINGLE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?: +[\u4e00-\u9fff](?![\u4e00-\u9fff])){2,} ")  # 索   引   号 2019-18
_TAGS = re.compile(r"[^ 　，。；：！？“”]{2,12}(?:[ 　]+[^ 　，。；：！？“”]{2,12}){4,}")
_SIGNED = re.compile(r".{0,30}(?:委员会|党委|党支部|党总支|组织部|人民政府|办公室|[村社区镇乡县市局])|附.*|(?:谢谢|感谢|完毕|此致|敬礼).*")

_STRAY = re.compile(r"[^，。；：、\t]{1,30}|[（(][^（）()：]{2,40}[)）]|(?!附|主题词|.{2,3}人：|单位|时间|日期|地点)[\u4e00-\u9fff]{2,6}：[^。；：，]{1,30}")
_MARK = re.compile(r"[。！？；：，、…]$")
_OWN = re.compile(  # a date in characters, an office, a name, a table's row
    rf".*(?:[{YEAR_DIGITS}]{{4}}年|\d{{4}}年\d|[ 　]{{2,}}|书记|主任|[镇乡县市区局部]长|第[一二三四五六七八九十\d]).*"
    rf"|(?:(?:汇报|发言|报告|讲话)人.?)?[{SURNAMES}][\u4e00-\u9fff ]{{1,3}}|[×xX*某]{{2,4}}|[①-⑳\d(（].*[^)）]"
)


@dataclass(frozen=True, slots=True)
class _Signs:
    label: re.Pattern[str]
    told: re.Pattern[str]  # labels whose value is a paragraph
    labels: re.Pattern[str]  # one anywhere in a line
    words: re.Pattern[str]
    all: re.Pattern[str]  # with the small words between them
    reporters: re.Pattern[str]
    people: re.Pattern[str]  # whom speeches tell of, and whom pages address
    reader: re.Pattern[str]


@lru_cache(maxsize=4)
def _signs(words: Words) -> _Signs:
    def either(*names: str) -> str:
        every = [w for name in names for w in words[name]]
        return "|".join(re.escape(fold(w)) for w in sorted(every, key=lambda w: (-len(w), w)))

    label, told = either("noise.page_labels"), either("noise.page_labels_long")
    name = f"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    return _Signs(
        re.compile(rf"[\[【〔［(（]{{0,2}}(?:{label}|{told})[\]】〕］)）]|[^，。；：]{{0,4}}(?:{label})[：｜|丨/]|(?:{label}|{told})(?:$(?<=.{{4}})| (?<=.{{5}}))"),
        re.compile(rf"[\[【〔［(（]?(?:(?:{told})[\]】〕］)）：]|编者按 )"),
        re.compile(rf"(?:{label})[：｜|]"),
        re.compile(either("noise.page_words"), re.IGNORECASE),
        re.compile(either("noise.page_words", "noise.page_words_between"), re.IGNORECASE),
        re.compile(rf"(?<=[。！？”])[（(](?:[^（）()，。]{{1,6}}[/：: ])?{name}(?:[ 　、]+{name}){{0,5}}[)）]$"),
        re.compile(either("noise.of_speech")),
        re.compile(either("noise.to_reader")),
    )


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of the lines of both margins that are the page's, and of the reporters behind the last sentence."""
    rows = written(clean.text)
    signs = _signs(words)
    above = _margin(rows[:_TOP], signs, below=False)
    mastheads = _mastheads(above, words)
    links = _links(above, signs)
    noted = _noted(above, signs)
    for index, line in enumerate(above):
        if index in noted:
            yield Cut(line.span, "chrome", "margin-label")
        elif index in links:
            yield Cut(line.span, "chrome", "margin-words")
        elif rule := _rule(line, signs):
            yield Cut(line.span, "chrome", rule)
        elif index < mastheads:
            yield Cut(line.span, "cover", "masthead")
    below = _margin(rows[: -_END - 1 : -1], signs, below=True)[::-1]
    for line, rule in _ruled_below(rows[: len(rows) - len(below)], below, signs):
        yield Cut(line.span, "chrome", rule)
    last = rows[len(rows) - len(below) - 1] if len(below) < len(rows) else None
    if last and (match := signs.reporters.search(last.folded)):
        start = last.span.start + last.span.of(clean.text).index(last.text)
        yield Cut(Span(start + match.start(), start + match.end()), "credit", "reporters")


def _ruled_below(text: Sequence[Line], below: Sequence[Line], signs: _Signs) -> Iterator[tuple[Line, str]]:
    """The lines below the text that are the page's.  Where the text ends with a sentence, so is a short one that is neither
    signature nor row; not if the text has short lines for headings, of which it may be one more, unless in brackets."""
    ended = bool(text) and bool(_STOP.search(text[-1].folded))
    headed = _headed(text)
    begun = False
    for line in below:
        rule = _rule(line, signs) or ("margin-below" if _LINK.match(line.folded) else None)
        begun = begun or rule is not None
        if rule is None and ended and len(line.folded) <= _CLAUSES and "，" in line.folded and not _STOP.search(line.folded) and signs.words.search(line.folded):
            rule = "margin-below"
        if rule is None and not _SIGNED.fullmatch(line.folded) and (begun or (ended and _stray(line.folded) and not (headed and line.folded[0] not in "（("))):
            rule = "margin-below"
        if rule:
            yield line, rule


def _stray(folded: str) -> bool:
    return bool(_STRAY.fullmatch(folded)) and not (_OWN.fullmatch(folded) or _NUMBERED.match(folded) or _DATE.fullmatch(folded))


def _headed(text: Sequence[Line]) -> bool:
    """Whether two or more short lines without a number or a stop stand above long ones, the first few lines left out."""
    short = [4 <= len(line.folded) <= 30 and not (_MARK.search(line.folded) or _NUMBERED.match(line.folded)) for line in text]
    return sum(one and len(after.folded) >= _TITLE_LENGTH for one, after in zip(short[2:], text[3:], strict=False)) >= 2


def _links(above: Sequence[Line], signs: _Signs) -> frozenset[int]:
    """1. 首页 2. 基层党建 3. 正文: the lines of a numbered path, of which one is the page's."""
    numbered = {i for i, line in enumerate(above) if _NUMBERED_LINK.fullmatch(line.folded)}
    told = any(_rule(above[i], signs) for i in numbered)
    return frozenset(numbered) if len(numbered) >= 2 and told else frozenset()


def _mastheads(above: Sequence[Line], words: Words) -> int:
    """How many lines stand above an editor's note that the title follows: a bulletin's name, its number, its date; none where a by-line,
    a salutation or the first heading (案例一：……) does, for then the title is among them."""
    note = next((i for i, line in enumerate(above) if _NOTE.match(line.folded)), len(above))
    end = next((i for i in range(note, len(above)) if _STOP.search(above[i].folded)), note)
    if end >= len(above) - 1:
        return 0
    below = above[end + 1].folded
    said = titles.kinds_of((titles.Line(below),), words)[0] == titles.SIGNED or _SALUTED.match(below)
    return 0 if "，" in below or said or _FIRST.match(below) else note


def _margin(rows: Sequence[Line], signs: _Signs, *, below: bool) -> Sequence[Line]:
    """The lines up to the first that is running text; none where there is no such line."""
    noted = frozenset() if below else _noted(rows, signs)
    length = _LAST_LENGTH if below else _BODY_LENGTH
    for index, line in enumerate(rows):
        if index not in noted and _is_text(line.folded, length, signs) and not _tells_of_page(line.folded, signs):
            return rows[:index]
    return ()


def _noted(rows: Sequence[Line], signs: _Signs) -> frozenset[int]:
    """The lines that go on with an editor's note or a summary that the line before did not end, by their index."""
    found: set[int] = set()
    for index, (before, line) in enumerate(pairwise(rows), 1):
        opened = not _STOP.search(before.folded) if index - 1 in found else _opens_note(before.folded, signs)
        if opened and _notes_on(before.folded, line.folded, signs):
            found.add(index)
    return frozenset(found)


def _opens_note(line: str, signs: _Signs) -> bool:
    """【编者按】近期，…, or 编者按 alone: a note that runs on over the next lines up to its full stop."""
    if _NOTE.fullmatch(line):
        return True
    return len(line) >= _BODY_LENGTH and "，" in line and bool(signs.told.match(_closed(line[:40]))) and not _STOP.search(line)


def _notes_on(before: str, line: str, signs: _Signs) -> bool:
    """Whether a line goes on with the note of the line before it: it is wrapped as that is, or follows 编者按 on a line of its own; none with
    a label of its own, no salutation, nor the whole text in one."""
    if len(line) > _PAGEFUL or _labelled(line, signs) or _SALUTED.match(line) or _NUMBERED.match(line):
        return False
    wrapped = len(line) <= len(before) + _RAGGED and (bool(_STOP.search(line)) or len(line) >= len(before) - _RAGGED)
    return wrapped or bool(_NOTE.fullmatch(before))


def _is_text(line: str, length: int, signs: _Signs) -> bool:
    if len(line) > _PAGEFUL or (len(line) > _PAGEFUL // 2 and line.count("。") >= _MANY_STOPS and not _labelled(line, signs)):
        return True
    if _SALUTED.match(line) or _NUMBERED.match(_closed(line)):
        return not _labelled(line, signs)
    stop = _SENTENCE if length == _BODY_LENGTH and len(line) < _TITLE_LENGTH else _STOP
    wrapped = length == _LAST_LENGTH and len(line) > _CLAUSES and "，" in line and not (line.endswith(".") or _tells_of_page(line, signs))
    return len(line) >= length and (wrapped or bool(stop.search(line))) and not _labelled(line, signs)


def _tells_of_people(line: str, signs: _Signs) -> bool:
    """群众扫码就能在网站上办事: a sentence of a speech, not addressed to a reader."""
    return bool(_STOP.search(line) and signs.people.search(line) and not signs.reader.search(line))


def _tells_of_page(line: str, signs: _Signs) -> bool:
    if _tells_of_people(line, signs):
        return False
    told = {match.group() for match in signs.words.finditer(line)}
    if len(told) < _ASIDE_WORDS:
        return False
    bare = len(_PLAIN.sub("", line))
    if len(told) >= _TOLD and sum(len(match.group()) for match in signs.words.finditer(line)) >= _TOLD_SHARE * bare:
        return True
    long = sum(len(match.group()) for match in signs.all.finditer(line) if len(match.group()) > 1)
    return len(line) <= _ASIDE and long >= _ASIDE_SHARE * bare


def _closed(line: str) -> str:
    """来 源：张三 without the blank."""
    return _APART.sub("", _SINGLE.sub(lambda match: match[0].replace(" ", "") + "：", line) if line[1:2] == " " else line)


def _labelled(line: str, signs: _Signs) -> bool:
    closed = _closed(line[:60]) + line[60:]
    many = not closed.endswith("。") or len(signs.labels.findall(closed)) >= 2
    return bool(signs.told.match(closed) or (signs.label.match(closed) and many))


def page_words(folded: str, words: Words, least: int = 2) -> bool:
    """Whether a line is made mostly of words of pages, of so many at least."""
    signs = _signs(words)
    told = {match.group() for match in signs.words.finditer(folded)}
    return len(told) >= least and _made_of_words(folded, signs) and not _tells_of_people(folded, signs)


def labelled(folded: str, words: Words) -> bool:
    """Whether a line begins with what pages label things with."""
    return _labelled(folded, _signs(words))


def _made_of_words(folded: str, signs: _Signs) -> bool:
    bare = len(_PLAIN.sub("", folded))
    told = [match.group() for match in signs.all.finditer(folded)]
    share = sum(map(len, told)) / bare if bare else 1.0
    return share >= _SHARE and not _DATE.fullmatch(folded) and (len(told) >= 2 or bare <= _SHORT) and (not bare or bool(signs.words.search(folded)))


def _rule(line: Line, signs: _Signs) -> str | None:
    """The rule by which a line of a margin is the page's."""
    folded = _BULLET.sub("", line.folded, count=1) if line.folded[:1] in "-·•○●◆" else line.folded
    if _OCCASION.match(folded):
        return None
    if _labelled(folded, signs) or _NOTE.fullmatch(folded) or _REACHED.fullmatch(folded) or _PAGE.fullmatch(folded) or _STAMP.fullmatch(folded):
        return "margin-label"
    if len(folded) > _LINE or _STOP.search(folded):
        return "margin-words" if len(folded) <= 2 * _LINE and _tells_of_page(folded, signs) else None
    if _CLOCK.search(folded) or _COUNTER.search(folded):
        return "margin-clock"
    if _CREDIT.fullmatch(folded):
        return "margin-credit"
    if _made_of_words(folded, signs):
        return "margin-words"
    return "margin-tags" if _TAGS.fullmatch(folded) else None
