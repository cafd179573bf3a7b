"""Promise 1: every quote stands in its source at the place we say (architecture: "ship/check")."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from cunjian.ship.check.built import Built, dicts
from cunjian.ship.check.shown import bare, equal, kept, short, spans

_AGAIN = "请重新运行 cunjian build"


def check(built: Built) -> Iterator[str]:
    """Every EVIDENCE, noise, redaction and flag of docs/data/, then every quote that a page shows."""
    yield from _data(built)
    yield from _pages(built)


def _data(built: Built) -> Iterator[str]:
    anchors: dict[str, set[str]] = {}
    for file in built.data_files:
        name, home = built.name(file), file.stem if file.parent.name == "speeches" else None
        for key, entry in dicts(built.json(file)):
            if not all(k in entry for k in ("start", "end", "quote")):
                continue
            speech = entry.get("speech", home)
            problem = _entry(built, entry, speech)
            if problem:
                yield f"{name}：{key} 里的“{short(str(entry['quote']))}”{problem}，{_AGAIN}。"
            elif "anchor" in entry and speech is not None:
                if speech not in anchors:
                    page = built.pages.get(f"speeches/{speech}.html")
                    anchors[speech] = set(page.ids) if page else set()
                if entry["anchor"] not in anchors[speech]:
                    page_name = f"site/speeches/{speech}.html"
                    yield f"{name}：引文“{short(entry['quote'])}”的位置 #{entry['anchor']} 不在 {page_name}，{_AGAIN}。"


def _entry(built: Built, entry: dict[str, Any], speech: Any) -> str | None:
    """What is wrong with one entry."""
    text = built.text(speech) if isinstance(speech, str) else None
    if text is None:
        return f"所说的讲话稿 {speech} 没有原文（docs/data/texts/）"
    start, end = entry["start"], entry["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
        return f"的位置 {start}–{end} 不在讲话稿 {speech} 之内（全文 {len(text)} 字）"
    if text[start:end] != entry["quote"]:
        return f"与讲话稿 {speech} 第 {start}–{end} 字的原文“{short(text[start:end])}”不符"
    if isinstance(entry.get("text"), str) and "anchor" in entry:
        noise = spans(built.speech(speech).get("noise"))
        if not equal(kept(text, start, end, noise), entry["text"]):
            return f"显示成了“{short(entry['text'])}”，与讲话稿 {speech} 的原文不符"
    return None


def _pages(built: Built) -> Iterator[str]:
    """A quote on a page stands on the speech's page from the sentence on that its link leads to."""
    for path, page in built.pages.items():
        for address, words in page.quotes:
            parts = urlsplit(address)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            speech = built.pages.get(target)
            if speech is None:
                continue  # promise 5 says so
            at = next((i for i, (anchor, _) in enumerate(speech.sentences) if anchor == parts.fragment), None)
            if at is None or not _stands(bare(words), speech.sentences[at:]):
                yield f"site/{path}：引文“{short(words)}”不在所注的位置 {address}，{_AGAIN}。"


def _stands(words: str, sentences: list[tuple[str, str]]) -> bool:
    """Whether the words begin in the first of these sentences and run on through the next."""
    text = ""
    first = len(bare(sentences[0][1]))
    for _, sentence in sentences:
        text += bare(sentence)
        if len(text) >= first + len(words):
            break
    return 0 <= text.find(words) < max(first, 1)
