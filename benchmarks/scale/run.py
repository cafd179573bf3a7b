"""村鉴, MkDocs with Material, Zensical and Hugo over the same pages, one after another in one run.

    python -m venv /tmp/zensical && /tmp/zensical/bin/pip install zensical==0.0.73
    .venv/bin/python benchmarks/scale/run.py /tmp/scale 300 1000 --zensical /tmp/zensical/bin/zensical --hugo hugo

CPU seconds are those of a command and all its children, wall seconds depend on what else the machine does, memory is that
of the largest process.  Prints a table, the ratios that issue 7 asks for and, for two sizes or more, growth exponents;
writes docs/assets/performance.svg.  A row of another tool that takes longer or more memory than allowed, or finds no room
on the disk, is left out and says why; 10,000 speeches need about 12 GB for 村鉴 alone and as much again for each other tool,
whose copy is removed as soon as it is measured.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import speeches

HERE = Path(__file__).parents[2]
DAY = 86_400
_ADDITIONS = 5  # what one speech costs depends on what it names
_PORT = 8765
PLOT = HERE / "docs" / "assets" / "performance.svg"
TO_DOCS, TO_SITE = "sources -> docs, cold", "docs -> site, cold"
NOTHING, ADDED = "build, nothing changed", "build, one speech added"
ZENSICAL = "Zensical, cold"


Row = dict[str, float]


class Left(Exception):
    """Why a row is left out."""


def measured(command: list[str], folder: Path, day: int = 0, hours: float | None = None, mb: int | None = None) -> Row:
    """CPU and wall seconds and MB of one command; it must not fail (1 is done, with problems).

    ``hours`` and ``mb``: what it may take, each of its processes; Left when that is not enough.
    """
    wrapper = ("import resource,subprocess,sys,json;mb=int(sys.argv[1]);"
               "mb and resource.setrlimit(resource.RLIMIT_DATA,(mb<<20,mb<<20));"
               "code=subprocess.call(sys.argv[2:],stdout=subprocess.DEVNULL,"
               "stderr=subprocess.DEVNULL);u=resource.getrusage(resource.RUSAGE_CHILDREN);"
               "print(json.dumps([code,u.ru_utime+u.ru_stime,u.ru_maxrss/1024]))")  # fmt: skip
    env = os.environ | {"PYTHONPATH": str(HERE / "scripts"), "PYTHONDONTWRITEBYTECODE": "", "SOURCE_DATE_EPOCH": str(1_700_000_000 + day * DAY),
                        "NO_MKDOCS_2_WARNING": "1"}  # fmt: skip
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", wrapper, str(mb or 0), *command], cwd=folder, env=env, stdout=subprocess.PIPE,
                          text=True, start_new_session=True) as process:  # fmt: skip
        try:
            out, _ = process.communicate(timeout=hours * 3600 if hours else None)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise Left(f"longer than {hours:g} h") from None
    code, cpu, memory = json.loads(out)
    if code not in (0, 1) or (code and mb):
        raise Left(f"failed ({code}) with {mb} MB allowed") if mb else SystemExit(f"{' '.join(command)}: {code}")
    return {"cpu": cpu, "wall": time.perf_counter() - start, "mb": memory}


def one_size(root: Path, count: int, options: argparse.Namespace) -> dict[str, Row]:
    """All measurements of one size."""
    base = root / str(count)
    shutil.rmtree(base, ignore_errors=True)
    speeches.write(base, count)
    cunjian = [sys.executable, "-m", "cunjian"]
    build, convert = [*cunjian, "build", "--root", str(base)], [*cunjian, "convert", "--root", str(base)]
    found = {"rjieba pass over the speeches": measured([sys.executable, "-c", _CUT, str(base / "sources")], base)}
    found[TO_DOCS] = measured(convert, base)
    found[TO_SITE] = measured(build, base)
    for name, files in (("docs", base / "docs"), ("site", base / "site")):
        sizes = [f.stat().st_size for f in files.rglob("*") if f.is_file()]
        found[f"size of {name}"] = {"mb": sum(sizes) / 2**20, "files": len(sizes)}
    found["size of docs"]["pages"] = len(list((base / "docs").rglob("*.md")))
    found[NOTHING] = measured(build, base)
    if not 0 < options.alone < count:
        others(base, options, found)
    found[ADDED] = _added(base, count, build)
    day = _ADDITIONS + 1
    speeches.write(base, 1, count + _ADDITIONS)
    found[f"{ADDED}: sources -> docs alone"] = measured(convert, base, day)
    found[f"{ADDED}: docs -> site alone"] = measured(build, base, day)
    try:
        found["serve, until an edited speech is shown"] = {"wall": _served(base)}
    except Left as why:
        print(f"serve: left out: {why}", flush=True)
    return found


def _added(base: Path, count: int, build: list[str]) -> Row:
    """The median of several speeches, added day after day; the cheapest and the dearest are printed."""
    rows = []
    for nth in range(_ADDITIONS):
        speeches.write(base, 1, count + nth)
        rows.append(measured(build, base, 1 + nth))
    rows.sort(key=lambda row: row["cpu"])
    print(f"{ADDED}: " + ", ".join(f"{row['cpu']:.1f}" for row in rows) + " s CPU", flush=True)
    return rows[_ADDITIONS // 2]


def others(base: Path, options: argparse.Namespace, found: dict[str, Row]) -> None:
    """The same pages with other tools, one after another; what a tool leaves is removed before the next begins."""
    mkdocs = str(Path(sys.executable).parent / "mkdocs")
    rows = [("MkDocs + Material, no search", [mkdocs, "build", "-q"], lambda: _plain(base, "mkdocs")),
            (ZENSICAL, [options.zensical, "build"], lambda: _plain(base, "zensical")),
            ("Hugo, no search", [options.hugo, "--quiet"], lambda: _for_hugo(base))]  # fmt: skip
    need = 1.2 * 2**20 * sum(found[f"size of {name}"]["mb"] for name in ("docs", "site"))
    for name, command, laid_out in rows:
        if command[0] is None:
            continue
        try:
            if (free := shutil.disk_usage(base).free) < need:
                raise Left(f"needs {need / 2**30:.1f} GB of disk, {free / 2**30:.1f} GB are free")
            folder = laid_out()
            try:
                found[name] = measured(command, folder, hours=options.hours, mb=options.mb)
            finally:
                shutil.rmtree(folder)
        except Left as why:
            print(f"{name}: left out: {why}", flush=True)


_CUT = """
import pathlib, rjieba, sys
for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt")):
    rjieba.cut(file.read_text("utf-8"))
