"""Promise 5 over time: what an earlier ledger published is answered today (architecture: "ship/check").

``cunjian check --since FILE`` compares with the ledger of any earlier publication, also as ``git show`` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.errors import CannotRun
from cunjian.ship.check.built import FOLDERS, Built, LedgerRow

_ADDRESS = re.compile(r"[spvt][0-9a-hjkmnp-tv-z]{8}")  # not codes.PAGE: nothing here shares code with what it examines
_HEADER = "id\tkind\tkey"
_GONE = "撤下"
_STAND_IN = "这一页没有做成"


def decode(raw: bytes) -> str:
    """The text of a ledger; PowerShell writes what ``git show`` says as UTF-16."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                break
    raise CannotRun("--since 给的文件读不懂（不是 UTF-8 或 UTF-16），请给以前发布时的 curation/ids.tsv。")


def check(built: Built, earlier: str, name: str) -> Iterator[str]:
    """Every address of the text ``earlier``, a ledger called ``name``, that nothing answers today."""
    lines = earlier.splitlines()
    if not any(line.startswith(_HEADER) for line in lines):
        raise CannotRun(f"{name}：不是已发布地址的登记（缺表头 id、kind、key），请给以前发布时的 curation/ids.tsv。")
    today = {row.id: row for row in built.ledger}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(_HEADER):
            continue
        place = f"{name} 第{number}行"
        cells = [*line.split("\t"), "", "", ""]
        id, kind, key = cells[:3]
        if kind not in FOLDERS or not _ADDRESS.fullmatch(id):
            yield f"{place}：读不懂，无法核对这一行的地址；请换一份完好的 ids.tsv 再核对。"
            continue
        row, path = today.get(id), f"{FOLDERS[kind]}/{id}.html"
        yield from (f"{place}：{what}" for what in _answered(built, path, row))
        if row is None and path in built.pages:
            yield f"{place}：{id} 已不在今天的 curation/ids.tsv 里，地址会失效；请从版本库恢复这一行后重新生成。"
        elif row is not None and row.key != key:
            yield f"{place}：{id} 原是“{key}”，今天的登记却是“{row.key}”；编号不能改作他用，请恢复原来的一行。"


def _answered(built: Built, path: str, row: LedgerRow | None) -> Iterator[str]:
    """What is wrong with the page at a published address."""
    page = built.pages.get(path)
    if page is None:
        yield f"公布过的网址 {path} 没有页面也没有说明；请恢复登记后运行 cunjian build。"
    elif _STAND_IN in page.loose:
        yield f"公布过的网址 {path} 没有做成，只有替代页；请照上次生成时的提示改正后重新生成。"
    elif row is not None and row.now == "-" and _GONE not in page.loose:
        yield f"网址 {path} 的条目已撤下，页面上却没有说明；请重新运行 cunjian build。"
