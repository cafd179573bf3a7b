"""docs/ -> site/: MkDocs in this process, beside the old site, then a swap by rename (architecture: "ship").

Warnings do not stop a build here: each becomes a problem for the editor, so this is as strict as ``mkdocs build
--strict``, but one bad link does not keep a thousand good pages from being published.  A page that MkDocs cannot build
gets a stand-in that says so; only when the fault lies outside the pages (mkdocs.yml, overrides/) the old site stays.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped]  # the reader MkDocs itself uses for front matter

from cunjian import store
from cunjian.cache import Cache, version
from cunjian.errors import CunjianError, refused
from cunjian.ship import hant, pages, press, trace
from cunjian.ship.messages import broken_page, reason, sentence

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

KEPT_OLD = "网站没有重新生成，site/ 仍是原来的样子。"
_OUR_HOOK = "cunjian/ship/hooks.py"
_HOOKS = Path(__file__).with_name("hooks.py")
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)


def build(root: Path, house: Path, jobs: int = 1, docs: dict[str, store.Stat] | None = None) -> list[str]:
    """Build ``root/site`` from ``root/docs``; problems as Chinese sentences.

    ``house`` holds the mkdocs.yml and overrides/ that stand in for what ``root`` lacks; ``jobs`` is the number of
    processes that render; ``docs`` holds the files of docs/ (``store.stats``) where somebody has just looked.
    """
    root, house = root.resolve(), house.resolve()
    if (root / "site").is_file():
        raise CunjianError("site：网站要放在这里，但已有一个同名的文件，请移开它后重新生成。")
    settle(root)
    memory, overrides = Cache(root), overrides_of(root, house)
    frame = frame_of(root, house)  # None: nothing is taken from the build before
    inputs = (store.stats(root / "docs") if docs is None else docs) | (store.stats(overrides) if overrides else {})
    before = memory.get(trace.ENTRY, trace.Trace) if frame and (root / "site").is_dir() else None
    if before and before.frame != frame:
        before = None
    outputs = store.stats(root / "site") if before else {}
    if before and (before.inputs, before.outputs) == (inputs, outputs):
        return before.problems
    new = root / "site.new"
    with quiet() as messages, environment():
        try:
            built = _built(root, house, new, press.Heard(messages), trace.Was(before, inputs, outputs), jobs)
        except Exception as error:  # hooks, templates and extensions can raise anything
            shutil.rmtree(new, ignore_errors=True)
            return _given_up(error, messages, overrides)
    try:
        if before:
            outputs = _renew(root, built.left, outputs)
        else:
            _swap(root)
            outputs = store.stats(root / "site")
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        settle(root)
        place = Path(error.filename or "site").name
        busy = f"{place}/：换不上新生成的网站，有别的程序正占用它，请关闭后重新生成。"
        return [*built.problems, busy, *([] if before else [KEPT_OLD])]
    if frame:
        done = replace(built.trace, frame=frame, inputs=inputs, outputs=outputs, problems=built.problems)
        memory.put(trace.ENTRY, done)
    return built.problems


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


def _renew(root: Path, left: set[str], outputs: dict[str, store.Stat]) -> dict[str, store.Stat]:
    """Move what was rendered over the site that stands: new files, then changed ones, then away with what is gone.

    Killed in between, each file is whole, and the next build sees by its time which ones it must render again.  The
    outputs as they are afterwards.
    """
    site, new = root / "site", root / "site.new"
    moved = [path.partition("/")[2] for path, _ in store.walk(new)]
    fresh = frozenset(moved)
    for folder in {path.rpartition("/")[0] for path in moved if f"site/{path}" not in outputs}:
        (site / folder).mkdir(parents=True, exist_ok=True)
    for path in sorted(moved, key=lambda p: (f"site/{p}" in outputs, p)):
        os.replace(f"{new}/{path}", f"{site}/{path}")
    stand = {path: stat for path, stat in outputs.items() if path.removeprefix("site/") in left}
    for path in outputs.keys() - stand.keys():
        if (inside := path.removeprefix("site/")) not in fresh:
            (site / inside).unlink()
            with suppress(OSError):
                os.removedirs((site / inside).parent)
    shutil.rmtree(new)
    return stand | {f"site/{path}": store.stat(f"{site}/{path}") for path in sorted(moved)}


# --------------------------------------------------------------------------- one build


def _built(root: Path, house: Path, new: Path, heard: press.Heard, was: trace.Was, jobs: int) -> pages.Built:
    config = configured(root, house, new)
    strangers = bool(set(config.plugins) - {str(_HOOKS)})
    config.plugins["cunjian"] = _guard(heard.front)
    config.plugins.on_startup(command="build", dirty=False)
    new.mkdir()
    if was.stands(hant.FILE):
        hant.keep(root / "site", new)
    try:
        built = pages.build(config, jobs, heard, was, overrides_of(root, house), strangers)
    finally:
        config.plugins.on_shutdown()
    if not config.site_url:  # these hold only at the root of a server whose address is known
        (new / "sitemap.xml").unlink(missing_ok=True)
        (new / "404.html").unlink(missing_ok=True)
    return built


def _given_up(error: Exception, messages: list[str], overrides: Path | None) -> list[str]:
    """Why there is no site at all: what MkDocs said, and the exception where MkDocs did not put it into words."""
    from mkdocs.exceptions import Abort, ConfigurationError

    number = error.number if isinstance(error, press.Hopeless) else getattr(error, "errno", 0)
    if number in press.DISK:
        raise CunjianError(refused("site", "写不进去", OSError(number, os.strerror(number)))) from error
    if isinstance(error, CunjianError):
        raise error
    said = [sentence(m) for m in messages if broken_page(m) is None]
    if isinstance(error, ConfigurationError):
        said.append(f"mkdocs.yml：{reason(error, overrides)}，请改正后重新生成。")
    elif not isinstance(error, Abort):
        why = error.why if isinstance(error, press.Hopeless) else reason(error, overrides)
        said.append(f"mkdocs.yml 或 overrides/：网站生成不了（{why}），请改正后重新生成。")
    return [*dict.fromkeys(said), KEPT_OLD]


def frame_of(root: Path, house: Path) -> str | None:
    """Changes with what stands on every page; None where that cannot be told."""
    file = _settings(root, house)
    return trace.frame(file.read_bytes(), overrides_of(root, house), version()) if file else None


def _settings(root: Path, house: Path) -> Path | None:
    return next((f for f in (root / "mkdocs.yml", house / "mkdocs.yml") if f.is_file()), None)


def configured(root: Path, house: Path, new: Path) -> MkDocsConfig:
    """The settings of a knowledge base, for a build into ``new``."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    file = _settings(root, house)
    if file is None:
        raise ConfigurationError("找不到这个文件，村鉴自带的那一份也不在，请重新安装村鉴")
    options: dict[str, Any] = {"docs_dir": str(root / "docs"), "site_dir": str(new), "strict": False}
    with file.open("rb") as stream:
        given = yaml_load(stream) or {}
    if not isinstance(given, dict):
        raise ConfigurationError("最外层应是“名称: 内容”的写法")
    theme, named = given.get("theme"), given.get("hooks") or []
    if isinstance(named, list):  # our hook stands where this package stands, whatever folder the file thinks of
        options["hooks"] = [str(_HOOKS), *(h for h in named if not str(h).replace("\\", "/").endswith(_OUR_HOOK))]
    overrides = overrides_of(root, house)
    if isinstance(theme, dict) and "custom_dir" in theme and overrides is not None:
        options["theme"] = {**theme, "custom_dir": str(overrides)}
    return load_config(str(file), **options)


def overrides_of(root: Path, house: Path) -> Path | None:
    """The folder of templates."""
    return next((d for d in (root / "overrides", house / "overrides") if d.is_dir()), None)


def _guard(front: list[str]) -> Any:
    """A plugin that looks at front matter."""
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

    return Guard()


# --------------------------------------------------------------------------- the surroundings of a build


class _Listener(logging.Handler):
    """Keeps what MkDocs says at warning level and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def quiet() -> Iterator[list[str]]:
    """Nothing of MkDocs reaches the terminal; all of it is heard."""
    logger = logging.getLogger("mkdocs")
    heard = _Listener()
    before = logger.level, logger.propagate, logger.handlers[:]
    logger.handlers[:] = [heard]
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield heard.messages
    finally:
        logger.handlers[:] = before[2]
        logger.setLevel(before[0])
        logger.propagate = before[1]


@contextmanager
def environment() -> Iterator[None]:
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
