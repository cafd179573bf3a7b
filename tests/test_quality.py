"""Quality floors: how well the sample speeches are read never goes down unseen."""

from __future__ import annotations

import pytest

import floors


@pytest.mark.parametrize("group", floors.groups())
def test_no_figure_is_below_its_floor(group: str) -> None:
    pinned, today = floors.read()[group]["floors"], floors.measured(group)
    sunk = {name: today.get(name.split(".")[1]) for name in floors.below({group: pinned}, {group: today})}  # type: ignore[dict-item]
    assert not sunk


def test_every_group_has_floors() -> None:
    pinned = floors.read()
    assert set(pinned) == {"seen", "blind", *(f"author{n}" for n in range(2, 79))}


def test_floors_belong_to_this_corpus() -> None:
    """A changed annotation or speech needs new floors (`make floors`)."""
    assert {group: one["corpus"] for group, one in floors.read().items()} == floors.corpus()


def test_a_floor_goes_down_only_by_name() -> None:
    """What `below` names is what the command refuses to write."""
    assert floors.below({"seen": {"terms": 0.9, "items": 0.5}}, {"seen": {"terms": 0.8, "items": 0.5}}) == ["seen.terms"]
    assert floors.below({"seen": {"date": 0.9}}, {"seen": {}}) == ["seen.date"]
