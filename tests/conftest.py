"""Fixtures that more than one file of tests needs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import by_hand
from watched import CHROMIUM, FLAGS


@pytest.fixture
def by_hand_base(tmp_path: Path) -> Path:
    """A whole knowledge base written by hand; every promise is kept in it."""
    return by_hand.knowledge_base(tmp_path)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A knowledge base of two handwritten pages, with the least of settings."""
    by_hand.put(tmp_path, "mkdocs.yml", by_hand.SETTINGS)
    by_hand.put(tmp_path, "overrides/partials/copyright.html", "")
    by_hand.put(tmp_path, "docs/index.md", "# 首页\n\n[乙](a/b.md)\n")
    by_hand.put(tmp_path, "docs/a/b.md", "# 乙\n")
    return tmp_path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).is_file():
        if os.environ.get("CI"):
            pytest.fail("no chromium, and CI must not skip: apt-get install chromium")
        pytest.skip("没有 chromium（apt-get install chromium fonts-noto-cjk）/ no chromium here")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()
