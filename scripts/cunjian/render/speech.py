"""The page of a speech: its card, its outline, every sentence in order, and what must be known about the source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import takewhile

from cunjian import labels
from cunjian.model import Link, Part, Span, Speech
from cunjian.render import aside, escape, mind, picture
from cunjian.render.addresses import address, crumbs, relative
from cunjian.render.marks import Mark, Spans
from cunjian.render.page import Page
from cunjian.render.source import Source, first_mentions
from cunjian.render.view import View

_OPENING = 120  # characters that may stand before a title for it to head the page


def page(view: View, speech: Speech) -> Page:
    """The whole page."""
    return _Writer(view, speech).page()


class _Writer:
    """One page in the making."""

    def __init__(self, view: View, speech: Speech) -> None:
        self.view, self.speech, self.path = view, speech, address(speech.id)
        self.source: Source = view.source(speech.id)
        self.parts = self.source.reading.document.parts
        self.linked: set[str] = set()  # classes of the links that stand in the text
        self.links = self._links()

    def page(self) -> Page:
        trail = crumbs(self.path, ("讲话稿", "speeches/index.md"), (self.speech.title, None))
        blocks = [trail, self._before(), self._heading(), *self._notices(), self._card(), self._outline()]
        blocks += [aside.legend(self.source, self.linked), self._body()]
        blocks += mind.section(self.source, self.speech.title)
        blocks += picture.section(self.view, self.path, self.speech.id)
        blocks += [*self.view.taught(self.path, self.speech.id), aside.flags(self.source), aside.noise(self.source)]
        blocks.append(aside.data(self.path, self.speech))
        return Page(self.path, self.speech.title, "\n\n".join(b for b in blocks if b), {"hide": ["navigation"]})

    # ------------------------------------------------------------------ above the text

    @cached_property
    def _title_at(self) -> int | None:
        """The part that is the title which the page bears: before any heading, and not behind more than a few lines."""
        if self.speech.title != self.source.reading.document.title:
            return None
        opening = takewhile(lambda part: part.kind != "heading" and part.span.start <= _OPENING, self.parts)
        return next((index for index, part in enumerate(opening) if part.kind == "title"), None)

    def _heading(self) -> str:
        return "# " + (escape.block(self.speech.title) if self._title_at is None else self._sentences(self._title_at))

    def _before(self) -> str:
        """What the source says before its title."""
        blocks = [self._part(index, part) for index, part in enumerate(self.parts[: self._title_at or 0])]
        return '<div class="cj-before" markdown="1">\n\n' + "\n\n".join(blocks) + "\n\n</div>" if blocks else ""

    def _notices(self) -> Iterator[str]:
        if self.speech.duplicate_of:
            same = self.view.to(self.path, self.speech.duplicate_of)
            yield f"本篇与 {same} 内容相同，做法、案例村与术语只在那一篇下归集。\n{{: .cj-notice }}"
        if self.speech.note:
            yield f"编者按：{escape.text(self.speech.note)}\n{{: .cj-notice }}"

    def _card(self) -> str:
        card = self.speech
        rows = [("讲话人", "speaker", card.speaker), ("场合", "occasion", card.occasion),
                ("地方", "place", card.place), ("日期", "date", card.date)]  # fmt: skip
        if card.publisher:
            rows.append(("发布者", "publisher", card.publisher))
        lines = [
            f"- **{label}** {escape.text(value or labels.UNTOLD)}{'（编者补充）' if key in card.curated else ''}"
            for label, key, value in rows
        ]
        return '<div class="cj-card" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"

    def _outline(self) -> str:
        rows = []
        for index, part in enumerate(self.parts):
            if part.kind == "heading" and self.source.in_part[index]:
                anchor = self.source.in_part[index][0].anchor
                rows.append("    " * (part.level - 1) + f"- [{escape.text(part.title)}](#{anchor})")
        if not rows:
            return ""
        body = "\n".join(rows)
        return f'<details class="cj-outline" markdown="1">\n<summary>提纲</summary>\n\n{body}\n\n</details>'

    # ------------------------------------------------------------------ the text

    def _links(self) -> dict[str, list[Mark]]:
        """The links of every sentence, by its anchor: names first, then the figures that no name holds."""
        known = [x for x in self.view.links_in.get(self.speech.id, ()) if self.view.known(x.id)]
        marks: dict[str, list[Mark]] = {}
        found: list[tuple[str, Span, str, str]] = []
        taken = Spans(())
        for anchor, x in first_mentions(self.source, known):
            taken.add(x.span)
            if x.id in self.view.outside:
                marks.setdefault(anchor, []).append(self._outside(x))
            else:
                found.append((anchor, x.span, "cj-v" if x.id in self.view.villages else "cj-t", address(x.id)))
        for figure in self.view.figures_of.get(self.speech.id, ()):
            span = self.source.name_in(figure.evidence)
            sentence = self.source.sentence_at(span.start) if span else None
            if span and sentence and sentence.span.covers(span) and taken.add(span):
                found.append((sentence.anchor, span, "cj-x", self.view.figure_address(figure)))
        for anchor, span, css, target in found:
            self.linked.add(css)
            to = relative(self.path, target)
            marks.setdefault(anchor, []).append(Mark(span, "[", f"]({to}){{: .{css} }}"))
        return marks

    def _outside(self, found: Link) -> Mark:
        """A name that this part of the book does not hold: its code or its page online; the note says it in words."""
        online = self.view.online(found.id)
        if online:
            return Mark(found.span, "[", f"]({online}){{: .cj-out }}")
        return Mark(found.span, f'<span class="cj-out" title="页码 {found.id}">', "</span>")

    def _body(self) -> str:
        notes = aside.Notes(self.view, self.speech, self.source)
        blocks: list[str] = []
        for index, part in enumerate(self.parts):
            if self._title_at is None or index > self._title_at:
                blocks.append(self._part(index, part))
            elif index == self._title_at:
                continue
            note = notes.beside(index)
            if note:
                blocks.append(note)
        return '<div class="cj-body" markdown="1">\n\n' + "\n\n".join(blocks) + "\n\n</div>"

    def _part(self, index: int, part: Part) -> str:
        text = self._sentences(index)
        if part.kind == "heading":
            level = min(part.level + 1, 6)
            sentences = self.source.in_part[index]
            anchor = f" {{: #h-{sentences[0].anchor} }}" if sentences else ""
            return f"{'#' * level} {text}{anchor}"
        css = {"title": "cj-title", "byline": "cj-byline", "row": "cj-row"}.get(part.kind, "cj-p")
        return f"{text}\n{{: .{css} }}"

    def _sentences(self, index: int) -> str:
        """Every sentence of a part in its own element, and the blanks between them."""
        out: list[str] = []
        at: int | None = None
        for sentence in self.source.in_part[index]:
            if at is not None:
                out.append(escape.text(self.source.text[at : sentence.span.start]))
            words = self.source.inline(sentence.span, self.links.get(sentence.anchor, ()))
            out.append(f'<span id="{sentence.anchor}" class="cj-s">{words}</span>'
                       f'<a class="cj-a" href="#{sentence.anchor}" title="本句地址"></a>')  # fmt: skip
            at = sentence.span.end
        return "".join(out)
