"""Room beside render: entries become what search.html filters, one classic script that works without a server.

Simple for now: names, titles, headings, aliases and their pinyin, no running text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pypinyin import Style, lazy_pinyin

from cunjian.model import Book

_FOLDERS = {"s": "speeches", "p": "practices", "v": "villages", "t": "terms"}


def files(book: Book) -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of every file the search page needs."""
    rows = ",\n".join(_script(row) for row in _rows(book))
    yield "assets/names.js", f"window.cunjianNames=[\n{rows}\n];\n"


def _rows(book: Book) -> Iterator[list[str]]:
    """Kind, name, what else it is called, a word of context, pinyin, initials, address."""
    place = {s.id: s.place or "" for s in book.speeches}
    title = {s.id: s.title for s in book.speeches}
    for term in book.terms:
        yield _row("术语", term.id, term.name, "、".join(term.aliases), "")
    for village in book.villages:
        yield _row("案例村", village.id, village.name, "、".join(village.aliases), village.place or "")
    for practice in book.practices:
        context = place.get(practice.speech) or title.get(practice.speech, "")
        yield _row("做法", practice.id, practice.title, practice.above or "", context)
    for speech in book.speeches:
        yield _row("讲话稿", speech.id, speech.title, speech.occasion or "", speech.place or "")


def _row(kind: str, id: str, name: str, also: str, context: str) -> list[str]:
    syllables = [_plain(s) for s in lazy_pinyin(name, style=Style.NORMAL)]
    initials = "".join(s if s in name.lower() else s[:1] for s in syllables)  # 3A stays whole
    return [kind, name, also, context, "".join(syllables), initials, f"{_FOLDERS[id[0]]}/{id}.html"]


def _plain(syllable: str) -> str:
    return "".join(c for c in syllable.lower() if c.isalnum())


def _script(row: list[str]) -> str:
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
