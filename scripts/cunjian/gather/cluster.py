"""gather/cluster: which names of all speeches are one term (architecture: "Terms").

Headwords are joined when they differ by class words only, when a speech calls one the other, or when the reference list
says so; never so that two entries of the reference list become one.  Nothing here depends on the order of the speeches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cunjian.gather import names
from cunjian.model import ReferenceTerm, TermMention

Seen = tuple[str, TermMention, str | None]  # speech id, mention, the part of it that stood in quotes


@dataclass(slots=True)
class Cluster:
    """Names of one term."""

    heads: Counter[str] = field(default_factory=Counter)  # key -> how often it is a headword
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # key -> ways of writing it
    mentions: list[tuple[str, TermMention]] = field(default_factory=list)
    anchor: ReferenceTerm | None = None
    head: str = ""  # known when all names are there

    def shown(self, key: str) -> str:
        """The commonest way of writing a key."""
        return min(self.forms[key].items(), key=lambda f: (-f[1], f[0]))[0]

    def settle(self) -> None:
        """Choose the head: the reference list's name, or the commonest full form."""
        self.head = names.key(self.anchor.name) if self.anchor else self._commonest()

    def _commonest(self) -> str:
        short = {c for k in self.heads if (c := names.stem(k)[0]) != k and len(c) < 4}
        full = [k for k in self.heads if k not in short] or list(self.heads)
        return min(full, key=lambda k: (-self.heads[k], -len(k), k))


class _Union:
    """Union-find that never joins two anchors."""

    def __init__(self) -> None:
        self.up: dict[str, str] = {}
        self.anchor: dict[str, int] = {}

    def root(self, key: str) -> str:
        path = []
        while (up := self.up.setdefault(key, key)) != key:
            path.append(key)
            key = up
        for each in path:
            self.up[each] = key
        return key

    def join(self, a: str, b: str) -> bool:
        a, b = sorted((self.root(a), self.root(b)))
        if a == b:
            return True
        if a in self.anchor and b in self.anchor:
            return False
        self.up[b] = a
        if b in self.anchor:
            self.anchor[a] = self.anchor.pop(b)
        return True


def clusters(
    seen: Sequence[Seen], references: Sequence[ReferenceTerm], known: Iterable[str]
) -> tuple[list[Cluster], dict[str, set[str]]]:
    """The clusters, sorted by headword, and the aliases that mean more than one of them (alias -> headwords)."""
    union = _Union()
    _anchor(union, references)
    known = sorted(set(known))
    for each in known:
        union.root(names.key(each))
    owners: dict[str, set[str]] = defaultdict(set)
    quoted: dict[str, str] = {}
    for _, mention, part in sorted(seen, key=lambda s: (s[1].name, s[2] or "")):
        head = names.key(mention.name)
        union.root(head)
        if part and names.key(part) != head:
            quoted.setdefault(head, names.key(part))
        for alias in mention.aliases:
            if (key := names.key(alias)) and key != head:
                owners[key].add(head)
    nodes = sorted(union.up)
    _join_variants(union, nodes, quoted)
    shared = _join_aliases(union, owners)
    found = _fill(union, seen, references, known)
    by_root = {root: cluster.head for root, cluster in found.items()}
    doubtful = {alias: {by_root[union.root(h)] for h in heads} for alias, heads in shared.items()}
    return sorted(found.values(), key=lambda c: c.head), doubtful


def _anchor(union: _Union, references: Sequence[ReferenceTerm]) -> None:
    for number, term in enumerate(references):
        root = union.root(names.key(term.name))
        union.anchor.setdefault(root, number)
    for term in references:
        for alias in term.aliases:
            union.join(names.key(term.name), names.key(alias))


def _join_variants(union: _Union, nodes: Sequence[str], quoted: dict[str, str]) -> None:
    """Names that differ by class words only."""
    present = set(nodes)
    families: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        core, family = names.stem(node, quoted.get(node))
        if core != node:
            families[core][family].append(node)
        for plain in names.lighter(node):
            if plain in present:
                union.join(plain, node)
    for core, members in sorted(families.items()):
        bare = [core] if core in present else []
        meant = [f for f in members if f]
        if len(core) >= 4 or len(meant) <= 1:
            groups = [[*bare, *(n for group in members.values() for n in group)]]
        else:
            groups = [members[f] for f in sorted(meant)] + [[*bare, *members.get("", [])]]
        for group in groups:
            for other in sorted(group)[1:]:
                union.join(min(group), other)


def _join_aliases(union: _Union, owners: dict[str, set[str]]) -> dict[str, set[str]]:
    """What the speeches say themselves; gives back the aliases that mean different things in different speeches."""
    shared: dict[str, set[str]] = {}
    for alias, heads in sorted(owners.items()):
        telling = len(alias) >= 4 and not (names.shorthand(alias) and len(alias) < 5)
        first, *rest = sorted(heads)
        if telling:
            for other in rest:
                union.join(first, other)
        if len({union.root(h) for h in heads}) > 1 or not union.join(first, alias):
            shared[alias] = heads
    return shared


def _fill(
    union: _Union, seen: Sequence[Seen], references: Sequence[ReferenceTerm], known: Iterable[str]
) -> dict[str, Cluster]:
    found: dict[str, Cluster] = defaultdict(Cluster)
    for term in references:
        cluster = found[union.root(names.key(term.name))]
        cluster.anchor = cluster.anchor or references[union.anchor[union.root(names.key(term.name))]]
        cluster.heads[names.key(term.name)] += 0
        for form in (term.name, *term.aliases):
            if union.root(names.key(form)) == union.root(names.key(term.name)):
                cluster.forms[names.key(form)][names.bare(form)] += 1
    for each in known:
        cluster = found[union.root(names.key(each))]
        cluster.heads[names.key(each)] += 0
        cluster.forms[names.key(each)][names.bare(each)] += 1
    for speech, mention, _ in seen:
        cluster = found[union.root(names.key(mention.name))]
        cluster.heads[names.key(mention.name)] += 1
        cluster.mentions.append((speech, mention))
        for form in (mention.name, *mention.aliases):
            if (key := names.key(form)) and union.root(key) == union.root(names.key(mention.name)):
                cluster.forms[key][names.bare(form)] += 1
    for cluster in found.values():
        cluster.settle()
    return dict(found)
