"""gather/villages: village mentions of all speeches become villages with ids (architecture: "Villages").

Villages of one name in different places stay apart; one whose place no text tells joins the only village of its name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cunjian.gather import names
from cunjian.gather.corrections import Decisions
from cunjian.gather.draft import VillageDraft
from cunjian.gather.ids import Register, gone, today_key
from cunjian.model import LedgerRow, Speech, VillageMention

_LEVELS = re.compile(
    r"(?P<省>[^省市县区乡镇]{2,7}?(?:省|自治区))?(?P<市>[^市县区乡镇]{2,10}?(?:市|自治州|州|盟|地区))?"
    r"(?P<县>[^县区旗乡镇]{1,12}?(?:自治县|县|区|旗|市))?(?P<乡>[^乡镇村]{1,10}?(?:乡|镇|街道|苏木))?"
)
Place = Mapping[str, str]


def levels(place: str | None) -> dict[str, str]:
    """清溪县云岭乡 -> {县: 清溪县, 乡: 云岭乡}; a place of another form is one level of its own."""
    text = names.bare(place or "")
    if not text or re.search(r"[*xX×某]", text):
        return {}
    match = _LEVELS.match(text)
    found = {k: v for k, v in match.groupdict().items() if v} if match else {}
    return found or {"": text}


def apart(a: Place, b: Place) -> bool:
    """Whether two places cannot be the same."""
    return any(a[k] != b[k] for k in a.keys() & b.keys())


def _together(a: Place, b: Place) -> bool:
    return not apart(a, b) and bool(a.keys() & b.keys())


@dataclass(slots=True)
class _Group:
    """Mentions of one village."""

    levels: dict[str, str]
    place: str | None  # the fullest way it is told
    mentions: list[tuple[str, VillageMention]] = field(default_factory=list)

    def take(self, place: str | None, told: Place) -> None:
        self.levels |= told
        if place and (len(levels(place)), len(place)) > (len(levels(self.place)), len(self.place or "")):
            self.place = place


def gather(
    mentions: Iterable[tuple[str, VillageMention]], speeches: Mapping[str, Speech], register: Register
) -> list[VillageDraft]:
    """All villages, sorted by name and place."""
    by_name: dict[str, list[tuple[str, VillageMention]]] = defaultdict(list)
    for speech, mention in mentions:
        by_name[names.key(mention.name)].append((speech, mention))
    rows: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in register.of("village"):
        rows[names.key(_split(today_key(row))[1])].append(row)
    out = []
    for name, seen in sorted(by_name.items()):
        groups = _groups(seen, speeches)
        ids = _identify(groups, rows[name], register)
        out += [_draft(group, wanted) for group, wanted in zip(groups, ids, strict=True)]
    return out


def _groups(seen: list[tuple[str, VillageMention]], speeches: Mapping[str, Speech]) -> list[_Group]:
    groups: list[_Group] = []
    told = [_told(mention, speeches[speech]) for speech, mention in seen]
    for place in sorted({p for p in told if levels(p)}, key=lambda p: (-len(levels(p)), p or "")):
        _seat(groups, place)
    away = {speech for speech, mention in seen if mention.rule == "visited"}  # a village elsewhere, gone to see
    near: dict[str, str | None] = {}  # speech -> its own place, for villages it says nothing more about
    for (speech, mention), own in zip(seen, told, strict=True):
        place = speeches[speech].place
        if speech not in away and not levels(own) and levels(place) and names.key(mention.name) not in names.key(place or ""):
            near[speech] = place
    for place in sorted(set(near.values()), key=lambda p: (-len(levels(p)), p or "")):
        if len([g for g in groups if not apart(g.levels, levels(place))]) != 1:
            _seat(groups, place)
    placed = [own if levels(own) else near.get(speech) for (speech, _), own in zip(seen, told, strict=True)]
    chosen: dict[int, _Group] = {}
    for number in sorted(range(len(seen)), key=lambda n: not placed[n]):  # those without a place last
        chosen[number] = _group_of(groups, placed[number])
    for number, each in enumerate(seen):
        chosen[number].mentions.append(each)
    return sorted((g for g in groups if g.mentions), key=lambda g: g.place or "")


def _told(mention: VillageMention, speech: Speech) -> str | None:
    """The place a mention tells, completed from the speech's own when only the town is told (云岭乡 in 清溪县)."""
    told, around = levels(mention.place), levels(speech.place)
    if not told or not around or "" in told or "" in around or apart(told, around):
        return mention.place
    missing = [name for level, name in around.items() if level not in told and "省市县乡".index(level) < _top(told)]
    return "".join(missing) + (mention.place or "")


