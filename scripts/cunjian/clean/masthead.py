"""What stands around the title and is not of the speech: the name of a site, paper or bulletin, a document's number, a button.

The opening is the lines above the first running text.  Its title is the line that looks most like one: as long as titles
are, in the words of the text below it, named as a paper, with a subtitle or a by-line under it.  In the opening a line made
as pages make theirs (noise.opening_forms) goes; above the title also one made like a masthead (noise.mastheads), of very
few characters, or that no title can be, or above the number of an issue.  Whose paper it is and at what meeting stay.
Where the site's title stands above its notices and the paper's own below them, the paper's own is the title, and what the
site wrote on its line goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cunjian import titles
from cunjian.clean.cut import Cut, Line, written
from cunjian.model import Clean, Span, Words
from cunjian.script import IS_HAN, SURNAMES, shared

_ROWS = 60
_SHORTEST, _TITLE, _LONGEST = 4, 9, 60  # Han characters of a title: the fewest, usually, the most
_WRAPPED = 24  # of a line in clauses that is the first of a wrapped paragraph
_FEW = 4  # of a line that needs no other sign
_BODY = re.compile(
    r"[。；：:]$|^[一二三四五六七八九十]{1,3}、|^[（(][一二三四五六七八九十]{1,3}[)）]|^第[一二三四五六七八九十]{1,2}[，、：]"
    r"|^(?:尊敬的|各位|同志们)"
)
_BESIDE = re.compile(
    r"^(?:——|--|[（(【]|附件?)|.{2,24}(?:委员会|党委|党工委|党组|党支部|党总支|组织部|人民政府|办公室|课题组|书记)$|^\d{4}年(?!.*(?:报告|汇报|发言|讲话|总结|材料))|^[〇○零一二三四五六七八九十]{4}年"
    rf"|(?:(?:书记|主任|[镇乡县市区局部队]长)[ 　]*|部[ 　]+)(?!工作|述职|发言|讲话|汇报|交流|先进|经验|的)"
    rf"(?:[\u4e00-\u9fff×xX*某]{{1,4}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})$|^.{{2,5}}人[：:]"
)
_KIND = re.compile("(?:报告|汇报|发言稿?|讲话稿?|总结|材料|方案|通报|致辞|纪实)$")
_PAPER = re.compile(r"(?!——|（)[^，。；：]{4,40}(?:汇报|报告|材料|发言稿?|讲话稿?|总结|通报)")
_ISSUE = re.compile(r"(?:\d{4}年)?[ 　]*第[ 　]*\d{1,4}[ 　]*期.{0,20}")  # above it stands the name of the bulletin
_BEFORE = re.compile(r"[^-–—，。；：]{2,8}[ 　]+[-–—][ 　]+")  # 某某写作 - the title
_BARE = re.compile(r"[\W_]+")
_OURS = re.compile(
    r"^[一二三四五六七八九十\d⒈-⒛①-⑳]|[党村镇乡县市区会]|书记|主任|\d{4}|[年月日]$|[×xX*某]{2}|记者|通讯员|作者"
    rf"|(?:^|[ 　/])[{SURNAMES}][\u4e00-\u9fff ]{{1,3}}$"
)
_MIXED = re.compile(r"[A-Za-z\d /：|丨]")
_FOREIGN = 0.15  # of the pairs of characters of a line that is not of the speech, at most
_SPEECH = 600  # characters of the text whose words a title shares
_OWN_WORDS = 0.35  # of the pairs of characters of a title


@lru_cache(maxsize=4)
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a masthead is as a whole, forms in which pages write, and what sites write on the line of a title."""
    mastheads, forms, added = (
        re.compile("|".join(f"(?:{p})" for p in words[f"noise.{name}"]) or "(?!)") for name in ("mastheads", "opening_forms", "title_additions")
    )
    return mastheads, forms, added


