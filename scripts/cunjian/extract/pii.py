"""Personal data in the body: mobile numbers, identity numbers with a valid check digit, bank cards.

``find`` flags them for the editor; ``masked`` takes them out of a reading text, length for length, before any position
is taken, so that they stand nowhere in what is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cunjian.model import Clean, Flag, Raw, Span
from cunjian.script import INVISIBLE, widths

_GAP = rf"[ \n\-\u2010-\u2014{INVISIBLE}]?"
_FREE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_MOBILE = re.compile(rf"{_FREE[0]}(?:(?:\+|00)?86{_GAP})?(1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}){_FREE[1]}")
_IDENTITY = re.compile(rf"{_FREE[0]}([1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx]){_FREE[1]}")
_CARD = re.compile(rf"{_FREE[0]}([3-6](?:{_GAP}[0-9]){{15,18}}){_FREE[1]}")
_LONG = re.compile(rf"\d(?:[ \-\u00a0\u3000\u2010-\u2014\uff0d{INVISIBLE}]?\d){{10}}")
"""What each of them holds: eleven digits with at most one mark between two of them, in any width."""
_NOTE = {
    "mobile": "像是手机号码，公开前请核对，可用 --withhold-pii 隐去",
    "identity": "像是身份证号码，公开前请核对，可用 --withhold-pii 隐去",
    "card": "像是银行卡号，公开前请核对，可用 --withhold-pii 隐去",
}
_WITHHELD = {"mobile": "手机号码已按编者要求隐去", "identity": "身份证号码已按编者要求隐去", "card": "银行卡号已按编者要求隐去"}


def find(raw: Raw, clean: Clean) -> Iterator[Flag]:
    """Flags on what looks like personal data, and on what was masked."""
    for kind, span in places(clean.text):
        yield Flag("pii", span, _NOTE[kind], None, f"pii-{kind}")
    for kind, span in raw.withheld:
        inner = clean.kept(span)
        if len(inner):
            yield Flag("pii", inner, _WITHHELD[kind], None, f"pii-{kind}")


def places(text: str) -> Iterator[tuple[str, Span]]:
    """(kind, span) of each, none over another: identity numbers, then cards, then mobile numbers."""
    if not _LONG.search(text):
        return
    text = widths(text)
    taken: list[Span] = []
    for kind, pattern, true in (("identity", _IDENTITY, _checks), ("card", _CARD, _luhn), ("mobile", _MOBILE, bool)):
        for match in pattern.finditer(text):
            span = Span(*match.span(1))
            digits = re.sub(r"[^0-9Xx]", "", match.group(1))
            if true(digits) and not any(span.touches(other) for other in taken):
                taken.append(span)
                yield kind, span


def masked(raw: Raw, spans: Sequence[tuple[str, Span]] | None = None) -> Raw:
    """The same speech with each of their digits and letters replaced by an asterisk (reading positions)."""
    found = sorted(places(raw.text) if spans is None else spans, key=lambda f: f[1])
    text, at = [], 0
    for _, span in found:
        text += [raw.text[at : span.start], re.sub(r"\w", "*", span.of(raw.text))]
        at = span.end
    if not found:
        return raw
    return replace(raw, text="".join([*text, raw.text[at:]]), withheld=(*raw.withheld, *found))


def _checks(digits: str) -> bool:
    """The check digit and the date of birth of an identity number (GB 11643)."""
    if not re.match(r"[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$", digits):
        return False
    total = sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(digits[:17]))
    return "10X98765432"[total % 11] == digits[17].upper()


def _luhn(digits: str) -> bool:
    """The check digit of a bank card, in the ranges that banks use."""
    if not digits.isdigit() or not re.match(r"62|4|5[1-5]|2[2-7]|3[4-7]|35|6[05]", digits) or len(set(digits)) < 4:
        return False
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