def _top(told: Place) -> int:
    return min("省市县乡".index(level) for level in told)


def _seat(groups: list[_Group], place: str | None) -> None:
    """Widen the only group a place fits to, or open one for it."""
    told = levels(place)
    near = [g for g in groups if _together(g.levels, told)]
    if len(near) == 1:
        near[0].take(place, told)
    else:
        groups.append(_Group(dict(told), place))


def _group_of(groups: list[_Group], place: str | None) -> _Group:
    told = levels(place)
    exact = [g for g in groups if g.levels == told]
    near = [g for g in groups if _together(g.levels, told)]
    open_ = [g for g in groups if not apart(g.levels, told)]
    for choice in (exact, near, open_):
        if len(choice) == 1:
            return choice[0]
    group = exact[0] if exact else _Group(dict(told), place)
    if not exact:
        groups.append(group)
    return group


def _split(key: str) -> tuple[str | None, str]:
    place, _, name = key.rpartition("/")
    return place or None, name


def _key(group: _Group) -> str:
    name = names.bare(group.mentions[0][1].name)
    place = names.bare(group.place or "").replace("/", " ")
    return f"{place}/{name}" if place else name


def _identify(groups: list[_Group], rows: list[LedgerRow], register: Register) -> list[str]:
    """The ledger's id for the same place, else for a place that fits and for no other group, else a new one."""
    ids: dict[int, str] = {}
    left = sorted(rows, key=lambda r: (gone(r), r.first, r.id))

    def claim(number: int, row: LedgerRow) -> None:
        left.remove(row)
        ids[number] = register.claim(row, _key(groups[number]))

    for number, group in enumerate(groups):
        if row := next((r for r in left if today_key(r) == _key(group)), None):
            claim(number, row)
    for fits in (_together, lambda a, b: not apart(a, b)):
        for row in list(left):
            told = levels(_split(today_key(row))[0])
            near = [n for n, g in enumerate(groups) if fits(g.levels, told)]
            if len(near) == 1 and near[0] not in ids:
                claim(near[0], row)
            elif len(near) == 1 and (fits is _together or not told):
                left.remove(row)
                register.merged[row.id] = ids[near[0]]
    return [ids.get(n) or register.new("village", _key(g)) for n, g in enumerate(groups)]


def _draft(group: _Group, wanted: str) -> VillageDraft:
    shown = min({m.name for _, m in group.mentions}, key=lambda n: (len(n), n))
    written = {m.name[: len(m.span)] for _, m in group.mentions if m.rule == "counted-list"}  # 柏木岭、石板滩两个村
    return VillageDraft(wanted, names.bare(shown), group.place, tuple(sorted(written)), tuple(group.mentions))


def correct(found: list[VillageDraft], decisions: Decisions, register: Register) -> tuple[list[VillageDraft], set[str]]:
    """Villages as an editor wants them, and the ids that were taken away."""
    by_id = {v.id: v for v in found}
    merges = decisions.merges(by_id.keys())
    for page, target in merges.items():
        into, other = by_id[target], by_id[page]
        into.aliases = tuple(dict.fromkeys((*into.aliases, other.name, *other.aliases)))
        into.mentions = (*into.mentions, *other.mentions)
        into.place = into.place or other.place
        register.merged[page] = target
    for page in merges:
        by_id.pop(page)
    hidden = {page for page in by_id if decisions.hidden(page)}
    for village in by_id.values():
        _apply(village, decisions)
    return [v for v in by_id.values() if v.id not in hidden], hidden | merges.keys()


def _apply(village: VillageDraft, decisions: Decisions) -> None:
    new = decisions.value(village.id, "rename") or village.name
    others = (*village.aliases, village.name, *decisions.aliases(village.id))
    village.aliases = tuple(sorted({names.bare(n) for n in others} - {new}))
    village.name = new
    village.place = decisions.value(village.id, "place") or village.place
    village.note = decisions.value(village.id, "note")
