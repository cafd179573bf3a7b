"""What is carried away of a course: a handout, slides, a web page, a package for learning systems.

All are made from the Course alone, every quotation as it stands in its source with where it stands; the same course
gives the same bytes.  python-docx, python-pptx and segno are loaded only when needed.
"""

from __future__ import annotations

from collections.abc import Callable

from cunjian.course.take.place import Place
from cunjian.model import Course

__all__ = ["FORMATS", "Place"]


def _docx(course: Course, place: Place) -> bytes:
    from cunjian.course.take.docx import handout

    return handout(course, place)


def _pptx(course: Course, place: Place) -> bytes:
    from cunjian.course.take.pptx import slides

    return slides(course, place)


def _html(course: Course, place: Place) -> bytes:
    from cunjian.course.take.html import page

    return page(course, place).encode("utf-8", "replace")


def _scorm(course: Course, place: Place) -> bytes:
    from cunjian.course.take.scorm import package

    return package(course, place)


FORMATS: dict[str, tuple[str, str, Callable[[Course, Place], bytes]]] = {
    "docx": (".docx", "讲义（Word，公文版式）", _docx),
    "pptx": (".pptx", "幻灯片", _pptx),
    "html": (".html", "单个网页", _html),
    "scorm": (".zip", "学习平台课件（SCORM 1.2）", _scorm),
}
"""Format -> suffix, what it is, how it is made."""
