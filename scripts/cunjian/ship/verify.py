"""A bundle against the list inside it: what is missing, changed or extra (architecture: "Bundles by part")."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from cunjian.ship.bundle import SUMS
from cunjian.ship.packed import Packed

_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")
_AGAIN = "请向发布者重新取得"


def verify(path: Path) -> tuple[list[str], int]:
    """Problems as Chinese sentences, and how many files are sound; ``path`` is a zip or what was unpacked from it."""
    with Packed(path) as packed:
        problems = list(packed.problems)
        if packed.problems and not packed.names:
            return problems, 0
        listed = _listed(packed, problems)
        if listed is None:
            return problems, 0
        names = set(packed.names) - {SUMS}
        problems += [f"{name}：缺少这个文件，{_AGAIN}。" for name in sorted(listed.keys() - names)]
        problems += [f"{name}：清单里没有，是后来加进去的，请删去。" for name in sorted(names - listed.keys())]
        sound = 0
        for name in sorted(names & listed.keys()):
            if (found := _digest(packed, name)) == listed[name]:
                sound += 1
            else:
                problems.append(f"{name}：{'内容与清单不符，被改动过' if found else '已损坏，读不出来'}，{_AGAIN}。")
    return problems, sound


def _listed(packed: Packed, problems: list[str]) -> dict[str, str] | None:
    """Name -> SHA-256 as the list has it; None when there is no list."""
    try:
        lines = packed.read(SUMS).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        problems.append(f"{packed.path.name}：里面没有能读的清单 {SUMS}，不是村鉴的离线包，或已损坏，{_AGAIN}。")
        return None
    listed: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in listed:
            problems.append(f"{SUMS} 第{number}行：写法不对或重复，清单被改动过，{_AGAIN}。")
        else:
            listed[match[2]] = match[1]
    return listed


def _digest(packed: Packed, name: str) -> str | None:
    """The SHA-256 of a file; None when it cannot be read."""
    digest = hashlib.sha256()
    try:
        for chunk in packed.chunks(name):
            digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()
