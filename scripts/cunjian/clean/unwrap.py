"""Joins lines that were wrapped at a column or broken in mid-sentence, and never two paragraphs.

A line break stands inside a paragraph when the line before it cannot be an end and the line after it cannot be a
beginning.  What can be an end depends on whether the whole text is wrapped at a column, which its own line lengths tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cunjian.clean.cut import Cut, Line, lines
from cunjian.model import Clean, Span, Words
from cunjian.script import CASE, YEAR_DIGITS, folded

_ENDS = ("。", "！", "？", "!", "?", "：", "…")
_OPEN_END = re.compile(r"[，、；+]$|[,;]$|[“‘（《]$")
_SPOKEN_ON = re.compile(r"(?:的|和|与|及|或|在|把|将|对|(?<![有行])为|以|从|向|被|让|使|由|于|是|了)$")
_BEGIN = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．，]|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,2}(?:[，、：部章节]|[件个条步招点项][^，。]{0,2}[，：])|\d{1,2}[、.．](?!\d)"
    r"|[①②③④⑤⑥⑦⑧⑨⑩]|[一二三四五六七八九]是|各位|同志们|尊敬的|[　 ]{2,}|\t|——|附[件：]|"
    + CASE
    + ")"
)
_HEADING_LINE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,2}[，、：部章节]).{2,40}$"
)
_STOP = re.compile(r"[。！？；：，、]$")
_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）.．]|[①-⑩]|[一二三四五六七八九]是")
_CONTINUES = re.compile(r"^[，。；：、！？）》”’】%％]")
_BEYOND = 16
_TOP = 8  # lines among which the first that is set in stands, where paragraphs are
_REPORTERS = re.compile(r"(?:本报)?(?:记者|通讯员|作者)[ 　：]")  # above the title
_SET_IN = re.compile(r"[　 ]{2,}|\t")


def find(clean: Clean, _words: Words) -> Iterator[Cut]:
    """Cuts of the line breaks (with the blanks around them) that stand inside a paragraph; they are no noise."""
    text = clean.text
    rows, whole = lines(text), folded(text)
    columns = _columns(text, rows)
    filled = tuple(row for row in rows if row.text)
    if any(columns) and _spaced(rows):
        rows = filled
    torn, cut = _torn(clean)
    places = sorted(cut)
    apart = _apart(text, filled, cut, wrapped=any(columns))
    halves = _halves(rows)
    for before, after in pairwise(rows):
        if not before.text or not after.text or after.span.start in apart:
            continue
        raw_after = after.span.of(text).rstrip("\n")
        begin = after.span.start
        raw_before = before.span.of(text).rstrip()
        hung = begin in cut and any(columns) and before.span.of(text).startswith("　") and not _STOP.search(before.folded)
        within = bisect_right(places, before.span.start) < bisect_left(places, before.span.end - 1) and any(columns)  # shorter by what was cut
        if begin in halves or _inside(raw_before, before.folded, raw_after, whole[begin : begin + len(raw_after)], columns, torn=begin in torn or hung or within):
            start = before.span.start + len(raw_before)
            end = after.span.start + len(raw_after) - len(raw_after.lstrip())
            if _latin(text[start - 1]) and _latin(text[end]):
                continue
            yield Cut(Span(start, end))
    yield from _blank_torn(text, filled)


def _ended(line: str) -> bool:
    return line.rstrip("”’）》】」』").endswith(_ENDS)


_ENDED_ONCE = re.compile(r"[。；！？][^。；！？]{1,}$")
_TORN_LENGTH = 30


def _blank_torn(text: str, rows: Sequence[Line]) -> Iterator[Cut]:
    """Cuts of blank lines inside a sentence, as pages leave them that were taken line by line: a long line that has
    sentences behind it breaks off, and the next, no beginning, goes on."""
    running = False  # the line before was joined, so this one is running text whatever stands in it
    for before, after in pairwise(rows):
        gap = text[before.span.end : after.span.start]
        torn = (
            len(before.text) >= (8 if running else _TORN_LENGTH)
            and not (before.folded.endswith(("；", "：")) or _ended(before.folded))
            and (running or bool(_ENDED_ONCE.search(before.folded)))
            and not _HEADING_LINE.match(before.folded)
            and not (_BEGIN.match(after.folded) or _SET_IN.match(text, after.span.start))
            and len(after.text) >= _TORN_LENGTH // 2
            and any(mark in after.folded for mark in "，。；")
        )
        running = torn
        if torn and gap:
            start = before.span.start + len(before.span.of(text).rstrip())
            yield Cut(Span(start, after.span.end - len(after.span.of(text).lstrip())))


def _halves(rows: Sequence[Line]) -> frozenset[int]:
    """Where the second lines of headings over two lines begin: short lines come in pairs above long text, twice or more,
    none stands alone, and the first is no kicker of a few characters; above the first text, where it begins like the others
    (锚定组织建设 / 拧紧…… below a title)."""
    text = [line for line in rows if line.text]
    short = [3 <= len(t.text) <= 24 and not _STOP.search(t.folded) and not _ITEM.match(t.folded) for t in text]
    first = next((i for i, t in enumerate(text) if len(t.text) >= 40), len(text))
    pairs, alone = [], 0
    for index in range(first + 1, len(text) - 1):
        if short[index] and not short[index - 1] and len(text[index + 1].text) >= 40:
            alone += 1
        if index + 2 < len(text) and short[index] and short[index + 1] and not short[index - 1] and len(text[index + 2].text) >= 40:
            pairs.append((index, index + 1))
    kickers = all(len(text[a].text) <= _KICKER for a, _ in pairs) or len({text[a].text[-1] for a, _ in pairs}) == 1  # 产业振兴篇
    if len(pairs) < 2 or alone or kickers:
        return frozenset()
    if first >= 2 and short[first - 1] and all(text[first - 2].folded[:2] == text[a].folded[:2] for a, _ in pairs):
        pairs.append((first - 2, first - 1))
    return frozenset(text[b].span.start for _, b in pairs)


_KICKER = 4  # characters of a line above a heading that is no half of it


def _spaced(rows: Sequence[Line]) -> bool:
    """Whether a blank line stands behind nearly every line, so that it says nothing."""
    close = sum(bool(before.text and after.text) for before, after in pairwise(rows))
    return 10 * close <= sum(bool(row.text) for row in rows)


def _apart(text: str, rows: Sequence[Line], cut: frozenset[int], *, wrapped: bool) -> frozenset[int]:
    """Where lines begin that no line before them runs on to, however full it is: what stands below the title; in a wrapped
    text the lines above the first that is set in; and behind a stop a heading for what is around it: short, without a stop,
    not set in, above a line that is or that is numbered."""
    set_in = [bool(_SET_IN.match(text, row.span.start)) for row in rows]
    top = set_in.index(True) if wrapped and True in set_in[:_TOP] else 0
    title = next((index for index, row in enumerate(rows) if not _REPORTERS.match(row.folded)), 0)
    found = set()
    for index, (before, after) in enumerate(pairwise(rows), 1):
        titled = (index == 1 and after.folded.startswith(("——", "（"))) or (index == title + 1 and after.span.start in cut)
        above = index < top and not (_SPOKEN_ON.search(before.folded) or _CONTINUES.match(after.folded) or _open(before.text, after.text))
        heading = _ended(before.folded) and len(after.text) <= _TORN_LENGTH and not (_STOP.search(after.folded) or set_in[index])
        below = rows[index + 1] if heading and index + 1 < len(rows) else None
        if titled or above or (below and (set_in[index + 1] or _BEGIN.match(below.folded))):
            found.add(after.span.start)
    return frozenset(found)


def _torn(clean: Clean) -> tuple[frozenset[int], frozenset[int]]:
    """Clean positions at which a page's foot or head was cut out, where a sentence may run on, and those of any notice:
    across it runs on a wrapped paragraph whose indented first line breaks off."""
    feet = {n.span.end for n in clean.noise if n.kind == "footer"}
    every = {n.span.end for n in clean.noise}

    def behind(ends: set[int]) -> frozenset[int]:
        return frozenset(run.clean for run in clean.runs if run.reading in ends or run.reading - 1 in ends)

    return behind(feet), behind(every)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def width(text: str) -> int:
    """Columns of a line: all but the characters of ASCII count two."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _columns(text: str, rows: Sequence[Line]) -> tuple[int | None, int | None]:
    """The column at which the text is wrapped, counted in display columns and in characters; None where there is none."""
    raw = [line.span.of(text).rstrip() for line in rows if line.text]
    ended = [_ended(line.folded) for line in rows if line.text]
    return _column([width(r) for r in raw], ended), _column([2 * len(r) for r in raw], ended)


