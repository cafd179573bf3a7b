"""Which quotation marks of a speech belong together, and what stands in them, before them and behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from cunjian.model import Document, Span, value

_PAIR = re.compile(r"“([^“”\n]{1,60})”")
_INNER = re.compile(r"‘([^‘’“”，。\n]{2,16})’")
_LOST_CLOSING = re.compile(r"“([^“”，。；：！？（\n的等]{2,24}+)(?!等|[^“”\n]{0,400}”)")
_BEYOND = re.compile("[，。；：！？]|[、的]$")  # no quote that a second opening mark would close holds this
_LOST_OPENING = re.compile(r"^[　 ]*([\u4e00-\u9fff]{3,10})”")
_QUOTE = re.compile("[\"“”‘’]")
_BOOK = re.compile("《"), re.compile("》")
_STOPS = re.compile(r"[，。；：！？、”》）]")
_SENTENCE = ("", "。", "！", "？")
_TURNABLE, _CLAUSE_ENDS = frozenset("变从由把将让使"), frozenset("，；。！")
_SPACE = re.compile("[ 　]")
_QUOTE_BEFORE, _QUOTE_BEHIND = re.compile("”[、和与及]?$"), re.compile("[、和与及]?“")
_TURN = "(?:为|到|向|变|成|变成|变为|转向|走向|转变为|[联抱拧捏凝炼化织串聚建][成为])"
_TURNED, _TURNS = re.compile(rf"[变从由把将让使]“[^“”]{{1,12}}”{_TURN}$"), re.compile(rf"{_TURN}“")
_UNEVEN = re.compile("“[^”]*“|^[^“]*”|”[^“]*”")


@value()
class Quote:
    """What stands in quotation marks, with its surroundings."""

    span: Span
    content: str
    before: str  # of the same clause
    after: str
    in_title: bool
    closed: bool  # or its closing mark is lost: 推行“三联制度，即…
    alone: bool  # the sentence begins with it
    beside: bool  # another quote stands right beside it
    turned: bool  # what something quoted has become, or what has become something: 变“无人问津”为“有人管事”
    stands: bool  # between two stops: 会开不拢，“一盆水泼不到两家”，


def quotes(text: str, document: Document) -> Iterator[Quote]:
    """Every pair of the folded clean text, in the order of the parts."""
    for part in document.parts:
        body = part.span.of(text)
        if not _QUOTE.search(body):
            continue
        body = _even(body)
        spans = [(m.start(), m.end(), m.group(1)) for m in _PAIR.finditer(body)]
        spans.extend((m.start(), m.end(), m.group(1)) for m in _INNER.finditer(body))
        spans.extend((m.start(), m.end(), m.group(1)) for m in _LOST_CLOSING.finditer(body))
        lost = _LOST_OPENING.match(body)
        if lost:
            spans.insert(0, (lost.start(1), lost.end(), lost.group(1)))
        opened, closed = ([match.start() for match in mark.finditer(body)] for mark in _BOOK)
        for start, end, content in spans:
            around = body[max(0, start - 20) : start]
            before = _SPACE.sub("", _STOPS.split(around)[-1])  # 变 成“干群同心”
            if body[max(0, start - 1) : start] == "《" or bisect_left(opened, start) > bisect_left(closed, start):
                continue
            span = Span(part.span.start + start, part.span.start + end)
            yield Quote(
                span, content, before, body[end : end + 48],
                in_title=part.kind in ("title", "byline"),
                closed=body[end - 1] in "”’",
                alone=around[-1:] in _SENTENCE,
                beside=bool(_QUOTE_BEFORE.search(around) or _QUOTE_BEHIND.match(body, end)),
                turned=bool(_TURNED.search(around) or (around[-1:] in _TURNABLE and _TURNS.match(body, end))),
                stands=around[-1:] in _CLAUSE_ENDS and body[end : end + 1] in _CLAUSE_ENDS,
            )  # fmt: skip


def _even(body: str) -> str:
    """ASCII quotes taken as opening and closing in turn, and “…“ as a pair, unless the first has lost its closing; same length."""
    if '"' not in body and not _UNEVEN.search(body):
        return body
    out, is_open, since = [], False, 0
    for at, char in enumerate(body):
        lost = char == "“" and is_open and _BEYOND.search(body[since:at])
        if char == '"' or (char in "“”" and '"' not in body and is_open == (char == "“") and not lost):
            out.append("”" if is_open else "“")
            is_open = not is_open
        else:
            out.append(char)
            is_open = char == "“" or (is_open and char != "”")
        since = at + 1 if out[-1] == "“" else since
    return "".join(out)
