"""review/report.html: what an editor should look at, each with its place and the line for corrections.yml."""

from __future__ import annotations

import contextlib
import html
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

import msgspec

from cunjian import labels
from cunjian.model import Evidence, Flag, Practice, Speech, Term, Village
from cunjian.render import escape
from cunjian.render.addresses import page_of
from cunjian.render.source import flag_note
from cunjian.render.view import Entry, View

_STYLE = """
body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:72em;margin:2em auto;
padding:0 1em;color:#222;background:#fff}
h1{border-bottom:2px solid #9b2226}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid #ddd;padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f6f3ee}
code{font:13px/1.5 monospace;background:#f6f3ee;user-select:all;white-space:pre-wrap}
summary{cursor:pointer;font-weight:bold;font-size:1.1em;margin:1em 0 .5em}
.where{color:#666;font-size:.85em}
"""


_FIRST, _NEXT, _LAST = b'{\n "entries": [\n', b"\n  },\n", b"\n  }\n ],"  # around the entries of an index
_MOST = 5000  # rows of a section: nobody reads on, and browsers show no more of them at once


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to look at."""

    what: str
    where: str
    line: str  # for curation/corrections.yml
    page: str = ""  # id of the page to open


@dataclass(frozen=True, slots=True)
class Remarks:
    """What stands in the texts: flags, and what was not taken for the speech."""

    flags: tuple[Row, ...]
    noise: tuple[Row, ...]


def report(view: View, remarks: Sequence[Remarks], previous: Iterable[bytes], problems: Sequence[str] = (), most: int = _MOST) -> str:
    """The whole page; ``remarks`` are those of all speeches, ``previous`` the last index.json in pieces, ``most`` the
    rows of a section."""
    told = [Row(problem, "", "") for problem in dict.fromkeys((*problems, *view.book.problems))]
    noise_about = "当作网站提示、页脚等剔除的文字。若其中有讲话内容，请告知维护者，并可先加编者按。"
    sections = [
        ("问题", "要处理的事：读不了的文件、对不上的更正等。", told),
        *_changes(view, previous),
        ("原文提示", "原文疑有差错之处。页面照原样显示并加标记；需要说明的，可加编者按。", (row for one in remarks for row in one.flags)),
        ("拿不准的", "程序没有把握，请过目。", _uncertain(view)),
        ("未计入正文的内容", noise_about, (row for one in remarks for row in one.noise)),
    ]
    body = "\n".join(_section(title, about, rows, most) for title, about, rows in sections)
    book = view.book
    counts = (f"讲话稿 {len(book.speeches)}，做法 {len(book.practices)}，案例村 {len(book.villages)}，"
              f"术语 {len(book.terms)}，数字 {len(book.figures)}。")  # fmt: skip
    how = "右栏是可以贴进 curation/corrections.yml 的一行：点一下即可整行选中，按需要改好再贴；不贴就保持现状。"
    return (f'<!doctype html>\n<html lang="zh"><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>村鉴 编者报告</title><style>{_STYLE}</style>\n'
            f"<h1>编者报告</h1><p>{counts}</p><p>{how}</p>\n{body}\n</html>\n")  # fmt: skip


def paste(page: str, **what: str | bool) -> str:
    """The line for corrections.yml.

    >>> paste("t4k9x2m0c", not_a="term"), paste("s1234abcd", date="2023-05")
    ('- {page: t4k9x2m0c, not_a: term}', '- {page: s1234abcd, date: "2023-05"}')
    """
    return f"- {{page: {page}, " + ", ".join(f"{key}: {_value(value)}" for key, value in what.items()) + "}"


def _value(value: str | bool) -> str:
    if value is True:
        return "true"
    text = escape.visible(str(value))
    return text if text.isascii() and text.isalpha() else json.dumps(text, ensure_ascii=False)


# --------------------------------------------------------------------------- what changed


@dataclass(frozen=True, slots=True)
class Known:
    """What the report needs of an entry of an index."""

    id: str
    kind: str
    name: str
    digest: str | None = None


def _changes(view: View, previous: Iterable[bytes]) -> Iterator[tuple[str, str, Iterable[Row]]]:
    before = {e.id: e for e in _entries(previous)}
    book = view.book
    new: list[Entry] = []
    changed: list[tuple[Entry, Known]] = []
    for entry in chain[Entry](book.speeches, book.practices, book.villages, book.terms):
        known = before.pop(entry.id, None)
        if known is None:
            new.append(entry)
        elif (labels.title(entry), view.digest(entry.id)) != (known.name, known.digest):
            changed.append((entry, known))
    yield "新增", "上次生成之后新出现的条目。", (_entry_row(view, entry) for entry in new)
    yield "变化", "名称或内容与上次不同的条目。", (_entry_row(view, *both) for both in changed)
    yield "消失", "上次有、这次没有的条目；原地址上留有说明。", (
        Row(f"{labels.KIND.get(e.kind, '条目')} {e.name}", f"原地址 {page_of(id)}", paste(id, merge_into="填入接替它的页码"))
        for id, e in before.items()
    )


def _entries(index: Iterable[bytes]) -> Iterator[Known]:
    """The entries of an index as ``data`` writes it, one after another; of one that we did not write there are none."""
    for at, row in enumerate(_rows(index)):
        text, end, _ = row.partition(_LAST)
        if not at and not text.startswith(_FIRST):
            return
        with contextlib.suppress(ValueError):
            yield msgspec.json.decode(text.removeprefix(_FIRST) + b"}", type=Known)
        if end:
            return


def _rows(index: Iterable[bytes]) -> Iterator[bytes]:
    left = b""
    for block in index:
        *rows, left = (left + block).split(_NEXT)
        yield from rows
    yield left


def _entry_row(view: View, entry: Entry, before: Known | None = None) -> Row:
    match entry:
        case Term():
            kind, line = "term", paste(entry.id, not_a="term")
        case Village():
            kind, line = "village", paste(entry.id, not_a="village")
        case Practice():
            kind, line = "practice", paste(entry.id, category=entry.category or "其他")
        case Speech():
            kind, line = "speech", paste(entry.id, withhold=True)
    name = f"{labels.KIND[kind]} {labels.title(entry)}"
    if before and before.name != labels.title(entry):
        name += f"（原名 {before.name}）"
    return Row(name, _first_place(view, entry.id), line, entry.id)


# --------------------------------------------------------------------------- where things stand


def _first_place(view: View, id: str) -> str:
    if id in view.speeches:
        return view.speeches[id].file
    found: Sequence[Evidence] = ()
    if id in view.practices:
        found = (view.practices[id].heading,)
    elif id in view.villages:
        found = view.villages[id].evidence
    elif id in view.terms:
        found = view.terms[id].mentions
    return place(view, found[0]) if found else ""


def place(view: View, evidence: Evidence) -> str:
    """File, line and words of an evidence."""
    return _at(view, view.speeches[evidence.speech], evidence.start, evidence.text)


def _at(view: View, speech: Speech, start: int, words: str) -> str:
    short = words if len(words) <= 60 else words[:59] + "…"
    return f"{speech.file} 第{view.line(speech.id, start)}行：{short}"


def remarks(view: View) -> list[Remarks]:
    """Those of all speeches; a text is fetched only where it is new."""
    return [view.piece(s.id, Remarks, partial(_in_text, view, s.id)) for s in view.book.speeches]


def _in_text(view: View, id: str) -> Remarks:
    speech, source = view.speeches[id], view.source(id)
    reading, flags, noise = source.reading, [], []
    alike: dict[str, list[Flag]] = {}
    for flag in reading.flags:
        alike.setdefault(flag_note(flag), []).append(flag)
    for note, (first, *more) in alike.items():  # a word that is damaged all over a speech is one thing to look at
        where = _at(view, speech, source.origin(first.span).start, first.span.of(source.text))
        lines = dict.fromkeys(view.line(id, source.origin(flag.span).start) for flag in more)
        where += f"；另有 {len(more)} 处：第{'、'.join(map(str, lines))}行" if more else ""
        flags.append(Row(note, where, paste(id, note=note), id))
    for run in reading.clean.noise:
        where = _at(view, speech, run.span.start, run.span.of(reading.raw.text))
        line = paste(id, note=f"第{view.line(id, run.span.start)}行属于正文")
        noise.append(Row(labels.NOISE.get(run.kind, run.kind), where, line, id))
    return Remarks(tuple(flags), tuple(noise))


def _uncertain(view: View) -> Iterator[Row]:
    told = {practice.speech for practice in view.book.practices}
    for speech in view.book.speeches:
        if speech.id not in told and not speech.duplicate_of:
            yield Row("没有读出小标题，所以没有做法；原文若有，请把小标题写成“一、……”单独一行，再重新生成", speech.file, "", speech.id)
        if speech.duplicate_of:
            yield Row(f"与 {speech.duplicate_of} 内容相同", speech.file, paste(speech.id, withhold=True), speech.id)
        for missing, label in (("speaker", "讲话人"), ("place", "地方"), ("date", "日期")):
            if getattr(speech, missing) is None:
                line = paste(speech.id, **{missing: f"填入{label}"})
                yield Row(f"原文没有说明{label}", speech.file, line, speech.id)
    for practice in view.book.practices:
        if practice.category == "其他":
            line = paste(practice.id, category="填入类别")
            yield Row(f"做法 {practice.title}：归不进已有类别", place(view, practice.heading), line, practice.id)
    yield from _uncertain_names(view)


def _uncertain_names(view: View) -> Iterator[Row]:
    names: dict[str, list[str]] = {}
    for village in view.book.villages:
        names.setdefault(village.name, []).append(village.id)
    for village in view.book.villages:
        if len(names[village.name]) > 1:
            other = next(id for id in names[village.name] if id != village.id)
            line = paste(village.id, merge_into=other)
            yield Row(f"{village.name}：同名的村不止一个", _first_place(view, village.id), line, village.id)
        elif village.place is None:
            line = paste(village.id, place="填入地方")
            yield Row(f"{village.name}：原文没有说明在哪里", _first_place(view, village.id), line, village.id)
    for term in view.book.terms:
        if len(term.mentions) == 1 and term.definition is None and not term.items:
            line = paste(term.id, not_a="term")
            yield Row(f"术语 {term.name}：只出现一次，没有释义", _first_place(view, term.id), line, term.id)
        if len(term.items) > 1:
            line = paste(term.id, note="所列不同的原因")
            yield Row(f"术语 {term.name}：各处所列的内容不同", _first_place(view, term.id), line, term.id)


# --------------------------------------------------------------------------- HTML


def _section(title: str, about: str, rows: Iterable[Row], most: int) -> str:
    left = iter(rows)
    lines = [_row(row) for row in islice(left, most)]
    if not lines:
        return f"<details><summary>{title}（0）</summary><p>没有。</p></details>"
    more = sum(1 for _ in left)
    about += f"共 {len(lines) + more} 条，这里列出前 {len(lines)} 条。" if more else ""
    head = "<tr><th>什么</th><th>在哪里</th><th>贴进 corrections.yml</th></tr>"
    return (f"<details open><summary>{title}（{len(lines) + more}）</summary><p>{about}</p>"
            f"<table>{head}\n" + "\n".join(lines) + "\n</table></details>")  # fmt: skip


def _row(row: Row) -> str:
    what = _text(row.what)
    if row.page:
        folder = {"s": "speeches", "p": "practices", "v": "villages", "t": "terms"}[row.page[0]]
        what += f' <a href="../site/{folder}/{row.page}.html">{row.page}</a>'
    code = f"<code>{_text(row.line)}</code>" if row.line else ""
    return f'<tr><td>{what}</td><td class="where">{_text(row.where)}</td><td>{code}</td></tr>'


def _text(words: str) -> str:
    return html.escape(escape.visible(words))
