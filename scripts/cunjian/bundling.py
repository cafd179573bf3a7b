"""The command ``cunjian bundle`` beyond the whole: parts, verification, comparison (architecture: "Bundles by part").

Between cli and pipeline, for it needs both rooms and ship: a part is converted, cut, built and packed in one go.
The room ship is imported by the function that needs it, as in cli.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cunjian import curation, part, pipeline, store
from cunjian.model import Cut

PARTS = {"category": "做法的类别", "village": "案例村", "term": "术语", "speech": "讲话稿", "course": "课程"}
"""What a bundle may be asked to hold, in the order of part.Wanted."""

Convert = Callable[[Path], tuple[pipeline.Outcome, pipeline.Whole]]


def outfile(text: str) -> Path:
    """Where a file is to be written; a folder or nothing is refused before any work is done."""
    if not text or Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"“{text}”不是文件名，请写出要生成的文件")
    return Path(text)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything that ``cunjian bundle`` can be told."""
    for kind, what in PARTS.items():
        parser.add_argument(f"--{kind}", action="append", default=[], metavar="NAME",
                            help=f"只打包这个{what}和它所引的讲话稿、所用的术语（名称、别名或页码；可以重复，可以合用）")  # fmt: skip
    parser.add_argument("--out", type=outfile, metavar="FILE", help="压缩包（或本期更新）放在哪里（默认在知识库文件夹里）")
    parser.add_argument("--sign", type=Path, metavar="KEY", help="用 minisign 私钥签名，签名文件放在压缩包旁边")
    parser.add_argument("--verify", type=Path, metavar="ZIP", help="核对一个压缩包（或解压后的文件夹），不生成什么")
    parser.add_argument("--key", metavar="KEY", help="核对时用的 minisign 公钥：.pub 文件，或以 RW 开头的那一行")
    parser.add_argument("--diff", nargs=2, type=Path, metavar=("OLD", "NEW"),
                        help="比较两个压缩包，或一个压缩包和今天的知识库文件夹，列出新增、改动、撤下的页面，写成“本期更新”")  # fmt: skip


def wanted(options: argparse.Namespace) -> part.Wanted:
    """The part that is asked for; nothing for the whole."""
    return part.Wanted(*(tuple(getattr(options, kind)) for kind in PARTS))


@contextmanager
def built(root: Path, asked: part.Wanted, convert: Convert, jobs: int) -> Iterator[tuple[Path, Cut, list[str]]]:
    """A part as a site, for as long as it is needed; the whole is converted first, so that every code is in the ledger."""
    from cunjian.ship import part as workshop
    from cunjian.ship import site

    house = curation.house()
    home, online = workshop.about(root, house)
    with store.lock(root), workshop.workshop(root) as place:
        outcome, whole = convert(root)
        cut = pipeline.parted(root, whole, asked, home, online, place / "docs")
        workshop.furnish(place, root, house, cut.name, pipeline.GENERATED)
        problems = site.build(place, house, jobs)
        yield place, cut, [*outcome.problems, *problems]


def packed(root: Path, asked: part.Wanted, out: Path | None, convert: Convert, jobs: int) -> tuple[Path, list[str]]:
    """A part as a zip, and the problems on the way."""
    from cunjian.ship import bundle

    with built(root, asked, convert, jobs) as (place, cut, problems):
        top = part.stem(cut.asked)
        return bundle.bundle(place, out or root / f"{top}.zip", top=top, part=cut.name), problems


def verified(path: Path, key: str | None) -> tuple[list[str], list[str]]:
    """What holds, and the problems: the signature first, when there is a key, then every file against the list inside."""
    from cunjian.ship import sign, verify

    told: list[str] = []
    problems: list[str] = []
    if key:
        problems, comment = sign.check(path, key)
        if not problems:
            told.append(f"签名属实（签名时注明：{comment}）。")
    found, sound = verify.verify(path)
    told.append(f"与清单一致的有 {sound} 个文件。" if found else f"完好：{sound} 个文件与清单一致，没有缺少、改动或多出的。")
    if not key:
        told.append("没有核对签名；有发布者的公钥时，请加 --key。")
    return told, [*problems, *found]


def compared(old: Path, new: Path, out: Path | None, convert: Convert, jobs: int) -> tuple[list[str], Path, list[str]]:
    """Lines about what changed, the page 本期更新, problems; a part is compared with the same part of today."""
    from cunjian.ship import diff, updates

    before, problems = diff.read(old), list[str]()
    if (new / "sources").is_dir() and before.part:
        asked = diff.asked(old)
        names = (tuple(a["id"] or a["name"] for a in asked if a["kind"] == kind) for kind in PARTS)
        with built(new.resolve(), part.Wanted(*names), convert, jobs) as (place, _, problems):
            after = replace(diff.read(place), label=new.resolve().name)
    else:
        after = diff.read(new)
    changes = diff.compare(before, after)
    stem = (old if new.is_dir() else new).resolve().stem
    page = out or (new if new.is_dir() else new.parent) / f"{stem}-gengxin.html"
    store.write(page, updates.page(before, after, changes).encode("utf-8", "replace"))
    return list(updates.lines(before, after, changes)), page, problems
