"""What takes long to find out about a text and never changes is kept from run to run (architecture: "Cache")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import wraps

Tables = dict[str, dict[str, str]]  # function -> text -> what it gives

_before: Tables = defaultdict(dict)  # what earlier runs found out
_asked: Tables = defaultdict(dict)  # what was asked for in this process


def remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    """``function`` with a memory; it must depend on its text and the program alone."""
    name = f"{function.__module__}.{function.__name__}"
    asked, before = _asked[name], _before[name]

    @wraps(function)
    def told(text: str) -> str:
        found = asked.get(text)
        if found is None:
            found = before.get(text)
            found = asked[text] = function(text) if found is None else found
        return found

    return told


def load(tables: Tables) -> None:
    """Take over what earlier runs found out."""
    for name, table in tables.items():
        _before[name].update(table)


def taken() -> Tables | None:
    """Everything that was asked for, if that is not what was loaded; what was loaded is let go."""
    same = _asked.keys() == _before.keys() and all(_asked[name].keys() == table.keys() for name, table in _before.items())
    for table in _before.values():
        table.clear()
    return None if same else {name: dict(table) for name, table in _asked.items()}
