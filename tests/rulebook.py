"""docs/rules.md as the tests read it: rules with their examples and word lists; and which rules a text sets off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cunjian import curation
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.extract import extract
from cunjian.model import Raw, Reading

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
DECIDED = curation.load(curation.house())


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the page."""

    name: str
    about: str
    seen: tuple[str, ...]
    left: tuple[str, ...]
    words: tuple[str, ...]


def rules() -> Iterator[Rule]:
    """All entries, in the order of the page."""
    for entry in re.split(r"^### ", PAGE.read_text("utf-8"), flags=re.M)[1:]:
        head, _, body = entry.partition("\n")
        lists = {key: tuple(re.findall(rf"^- {key}：`(.*)`$", body, re.M)) for key in ("看见", "不取")}
        words = re.search(r"^- 词表：(.*)$", body, re.M)
        assert words, head
        yield Rule(
            head.strip("`"), body.strip().split("\n")[0], lists["看见"], lists["不取"],
            tuple(re.findall(r"`([^`]+)`", words[1])),
        )  # fmt: skip


def speech(example: str) -> str:
    """An example as the text it stands for."""
    text = example.replace("⏎", "\n")
    return re.sub(r"⟨U\+([0-9A-F]{4})⟩", lambda m: chr(int(m[1], 16)), text)


def read(text: str) -> Reading:
    """A text from its characters to its mentions."""
    raw = Raw("sources/a.txt", 0, "0" * 64, "txt", "utf-8", text)
    cleaned = clean(raw, DECIDED.words)
    return extract(raw, cleaned, divide(raw, cleaned, DECIDED.words), DECIDED)


def names(reading: Reading) -> set[str]:
    """The rules that saw something in a speech."""
    found = {n.rule for n in reading.clean.noise} | {p.style for p in reading.document.parts if p.kind == "heading"}
    for mentions in (reading.terms, reading.villages, reading.figures, reading.honours, reading.practices, reading.flags):
        found |= {m.rule for m in mentions}
    return found
