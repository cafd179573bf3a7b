"""Kill -9 at a hundred random moments of convert, build and bundle; prints what was lost (nothing) as figures.

    PYTHONPATH=scripts:tests .venv/bin/python benchmarks/kill.py [moments a command]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from killing import Bench, kill_at_random, seconds_of


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 34
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.made(Path(folder) / "base", 3)
        for seed, command in enumerate(("convert", "build", "bundle")):
            seconds = seconds_of(bench, command)
            counts = kill_at_random(bench, command, times, seed, seconds * 1.05)
            bad += counts["lost"] + counts["unmended"]
            print(f"{command} ({seconds:.1f} s): " + ", ".join(f"{k} {v}" for k, v in counts.items()), flush=True)
    return int(bad > 0)


if __name__ == "__main__":
    raise SystemExit(main())
