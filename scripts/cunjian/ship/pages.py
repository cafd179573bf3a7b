"""MkDocs' own functions, called over slices of pages in forked workers, and only where something changed.

``mkdocs.commands.build.build`` renders every page, one after another.  ``build`` here makes the same calls in the same
order, with three differences: (1) once files, navigation and templates stand, each worker takes every N-th page and
both reads and writes it; the bytes are the same because a page sees other pages only through the navigation, whose
pages are read first; (2) a page that cannot be built gets a stand-in at once; (3) a page is left as it is when its
source, all it links to and what stands on every page are as they were (``trace.Was``), and MkDocs' objects of such
files are made only where a page links to them (``found.Found``).  What workers hear and the anchors they saw are handed
back.  A plugin or hook that is not ours may look at all pages: where there is one, one process reads all pages before it
writes any, as MkDocs does.  Where there is no fork, one process does the work.

What MkDocs does may change with its version: ``_AS_WRITTEN`` is the digest of the functions that this file stands for,
and another version is refused instead of half understood.
"""

from __future__ import annotations

import gc
import inspect
import logging
import multiprocessing
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cunjian.errors import CunjianError, why
from cunjian.ship.messages import sentence
from cunjian.ship.press import NONE, Heard, Hopeless, Press
from cunjian.ship.trace import Done, Trace, Was, digest

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from cunjian.store import Stat

_WORTH_A_WORKER = 40  # pages
OURS = "assets/search/"  # a folder of docs/ into which nobody else writes
_TOLD = 200  # pages of which a worker hands back what it noted at once
_AS_WRITTEN = "5e121e9235b15c38"


@dataclass(slots=True)
class Built:
    """What came of a build: problems, what the next one needs to know, and the outputs that were left as they are."""

    problems: list[str]
    trace: Trace
    left: set[str]


def as_written() -> str:
    """Digest of the MkDocs functions that this module stands for."""
    from mkdocs.commands import build as commands
    from mkdocs.structure.pages import Page

    functions = (commands.build, commands._populate_page, commands._build_page, commands.get_context,
                 Page.render, Page.validate_anchor_links)  # fmt: skip
    return digest(*(inspect.getsource(f).encode() for f in functions))


def one(config: MkDocsConfig, heard: Heard, overrides: Path | None) -> Press:
    """A press that looks at no more of docs/ than its pages ask for; its pages do not know each other."""
    from mkdocs.structure.nav import get_navigation

    from cunjian.ship.found import Found

    plugins = config.plugins
    plugins.on_startup(command="build", dirty=False)
    config = plugins.on_config(config)
    files = plugins.on_files(Found(config), config=config)
    nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
    press = Press(config, files, nav, heard, overrides)
    press.env = plugins.on_env(config.theme.get_env(), config=config, files=files)
    return press


def build(config: MkDocsConfig, jobs: int, heard: Heard, was: Was, overrides: Path | None, strangers: bool) -> Built:
    """Render into ``config.site_dir`` all pages, or those that are not as they were; ``strangers``: there are plugins or
    hooks beside ours."""
    from mkdocs.commands import build as commands
    from mkdocs.structure.files import InclusionLevel

    if as_written() != _AS_WRITTEN:
        raise CunjianError("装着的 MkDocs 与村鉴所配的版本不同，不能保证网页正确；请按 requirements.lock 重新安装。")
    plugins = config.plugins
    config = plugins.on_config(config)
    plugins.on_pre_build(config=config)
    env = config.theme.get_env()
    everything = strangers or config.site_url or config.extra_templates or not config.nav or _asks_for_pages(overrides)
    names = None if everything else was.names()
    said = heard.take()
    press, doubtful, problems = _ready(config, env, heard, overrides, was, names, strangers)
    if not was.look(press.nav) and names is not None:
        names = None
        press, doubtful, problems = _ready(config, env, heard, overrides, was, names, strangers)
    files, nav = press.files, press.nav
    problems = [*said, *problems]
    press.env = plugins.on_env(env, config=config, files=files)
    every: list[Any] = [f for f in files if f.inclusion.value > InclusionLevel.DRAFT.value]
    for file in every:
        if not file.is_documentation_page() and not was.kept(file):
            try:
                _placed(file)
            except FileNotFoundError as error:  # a link that leads nowhere, or a file that went away just now
                problems.append(f"docs/{file.src_uri}：打不开（{why(error)}），没有放进网站；请检查这个文件。")
    for template in config.theme.static_templates if config.site_url else ():
        commands._build_theme_template(template, env, files, config, nav)
    for template in config.extra_templates:
        commands._build_extra_template(template, files, config, nav)
    done = _rendered(press, [f for f in press.shown if not was.kept(f)], 1 if strangers else jobs)
    if lost := was.lost(done):
        done |= _rendered(press, press.pages(was.needing(lost, done, press.source)), jobs)
    _check_anchors(config, done, was)
    problems += [_broken(page, one.broken) for page, one in done.items() if one.broken]
    problems += [said for one in done.values() for said in one.said]
    plugins.on_post_build(config=config)
    problems += heard.take()
    left = {f.dest_uri for f in every if was.kept(f) and f.src_uri not in done}
    left |= {_outcome(name) for name in names or () if name not in doubtful and name not in done}
    return Built([*dict.fromkeys(problems)], was.after(names or [f.src_uri for f in press.shown], done), left)


