"""Fixtures that more than one file of tests needs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import by_hand
import composed as composed
from teaching import course, made, taught
from web import addressed, browser, sample, served, site

__all__ = ["addressed", "browser", "course", "made", "sample", "served", "site", "taught"]

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a busy machine is slow, not wrong


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


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI nothing may be skipped: .ci/run installs what the tests need."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter and os.environ.get("CI") else []
    if skipped:
        reporter.write_line("CI 里不许跳过 / skipped under CI: " + ", ".join(sorted({r.nodeid for r in skipped})))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
