"""Second room: reading text becomes clean text and a list of noise.

``STEPS`` is the pipeline, in order.  A step looks at the clean text so far and names spans to leave out; those that
carry a kind are noise and are listed on the speech's page, those without (line breaks inside a paragraph) are only
joined.  Positions are recorded while cutting, so nothing is ever searched for afterwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cunjian.clean import (
    anticopy,
    banner,
    between,
    card,
    contents,
    cover,
    credit,
    furniture,
    inline,
    layout,
    margins,
    masthead,
    oneline,
    segments,
    teaser,
    unwrap,
)
from cunjian.clean.cut import Cut
from cunjian.model import Clean, Noise, Raw, Span, Words

Step = Callable[[Clean, Words], Iterable[Cut]]
STEPS: tuple[Step, ...] = (
    anticopy.find,
    inline.find,
    teaser.find,
    card.find,
    furniture.find,
    banner.find,
    credit.find,
    margins.find,
    between.find,
    cover.find,
    contents.find,
    masthead.find,
    segments.find,
    oneline.find,
    unwrap.find,
)


def clean(raw: Raw, words: Words, steps: Sequence[Step] = STEPS) -> Clean:
    """The clean text of one speech: a subsequence of its reading text, with what was taken for noise kept apart."""
    result = Clean.whole(raw.text)
    for step in (lambda *_: layout.find(raw), *steps):
        cuts = sorted(step(result, words), key=lambda c: (c.span.start, c.span.end))
        if not cuts:
            continue
        noise = tuple(n for c in cuts if c.kind for n in _noise(result, c))
        result = result.without([c.span for c in cuts])
        result = replace(result, noise=tuple(sorted((*result.noise, *noise), key=lambda n: (n.span.start, n.span.end))))
    return result


def _noise(text: Clean, cut: Cut) -> Iterable[Noise]:
    """The non-blank reading runs of a cut: one for each stretch that is unbroken in the reading text."""
    inner = cut.span.of(text.text)
    start = cut.span.start + len(inner) - len(inner.lstrip())
    end = cut.span.start + len(inner.rstrip())
    if start >= end:
        return
    first = bisect_right(text.runs, start, key=lambda r: r.clean) - 1
    for run in text.runs[first:]:
        if run.clean >= end:
            break
        lo, hi = max(start, run.clean), min(end, run.clean + run.length)
        if lo < hi:
            reading = run.reading + lo - run.clean
            yield Noise(cut.kind, Span(reading, reading + hi - lo), cut.rule)
