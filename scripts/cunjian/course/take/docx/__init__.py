"""The handout: a Word document in the look of GB/T 9704, with styles, numbering and footnotes of Word's own.

``look`` makes the empty document (page, styles, fonts, page numbers), ``notes`` its footnotes; here is what it says.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from cunjian.course.take import blocks
from cunjian.course.take.blocks import Block, Run
from cunjian.course.take.docx import look
from cunjian.course.take.docx.notes import Notes
from cunjian.course.take.html import KIND
from cunjian.course.take.package import repacked, xml_text
from cunjian.course.take.place import Place
from cunjian.model import Cited, Course, Lesson

_NUMBER = re.compile(r"\s*(?:第[一二三四五六七八九十百\d]+[课讲章节单元]+|[（(]?[一二三四五六七八九十\d]+[）)、.．])[\s:：、]*(?=\S)")
_LINE = 20  # characters of a title that stand on one line
_CHANGED = "引用之后原文有改动，这里是现在的原文。"


def handout(course: Course, place: Place) -> bytes:
    """The bytes of the .docx."""
    return _Writer(course, place).bytes()


class _Writer:
    """One document in the making."""

    def __init__(self, course: Course, place: Place) -> None:
        self.course, self.place = course, place
        self.document = look.empty(xml_text(course.title))
        self.notes = Notes()

    def bytes(self) -> bytes:
        course = self.course
        self._title(course.title)
        facts = (("对象", course.audience), ("课时", f"{course.minutes}分钟" if course.minutes else None))
        for label, told in facts:
            if told:
                self._line("Subtitle", f"{label}：{told}")
        if course.goals:
            self._line("Normal", "学习目标：" + "；".join(goal.rstrip("。；;") for goal in course.goals) + "。")
        if course.opening:
            self._lesson(course.opening)
        for lesson in course.lessons:
            self._line("Heading 1", _NUMBER.sub("", lesson.title, count=1))
            self._lesson(lesson)
        url = self.place.course(course)
        if url:
            self._line("出处", f"本课程网址：{url}")
        self.notes.attach(self.document)
        out = io.BytesIO()
        self.document.save(out)
        return repacked(out.getvalue())

    def _title(self, title: str) -> None:
        """A long title is broken behind its colon, where it has one."""
        head, colon, rest = title.partition("：")
        paragraph = self._line("Title", head + colon if len(title) > _LINE and rest else title)
        if len(title) > _LINE and rest:
            paragraph.add_run().add_break()
            paragraph.add_run(xml_text(rest))

    def _lesson(self, lesson: Lesson) -> None:
        for piece in lesson.pieces:
            if piece.kind == "reference":
                for part in piece.parts:
                    if isinstance(part, Cited):
                        self._alone(part)
            else:
                self._blocks(blocks.blocks(piece.parts))

    # ------------------------------------------------------------------ the trainer's own text

    def _blocks(self, found: Iterable[Block]) -> None:
        numbering = 0
        for block in found:
            if block.kind == "table":
                self._table([[self._plain(cell) for cell in row] for row in block.rows])
                continue
            if block.kind == "heading":
                runs = block.runs
                if runs and not runs[0].cited:
                    runs = (Run(_NUMBER.sub("", runs[0].text, count=1)), *runs[1:])
                self._runs(self._line(f"Heading {min(block.level, 4)}"), runs)
                continue
            paragraph = self._line({"item": "列项", "quote": "引文", "code": "代码"}.get(block.kind, "Normal"))
            if block.kind == "item":
                if block.number is not None and (block.number == 1 or not numbering):
                    numbering = look.new_list(self.document, block.number)
                look.number(paragraph, numbering if block.number is not None else look.BULLETS, block.level - 1)
            self._runs(paragraph, block.runs)

    def _runs(self, paragraph: Any, runs: Iterable[Run]) -> None:
        for run in runs:
            text = blocks.named(run.cited) if run.cited else run.text
            made = paragraph.add_run(xml_text(text))
            made.bold, made.italic = run.bold or None, run.italic or None
            if run.cited and run.cited.id and run.cited.state != "gone":
                self.notes.add(paragraph, self._note(run.cited))
            elif run.href and run.href.startswith(("http://", "https://")):
                self.notes.add(paragraph, xml_text(run.href))

    def _plain(self, runs: Iterable[Run]) -> str:
        return "".join(f"{blocks.named(r.cited)}（{self.place.code(r.cited)}）" if r.cited else r.text for r in runs)

    # ------------------------------------------------------------------ what is cited

    def _alone(self, cited: Cited) -> None:
        """A quotation or a card."""
        if cited.words:
            self._line("引文题", cited.words)
        if cited.id is None or cited.state == "gone":
            self._line("引文", blocks.lost(cited))
            return
        if not cited.sentence:
            facts = "，".join(x for x in (KIND[cited.kind], cited.place) if x)
            self._line("引文题", f"{cited.title}（{facts}）")
            if cited.items:
                self._line("Normal", f"指：{'、'.join(cited.items)}。")
        if cited.about:
            self.notes.add(self._line("引文", cited.about), self._note(cited, again=False))
        if cited.source:
            self._line("出处", f"——{cited.source}")
        if cited.figures and cited.kind != "figure":
            self._table([["量的是什么", "原文数字"], *([a, b] for a, b in cited.figures)])

    def _note(self, cited: Cited, again: bool = True) -> str:
        """Where it stands: in a footnote, since addresses are long."""
        kind = f"{KIND[cited.kind]}《{cited.title}》" if cited.kind != "speech" else cited.source
        told = [kind if again else "", self.place.told(cited), _CHANGED if cited.state == "changed" else ""]
        return xml_text("，".join(t for t in told if t).rstrip("。") + "。")

    # ------------------------------------------------------------------ paragraphs

    def _line(self, style: str, text: str = "") -> Any:
        return self.document.add_paragraph(xml_text(" ".join(text.split("\n"))), style)

    def _table(self, rows: list[list[str]]) -> None:
        width = max(map(len, rows))
        table = self.document.add_table(len(rows), width, "Table Grid")
        for made, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(made.cells, row, strict=False):
                cell.paragraphs[0].style = "表格"
                cell.paragraphs[0].add_run(xml_text(text)).bold = True if row is rows[0] else None
        look.head_row(table)
        self.document.add_paragraph("", "表后")
