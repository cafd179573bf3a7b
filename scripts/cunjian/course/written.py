"""What a trainer wrote: front matter, lessons, and where references stand in them (architecture: "Courses").

Headings of the highest level are lessons; a line that holds nothing but ``[[…]]`` is a reference of its own; a heading
that begins with 讨论 or 思考 opens questions.  Everything else is Markdown and stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cunjian.errors import why
from cunjian.yamlfile import Value, parse, sentence

MOST_BYTES = 500_000
_MOST_LESSONS = 200
_FRONT = re.compile(r"\s*---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]*(?=[^#\s])(.*?)[ \t#]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
REFERENCE = re.compile(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")
_ALONE = re.compile(r" {0,3}" + REFERENCE.pattern + r"[ \t]*")
_QUESTIONS = re.compile(r"[（(]?[一二三四五六七八九十\d]{0,3}[）)、.．]*\s*(?:课堂|课后|分组|小组)?(?:讨论|思考)")
_MARKUP = re.compile(r"[*_`]+|\s*\{[^{}]*\}\s*$")


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference as it is written."""

    target: str
    words: str | None
    line: int


Parts = tuple["str | Ref", ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A lesson as it is written: pieces are (text | reference | questions, parts)."""

    title: Parts
    pieces: tuple[tuple[str, Parts], ...]


@dataclass(frozen=True, slots=True)
class Written:
    file: str  # "courses/积分制.md"
    title: str
    audience: str | None = None
    minutes: int | None = None
    goals: tuple[str, ...] = ()
    opening: Section | None = None
    sections: tuple[Section, ...] = ()


def read(path: Path, problems: list[str]) -> Written | None:
    """The course in a file, or None and a problem."""
    file = f"courses/{path.name}"
    text = _text(path, file, problems)
    if text is None:
        return None
    front = _FRONT.match(text)
    fields: dict[str, Value] = {}
    if front:
        yaml, values = parse(front[1], file, text[: front.start(1)].count("\n"))
        for value in values:
            fields |= dict(value.items())
        fields = _known(fields)
    before = text[: front.end()].count("\n") if front else 0
    heading, opening, sections = _Body(text[front.end() :] if front else text, before).read()
    if len(sections) > _MOST_LESSONS:
        problems.append(f"{file}：有 {len(sections)} 课，只列出前 {_MOST_LESSONS} 课；请拆成几门课，或检查标题的级别。")
        sections = sections[:_MOST_LESSONS]
    title = sentence(fields, "title") or heading or path.stem
    found = Written(file, " ".join(title.split()), sentence(fields, "audience"), _minutes(fields),
                    fields["goals"].texts("goals ") if "goals" in fields else (), opening, sections)  # fmt: skip
    if not front:
        problems.append(f"{file} 第1行：没有页首（两道 --- 之间的 title、audience、minutes、goals），"
                        f"课名暂用“{found.title}”；请补上。")  # fmt: skip
    else:
        problems.extend(yaml.problems)
        if not sentence(fields, "title"):
            problems.append(f"{file} 第1行：页首没有 title（课名），暂用“{found.title}”；请补上。")
    if not sections and opening is None:
        problems.append(f"{file}：没有正文，只列出课名；请写上内容，每个标题是一课。")
    return found


def _text(path: Path, file: str, problems: list[str]) -> str | None:
    """The text of the file: UTF-8, or GB18030 as older editors write it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            problems.append(f"{file}：超过 {MOST_BYTES // 1000} KB，没有采用；请拆成几门课。")
            return None
        data = path.read_bytes()
    except OSError as error:
        problems.append(f"{file}：打不开（{why(error)}），没有采用；请检查文件和权限。")
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        found = _CONTROL.search(text)
        if "\0" in text or len(_CONTROL.findall(text)) > max(8, len(text) // 100):
            break
        if found:
            line = text.count("\n", 0, found.start()) + 1
            problems.append(f"{file} 第{line}行：有看不见的控制字符，已略去；请重新输入这一行。")
        return _CONTROL.sub("", text)
    problems.append(f"{file}：不是文字文件，没有采用；请用文本编辑器另存为 UTF-8 的 .md 文件。")
    return None


def _known(fields: dict[str, Value]) -> dict[str, Value]:
    known = ("title", "audience", "minutes", "goals")
    for name, value in fields.items():
        if name not in known:
            value.say(f"不认识“{name}”，没有采用；页首可写 {'、'.join(known)}。")
    return {name: value for name, value in fields.items() if name in known}


def _minutes(fields: dict[str, Value]) -> int | None:
    told = sentence(fields, "minutes")
    if told is None:
        return None
    if re.fullmatch(r"[0-9]{1,4}", told) and int(told):
        return int(told)
    fields["minutes"].say(f"minutes“{told}”不是分钟数，没有采用；请写成 90 这样。")
    return None


class _Body:
    """Markdown cut at lessons, references and questions."""

    def __init__(self, text: str, before: int) -> None:
        self.lines = text.split("\n")
        self.before = before
        self.headings: dict[int, tuple[int, str]] = {}  # line -> level, text
        self.fenced: set[int] = set()
        fence = ""
        for at, line in enumerate(self.lines):
            mark = _FENCE.match(line)
            if fence:
                self.fenced.add(at)
                if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                    fence = ""
            elif mark:
                fence = mark[1]
                self.fenced.add(at)
            elif found := _HEADING.fullmatch(line):
                self.headings[at] = (len(found[1]), found[2])
        if fence:
            self.lines.append(fence)
            self.fenced.add(len(self.lines) - 1)

    def read(self) -> tuple[str | None, Section | None, tuple[Section, ...]]:
        """The heading that is the course's title, what stands before the first lesson, the lessons."""
        title = self._title()
        top = min((level for level, _ in self.headings.values()), default=1)
        starts = [at for at, (level, _) in self.headings.items() if level == top]
        first = starts[0] if starts else len(self.lines)
        opening = self._section((), 0, first, 1)
        ends = [*starts[1:], len(self.lines)][: len(starts)]
        sections = [self._section(self._parts(self.headings[a][1], a), a + 1, b, top)
                    for a, b in zip(starts, ends, strict=True)]  # fmt: skip
        return title, opening if opening.pieces else None, tuple(sections)

    def _title(self) -> str | None:
        """A single highest heading above all text names the course; it is taken out."""
        if not self.headings:
            return None
        at = next(iter(self.headings))
        level, text = self.headings[at]
        alone = all(other > level for line, (other, _) in self.headings.items() if line != at)
        if not alone or len(self.headings) < 2 or any(line.strip() for line in self.lines[:at]):
            return None
        del self.headings[at]
        self.lines[at] = ""
        return _MARKUP.sub("", text)

    def _section(self, title: Parts, start: int, end: int, level: int) -> Section:
        pieces: list[tuple[str, Parts]] = []
        kind, parts = "text", []  # type: tuple[str, list[str | Ref]]

        def finish(following: str) -> None:
            nonlocal kind
            if any(isinstance(p, Ref) or p.strip() for p in parts):
                pieces.append((kind, tuple(parts)))
            parts.clear()
            kind = following

        for at in range(start, end):
            line = self.lines[at]
            if at in self.fenced:
                parts.append(line + "\n")
            elif at in self.headings:
                own, text = self.headings[at]
                finish("questions" if _QUESTIONS.match(_MARKUP.sub("", text)) else "text")
                parts += ["#" * min(max(own - level + 1, 2), 6) + " ", *self._parts(text, at), "\n"]
            elif kind == "text" and (alone := _ALONE.fullmatch(line)):
                finish("text")
                pieces.append(("reference", (self._ref(alone, at),)))
            else:
                parts += [*self._parts(line, at), "\n"]
        finish("text")
        title = tuple(_MARKUP.sub("", p) if isinstance(p, str) else p for p in title)
        return Section(title, tuple(pieces))

    def _parts(self, line: str, at: int) -> Parts:
        """A line, with its references told from what stands in code."""
        code = [found.span() for found in _CODE.finditer(line)] if "`" in line else []
        out: list[str | Ref] = []
        done = 0
        for found in REFERENCE.finditer(line):
            if not any(a <= found.start() < b for a, b in code) and found[1].strip():
                out += [line[done : found.start()], self._ref(found, at)]
                done = found.end()
        return tuple(p for p in (*out, line[done:]) if p != "")

    def _ref(self, found: re.Match[str], at: int) -> Ref:
        words = " ".join((found[2] or "").split())
        return Ref(found[1].strip(), words or None, self.before + at + 1)
