"""gather/speeches: every reading gets its id; the same speech twice is noticed (architecture: "Speeches")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from cunjian.gather import copies
from cunjian.gather.corrections import Decisions
from cunjian.gather.facts import Facts
from cunjian.gather.ids import Register, gone, today_key
from cunjian.model import Flag, LedgerRow, Reading, Span, Speech


def identify(every: Sequence[Facts], register: Register) -> dict[str, int]:
    """Speech id -> number of its facts, in the order of the files.

    An id stays with its path and place in the file; where that path is gone or its speeches have moved, with the text.
    """
    numbers = sorted(range(len(every)), key=lambda n: (every[n].file, every[n].place_in_file))
    order = [every[n] for n in numbers]
    prints = [f.print for f in order]
    keys = [f"{f.file}#{f.place_in_file}" for f in order]
    by_key = {key: number for number, key in enumerate(keys)}
    by_print: dict[str, list[int]] = defaultdict(list)
    for number, mark in enumerate(prints):
        by_print[mark].append(number)
    ids: dict[int, str] = {}

    def pair(wanted: Callable[[LedgerRow], bool], candidates: Callable[[LedgerRow], Iterable[int]]) -> None:
        for row in sorted(filter(wanted, register.of("speech")), key=lambda r: (gone(r), today_key(r), r.id)):
            number = next((n for n in candidates(row) if n not in ids), None)
            if number is not None:
                ids[number] = register.claim(row, keys[number], prints[number])

    def at_key(row: LedgerRow) -> list[int]:
        return [by_key[today_key(row)]] if today_key(row) in by_key else []

    def with_text(row: LedgerRow) -> list[int]:
        return by_print[row.content] if row.content else []

    def moved(row: LedgerRow) -> list[int]:
        return [n for n in with_text(row) if _file(today_key(row)) == order[n].file]

    pair(lambda r: not gone(r), lambda r: [n for n in at_key(r) if n in with_text(r)])
    pair(lambda r: not gone(r), moved)
    pair(lambda r: not gone(r), at_key)
    pair(lambda r: gone(r) or today_key(r) not in by_key, with_text)
    pair(lambda _: True, at_key)
    found = [ids.get(n) or register.new("speech", keys[n], prints[n]) for n in range(len(order))]
    return dict(zip(found, numbers, strict=True))


def _file(key: str) -> str:
    return key.rpartition("#")[0]


_COPY = re.compile(r"副本|复件|复制|拷贝|\bcopy\b|[（(]\d[)）]\.\w+$", re.IGNORECASE)  # what people and programs call one


def duplicates(every: Mapping[str, Facts], register: Register, text: Callable[[str], str]) -> dict[str, str]:
    """Speech id -> id of the fuller version of the same speech that leads; of equal ones that published first, of those of
    one day the one whose file does not call itself a copy.

    ``text`` is the clean text of a speech, asked for only where two are much alike.
    """
    order = {s: (register.rows[s].first, bool(_COPY.search(f.file)), f.file, f.place_in_file) for s, f in every.items()}
    return copies.leaders({s: f.sketch for s, f in every.items()}, order, lambda s: copies.bare(text(s)))


def flagged(reading: Reading, leader: Reading) -> Reading:
    """The reading with a flag on its opening words that says whose copy it is."""
    sentences = reading.document.sentences
    if not sentences:
        return reading
    title = next((p.span for p in reading.document.parts if p.kind == "title" and len(p.span)), sentences[0].span)
    span = Span(title.start, min(title.end, title.start + 60))
    equal = copies.bare(reading.clean.text) == copies.bare(leader.clean.text)
    same = "内容相同" if equal else "内容大体相同，那一份更完整"
    note = f"与“{title_of(leader)}”（{leader.raw.file}）{same}，统计和对照只计那一份。"
    flag = Flag("near-duplicate", span, note, None, "gather.duplicates")
    return replace(reading, flags=tuple(sorted((*reading.flags, flag), key=lambda f: (f.span, f.kind))))


def title_of(reading: Reading) -> str:
    return reading.document.title or PurePosixPath(reading.raw.file).stem


def card(speech: str, facts: Facts, leader: str | None, decisions: Decisions) -> Speech:
    """What is published about a speech beside its text."""
    given = {f: decisions.value(speech, f) for f in ("speaker", "date", "place", "publisher", "note")}
    title = decisions.value(speech, "rename")
    return Speech(
        id=speech,
        title=title or facts.title,
        file=facts.file,
        place_in_file=facts.place_in_file,
        sha256=facts.sha256,
        format=facts.format,
        encoding=facts.encoding,
        speaker=given["speaker"] or facts.speaker,
        occasion=facts.occasion,
        place=given["place"] or facts.place,
        date=given["date"] or facts.date,
        duplicate_of=leader,
        note=given["note"],
        publisher=given["publisher"],
        curated=tuple(sorted([f for f, v in given.items() if v] + (["title"] if title else []))),
    )
