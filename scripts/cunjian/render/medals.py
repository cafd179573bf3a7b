"""Honours as a row of medals: the level on the ribbon, the name below, each with the places that tell of it."""

from __future__ import annotations

from collections.abc import Iterable

from cunjian import labels
from cunjian.model import Honour
from cunjian.render import escape
from cunjian.render.view import View


def row(view: View, page: str, honours: Iterable[Honour]) -> str:
    """The medals, higher levels first; one that is told of twice hangs once."""
    told: dict[tuple[str, str], list[Honour]] = {}
    for honour in honours:
        told.setdefault((honour.level or "", honour.name), []).append(honour)
    order = {level: n for n, level in enumerate(labels.HONOUR)}
    rows = [_medal(view, page, told[key]) for key in sorted(told, key=lambda k: order.get(k[0], len(order)))]
    return '<div class="cj-medals" markdown="1">\n\n' + "\n".join(rows) + "\n\n</div>"


def _medal(view: View, page: str, same: list[Honour]) -> str:
    first = same[0]
    level = labels.HONOUR.get(first.level or "", "级别未说明")
    spots = "".join(dict.fromkeys(view.spot(page, h.evidence) for h in same))
    return (f'- <span class="cj-level cj-level-{first.level or "none"}">{level}</span> '
            f'<span class="cj-award">{escape.text(first.name)}</span>{spots}')  # fmt: skip
