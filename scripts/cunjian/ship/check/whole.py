"""Promise 8: a bad file never stops the good ones, and nothing is half-written or lost (architecture: "ship/check")."""

from __future__ import annotations

from collections.abc import Iterator

from cunjian.ship.check.built import Built, dicts

_AGAIN = "请重新运行 cunjian build"
_HALF = ("site.new", "site.old", "cunjian.zip.new")
_TEMPORARY = ".cunjian-*.tmp"
_FOLDERS = ("docs", "curation", "site", "review", ".cunjian")
_NOT_SPEECHES = frozenset({"thumbs.db", "desktop.ini", "readme.md"})


def check(built: Built) -> Iterator[str]:
    """No leftovers, every source answered for, every data file readable."""
    for name in _HALF:
        if (built.root / name).exists():
            yield f"{name}：上一次没有做完留下的，{_AGAIN}。"
    for folder in _FOLDERS:
        for file in sorted((built.root / folder).rglob(_TEMPORARY)):
            yield f"{built.name(file)}：上一次没有写完留下的，{_AGAIN}。"
    yield from _sources(built)
    yield from built.broken


def _sources(built: Built) -> Iterator[str]:
    published = {entry["file"] for entry in built.index.values() if isinstance(entry.get("file"), str)}
    for id in built.speech_ids:
        published |= {d["file"] for _, d in dicts(built.speech(id)) if isinstance(d.get("file"), str)}
    for file in sorted((built.root / "sources").rglob("*")):
        parts = file.relative_to(built.root / "sources").parts
        if not file.is_file() or any(p.startswith((".", "~$")) for p in parts) or file.name.lower() in _NOT_SPEECHES:
            continue
        name = built.name(file)
        if name not in published and not built.reported(name):
            yield f"{name}：既没有成为讲话稿，也没有说明原因，{_AGAIN}。"
