"""村鉴, MkDocs with Material, and Zensical over the same pages, one after another in one run.

    python -m venv /tmp/zensical && /tmp/zensical/bin/pip install zensical==0.0.73
    .venv/bin/python benchmarks/scale/run.py /tmp/scale 300 1000 --zensical /tmp/zensical/bin/zensical

CPU seconds are those of a command and all its children, wall seconds depend on what else the machine does, memory is that
of the largest process.  Prints a table and, for two sizes or more, growth exponents; writes docs/assets/performance.svg.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import speeches

HERE = Path(__file__).parents[2]
DAY = 86_400
PLOT = HERE / "docs" / "assets" / "performance.svg"


def measured(command: list[str], folder: Path, day: int = 0) -> dict[str, float]:
    """CPU and wall seconds and MB of one command; it must not fail."""
    wrapper = ("import resource,subprocess,sys,json;code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,"
               "stderr=subprocess.DEVNULL);u=resource.getrusage(resource.RUSAGE_CHILDREN);"
               "print(json.dumps([code,u.ru_utime+u.ru_stime,u.ru_maxrss/1024]))")  # fmt: skip
    env = os.environ | {"PYTHONPATH": str(HERE / "scripts"), "SOURCE_DATE_EPOCH": str(1_700_000_000 + day * DAY),
                        "NO_MKDOCS_2_WARNING": "1"}  # fmt: skip
    start = time.perf_counter()
    out = subprocess.run([sys.executable, "-c", wrapper, *command], cwd=folder, env=env, capture_output=True, text=True, check=True)
    code, cpu, memory = json.loads(out.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)}: {code}")
    return {"cpu": cpu, "wall": time.perf_counter() - start, "mb": memory}


def one_size(root: Path, count: int, zensical: str | None, alone: bool) -> dict[str, dict[str, float]]:
    """All measurements of one size."""
    base = root / str(count)
    shutil.rmtree(base, ignore_errors=True)
    speeches.write(base, count)
    cunjian = [sys.executable, "-m", "cunjian"]
    found = {"sources -> docs, cold": measured([*cunjian, "convert", "--root", str(base)], base)}
    found["docs -> site, cold"] = measured([*cunjian, "build", "--root", str(base)], base)
    for name, files in (("docs", base / "docs"), ("site", base / "site")):
        sizes = [f.stat().st_size for f in files.rglob("*") if f.is_file()]
        found[f"size of {name}"] = {"mb": sum(sizes) / 2**20, "files": len(sizes)}
    found["size of docs"]["pages"] = len(list((base / "docs").rglob("*.md")))
    found["build, nothing changed"] = measured([*cunjian, "build", "--root", str(base)], base)
    if not alone:
        found["MkDocs + Material, no search"] = measured([str(Path(sys.executable).parent / "mkdocs"), "build", "-q"], _plain(base, "mkdocs"))
    if zensical and not alone:
        found["Zensical, cold"] = measured([zensical, "build"], _plain(base, "zensical"))
    speeches.write(base, 1, count)
    found["build, one speech added"] = measured([*cunjian, "build", "--root", str(base)], base, 1)
    return found


def _plain(base: Path, name: str) -> Path:
    """The same docs/ with settings that any generator takes."""
    folder = base / name
    folder.mkdir()
    shutil.copytree(base / "docs", folder / "docs")  # Zensical takes no link
    settings = (HERE / "mkdocs.yml").read_text("utf-8").replace("strict: true", "strict: false")
    settings = settings.replace("  - scripts/cunjian/ship/hooks.py", "  # without our hook")
    settings = settings.replace("hooks:\n", "hooks: []\n").replace("plugins: []", "plugins: [search]" if name == "zensical" else "plugins: []")
    settings = settings.replace("  custom_dir: overrides\n", "").replace("  alternate: true", "  # alternate: our template's")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return folder


def table(sizes: dict[int, dict[str, dict[str, float]]]) -> str:
    """Markdown."""
    rows = ["| | " + " | ".join(f"{n:,} speeches" for n in sizes) + " |", "| --- |" + " --- |" * len(sizes)]
    for name in next(iter(sizes.values())):
        cells = []
        for found in sizes.values():
            if name not in found:
                cells.append("-")
                continue
            m = found[name]
            told = f"{m['cpu']:.1f} s CPU, {m['wall']:.1f} s wall, {m['mb']:.0f} MB" if "cpu" in m else f"{m['mb']:.0f} MB, {m['files']:,.0f} files"
            cells.append(told + (f", {m['pages']:,.0f} pages" if "pages" in m else ""))
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def exponents(sizes: dict[int, dict[str, dict[str, float]]]) -> str:
    """How each cost grows between the smallest and the largest size: 1 is linear."""
    (small, a), *_, (large, b) = sizes.items()
    grown = math.log(large / small)
    rows = [f"{name}: {math.log(b[name][unit] / a[name][unit]) / grown:.3f}"
            for name in a if name in b for unit in ("cpu" if "cpu" in a[name] else "mb",)]  # fmt: skip
    return "growth exponents\n" + "\n".join(rows)


def plot(sizes: dict[int, dict[str, dict[str, float]]]) -> str:
    """CPU seconds at the largest size as bars."""
    count, found = max(sizes.items())
    bars = [(name, m["cpu"]) for name, m in found.items() if "cpu" in m]
    longest = max(cpu for _, cpu in bars)
    rows = [
        f'<text x="200" y="{30 + 26 * n}" text-anchor="end">{name}</text><rect x="210" y="{18 + 26 * n}" height="16" '
        f'width="{max(1, round(380 * cpu / longest))}"/><text x="{218 + round(380 * cpu / longest)}" y="{30 + 26 * n}">{cpu:.1f}</text>'
        for n, (name, cpu) in enumerate(bars)
    ]
    height = 40 + 26 * len(bars)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 {height}" font-family="sans-serif" font-size="12" fill="#9b2226">'
            f'<text x="210" y="12">CPU seconds, {count:,} speeches</text>{"".join(rows)}</svg>\n')  # fmt: skip


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--zensical")
    parser.add_argument("--alone", type=int, default=0, help="above this size 村鉴 alone")
    options = parser.parse_args()
    sizes: dict[int, dict[str, dict[str, float]]] = {}
    for count in options.sizes:
        sizes[count] = one_size(options.root, count, options.zensical, 0 < options.alone < count)
        print(table({count: sizes[count]}), flush=True)
    print(table(sizes))
    if len(sizes) > 1:
        print(exponents(sizes))
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_text(plot(sizes), "utf-8")


if __name__ == "__main__":
    main()
