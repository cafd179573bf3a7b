"""The eight promises, verified on what has been built (architecture: "ship/check").

One promise a file, one ordered list.  Nothing here shares code with what it examines: data, pages and style sheets are
read as a stranger would read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cunjian.ship.check import addresses, damage, network, published, quotes, redactions, sameness, sentences, whole
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


def check(root: Path, since: tuple[str, bytes] | None = None) -> list[str]:
    """Every break of a promise as one Chinese sentence: file, place, what, what to do.

    ``since`` is an earlier ledger, its name and bytes: all its addresses must be answered still.
    """
    if not (root / "site").is_dir():
        return ["site/：还没有网站，请重新运行 cunjian build。"]  # all else would follow from that
    built = Built(root.resolve())
    breaks = [sentence for promise in PROMISES for sentence in promise(built)]
    if since is not None:
        breaks += published.check(built, published.decode(since[1]), since[0])
    return list(dict.fromkeys(breaks))
