"""What stands beside and below the text of a speech: notes of what was drawn from it, flags, noise, data, citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from cunjian import labels
from cunjian.model import Speech
from cunjian.render import escape
from cunjian.render.addresses import address, link, relative
from cunjian.render.figures import brief
from cunjian.render.source import Source, flag_note
from cunjian.render.view import View

_FIGURES = 6  # shown in one note


class Notes:
    """The notes of one speech: what was drawn from each paragraph, told beside it (on a phone folded below it)."""

    def __init__(self, view: View, speech: Speech, source: Source) -> None:
        self.view, self.path = view, address(speech.id)
        self._practices: dict[int, list[str]] = {}
        self._villages: dict[int, list[str]] = {}
        self._figures: dict[int, list[str]] = {}
        self._outside: dict[int, list[str]] = {}  # what a part of a book names and does not hold
        paragraph = _paragraphs(source)
        for practice in view.practices_of.get(speech.id, ()):
            told = [paragraph(e.anchor) for e in practice.evidence or (practice.heading,)]
            _put(self._practices, next((part for part in told if part is not None), None), practice.id)
        for practice in view.outside_of.get(speech.id, ()):
            _put(self._outside, paragraph(practice.heading.anchor), practice.id)
        for anchor, ids in view.anchors_of.get(speech.id, {}).items():
            for id in ids:
                if id in view.villages:
                    _put(self._villages, paragraph(anchor), id)
                elif id in view.outside:
                    _put(self._outside, paragraph(anchor), id)
        for figure in view.figures_of.get(speech.id, ()):
            _put(self._figures, paragraph(figure.evidence.anchor), figure.id)

    def beside(self, part: int) -> str:
        """The note of a part, or nothing."""
        figures = self._briefs(part)
        told = {
            "做法": [self.view.to(self.path, id) for id in self._practices.get(part, ())],
            "案例村": [self.view.to(self.path, id) for id in self._villages.get(part, ())],
            "数字": [link(self.path, to, words) for words, to in list(figures.items())[:_FIGURES]],
        }
        told["未收"] = [self.view.to(self.path, id) for id in self._outside.get(part, ())]
        lines = [_line(label, items) for label, items in told.items() if items]
        if not lines:
            return ""
        if len(figures) > _FIGURES:
            lines.append(f'<span class="cj-note">等 {len(figures)} 个数字</span>')
        counts = {"做法": len(told["做法"]), "案例村": len(told["案例村"]), "数字": len(figures), "未收": len(told["未收"])}
        summary = " · ".join(f"{label} {count}" for label, count in counts.items() if count)
        return (f'<details class="cj-notes" markdown="1">\n<summary>{summary}</summary>\n\n'
                f"{''.join(lines)}\n\n</details>")  # fmt: skip

    def _briefs(self, part: int) -> dict[str, str]:
        """Each figure of a part in a few words, with the address of its row; equal ones once."""
        figures = [self.view.figures[id] for id in self._figures.get(part, ())]
        out: dict[str, str] = {}
        for figure in figures:
            out.setdefault(brief(self.view, figure), self.view.figure_address(figure))
        return out


def _paragraphs(source: Source) -> Callable[[str], int | None]:
    """From an anchor to the part its note stands beside: for a heading, the paragraph that follows it."""
    parts = source.reading.document.parts
    beside: dict[int, int] = {}
    below: int | None = None
    for index in range(len(parts) - 1, -1, -1):
        if parts[index].kind != "heading":
            below = index
        beside[index] = index if below is None else below

    def find(anchor: str) -> int | None:
        part = source.part_of(anchor)
        return None if part is None else beside[part]

    return find


def _put(where: dict[int, list[str]], part: int | None, id: str) -> None:
    if part is not None and id not in where.setdefault(part, []):
        where[part].append(id)


def _line(label: str, items: Iterable[str]) -> str:
    return f'<span class="cj-note"><b>{label}</b> {"、".join(items)}</span>'


def legend(source: Source, linked: Iterable[str]) -> str:
    """What the marks in the text mean; only those that stand in it.  ``linked``: classes of the links."""
    kinds = [("cj-t", "术语"), ("cj-v", "案例村"), ("cj-x", "数字")]
    names = [f'<span class="cj-mark {css}" data-mark="{css}">{name}</span>' for css, name in kinds if css in linked]
    hidden, flagged = len(source.reading.redactions), len(source.reading.flags)
    if hidden:
        names.append(f'<span><span class="cj-key-r">灰底</span> {labels.HIDDEN}（{hidden} 处，不作推测）</span>')
    if flagged:
        told = f'<a href="#cj-flags">{flagged} 处，看说明</a>'
        names.append(f'<span><span class="cj-key-f">波浪线</span> 原文疑有差错，照录（{told}）</span>')
    return f'<p class="cj-marks"><b>标记</b> {" ".join(names)}</p>' if names else ""


def flags(source: Source) -> str:
    """What a reader must know about the source: each flag with the words it is about, and the legend."""
    reading = source.reading
    rows = []
    for flag in sorted(reading.flags, key=lambda f: (f.span, f.kind)):
        sentence = source.sentence_at(flag.span.start)
        words = escape.text(flag.span.of(source.text)) or "此处"
        rows.append(f"- [{words}](#{sentence.anchor}) {escape.text(flag_note(flag))}" if sentence
                    else f"- {words} {escape.text(flag_note(flag))}")  # fmt: skip
    hidden = Counter(labels.REDACTION.get(r.kind, r.kind) for r in reading.redactions)
    legend = "正文一字未改。划浪线处是原文疑有差错的地方，照原样保留；灰底处是原文已隐去的内容，不作推测。"
    out = ["## 原文提示 {: #cj-flags }", f"{legend}\n{{: .cj-legend }}"]
    if hidden:
        kinds = "、".join(f"{name} {count} 处" for name, count in sorted(hidden.items()))
        out.append(f"{labels.HIDDEN}：共 {sum(hidden.values())} 处（{kinds}）。")
    out.append("\n".join(rows) if rows else "没有发现需要提示的差错。")
    return "\n\n".join(out)


def noise(source: Source) -> str:
    """Every run that was not taken for the speech, folded; it stands nowhere else on the site."""
    reading = source.reading
    omitted = "".join(f"<li>{escape.html(kind)}：{count} 处，读取时略去</li>" for kind, count in reading.raw.omitted)
    rows = "".join(
        f'<li><span class="cj-kind">{escape.html(labels.NOISE.get(n.kind, n.kind))}</span> '
        f'<span class="cj-n">{escape.html(n.span.of(reading.raw.text))}</span></li>'
        for n in sorted(reading.clean.noise, key=lambda n: n.span)
    )
    count = len(reading.clean.noise)
    if not rows and not omitted:
        return ""
    return (f'<details class="cj-noise"><summary>未计入正文的内容（{count} 处）</summary><ul>{rows}{omitted}</ul>'
            "</details>")  # fmt: skip


def data(path: str, speech: Speech) -> str:
    """Where the data of the page stand."""
    found = relative(path, f"data/speeches/{speech.id}.json")
    text = relative(path, f"data/texts/{speech.id}.txt")
    file = f"来源文件：{escape.text(speech.file)} · 页码 {speech.id}"
    return f"{file}\n数据：[本篇所得（JSON）]({found}) · [读出的原文（TXT）]({text})\n{{: .cj-data }}"
