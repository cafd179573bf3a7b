"""How the index grows: CPU, memory and files of a whole one, and of one speech more, without ever holding all speeches.

    .venv/bin/python benchmarks/search/grow.py 1000 10000   # speeches; prints a Markdown table
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "scripts"), str(Path(__file__).parent)]

import corpus  # noqa: E402

from cunjian.model import Evidence, Term, Village  # noqa: E402
from cunjian.search import Index, Part, Sheaf, of_practice, of_speech, of_term, of_village  # noqa: E402


class Stream:
    """Speeches of the corpus, each made when it is asked for."""

    def __init__(self, count: int) -> None:
        self.maker = corpus.Maker(round(count * corpus.PER_SPEECH), 1)
        self.ids = {name: f"{'t' if at < len(self.maker.terms) else 'v'}{at:08d}"
                    for at, name in enumerate([*self.maker.terms, *self.maker.villages])}  # fmt: skip
        self.sheaves = lru_cache(maxsize=2)(self._sheaves)

    def _sheaves(self, number: int) -> list[Sheaf]:
        """A speech and its practices."""
        maker = self.maker
        maker.rng = random.Random(number)
        maker.speech(number)
        speech, reading = maker.speeches.pop(), maker.readings.popitem()[1]
        practices, shown = [*maker.practices], {}
        for name, evidence in maker.shown.items():
            for said in evidence:
                shown.setdefault(said.anchor, {})[self.ids[name]] = name
        maker.practices.clear()
        maker.shown.clear()
        return [of_speech(speech, reading, practices, shown, ()), *(of_practice(p, speech) for p in practices)]

    def parts(self, numbers: range) -> Iterator[Part]:
        """Everything of these speeches; ids are as in corpus.Maker."""
        for number in numbers:
            for at in range(corpus.SECTIONS + 1):
                id = self._id(number, at)
                yield Part(id, id, partial(self._one, number, at))
        for name, id in self.ids.items():
            yield Part(id, id, partial(self._named, name, id))

    def _id(self, number: int, at: int) -> str:
        return f"p{number:06d}{at:02d}" if at else f"s{number:08d}"

    def _one(self, number: int, at: int) -> Sheaf:
        sheaf = self.sheaves(number)[at]
        return Sheaf([self._id(number, at), *sheaf.row[1:]], sheaf.blocks)

    def _named(self, name: str, id: str) -> Sheaf:
        said = (Evidence("s00000000", 0, 1, name, name, "j1"),)
        return of_term(Term(id, name, (), "", "other", said)) if id[0] == "t" else of_village(Village(id, name, None, (), said))


def measure(count: int) -> dict[str, float]:
    """One size, in a process of its own."""
    stream = Stream(count + 1)
    began = time.process_time()
    for part in stream.parts(range(count)):
        part.make()
    own = time.process_time() - began  # of the generator
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)

        def read(path: str) -> str | None:
            return (folder / path).read_text("utf-8") if (folder / path).is_file() else None

        def run(numbers: range, known: str | None) -> tuple[str, int, int]:
            index, files, size = Index(read, known), 0, 0
            for path, text in index.changes([*stream.parts(numbers)]):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                if text is None:
                    (folder / path).unlink()
                else:
                    size += (folder / path).write_bytes(text.encode())
                files += 1
            return index.state, files, size

        began = time.process_time()
        state, files, size = run(range(count), None)
        whole = time.process_time() - began - own
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.process_time()
        state, again, _ = run(range(count), state)
        nothing = time.process_time() - began
        began = time.process_time()
        _, more, more_size = run(range(count + 1), state)
        one = time.process_time() - began
    return {
        "index of all, s CPU": whole, "ms a speech": 1000 * whole / count, "largest memory, MB": memory, "files": files, "MB": size / 1e6,
        "nothing changed, s CPU": nothing, "files written": again, "one speech more, s CPU": one, "files of it written": more,
        "MB of it written": more_size / 1e6,
    }  # fmt: skip


def main() -> None:
    """A column a size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000]
    columns = []
    for size in sizes:
        with ProcessPoolExecutor(1) as one:
            columns.append(one.submit(measure, size).result())
    print(f"| speeches | {' | '.join(map(str, sizes))} |\n|{' --- |' * (len(sizes) + 1)}")
    for row in columns[0]:
        print(f"| {row} | {' | '.join(f'{column[row]:.2f}' for column in columns)} |")


if __name__ == "__main__":
    main()
