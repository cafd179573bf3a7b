"""How long it takes from reading text to mentions, measured against an rjieba pass over the same text in the same run.

    .venv/bin/python benchmarks/extract.py [--largest MB] [--profile] [--hostile]

Goal: at most 40 times the rjieba pass, on the sample speeches and on a speech of 5 MB, and linear in the length; linear also
where a text is nothing but one thing (``--hostile``: a list without end, a row of digits, a rule of dashes).

Each text is cut and then read, in turn: both find the processor's caches as the other left them.  A pass that is repeated over
the same few short speeches keeps their words of the dictionary in the caches and takes a third of the time; what that
comes to is printed beside the samples.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import pstats
import random
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import rjieba

from cunjian import acquire, curation
from cunjian.model import Curation, Raw, Reading
from cunjian.speech import read_text

ROOT = Path(__file__).parents[1]
GOAL = 40.0
SIZES = (0.5, 1.0, 2.0, 4.0)
_HOSTILE = (
    "雪亮工程、慧眼行动、", "石桥村、竹溪村、", "“三单”管理、", "（“‘《", "1234567890", "一二三四五六七八九十", "1+3+N+", "一是抓班子，二是抓队伍，",
    "五好党支部、班子好、队伍好、制度好、",
    "由12万元增加到", "荣获全国文明村、", "一、建强支部\n推行三单管理。\n", "村\n", "——", "…", "##", "<div>", "第1页 共5页", "&nbsp;", "　　 \n",
)  # fmt: skip
_NAMES = ("柳湾", "竹溪", "石桥", "茶坪", "龙潭", "青山", "桐岭", "梅塘", "枫林", "松岗", "荷塘", "白沙")
_LEADS = ("建强", "管好", "办实", "用活", "织密", "盘活", "选准", "练就")
_THINGS = ("支部堡垒", "党员队伍", "集体产业", "服务网络", "治理格局", "闲置资产", "村级班子", "干部作风")


def samples() -> list[str]:
    """The reading texts of the sample speeches."""
    paths = sorted(p for p in (ROOT / "sources").rglob("*") if p.is_file() and acquire.is_source(p))
    return [raw.text for path in paths for raw in acquire.read(path, ROOT)]


def generated(texts: list[str], megabytes: float) -> str:
    """A speech of about that many bytes in UTF-8: paragraphs of the samples in random order, with other numbers and
    villages in each, and a heading before every third."""
    dice = random.Random(20)
    lines = [line.strip() for text in texts for line in text.split("\n") if len(line.strip()) > 45]
    out = ["在全县基层党建工作推进会上的发言"]
    size = 0
    while size < megabytes * 1_000_000:
        if len(out) % 3 == 1:
            out.append(f"{dice.choice('一二三四五六七八九')}、{dice.choice(_LEADS)}{dice.choice(_THINGS)}{len(out)}号")
        line = re.sub(r"\d(?!\d{3})", lambda _: str(dice.randint(1, 9)), dice.choice(lines))
        line = re.sub(r"[\u4e00-\u9fff]{2}村(?=[，。、是的有])", lambda _: dice.choice(_NAMES) + "村", line)
        out.append("　　" + line)
        size += 3 * len(line)
    return "\n".join(out) + "\n"


def read(text: str, decided: Curation) -> Reading:
    """Everything from reading text to mentions."""
    return read_text(Raw("sources/a.txt", 0, "", "txt", "utf-8", text), decided)


def seconds(work: Callable[[], object], times: int) -> float:
    """The best of several runs, in processor time: other work on the machine counts little."""
    best = math.inf
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def in_turn(texts: list[str], decided: Curation, times: int) -> tuple[float, float]:
    """The seconds of an rjieba pass and of reading, text by text; the best of several rounds."""
    best = math.inf, math.inf
    for _ in range(times):
        cut = ours = 0.0
        for text in texts:
            cut += seconds(partial(rjieba.cut, text), 1)
            ours += seconds(partial(read, text, decided), 1)
        best = min(best[0], cut), min(best[1], ours)
    return best


def report(name: str, texts: list[str], decided: Curation, times: int) -> float:
    """Print one line; the seconds that reading took."""
    yardstick, ours = in_turn(texts, decided, times)
    ratio = ours / yardstick
    print(
        f"{name:18} {sum(map(len, texts)):9,} characters  rjieba {yardstick:7.3f} s  reading {ours:8.3f} s  "
        f"ratio {ratio:7.1f}  {'ok' if ratio <= GOAL else 'ABOVE THE GOAL'}",
        flush=True,
    )
    return ours


def profile(text: str, decided: Curation) -> None:
    """Where the time goes."""
    watch = cProfile.Profile()
    watch.runcall(read, text, decided)
    pstats.Stats(watch, stream=sys.stdout).sort_stats("tottime").print_stats(25)


def hostile(decided: Curation) -> None:
    """How the time for a text of one thing grows from 40,000 characters to 80,000."""
    for unit in _HOSTILE:
        texts = ["在全县会上的发言\n" + unit * (size // len(unit)) for size in (40_000, 80_000)]
        small, large = (seconds(lambda text=text: read(text, decided), 2) for text in texts)  # type: ignore[misc]
        print(f"{unit!r:24} {small:6.3f} s  {large:6.3f} s  length^{math.log2(large / small):.2f}", flush=True)


def main() -> None:
    """Measure, or profile half a megabyte."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=float, default=5.0, metavar="MB")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    decided = curation.load(ROOT)
    texts = samples()
    read(texts[0], decided)  # compiles the word lists
    if options.profile:
        profile(generated(texts, 0.5), decided)
        return
    if options.hostile:
        hostile(decided)
        return
    ours = report("samples x 10", texts * 10, decided, 3)
    alone = seconds(lambda: [rjieba.cut(text) for text in texts * 10], 3)
    print(f"{'':18} against a pass repeated over them alone ({alone:.3f} s): ratio {ours / alone:7.1f}", flush=True)
    taken = [(s, report(f"{s} MB", [generated(texts, s)], decided, 3)) for s in SIZES if s <= options.largest]
    if options.largest > SIZES[-1]:
        report(f"{options.largest} MB", [generated(texts, options.largest)], decided, 1)
    for (small, before), (large, after) in pairwise(taken):
        print(f"growth {small} -> {large} MB: length^{math.log(after / before) / math.log(large / small):.2f}")


if __name__ == "__main__":
    main()
