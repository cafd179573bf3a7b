"""Fixtures that more than one file of tests needs."""

from __future__ import annotations

from pathlib import Path

import pytest

import by_hand


@pytest.fixture
def by_hand_base(tmp_path: Path) -> Path:
    """A whole knowledge base written by hand; every promise is kept in it."""
    return by_hand.knowledge_base(tmp_path)
