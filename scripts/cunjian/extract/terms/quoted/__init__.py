"""Names in quotation marks: “三单”管理, “屋场夜话”; told apart from emphasis, metaphor, speech and honours.

``marks`` pairs the marks, ``verdict`` judges each quote, with ``rhetoric`` for what quotes say that is no name and ``behind`` for the class
word, what stands beside it may overrule that, and ``name`` makes the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from cunjian.extract.terms.quoted.marks import Quote, quotes
from cunjian.extract.terms.quoted.name import seen
from cunjian.extract.terms.quoted.verdict import verdict
from cunjian.extract.terms.seen import Seen, bare
from cunjian.model import Document, Words

_UNPROVED = ("quoted", "quoted-name")  # 蹲出“红色加速度”: a title that says it alone makes a picture

_TOLD_APART = frozenset(("quoted-list", "quoted-formula"))  # these say of themselves where they end; the others points find


def find(text: str, document: Document, words: Words) -> Iterator[Seen]:
    """Names in quotes; what is accepted at one place of a speech is accepted wherever it is quoted there, but for colours: “红色”机制 is a
    name, “红色”底色 none."""
    found = list(quotes(text, document))
    verdicts = [verdict(q, words) for q in found]
    verdicts = ["title" if q.in_title and v in _UNPROVED else v for q, v in zip(found, verdicts, strict=True)]
    verdicts = _neighbours(text, found, verdicts)
    verdicts = [v if q.closed or v in _TOLD_APART else "emphasis" for q, v in zip(found, verdicts, strict=True)]
    accepted = {core for q, v in zip(found, verdicts, strict=True) if v.startswith("quoted") and not (core := bare(q.content)).endswith("色")}
    for quote, rule in zip(found, verdicts, strict=True):
        if rule.startswith("quoted") or bare(quote.content) in accepted:
            yield seen(quote, rule if rule.startswith("quoted") else "quoted-elsewhere", words)


def _neighbours(text: str, quotes: list[Quote], verdicts: list[str]) -> list[str]:
    """“A”“B”“C” and “A”、“B” stand or fall together, unless one is rhetoric on its own."""
    out = list(verdicts)
    for index in range(1, len(quotes)):
        between = text[quotes[index - 1].span.end : quotes[index].span.start]
        if between not in ("", "、", "和", "与", "及", "以及"):
            continue
        one, two = out[index - 1], out[index]
        if one.startswith("quoted") and two in ("short", "emphasis", "list"):
            out[index] = "quoted-in-a-row"
        elif one in ("rhetoric", "metaphor", "spoken", "honour") and two in (
            "quoted",
            "quoted-shorthand",
            "short",
            "quoted-name",
        ):
            out[index] = one
        elif two.startswith("quoted") and one in ("short", "emphasis", "list"):
            out[index - 1] = "quoted-in-a-row"
    return out
