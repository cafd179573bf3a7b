"""What the fuzzers found (tests/fuzz/), kept: each is read or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cunjian.acquire import DOCUMENTS, plain
from cunjian.errors import Unreadable

FINDS = sorted((Path(__file__).parent / "cases" / "finds").iterdir())


@pytest.mark.parametrize("path", FINDS, ids=lambda p: p.name)
def test_a_find_is_read_or_refused(path: Path) -> None:
    format = path.name.partition("-")[0]
    reader = plain.read if format == "txt" else DOCUMENTS[format]
    try:
        found = reader(path.read_bytes())
    except Unreadable:
        return
    assert all(0 <= span.start < span.end <= len(one.text) for one in found for _, span in one.marks)
