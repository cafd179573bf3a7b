"""What stands beside and below the text of a speech: notes of what was drawn from it, flags, noise, data, citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cunjian.model import Speech, Term, Village
from cunjian.render import escape, labels
from cunjian.render.figures import brief
from cunjian.render.source import Source, flag_note
from cunjian.render.view import View, address, link, relative


class Notes:
    """The notes of one speech, by part."""

    def __init__(self, view: View, speech: Speech, source: Source) -> None:
        self.view, self.path = view, address(speech.id)
        self._practices: dict[int, list[str]] = {}
        self._named: dict[int, list[str]] = {}
        self._figures: dict[int, list[str]] = {}
        for practice in (*view.practices_of.get(speech.id, ()), *view.outside_of.get(speech.id, ())):
            for evidence in practice.evidence or (practice.heading,):
                _put(self._practices, source.part_of(evidence.anchor), practice.id)
        for anchor, ids in view.anchors_of.get(speech.id, {}).items():
            for id in ids:
                _put(self._named, source.part_of(anchor), id)
        for figure in view.figures_of.get(speech.id, ()):
            _put(self._figures, source.part_of(figure.evidence.anchor), figure.id)
        self._shown: set[str] = set()

    def beside(self, part: int) -> str:
        """The note of a part, or nothing."""
        named = self._named.get(part, [])
        lines = [
            _line("做法", (self._practice(id) for id in self._practices.get(part, ()))),
            _line("案例村", (self.view.to(self.path, id) for id in named if isinstance(self.view.known(id), Village))),
            _line("术语", (self.view.to(self.path, id) for id in named if isinstance(self.view.known(id), Term))),
            _line("数字", map(self._figure, self._figures.get(part, ()))),
        ]
        text = "".join(line for line in lines if line)
        return f"{text}\n{{: .cj-notes }}" if text else ""

    def _practice(self, id: str) -> str:
        again = "（续）" if id in self._shown else ""
        self._shown.add(id)
        return self.view.to(self.path, id) + again

    def _figure(self, id: str) -> str:
        figure = self.view.figures[id]
        return link(self.path, self.view.figure_address(figure), brief(self.view, figure))


def _put(where: dict[int, list[str]], part: int | None, id: str) -> None:
    if part is not None and id not in where.setdefault(part, []):
        where[part].append(id)


def _line(label: str, items: Iterable[str]) -> str:
    text = "、".join(items)
    return f'<span class="cj-note"><b>{label}</b> {text}</span>' if text else ""


def citation(speech: Speech) -> str:
    """How to cite the page, as plain text."""
    known = [x for x in (speech.speaker, f"《{speech.title}》", speech.occasion, speech.place, speech.date) if x]
    return escape.text("，".join([*known, f"载村鉴，页码 {speech.id}。"]))


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
    return f"数据：[本篇所得（JSON）]({found}) · [读出的原文（TXT）]({text}) · 页码 {speech.id}\n{{: .cj-data }}"
