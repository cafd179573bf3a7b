"""search: an index brought up to date is the one made afresh, and one speech more touches little of it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from zlib import crc32

import pytest

import books
from cunjian import search
from cunjian.model import Evidence, Speech, Term, Village
from cunjian.search import postings, records, shards, spool
from cunjian.search.index import Index
from cunjian.search.sheaf import Part, Sheaf, of_speech, of_term, of_village

WORDS = re.findall("..", "党员村支会议带头油茶合作网格积分乡贤代办清单夜校分红山塘民宿调解庭院物业账目公示")


def card(id: str, title: str) -> Speech:
    return Speech(id, title, "a", 0, "", "txt", None, None, None, "清溪县", "2024")


def speech(id: str, seed: int, lines: int = 6) -> Sheaf:
    """A speech of its own words and of those that all have."""
    rng = random.Random(seed)

    def said() -> str:
        words = [rng.choice(WORDS) if rng.random() < 0.5 else chr(rng.randint(0x4E00, 0x5200)) for _ in range(30)]
        return "".join(words) + "。"

    rows = [("T", f"{rng.choice(WORDS)}怎么办{seed}"), *(("P" if n % 3 else "1", said()) for n in range(lines))]
    reading = books.reading_of(id, rows)
    return of_speech(card(id, rows[0][1]), reading, (), {}, ())


def term(id: str, name: str, about: str) -> Sheaf:
    said = Evidence("s00000001", 0, 1, about, about, "j1")
    return of_term(Term(id, name, (name[:2] + "制",), "", "other", (said,)))


def village(id: str, name: str) -> Sheaf:
    return of_village(Village(id, name, "清溪县", (), (Evidence("s00000001", 0, 1, name, name, "j1"),)))


class Base:
    """An index on a disk that remembers what was written."""

    def __init__(self) -> None:
        self.days: dict[str, str] = {}  # of some, when they were published first
        self.files: dict[str, str] = {}
        self.state: str | None = None
        self.changed: set[str] = set()
        self.made = 0

    def run(self, sheaves: dict[str, Sheaf]) -> None:
        """One run of the pipeline."""
        index = Index(self.files.get, self.state)
        changes = [*index.changes([self.part(s) for s in sheaves.values()], [("支书", "书记")])]
        assert len(changes) == len({path for path, _ in changes})
        self.changed = {path for path, _ in changes}
        for path, text in changes:
            if text is None:
                del self.files[path]
            else:
                self.files[path] = text
        if self.state is None or self.state == "{":  # whatever else lies there is the pipeline's to remove
            self.files = {path: text for path, text in self.files.items() if path in index.paths}
        self.state = index.state
        assert index.paths == self.files.keys()

    def part(self, sheaf: Sheaf) -> Part:
        def make() -> Sheaf:
            self.made += 1
            return sheaf

        return Part(sheaf.id, sheaf.digest(), make, self.days.get(sheaf.id, f"2026-11-{10 + crc32(sheaf.id.encode()) % 9}"))


def afresh(sheaves: dict[str, Sheaf]) -> Base:
    base = Base()
    base.run(dict(reversed(sheaves.items())))
    return base


def many(count: int) -> dict[str, Sheaf]:
    sheaves = [speech(f"s{n:08d}", n) for n in range(count)]
    sheaves += [village(f"v{n:08d}", f"{WORDS[n % 20]}{chr(0x4E10 + n)}村") for n in range(count)]
    sheaves += [term(f"t{n:08d}", f"{WORDS[n % 20]}{WORDS[n % 7]}{chr(0x4E90 + n % 99)}", "甲乙") for n in range(count)]
    return {s.id: s for s in sheaves}


def edits(rng: random.Random, sheaves: dict[str, Sheaf]) -> Iterator[dict[str, Sheaf]]:
    """A few changes, one after the other."""
    for step in range(7):
        some = rng.choice([*sheaves])
        act = rng.randrange(4)
        if act == 0:
            new = speech(f"s{rng.randrange(10**8):08d}", rng.randrange(10**6), rng.randint(1, 90))
            sheaves[new.id] = new
        elif act == 1:
            del sheaves[some]
        elif act == 2:
            sheaves["t99999999"] = term("t99999999", f"新{WORDS[step]}法", f"说法{step}")
        elif some[0] == "s":
            sheaves[some] = speech(some, rng.randrange(10**6))
        yield sheaves


@pytest.mark.parametrize("seed", range(6))
def test_step_by_step_gives_the_same_bytes_as_at_once(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LIMIT", 1500)  # so that leaves are divided and joined
    monkeypatch.setattr(records, "_LONG", 60)  # and pieces stand nearly everywhere
    monkeypatch.setattr(records, "_SOME", 9)
    sheaves, base = many(60), Base()
    base.run(sheaves)
    for now in edits(random.Random(seed), sheaves):
        base.run(now)
        whole = afresh(now)
        assert base.files == whole.files
        assert base.state == whole.state


def test_memory_or_disk_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LIMIT", 300)
    monkeypatch.setattr(records, "_LONG", 60)
    monkeypatch.setattr(records, "_SOME", 9)
    monkeypatch.setattr(records, "CHUNK", 64)
    sheaves = many(80)
    whole = afresh(sheaves)
    assert any("+3:" in text for text in whole.files.values())
    monkeypatch.setattr(spool, "_FULL", 900)
    assert afresh(sheaves).files == whole.files


def test_one_speech_more_touches_little() -> None:
    """Its blocks, the rows of its entry, and no more leaves than it has pieces and sounds; no neighbour is pushed."""
    sheaves, base = many(300), Base()
    base.run(sheaves)
    before, base.made = dict(base.files), 0
    new = speech("s77777777", 77)
    base.days[new.id] = "2026-11-26"  # later than all the others
    base.run(sheaves | {new.id: new})
    brought = postings.Postings()
    brought.add(new, range(len(new.blocks)), 0)
    pieces = len({*brought.found, *brought.named}) + len(brought.heard)
    assert base.made == 1
    assert len(base.changed) <= pieces + 6
    others = [path for path in before if path.split("/")[2] in ("b", "e")]
    assert sum(base.files[path] != before[path] for path in others) <= 1


def test_nothing_changed_writes_nothing() -> None:
    sheaves, base = many(20), Base()
    base.run(sheaves)
    base.made = 0
    base.run(sheaves)
    assert (base.changed, base.made) == (set(), 0)


def test_a_damaged_file_or_state_leads_to_a_fresh_index() -> None:
    sheaves = many(40)
    new = speech("s77777777", 77)
    whole = afresh(sheaves | {new.id: new})
    for spoil in range(3):
        base = Base()
        base.run(sheaves)
        if spoil == 0:
            for path in [p for p in base.files if "/g/" in p]:
                base.files[path] = base.files[path].replace("A", "B")
        elif spoil == 1:
            base.state = "{"
        else:
            base.files.pop("assets/search/root.js")
        base.run(sheaves | {new.id: new})
        assert base.files == whole.files


def test_of_a_whole_book_the_files_are_the_same() -> None:
    book, readings = books.small()
    base = Base()
    base.days = {s.id: book.first_published.get(s.id, "") for s in search.sheaves(book, readings)}
    base.run({s.id: s for s in search.sheaves(book, readings)})
    files = dict(search.files(book, readings, [("支书", "书记")]))
    assert files == base.files
