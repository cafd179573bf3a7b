"""A knowledge base with a hostile course in it, for every file of tests that needs one (fixtures: see conftest.py)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from cunjian import pipeline
from cunjian.course.take import FORMATS, Place
from cunjian.model import Course
from test_hostile import PAYLOADS, speech

HERE = Path(__file__).parents[1]
SITE = "https://kb.example.cn/jian"
FRONT = "---\ntitle: '<b>课</b> {{ x }} & **名**'\naudience: <i>人\nminutes: 45\ngoals: [目标一, '|目标二|']\n---\n"
OWN = """# 第一课 <u>网页</u>

一段**重点**，含[链接](https://away.invalid/)、[[CODE|<自己的话>]]和
换行。

| 表头 | 乙 |
| --- | --- |
| [[CODE]] | 二 |

1. 第一
    - 下级
2. 第二

> 引文一段

```
代码 [[CODE]]
```

<script>window.cunjianRan=1</script><div><!-- 没有关上

# 第二课 <!-- 也没有

<details><p onclick="window.cunjianRan=1">没有关上

[[zzz]]

## 讨论题

1. 为什么？
2. 怎么办？
"""


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from cunjian.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments, "--root", str(root)], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(HERE / "scripts"), "SOURCE_DATE_EPOCH": "1700000000"},
    )  # fmt: skip


@pytest.fixture(scope="session")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with a course that quotes every sentence of a hostile speech."""
    root = tmp_path_factory.mktemp("taught")
    (root / "sources").mkdir()
    (root / "courses").mkdir()
    (root / "sources" / "harm.txt").write_bytes(speech(1, PAYLOADS).encode())
    for file in (HERE / "tests" / "golden" / "sources").iterdir():
        (root / "sources" / file.name).write_bytes(file.read_bytes())
    pipeline.convert(root, lambda *_: None)
    pieces = [json.loads(f.read_text("utf-8")) for f in sorted((root / "docs/data/speeches").iterdir())]
    harm = next(p for p in pieces if p["speech"]["file"] == "sources/harm.txt")
    places = [f"{harm['speech']['id']}#{s['anchor']}" for s in harm["speech"]["sentences"]]
    cards = [e["id"] for p in pieces for kind in ("practices", "villages", "terms") for e in p[kind]][:20]
    quoted = "\n\n".join(f"句中[[{place}]]也引。" if n % 3 else f"[[{place}]]" for n, place in enumerate(places))
    shown = "\n\n".join(f"[[{card}|看<b>{n}</b>]]" for n, card in enumerate(cards))
    (root / "courses" / "课.md").write_text(FRONT + f"# 引文\n\n{quoted}\n\n# 卡片\n\n{shown}\n\n" + OWN.replace("CODE", cards[0]), "utf-8")
    (root / "courses" / "bad.md").write_bytes(b"\x00\x01\x02")
    return root


@pytest.fixture(scope="session")
def course(taught: Path) -> Course:
    return pipeline.convert(taught, lambda *_: None).courses[0]


@pytest.fixture(scope="session")
def made(course: Course) -> Callable[[str], bytes]:
    return cache(lambda format: FORMATS[format][2](course, Place(SITE)))
