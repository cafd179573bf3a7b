"""The numbers that Word draws in front of paragraphs but does not store: 一、（一）1. ① in the formats of this genre."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def chinese(value: int) -> str:
    """Counting numerals: 十, 十一, 二十, 一百零五.

    >>> [chinese(n) for n in (1, 10, 11, 20, 105, 110)]
    ['一', '十', '十一', '二十', '一百零五', '一百一十']
    """
    if not 0 < value < 10000:
        return str(value)
    out, zero = "", False
    for weight, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // weight % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + unit
        zero = not digit
    return out.removeprefix("一") if out.startswith("一十") else out


def _plain_digits(value: int) -> str:
    return "".join(_DIGITS[int(c)] for c in str(value))


def _circled(value: int) -> str:
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)


def _letters(value: int) -> str:
    return chr(0x60 + (value - 1) % 26 + 1) * ((value - 1) // 26 + 1) if 0 < value <= 780 else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for weight, sign in _ROMAN:
        out += sign * (value // weight)
        value %= weight
    return out


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value > 0 else str(value)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting",
                     "japaneseDigitalTenThousand", "taiwaneseCounting", "taiwaneseCountingThousand"), chinese),
    "ideographDigital": _plain_digits, "taiwaneseDigital": _plain_digits,
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographTraditional": _cycle(_STEMS), "ideographZodiac": _cycle(_BRANCHES),
    "lowerLetter": _letters, "upperLetter": lambda v: _letters(v).upper(),
    "lowerRoman": _roman, "upperRoman": lambda v: _roman(v).upper(),
    "decimalZero": lambda v: f"{v:02d}",
    "decimalFullWidth": lambda v: str(v).translate({c: c + 0xFEE0 for c in range(0x30, 0x3A)}),
    "decimalEnclosedParen": lambda v: f"（{v}）", "decimalEnclosedFullstop": lambda v: f"{v}.",
    "ideographEnclosedCircle": lambda v: chr(0x3280 + v - 1) if 1 <= v <= 10 else chinese(v),
}  # fmt: skip


def drawn(format: str, value: int) -> str:
    """One number as Word draws it; a format that we do not know counts in Arabic numerals."""
    return _FORMATS.get(format, str)(value)
