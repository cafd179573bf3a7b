"""The word lists of curation/words/points.yml, one look-up each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cunjian.model import Words

_VERBS = {"carry_out": "做", "set_up": "立", "naming": "叫"}
_HEADS = {"heads_event": "事", "heads_rule": "规", "heads_role": "人", "heads_body": "处", "heads_party": "党",
          "heads_firm": "厂"}  # fmt: skip
_KINDS = {"roles": "谁的", "everyday": "日常", "adorned": "美称", "deeds": "做法", "joined": "联合", "goods": "物产"}


@dataclass(frozen=True, slots=True)
class Lists:
    """What a word is, by the lists."""

    verbs: dict[str, str]  # that introduce a name -> how
    heads: dict[str, str]  # last words of names -> of which kind
    kinds: dict[str, str]  # modifiers -> of which kind
    plain_heads: frozenset[str]
    plain_ends: frozenset[str]
    plain: frozenset[str]  # modifiers that tell nothing
    common: frozenset[str]
    generic: frozenset[str]  # no names, whatever leads to them
    never: frozenset[str]
    classes: frozenset[str]


@lru_cache(maxsize=4)
def lists(words: Words) -> Lists:
    """The lists of these words."""

    def table(names: dict[str, str]) -> dict[str, str]:
        return {word: label for name, label in names.items() for word in words[f"points.{name}"]}

    plain_heads = frozenset(words["points.heads_plain"])
    return Lists(
        verbs=table(_VERBS),
        heads=table(_HEADS),
        kinds=table(_KINDS),
        plain_heads=plain_heads,
        plain_ends=frozenset(words["terms.plain_ends"]),
        plain=frozenset(words["terms.plain_modifiers"]),
        common=frozenset(words["points.common"]),
        generic=frozenset((*words["terms.generic"], *words["terms.common"])),
        never=frozenset(words["points.never_inside"]),
        classes=frozenset(words["points.class_words"]),
    )
