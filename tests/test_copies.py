"""The same speech again: containment of shingles, the fuller leads; and linear in the number of speeches."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian.gather import copies

HAN = [chr(c) for c in range(0x4E00, 0x4E00 + 3000)]


def speech(seed: int, length: int = 900) -> str:
    pick = random.Random(seed)
    return "".join(pick.choice(HAN) for _ in range(length))


def leaders(*texts: str) -> dict[str, str]:
    bare = {str(n): copies.bare(text) for n, text in enumerate(texts)}
    return copies.leaders({k: copies.sketch(t) for k, t in bare.items()}, {key: (key,) for key in bare}, bare.__getitem__)


def test_the_forms_a_copy_takes() -> None:
    whole = speech(1)
    banner = "温馨提示本文由用户上传下载后可任意编辑" + whole
    redacted = "".join("*" if n % 45 in (0, 1) else c for n, c in enumerate(whole))
    assert leaders(whole, whole) == {"1": "0"}
    assert leaders(whole, banner) == {"0": "1"}
    assert leaders(redacted, whole) == {"0": "1"}
    assert leaders(whole, whole[:300]) == {"1": "0"}
    assert leaders(whole[200:700], whole) == {"0": "1"}
    assert leaders("　".join(whole), whole[:450], redacted) == {"1": "0", "2": "0"}


def test_different_speeches_are_no_copies() -> None:
    one, other, phrases = speech(1), speech(2), "尊敬的各位领导同志们下面我就抓党建促乡村振兴工作作如下汇报请批评指正"
    assert leaders(phrases + one, phrases + other) == {}
    assert leaders(one[:450] + other[:450], other[450:] + speech(3)) == {}
    assert leaders(phrases, phrases + one) == {}  # too short to say


def test_a_traditional_copy_of_a_simplified_speech() -> None:
    simple = "云岭乡党委组织发动党员群众开展乡村振兴工作带头发展产业办好实事建设美丽乡村为民服务" * 1 + speech(5, 60)
    traditional = simple.replace("党", "黨").replace("发", "發").replace("众", "眾").replace("设", "設").replace("务", "務")
    assert leaders(simple, traditional) == {"1": "0"}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(150, 700), st.integers(0, 150))
def test_any_long_stretch_is_a_copy(seed: int, length: int, start: int) -> None:
    whole = speech(seed)
    assert leaders(whole, whole[start : start + length]) == {"1": "0"}


def test_work_grows_with_the_number_of_speeches_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    whole = copies._shingles
    monkeypatch.setattr(copies, "_shingles", lambda text: compared.append(1) or whole(text))

    def comparisons(count: int) -> int:
        common = speech(0, 200)  # phrases that all of them share
        texts = {str(n): common + speech(n + 1, 700) for n in range(count)}
        compared.clear()
        assert copies.leaders({k: copies.sketch(t) for k, t in texts.items()}, {k: (k,) for k in texts}, texts.__getitem__) == {}
        return len(compared)

    assert comparisons(400) <= 6 * 400
    assert comparisons(800) <= 6 * 800
