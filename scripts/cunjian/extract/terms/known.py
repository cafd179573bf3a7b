"""Names of the reference list (curation/terms.yml) wherever they stand, quoted or not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from cunjian.extract.terms.seen import Seen
from cunjian.model import Curation, Span


@lru_cache(maxsize=2)
def _automaton(names: tuple[tuple[str, str], ...]) -> AhoCorasick:
    return AhoCorasick([name for name, _ in names], matchkind=MatchKind.LeftmostLongest)


def find(text: str, curation: Curation) -> Iterator[Seen]:
    """Reference names in the folded clean text; quote marks inside a name are looked through."""
    names = tuple(
        [(n, t.name) for t in curation.terms for n in (t.name, *t.aliases)] + [(n, n) for n in curation.names]
    )
    if not names:
        return
    common = frozenset(curation.words["terms.common"])
    kept = [at for at, char in enumerate(text) if char not in "“”‘’"]
    squeezed = "".join(text[at] for at in kept)
    for index, start, end in _automaton(names).find_matches_as_indexes(squeezed):
        span = Span(kept[start], kept[end - 1] + 1)
        raw = span.of(text)
        if raw.count("“") != raw.count("”"):  # 三单”管理 lost its opening mark to the span's edge
            span = Span(span.start - (text[span.start - 1 : span.start] == "“"), span.end)
        written, name = names[index]
        if written.startswith(("星级", "级")) and text[span.start - 1 : span.start] in tuple("一二三四五六七八九十"):
            continue
        if written.endswith("制") and text[span.end : span.end + 1] == "度":
            continue
        if written in common and "“" not in raw and text[span.start - 1 : span.start] != "“":
            continue
        yield Seen(span, name, "reference-name", aliases=(written,) if written != name else (), core=name)
