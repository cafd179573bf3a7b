"""gather/practices: the sections that tell how something is done get their ids (architecture: "Practices")."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from cunjian.gather.corrections import Decisions
from cunjian.gather.draft import PracticeDraft
from cunjian.gather.facts import Facts
from cunjian.gather.ids import Register, gone, today_key
from cunjian.model import Category, LedgerRow
from cunjian.script import fold

_ORDINAL = re.compile(r"#\d+$")


def gather(every: Mapping[str, Facts], register: Register) -> list[PracticeDraft]:
    """All practices, in the order of the speeches."""
    rows: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in register.of("practice"):
        rows[today_key(row).partition("/")[0]].append(row)
    out = []
    for speech, facts in every.items():
        ids = _identify(_keys(speech, facts), rows[speech], register)
        out += [PracticeDraft(i, speech, title, above, mention.category, mention)
                for i, (mention, above, title) in zip(ids, facts.practices, strict=True)]  # fmt: skip
    return out


def _keys(speech: str, facts: Facts) -> list[str]:
    """speech/heading above/heading, with an ordinal among equals."""
    seen: Counter[str] = Counter()
    keys = []
    for _, *told in facts.practices:
        above, title = (re.sub(r"\s+", "", fold(t or "")) for t in told)
        key = f"{speech}/{above}/{title}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return keys


def _identify(keys: list[str], rows: list[LedgerRow], register: Register) -> list[str]:
    ids: dict[int, str] = {}
    left = sorted(rows, key=lambda r: (gone(r), r.first, r.id))

    def claim(number: int, row: LedgerRow) -> None:
        left.remove(row)
        ids[number] = register.claim(row, keys[number])

    for number, key in enumerate(keys):
        if row := next((r for r in left if today_key(r) == key), None):
            claim(number, row)
    for number, key in enumerate(keys):  # the heading above it changed
        if left and number not in ids:
            rivals = [n for n, other in enumerate(keys) if n not in ids and _heading(other) == _heading(key)]
            fitting = [r for r in left if _heading(today_key(r)) == _heading(key)]
            if len(rivals) == 1 and len(fitting) == 1:
                claim(number, fitting[0])
    return [ids.get(n) or register.new("practice", key) for n, key in enumerate(keys)]


def _heading(key: str) -> str:
    return _ORDINAL.sub("", key.rpartition("/")[2])


def correct(
    found: list[PracticeDraft], decisions: Decisions, register: Register, categories: tuple[Category, ...]
) -> tuple[list[PracticeDraft], set[str]]:
    """Practices as an editor wants them, and the ids that were taken away."""
    by_id = {p.id: p for p in found}
    merges = decisions.merges(by_id.keys())
    for page, target in merges.items():
        other = by_id[page]
        by_id[target].joined += ((other.speech, other.mention), *other.joined)
        register.merged[page] = target
    for page in merges:
        by_id.pop(page)
    hidden = {page for page in by_id if decisions.hidden(page)}
    known = {c.name for c in categories}
    for practice in by_id.values():
        practice.title = decisions.value(practice.id, "rename") or practice.title
        practice.note = decisions.value(practice.id, "note")
        if category := decisions.one(practice.id, "category"):
            if category.value in known:
                practice.category = category.value
            else:
                usable = "、".join(sorted(known))
                decisions.refuse(category, f"没有“{category.value}”这个类别，没有采用；可用的是{usable}。")
    return [p for p in by_id.values() if p.id not in hidden], hidden | merges.keys()
