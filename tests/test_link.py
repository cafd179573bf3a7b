"""link/: where names stand, and where they only seem to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunjian import link
from cunjian.model import Lexicon, Span
from marked import reading

LEXICON = Lexicon(
    {
        "三会一课": "t1",
        "三单管理": "t2",
        "三长制": "t3",
        "三长": "t3",
        "四议两公开": "t4",
        "积分": "t5",
        "支部+公司+农户": "t6",
        "1+2+x模式": "t7",
        "主题党日": "t8",
        "一月一课一片一实践": "t9",
        "屋场夜话": "ta",
        "a级景区": "tb",
        "会干能干": "tc",
        "山寨村": "v1",
        "大山寨村": "v2",
        "桐冲口村": "v3",
        "红白理事": "td",
        "行业党委": "te",
    },
    frozenset({"三长", "积分"}),
)


def found(text: str, lexicon: Lexicon = LEXICON) -> list[tuple[str, str]]:
    return [(x.span.of(text), x.id) for x in link.find(lexicon, reading(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实三会一课。", [("三会一课", "t1")]),
        ("落实“三会一课”制度。", [("三会一课", "t1")]),
        ("实行“三单”管理，", [("“三单”管理", "t2")]),
        ("实行“三单〞管理，", [("“三单〞管理", "t2")]),
        ("实行三单管理，", [("三单管理", "t2")]),
        ("推行三长制度，", [("三长制度", "t3")]),
        ("推行“三长”制，", [("“三长”制", "t3")]),
        ("发挥“三长”作用", [("三长", "t3")]),
        ("发挥三长作用", []),
        ("采取“支部＋公司＋农户”的模式", [("支部＋公司＋农户", "t6")]),
        ("探索１＋２＋Ｘ模式", [("１＋２＋Ｘ模式", "t7")]),
        ("创建3A级景区", []),
        ("创建A级景区", [("A级景区", "tb")]),
        ("“一月一课一片一实践”主题党日", [("一月一课一片一实践", "t9"), ("主题党日", "t8")]),
        ("使村干部“会干”“能干”。", []),
        ("屋场\n夜话", []),
        ("选出红白理事长，", []),
        ("办好红白理事长期有人管，", [("红白理事", "td")]),
        ("行业党委书记说，行业党委成立了。", [("行业党委", "te")]),
        ("制定《屋场夜话管理办法》，", []),
        ("编印《屋场夜话》，", [("屋场夜话", "ta")]),
        ("屋场 夜话", [("屋场 夜话", "ta")]),
        ("二十四议两公开", []),
        ("统一四议两公开", [("四议两公开", "t4")]),
        ("每月一次三会一课", [("三会一课", "t1")]),
        ("落实一拆二改三会一课", []),
        ("大山寨村和山寨村", [("大山寨村", "v2"), ("山寨村", "v1")]),
        ("小山寨村", []),
        ("目前山寨村和清溪县云岭乡山寨村", [("山寨村", "v1"), ("山寨村", "v1")]),
        ("老桐冲口村", []),
        ("桐冲口村庄", []),
        ("桐冲口村村民", [("桐冲口村", "v3")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_no_names() -> None:
    assert found("落实三会一课。", Lexicon({})) == []
    assert found("") == []


def test_another_lexicon_is_not_mixed_up_with_the_last_one() -> None:
    assert found("屋场夜话") == [("屋场夜话", "ta")]
    assert found("屋场夜话", Lexicon({"夜话": "tz"})) == [("夜话", "tz")]
    assert found("屋场夜话") == [("屋场夜话", "ta")]


@given(
    st.lists(
        st.sampled_from([*LEXICON.names, "“", "”", "〞", " ", "\n", "，", "大", "甲", "1", "\u200b", "𠀀", "\ud800"]),
        max_size=25,
    )
)
def test_links_are_ordered_apart_and_read_like_their_names(pieces: list[str]) -> None:
    text = "".join(pieces)
    links = link.Finder(LEXICON).find(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(links))
    for each in links:
        bare = "".join(c for c in each.span.of(text) if c not in "“”〞 \u200b").removesuffix("度")
        assert LEXICON.names[bare] == each.id
        assert Span(0, len(text)).covers(each.span)
