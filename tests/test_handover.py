"""What other people and machines run: the double click on Windows, the script of CI; and the seal of a page."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import by_hand
from cunjian.ship.seal import fits

HERE = Path(__file__).parents[1]


def test_the_seal_of_a_page() -> None:
    page = by_hand.sealed("正文")
    assert fits(page) is True
    assert fits(page.replace("\n", "\r\n")) is True
    assert fits(page + "多") is False
    assert fits("# 手写\n\n---\ncunjian: 0123456789abcdef\n---\n") is None


def test_the_double_click_is_fit_for_windows() -> None:
    content = (HERE / "cunjian.cmd").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 20
    assert not content.startswith(b"\xef\xbb\xbf")
    before, _, after = content.partition(b"chcp 65001")
    assert before.isascii()
    text = after.decode("utf-8")
    assert "--require-hashes -r requirements.lock" in text
    assert "py -3 -m venv" in text
    assert "-m cunjian build" in text
    assert text.count("pause >nul") == 2
    labels, jumps = set(re.findall(r"^:(\w+)", text, re.MULTILINE)), set(re.findall(r"goto (\w+)", text))
    assert jumps <= labels
    inside = re.findall(r"^    echo (.*)$", text, re.MULTILINE)
    assert not [line for line in inside if re.search(r"[()&|<>^%!]", line)]


def test_ci_is_a_script_that_runs() -> None:
    script = HERE / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
