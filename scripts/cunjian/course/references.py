"""References of one course against the book: each is followed, and each trouble becomes one line for the trainer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from cunjian.course.entries import CODE, KIND, Entries, near
from cunjian.course.lock import Lock
from cunjian.course.written import Ref
from cunjian.model import Cited

_MOST = 100  # troubles of one course that are told one by one
_ALIKE = 0.5  # share of characters two versions of one sentence have in common


@dataclass(frozen=True, slots=True)
class Change:
    """A cited sentence that reads otherwise now, or is gone: for the page the trainer compares on."""

    where: str  # "courses/积分制.md 第12行"
    code: str  # as cited
    before: str
    now: str | None
    instead: str | None  # what to write now


class References:
    """Follows the references of one course."""

    def __init__(self, file: str, entries: Entries, lock: Lock) -> None:
        self.file, self.entries, self.lock = file, entries, lock
        self._told: list[str] = []
        self.changes: list[Change] = []

    def follow(self, ref: Ref) -> Cited:
        """What the reference means today."""
        found = CODE.search(ref.target)
        id = self.entries.follow(found[1].lower()) if found else None
        if found is None or id is None:
            return self._missing(ref, found[1].lower() if found else None)
        code, anchor = found[1].lower(), found[2]
        if id != code:
            now = f"{id}#{anchor}" if anchor else id
            self._say(ref, f"{code} 已并入 {self.entries.name(id)}，已按新页处理；请改写成 [[{now}]]")
        if anchor:
            cited = self._sentence(ref, code, id, anchor)
        else:
            cited = self.entries.card(code, id, ref.words)
        return replace(cited, state="moved") if id != code and cited.state == "stands" else cited

    def _missing(self, ref: Ref, code: str | None) -> Cited:
        if code in self.entries.notices:
            kind = next(k for k in KIND if k[0] == code[0])
            self._say(ref, f"所引的{KIND[kind]} {code} 已撤下，这里只写明已撤下；请改引别的页面，或删去这一处")
            return Cited(code, "withdrawn", ref.words, kind=kind)
        near = "、".join(map(self.entries.name, self.entries.nearest(ref.target)))
        offer = f"最相近的是 {near}，请核对后改正" if near else "请从页面的“页码”处抄来编号"
        self._say(ref, f"没有编号为“{_short(ref.target)}”的页面，这一处没有列出；{offer}")
        return Cited(ref.target, "unknown", ref.words)

    # ------------------------------------------------------------------ sentences

    def _sentence(self, ref: Ref, code: str, id: str, anchor: str) -> Cited:
        """A sentence: where it stands, what became of it, or the page alone."""
        place = f"{code}#{anchor}"
        speech: str | None = id if id.startswith("s") else self.entries.anchors(id).get(anchor)
        if speech is None:
            self._say(ref, f"{self.entries.name(id)} 上没有 #{_short(anchor)} 这一处，已按整页处理；请改写成 [[{id}]]，"
                           "或从讲话稿页面抄来句子的地址")  # fmt: skip
            return self.entries.card(code, id, ref.words)
        sentences = self.entries.sentences(speech)
        if anchor in sentences:
            self.lock.quote(place, sentences[anchor])
            return self.entries.sentence(place, speech, anchor, ref.words)
        before = self.lock.quotes.get(place)
        now = _successor(before, sentences) if before is not None else None
        if before is None:
            close = "、".join(f"#{a}（{_short(sentences[a])}）" for a in near(anchor, sentences))
            offer = f"最相近的是 {close}，请核对后改正" if close else "请从讲话稿页面抄来句子的地址"
            self._say(ref, f"{self.entries.name(speech)} 里没有 #{_short(anchor)} 这一句，这一处没有列出；{offer}")
            return Cited(place, "gone", ref.words, speech, "speech", source=self.entries.source(speech))
        instead = f"{speech}#{now}" if now else None
        self.changes.append(Change(self._where(ref), place, before, sentences[now] if now else None, instead))
        if now is None:
            self._say(ref, f"{self.entries.name(speech)} 里已没有所引的这一句“{_short(before)}”，这里只写明已不在；"
                           "请改引别的句子，或删去这一处")  # fmt: skip
            return Cited(place, "gone", ref.words, speech, "speech", source=self.entries.source(speech))
        self._say(ref, f"所引的句子已有改动，引用时是“{_short(before)}”，现在是“{_short(sentences[now])}”，"
                       f"已按现在的列出；对照见 review/courses.html，认可后请改写成 [[{instead}]]")  # fmt: skip
        return replace(self.entries.sentence(place, speech, now, ref.words), state="changed")

    def _where(self, ref: Ref) -> str:
        return f"{self.file} 第{ref.line}行"

    def _say(self, ref: Ref, what: str) -> None:
        self._told.append(f"{self._where(ref)}：{what}。")

    @property
    def problems(self) -> list[str]:
        """One line for each trouble, in the order of the file."""
        told = sorted(self._told, key=lambda line: int(line.split(" 第", 1)[1].split("行", 1)[0]))
        if len(told) > _MOST:
            more = f"{self.file}：另有 {len(told) - _MOST} 处引用有问题；改正以上各处后再运行，会接着列出。"
            told = [*told[:_MOST], more]
        return told


def _successor(before: str, sentences: dict[str, str]) -> str | None:
    """The sentence that a changed one has most in common with, if that is enough."""
    best, chosen = _ALIKE, None
    for anchor, text in sentences.items():
        score = _alike(before, text, best)
        if score > best:
            best, chosen = score, anchor
    return chosen


def _alike(a: str, b: str, least: float) -> float:
    if 2 * min(len(a), len(b)) <= least * (len(a) + len(b)):
        return 0.0
    match = SequenceMatcher(None, a, b, autojunk=False)
    if match.quick_ratio() <= least:
        return 0.0
    return match.ratio()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"


def parts_of(cited: Iterator[str | Cited]) -> str:
    """A title in which references are their names."""
    return "".join(p if isinstance(p, str) else p.words or p.title or p.code for p in cited)
