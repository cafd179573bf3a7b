"""The word lists of curation/words/villages.yml, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cunjian.model import Words

CLASS = re.compile(r"社区|嘎查|[村屯寨]")


def either(words: Iterable[str]) -> str:
    """An alternation that prefers the longest word."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class Rules:
    """What the village finder asks of the word lists."""

    generic: frozenset[str]
    generic_single: frozenset[str]
    never_inside: frozenset[str]
    never_last: frozenset[str]
    before: frozenset[str]
    before_single: frozenset[str]
    common_names: frozenset[str]
    single_names: frozenset[str]
    toponym: frozenset[str]
    admin: tuple[str, ...]
    admin_not: frozenset[str]
    after_not: re.Pattern[str]
    after_compound: re.Pattern[str]
    after_strong: re.Pattern[str]
    company: re.Pattern[str]
    visit_verb: re.Pattern[str]
    object_before: re.Pattern[str]
    joint_before: re.Pattern[str]
    visit_after: re.Pattern[str]
    own: re.Pattern[str]
    own_weak: re.Pattern[str]
    own_start: re.Pattern[str]
    plan: re.Pattern[str]
    anaphor: re.Pattern[str]
    anaphor_strong: re.Pattern[str]
    other_subject: re.Pattern[str]
    continuation: re.Pattern[str]


@lru_cache(maxsize=8)
def rules(words: Words) -> Rules:
    """Compiled once for each set of word lists."""
    sets = {
        name: frozenset(words[f"villages.{name}"])
        for name in (
            "generic", "generic_single", "never_inside", "never_last", "before", "before_single", "common_names", "single_names",
        )
    }
    alone = {
        name: re.compile(either(words[f"villages.{key}"]))
        for name, key in (
            ("after_compound", "after_compound"), ("after_strong", "after_strong"), ("visit_after", "visit_after"),
            ("visit_verb", "visit_verbs"), ("object_before", "object_before"), ("joint_before", "joint_before"),
            ("own", "own"), ("own_weak", "own_weak"), ("anaphor", "anaphors"), ("anaphor_strong", "anaphors_strong"),
            ("continuation", "continuations"), ("own_start", "own_start"), ("plan", "plans"),
        )
    }  # fmt: skip
    other = f"{either(words['villages.other_subject'])}|[\\d一二三四五六七八九十两几多]+个(?:行政|自然)?(?:村|社区|屯|嘎查)|村（"
    companies = f"(?:{either(words['villages.company_words'])}){{0,6}}(?:{either(words['villages.company_ends'])})"
    return Rules(
        **sets,
        **alone,
        other_subject=re.compile(other),
        toponym=frozenset("".join(words["villages.toponym"])),
        admin=tuple(sorted(words["villages.admin"], key=lambda w: (-len(w), w))),
        admin_not=frozenset(words["villages.admin_not"]),
        after_not=re.compile(f"(?!{either(words['villages.after_not_except'])})(?:{either(words['villages.after_not'])})"),
        company=re.compile(companies),
    )
