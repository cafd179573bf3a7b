"""Where a reference stands for good: its web address where the site has one, its page code everywhere."""

from __future__ import annotations

import io
from dataclasses import dataclass

from cunjian.model import Cited, Course

_FOLDERS = {"speech": "speeches", "practice": "practices", "village": "villages", "term": "terms"}


@dataclass(frozen=True, slots=True)
class Place:
    """The site that addresses are on; ``site`` is empty where mkdocs.yml names none."""

    site: str = ""

    def code(self, cited: Cited) -> str:
        """The page code, with the sentence's anchor where one is cited."""
        if cited.evidence and (cited.sentence or cited.kind == "figure"):
            return f"{cited.evidence.speech}#{cited.evidence.anchor}"
        return cited.id or cited.code

    def url(self, cited: Cited) -> str | None:
        """The web address."""
        code, _, anchor = self.code(cited).partition("#")
        folder = _FOLDERS["speech"] if anchor else _FOLDERS.get(cited.kind)
        if not self.site or not cited.id or not folder:
            return None
        return f"{self.site}/{folder}/{code}.html" + (f"#{anchor}" if anchor else "")

    def told(self, cited: Cited) -> str:
        """What is printed: the web address, or the code."""
        return self.url(cited) or f"村鉴页码 {self.code(cited)}"

    def course(self, course: Course, number: int = 0) -> str | None:
        """The web address of a course or of a lesson."""
        page = f"{course.name}_{number}" if number else course.name
        return f"{self.site}/courses/{page}.html" if self.site else None


def qr_svg(url: str) -> str:
    """A QR code for HTML."""
    import segno

    return segno.make(url, error="m").svg_inline(scale=3, border=2, omitsize=False)


def qr_png(url: str) -> bytes:
    """A QR code for slides."""
    import segno

    out = io.BytesIO()
    segno.make(url, error="m").save(out, kind="png", scale=8, border=2)
    return out.getvalue()
