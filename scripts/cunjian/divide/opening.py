"""The block at the top of a speech: title, by-lines (who, when, at what occasion), salutation excluded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cunjian.divide.row import Row
from cunjian.model import Words

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,2}(?:[，、：]|部分|章|节)|\d{1,2}[、.．](?!\d))"
)
_BYLINE = re.compile(
    r"^(?:[（(].{2,40}[)）]|——.*|[—-]{1,2}.{4,60}|\d{4}年\d{1,2}月(?:\d{1,2}日)?|.{0,6}20[\d×xX*]{2}年.{0,8}[月日]?"
    r"|(?:附件?|材料|发言材料|交流材料|典型材料|经验材料)[之：（(]*[一二三四五六七八九十\d]{0,3}[)）：]?|通讯|特写|消息|简报|内部资料|讨论稿|送审稿|征求意见稿|初稿"
    r"|(?:发言人|汇报人|讲话人|作者|时间|地点|日期|单位|主讲人|发言单位|会议)：.{1,40})$"
)
_PERSON = re.compile(
    r"^(?:.{2,30}(?:书记|部长|主任|镇长|乡长|县长|市长|局长|队长|主席|干事|组长|党委|党支部|组织部|党工委|办公室|委员会|人民政府)"
    r"|(?:.{2,6}[省市县区旗州].{0,12})?.{2,5}[县市区镇乡村])"
    r"(?:[ 　·].{1,6}|[×xX*]{1,3}|某某|某|[\u4e00-\u9fff][×xX*]{1,2})?$"
)
_UNIT = re.compile(r"(?:中共)?[^，。；：《》“”]{2,20}(?:委员会|党委|党支部|党总支|人民政府|组织部|党工委|办公室)")
_END = re.compile(r"[。！？；，]$")
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
            or (_END.search(line) and not _BYLINE.match(line))
            or line.endswith("：")
        ):
            break
        if block and _is_heading_of(text, rows, index):
            break
        block.append(row)
    if len(block) > 1 and _UNIT.fullmatch(block[0].span.of(text)):
        rest = find(text, rows[1:], words)
        return Opening(rest.title, (("byline", block[0]), *rest.lines)) if rest.title else Opening("", rest.lines)
    names = [r for r in block if not _is_byline(r.span.of(text), first=r is block[0])]
    if not names:
        return Opening("", tuple(("byline", r) for r in block))
    title_rows = _title_rows(text, block, names, words)
    parallel = len(title_rows) == 2 and len(title_rows[0].span) == len(title_rows[1].span)
    title = (" " if parallel else "").join(r.span.of(text) for r in title_rows)
    title = _raw_title(text, title_rows, title)
    return Opening(title, tuple(("title" if r in title_rows else "byline", r) for r in block))


def _raw_title(text: str, rows: Sequence[Row], joined: str) -> str:
    return re.sub(r"^[《【]([^《》【】]+)[》】]$", r"\1", joined).strip()


def _is_byline(line: str, *, first: bool) -> bool:
    return bool(_BYLINE.match(line)) or (not first and len(line) <= 34 and bool(_PERSON.match(line)))


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
    first = names[0].span.of(text)
    if len(names) > 1:
        second = names[1].span.of(text)
        if first == second:
            return [names[0]]
        if len(first) == len(second) <= 16 and not _open_quote(first) and _below(text, rows, names[1]):
            return list(names[:2])  # two lines in parallel: 强基固本抓联创 / 凝心聚力建新村
        if second in first:  # the site's version of the title, with its additions
            return [names[1]]
        if _UNFINISHED.search(first) or _open_quote(first) or _completes(first, second, words):
            return list(names[:2])
        kinds = "|".join(map(re.escape, words["headings.paper_kinds"]))
        label = rf"(?:{kinds})(?:[（(][一二三四五六七八九十\d]+[)）])?$"
        if re.search(label, first) and not re.search(f"(?:{kinds})$", second) and len(second) >= 5:
            return [names[1]]
    return [names[0]]


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
