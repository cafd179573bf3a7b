"""The eight promises, verified on what has been built (architecture: "ship/check").

One promise a file, one ordered list.  Nothing here shares code with what it examines: data, pages and style sheets are
read as a stranger would read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cunjian.ship.check import addresses, damage, network, quotes, redactions, sameness, sentences, whole
from cunjian.ship.check.built import Built

PROMISES: tuple[Callable[[Built], Iterable[str]], ...] = (
    quotes.check,
    sentences.check,
    redactions.check,
    damage.check,
    addresses.check,
    sameness.check,
    network.check,
    whole.check,
)


def check(root: Path) -> list[str]:
    """Every break of a promise as one Chinese sentence: file, place, what, what to do."""
    built = Built(root.resolve())
    return list(dict.fromkeys(sentence for promise in PROMISES for sentence in promise(built)))
