"""Every rule is explained to editors in docs/rules.md, and what is said there is so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import rulebook
from cunjian.divide import styles
from cunjian.extract import damage
from rulebook import DECIDED, Rule, read, speech

ROOT = Path(__file__).parents[1]
ROOMS = [ROOT / "scripts" / "cunjian" / room for room in ("clean", "divide", "extract")]
RULES = {rule.name: rule for rule in rulebook.rules()}
NO_RULES = frozenset({"impossible-figure", "missing-figure", "too-short-or-long", "bold-lead", "page-head", "page-foot",
                      "file-title", "part-number"})  # fmt: skip
"""Hyphenated words of the code that are no rule: kinds of flags, why a quote was not taken, and marks of the layout, which
docs/formats.md tells of."""

RULE_PLACE = {"Cut": 2, "Seen": 2, "_Guess": 5, "Number": 1}
"""Where the rule stands among the arguments of what finders make."""


def literals() -> Iterator[str]:
    """The strings of the code that look like a rule: hyphenated ones, and whatever stands in the place of one."""
    for room in ROOMS:
        for file in sorted(room.rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                yield from _strings(node)


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", node.value):
        yield node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        place = RULE_PLACE.get(node.func.id)
        given = [k.value for k in node.keywords if k.arg == "rule"] + (node.args[place : place + 1] if place else [])
        yield from (g.value for g in given if isinstance(g, ast.Constant) and isinstance(g.value, str) and g.value)


CODE = frozenset(literals()) | {f"missing-{name}" for name in damage.MISSING} | {name for name, _ in styles.STYLES}


def test_rules_of_the_code_are_on_the_page() -> None:
    assert RULES.keys() >= CODE - NO_RULES


def test_rules_that_the_sample_speeches_set_off_are_on_the_page() -> None:
    found: set[str] = set()
    for file in sorted((ROOT / "sources").glob("*.txt")):
        content = file.read_bytes()
        for encoding in ("utf-8-sig", "gb18030", "utf-16"):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            found |= rulebook.names(read(text.replace("\r\n", "\n")))
            break
    assert len(found) > 20
    assert found <= RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_examples_are_true(rule: Rule) -> None:
    assert len(rule.about) > 5
    assert rule.seen
    assert rule.left
    for example in rule.seen:
        assert rule.name in rulebook.names(read(speech(example))), f"{rule.name} 没有看见：{example}"
    for example in rule.left:
        assert rule.name not in rulebook.names(read(speech(example))), f"{rule.name} 不该看见：{example}"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_word_lists_exist(rule: Rule) -> None:
    known = {*DECIDED.words.lists, *DECIDED.words.numbers}
    assert set(rule.words) <= known


def test_every_word_list_is_named_on_the_page() -> None:
    named = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", rulebook.PAGE.read_text("utf-8")))
    assert DECIDED.words.lists.keys() <= named
