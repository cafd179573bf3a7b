"""The block at the top of a speech: title, by-lines (who, when, at what occasion), salutation excluded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cunjian.divide.row import Row
from cunjian.model import Words
from cunjian.script import IS_HAN, SURNAMES, shared

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,2}(?:[，、：]|部分|章|节)|\d{1,2}[、.．](?!\d)"
    r"|[（(〔〈［\[][ 　]?[一二三四五六七八九十]{1,3}[ 　]?[)）〕〉］\]]|[㈠-㈩⒈-⒛①-⑳]|[一二三四五六七八九十]{1,3}[：丨｜/]"
    r"|0\d[ 　]*(?=[\u4e00-\u9fff])|第[一二三四五六七八九十]{1,2}(?:手|点|步|招|件|句话|个方面)[ 　，、：])"
)
_BYLINE = re.compile(
    r"^(?:[（(].{2,40}[)）]|——.*|[—-]{1,2}.{4,60}|\d{4}年\d{1,2}月(?:\d{1,2}日)?|(?!.*(?:报告|汇报|总结|材料|讲话|发言)).{0,6}20[\d×xX*]{2}年.{0,8}[月日]?"
    r"|(?:附件?|材料|发言材料|交流材料|典型材料|经验材料)[之：（(]*[一二三四五六七八九十\d]{0,3}[)）：]?"
    r"|(?:本报|本刊|本台|本网|[\u4e00-\u9fff·]{2,16}(?:报|网|台|社|客户端|融媒体?中心))?"
    r"(?:见习|实习|特约|全媒体|首席)?(?:记者|通讯员|撰稿人)[ 　：]*[\u4e00-\u9fff]{2,4}(?:[ 　、]+[\u4e00-\u9fff：]{2,7}){0,6}"
    r"|[文图摄][/影编][文图]?[ 　/：].{2,12}|[^，。：]{2,20}[ 　]\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"|通讯|特写|消息|简报|内部资料|讨论稿|送审稿|征求意见稿|初稿"
    r"|[^，。：]{0,6}(?:单位|名[ 　]*称|日[ 　]*期|姓[ 　]*名|职[ 　]*务|类[ 　]*别|编[ 　]*号|联系人|部门)：.{1,60}"
    r"|(?:发言人|汇报人|讲话人|作者|时间|地点|日期|单位|主讲人|发言单位|会议)：.{1,40})$"
)
_HOLDER = re.compile(rf".{{2,24}}[村社区镇乡县旗屯寨].{{0,8}}(?:书记|主任|支书|[镇乡县]长)[ 　]*[{SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_PERSON = re.compile(
    r"^(?:.{2,30}(?:[省市州盟县区旗镇乡]委|书记|部长|主任|镇长|乡长|县长|市长|局长|队长|主席|干事|组长|党委|党支部|组织部|工委|办公室|委员会|人民政府)"
    r"|(?:.{2,6}[省市县区旗州].{0,12})?.{2,5}[县市区镇乡村])"
    rf"(?:[ 　·].{{1,6}}|[×xX*]{{1,3}}|某某|某|[\u4e00-\u9fff](?:[×xX*]{{1,2}}|某{{1,2}})|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})?$"
)
_ABOUT = re.compile("选派|选拔|选聘|培养|推进|加强|关于|[抓做当]好|如何|怎样")
_UNIT = re.compile(r"(?:中共)?[^，。；：《》“”]{2,20}(?:委员会|党委|党支部|党总支|人民政府|组织部|党工委|办公室)")
_BRANCH = re.compile("^(?!.*[会班]上).*[村社区镇乡县].{0,2}党(?:支部|总支|委|工委)")  # 柳湾村党支部先进事迹材料 tells whose paper it is
_END = re.compile(r"[。！？；，]$")
_CALL = re.compile(r"(?!各位|尊敬|同志|大家|你们好|您好)[^。；：！？]{5,40}[！？]")  # 村干部的腰杆为什么硬了？
_SITE = re.compile(
    r"[ 　]*[（(](?:终稿|定稿|审定稿|修改稿|最终版|初稿|草稿|讨论稿|送审稿)[)）]$|(?<=.{6})\d{1,2}篇$|(?<=.{5}[告结料言话稿报])\d{1,2}$"
    r"|(?<=.{5}[告结料言话稿报])[ 　]+关于.{6,60}(?:报告|汇报|总结)$"
)
_SIGNED = re.compile(r"(?<=.{8})[（(][^（）()]{2,20}(?:书记|部长|主任|[镇乡县区市局]长|队长|组织部|党委|支部|党总支)[^（）()]{0,8}[)）]$")
_PAPER = re.compile("发言|讲话|材料|汇报|报告|经验交流|致辞|讲稿|范文|篇|简报|第\\d")
_OWN = re.compile(r"[^，。：；]{8,}(?:报告|汇报|总结|材料|讲话稿?|发言稿?)")
_COUPLET = re.compile("[\u4e00-\u9fff]{4,5}[ 　]+[\u4e00-\u9fff]{4,5}")  # 突出重点  合力攻坚, above what it is about
_MIXED = re.compile(r"[A-Za-z\d /：|丨]")
_SPEECH, _FEW, _FOREIGN = 600, 7, 0.15  # characters of the text; Han of a line, and the share of its pairs, that are no title's
_NO_TITLE = 4  # characters of a line above a title that names a paper
_UNFINISHED = re.compile(r"(?:的|和|与|及|在|、|于|以|推进|推动|关于|暨|“|《|（)$")


@dataclass(frozen=True, slots=True)
class Opening:
    """The rows at the top and which of them are the title."""

    title: str
    lines: tuple[tuple[str, Row], ...]  # (kind: title | byline | paragraph, row)


def find(text: str, rows: Sequence[Row], words: Words) -> Opening:
    """Reads rows until the first that is body: a salutation, a numbered heading, a sentence."""
    block: list[Row] = []
    for index, row in enumerate(rows[:8]):
        line = row.span.of(text)
        if (
            _NUMBERED.match(line)
            or len(line) > 70
            or (row.indented and len(line) > 32 and block)
            or (_END.search(line) and not (_BYLINE.match(line) or (not block and _CALL.fullmatch(line))))
            or (line.endswith("：") and not _BYLINE.match(line))
            or (block and line.strip("【】") in words["headings.frames"])
        ):
            break
        if block and _is_heading_of(text, rows, index):
            break
        block.append(row)
    if len(block) > 1 and _UNIT.fullmatch(block[0].span.of(text)):
        rest = find(text, rows[1:], words)
        return Opening(rest.title, (("byline", block[0]), *rest.lines)) if rest.title else Opening("", rest.lines)
    names = [
        r for i, r in enumerate(block)
        if (IS_HAN.search(r.span.of(text)) and not _is_byline(r.span.of(text), first=not i))
        or (i and _UNFINISHED.search(block[i - 1].span.of(text)) and _kind(words).fullmatch(r.span.of(text)))
    ]  # fmt: skip
    if not names and block and _label(words).fullmatch(block[0].span.of(text)):
        names = [block[0]]
    names = (_of_speech(text, block[-1].span.end, names) if len(names) > 1 else []) or names
    names = _without_labels(text, names, words)
    if not names or (len(block) == 1 and _HOLDER.fullmatch(names[0].span.of(text))):
        return Opening("", tuple(("byline", r) for r in block))
    title_rows = _title_rows(text, block, names, words)
    parallel = len(title_rows) > 1 and (_bare(title_rows[0].span.of(text)) == _bare(title_rows[1].span.of(text)) or _centred(title_rows))
    title = (" " if parallel else "").join(r.span.of(text) for r in title_rows)
    title = _raw_title(title, words)
    return Opening(title, tuple(("title" if r in title_rows else "byline", r) for r in block))


def _of_speech(text: str, end: int, names: Sequence[Row]) -> list[Row]:
    """The lines without those of a few words and other signs, none of them the speech's or another line's, that name no paper."""
    body = text[end : end + _SPEECH]
    heads = {r.span: r.span.of(text) for r in names}
    return [
        r for r in names
        if len(IS_HAN.findall(heads[r.span])) > _FEW or _PAPER.search(heads[r.span]) or not _MIXED.search(heads[r.span])
        or shared(heads[r.span], body + "".join(head for span, head in heads.items() if span != r.span)) > _FOREIGN
    ]  # fmt: skip


@lru_cache(maxsize=4)
def _kind(words: Words) -> re.Pattern[str]:
    """发言材料, 发 言 材 料: what kind of paper it is."""
    return re.compile("|".join("[ 　]*".join(map(re.escape, kind)) for kind in words["headings.paper_kinds"]))


def _raw_title(joined: str, words: Words) -> str:
    bare = _SITE.sub("", _SIGNED.sub("", joined.strip("◆●■★☆▲※○◎ 　")))
    named = re.match(rf"[^，。：会]{{0,6}}(?:{_kind(words).pattern})[：:][ 　]*(?=.{{8}})", bare)  # 交流发言：…, but not …会上的交流发言：…
    return re.sub(r"^[《【]([^《》【】]+)[》】]$", r"\1", bare[named.end() :] if named else bare).strip()


@lru_cache(maxsize=4)
def _label(words: Words) -> re.Pattern[str]:
    """A line that says what kind of paper this is, not what it is about: 附件3, 发言材料（七）, 第15期, 全县党建工作会议."""
    kinds = "|".join(map(re.escape, words["headings.paper_kinds"]))
    mastheads = "|".join(words["headings.mastheads"])
    number = r"(?:之?[一二三四五六七八九十\d]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[)）])"
    return re.compile(
        rf"(?:[^，。]{{2,4}}[省市州县区旗])?[^，。]{{2,5}}(?:[县市区镇乡旗]|街道|社区)|附件?{number}?[：:]?|[【\[（(].{{0,8}}(?:{kinds})[】\])）]|[^，。在]{{0,14}}(?:{kinds}){number}|[^，。在]{{0,8}}(?:{kinds})(?:[（(].{{2,4}}[)）])?"
        rf"|.*(?:{mastheads}).*|[^，。《》“”]{{2,24}}(?:会议|大会|推进会|座谈会|现场会|交流会)"
    )


def _without_labels(text: str, names: Sequence[Row], words: Words) -> list[Row]:
    """The lines without those labels, as long as another line is left to be the title."""
    left = list(names)
    while len(left) > 1 and len(left[0].span) <= _NO_TITLE and len(left[1].span) >= 8 and _PAPER.search(left[1].span.of(text)):
        left.pop(0)
    while len(left) > 1 and _label(words).fullmatch(re.sub(r"(?<=.)[ 　](?=.)", "", left[0].span.of(text))):
        completed = _completes(left[0].span.of(text), left[1].span.of(text), words)
        if completed and len(left) > 2 and len(left[2].span) >= 5 and not _completes("", left[2].span.of(text), words):
            left = left[2:]  # 全县……推进会 典型发言材料, then the title
            continue
        if completed or len(left[1].span) < 8:
            break
        left.pop(0)
    while len(left) > 1 and _person(left[0].span.of(text)) and len(left[1].span) >= 8:
        left.pop(0)
    return left


def _person(line: str) -> bool:
    """Who speaks, by office or place; 向软弱涣散村选派第一书记 is a title."""
    return bool(_PERSON.match(line)) and not _ABOUT.search(line)


def _is_byline(line: str, *, first: bool) -> bool:
    return bool(_BYLINE.match(line)) or (not first and len(line) <= 34 and _person(line))


def _is_heading_of(text: str, rows: Sequence[Row], index: int) -> bool:
    """A short line whose next line is a long paragraph, with another such pair further down, is a heading, not title."""
    line = rows[index].span.of(text)
    if index + 1 >= len(rows) or len(line) > 30 or _is_byline(line, first=False):
        return False
    if len(rows[index + 1].span) < 60:
        return False
    pairs = [
        i for i in range(index + 2, len(rows) - 1)
        if 4 <= len(rows[i].span) <= 30 and not _END.search(rows[i].span.of(text)) and len(rows[i + 1].span) >= 60
        and not _NUMBERED.match(rows[i].span.of(text)) and not rows[i].span.of(text).endswith("：")
    ]  # fmt: skip
    return len(pairs) >= 2


def _title_rows(text: str, rows: Sequence[Row], names: Sequence[Row], words: Words) -> list[Row]:
    """The title among the lines that are no by-line: the line after one that names only the kind of paper, else the
    first, with the next where it breaks off."""
    first = _SITE.sub("", names[0].span.of(text))
    if len(names) > 1:
        second = names[1].span.of(text)
        if first == second:
            return [names[0]]
        run = _ladder(text, rows, names)
        if run:
            return run
        if (_centred(names) or _set_off(rows, names)) and _below(text, rows, names[1]):
            return list(names[:2])
        if _OWN.fullmatch(first) and _OWN.fullmatch(second):  # the site's title above the paper's own
            return [names[1]]
        if second in first:  # the site's version of the title, with its additions
            return [names[1]]
        if _UNFINISHED.search(first) or _open_quote(first) or _completes(first, second, words):
            return list(names[:2])
        kinds = "|".join(map(re.escape, words["headings.paper_kinds"]))
        label = rf"(?:{kinds})(?:[（(][一二三四五六七八九十\d]+[)）])?$"
        if re.search(label, first) and not _BRANCH.search(first) and not re.search(f"(?:{kinds})$", second) and len(second) >= 5:
            return [names[1]]
    return [names[0]]


def _ladder(text: str, rows: Sequence[Row], names: Sequence[Row]) -> list[Row]:
    """Two short lines above ——在……, or in parallel above a by-line (强基固本抓联创 / 凝心聚力建新村), with a third that ends the thought."""
    first, second = names[0].span, names[1].span
    if _COUPLET.fullmatch(first.of(text)) and 8 <= len(second) <= 24 and _below(text, rows, names[1]):
        return list(names[:2])
    if _subtitled(text, rows, names[1]) and not _PAPER.search(first.of(text)) and max(len(first), len(second)) <= 24:
        return list(names[:2])
    if not _bare(first.of(text)) == _bare(second.of(text)) <= 16 or _open_quote(first.of(text)) or _OWN.fullmatch(_SITE.sub("", first.of(text))):
        return []
    if len(names) > 2 and len(names[2].span) <= 20 and _below(text, rows, names[2]):
        return list(names[:3])
    return list(names[:2]) if _below(text, rows, names[1]) else []


def _bare(line: str) -> int:
    return len(re.sub("[“”‘’]", "", line))


def _subtitled(text: str, rows: Sequence[Row], row: Row) -> bool:
    """Whether ——在…… stands right below a row that begins no by-line itself."""
    index = list(rows).index(row) + 1
    return index < len(rows) and rows[index].span.of(text).startswith("——") and not _person(row.span.of(text))


def _centred(names: Sequence[Row]) -> bool:
    """Two lines of a few words, both set in from the margin, without a blank line between them: one title."""
    first, second = names[:2]
    short = max(len(first.span), len(second.span)) <= 24 and min(len(first.span), len(second.span)) >= 6
    return short and first.indented and second.indented and not second.after_blank


def _set_off(rows: Sequence[Row], names: Sequence[Row]) -> bool:
    """Two lines of a few words between blank lines, the first the shorter: one title over two lines."""
    first, second = names[:2]
    index = list(rows).index(second) + 1
    short = len(first.span) <= len(second.span) <= 24 and len(first.span) >= 6
    return short and not second.after_blank and index < len(rows) and rows[index].after_blank


def _below(text: str, rows: Sequence[Row], row: Row) -> bool:
    """Whether a subtitle or by-line stands right below a row of the block."""
    index = list(rows).index(row) + 1
    return index < len(rows) and _is_byline(rows[index].span.of(text), first=False)


def _completes(first: str, second: str, words: Words) -> bool:
    """A second line that is only the tail of a title: 典型发言材料, 情况汇报, 上的讲话."""
    kinds = "|".join(map(re.escape, words["headings.paper_kinds"]))
    tail = re.fullmatch(f".{{0,8}}(?:{kinds})", second)
    return bool(tail) and not re.search(f"(?:{kinds})$", first)


def _open_quote(line: str) -> bool:
    return (
        line.count("“") > line.count("”") or line.count("《") > line.count("》") or line.count("（") > line.count("）")
    )
