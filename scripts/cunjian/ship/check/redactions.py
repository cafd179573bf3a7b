"""Promise 3: redactions stay redacted, never filled in, never guessed (architecture: "ship/check")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from cunjian.ship.check.built import Built, dicts
from cunjian.ship.check.shown import bare, kept, short, spans

_STARS = re.compile(r"[*＊﹡]+")


def check(built: Built) -> Iterator[str]:
    """Each redaction marked on its page as it stands, each star a redaction, no value behind a redacted figure."""
    for id in built.speech_ids:
        yield from _speech(built, id)
    for file in built.data_files:
        for _, entry in dicts(built.json(file)):
            hidden = entry.get("status") == "redacted" and "evidence" in entry
            if hidden and (entry.get("value") is not None or entry.get("max") is not None):
                what = f"“{short(str(entry.get('label')))}”原文已隐去，却有数值 {entry.get('value')}"
                yield f"{built.name(file)}：{what}，请重新运行 cunjian build。"


def _speech(built: Built, id: str) -> Iterator[str]:
    speech, text, page = built.speech(id), built.text(id), built.pages.get(f"speeches/{id}.html")
    if text is None or page is None or not speech:
        return  # promise 2 says so
    noise, hidden = spans(speech.get("noise")), spans(speech.get("redactions"))
    inside = [span for span in hidden if any(a <= span[0] and span[1] <= b for a, b in spans(speech["sentences"]))]
    wanted = ["".join(kept(text, start, end, noise)) for start, end in inside]
    if bare("".join(wanted)) != bare("".join(page.redactions)):  # one redaction may be marked in several pieces
        odd = (w for w, s in zip_longest(wanted, page.redactions, fillvalue="") if bare(w) != bare(s))
        what = f"“{short(next(odd, ''))}”一处起没有照原样标出"
        yield f"site/speeches/{id}.html：原文已隐去的字样{what}，请重新运行 cunjian build。"
    for start, end in spans(speech["sentences"]):
        for star in _STARS.finditer(text, start, end):
            if not any(a < star.end() and star.start() < b for a, b in [*hidden, *noise]):
                place = f"第 {star.start()} 字的“{star.group()}”"
                yield f"docs/data/speeches/{id}.json：{place}没有记为原文已隐去，请重新运行 cunjian build。"
