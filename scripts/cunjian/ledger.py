"""curation/ids.tsv, the ledger of published addresses (architecture: "Names and addresses that last").

One sorted, tab-separated row an id.  A line that cannot be read is carried along as it stands, as a row of kind ``?``:
nothing that was ever in the ledger is lost by reading and writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from sys import intern

from cunjian.codes import IS_PAGE
from cunjian.errors import CannotRun, why
from cunjian.model import LedgerRow

NAME = "curation/ids.tsv"
HEADER = "id\tkind\tkey\tfirst\tnow\tcontent"
_LETTER = {"s": "speech", "p": "practice", "v": "village", "t": "term"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONFLICT = re.compile(r"<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_ESCAPED = re.compile(r"\\([\\tnr])")


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _unescape(text: str) -> str:
    return text if "\\" not in text else _ESCAPED.sub(lambda m: {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}[m.group(1)], text)


def ledger(root: Path) -> tuple[tuple[LedgerRow, ...], tuple[str, ...]]:
    """The rows of a knowledge base's ledger, none when there is no ledger yet, and what is wrong with it, as sentences for
    the editor."""
    return parse(_text(root))


def read_ledger(root: Path) -> tuple[LedgerRow, ...]:
    """The rows alone."""
    return ledger(root)[0]


def _text(root: Path) -> str:
    try:
        return (root / NAME).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise CannotRun(f"{NAME}：不是 UTF-8 编码，读不出已发布的地址；请从版本库或备份恢复这个文件。") from error
    except OSError as error:
        raise CannotRun(f"{NAME}：打不开（{why(error)}），读不出已发布的地址；请检查权限。") from error


def parse(text: str) -> tuple[tuple[LedgerRow, ...], tuple[str, ...]]:
    """Rows, sorted by id, and problems."""
    rows: dict[str, LedgerRow] = {}
    kept: list[LedgerRow] = []
    problems: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not line.strip() or line == HEADER:
            continue
        where = f"{NAME} 第{number}行"
        if _CONFLICT.match(line):
            problems.append(f"{where}：有合并冲突的标记；两边的地址都保留了，请核对后再提交。")
            continue
        row = _row(line)
        if row is None:
            problems.append(f"{where}：读不懂，原样保留在文件末尾；请从版本库恢复这一行。")
            kept.append(LedgerRow("", "?", line, ""))
        elif (other := rows.setdefault(row.id, row)) != row:
            if other.key == row.key:
                rows[row.id] = _join(other, row)
                problems.append(f"{where}：编号 {row.id} 出现两次，已合为一行，取较早的日期；请核对。")
            else:
                problems.append(f"{where}：编号 {row.id} 给了两个条目，这一行原样保留在文件末尾；请核对后删去一行。")
                kept.append(LedgerRow("", "?", line, ""))
    return (*sorted(rows.values(), key=lambda r: r.id), *dict.fromkeys(kept)), tuple(problems)


def _row(line: str) -> LedgerRow | None:
    cells = [_unescape(cell) for cell in line.split("\t")]
    if not 4 <= len(cells) <= 6:
        return None
    row = LedgerRow(cells[0], intern(cells[1]), cells[2], intern(cells[3]), *cells[4:])
    sound = IS_PAGE.fullmatch(row.id) and _LETTER[row.id[0]] == row.kind and row.key and _DATE.fullmatch(row.first)
    return row if sound else None


def _join(a: LedgerRow, b: LedgerRow) -> LedgerRow:
    """One row of two for the same entry: the earlier date, and the state of the one that still has a page."""
    stays = min((a, b), key=lambda r: (r.now == "-", r.now.startswith("="), r.now, r.content))
    return replace(stays, first=min(a.first, b.first))


def ledger_text(rows: Iterable[LedgerRow]) -> str:
    """The file: header, sorted rows, then the lines that could not be read, as they were."""
    rows = tuple(rows)
    known = sorted({r for r in rows if r.kind != "?"}, key=lambda r: (r.id, r.key))
    lines = ["\t".join(map(_escape, (row.id, row.kind, row.key, row.first, row.now, row.content))).rstrip("\t") for row in known]
    damaged = sorted({row.key for row in rows if row.kind == "?"})
    return "\n".join([HEADER, *lines, *damaged]) + "\n"
