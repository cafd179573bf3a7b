"""Promise 2, second half: what was taken for noise stands nowhere but in the folded list and the data
(architecture: "ship/check").

Only lines that are recognisable are looked for: a page number or a date can stand anywhere with every right, and so can
a page head that repeats a sentence or a title of some speech.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ahocorasick_rs import AhoCorasick

from cunjian.ship.check.built import Built
from cunjian.ship.check.shown import bare, kept, short, spans

_TELLING = 6  # characters other than digits that a line needs
_TEXT_FILES = (".js", ".json", ".txt", ".xml", ".csv")
_NOT_OURS = ("assets/javascripts/", "assets/stylesheets/", "data/texts/")
_QUOTES = frozenset({"quote", "reading_text", "noise"})  # where the contract wants the source as it stands

Finder = Callable[[str], set[str]]


def check(built: Built) -> Iterator[str]:
    """Generated pages and data files, the folded lists left aside."""
    lines = _lines(built)
    if not lines:
        return
    find = _finder(lines)
    for path, page in built.pages.items():
        if not built.peoples_words(path):
            yield from (_break(path, line) for line in sorted(find(page.loose)))
    for path in built.site_files:
        if path.endswith(_TEXT_FILES) and not path.startswith(_NOT_OURS):
            yield from (_break(path, line) for line in sorted(find(_published(built, path))))


def _break(path: str, line: str) -> str:
    return f"site/{path}：出现了已剔除的内容“{short(line)}”，它只该列在讲话稿页末，请重新运行 cunjian build。"


def _lines(built: Built) -> set[str]:
    """The recognisable lines of all noise that no speech says and no entry is called."""
    lines: set[str] = set()
    for id in built.speech_ids:
        for entry in built.speech(id).get("noise", ()):
            lines.update(bare(line) for line in str(entry.get("quote", "")).splitlines())
    lines = {line for line in lines if sum(not c.isdigit() for c in line) >= _TELLING}
    if not lines:
        return lines
    find = _finder(lines)
    for id in built.speech_ids:
        text = built.text(id) or ""
        lines -= find("".join(kept(text, 0, len(text), spans(built.speech(id).get("noise")))))
    for entry in built.index.values():
        lines -= find(str(entry.get("name", entry.get("title", ""))))
    return lines


def _finder(lines: set[str]) -> Finder:
    ordered = sorted(lines)
    automaton = AhoCorasick(ordered)

    def find(text: str) -> set[str]:
        found = automaton.find_matches_as_indexes(bare(text), overlapping=True)
        return {ordered[index] for index, _, _ in found}

    return find


def _published(built: Built, path: str) -> str:
    text = (built.site / path).read_bytes().decode("utf-8", "replace")
    if not path.endswith(".json"):
        return text
    try:
        return "\n".join(_strings(json.loads(text)))
    except ValueError:
        return text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _QUOTES:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