"""


def _served(base: Path) -> float:
    """Seconds from the edit of a speech until its page over http shows it."""
    source, words = sorted((base / "sources").rglob("*.txt"))[0], "这一句是量时间的时候加的。"
    name = source.relative_to(base).as_posix()
    data = next(f for f in sorted((base / "docs/data/speeches").iterdir()) if json.loads(f.read_bytes())["speech"]["file"] == name)
    server = subprocess.Popen([sys.executable, "-m", "cunjian", "serve", "--root", str(base), "--port", str(_PORT)], cwd=base,
                              env=os.environ | {"PYTHONPATH": str(HERE / "scripts")}, stderr=subprocess.DEVNULL,
                              start_new_session=True)  # fmt: skip
    try:
        while not _page(data.stem):
            if server.poll() is not None:
                raise Left("the server ended")
            time.sleep(0.2)
        source.write_text(source.read_text("utf-8") + f"\n　　{words}\n", "utf-8")
        start = time.perf_counter()
        while words not in _page(data.stem):
            if server.poll() is not None:
                raise Left("the server ended")
            time.sleep(0.02)
        return time.perf_counter() - start
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # with the build that it has begun
        server.wait()


def _page(id: str) -> str:
    try:
        with urllib.request.urlopen(f"http://localhost:{_PORT}/speeches/{id}.html", timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


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


def _for_hugo(base: Path) -> Path:
    """The same pages below three templates."""
    folder = base / "hugo"
    for page in (base / "docs").rglob("*.md"):
        beside = page.relative_to(base / "docs")
        to = folder / "content" / beside.with_name("_index.md" if page.name == "index.md" else page.name)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, to)
    shutil.copytree(base / "docs" / "assets", folder / "static" / "assets")
    shutil.copytree(base / "docs" / "data", folder / "static" / "data")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text('{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}', "utf-8")
    frame = '<!doctype html><title>{{ .Title }}</title><a href="/">村鉴</a>{{ block "main" . }}{{ end }}'
    (layouts / "baseof.html").write_text(frame, "utf-8")
    settings = 'title = "x"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n[markup.goldmark.renderer]\nunsafe = true\n'
    (folder / "hugo.toml").write_text(settings, "utf-8")
    return folder


def ratios(found: dict[str, Row]) -> str:
    """What issue 7 asks for, at one size."""
    docs, site = found[TO_DOCS]["cpu"], found[TO_SITE]["cpu"]
    told = [f"{name}: {100 * m['cpu'] / (docs + site):.1f} % of cold CPU ({TO_DOCS} and {TO_SITE}), "
            f"{100 * m['cpu'] / site:.1f} % of {TO_SITE} alone"
            for name, m in found.items() if name.startswith((NOTHING, ADDED))]  # fmt: skip
    told.append(f"sources -> docs: {docs / found['rjieba pass over the speeches']['cpu']:.0f} rjieba passes")
    if other := found.get(ZENSICAL):
        wall = found[TO_SITE]["wall"] / other["wall"]
        told.append(f"docs -> site: {site / other['cpu']:.2f} of Zensical's CPU, {wall:.2f} of its wall")
    return "\n".join(told)


def table(sizes: dict[int, dict[str, Row]]) -> str:
    """Markdown."""
    rows = ["| | " + " | ".join(f"{n:,} speeches" for n in sizes) + " |", "| --- |" + " --- |" * len(sizes)]
    for name in dict.fromkeys(name for found in sizes.values() for name in found):
        cells = []
        for found in sizes.values():
            if name not in found:
                cells.append("-")
                continue
            m = found[name]
            units = {"cpu": "{:.1f} s CPU", "wall": "{:.1f} s wall", "mb": "{:.0f} MB", "files": "{:,.0f} files", "pages": "{:,.0f} pages"}
            cells.append(", ".join(form.format(m[unit]) for unit, form in units.items() if unit in m))
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def exponents(sizes: dict[int, dict[str, Row]]) -> str:
    """How CPU seconds, sizes and the time of serve grow between the smallest and the largest size: 1 is linear."""
    (small, a), *_, (large, b) = sorted(sizes.items())
    a, b = ({**m, "cold, both together": {"cpu": m[TO_DOCS]["cpu"] + m[TO_SITE]["cpu"]}} for m in (a, b))
    grown = math.log(large / small)
    rows = [f"{name}: {unit} {math.log(b[name][unit] / a[name][unit]) / grown:.3f}"
            for name in a if name in b for unit in (next(u for u in ("cpu", "mb", "wall") if u in a[name]),)]  # fmt: skip
    return f"growth exponents from {small:,} to {large:,} speeches\n" + "\n".join(rows)


def plot(sizes: dict[int, dict[str, Row]]) -> str:
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


def _memory() -> int:
    """MB that a tool may take without driving the machine into the ground."""
    return int(0.7 * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) >> 20


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--zensical")
    parser.add_argument("--hugo")
    parser.add_argument("--alone", type=int, default=0, help="above this size 村鉴 alone")
    parser.add_argument("--hours", type=float, default=2.0, help="what a run of another tool may take")
    parser.add_argument("--mb", type=int, default=_memory(), help="and the memory of each of its processes")
    options = parser.parse_args()
    sizes: dict[int, dict[str, Row]] = {}
    for count in options.sizes:
        sizes[count] = one_size(options.root, count, options)
        print(table({count: sizes[count]}), ratios(sizes[count]), sep="\n\n", flush=True)
    print(table(sizes))
    if len(sizes) > 1:
        print(exponents(sizes))
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_text(plot(sizes), "utf-8")


if __name__ == "__main__":
    main()