def top(clean: Clean, words: Words) -> tuple[Sequence[Line], Sequence[titles.Line], str]:
    """The lines above the first running text, the same as the title is sought among them, and the text below."""
    rows = written(clean.text)[:_ROWS]
    lines = [
        titles.Line(row.folded, row.span.of(clean.text)[:2].strip() == "" , bool(index) and row.span.start > rows[index - 1].span.end)
        for index, row in enumerate(rows)
    ]
    count = titles.top(lines, words)
    return rows[:count], lines[:count], "".join(line.text for line in lines[count : count + 12])[:_SPEECH]


def find(clean: Clean, words: Words) -> Iterator[Cut]:
    """Cuts of the lines around the title that are the page's, and of what it adds to others; none where no running text follows."""
    pattern, form, added = _patterns(words)
    opening, lines, body = top(clean, words)
    best = titles.best(lines, body, words)
    title = best.first if best else None
    own = range(best.first, best.last + 1) if best else range(0)
    site = _site_titles(clean, opening, title, added)
    issue = max((i for i, line in enumerate(opening[: title or 0]) if _ISSUE.fullmatch(line.folded)), default=-1)
    for index, line in enumerate(opening):
        above = title is not None and index < title
        button = above and len(IS_HAN.findall(line.folded)) <= _FEW and not (_BESIDE.search(line.folded) or _KIND.search(line.folded))
        button = button and len(line.folded) != len(opening[title or 0].folded)
        page = index not in own and form.search(line.folded) and not line.folded.startswith("——")
        subtitled = index + 1 < len(opening) and opening[index + 1].folded.startswith("——")
        strange = best and index not in own and not subtitled and _strange(line.folded, best.text, body, above=above)
        if index <= issue or page or button or strange or (above and pattern.fullmatch(line.folded)):
            yield Cut(line.span, "cover", "masthead")
        elif index in site:
            yield Cut(line.span, "cover", "site-title")
        else:
            start = line.span.start + line.span.of(clean.text).index(line.text)
            yield from (Cut(Span(start + m.start(), start + m.end()), "cover", "beside-title") for m in added.finditer(line.folded))


def _strange(folded: str, title: str, body: str, *, above: bool) -> bool:
    """Whether the speech says nothing of a line around its title, and it is no by-line: whoever set the page wrote it; below
    the title, where it may be a heading, only if it is more than characters."""
    length, common = len(IS_HAN.findall(folded)), shared(folded, body + title)
    if length == len(IS_HAN.findall(title)) or _BESIDE.search(folded) or _KIND.search(folded) or "，" in title:
        return False  # 支部强了 / 村子活了: one title
    few = 2 <= length < _TITLE - 1 and common <= _FOREIGN and not _OURS.search(folded)
    return (few and (above or bool(_MIXED.search(folded)))) or (above and "，" in folded and not common)


def _site_titles(clean: Clean, rows: Sequence[Line], title: int | None, added: re.Pattern[str]) -> frozenset[int]:
    """The indexes of the site's own titles: a title that stands again below without what was added to it; a line that may be
    one, then a notice that was cut, then the name of a paper."""
    bare = [_BARE.sub("", _BEFORE.sub("", added.sub("", line.folded), count=1)) for line in rows]
    said = [line.folded for line in rows]
    found = {i for i, line in enumerate(rows) if bare[i] in bare[i + 1 :] and line.folded not in said[i + 1 :]}
    for own in range(1, len(rows)):  # 某县：the title, then what the page says of itself, then the title
        above = [i for i in range(own) if bare[i] != bare[own] and bare[i].endswith(bare[own]) and len(bare[own]) >= _TITLE]
        found |= set(range(above[0], own)) if above else set()
    for site in (title - 1, title) if title is not None else ():
        if site < 0 or site + 1 >= len(rows) or _BESIDE.search(said[site]) or not _PAPER.fullmatch(said[site + 1]):
            continue
        start, end = clean.at(rows[site].span.end - 1), clean.at(rows[site + 1].span.start)
        if any(start <= notice.span.start < end for notice in clean.noise):
            return frozenset(found | {site})
    return frozenset(found)
