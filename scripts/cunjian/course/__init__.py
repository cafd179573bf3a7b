"""Ninth room: what trainers wrote in courses/, with every reference followed to what it means today.

``written`` reads a course, ``lock`` remembers what it cited, ``entries`` knows the book by code, ``references`` follows
and reports, ``review`` shows changed sentences side by side.  ``take`` makes of a course what is carried away: .docx,
.pptx, .html and a SCORM package.  Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cunjian import codes
from cunjian.course import lock as locks
from cunjian.course import written
from cunjian.course.entries import Entries
from cunjian.course.references import Change, References, parts_of
from cunjian.course.review import REVIEW, compared
from cunjian.errors import CannotRun
from cunjian.model import Book, Cited, Course, Lesson, Piece, Reading

__all__ = ["FOLDER", "Taught", "named", "teach"]

FOLDER = "courses"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_RESERVED = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d")  # our own, and those Windows keeps for devices


@dataclass(frozen=True, slots=True)
class Taught:
    """All courses of a knowledge base."""

    courses: tuple[Course, ...] = ()
    problems: tuple[str, ...] = ()
    files: tuple[tuple[str, str | None], ...] = ()  # path below the root, what it is to hold; None: not to be there


def teach(root: Path, book: Book, readings: Mapping[str, Reading]) -> Taught:
    """Every course of ``root``; ``readings`` by speech id, of which only those of cited speeches are asked for."""
    folder = root / FOLDER
    problems: list[str] = []
    paths = sorted(p for p in folder.glob("*.md") if p.name != "README.md") if folder.is_dir() else []
    read = {p: text for p in paths if (text := written.read(p, problems))}
    kept = sorted(folder.glob("*.lock")) if folder.is_dir() else []
    marks = {p.with_suffix(".md"): locks.read(p, problems) for p in kept}
    entries = Entries(book, readings) if read else None
    courses: list[Course] = []
    files: list[tuple[str, str | None]] = []
    changes: list[Change] = []
    for path, name in _names({p: marks.get(p) for p in (*read, *(m for m in marks if m not in paths))}).items():
        mark = marks.get(path) or locks.Lock(f"{FOLDER}/{path.with_suffix('.lock').name}")
        if path not in read:
            courses.append(_former(path, name, mark))
            continue
        assert entries is not None
        followed = References(f"{FOLDER}/{path.name}", entries, mark)
        mark.named(name)
        courses.append(_course(read[path], name, followed))
        problems += followed.problems
        changes += followed.changes
        if mark.usable:
            files.append((mark.file, mark.text()))
    files.append((REVIEW, compared(changes) if changes else None))
    return Taught(tuple(sorted(courses, key=lambda c: c.name)), tuple(problems), tuple(files))


def named(courses: Iterable[Course], name: str) -> Course:
    """The course that people call ``name``: its file, with or without folder and suffix, or its address."""
    there = [c for c in courses if not c.withdrawn]
    wanted = name.replace("\\", "/").removeprefix("./").removeprefix(f"{FOLDER}/").removesuffix(".md")
    for course in there:
        if wanted in (Path(course.file).stem, course.name):
            return course
    known = "、".join(Path(c.file).stem for c in there)
    told = f"现有的课程是：{known}" if known else f"请先在 {FOLDER}/ 里写一门课"
    raise CannotRun(f"没有课程“{name}”。{told}。")


def _course(text: written.Written, name: str, followed: References) -> Course:
    titles = [" ".join(parts_of(_followed(s.title, followed)).split()) or "未命名" for s in text.sections]
    opening = Lesson(0, text.title, tuple(_pieces(text.opening, followed))) if text.opening else None
    numbers = followed.lock.numbered(titles)
    lessons = tuple(Lesson(number, title, tuple(_pieces(section, followed)))
                    for number, title, section in zip(numbers, titles, text.sections, strict=True))  # fmt: skip
    former = tuple(sorted(followed.lock.lessons.keys() - set(numbers)))
    return Course(name, text.file, text.title, text.audience, text.minutes, text.goals, opening, lessons, former)


def _pieces(section: written.Section, followed: References) -> Iterator[Piece]:
    for kind, parts in section.pieces:
        yield Piece(kind, tuple(_followed(parts, followed)))


def _followed(parts: written.Parts, followed: References) -> Iterator[str | Cited]:
    return (p if isinstance(p, str) else followed.follow(p) for p in parts)


def _former(path: Path, name: str, mark: locks.Lock) -> Course:
    """A course whose file is gone: its addresses stay."""
    return Course(name, f"{FOLDER}/{path.name}", path.stem, former=tuple(sorted(mark.lessons)), withdrawn=True)


def _names(paths: Mapping[Path, locks.Lock | None]) -> dict[Path, str]:
    """The address of every course: what its lock says, its own name if that is ASCII, else a code made from it."""
    out: dict[Path, str] = {}
    own = {path: _own(path.stem) for path in paths}
    for path, mark in sorted(paths.items(), key=lambda p: (not p[1] or p[1].code != own[p[0]], p[0])):
        told = mark.code if mark and mark.code else own[path]
        free = told not in out.values() and (told == own[path] or told not in own.values())
        out[path] = told if free else own[path]
    return {path: out[path] for path in paths}


def _own(stem: str) -> str:
    if _PLAIN.fullmatch(stem) and not _RESERVED.fullmatch(stem):
        return stem
    return "c" + codes.digits(f"course\0{stem}")

