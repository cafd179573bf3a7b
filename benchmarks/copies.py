"""Seconds that finding near-duplicates takes, by number of speeches: must grow like the number.

    PYTHONPATH=scripts:tests .venv/bin/python benchmarks/copies.py
"""

from __future__ import annotations

import time

from cunjian.gather import copies
from test_copies import speech


def main() -> None:
    phrases = speech(0, 300)
    every = {f"{n:05d}": phrases + speech(n + 1, 2000) for n in range(5000)}
    every |= {f"{n}-again": every[f"{n:05d}"][100:1500] for n in range(5000)}
    for count in (1250, 2500, 5000, 10000):
        texts = dict(list(every.items())[: count // 2] + list(every.items())[5000 : 5000 + count // 2])
        started = time.process_time()
        found = copies.leaders({k: copies.sketch(t) for k, t in texts.items()}, {k: (k,) for k in texts}, texts.__getitem__)
        print(f"{count} speeches: {time.process_time() - started:.1f} s, {len(found)} copies", flush=True)


if __name__ == "__main__":
    main()
