"""The command ``cunjian``: arguments in, exit codes out; everything it says to people is Chinese.

Exit codes: 0 done; 1 done, with problems, each on its own line of stderr; 2 cannot be carried out.

A command imports the rooms that it alone needs: whoever converts waits for no MkDocs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from cunjian import (
    __version__,
    bundling,
    course,
    curation,
    pipeline,
    store,
    usage,
    workers,
)
from cunjian.course.take import FORMATS, Place
from cunjian.errors import CannotRun, CunjianError, Unreadable, is_known, refused, why

COMMANDS: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {}


def command(name: str, about: str) -> Callable[[Callable[[argparse.Namespace], int]], Callable[..., int]]:
    """Register a function as a sub-command."""

    def register(function: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
        COMMANDS[name] = (about, function)
        return function

    return register


def _between(low: int, high: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def number(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text} 不是从 {low} 到 {high} 的整数")
        return int(text)

    return number


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = usage.Parser("cunjian", description="村鉴：把讲话稿变成可查、可引、可离线分发的知识库。")
    top.add_argument("--version", action="version", version=f"cunjian {__version__}", help="显示版本")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")
    for name, (about, function) in COMMANDS.items():
        one = commands.add_parser(name, help=about, description=about)
        one.add_argument(
            "--root", type=Path, default=Path(), metavar="DIR", help="知识库所在文件夹（默认是当前文件夹）"
        )
        one.set_defaults(function=function)
        if name == "export":
            one.add_argument("file", type=bundling.outfile, metavar="FILE", help="文件；- 表示标准输出")
        if name == "inspect":
            one.add_argument("file", metavar="FILE", help="文件")
        if name == "links":
            one.add_argument("files", type=Path, nargs="+", metavar="FILE", help="文件：.docx、.pptx、.pdf、.xlsx、.html 或 .md")
            one.add_argument("--fix", action="store_true", help="另存一份改好链接的副本（.docx、.pptx、.md、.html），原文件不动")
        if name in ("evaluate", "new"):
            one.add_argument("folder", type=Path, metavar="DIR", help="文件夹")
        if name == "course":
            one.add_argument("name", metavar="NAME", help="courses/ 里的课程文件名，不带 .md")
            for format, (_, what, _) in FORMATS.items():
                one.add_argument(f"--{format}", nargs="?", const=Path(), type=Path, metavar="FILE",
                                 help=f"做{what}；不写 FILE 就放进 handouts/")  # fmt: skip
        if name in ("convert", "build", "bundle", "serve", "course"):
            one.add_argument("--withhold-pii", action="store_true", dest="withhold",
                             help="隐去正文里的手机号、身份证号、银行卡号（逐字换成 *），网站、数据和离线包里都不再出现")  # fmt: skip
            one.add_argument("--jobs", type=_between(1, 1024), default=workers.cores(), metavar="N",
                             help="同时用几个进程（默认用上全部核心）")  # fmt: skip
        if name == "bundle":
            bundling.arguments(one)
        if name == "check":
            one.add_argument("--since", metavar="FILE",
                             help="以前发布时的 curation/ids.tsv（- 为标准输入）：其中每个地址今天都要有页面或说明")  # fmt: skip
        if name == "serve":
            one.add_argument("--port", type=_between(1, 65535), default=8000, metavar="N", help="端口（默认 8000）")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; no traceback ever reaches the user."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = parser().parse_args(arguments)
        function: Callable[[argparse.Namespace], int] = options.function
        return function(options)
    except CunjianError as error:
        say(str(error))
    except KeyboardInterrupt:
        say("已中断；再运行一次会接着做完。")
    except SystemExit as stop:
        return int(stop.code or 0)
    except OSError as error:
        say(refused(error.filename or "知识库", "写不进去或读不出来", error) if is_known(error) else _bug())
    except Exception:
        say(_bug())
    return 2


def _bug() -> str:
    """Keep the traceback of our own mistake in a file and say where it is."""
    log = Path(".cunjian-error.log")
    try:
        log.write_text(traceback.format_exc(), "utf-8")
        where = f"详情已写入 {log.resolve()}，请把它发给维护者"
    except OSError:
        where = "请联系维护者"
    return f"程序出错，没有做完；已有的文件没有损坏。{where}。"


def say(line: str) -> None:
    """One line for people, on stderr."""
    print(line, file=sys.stderr)


def _tell(problems: Sequence[str]) -> int:
    for problem in problems:
        say(f"问题：{problem}")
    return 1 if problems else 0


def _root(options: argparse.Namespace) -> Path:
    root: Path = options.root
    if root.is_file():
        raise CannotRun(f"{root} 是一个文件，不是知识库文件夹。请检查 --root。")
    if not root.is_dir():
        raise CannotRun(f"没有文件夹 {root}。请检查 --root，或用 cunjian new {root} 新建一个知识库。")
    return root.resolve()


def _outcome(root: Path, options: argparse.Namespace, docs: dict[str, store.Stat] | None = None) -> pipeline.Outcome:
    """Convert what changed, with progress; ``docs`` gets the files of docs/."""
    with _at_work(options) as (progress, executor):
        outcome = pipeline.convert(root, progress, executor, withhold=options.withhold, stand=docs)
    _counted(outcome)
    return outcome


def _whole(root: Path, options: argparse.Namespace) -> tuple[pipeline.Outcome, pipeline.Whole]:
    """Convert with progress, and all that was found."""
    with _at_work(options) as (progress, executor):
        outcome, whole = pipeline.whole(root, progress, executor, withhold=options.withhold)
    _counted(outcome)
    return outcome, whole


@contextlib.contextmanager
def _at_work(options: argparse.Namespace) -> Iterator[tuple[pipeline.Progress, Executor | None]]:
    """Bars for the terminal, and the processes that read."""
    console = Console(stderr=True)
    with Bars(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console,
        transient=True, disable=not console.is_terminal,
    ) as bars, workers.processes(options.jobs) as executor:  # fmt: skip
        tasks: dict[str, TaskID] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done)

        yield progress, executor


def _counted(outcome: pipeline.Outcome) -> None:
    counts = outcome.counts
    say(
        f"讲话 {counts['speeches']} 篇，做法 {counts['practices']} 条，案例村 {counts['villages']} 个，"
        f"术语 {counts['terms']} 个，数据 {counts['figures']} 条；改动 {outcome.written} 个文件。"
    )


@command("convert", "读取 sources/，生成 docs/ 里的页面和数据")
def _convert(options: argparse.Namespace) -> int:
    root = _root(options)
    with store.lock(root):
        return _tell(_outcome(root, options).problems)


@command("build", "convert 之后生成网站 site/")
def _build(options: argparse.Namespace) -> int:
    return _built(_root(options), options)


def _built(root: Path, options: argparse.Namespace) -> int:
    from cunjian.ship import site

    with store.lock(root):
        docs: dict[str, store.Stat] = {}
        problems = _outcome(root, options, docs).problems
        site_problems = site.build(root, curation.house(), options.jobs, docs)
    code = _tell([*problems, *site_problems])
    if not any(site.KEPT_OLD in p for p in site_problems):
        say(f"网站在 {root / 'site' / 'index.html'}，双击即可打开。")
    return code


@command("serve", "在本机打开网站，文件改动后自动更新")
def _serve(options: argparse.Namespace) -> int:
    from cunjian import proof
    from cunjian.ship import serve

    root = _root(options)
    again = [sys.executable, "-m", "cunjian", "build", "--root", str(root), "--jobs", str(options.jobs)]
    again += ["--withhold-pii"] if options.withhold else []
    here = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH"))))
    build = partial(subprocess.call, again, env=os.environ | {"PYTHONPATH": here})
    serve.serve(root, build, options.port, proof.Proofs(root, withhold=options.withhold).of)
    return 0


@command("bundle", "build 之后打成一个离线压缩包；可以只打一部分，也可以核对、签名、比较压缩包")
def _bundle(options: argparse.Namespace) -> int:
    from cunjian.ship import bundle, sign

    if options.verify:
        told, problems = bundling.verified(options.verify, options.key)
        for line in told:
            say(line)
        return _tell(problems)
    convert = partial(_whole, options=options)
    if options.diff:
        lines, page, problems = bundling.compared(options.diff[0], options.diff[1], options.out, convert, options.jobs)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        say(f"本期更新在 {page}，可以随包分发。")
        return _tell(problems)
    root = _root(options)
    key = sign.secret_key(options.sign) if options.sign else None  # a wrong passphrase is said before the work
    if wanted := bundling.wanted(options):
        path, problems = bundling.packed(root, wanted, options.out, convert, options.jobs)
        code = _tell(problems)
    else:
        code = _built(root, options)
        with store.lock(root):
            path = bundle.bundle(root, options.out)
    say(f"离线包在 {path}（{path.stat().st_size / 1024 / 1024:.1f} MB）。")
    if key:
        say(f"签名在 {sign.sign(path, key)}，请与压缩包放在一起分发。")
    return code


@command("course", "把一门课做成讲义、幻灯片、单个网页和学习平台课件")
def _course(options: argparse.Namespace) -> int:
    from cunjian.ship import site

    root = _root(options)
    with store.lock(root):
        outcome = _outcome(root, options)
    taught = course.named(outcome.courses, options.name)
    place = Place(site.address(root, curation.house()))
    wanted = {f: path for f in FORMATS if (path := getattr(options, f)) is not None} or dict.fromkeys(FORMATS, Path())
    for format, path in wanted.items():
        suffix, what, make = FORMATS[format]
        file = path if path != Path() else root / "handouts" / f"{Path(taught.file).stem}{suffix}"
        store.write(file, make(taught, place))
        say(f"{what}在 {file}。")
    return _tell(list(outcome.problems))


@command("check", "核对已生成的内容是否守住全部承诺")
def _check(options: argparse.Namespace) -> int:
    from cunjian.ship import check

    root = _root(options)
    if not (root / "docs" / "data" / "index.json").is_file():
        raise CannotRun("还没有可以核对的内容。请先运行 cunjian build。")
    problems = check.check(root, _earlier(options.since) if options.since else None)
    if not problems:
        say("八项承诺全部守住。")
    return _tell(problems)


def _earlier(name: str) -> tuple[str, bytes]:
    """The ledger of an earlier publication: what to call it, and its bytes."""
    if name == "-":
        return "标准输入", sys.stdin.buffer.read()
    try:
        return name, Path(name).read_bytes()
    except OSError as error:
        raise CannotRun(f"{name}：打不开（{why(error)}），请给以前发布时的 curation/ids.tsv。") from error


@command("export", "把全部数据导出成一个 JSON 文件")
def _export(options: argparse.Namespace) -> int:
    data = pipeline.export(_root(options))
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    if options.file == Path("-"):
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    else:
        store.write(options.file, text.encode("utf-8", "backslashreplace"))
        say(f"已导出到 {options.file}。")
    return 0


@command("inspect", "看一篇讲话是怎样读的：提纲、杂讯、术语、村、存疑处；不写任何文件")
def _inspect(options: argparse.Namespace) -> int:
    from cunjian import inspect, reading, speech

    path = Path(options.file).resolve()
    if path.is_dir():
        raise CannotRun(f"{options.file} 是一个文件夹。inspect 一次看一个文件，请写出是其中哪一个。")
    decided = curation.load(_root(options))
    readings, problems = reading.read_source(path, path.parent, decided)
    if not readings:
        raise CannotRun("；".join(problems))
    inspect.show(readings, Console(), [speech.why(one, decided) for one in readings])
    return _tell(problems)


@command("links", "看自己的课件、讲义里指向本站的链接和二维码是否还有效")
def _links(options: argparse.Namespace) -> int:
    from cunjian import links

    known = links.Known(_root(options))
    counts: Counter[str] = Counter()
    problems: list[str] = []
    for file in options.files:
        try:
            examined = links.examine(file, known)
            found = examined.findings
            copy = links.fixed(file, found) if options.fix else None
        except Unreadable as error:
            problems.append(f"{file}：{error}")
            continue
        counts.update(finding.verdict.state for finding in found)
        sys.stdout.write("".join(f"{finding.line(str(file))}\n" for finding in found))
        if examined.left:
            problems.append(f"{file} {examined.left}起：文件太长，没有再找图里的二维码；请拆成几个文件再查。")
        if copy:
            store.write(*copy)
            say(f"改好的副本在 {copy[0]}，只改了链接，原文件没有动。")
    told = "，".join(f"{word} {counts[state]} 处" for state, word in links.WORDS.items())
    say(f"{len(options.files)} 个文件，指向本站的链接：{told}。")
    return _tell(problems) or int(any(state != "stands" for state in counts))


@command("evaluate", "与人工标注比对，给各项指标打分")
def _evaluate(options: argparse.Namespace) -> int:
    from cunjian import evaluate

    def converted(base: Path) -> dict[str, object]:
        pipeline.convert(base, lambda *_: None)
        return pipeline.export(base)

    return evaluate.main(_root(options), options.folder, converted)


@command("new", "新建一个知识库")
def _new(options: argparse.Namespace) -> int:
    from cunjian import starter

    starter.new(options.folder)
    say(f"知识库建好了。请把讲话稿放进 {options.folder / 'sources'}，再运行 cunjian build --root {options.folder}。")
    return 0
