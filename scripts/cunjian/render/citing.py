"""What it takes to cite a page and each speech that it quotes: in the front matter, for the site's 引用.

Only what the source tells: an unknown speaker or date is left out.  The form of the reference is the site's affair
(ship/reference.py); here are the facts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from cunjian import codes
from cunjian.model import Practice, Speech, Village
from cunjian.render import escape
from cunjian.render.page import Page
from cunjian.render.source import Source
from cunjian.render.view import Entry, View

_OWN = re.compile(rf"(?:speeches|practices|villages|terms)/({codes.PAGE})\b")
_QUOTED = re.compile(rf"\b(s{codes.EIGHT})\.md[^)\s]*\)\{{:[^}}]*\.cj-at")


def cited(view: View, page: Page) -> Page:
    """The page with its facts under ``cite`` and those of the speeches it quotes under ``said``."""
    facts: dict[str, Any] = {}
    own = _OWN.match(page.path)
    entry = view.entry(own[1]) if own else None
    if entry:
        facts["cite"] = _facts(view, entry)
    said = {id: _speech(view.speeches[id]) for id in sorted(set(_QUOTED.findall(page.body))) if id in view.speeches}
    if said:
        facts["said"] = said
    return replace(page, meta={**page.meta, **facts}) if facts else page


def _facts(view: View, entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Speech):
        pages = _pages(view.source(entry.id))
        return _speech(entry) | {"code": entry.id} | ({"pages": pages} if pages else {})
    if isinstance(entry, Practice):  # a section of its speech
        speech = view.speeches[entry.speech]
        return _known(by=speech.speaker, title=entry.title, of=speech.title, date=speech.date) | {"code": entry.id}
    name = f"{entry.place} {entry.name}" if isinstance(entry, Village) and entry.place else entry.name
    return _known(title=name) | {"code": entry.id}


def _speech(speech: Speech) -> dict[str, Any]:
    return _known(by=speech.speaker, title=speech.title, of=speech.occasion, date=speech.date)


def _known(**facts: str | None) -> dict[str, Any]:
    return {name: escape.visible(" ".join(value.split())) for name, value in facts.items() if value and value.strip()}


def _pages(source: Source) -> list[list[Any]]:
    """Where pages of a paged source begin: anchor of the first sentence that begins on each, and its number."""
    starts = source.reading.raw.pages
    if not starts:
        return []
    found: list[list[Any]] = []
    for sentence in source.reading.document.sentences:
        at = source.origin(sentence.span).start
        page = max((p.page for p in starts if p.start <= at), default=starts[0].page)
        if not found or found[-1][1] != page:
            found.append([sentence.anchor, page])
    return found
