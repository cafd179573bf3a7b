"""How clean and divide grow on texts that repeat one awkward piece: a ratio near 4 is linear, near 16 quadratic.

    .venv/bin/python benchmarks/growth.py

Prints, for each piece, the time for four times the text over the time for the text, both measured in this run.
"""

from __future__ import annotations

import time
from pathlib import Path

from cunjian import curation
from cunjian.clean import clean
from cunjian.divide import divide
from cunjian.model import Raw

PIECES = ("甲、乙、", "一、题\n", "“甲”、", "甲\n", "第一，甲。", "\u3000", "1、甲\n", "\n\u3000\u3000", "##paidbegin##",
          "第3页 共8页", "目录\n甲乙丙丁\n", "\u200b", "“", "。", "甲" * 40 + "\n")  # fmt: skip
LENGTH = 20_000


def main() -> None:
    """Measure every piece."""
    words = curation.load(Path()).words

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            raw = Raw("sources/a.txt", 0, "", "txt", "utf-8", text)
            divide(raw, clean(raw, words), words)
            best = min(best, time.perf_counter() - start)
        return best

    for piece in PIECES:
        short = piece * (LENGTH // len(piece))
        print(f"{seconds(short * 4) / seconds(short):6.1f}  {piece[:12]!r}")


if __name__ == "__main__":
    main()
