"""Junk that sites strew into a text against copying: the sound in brackets behind every other character, doubled commas,
the salt of forums (# K/ Q& v; G)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cunjian.clean.cut import Cut
from cunjian.model import Clean, Span, Words
from cunjian.script import HAN, folded

_SOUND = re.compile(rf"（(?<=[{HAN}]（)[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɡ]{{1,6}}）")
_DOUBLED = re.compile(r"，(?=[，。、；：！？])")
_SALT = re.compile(r"[!-~](?<![!-~].)(?:(?<=[^\w .,+*=%-])|(?=[!-~ ]{0,8}[^\w .,+*=%-]))[!-~]?(?: [!-~]{1,2}){3,}(?![!-~])")  # short pieces, an odd mark soon among them
_ENOUGH = 3


def find(clean: Clean, _words: Words) -> Iterator[Cut]:
    """Cuts of either kind where it comes three times or more; a single （de） may be meant."""
    text = folded(clean.text)
    for pattern in (_SOUND, _DOUBLED, _SALT):
        found = list(pattern.finditer(clean.text if pattern is _SALT else text))
        if len(found) >= _ENOUGH:
            yield from (Cut(Span(*match.span()), "anti-copy", "anti-copy") for match in found)
