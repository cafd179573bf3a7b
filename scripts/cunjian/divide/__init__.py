"""Third room: clean text becomes title, sections, paragraphs and sentences.

Steps, in order: paragraphs (one a line of clean text), the block at the top (title, by-lines), headings (numbered,
short lines, run-in leads), their levels, sentences with their anchors.
"""

from __future__ import annotations

from cunjian.divide import headings, opening, sentences
from cunjian.divide.levels import ordered
from cunjian.divide.row import rows
from cunjian.model import Clean, Document, Raw, Words
from cunjian.script import fold


def divide(raw: Raw, clean: Clean, words: Words) -> Document:
    """One speech, divided; every non-blank code point of the clean text lies in exactly one sentence."""
    text = fold(clean.text)
    lines = rows(clean.text)
    top = opening.find(text, lines, words)
    found = headings.find(text, lines[len(top.lines) :], words)
    parts = ordered(top, found)
    return Document(top.title or _stem(raw), parts, sentences.find(clean.text, parts))


def _stem(raw: Raw) -> str:
    """The file's name stands in where the text has no title."""
    return raw.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