def _ready(config: MkDocsConfig, env: Any, heard: Heard, overrides: Path | None, was: Was, names: dict[str, Stat] | None,
           strangers: bool) -> tuple[Press, set[str], list[str]]:  # fmt: skip
    """A press that has read what other pages see, the files that must be looked at closer, and what was said.

    ``names``: all files of docs/; of these only doubtful ones are made now, the others when somebody asks for them.
    """
    from mkdocs.structure.files import get_files, set_exclusions
    from mkdocs.structure.nav import get_navigation

    from cunjian.ship.found import Found

    heard.take()
    files = get_files(config) if names is None else Found(config, names)
    files.add_files_from_theme(env, config)
    was.there(files.src_uris.keys() | names.keys() if names else files.src_uris)
    doubtful = was.doubtful(names) if names else set()
    for name in sorted(doubtful):
        files.get_file_from_path(name)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    press = Press(config, files, nav, heard, overrides)
    problems = list(heard.take())
    press.kept = press.shown if strangers else [page.file for page in nav.pages]
    for file in press.kept:
        press.read(file)
    return press, doubtful, problems


def _placed(file: File) -> None:
    """A file that is no page, into the site: one that only we write, and as a whole, under a second name where the disk has such."""
    if file.src_uri.startswith(OURS):
        try:
            os.makedirs(os.path.dirname(file.abs_dest_path), exist_ok=True)
            os.link(cast("str", file.abs_src_path), file.abs_dest_path)
            return
        except OSError:  # no such disk, or no such file, which copying says
            pass
    file.copy_file()


def _asks_for_pages(overrides: Path | None) -> bool:
    """Whether a template of ours may show all pages of the site."""
    templates = overrides.rglob("*.html") if overrides else ()
    return any(re.search(rb"\{[{%][^}]*\bpages\b", file.read_bytes()) for file in templates)


def _outcome(name: str) -> str:
    """The file of the site that comes of a file of docs/."""
    return f"{name[:-3]}.html" if name.endswith(".md") else name


# --------------------------------------------------------------------------- workers


def _rendered(press: Press, todo: Sequence[File], jobs: int) -> dict[str, Done]:
    """Every page of ``todo``, by its source; in the order of ``todo`` whoever did the work."""
    workers = min(jobs, len(todo) // _WORTH_A_WORKER) if "fork" in multiprocessing.get_all_start_methods() else 1
    if workers < 2:
        return {f.src_uri: press.page(f) for f in todo}
    first = {todo[0].src_uri: press.page(todo[0])}  # with it the templates are compiled, once for all workers
    slices = [todo[1 + n :: workers] for n in range(workers)]
    gc.freeze()  # what stands now is shared with the workers, not copied
    found: list[list[Done]] = [[] for _ in slices]
    try:
        for number, some in _forked(press, slices):
            found[number] += some
    finally:
        gc.unfreeze()
    by_name = first | {f.src_uri: done for some, told in zip(slices, found, strict=True) for f, done in zip(some, told, strict=True)}
    return {f.src_uri: by_name[f.src_uri] for f in todo}


def _forked(press: Press, slices: Sequence[Sequence[File]]) -> Iterator[tuple[int, list[Done]]]:
    """What workers hand back, each in the order of its slice: the slice's number, and some of it."""
    context = multiprocessing.get_context("fork")
    workers = []
    left: dict[Connection, int] = {}
    try:
        for number, some in enumerate(slices):
            ours, theirs = context.Pipe(duplex=False)
            worker = context.Process(target=_work, args=(press, some, theirs, os.getpid()), daemon=True)
            worker.start()
            theirs.close()
            workers.append(worker)
            left[ours] = number
        while left:
            for ours in cast("list[Connection]", wait([*left])):
                try:
                    told = ours.recv()
                except EOFError:
                    raise Hopeless("一个生成网页的进程意外结束") from None
                if isinstance(told, Hopeless):
                    raise told
                if told is None:
                    del left[ours]
                    ours.close()
                else:
                    yield left[ours], told
    finally:
        for ours in left:
            ours.close()
        for worker in workers:
            worker.terminate()
            worker.join()


def _work(press: Press, todo: Sequence[File], theirs: Connection, parent: int) -> None:
    """What a worker does; it ends when its parent is gone, and never writes into a later build."""
    try:
        for start in range(0, len(todo), _TOLD):
            done: list[Done] = []
            for file in todo[start : start + _TOLD]:
                if os.getppid() != parent:
                    os._exit(1)
                done.append(press.page(file))
            theirs.send(done)  # in parts, since all of them together are large
        theirs.send(None)
    except Hopeless as error:
        theirs.send(error)
    sys.stdout.flush()


# --------------------------------------------------------------------------- what there is to say


def _check_anchors(config: MkDocsConfig, done: dict[str, Done], was: Was) -> None:
    """Say of every page which of its links lead to anchors that are not there."""
    if config.validation.links.anchors < logging.WARNING:
        return
    anchors: dict[str, frozenset[str] | None] = {}
    for page, one in done.items():
        for row in one.links.split(NONE * 2) if one.links else ():
            target, anchor, link = row.split(NONE)
            if target not in anchors:
                anchors[target] = was.anchors(target, done)
            there = anchors[target]
            if there is not None and anchor not in there:
                one.said += (sentence(_no_anchor(page, target, anchor, link)),)


def _no_anchor(page: str, target: str, anchor: str, link: str) -> str:
    """As MkDocs puts it (``Page.validate_anchor_links``)."""
    if target != page:
        return f"Doc file '{page}' contains a link '{link}', but the doc '{target}' does not contain an anchor '#{anchor}'."
    context = " This seems to be a footnote that is never referenced." if anchor.startswith("fnref:") else ""
    return f"Doc file '{page}' contains a link '{link}', but there is no such anchor on this page.{context}"


def _broken(page: str, why: str) -> str:
    return f"docs/{page}：这一页没有做成网页（{why}），请改正后重新生成；其他页面不受影响。"
