"""How any string stands on a page as itself: the floor of the render room, used by every kind of page.

``text`` gives Markdown in which nothing of the string is live: no Markdown, HTML, entity, attribute list, emoji,
snippet or Jinja syntax.  ``*`` and its like get a backslash, which keeps a diff readable; what Python-Markdown does
not know as an escape gets a numeric character reference.  Characters nobody can see are wrapped in
``<bdi class="cj-u" data-u="202E">``, which shows a mark by CSS and keeps the character for whoever copies it; NUL and
the other control characters, which no HTML can carry, leave the element empty.
"""

from __future__ import annotations

import re
import unicodedata

_CARRIED = {"\n", "\t"}
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# What Python takes as printable, and nobody sees.
_UNSEEN = re.compile(f"[{''.join(sorted(_FILLERS))}\ufe00-\ufe0f\U000e0100-\U0010ffff]")
_BACKSLASH = frozenset("*_[]#")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_REFERENCE = frozenset("\\`{}|~^$@\n\t\u00a0")
# Everything that text() has to look at: ASCII punctuation in its dangerous shapes, and whatever is not plain.
_PLAIN = re.compile(r"(?!.*  $)[\u4e00-\u9fff\u3000-\u3029，。、；：？！“”‘’（）《》…—·％0-9A-Za-z ]+")
_RUNS = re.compile(r"([=+])\1+|:(?=[\w+-]*:|//)|(?<=www)\.|  +$")  # two blanks at the end break the line
_NUMBER = re.compile(r"\d+[.)]")


def invisible(char: str) -> bool:
    r"""Whether a reader cannot see the character: control, format, private use, fillers, non-characters.

    >>> [invisible(c) for c in "\u200b\u202e\ue000\x00a村\u3000"]
    [True, True, True, True, False, False, False]
    """
    if char.isascii():
        return not char.isprintable() and char not in _CARRIED
    if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") or char in _FILLERS:
        return True
    code = ord(char)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xFE00 <= code <= 0xFE0F or code >= 0xE0100


def reference(char: str) -> str:
    """The numeric character reference."""
    return f"&#{ord(char)};"


def _carriable(char: str) -> bool:
    """Whether a numeric reference brings the character into the document as it is."""
    code = ord(char)
    return unicodedata.category(char) not in ("Cc", "Cs") and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


def mark(char: str) -> str:
    """An invisible character, shown as its code and kept for copying where HTML can hold it."""
    inner = reference(char) if _carriable(char) else ""
    return f'<bdi class="cj-u" data-u="{ord(char):04X}">{inner}</bdi>'


def text(string: str) -> str:
    r"""Markdown that shows exactly ``string``; for the inside of a paragraph, heading, link or table cell.

    >>> text("**县 {{x}} <b> a|b")
    '\\*\\*县 &#123;&#123;x&#125;&#125; &lt;b&gt; a&#124;b'
    """
    if _PLAIN.fullmatch(string):
        return string
    out: list[str] = []
    at = 0
    for run in _RUNS.finditer(string):
        out.extend(map(_one, string[at : run.start()]))
        out.extend(map(reference, run.group()))
        at = run.end()
    out.extend(map(_one, string[at:]))
    return "".join(out)


def _one(char: str) -> str:
    if char in _BACKSLASH:
        return "\\" + char
    if char in _NAMED:
        return _NAMED[char]
    if char in _REFERENCE:
        return reference(char)
    return mark(char) if invisible(char) else char


def block(string: str) -> str:
    """Like ``text``, for the very start of a line: list markers, setext lines and outer blanks are made safe too.

    >>> block("- 1"), block("1. 一"), block(" 一 ")
    ('&#45; 1', '1&#46; 一', '&#32;一&#32;')
    """
    core = string.strip()
    start = string.index(core) if core else len(string)
    lead, tail = string[:start], string[start + len(core) :]
    number = _NUMBER.match(core)
    cut = number.end() if number else int(bool(core) and core[0].isascii() and not core[0].isalnum())
    first, digits = core[:cut][-1:], core[:cut][:-1]
    safe = mark(first) if first and invisible(first) else "".join(map(reference, first))
    return "".join(map(_blank, lead)) + digits + safe + text(core[cut:]) + "".join(map(_blank, tail))


def _blank(char: str) -> str:
    return reference(char) if char.isspace() and not invisible(char) else _one(char)


def html(string: str) -> str:
    """The string inside a raw HTML block, where Markdown does not look: every ASCII mark as a reference.

    >>> html("##paidbegin## <b>")
    '&#35;&#35;paidbegin&#35;&#35; &#60;b&#62;'
    """
    return "".join(mark(c) if invisible(c) else c if _calm(c) else reference(c) for c in string)


def visible(string: str) -> str:
    r"""One line of plain text in which every invisible character is spelled out.

    >>> visible("党\u202e建\x00")
    '党‹U+202E›建‹U+0000›'
    """
    return string if string.isprintable() and not _UNSEEN.search(string) else string.translate(_SHOWN)


class _Shown(dict[int, str]):
    """How each character is shown, found when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        shown = f"‹U+{code:04X}›" if invisible(char) else " " if char.isspace() and char != "\u3000" else char
        return self.setdefault(code, shown)


_SHOWN = _Shown()


def attribute(string: str) -> str:
    """The string as the value of an attribute of an inline tag: Markdown sees no character that it knows."""
    return "".join(c if _calm(c) else reference(c) for c in visible(string))


def _calm(char: str) -> bool:
    return char == " " or char.isalnum() or (not char.isascii() and not char.isspace()) or char == "\u3000"


def title(string: str) -> str:
    """The string for the ``title`` of the front matter, which the theme prints without escaping it."""
    return visible(string).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
