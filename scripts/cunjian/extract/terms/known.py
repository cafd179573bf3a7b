"""Names of the reference list (curation/terms.yml) and of mechanisms in use everywhere, wherever they stand, quoted or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from cunjian.extract.terms.seen import OPEN, Seen
from cunjian.model import Curation, Span

_REACH, _CLOSED = 12, re.compile("[》\n]")  # from the beginning of a title to a name in it: 民情日记 inside the title of a book
_MORE = re.compile(
    r"(?<=工作)(?:组(?![织成])|队(?!伍))|[站点岗](?=[、，。；”])|员(?!工)|[牌栏墙卡](?![\u4e00-\u9fff])|工作室|贷(?!款)|制(?![度定约作造])|[户长](?![\u4e00-\u9fff])|\+(?![\w“])"
)
_WHOSE = 4  # characters in front of a quote that say whose it is
_SO_MANY = re.compile(r"[\d*][余多]?名$")  # 1100余名党员联系农户6800余户 tells what they do
_QUOTES = re.compile("[“”‘’]")
_FORMULAS = ("digit-formula", "quoted-formula")
_COMMON_KINDS = ("meeting", "method", "institution", "campaign")  # lists of curation/words/mechanisms.yml


class _Table:
    """The names of one reference list, with the automaton that finds them."""

    def __init__(self, curation: Curation) -> None:
        listed = [(n, t.name) for t in curation.terms for n in (t.name, *t.aliases)] + [(n, n) for n in curation.names]
        common = {n: kind for kind in _COMMON_KINDS for n in curation.words[f"mechanisms.{kind}"]}
        listed += [(n, n) for n in sorted(common.keys() - {n for n, _ in listed})]
        self.curation = curation
        self.names = tuple(listed)
        self.never = frozenset(curation.words["terms.generic"])
        self.common = frozenset(curation.words["terms.common"])
        self.plain_tails = frozenset(curation.words["terms.plain_tails"])
        self.goes_on = frozenset(curation.words["mechanisms.goes_on"])
        written = [name for name, _ in listed]
        self.written = frozenset(written)
        self.kinds = common | {n: t.kind for t in curation.terms for n in (t.name, *t.aliases)}
        self.items = {n: t.items for t in curation.terms if t.items for n in (t.name, *t.aliases)}
        self.automaton = AhoCorasick(written, matchkind=MatchKind.LeftmostLongest) if written else None


_last: list[_Table] = []


def _table(curation: Curation) -> _Table:
    """The table of a curation, kept while the same curation is asked for."""
    if not _last or _last[0].curation is not curation:
        _last[:] = [_Table(curation)]
    return _last[0]


def facts(curation: Curation) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The kinds and the items that the list gives for its names."""
    table = _table(curation)
    return table.kinds, table.items


def find(text: str, curation: Curation) -> Iterator[Seen]:
    """Reference names in the folded clean text; quote marks inside a name are looked through."""
    table = _table(curation)
    if table.automaton is None:
        return
    before = [match.start() - index for index, match in enumerate(_QUOTES.finditer(text))]
    squeezed = text.replace("“", "").replace("”", "").replace("‘", "").replace("’", "")  # each far quicker than a pattern

    def place(at: int) -> int:
        """Where the character ``at`` of the squeezed text stands in the text."""
        return at + bisect_right(before, at)

    for index, start, end in table.automaton.find_matches_as_indexes(squeezed):
        span = Span(place(start), place(end - 1) + 1)
        raw = span.of(text)
        at = raw.find("“")
        closed = text[span.end : span.end + 1] == "”"
        if 0 < at <= _WHOSE and closed and (raw[at - 1] == "”" or raw[at + 1 :] in table.written):  # 社区|“大党委”, “好婆婆|”“好媳妇”
            continue
        if raw.count("“") != raw.count("”"):  # 三单”管理 lost its opening mark to the span's edge
            span = Span(span.start - (text[span.start - 1 : span.start] == "“"), span.end)
        written, name = table.names[index]
        if written.startswith(("星级", "级")) and text[span.start - 1 : span.start] in tuple("一二三四五六七八九十"):
            continue
        does = text[span.end : span.end + 1].isdigit() and _SO_MANY.search(text, max(0, span.start - 4), span.start)
        if does or _in_title(text, span.start):
            continue
        if text[span.end - 1 : span.end + 1] in table.goes_on:
            continue
        if written in table.never or ("建在" in written and text[span.start - 1 : span.start] in ("把", "将")):
            continue  # 把支部建在产业链上 tells what is done
        if more := _MORE.match(text, span.end):  # 党员代办|员
            span, name = Span(span.start, more.end()), written + more.group()
            written = name
        if written in table.common and "“" not in raw and text[span.start - 1 : span.start] != "“":
            continue
        yield Seen(span, name, "reference-name", aliases=(written,) if written != name else (), core=name)


def _in_title(text: str, at: int) -> bool:
    """Whether a name is a part of the title of a book, and not all of it."""
    opened = text.rfind("《", max(0, at - _REACH), at)
    return 0 <= opened < at - 1 and not _CLOSED.search(text, opened, at)


def one_name_each(found: Sequence[Seen], text: str, curation: Curation) -> list[Seen]:
    """Of a known name and a longer sighting that ends with it, the longer (为民服务代办制: points have weighed both).  Of one
    that begins with it and only goes on with a part or a place of it, the known name (三变改革试点).  With a formula right
    behind it, one: 党员联系户1+10."""
    tails = _table(curation).plain_tails
    known = {one.span.end: one for one in found if one.rule == "reference-name"}
    begun = {one.span.start: one for one in known.values()}
    said_of = {one.span.start: one for one in found if one.rule in _FORMULAS}
    out: list[Seen] = []
    dropped: set[int] = set()
    for one in found:
        if one.rule in OPEN and (inner := begun.get(one.span.start)) and text[inner.span.end : one.span.end] in tails:
            continue
        if one.rule == "reference-name" and (more := said_of.get(one.span.end)):
            span, names = Span(one.span.start, more.span.end), (more.name, *more.aliases)
            out.append(Seen(span, one.name + more.name, more.rule, names, more.core))
            dropped.add(id(more))
            continue
        out.append(one)
        inner = known.get(one.span.end)
        if inner and one.span.start < inner.span.start and "“" not in one.span.of(text):
            dropped.add(id(inner))
    return [one for one in out if id(one) not in dropped]
