"""Courses (课程): the overview, a page a course, a page a lesson; a code becomes a card, a sentence a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cunjian import labels
from cunjian.model import Cited, Course, Lesson, Piece
from cunjian.render import escape
from cunjian.render.addresses import crumbs, lesson_address, link, relative
from cunjian.render.page import Page
from cunjian.render.view import View

INDEX = "courses/index.md"
_ALONE = {"hide": ["navigation", "toc"]}
_A_MINUTE = 300  # characters
_NOT_THERE = {
    "withdrawn": "此处所引的{kind}已撤下。",
    "gone": "此处所引的句子已不在原文里。",
    "unknown": "此处所引的页面不在本库。",
}


def pages(view: View) -> Iterator[Page]:
    """Every page of every course; nothing, not even the overview, where there is no course."""
    if view.book.courses:
        yield _overview(view)
    for course in view.book.courses:
        yield _home(view, course)
        for at, lesson in enumerate(course.lessons):
            yield _Lesson(view, course, at, lesson).page()
        yield from (_former(course, number) for number in course.former)


def _overview(view: View) -> Page:
    blocks = [crumbs(INDEX, ("课程", None)), "# 课程",
              "教师用本库的原文备的课：每一处引文都能回到讲话稿，每一条做法、案例村、术语都有固定页码。"]  # fmt: skip
    for course in view.book.courses:
        if not course.withdrawn:
            goals = "\n".join(f"- {escape.text(goal)}" for goal in course.goals)
            blocks += [f"## {link(INDEX, _address(course), course.title)} {{: #{course.name} }}", _facts(course), goals]
    if all(course.withdrawn for course in view.book.courses):
        blocks.append("目前没有课程。")
    return Page(INDEX, "课程", "\n\n".join(b for b in blocks if b), _ALONE)


def _home(view: View, course: Course) -> Page:
    path = _address(course)
    trail = crumbs(path, ("课程", INDEX), (course.title, None))
    if course.withdrawn:
        body = [trail, "# 本课程已撤下", "这里原是一门课程，现已撤下；地址保留，以便查对旧的引用。"]
        return Page(path, "已撤下的课程", "\n\n".join(body), _ALONE)
    blocks = [trail, f"# {escape.block(course.title)}", _facts(course)]
    if course.goals:
        blocks += ["## 目标 {: #goals }", "\n".join(f"- {escape.text(goal)}" for goal in course.goals)]
    if course.opening:
        blocks.append(_body(view, path, course.opening))
    rows = []
    for lesson in course.lessons:
        to = link(path, lesson_address(course, lesson.number), lesson.title)
        rows.append(f"1. {to} <small>{_time(_length(lesson))}</small>{_tick(course, lesson.number)}")
    if rows:
        blocks += [f"## 共 {len(rows)} 课 {{: #lessons }}",
                   '<div class="cj-lessons" markdown="1">\n\n' + "\n".join(rows) + "\n\n</div>"]  # fmt: skip
    return Page(path, course.title, "\n\n".join(blocks), _ALONE)


def _former(course: Course, number: int) -> Page:
    path = lesson_address(course, number)
    trail = crumbs(path, ("课程", INDEX), (course.title, _address(course)), (f"第 {number} 页", None))
    now = "" if course.withdrawn else f"请从 {link(path, _address(course), course.title)} 进入现在的各课。"
    body = [trail, "# 这一课已撤下", f"这里原是一课，现已不在课程中；地址保留，以便查对旧的引用。{now}"]
    return Page(path, "已撤下的一课", "\n\n".join(body), _ALONE)


@dataclass(frozen=True, slots=True)
class _Lesson:
    """The page of one lesson."""

    view: View
    course: Course
    at: int
    lesson: Lesson

    def page(self) -> Page:
        course, path = self.course, lesson_address(self.course, self.lesson.number)
        trail = crumbs(path, ("课程", INDEX), (course.title, _address(course)), (self.lesson.title, None))
        place = f"第 {self.at + 1} 课，共 {len(course.lessons)} 课 · {_time(_length(self.lesson))}"
        blocks = [trail, f"# {escape.block(self.lesson.title)}", f"{place}\n{{: .cj-lead }}", self._reading(path),
                  _body(self.view, path, self.lesson), _tick(course, self.lesson.number, "学完这一课"),
                  self._ways(path)]  # fmt: skip
        return Page(path, f"{self.lesson.title} · {course.title}", "\n\n".join(b for b in blocks if b), _ALONE)

    def _reading(self, path: str) -> str:
        """The pages to read and how long each takes."""
        once: dict[str, Cited] = {}
        for cited in references([self.lesson]):
            if cited.id and not cited.sentence and cited.kind != "figure" and cited.state in ("stands", "moved"):
                once.setdefault(cited.id, cited)
        rows = [f"- {self.view.to(path, id)} <small>{labels.KIND[c.kind]} · {_time(c.length)}</small>"
                for id, c in once.items()]  # fmt: skip
        if not rows:
            return ""
        count = f"课前阅读（{len(rows)} 页，{_time(sum(c.length for c in once.values()))}）"
        return f'<details class="cj-reading" markdown="1" open>\n<summary>{count}</summary>\n\n' + "\n".join(rows) + "\n\n</details>"

    def _ways(self, path: str) -> str:
        lessons = self.course.lessons
        ways = []
        if self.at > 0:
            last = lessons[self.at - 1]
            ways.append("上一课 " + link(path, lesson_address(self.course, last.number), last.title))
        ways.append(link(path, _address(self.course), "本课程目录"))
        if self.at + 1 < len(lessons):
            following = lessons[self.at + 1]
            ways.append("下一课 " + link(path, lesson_address(self.course, following.number), following.title))
        rows = "\n".join(f"- {way}" for way in ways)
        return f'<nav class="cj-ways" aria-label="课程翻页" markdown="1">\n\n{rows}\n\n</nav>'


def references(lessons: Iterable[Lesson]) -> Iterator[Cited]:
    """Every reference of lessons, in order."""
    for lesson in lessons:
        for piece in lesson.pieces:
            yield from (part for part in piece.parts if isinstance(part, Cited))


# --------------------------------------------------------------------------- what a lesson says


def _body(view: View, path: str, lesson: Lesson) -> str:
    return '<div class="cj-lesson" markdown="1">\n\n' + "\n\n".join(_pieces(view, path, lesson.pieces)) + "\n\n</div>"


def _pieces(view: View, path: str, pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.kind == "reference":
            yield from (_block(view, path, part) for part in piece.parts if isinstance(part, Cited))
            continue
        text = "".join(p if isinstance(p, str) else _inline(view, path, p) for p in piece.parts).strip("\n")
        if piece.kind == "questions":
            text = f'<div class="cj-questions" markdown="1">\n\n{text}\n\n</div>'
        yield text


def _inline(view: View, path: str, cited: Cited) -> str:
    """A reference inside a sentence of the trainer's."""
    if cited.id is None or cited.state == "gone":
        return f'{escape.text(cited.words or "")}<span class="cj-lost">〔{_lost(cited)}〕</span>'
    if cited.sentence and cited.evidence:
        place = f"{relative(path, view.address(cited.id))}#{cited.evidence.anchor}"
        if cited.words:
            return f"[{escape.text(cited.words)}]({place})"
        return f"“{view.quote(path, cited.evidence)}”"
    return view.to(path, cited.id, cited.words or (None if cited.kind != "figure" else _figure(cited)))


