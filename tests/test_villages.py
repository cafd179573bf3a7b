"""Villages: names, what is none, and the sentences that report on them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian.extract import villages
from speeches import Case, cases, read, words

PIECES = ["石桥村", "党支部", "，", "。", "；", "“", "”", "（", "）", "12", "***", "村", "社区", "各村", "以前进村", "\n", "清溪县",
          "流转土地300亩", "被评为全国文明村", "该村", "我们村", "、", "和", "寨", "X", "×"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def lines(case: Case) -> list[str]:
    """The villages of a case as its file writes them; sentences only where the file lists some."""
    text, document = read(case.text)
    found = villages.find(text, document, words())
    sentences: dict[str, set[str]] = {}
    for one in found:
        sentences.setdefault(one.name, set()).update(case.text[s.start : s.end] for s in one.sentences)
    places = {one.name: one.place for one in found}
    out = []
    for name in dict.fromkeys(one.name for one in found):
        out.append(f"{name} | {places[name]}" if places[name] else name)
        if any(line.startswith("- ") for line in case.expected):
            out += [f"- {s}" for s in sorted(sentences[name], key=case.text.index)]
    return out or ["无"]


@pytest.mark.parametrize("case", cases("villages"), ids=str)
def test_case(case: Case) -> None:
    assert lines(case) == list(case.expected)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_and_name_the_village(text: str) -> None:
    folded, document = read(text)
    found = villages.find(folded, document, words())
    assert found == villages.find(folded, document, words())
    for one in found:
        named = folded[one.span.start : one.span.end]
        assert named == one.name or one.rule == "counted-list"
        assert all(0 <= s.start < s.end <= len(text) for s in one.sentences)
    starts = [one.span.start for one in found]
    assert starts == sorted(starts)


def test_every_village_has_a_sentence() -> None:
    text, document = read("石桥村经验材料\n各位领导：\n谢谢大家！\n")
    found = villages.find(text, document, words())
    assert [one.name for one in found] == ["石桥村"]
    assert any(one.sentences for one in found)
