"""The cases under tests/cases/: what a speech looks like, and what is read from it, in words that editors can check.

A case is a title, a line with a dot, a text, a line with a dot, what is expected, a line with a dot.  What the expected
lines say is told at the top of each file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from cunjian.model import Reading
from rulebook import read
from speeches import CASES, Case, cases


def cleaned(reading: Reading) -> Iterator[str]:
    """The lines that stay, then what was taken for noise."""
    yield from (line.strip() for line in reading.clean.text.split("\n"))
    yield from (f"- {n.kind}：{n.span.of(reading.raw.text)}" for n in reading.clean.noise)


def divided(reading: Reading) -> Iterator[str]:
    """Title, by-lines, and headings with their levels."""
    yield f"题目：{reading.document.title}"
    for part in reading.document.parts:
        if part.kind == "byline":
            yield f"署名：{part.span.of(reading.clean.text)}"
        elif part.kind == "heading":
            yield f"{part.level} {part.title}"


def terms(reading: Reading) -> Iterator[str]:
    """Names, each once, in the order of the text."""
    yield from dict.fromkeys(t.name for t in reading.terms)


def items(reading: Reading) -> Iterator[str]:
    """Shorthand with what it stands for, and lists that do not fit."""
    yield from (f"{t.name} = {' | '.join(i.text for i in t.items)}" for t in reading.terms if t.items)
    yield from (f"数目不符：{f.span.of(reading.clean.text)}" for f in reading.flags if f.kind == "count-mismatch")


def damage(reading: Reading) -> Iterator[str]:
    """Flags, count-mismatch left out."""
    yield from (f"{f.kind}：{f.span.of(reading.clean.text)}" for f in reading.flags if f.kind != "count-mismatch")


def redactions(reading: Reading) -> Iterator[str]:
    """What is hidden, with the character in front and behind."""
    text = reading.clean.text
    for one in reading.redactions:
        around = text[max(0, one.span.start - 1) : one.span.end + 1].strip()
        yield f"{one.kind}：{around}"


def practices(reading: Reading) -> Iterator[str]:
    """Category and heading."""
    yield from (f"{p.category}：{reading.document.parts[p.heading].title}" for p in reading.practices)


ROOMS: dict[str, Callable[[Reading], Iterator[str]]] = {
    "clean": cleaned, "divide": divided, "terms": terms, "items": items, "damage": damage, "redactions": redactions,
    "practices": practices,
}  # fmt: skip


@pytest.mark.parametrize(("room", "case"), [(r, c) for r in ROOMS for c in cases(r)], ids=str)
def test_case(room: str, case: Case) -> None:
    found = tuple(line for line in ROOMS[room](read(case.text)) if line)
    assert (found or ("无",)) == case.expected


@pytest.mark.parametrize("room", ROOMS)
def test_there_are_cases(room: str) -> None:
    assert len(cases(room)) >= 8
    assert all(case.expected for case in cases(room)), f"{CASES / room}: a case expects nothing; write 无"


def test_the_closing_words_of_a_speech_are_no_practice() -> None:
    reading = read(
        "柳湾的做法\n一、建强班子\n选配支部书记12名，每月开一次例会，年年有考核。\n二、办实服务\n建成驿站12个，党员轮流值守，一年办实事320件。\n"
        "每村配一名代办员，随叫随到。我的汇报完了，谢谢大家！\n与先进乡镇相比，我们还有不小差距。\n今后，河口镇将继续努力，争取更大进步。\n以上汇报，不妥之处，请批评指正。\n"
    )
    said = {number: sentence.span.of(reading.clean.text) for number, sentence in enumerate(reading.document.sentences)}
    assert [[said[number] for number in one.sentences] for one in reading.practices] == [
        ["选配支部书记12名，每月开一次例会，年年有考核。"],
        ["建成驿站12个，党员轮流值守，一年办实事320件。", "每村配一名代办员，随叫随到。"],
    ]
