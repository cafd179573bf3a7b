"""docs/ -> site/: MkDocs in this process, beside the old site, then a swap by rename (architecture: "ship").

Warnings do not stop a build here: each becomes a problem for the editor, so this is as strict as ``mkdocs build
--strict``, but one bad link does not keep a thousand good pages from being published.  A page that MkDocs cannot build
gets a stand-in that says so; only when the fault lies outside the pages (mkdocs.yml, overrides/) the old site stays.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped]  # the reader MkDocs itself uses for front matter

from cunjian.errors import CunjianError, refused
from cunjian.ship.messages import broken_page, reason, sentence

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

STAND_IN = "# 这一页没有做成\n\n这一页的原稿有误，没有做成网页。请在知识库里改正后重新生成。\n"
_MOST_BROKEN_PAGES = 20
KEPT_OLD = "网站没有重新生成，site/ 仍是原来的样子。"
_OUR_HOOK = "cunjian/ship/hooks.py"
_HOOKS = Path(__file__).with_name("hooks.py")
_DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS))
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)


def build(root: Path, house: Path) -> list[str]:
    """Build ``root/site`` from ``root/docs``; problems as Chinese sentences.

    ``house`` holds the mkdocs.yml and overrides/ that stand in for what ``root`` lacks.
    """
    root, house = root.resolve(), house.resolve()
    settle(root)
    new = root / "site.new"
    with _quiet() as heard, _environment():
        problems = _attempts(root, house, new, heard)
    if problems and problems[-1] == KEPT_OLD:
        shutil.rmtree(new, ignore_errors=True)
        return problems
    try:
        _swap(root)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        settle(root)
        place = Path(error.filename or "site").name
        return [*problems, f"{place}/：换不上新生成的网站，有别的程序正占用它，请关闭后重新生成。", KEPT_OLD]
    return problems


def address(root: Path, house: Path) -> str:
    """The ``site_url`` of a knowledge base without its final slash; empty where none is set."""
    from mkdocs.utils.yaml import yaml_load

    file = next((f for f in (root / "mkdocs.yml", house / "mkdocs.yml") if f.is_file()), None)
    try:
        given = yaml_load(file.read_text("utf-8")) if file else None
    except (OSError, ValueError, yaml.YAMLError):
        return ""  # the build says what is wrong with it
    found = given.get("site_url") if isinstance(given, dict) else None
    return found.strip().rstrip("/") if isinstance(found, str) else ""


def settle(root: Path) -> None:
    """Put right what a killed run left: the whole old site back in place, the half-built one gone."""
    site, new, old = root / "site", root / "site.new", root / "site.old"
    if old.exists():
        if site.exists():
            shutil.rmtree(old)
        else:
            old.rename(site)
    if new.exists():
        shutil.rmtree(new)


def _swap(root: Path) -> None:
    site, new, old = root / "site", root / "site.new", root / "site.old"
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


# --------------------------------------------------------------------------- one build after another


def _attempts(root: Path, house: Path, new: Path, heard: _Listener) -> list[str]:
    """Build until every page that cannot be built has its stand-in."""
    broken: dict[str, str] = {}
    overrides = _overrides(root, house)
    while True:
        heard.messages.clear()
        front: list[str] = []
        try:
            _once(root, house, new, broken, front)
        except Exception as error:  # hooks, templates and extensions can raise anything
            if isinstance(error, OSError) and error.errno in _DISK:
                shutil.rmtree(new, ignore_errors=True)
                raise CunjianError(refused("site", "写不进去", error)) from error
            page = next(filter(None, map(broken_page, heard.messages)), None)
            why = reason(error, overrides)
            if page is None or page in broken or why in broken.values() or len(broken) >= _MOST_BROKEN_PAGES:
                return [*_given_up(heard.messages, error, why), KEPT_OLD]
            broken[page] = why
        else:
            said = [sentence(m) for m in heard.messages]
            kept = [
                f"docs/{at}：这一页没有做成网页（{why}），请改正后重新生成；其他页面不受影响。"
                for at, why in broken.items()
            ]
            return [*kept, *front, *dict.fromkeys(said)]


def _given_up(messages: list[str], error: Exception, why: str) -> list[str]:
    """Why there is no site at all: what MkDocs said, and the exception where MkDocs did not put it into words."""
    from mkdocs.exceptions import Abort, ConfigurationError

    said = [sentence(m) for m in messages if broken_page(m) is None]
    if isinstance(error, ConfigurationError):
        said.append(f"mkdocs.yml：{why}，请改正后重新生成。")
    elif not isinstance(error, Abort):
        said.append(f"mkdocs.yml 或 overrides/：网站生成不了（{why}），请改正后重新生成。")
    return list(dict.fromkeys(said))


def _once(root: Path, house: Path, new: Path, broken: dict[str, str], front: list[str]) -> None:
    from mkdocs.commands.build import build as mkdocs_build

    config = _config(root, house, new)
    config.plugins["cunjian"] = _guard(broken, front)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    _tidy(new, bool(config.site_url))


def _config(root: Path, house: Path, new: Path) -> MkDocsConfig:
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    file = next((f for f in (root / "mkdocs.yml", house / "mkdocs.yml") if f.is_file()), None)
    if file is None:
        raise ConfigurationError("找不到这个文件，村鉴自带的那一份也不在，请重新安装村鉴")
    options: dict[str, Any] = {"docs_dir": str(root / "docs"), "site_dir": str(new), "strict": False}
    with file.open("rb") as stream:
        given = yaml_load(stream) or {}
    theme, named = given.get("theme"), given.get("hooks") or []
    if isinstance(named, list):  # our hook stands where this package stands, whatever folder the file thinks of
        options["hooks"] = [str(_HOOKS), *(h for h in named if not str(h).replace("\\", "/").endswith(_OUR_HOOK))]
    overrides = _overrides(root, house)
    if isinstance(theme, dict) and "custom_dir" in theme and overrides is not None:
        options["theme"] = {**theme, "custom_dir": str(overrides)}
    return load_config(str(file), **options)


def _overrides(root: Path, house: Path) -> Path | None:
    return next((d for d in (root / "overrides", house / "overrides") if d.is_dir()), None)


def _guard(broken: dict[str, str], front: list[str]) -> Any:
    """A plugin that puts the stand-in where a page is known to be broken and looks at front matter."""
    from mkdocs.plugins import BasePlugin

    class Guard(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
        def on_page_markdown(self, markdown: str, /, *, page: Any, **_: Any) -> str:
            if (match := _FRONT_MATTER.match(markdown)) and not page.meta:
                try:
                    yaml.safe_load(match[1])
                except yaml.MarkedYAMLError as error:
                    line = error.problem_mark.line + 2 if error.problem_mark else 1
                    place = f"docs/{page.file.src_uri} 第{line}行"
                    front.append(f"{place}：页首两道 --- 之间的设置写法有误，没有生效，请改正。")
            return markdown

    guard = Guard()
    if broken:  # registered only when needed: MkDocs allows one such plugin

        def read(*, page: Any, **_: Any) -> str | None:
            return STAND_IN if page.file.src_uri in broken else None

        guard.on_page_read_source = read  # type: ignore[method-assign]
    return guard


def _tidy(new: Path, has_address: bool) -> None:
    """Take out what holds only at the root of a server whose address is known."""
    if not has_address:
        (new / "sitemap.xml").unlink(missing_ok=True)
        (new / "404.html").unlink(missing_ok=True)


# --------------------------------------------------------------------------- the surroundings of a build


class _Listener(logging.Handler):
    """Keeps what MkDocs says at warning level and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _quiet() -> Iterator[_Listener]:
    """Nothing of MkDocs reaches the terminal; all of it is heard."""
    logger = logging.getLogger("mkdocs")
    heard = _Listener()
    before = logger.level, logger.propagate, logger.handlers[:]
    logger.handlers[:] = [heard]
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.handlers[:] = before[2]
        logger.setLevel(before[0])
        logger.propagate = before[1]


@contextmanager
def _environment() -> Iterator[None]:
    """No banner of the theme's vendor, and the same build date every day."""
    wanted = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
