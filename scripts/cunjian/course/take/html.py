"""One self-contained web page of a course: style inside, no script, readable in any program that shows HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from cunjian.course.take import blocks
from cunjian.course.take.place import Place, qr_svg
from cunjian.model import Cited, Course, Lesson

KIND = {"speech": "讲话稿", "practice": "做法", "village": "案例村", "term": "术语", "figure": "数字"}
_HEADING = re.compile(r"(</?h)([2-6])\b")
STYLE = """
body { margin: 0 auto; padding: 1.2em 1em 3em; max-width: 42em; font: 17px/1.85 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #222; background: #fff; }
h1, h2, h3, .q { font-family: "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif; line-height: 1.45; }
h1 { font-size: 1.65em; border-bottom: 2px solid #9b2226; padding-bottom: .4em; }
h2 { font-size: 1.3em; margin-top: 2.2em; color: #7f1d1d; }
h3, h4, h5, h6 { font-size: 1.08em; margin-top: 1.6em; }
a { color: #9b2226; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid #ccc4b8; padding: .3em .7em; text-align: left; }
pre { overflow-x: auto; background: #f6f3ee; padding: .6em .8em; }
.card, .said { margin: 1em 0; padding: .6em 1em; border: 1px solid #e3ddd3; border-left: 4px solid #9b2226; border-radius: 3px; background: #fbf9f5; overflow-wrap: anywhere; }
.card p, .said p { margin: .2em 0; }
.q { font-size: 1.08em; margin: .2em 0; padding: 0; }
.src, .facts { color: #5c564d; font-size: .84em; }
.lost { color: #5c564d; border-left-color: #999; }
.ask { margin: 1.6em 0; padding: .1em 1.2em .6em; border: 1px solid #9a6a00; border-radius: 3px; }
.qr { float: right; margin: 0 0 .5em 1em; }
nav ol { padding-left: 1.4em; }
@media print { body { max-width: none; font-size: 12pt; } .card, .said, .ask, tr { break-inside: avoid; } h2 { break-after: avoid; } }
"""  # noqa: E501


def page(course: Course, place: Place) -> str:
    """The whole file."""
    body = [_head(course, place)]
    if course.opening:
        body += pieces(course.opening, place)
    rows = "".join(f'<li><a href="#l{lesson.number}">{escape(lesson.title)}</a></li>' for lesson in course.lessons)
    body.append(f"<nav><ol>{rows}</ol></nav>" if rows else "")
    for lesson in course.lessons:
        body.append(f'<h2 id="l{lesson.number}">{escape(lesson.title)}</h2>')
        body += pieces(lesson, place, down=1)
    return document(course.title, "\n".join(b for b in body if b))


def document(title: str, body: str, head: str = "") -> str:
    """HTML around a body."""
    return (f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
            f'content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n{head}'
            f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n")  # fmt: skip


def _head(course: Course, place: Place) -> str:
    url = place.course(course)
    told = [f"对象：{course.audience}" if course.audience else "",
            f"课时：{course.minutes} 分钟" if course.minutes else ""]  # fmt: skip
    facts = " · ".join(escape(x) for x in told if x)
    goals = "".join(f"<li>{escape(goal)}</li>" for goal in course.goals)
    return "\n".join(x for x in (
        f'<div class="qr">{qr_svg(url)}</div>' if url else "",
        f"<h1>{escape(course.title)}</h1>",
        f'<p class="facts">{facts}</p>' if facts else "",
        f"<h2>目标</h2>\n<ul>{goals}</ul>" if goals else "",
    ) if x)  # fmt: skip


def pieces(lesson: Lesson, place: Place, down: int = 0) -> Iterator[str]:
    """The body of a lesson, with its headings (h2 and below) ``down`` levels further down."""
    for piece in lesson.pieces:
        if piece.kind == "reference":
            yield from (_alone(part, place) for part in piece.parts if isinstance(part, Cited))
            continue
        made, cited = blocks.html(piece.parts)
        made = _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + down, 6)}", made)
        made = blocks.marked(made, cited, lambda c: _inline(c, place))
        yield f'<div class="ask">\n{made}\n</div>' if piece.kind == "questions" else made


def _inline(cited: Cited, place: Place) -> str:
    url, name = place.url(cited), escape(blocks.named(cited))
    if url:
        return f'<a href="{escape(url)}">{name}</a>'
    return name if cited.id is None else f'{name}<span class="src">（{escape(place.code(cited))}）</span>'


def _alone(cited: Cited, place: Place) -> str:
    lead = f"<p><b>{escape(cited.words)}</b></p>" if cited.words else ""
    if cited.id is None or cited.state == "gone":
        return f'<div class="said lost">{lead}<p>{escape(blocks.lost(cited))}</p></div>'
    url, told = place.url(cited), escape(place.told(cited))
    where = f'<a href="{escape(url)}">{told}</a>' if url else told
    said = f'<blockquote class="q">{escape(cited.about)}</blockquote>' if cited.about else ""
    source = f'<p class="src">{f"——{escape(cited.source)}<br>" if cited.source else ""}{where}</p>'
    if cited.sentence:
        note = '<p class="src">这一句在引用之后有改动，这里是现在的原文。</p>' if cited.state == "changed" else ""
        return f'<div class="said">{lead}{said}{source}{note}</div>'
    place_of = f" · {escape(cited.place)}" if cited.place else ""
    items = f"<p>指：{escape('、'.join(cited.items))}。</p>" if cited.items else ""
    rows = "".join(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in cited.figures)
    table = f"<table><tr><th>量的是什么</th><th>原文数字</th></tr>{rows}</table>" if rows else ""
    head = f'<p><b>{escape(cited.title)}</b> <span class="src">{KIND[cited.kind]}{place_of}</span></p>'
    return f'<div class="card">{lead}{head}{items}{said}{table}{source}</div>'
