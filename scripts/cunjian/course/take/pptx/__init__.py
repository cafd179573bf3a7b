"""The slides: one quotation, one table of figures or one term each, with its source and a QR code, and notes to speak from.

``look`` makes the empty deck out of python-pptx's own layouts; here is what stands on each slide.  What the trainer wrote
between two references goes into the notes of the slide before it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cunjian.course.take import blocks
from cunjian.course.take.html import KIND
from cunjian.course.take.package import repacked, xml_text
from cunjian.course.take.place import Place, qr_png
from cunjian.course.take.pptx import look
from cunjian.model import Cited, Course, Lesson, Piece

_ROWS = 7  # of a table on one slide
_MOST = 260  # characters of a quotation on one slide
_FULL, _EACH = 260, 20  # characters of a list on one slide, and what a line counts besides its own


def slides(course: Course, place: Place) -> bytes:
    """The bytes of the .pptx."""
    return _Deck(course, place).bytes()


class _Deck:
    """One deck in the making."""

    def __init__(self, course: Course, place: Place) -> None:
        self.course, self.place = course, place
        self.deck = look.empty(xml_text(course.title))
        self.last: Any = None

    def bytes(self) -> bytes:
        course = self.course
        facts = [course.audience or "", f"{course.minutes} 分钟" if course.minutes else ""]
        self._slide(look.TITLE, course.title, " · ".join(f for f in facts if f), url=self.place.course(course))
        if course.goals:
            for share in _shares(course.goals):
                self._slide(look.CONTENT, "目标", share)
        for lesson in (*((course.opening,) if course.opening else ()), *course.lessons):
            if lesson.number:
                self._slide(look.SECTION, lesson.title, "", url=self.place.course(course, lesson.number))
            self._lesson(lesson)
        out = io.BytesIO()
        self.deck.save(out)
        return repacked(out.getvalue())

    def _lesson(self, lesson: Lesson) -> None:
        title = lesson.title
        for piece in lesson.pieces:
            if piece.kind == "reference":
                for part in piece.parts:
                    if isinstance(part, Cited):
                        self._alone(part, title)
            elif piece.kind == "questions":
                self._questions(piece)
            else:
                title = self._told(piece, title)

    def _told(self, piece: Piece, title: str) -> str:
        """The trainer's words into the notes; a table onto a slide.  The last heading is what slides below it are called."""
        lines: list[str] = []
        for block in blocks.blocks(piece.parts):
            text = blocks.plain(block.runs)
            if block.kind == "heading":
                title = text
            elif block.kind == "table":
                look.speak(self.last, lines)
                lines = []
                rows = [[blocks.plain(cell) for cell in row] for row in block.rows]
                for head, group in _groups(rows):
                    self._slide(look.BARE, title)
                    look.table(self.last, [head, *group], 0)
            lines += [text] if text else []
            lines += [_where(run.cited, self.place) for run in block.runs if run.cited and run.cited.id]
        look.speak(self.last, lines)
        return title

    def _questions(self, piece: Piece) -> None:
        found = blocks.blocks(piece.parts)
        title = next((blocks.plain(b.runs) for b in found if b.kind == "heading"), "讨论")
        count, lines = 0, []
        for block in found:
            if block.kind != "heading":
                count = block.number or count
                lines.append((f"{block.number}. " if block.number else "") + blocks.plain(block.runs))
        for share in _shares(lines):
            self._slide(look.CONTENT, title, share, bullets=not count)
            look.speak(self.last, [f"{title}：", *share])

    # ------------------------------------------------------------------ what is cited

    def _alone(self, cited: Cited, title: str) -> None:
        if cited.id is None or cited.state == "gone":
            look.speak(self.last, [blocks.lost(cited)])
            return
        if cited.sentence:
            self._quotation(cited, cited.words or title)
            return
        place = f"（{cited.place}）" if cited.place and cited.kind != "term" else ""
        head = (f"{cited.words}：" if cited.words else "") + f"{cited.title}{place}"
        if cited.kind == "term" and cited.items:
            for share in _shares(cited.items):
                self._slide(look.CONTENT, head, share, cited=cited)
            look.speak(self.last, [f"“{cited.title}”指：{'、'.join(cited.items)}。"])
        if cited.about:
            self._quotation(cited, head)
        elif not cited.items:
            self._slide(look.CONTENT, head, [KIND[cited.kind]], cited=cited)
        for names, group in _groups([["量的是什么", "原文数字"], *([a, b] for a, b in cited.figures)]):
            if cited.kind != "figure":
                self._slide(look.BARE, f"{head}：数字", cited=cited)
                look.table(self.last, [names, *group], look.QR if self.place.url(cited) else 0)

    def _quotation(self, cited: Cited, title: str) -> None:
        """The words of the source and nothing else; a very long sentence goes on on the next slide."""
        pieces = [cited.about[at : at + _MOST] for at in range(0, len(cited.about), _MOST)]
        for at, words in enumerate(pieces):
            self._slide(look.QUOTE, title + (f"（{at + 1}/{len(pieces)}）" if len(pieces) > 1 else ""), words, cited=cited)
            look.speak(self.last, [f"原文：{words}"])

    # ------------------------------------------------------------------ slides

    def _slide(
        self, layout: int, title: str, body: str | Sequence[str] = "", *, cited: Cited | None = None,
        url: str | None = None, bullets: bool = True,
    ) -> None:  # fmt: skip
        lines = [body] if isinstance(body, str) else body
        url = self.place.url(cited) if cited else url
        source = ""
        if cited:
            changed = "（引用之后原文有改动，这里是现在的原文）" if cited.state == "changed" else ""
            source = "\n".join(x for x in (f"——{cited.source}" if cited.source else "", self.place.told(cited) + changed) if x)
        self.last = look.slide(self.deck, layout, xml_text(title), [xml_text(x) for x in lines], xml_text(source), bullets)
        if url:
            look.picture(self.last, qr_png(url), f"网址二维码：{url}")
        look.speak(self.last, [f"出处：{source.lstrip('—')}"] if source else [])


def _where(cited: Cited | None, place: Place) -> str:
    return f"（{cited.title}：{place.told(cited)}）" if cited else ""


def _shares(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines by the slide: as many as can be read from the last row."""
    share: list[str] = []
    for line in lines:
        if share and sum(len(x) + _EACH for x in share) + len(line) + _EACH > _FULL:
            yield share
            share = []
        share.append(line)
    if share:
        yield share


def _groups(rows: Sequence[list[str]]) -> Iterable[tuple[list[str], list[list[str]]]]:
    """The head of a table with as many of its rows as one slide holds."""
    head, body = rows[0], rows[1:]
    for at in range(0, len(body), _ROWS):
        yield head, list(body[at : at + _ROWS])
