"""gather/terms: term mentions of all speeches become terms with ids (architecture: "Terms")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from cunjian.gather import names
from cunjian.gather.cluster import Cluster, clusters
from cunjian.gather.corrections import Decisions
from cunjian.gather.draft import TermDraft
from cunjian.gather.facts import Facts
from cunjian.gather.ids import Register, gone, today_key
from cunjian.model import Curation, Definition, LedgerRow

EDITOR = "本库编者"


def gather(every: Mapping[str, Facts], curation: Curation, register: Register) -> tuple[
        list[TermDraft], dict[str, tuple[str, ...]]]:  # fmt: skip
    """The terms, and the aliases that several of them share (alias -> ids)."""
    found, shared = clusters([(s, m, part) for s, f in every.items() for m, part in f.terms], curation.terms, curation.names)
    ids = _identify(found, register)
    drafts = [_draft(cluster, ids[cluster.head]) for cluster in found]
    return drafts, {alias: tuple(sorted(ids[h] for h in heads)) for alias, heads in sorted(shared.items())}


def _identify(found: list[Cluster], register: Register) -> dict[str, str]:
    """Headword -> id.  A term is found again in the ledger by any of its names, or by one that is a variant of them."""
    cluster_of = {k: c.head for c in found for k in c.forms}
    rows: dict[str, list[LedgerRow]] = defaultdict(list)
    strangers = []
    for row in register.of("term"):
        head = cluster_of.get(names.key(today_key(row))) or cluster_of.get(names.key(row.key))
        if head is None:
            strangers.append(row)
        else:
            rows[head].append(row)
    stems: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, head in cluster_of.items():
        stems[names.stem(key)].add(head)
    for row in strangers:
        heads = stems.get(names.stem(names.key(today_key(row))), set()) - rows.keys()
        if len(heads) == 1:
            rows[min(heads)].append(row)
    ids = {}
    for cluster in found:
        head, name = cluster.head, cluster.shown(cluster.head)
        order = sorted(rows[head], key=lambda r: (gone(r), names.key(today_key(r)) != head, r.first, r.id))
        ids[head] = register.claim(order[0], name) if order else register.new("term", name)
        for row in order[1:]:
            register.merged[row.id] = ids[head]
    return ids


def _draft(cluster: Cluster, wanted: str) -> TermDraft:
    anchor, head = cluster.anchor, cluster.head
    kinds = Counter(m.kind for _, m in cluster.mentions)
    kind = anchor.kind if anchor else min(kinds, key=lambda k: (k == "other", -kinds[k], k), default="other")
    definition = None
    if anchor and anchor.definition:
        definition = Definition(anchor.definition, "reference", anchor.citation, None)
    keys = tuple(cluster.forms)
    return TermDraft(
        id=wanted,
        name=cluster.shown(head),
        aliases=tuple(sorted((cluster.shown(k) for k in keys if k != head), key=lambda a: (-len(a), a))),
        keys=keys,
        heads=tuple(cluster.heads),
        kind=kind,
        mentions=tuple(cluster.mentions),
        definition=definition,
    )


def correct(terms: list[TermDraft], decisions: Decisions, register: Register) -> tuple[list[TermDraft], set[str]]:
    """Terms as an editor wants them, and the ids that were taken away."""
    by_id = {t.id: t for t in terms}
    merges = decisions.merges(by_id.keys())
    for page, target in merges.items():
        _merge(by_id[target], by_id[page])
        register.merged[page] = target
    for page in merges:
        by_id.pop(page)
    hidden = {page for page in by_id if decisions.hidden(page)}
    for term in by_id.values():
        _apply(term, decisions)
    return [t for t in by_id.values() if t.id not in hidden], hidden | merges.keys()


def _merge(into: TermDraft, other: TermDraft) -> None:
    into.aliases = _others(into.name, (*into.aliases, other.name, *other.aliases))
    into.keys = (*dict.fromkeys((*into.keys, *other.keys)),)
    into.heads = (*dict.fromkeys((*into.heads, *other.heads)),)
    into.mentions = (*into.mentions, *other.mentions)
    into.definition = into.definition or other.definition


def _others(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    by_key = {names.key(a): a for a in reversed(aliases)}
    by_key.pop(names.key(name), None)
    return tuple(sorted(by_key.values(), key=lambda a: (-len(a), a)))


def _apply(term: TermDraft, decisions: Decisions) -> None:
    added = decisions.aliases(term.id)
    renamed = decisions.value(term.id, "rename")
    new = renamed or term.name
    term.aliases = _others(new, (*term.aliases, term.name, *added))
    term.name = new
    given = [key for key in map(names.key, (new, *added)) if key]
    term.keys = (*dict.fromkeys((*term.keys, *given)),)
    term.heads = (*dict.fromkeys((*term.heads, *given)),)
    if definition := decisions.one(term.id, "definition"):
        term.definition = Definition(definition.value, "reference", definition.citation or EDITOR, None)
        term.curated = True
    term.note = decisions.value(term.id, "note")
