"""What a shorthand stands for, as numbered cards: on its own page, and on that of a practice that spells it out."""

from __future__ import annotations

from collections.abc import Sequence

from cunjian.model import ItemEvidence, Practice, Term
from cunjian.render import escape
from cunjian.render.view import View


def cards(view: View, page: str, items: Sequence[ItemEvidence], below: str) -> str:
    """One list, and the line below it."""
    rows = "\n".join(f"1. {escape.block(i.text)}{view.spot(page, i.evidence)}" for i in items)
    return f'<div class="cj-items" markdown="1">\n\n{rows}\n\n{below}\n\n</div>'


def of_term(view: View, page: str, term: Term) -> list[str]:
    """The lists of a term; equal ones once, with all speeches that give them."""
    if not term.items:
        return []
    blocks = ["## 指什么 {: #items }"]
    lists: dict[tuple[str, ...], list[tuple[ItemEvidence, ...]]] = {}
    for items in term.items:
        lists.setdefault(tuple(i.text for i in items), []).append(items)
    if len(lists) > 1:
        blocks.append("各处所列不尽相同，分别照录。")
    for same in lists.values():
        told = "；".join(view.origin(page, s) for s in dict.fromkeys(items[0].evidence.speech for items in same))
        blocks.append(cards(view, page, same[0], f"出自 {told}"))
    return blocks


def of_practice(view: View, page: str, practice: Practice) -> str:
    """The lists that stand in the practice's own sentences."""
    own = [(e.speech, e.anchor) for e in (practice.heading, *practice.evidence)]
    found = (pair for at in own for pair in view.items_at.get(at, ()) if pair[0] in practice.terms)
    return "\n\n".join(
        cards(view, page, items, f"以上是 {view.to(page, term)} 所指")
        for term, items in dict.fromkeys(found)
        if all((i.evidence.speech, i.evidence.anchor) in own for i in items)
    )