def _column(widths: list[int], ended: list[bool]) -> int | None:
    """The width near which most lines of some length end (within two characters), less two characters; lines that are
    wrapped mostly break off in mid-sentence."""
    if len(widths) < 8:
        return None
    buckets = Counter(w // 2 for w in widths if 24 <= w <= 140)
    if not buckets:
        return None
    top = max(buckets, key=lambda b: (buckets[b] + buckets[b - 1] + buckets[b + 1], b))
    near = [end for w, end in zip(widths, ended, strict=True) if abs(w // 2 - top) <= 2]
    if 2 * sum(near) > len(near):
        return None
    if len(near) * 2 < len([w for w in widths if w >= max(24, top)]) or sum(w > 2 * top + 12 for w in widths) > len(widths) // 8:
        return None
    return 2 * top - 4


def _inside(before: str, folded: str, raw_after: str, after: str, columns: tuple[int | None, int | None], *, torn: bool) -> bool:
    """Whether the break between two lines stands inside a paragraph."""
    if _CONTINUES.match(after.lstrip()) or _open(before, after):
        return True
    full = _full(before, columns)
    ended = _ended(folded)
    if _SET_IN.match(raw_after) or (ended and folded.endswith("：")):
        return False
    if not ended and (not _HEADING_LINE.match(folded) or "。" in folded) and not _BEGIN.match(after) and _outdented(before, columns):
        return True
    running = not _HEADING_LINE.match(folded) or "。" in folded
    if not ended and not running and not _BEGIN.match(after):
        hanging = bool(re.match(r"[　 ]{2,}", before)) and len(after) <= 30 and not _ended(after)
        return full or bool(_SPOKEN_ON.search(folded) and not folded.endswith("了")) or hanging
    if _BEGIN.match(after):
        return full and not ended and not _HEADING_LINE.match(folded)
    if ended:
        return full
    if folded.endswith("；") and len(before) >= _PARAGRAPH:
        return full
    if _OPEN_END.search(folded):
        return True
    if torn and running and not _DATED.fullmatch(folded):
        return True
    if any(columns):
        return full
    return (len(before) >= 45 and folded[-1] not in "）)") or (bool(_SPOKEN_ON.search(folded)) and len(before) >= 20)


_PARAGRAPH = 80  # characters of a line that was not wrapped, so that its ； ends a paragraph
_DATED = re.compile(rf"[{YEAR_DIGITS}\d]{{4}}年.{{1,8}}")
_PAIRS = (("“", "”"), ("《", "》"))


def _open(before: str, after: str) -> bool:
    """Whether a quote or title that opens on one line closes on the next."""
    for opening, closing in _PAIRS:
        close = after.find(closing)
        if before.rfind(opening) > before.rfind(closing) and 0 <= close <= 20 and opening not in after[:close] and not _STOP.search(before):
            return True
    return False


def _outdented(line: str, columns: tuple[int | None, int | None]) -> bool:
    """Whether a line would be full had it not lost the two characters by which first lines are set in."""
    return not line[:1].isspace() and _full(f"　　{line}", columns)


def _full(line: str, columns: tuple[int | None, int | None]) -> bool:
    """Whether a line goes up to the column; one far beyond it was not wrapped there (a title above the text)."""
    by_width, by_count = columns
    wide, count = width(line), 2 * len(line)
    return (by_width is not None and by_width <= wide <= by_width + _BEYOND) or (
        by_count is not None and by_count <= count <= by_count + _BEYOND
    )
