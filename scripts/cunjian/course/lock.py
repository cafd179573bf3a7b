"""``courses/<name>.lock``: what a course cited, in the words of that day, and the addresses its lessons got.

Tab-separated lines that only ever grow: ``code`` (the course's address), ``lesson`` number title, ``quote`` speech#anchor
text.  The trainer commits it; the build adds to it and changes nothing in it, so a sentence that changes later is seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HEADER = "# 本课程引用时的原文和各课的地址，由 cunjian 补写；请与课程一起保存，不要手改。"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\([\\tnr])")


@dataclass(slots=True)
class Lock:
    """The lock of one course; ``lines`` as they stand, new ones at the end."""

    file: str  # "courses/积分制.lock"
    lines: list[str] = field(default_factory=list)
    code: str | None = None
    lessons: dict[int, str] = field(default_factory=dict)  # number -> latest title
    quotes: dict[str, str] = field(default_factory=dict)  # "s…#j…" -> text
    usable: bool = True  # False: it stands there but cannot be read, so it is not written either

    def quote(self, place: str, text: str) -> None:
        """Remember a citation that is not known yet."""
        if place not in self.quotes:
            self.quotes[place] = text
            self._add("quote", place, text)

    def named(self, code: str) -> None:
        """Remember the address of the course."""
        if self.code != code:
            self.code = code
            self._add("code", code)

    def numbered(self, titles: Sequence[str]) -> list[int]:
        """The number of every lesson: by its title; else, if as many are missing as are new, in order; else a fresh one."""
        free = dict(self.lessons)
        numbers: list[int] = []
        for title in titles:
            known = next((n for n, old in free.items() if old == title), 0)
            free.pop(known, None)
            numbers.append(known)
        left = sorted(free)
        if len(left) != numbers.count(0):
            first = max(self.lessons, default=0) + 1
            left = list(range(first, first + numbers.count(0)))
        for at, number in enumerate(numbers):
            if not number:
                numbers[at] = left.pop(0)
                self.lessons[numbers[at]] = titles[at]
                self._add("lesson", str(numbers[at]), titles[at])
        return numbers

    def _add(self, *cells: str) -> None:
        self.lines.append("\t".join(re.sub(r"[\\\t\n\r]", lambda m: _ESCAPES[m.group()], cell) for cell in cells))

    def text(self) -> str:
        """The file."""
        return "\n".join([HEADER, *(line for line in self.lines if line != HEADER)]) + "\n"


def read(path: Path, problems: list[str]) -> Lock:
    """The lock at ``path``; an empty one when there is none."""
    lock = Lock(f"courses/{path.name}")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return lock
    except (OSError, UnicodeDecodeError):
        problems.append(f"{lock.file}：读不出来，无法比对引用时的原文；请从版本库恢复这个文件，或删除它重新记下。")
        lock.usable = False
        return lock
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        lock.lines.append(line)
        if not line.startswith("#") and not _take(lock, line):
            problems.append(f"{lock.file} 第{number}行：读不懂，原样保留；请从版本库恢复这一行。")
    return lock


def _take(lock: Lock, line: str) -> bool:
    """Read one line; whether it is one of ours."""
    cells = [_ESCAPED.sub(lambda m: {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}[m[1]], c) for c in line.split("\t")]
    if cells[0] == "code" and len(cells) == 2 and re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", cells[1]):
        lock.code = cells[1]
    elif cells[0] == "lesson" and len(cells) == 3 and re.fullmatch(r"[1-9][0-9]{0,3}", cells[1]):
        lock.lessons[int(cells[1])] = cells[2]
    elif cells[0] == "quote" and len(cells) == 3:
        lock.quotes.setdefault(cells[1], cells[2])
    else:
        return False
    return True
