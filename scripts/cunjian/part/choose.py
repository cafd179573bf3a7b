"""part: what somebody asks for, by name, alias or code, becomes ids; what is not there is answered with what is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from cunjian.codes import IS_PAGE
from cunjian.errors import CannotRun
from cunjian.labels import title
from cunjian.model import Asked, Book, Cited, Course, Speech, Term, Village

LABEL = {"category": "类别", "village": "案例村", "term": "术语", "speech": "讲话稿", "course": "课程"}
_OFFERED = 5  # nearest names in a message
_NEAR = 0.3  # share of characters in common from which a name is worth offering
_QUOTES = str.maketrans("", "", "“”\"《》「」 \u3000")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a part is asked to hold, in the words of whoever asks."""

    categories: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    speeches: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.categories, self.villages, self.terms, self.speeches, self.courses))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was found for it."""

    asked: tuple[Asked, ...]
    ids: frozenset[str]  # entries whose pages were asked for
    quoted: frozenset[str] = frozenset()  # speeches of which a course quotes sentences
    courses: tuple[str, ...] = ()  # their addresses


def chosen(book: Book, wanted: Wanted) -> Chosen:
    """The entries that are asked for; CannotRun with the nearest names where there is no such thing."""
    asked: list[Asked] = []
    ids: set[str] = set()
    for name in wanted.categories:
        category = _category(book, name)
        asked.append(Asked("category", category))
        ids.update(p.id for p in book.practices if p.category == category)
    for kind, names in (("village", wanted.villages), ("term", wanted.terms), ("speech", wanted.speeches)):
        for name in names:
            entry = _entry(book, kind, name)
            asked.append(Asked(kind, title(entry), entry.id))
            ids.add(entry.id)
    courses = [_course(book, name) for name in wanted.courses]
    asked += [Asked("course", course.title, course.name) for course in courses]
    cited = [c for course in courses for c in _cited(course) if c.id]
    ids.update(c.id for c in cited if c.id and not c.sentence and c.kind != "figure")
    quoted = frozenset(c.evidence.speech for c in cited if c.evidence)
    return Chosen(tuple(dict.fromkeys(asked)), frozenset(ids), quoted, tuple(c.name for c in courses))


def _course(book: Book, name: str) -> Course:
    """By its title, the name of its file, or its address."""
    known = [c for c in book.courses if not c.withdrawn]
    for course in known:
        stem = course.file.rpartition("/")[2].removesuffix(".md")
        if name in (course.title, stem, course.name, course.file):
            return course
    raise _unknown("course", name, ((n, f"{c.title}（{c.name}）") for c in known for n in (c.title, c.name)))


def _cited(course: Course) -> Iterator[Cited]:
    for lesson in (*((course.opening,) if course.opening else ()), *course.lessons):
        for piece in lesson.pieces:
            yield from (p for p in piece.parts if isinstance(p, Cited))


def _category(book: Book, name: str) -> str:
    known = list(dict.fromkeys([*(p.category for p in book.practices), *(c.name for c in book.categories)]))
    if name not in known:
        raise _unknown("category", name, ((c, c) for c in known))
    if not any(p.category == name for p in book.practices):
        raise CannotRun(f"类别“{name}”下面还没有做法，没有可以打包的内容；请换一个类别。")
    return name


def _entry(book: Book, kind: str, name: str) -> Speech | Village | Term:
    kinds: dict[str, tuple[Speech | Village | Term, ...]] = {
        "village": book.villages, "term": book.terms, "speech": book.speeches}  # fmt: skip
    entries = kinds[kind]
    if IS_PAGE.fullmatch(name):
        return _by_code(book, entries, kind, name)
    asked = name.translate(_QUOTES)
    found = [e for e in entries if asked in {n.translate(_QUOTES) for n in _names(e)}]
    if len(found) > 1:
        several = "、".join(map(_offer, found[:_OFFERED]))
        raise CannotRun(f"{LABEL[kind]}“{name}”有 {len(found)} 个：{several}。请改用括号里的页码指明是哪一个。")
    if not found:
        raise _unknown(kind, name, ((n, _offer(e)) for e in entries for n in _names(e)))
    return found[0]


def _by_code(book: Book, entries: Iterable[Speech | Village | Term], kind: str, id: str) -> Speech | Village | Term:
    """The entry of a code; one that was merged leads on."""
    by_id = {e.id: e for e in entries}
    notices = {n.id: n.target for n in book.notices}
    at: str | None = id
    seen: set[str] = set()
    while at and at not in by_id and at in notices and at not in seen:
        seen.add(at)
        at = notices[at]
    if at in by_id:
        return by_id[at]
    if id in notices:
        raise CannotRun(f"{LABEL[kind]} {id} 已经撤下，没有可以打包的内容；请去掉这一项。")
    raise _unknown(kind, id, ((e.id, _offer(e)) for e in by_id.values()))


def _names(entry: Speech | Village | Term) -> Iterator[str]:
    """Everything an entry may be asked for by, its code apart."""
    if isinstance(entry, Speech):
        yield entry.title
        yield entry.file
        yield entry.file.removeprefix("sources/")
        return
    yield entry.name
    yield from entry.aliases
    if isinstance(entry, Village) and entry.place:
        yield entry.place + entry.name


def _offer(entry: Speech | Village | Term) -> str:
    """An entry in a message: enough to tell it from others and to ask for it again."""
    place = "" if isinstance(entry, Term) else f"{entry.place or '原文未说明地方'}，"
    return f"{title(entry)}（{place}{entry.id}）"


def _unknown(kind: str, name: str, known: Iterable[tuple[str, str]]) -> CannotRun:
    """No such name: the nearest ones, best first."""
    scores: dict[str, float] = {}
    for called, shown in known:
        score = SequenceMatcher(None, name, called, autojunk=False).ratio() + (name in called or called in name)
        scores[shown] = max(score, scores.get(shown, 0.0))
    near = sorted((s for s in scores if scores[s] >= _NEAR), key=lambda s: (-scores[s], s))[:_OFFERED]
    advice = f"相近的有：{'、'.join(near)}。" if near else "也没有相近的，请到网站目录里查对名称或页码。"
    return CannotRun(f"没有叫“{name}”的{LABEL[kind]}；{advice}")
