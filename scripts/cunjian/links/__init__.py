"""Room beside ship: a trainer's own file, and what became of every link and QR code in it that leads to this site.

``read`` gives the places of a file (``office``, ``pdf``, ``text``; ``qr`` for pictures), ``target`` finds references in
them, ``known`` is the site, ``judge`` compares, ``fix`` writes the corrected copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cunjian import bounds
from cunjian.errors import Unreadable, why
from cunjian.links import fix
from cunjian.links.found import Place
from cunjian.links.judge import WORDS, Verdict, judge
from cunjian.links.known import Known
from cunjian.links.read import READERS, places
from cunjian.links.target import Reference, find

__all__ = ["READERS", "WORDS", "Finding", "Known", "examine", "fixed"]

_FORM = {"link": "链接", "qr": "二维码", "text": "正文"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One link of a file."""

    where: str
    kind: str  # link | qr | text
    shown: str  # as it stands there
    reference: Reference
    verdict: Verdict

    def line(self, file: str) -> str:
        """File, place, what, what to do."""
        what = f"{_FORM[self.kind]} {self.shown}"
        told = self.verdict.told
        if self.verdict.state != "stands" and self.kind == "qr":
            told += "（二维码要重新生成）"
        return f"{file} {self.where}：{what}：{WORDS[self.verdict.state]}：{told}"


@dataclass(frozen=True, slots=True)
class Examined:
    """A file with everything that was found in it, in order."""

    findings: tuple[Finding, ...]
    left: str = ""  # from where on QR codes were not looked for


def examine(path: Path, known: Known) -> Examined:
    """Every link of a file that leads to this site; Unreadable when the file cannot be read."""
    found = places(*_content(path))
    left = next((place.where for place in found if place.kind == "left"), "")
    return Examined(tuple(_findings(known, found)), left)


def _findings(known: Known, found_in: Iterable[Place]) -> Iterator[Finding]:
    seen: set[tuple[str, str, int, str]] = set()
    labels: dict[str, str] = {}  # by place: a link whose words are its own address is told once
    for place in found_in:
        for found in find(place.text):
            verdict = judge(known, found, place.label if place.kind != "text" else _words(place.text, found))
            if verdict is None:
                continue
            shown = place.text if place.kind != "text" else place.text[found.start : found.end]
            key = (place.where, place.kind, found.start, shown)
            if key in seen or (place.kind == "text" and shown in labels.get(place.where, "")):
                continue
            seen.add(key)
            if place.kind == "link":
                labels[place.where] = labels.get(place.where, "") + "\n" + place.label
            yield Finding(place.where, place.kind, " ".join(shown.split())[:200], found, verdict)


def _words(text: str, found: Reference) -> str:
    """What stands in quotation marks right before or inside a reference in running text."""
    if found.form == "brackets":
        own = text[found.end :].partition("]]")[0].partition("|")[2]
        if own:
            return own
    before = text[: found.start]
    end = before.rfind("”")
    start = before.rfind("“", 0, end)
    return before[start + 1 : end] if 0 <= start < end and len(before) - end < 20 else ""


def fixed(path: Path, findings: tuple[Finding, ...]) -> tuple[Path, bytes] | None:
    """Where the corrected copy belongs and what it holds; None where nothing can be changed."""
    content, format = _content(path)
    if format not in fix.FORMATS:
        return None
    new = corrected(content, format, findings)
    return (path.with_name(f"{path.stem}.fixed{path.suffix}"), new) if new != content else None


def corrected(content: bytes, format: str, findings: tuple[Finding, ...]) -> bytes:
    """The file with what the findings say instead; a reference is known by its words, wherever it stands."""
    new = {_key(f.reference): f.verdict.instead for f in findings if f.verdict.instead}

    def instead(found: Reference) -> str | None:
        return new.get(_key(found)) if found.form != "bare" else None

    return fix.fixed(content, format, instead)


def _key(found: Reference) -> tuple[str, str, str, str, str | None]:
    return found.form, found.folder, found.code, found.tail, found.anchor


def _content(path: Path) -> tuple[bytes, str]:
    format = path.suffix.lower().lstrip(".")
    if format not in READERS:
        kind = f"不能读取 .{format} 文件" if format else "文件名没有扩展名，看不出是哪种文件"
        raise Unreadable(f"{kind}，能读的是 {'、'.join(f'.{s}' for s in READERS)}。请另存为其中一种。")
    try:
        with path.open("rb") as file:
            content = file.read(bounds.MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"打不开（{why(error)}），请检查文件和权限。") from error
    if len(content) > bounds.MAX_BYTES:
        raise Unreadable(f"超过上限 {bounds.MAX_BYTES // 1024 // 1024} MB，请拆成几个文件，或压缩其中的图片。")
    return content, format
