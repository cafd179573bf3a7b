"""The workshop in which a part of a knowledge base becomes a site of its own (architecture: "Bundles by part").

It lies in .cunjian/ below the knowledge base, with the settings and the theme of the whole, and is taken away afterwards.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # the writer beside the reader that MkDocs uses

from cunjian.errors import CannotRun

_OUR_HOOK = "cunjian/ship/hooks.py"


def about(root: Path, house: Path) -> tuple[str, str | None]:
    """Name and address of the whole site."""
    given = _settings(root, house)[1]
    address = str(given.get("site_url") or "").strip()
    return str(given.get("site_name") or "村鉴"), address.rstrip("/") + "/" if address else None


@contextmanager
def workshop(root: Path) -> Iterator[Path]:
    """An empty folder for one part."""
    place = root / ".cunjian" / "part"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def furnish(place: Path, root: Path, house: Path, name: str, generated: tuple[str, ...]) -> None:
    """Settings, theme and the files that people put beside the pages: pictures, style sheets."""
    file, given = _settings(root, house)
    docs = root / "docs"
    for own in sorted(docs.rglob("*")):
        path = own.relative_to(docs).as_posix()
        new = place / "docs" / path
        ours = path.startswith(tuple(f"{folder}/" for folder in generated))
        if own.is_file() and own.suffix != ".md" and not ours and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(own, new)
    if (root / "overrides").is_dir():
        shutil.copytree(root / "overrides", place / "overrides")
    hooks = [str((file.parent / h).resolve()) for h in given.get("hooks") or [] if not str(h).endswith(_OUR_HOOK)]
    title = f"{given.get('site_name') or '村鉴'}：{name}"
    changed: dict[str, Any] = {"INHERIT": str(file), "site_name": title, "hooks": hooks}
    if isinstance(given.get("nav"), list):
        changed["nav"] = [kept for entry in given["nav"] if (kept := _kept(entry, place / "docs"))]
    (place / "mkdocs.yml").write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")


def _settings(root: Path, house: Path) -> tuple[Path, dict[str, Any]]:
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    file = next((f for f in (root / "mkdocs.yml", house / "mkdocs.yml") if f.is_file()), house / "mkdocs.yml")
    try:
        with file.open("rb") as stream:
            return file.resolve(), yaml_load(stream) or {}
    except (OSError, ConfigurationError) as error:
        raise CannotRun("mkdocs.yml：读不出来或写法有误，不能打包；请先运行 cunjian build，照提示改正。") from error


def _kept(entry: Any, docs: Path) -> Any:
    """An entry of the navigation without the pages that are not in the part; None when nothing is left."""
    if isinstance(entry, str):
        return entry if "://" in entry or (docs / entry).is_file() else None
    if isinstance(entry, dict):
        found = {label: _kept(inner, docs) for label, inner in entry.items()}
        return {label: inner for label, inner in found.items() if inner} or None
    if isinstance(entry, list):
        return [one for one in (_kept(inner, docs) for inner in entry) if one] or None
    return None
