"""Beside the rooms: how one speech is read, shown in the terminal (architecture: "Commands").

Nothing is written.  ``marks`` numbers what was found, ``visible`` makes every character of the speech that a terminal
would obey a visible one, and this file prints: card, outline, noise, the marked text, the list of mentions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from cunjian import labels
from cunjian.inspect.marks import KINDS, Mark, marks
from cunjian.inspect.visible import visible
from cunjian.model import Reading, Signs, Why

__all__ = ["show"]


_RIVALS, _WORDS = 2, 6  # other candidates for the title, and words for a category, that are shown


def show(readings: Sequence[Reading], console: Console, whys: Sequence[Why] = ()) -> None:
    """Print each reading; colours only where the console has them, the same words and signs everywhere."""
    for number, reading in enumerate(readings):
        why = whys[number] if whys else Why()
        if number:
            _line(console)
        found = marks(reading)
        lines = _Lines(reading)
        _card(reading, why, console)
        _outline(reading, lines, console)
        _noise(reading, lines, console)
        _text(reading, found, console)
        _mentions(reading, found, why, lines, console)


class _Lines:
    """Line numbers of the reading text."""

    def __init__(self, reading: Reading) -> None:
        self._breaks = [at for at, char in enumerate(reading.raw.text) if char == "\n"]

    def of(self, position: int) -> str:
        """“第3行” of a reading position."""
        return f"第{bisect_right(self._breaks, position - 1) + 1}行"


def _line(console: Console, *pieces: str | tuple[str, str]) -> None:
    console.print(Text.assemble(*pieces), soft_wrap=True, highlight=False)


def _head(console: Console, title: str) -> None:
    _line(console, "")
    _line(console, (f"── {title} ──", "bold"))


def _card(reading: Reading, why: Why, console: Console) -> None:
    raw, document = reading.raw, reading.document
    _line(console, (f"《{visible(document.title)}》", "bold"))
    for number, (title, signs) in enumerate(why.titles[: _RIVALS + 1]):
        _signs(console, "题目" if not number else f"没有取《{visible(title)}》", signs)
    rows = (
        ("文件", f"{raw.file}（{raw.format}，{raw.encoding or '自带编码'}，{len(raw.text)} 字）"),
        ("SHA-256", raw.sha256), ("讲话人", document.speaker), ("场合", document.occasion), ("地点", document.place),
        ("日期", document.date),
    )  # fmt: skip
    for name, value in rows:
        _line(console, f"{name}：", visible(value) if value else ("原文未见", "dim"))
    for problem in raw.problems:
        _line(console, ("问题：", "red"), visible(problem))


def _signs(console: Console, name: str, signs: Signs) -> None:
    """得分 12：标题“支部” +8，正文“网格” +4"""
    said = "，".join(f"{visible(sign)} {points:+.0f}" for sign, points in signs)
    _line(console, (f"    {name}得分 {sum(points for _, points in signs):.0f}：{said or '没有迹象'}", "dim"))


def _outline(reading: Reading, lines: _Lines, console: Console) -> None:
    _head(console, "提纲")
    heads = [p for p in reading.document.parts if p.kind == "heading"]
    for part in heads:
        where = lines.of(reading.clean.at(part.span.start))
        note = f"  [{labels.STYLE.get(part.style, part.style).rstrip('，')}{'，段首' if part.run_in else ''}，{where}]"
        _line(console, "  " * (part.level - 1), f"{part.level} {visible(part.title)}", (note, "dim"))
    if not heads:
        _line(console, ("没有标题", "dim"))


def _noise(reading: Reading, lines: _Lines, console: Console) -> None:
    _head(console, f"不是讲话的文字（{len(reading.clean.noise)} 处）")
    for noise in reading.clean.noise:
        quote = visible(noise.span.of(reading.raw.text).replace("\n", " "))
        _line(console, f"{labels.NOISE.get(noise.kind, noise.kind)} · {noise.rule} · {lines.of(noise.span.start)}：", (quote, "dim"))


def _text(reading: Reading, found: Sequence[Mark], console: Console) -> None:
    _head(console, "正文")
    _line(console, "图例：", *_legend())
    _line(console, *_marked(reading.clean.text, found))


def _legend() -> Iterator[str | tuple[str, str]]:
    for sign, (name, style) in KINDS.items():
        yield from ((f"‹{sign}1 {name}›", style), " ")


def _marked(text: str, found: Sequence[Mark]) -> list[str | tuple[str, str]]:
    """The text in pieces, each in the style of the innermost mark around it; ‹术3 and › stand around every mark."""
    ends = sorted(found, key=lambda m: (m.span.end, -m.span.start))
    starts = sorted(found, key=lambda m: (m.span.start, -m.span.end))
    pieces: list[str | tuple[str, str]] = []
    around: list[Mark] = []
    at = i = j = 0
    while j < len(ends):
        closing = i >= len(starts) or ends[j].span.end <= starts[i].span.start
        mark = ends[j] if closing else starts[i]
        stop = mark.span.end if closing else mark.span.start
        pieces.append((visible(text[at:stop]), around[-1].style if around else ""))
        pieces.append(("›" if closing else f"‹{mark.label} ", f"{mark.style} bold"))
        if closing:
            around.remove(mark)
            j += 1
        else:
            around.append(mark)
            i += 1
        at = stop
    pieces.append(visible(text[at:]))
    return pieces


def _mentions(reading: Reading, found: Sequence[Mark], why: Why, lines: _Lines, console: Console) -> None:
    _head(console, f"找到的内容（{len(found)} 处）")
    for mark in found:
        where = lines.of(reading.clean.at(mark.span.start))
        _line(console, (mark.label, mark.style), f" {visible(mark.name)} · {mark.rule or '—'} · {where}",
              (f" · {visible(mark.detail)}" if mark.detail else "", "dim"))  # fmt: skip
        if mark.sign == "术" and (signs := why.names.get(mark.span)):
            _signs(console, "", signs)
    for practice in reading.practices:
        title = visible(reading.document.parts[practice.heading].title)
        _line(console, f"做法 {title} · {practice.rule} · {practice.category}，{len(practice.sentences)} 句")
        if signs := why.categories.get(practice.heading):
            said = "，".join(f"{visible(sign)} {points:+.0f}" for sign, points in signs[:_WORDS] if points >= 0.5)
            _line(console, (f"    归入“{practice.category}”：{said or '没有哪个词说得清楚'}", "dim"))