def _block(view: View, path: str, cited: Cited) -> str:
    """A reference on a line of its own: a quotation or a card."""
    lead = f'<p class="cj-own">{escape.html(cited.words)}</p>\n\n' if cited.words else ""
    if cited.id is None or cited.state == "gone":
        return f'<div class="cj-cited cj-lost" markdown="1">\n\n{lead}{_lost(cited)}\n\n</div>'
    if cited.sentence and cited.evidence:
        note = "<br>这一句在引用之后有改动，这里是现在的原文。" if cited.state == "changed" else ""
        said = f"<blockquote markdown=\"1\">\n\n{view.quote(path, cited.evidence)}\n\n</blockquote>"
        origin = f"<small>{view.origin(path, cited.id)}{note}</small>"
        return f'<div class="cj-cited cj-citation" markdown="1">\n\n{lead}{said}\n\n{origin}\n\n</div>'
    kind = labels.KIND.get(cited.kind, "数字")
    place = f" · {escape.text(cited.place)}" if cited.place else ""
    name = view.to(path, cited.id, css="cj-name") if cited.kind != "figure" else f"**{_figure(cited)}**"
    said = view.quote(path, cited.evidence) if cited.evidence else escape.text(cited.about)
    if cited.items:
        said = f"指：{escape.text('、'.join(cited.items))}。\n\n{said}"
    badge = f" <small>{escape.text(cited.source)}</small>" if not cited.evidence and cited.kind == "term" else ""
    return (f'<div class="cj-cited" markdown="1">\n\n{lead}{name} <small>{kind}{place} · 页码 {cited.id}</small>\n\n'
            f"{said}{badge}\n\n</div>")  # fmt: skip


def _figure(cited: Cited) -> str:
    return escape.text("：".join(cited.figures[0]) if cited.figures else cited.title)


def _lost(cited: Cited) -> str:
    kind = labels.KIND.get(cited.kind, "条目")
    return f"{_NOT_THERE.get(cited.state, '').format(kind=kind)}（{escape.text(cited.code)}）"


# --------------------------------------------------------------------------- small things


def _address(course: Course) -> str:
    return f"courses/{course.name}.md"


def _facts(course: Course) -> str:
    length = sum(map(_length, course.lessons))
    rows = [("对象", course.audience), ("课时", f"{course.minutes} 分钟" if course.minutes else None),
            ("内容", f"{len(course.lessons)} 课，{_time(length)}" if course.lessons else None)]  # fmt: skip
    lines = [f"- **{label}** {escape.text(value)}" for label, value in rows if value]
    return '<div class="cj-card" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>" if lines else ""


def _length(lesson: Lesson) -> int:
    """Characters of a lesson as it stands on its page."""
    own = "".join(p for piece in lesson.pieces for p in piece.parts if isinstance(p, str))
    cited = sum(len(c.about) for c in references([lesson]) if c.state != "gone")
    return len("".join(own.split())) + cited


def _time(length: int) -> str:
    return f"约 {max(1, -(-length // _A_MINUTE))} 分钟读完"


def _tick(course: Course, number: int, label: str = "学完") -> str:
    """A place for a tick, which the script fills where something can be remembered; an empty box on paper."""
    return f'<span class="cj-tick" data-course="{course.name}" data-lesson="{number}">{label}</span>'
