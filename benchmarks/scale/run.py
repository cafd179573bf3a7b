"""村鉴, MkDocs with Material, Zensical and Hugo over the same pages, one after another in one run.

    python -m venv /tmp/zensical && /tmp/zensical/bin/pip install zensical==0.0.73
    .venv/bin/python benchmarks/scale/run.py /tmp/scale 300 1000 --zensical /tmp/zensical/bin/zensical --hugo hugo

CPU seconds are those of a command and all its children, wall seconds depend on what else the machine does, memory is that
of the largest process.  Prints a table, the ratios that issue 7 asks for and, for two sizes or more, growth exponents;
writes docs/assets/performance.svg.
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
import urllib.request
from pathlib import Path

import speeches

HERE = Path(__file__).parents[2]
DAY = 86_400
_PORT = 8765
PLOT = HERE / "docs" / "assets" / "performance.svg"


def measured(command: list[str], folder: Path, day: int = 0) -> dict[str, float]:
    """CPU and wall seconds and MB of one command; it must not fail (1 is done, with problems)."""
    wrapper = ("import resource,subprocess,sys,json;code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,"
               "stderr=subprocess.DEVNULL);u=resource.getrusage(resource.RUSAGE_CHILDREN);"
               "print(json.dumps([code,u.ru_utime+u.ru_stime,u.ru_maxrss/1024]))")  # fmt: skip
    env = os.environ | {"PYTHONPATH": str(HERE / "scripts"), "SOURCE_DATE_EPOCH": str(1_700_000_000 + day * DAY),
                        "NO_MKDOCS_2_WARNING": "1"}  # fmt: skip
    start = time.perf_counter()
    out = subprocess.run([sys.executable, "-c", wrapper, *command], cwd=folder, env=env, capture_output=True, text=True, check=True)
    code, cpu, memory = json.loads(out.stdout)
    if code > 1:
        raise SystemExit(f"{' '.join(command)}: {code}")
    return {"cpu": cpu, "wall": time.perf_counter() - start, "mb": memory}


def one_size(root: Path, count: int, zensical: str | None, hugo: str | None, alone: bool) -> dict[str, dict[str, float]]:
    """All measurements of one size."""
    base = root / str(count)
    shutil.rmtree(base, ignore_errors=True)
    speeches.write(base, count)
    cunjian = [sys.executable, "-m", "cunjian"]
    found = {"rjieba pass over the speeches": measured([sys.executable, "-c", _CUT, str(base / "sources")], base)}
    found["sources -> docs, cold"] = measured([*cunjian, "convert", "--root", str(base)], base)
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
    if hugo and not alone:
        found["Hugo, no search"] = measured([hugo, "--quiet"], _for_hugo(base))
    speeches.write(base, 1, count)
    found["build, one speech added"] = measured([*cunjian, "build", "--root", str(base)], base, 1)
    speeches.write(base, 1, count + 1)
    found["convert alone, one speech added"] = measured([*cunjian, "convert", "--root", str(base)], base, 2)
    found["serve, until an edited speech is shown"] = {"wall": _served(base)}
    return found


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
                              env=os.environ | {"PYTHONPATH": str(HERE / "scripts")}, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        while not _page(data.stem):
            time.sleep(0.2)
        source.write_text(source.read_text("utf-8") + f"\n　　{words}\n", "utf-8")
        start = time.perf_counter()
        while words not in _page(data.stem):
            time.sleep(0.05)
        return time.perf_counter() - start
    finally:
        server.terminate()
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


def ratios(found: dict[str, dict[str, float]]) -> str:
    """What issue 7 asks for, at one size."""
    cold = found["sources -> docs, cold"]["cpu"] + found["docs -> site, cold"]["cpu"]
    told = [f"{name}: {100 * found[name]['cpu'] / cold:.1f} % of cold CPU"
            for name in ("build, nothing changed", "build, one speech added", "convert alone, one speech added")]  # fmt: skip
    told.append(f"sources -> docs: {found['sources -> docs, cold']['cpu'] / found['rjieba pass over the speeches']['cpu']:.0f} rjieba passes")
    if other := found.get("Zensical, cold"):
        site = found["docs -> site, cold"]
        told.append(f"docs -> site: {site['cpu'] / other['cpu']:.2f} of Zensical's CPU, {site['wall'] / other['wall']:.2f} of its wall")
    return "\n".join(told)


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
            units = {"cpu": "{:.1f} s CPU", "wall": "{:.1f} s wall", "mb": "{:.0f} MB", "files": "{:,.0f} files", "pages": "{:,.0f} pages"}
            cells.append(", ".join(form.format(m[unit]) for unit, form in units.items() if unit in m))
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def exponents(sizes: dict[int, dict[str, dict[str, float]]]) -> str:
    """How each cost grows between the smallest and the largest size: 1 is linear."""
    (small, a), *_, (large, b) = sizes.items()
    grown = math.log(large / small)
    rows = [f"{name}: {math.log(b[name][unit] / a[name][unit]) / grown:.3f}"
            for name in a if name in b for unit in (next(u for u in ("cpu", "mb", "wall") if u in a[name]),)]  # fmt: skip
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
    parser.add_argument("--hugo")
    parser.add_argument("--alone", type=int, default=0, help="above this size 村鉴 alone")
    options = parser.parse_args()
    sizes: dict[int, dict[str, dict[str, float]]] = {}
    for count in options.sizes:
        sizes[count] = one_size(options.root, count, options.zensical, options.hugo, 0 < options.alone < count)
        print(table({count: sizes[count]}), ratios(sizes[count]), sep="\n\n", flush=True)
    print(table(sizes))
    if len(sizes) > 1:
        print(exponents(sizes))
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_text(plot(sizes), "utf-8")


if __name__ == "__main__":
    main()
