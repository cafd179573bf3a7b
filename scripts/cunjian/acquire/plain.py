"""Reader for .txt: bytes in whatever encoding become reading text.

Order of trust: byte order mark, strict UTF-8, then whichever of UTF-8, GB18030, Big5 and UTF-16 reads as the most
ordinary Chinese.  Damaged bytes are replaced and reported with their place.
"""

from __future__ import annotations

import codecs
import re

from cunjian import bounds
from cunjian.acquire.text import Text
from cunjian.errors import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSED = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_STEADY = "cunjian.steady"  # name of the error handler below
_NEAR = 40  # bytes by which it judges
_LEAST = 0.6  # share of characters that Chinese documents are written in
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_TEXT = "内容不像文字（可能是改了扩展名的其他文件）。请用原来的程序打开，另存为 .txt 或 .docx。"
_WRITTEN = re.compile(r"[\t\n\x20-\x7e\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\ufffd]")
# The characters that make up a third of any modern Chinese text: what tells a right decoding from a wrong one.
_ORDINARY = frozenset("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
                      "村党支部建设组织基层县镇乡员干群众服务治理一二三四五六七八九十，。、：；“”"
                      "這為個國們來對會發動學說產種經黨設組織縣鎮鄉員幹眾務")  # fmt: skip


def read(content: bytes) -> tuple[Text, ...]:
    """The one speech of a text file; raises Unreadable for empty and binary files."""
    text, encoding, problems = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bounds.limited(text)
    if not text.strip("\ufeff \t\n\u3000\x00\x0c"):
        raise Unreadable("文件里没有文字。请放入讲话稿内容，或删除这个文件。")
    if encoding != "utf-8" and _plausible(text) < _LEAST:
        raise Unreadable(_NOT_TEXT)
    if len(_CONTROL.findall(text[:100_000])) > max(8, len(text[:100_000]) // 50):
        raise Unreadable(_NOT_TEXT)
    return (Text(text, encoding, problems=problems),)


def looks_written(text: str) -> bool:
    """Whether most characters are such as Chinese documents are written in."""
    return _plausible(text) >= _LEAST


def decode(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Text without its byte order mark, the name of its encoding, and what was damaged."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            found = _decode(content[len(mark) :], encoding)
            if encoding == "utf-8" or _plausible(found[0]) >= _LEAST:  # else two damaged bytes look like a mark
                return found
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    encoding = max(_GUESSED, key=lambda e: _likely(content.decode(e, errors=_STEADY)))  # of equals the first
    text, _, problems = _decode(content, encoding)
    return text, "big5" if encoding == "big5hkscs" else encoding, problems


def _steady(error: UnicodeError) -> tuple[str, int]:
    """Replace a damaged byte and go on in step: behind it or behind its partner, whichever reads as ordinary Chinese."""
    assert isinstance(error, UnicodeDecodeError)
    content, after = error.object, error.start + 1
    if error.encoding.startswith("utf"):
        return "\ufffd", error.end
    near = [content[at : at + _NEAR].decode(error.encoding, errors="replace") for at in (after, after + 1)]
    return "\ufffd", after + (_likely(near[1]) > _likely(near[0]) and content[after : after + 1] > b"\x7f")


codecs.register_error(_STEADY, _steady)


def _decode(content: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode with damaged bytes replaced by U+FFFD; the problem names the first place and how many there are."""
    try:
        return content.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        text = content.decode(encoding, errors=_STEADY)
        count = text.count("\ufffd")
        before = content[: error.start].decode(encoding, errors=_STEADY).replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return text, encoding, (
            f"第{line}行第{column}个字起有 {count} 处损坏的字节（{encoding} 编码），已显示为“\ufffd”。"
            "请对照原件核对，或换一份完好的文件。",
        )  # fmt: skip


def _likely(text: str) -> float:
    """How well a decoding reads: everyday characters count for it, damaged ones against it."""
    return ordinary(text) - 2 * text.count("\ufffd") / max(1, len(text))


def _plausible(text: str) -> float:
    """Share of characters that Chinese documents are written in, in the first 20,000, between 0 and 1."""
    sample = text[:20_000]
    return len(_WRITTEN.findall(sample)) / max(1, len(sample))


def ordinary(text: str) -> float:
    """Share of everyday characters in the first 20,000, between 0 and 1."""
    sample = [c for c in text[:20_000] if not c.isascii()]
    return sum(c in _ORDINARY for c in sample) / max(1, len(sample))
