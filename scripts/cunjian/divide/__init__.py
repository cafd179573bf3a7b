"""Third room: clean text becomes title, sections, paragraphs and sentences.

Steps, in order: paragraphs (one a line of clean text), the block at the top (title, by-lines), headings (numbered,
short lines, run-in leads), their levels, sentences with their anchors.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cunjian.divide import headings, marked, opening, sentences
from cunjian.divide.flat import unflattened
from cunjian.divide.levels import ordered
from cunjian.divide.row import rows
from cunjian.model import Clean, Document, Part, Raw, Words
from cunjian.script import as_written, fold, folded
from cunjian.titles import Title


def divide(raw: Raw, clean: Clean, words: Words) -> Document:
    """One speech, divided; every non-blank code point of the clean text lies in exactly one sentence."""
    text = folded(clean.text)
    lines = unflattened(text, rows(clean.text), words, _page_names(raw, clean))
    top = opening.find(text, lines, words)
    body = lines[len(top.lines) :]
    layout = marked.rows(raw, clean, body)
    found = headings.find(text, body, top.title, words, layout)
    table = {m.span for m in layout.values() if m.style == "row"}
    parts = tuple(_as_written(part, text, clean.text) for part in ordered(top, found))
    parts = tuple(replace(p, kind="row") if p.kind == "paragraph" and p.span in table else p for p in parts)
    title = as_written(top.title, text, clean.text)
    return Document(title or _told_title(clean.text) or _stem(raw), parts, sentences.find(clean.text, parts, text))


def candidates(raw: Raw, clean: Clean, words: Words) -> tuple[Title, ...]:
    """What may be the title of a speech, with signs and points, the best first."""
    text = folded(clean.text)
    return opening.candidates(text, unflattened(text, rows(clean.text), words, _page_names(raw, clean)), words)


_TOLD = re.compile(r"题目(?:就?是|叫)[：，:,]?\s*[《“]([^《》“”\n]{4,40})[》”]")
_TOP = 300  # characters in which a speaker tells what the speech is called


def _told_title(text: str) -> str:
    """What a speaker calls a speech that has no title: 我宣讲的题目是《一个村支书的梦》."""
    told = _TOLD.search(text, 0, _TOP)
    return told[1] if told else ""


_PAGE_NAME = re.compile(
    r"《([^《》\n]{6,60}?)(?:\.(?:docx?|pdf|wps)》|》由[^，。《》\n]{0,12}(?:分享|上传))|^(?:..名称：)?[ ]*([^《》\n]{6,60}?)\.(?:docx?|pdf|wps)$", re.M
)


def _page_names(raw: Raw, clean: Clean) -> tuple[str, ...]:
    """What the page around a speech calls it: 《……述职报告.docx》由会员分享."""
    told = fold("\n".join(noise.span.of(raw.text) for noise in clean.noise))
    return tuple(dict.fromkeys(name for match in _PAGE_NAME.finditer(told) if (name := (match[1] or match[2]).strip())))


def _as_written(part: Part, text: str, written: str) -> Part:
    """The part with its title in the characters of the speech."""
    plain, own = part.span.of(text), part.span.of(written)
    if not part.title or plain == own:
        return part
    title = as_written(part.title, plain, own) or ""
    return part if title == part.title else replace(part, title=title)


def _stem(raw: Raw) -> str:
    """The file's name stands in where the text has no title."""
    return raw.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
