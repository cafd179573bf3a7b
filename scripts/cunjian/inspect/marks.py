"""Marks: every mention of a speech with a number of its own, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cunjian import labels
from cunjian.model import FigureMention, Reading, Span, TermMention

KINDS = {
    "术": ("术语", "cyan"), "村": ("村", "green"), "数": ("数据", "blue"), "誉": ("荣誉", "magenta"),
    "隐": ("隐去", "yellow"), "疑": ("存疑", "red"),
}  # fmt: skip
"""Sign -> (name, colour)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention as it is shown."""

    sign: str
    number: int
    span: Span  # clean positions
    name: str
    rule: str
    detail: str

    @property
    def label(self) -> str:
        """术3."""
        return f"{self.sign}{self.number}"

    @property
    def style(self) -> str:
        """The colour of its kind."""
        return KINDS[self.sign][1]


def marks(reading: Reading) -> tuple[Mark, ...]:
    """All mentions with a place in the text, kind by kind, numbered in the order of the text."""
    out: list[Mark] = []
    for sign in KINDS:
        found = sorted(_found(sign, reading), key=lambda f: f[0])
        out += [Mark(sign, number, *one) for number, one in enumerate(found, start=1)]
    return tuple(out)


def _found(sign: str, reading: Reading) -> Iterator[tuple[Span, str, str, str]]:
    """(span, name, rule, detail) of one kind of mention."""
    text = reading.clean.text
    if sign == "术":
        yield from ((t.span, t.name, t.rule, _term(t)) for t in reading.terms)
    elif sign == "村":
        for v in reading.villages:
            yield v.span, v.name, v.rule, "，".join(filter(None, (v.place, f"{len(v.sentences)} 句")))
    elif sign == "数":
        yield from ((f.span, f.span.of(text), f.rule, _figure(f)) for f in reading.figures)
    elif sign == "誉":
        for h in reading.honours:
            yield h.span, h.name, h.rule, "，".join(filter(None, (labels.HONOUR.get(h.level or ""), h.village)))
    elif sign == "隐":
        yield from ((r.span, r.span.of(text), "", labels.REDACTION[r.kind]) for r in reading.redactions)
    else:
        for g in reading.flags:
            suggestion = f"，疑为“{g.suggestion}”" if g.suggestion else ""
            yield g.span, g.span.of(text), g.rule, f"{labels.FLAG.get(g.kind, g.kind)}：{g.note}{suggestion}"


def _term(term: TermMention) -> str:
    pieces = [labels.TERM[term.kind]]
    if term.aliases:
        pieces.append("又作" + "、".join(term.aliases))
    if term.items:
        pieces.append("各项：" + "／".join(item.text for item in term.items))
    return "，".join(pieces)


def _figure(figure: FigureMention) -> str:
    if figure.status != "stated":
        value = {"redacted": "原文已隐去", "damaged": "原文有误"}[figure.status]
    else:
        value = _plain(figure.value) if figure.value is not None else "未知"
        value += f"—{_plain(figure.max)}" if figure.max is not None else ""
    before = f"（原 {_plain(figure.previous)}）" if figure.previous is not None else ""
    return f"{figure.label} = {_qualified(value, figure)}{before}，{figure.village or labels.SCOPE[figure.scope]}"


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _qualified(value: str, figure: FigureMention) -> str:
    """近30万元, 5000多元, 30万元以上: the qualifier where the speech has it."""
    said, unit = figure.qualifier or "", figure.unit or ""
    if said in ("多", "余", "来", "几"):
        myriad = unit[:1] if len(value) == 1 and unit[:1] in ("万", "亿") else ""  # 4万余元, but 40余万元
        return f"{value}{myriad}{said}{unit.removeprefix(myriad)}"
    if said.startswith(("以", "左", "上下", "有余", "之")):
        return f"{value}{unit}{said}"
    return f"{said}{value}{unit}"
