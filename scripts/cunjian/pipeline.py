"""The calls in order: read this first.

``convert`` follows one knowledge base from ``sources/`` to ``docs/``: every source is read, cleaned, divided and
searched for mentions on its own (``reading.Shelf``, in any ``concurrent.futures.Executor``, and only if it is new); then
gather sees the facts of all of them, link finds the lexicon's names in each, and render writes pages and data.  Files
change only in ``publish``, in an order that leaves a killed run repairable: the ledger first, then pages, then data.
Where nothing has changed since the last run, neither inputs nor outputs, its outcome stands.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cunjian import acquire, course, curation, gather, link, memo, part, render, search, store
from cunjian.cache import Cache
from cunjian.cycles import uncollected
from cunjian.errors import CannotRun, CunjianError
from cunjian.model import Book, Course, Curation, Cut, Reading
from cunjian.publish import GENERATED, Publisher, by_hand
from cunjian.reading import Shelf
from cunjian.render import View

__all__ = ["GENERATED", "Outcome", "Progress", "convert", "export", "sources", "today"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a conversion came to."""

    problems: tuple[str, ...]  # one Chinese sentence each
    counts: Mapping[str, int]  # speeches, practices, villages, terms, figures
    written: int  # files changed
    courses: tuple[Course, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A finished conversion: what it saw, what stood in docs/ afterwards, what it came to."""

    inputs: dict[str, store.Stat]
    outputs: bytes  # the mark of docs/
    outcome: Outcome


_RUN, _DECIDED, _MEMO = "run", "curation", "memo"  # entries of the cache: the last run, decisions, what is known of texts
LEXICON = "lexicon"  # and its names, for whoever reads a speech before the next run (proof.py)
_BLOCK = 1 << 20  # bytes of a long file that are read at once
_OURS = ("curation/ids.tsv", ".lock")  # inputs that a conversion itself writes


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a conversion found, as it went to render."""

    book: Book
    readings: Mapping[str, Reading]
    decided: Curation
    outputs: bytes  # the mark of docs/


def sources(root: Path) -> tuple[Path, ...]:
    """The files of sources/ that are meant as speeches, sorted by path."""
    folder = root / "sources"
    if not folder.is_dir():
        raise CannotRun(
            f"{root} 里没有 sources/ 文件夹。请建立 sources/ 并放入讲话稿，或用 cunjian new 新建一个知识库。"
        )
    found = [p for p in folder.rglob("*") if not p.is_dir() and acquire.is_source(p)]
    if not found:
        raise CannotRun("sources/ 里没有讲话稿。请放入 .docx、.pdf、.txt、.html 等文件后再运行。")
    return tuple(sorted(found, key=lambda p: p.relative_to(root).as_posix()))


def convert(root: Path, progress: Progress, executor: Executor | None = None, *, withhold: bool = False,
            stand: dict[str, store.Stat] | None = None) -> Outcome:  # fmt: skip
    """sources/ -> docs/; the caller holds the lock of ``root``.

    ``stand`` gets the files of docs/ as ``store.stats`` names them, as they stand afterwards.
    Raises CannotRun when there is nothing to convert, and CunjianError when the disk refuses.
    """
    memory, inputs = Cache(root), _inputs(root, withhold)
    last = memory.get(_RUN, Run)
    if last and last.inputs == inputs and last.outputs == store.mark(store.walk(root / "docs"), stand):
        return replace(last.outcome, written=0)
    with uncollected():
        outcome, found = whole(root, progress, executor, withhold=withhold, stand=stand)
    now = _inputs(root, withhold)
    if all(path.endswith(_OURS) for path in inputs.keys() | now.keys() if inputs.get(path) != now.get(path)):
        memory.put(_RUN, Run(now, found.outputs, outcome))
    return outcome


def _inputs(root: Path, withhold: bool) -> dict[str, store.Stat]:
    """Everything a conversion looks at, docs/ left out."""
    own = store.stats(root / "sources", root / "curation", root / course.FOLDER)
    house = {f"house/{path}": stat for path, stat in store.stats(curation.house() / "curation").items()}
    return {**own, **house, "withhold": (int(withhold), 0)}


def whole(root: Path, progress: Progress, executor: Executor | None = None, *, withhold: bool = False,
          stand: dict[str, store.Stat] | None = None) -> tuple[Outcome, Whole]:  # fmt: skip
    """``convert`` whether anything changed or not, and the book for whoever goes on with it."""
    store.sweep(root / "curation")  # docs/ is swept where strays are removed
    memory = Cache(root)
    memo.load(memory.get(_MEMO, memo.Tables) or {})
    decided = decided_of(root)
    rows, told = curation.ledger(root)
    problems = [*decided.problems, *told]
    paths = sources(root)
    shelf = Shelf(root, decided, withhold=withhold)
    shelf.fill(paths, lambda done: progress("读取讲话稿", done, len(paths)), executor)
    problems.extend(shelf.problems)
    draft = gather.entries(shelf, rows, decided, today(), shelf.facts)
    memory.put(LEXICON, draft.lexicon)
    shelf.facts.clear()  # what is needed of them is in the draft
    book = gather.book(draft, partial(link.find, draft.lexicon))
    problems.extend(book.problems)
    readings = draft.readings
    book = _taught(root, book, readings, problems)
    ledger = curation.ledger_text(gather.ledger(draft, book))
    del draft, rows  # each holds something of every entry
    _keep_previous_index(root)
    written = int(store.write(root / "curation" / "ids.tsv", ledger))
    view = View(book, readings)
    publisher = Publisher(root, view, lambda done, total: progress("写出页面", done, total))
    publisher.pages()
    publisher.search(book, decided)
    if stand is not None:
        stand.clear()  # what was seen before this run may be gone
    outputs = publisher.remove_stale(stand)
    problems.extend(publisher.kept)
    _report(root, view, publisher.remarks, problems)
    if (learnt := memo.taken()) is not None:
        memory.put(_MEMO, learnt)
    counts = {kind: len(getattr(book, kind)) for kind in ("speeches", "practices", "villages", "terms", "figures")}
    return Outcome(tuple(dict.fromkeys(problems)), counts, written + publisher.written, book.courses), Whole(book, readings, decided, outputs)


def decided_of(root: Path) -> Curation:
    """curation/; reading YAML takes longer than seeing that no file has changed."""
    memory, state = Cache(root), hashlib.sha256()
    try:
        for base in (root, curation.house()):
            for file in sorted((base / "curation").rglob("*.yml")):
                content = file.read_bytes()
                state.update(f"{base == root} {file.relative_to(base)} {len(content)}\0".encode("utf-8", "surrogateescape"))
                state.update(content)
    except OSError:
        return curation.load(root)  # it says what is wrong
    known = memory.get(_DECIDED, tuple[str, Curation])
    if known and known[0] == state.hexdigest():
        return known[1]
    decided = curation.load(root)
    memory.put(_DECIDED, (state.hexdigest(), decided))
    return decided


def parted(root: Path, found: Whole, wanted: part.Wanted, home: str, online: str | None, docs: Path) -> Cut:
    """The part of a converted knowledge base that is asked for, written into an empty ``docs``.

    A page that a person has changed goes along as it stands; what it links to outside the part becomes text.
    """
    book = part.cut(found.book, part.chosen(found.book, wanted), home, online)
    assert book.cut is not None
    readings = {s.id: found.readings[s.id] for s in book.speeches}
    pages = list(render.pages(book, readings))
    paths = {page.path for page in pages}
    for page in pages:
        own = root / "docs" / page.path
        if page.path not in render.REPLACEABLE and by_hand(own):
            store.write(docs / page.path, part.alone(own.read_text("utf-8"), page.path, paths), durable=False)
        else:
            store.write(docs / page.path, page.text(), durable=False)
    split = len(book.figures) > render.LIMIT
    for files in (render.data(book, readings), search.files(book, readings, found.decided.synonyms, split)):
        for path, text in files:
            store.write(docs / path, text, durable=False)
    return book.cut


def _taught(root: Path, book: Book, readings: Mapping[str, Reading], problems: list[str]) -> Book:
    """The book with its courses; what they cite is remembered beside them."""
    taught = course.teach(root, book, readings)
    problems.extend(taught.problems)
    for path, text in taught.files:
        try:
            store.remove(root / path) if text is None else store.write(root / path, text)
        except CunjianError as error:
            problems.append(str(error))
    return replace(book, courses=taught.courses)


def today() -> str:
    """The date of new addresses: SOURCE_DATE_EPOCH's when set, so that builds can be repeated, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.date.today().isoformat()


def _keep_previous_index(root: Path) -> None:
    """Remember the index of the last complete run, which the report compares with."""
    index = root / "docs" / "data" / "index.json"
    if index.is_file():
        store.copy(index, root / ".cunjian" / "previous.json")


def _report(root: Path, view: View, remarks: Sequence[render.Remarks], problems: Iterable[str]) -> None:
    """review/report.html for the editor, and the problems for ``cunjian check``."""
    unique = tuple(dict.fromkeys(problems))
    previous = root / ".cunjian" / "previous.json"
    with previous.open("rb") if previous.is_file() else io.BytesIO() as before:
        store.write(root / "review" / "report.html", render.report(view, iter(partial(before.read, _BLOCK), b""), unique, remarks), durable=False)
    store.write(root / ".cunjian" / "problems.json", json.dumps(unique, ensure_ascii=False, indent=1), durable=False)


def export(root: Path) -> dict[str, object]:
    """All data in the shape of the contract, from docs/data alone."""
    docs = root / "docs"
    if not (docs / "data" / "index.json").is_file():
        raise CannotRun("还没有数据可以导出。请先运行 cunjian convert。")
    try:
        return render.export(lambda path: (docs / path).read_bytes().decode("utf-8", "surrogatepass"))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CannotRun("docs/data：数据不完整，或被改动过。请重新运行 cunjian build。") from error
