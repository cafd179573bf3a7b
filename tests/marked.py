"""Readings made from a few marks, so that a gathering test reads like the speeches it is about.

    一、标题          a heading (its section is a practice)
    {三长制}          a term;  {三长制|三长,三长机制} with aliases;  {“三单”管理=甲,乙} with items of the text
    [清溪县/山寨村]     a village with its place;  [山寨村] without
    <30万元>          a figure

The marks are not part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from cunjian.model import (
    Category,
    Clean,
    Correction,
    Curation,
    Document,
    FigureMention,
    Item,
    Part,
    PracticeMention,
    Raw,
    Reading,
    ReferenceTerm,
    Sentence,
    Span,
    TermMention,
    VillageMention,
    Words,
)

_MARK = re.compile(r"\{([^}]*)\}|\[([^\]]*)\]|<([^>]*)>")
_SENTENCE = re.compile(r"[^。\n]*[^。\n\s][^。\n]*。?")


def reading(marked: str, file: str = "sources/a.txt", place: int = 0, where: str | None = None) -> Reading:
    """One speech; ``where``: the place it is held in."""
    text, found = _unmark(marked)
    parts: list[Part] = []
    sentences: list[Sentence] = []
    heading: int | None = None
    for line in re.finditer(r"[^\n]+", text):
        span = Span(line.start(), line.end())
        if match := re.match(r"[一二三四五六七八九十]、(.+)", line.group()):
            parts.append(Part("heading", span, 1, match.group(1).rstrip("。"), "numbered"))
            heading = len(parts) - 1
        else:
            parts.append(Part("paragraph", span, section=heading))
        for n, each in enumerate(_SENTENCE.finditer(text, span.start, span.end)):
            sentences.append(Sentence(Span(each.start(), each.end()), f"a{len(sentences)}-{n}", len(parts) - 1))
    document = Document(text.split("\n")[0], tuple(parts), tuple(sentences), place=where)
    raw = Raw(file, place, sha256(text.encode()).hexdigest(), "txt", "utf-8", text)
    made = Reading(raw, Clean.whole(text), document, practices=_practices(document))
    return _with_mentions(made, found)


def _unmark(marked: str) -> tuple[str, list[tuple[str, str, Span]]]:
    text, found, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        kind, inside = next((k, v) for k, v in zip("tvf", match.groups(), strict=True) if v is not None)
        shown = inside.split("=")[0].split("|")[0].split("/")[-1] if kind != "f" else inside
        found.append((kind, inside, Span(len(text), len(text) + len(shown))))
        text += shown
        at = match.end()
    return text + marked[at:], found


def _practices(document: Document) -> tuple[PracticeMention, ...]:
    out = []
    for number, part in enumerate(document.parts):
        inside = tuple(n for n, s in enumerate(document.sentences) if document.parts[s.part].section == number)
        if part.kind == "heading" and inside:
            out.append(PracticeMention(number, inside, "为民服务", "test"))
    return tuple(out)


def _with_mentions(made: Reading, found: Iterable[tuple[str, str, Span]]) -> Reading:
    text = made.clean.text
    terms, villages, figures = [], [], []
    for kind, inside, span in found:
        sentence = next(s.span for s in made.document.sentences if s.span.covers(span))
        if kind == "t":
            rest, _, items = inside.partition("=")
            name, _, aliases = rest.partition("|")
            spans = [Item(i, Span(text.index(i), text.index(i) + len(i))) for i in items.split(",") if i]
            bare = re.sub("[“”]", "", name)
            kept = tuple(a for a in aliases.split(",") if a)
            terms.append(TermMention(span, bare, "test", "method", kept, tuple(spans)))
        elif kind == "v":
            place, _, name = inside.rpartition("/")
            villages.append(VillageMention(span, name, "test", place or None, (sentence,)))
        else:
            figures.append(
                FigureMention(span, "test", "收入", 1.0, None, None, "万元", None, None, "stated", "other", None)
            )
    return Reading(made.raw, made.clean, made.document, tuple(terms), tuple(villages), tuple(figures),
                   practices=made.practices)  # fmt: skip


def curation(
    *terms: ReferenceTerm, names: Iterable[str] = (), corrections: Iterable[Correction] = (), words: Words | None = None
) -> Curation:
    """What people decided."""
    categories = (Category("为民服务", "", {}), Category("班子建设", "", {}))
    return Curation(categories, terms, tuple(names), (), tuple(corrections), words or Words({}, {}))


def correct(page: str, action: str, value: str = "true", citation: str | None = None) -> Correction:
    return Correction(page, action, value, f"curation/corrections.yml {page}", citation)
