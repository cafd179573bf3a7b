"""Junk that sites strew into a text against copying: the sound in brackets behind every other character, doubled commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.clean.cut import Cut
from cunjian.model import Clean, Span, Words
from cunjian.script import HAN, folded

_SOUND = re.compile(rf"（(?<=[{HAN}]（)[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɡ]{{1,6}}）")
_DOUBLED = re.compile(r"，(?=[，。、；：！？])")
_ENOUGH = 3


def find(clean: Clean, _words: Words) -> Iterator[Cut]:
    """Cuts of either kind where it comes three times or more; a single （de） may be meant."""
    text = folded(clean.text)
    for pattern in (_SOUND, _DOUBLED):
        found = list(pattern.finditer(text))
        if len(found) >= _ENOUGH:
            yield from (Cut(Span(*match.span()), "anti-copy", "anti-copy") for match in found)
