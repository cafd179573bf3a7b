"""Room beside render: a book is cut down to the part that somebody hands out; model values in, model values out.

``choose`` finds the entries that are asked for by name, alias or code, ``cut`` makes the book of them.  What renders and
indexes the whole book then renders and indexes the part: indexes, search and counts are right by construction.
"""

from __future__ import annotations

from cunjian.part.alone import alone
from cunjian.part.choose import Chosen, Wanted, chosen
from cunjian.part.cut import cut
from cunjian.part.name import stem

__all__ = ["Chosen", "Wanted", "alone", "chosen", "cut", "stem"]
