"""Promise 2: every sentence of a speech is on its page, in order, unchanged; its noise is folded there and nowhere else
(architecture: "ship/check")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cunjian.ship.check import noise
from cunjian.ship.check.built import Built
from cunjian.ship.check.shown import bare, equal, kept, short, spans

_AGAIN = "请重新运行 cunjian build"


def check(built: Built) -> Iterator[str]:
    """Sentences, coverage, the folded list, and noise elsewhere."""
    for id in built.speech_ids:
        speech, text = built.speech(id), built.text(id)
        name = f"docs/data/speeches/{id}.json"
        if text is None or not speech:
            yield f"{name}：缺少句子或原文，{_AGAIN}。"
            continue
        yield from _coverage(name, text, speech)
        yield from _page(built, id, text, speech)
    yield from noise.check(built)


def _coverage(name: str, text: str, speech: dict[str, Any]) -> Iterator[str]:
    sentences, cuts = spans(speech["sentences"]), spans(speech["noise"])
    for (_, end), (start, _) in pairwise(sentences):
        if start < end:
            yield f"{name}：第 {start}–{end} 字同时属于两个句子，{_AGAIN}。"
    at = 0
    for start, end in sorted([*sentences, *cuts, (len(text), len(text))]):
        lost = text[at:start].strip() if start > at else ""
        if lost:
            yield f"{name}：第 {at}–{start} 字“{short(lost)}”既不在句子里，也不在剔除的内容里，{_AGAIN}。"
        at = max(at, end)


def _page(built: Built, id: str, text: str, speech: dict[str, Any]) -> Iterator[str]:
    path = f"speeches/{id}.html"
    page = built.pages.get(path)
    if page is None:
        yield f"site/{path}：讲话稿没有网页，{_AGAIN}。"
        return
    cuts = spans(speech["noise"])
    wanted = [str(s.get("anchor")) for s in sorted(speech["sentences"], key=lambda s: s["start"])]
    found = [anchor for anchor, _ in page.sentences]
    if wanted != found:
        unequal = (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b)
        at = next(unequal, min(len(wanted), len(found)))
        what = f"应是 #{wanted[at]}" if at < len(wanted) else f"多出 #{found[at]}"
        yield f"site/{path}：第 {at + 1} 句缺失、多出或次序不对（{what}），{_AGAIN}。"
    shown = dict(page.sentences)
    for sentence in speech["sentences"]:
        anchor, start, end = str(sentence.get("anchor")), sentence["start"], sentence["end"]
        if anchor in shown and not equal(kept(text, start, end, cuts), shown[anchor]):
            differs = f"显示成“{short(shown[anchor])}”，原文是“{short(text[start:end])}”"
            yield f"site/{path}：句子 #{anchor} {differs}，{_AGAIN}。"
    listed = bare(page.noise)
    for start, end in cuts:
        if bare(text[start:end]) not in listed:
            yield f"site/{path}：剔除的内容“{short(text[start:end])}”没有列在页末，{_AGAIN}。"
