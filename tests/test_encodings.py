"""Text files in any encoding, whole or damaged, with or without a byte order mark."""

from __future__ import annotations

import codecs
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunjian.acquire import plain

SOURCES = sorted((Path(__file__).parents[1] / "sources").glob("*.txt"))
ENCODINGS = {"utf-8": "utf-8", "gb18030": "gb18030", "gbk": "gb18030", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
             "big5hkscs": "big5"}  # fmt: skip
TRADITIONAL = opencc.OpenCC("s2t")


def excerpt(number: int, start: float, length: int, encoding: str) -> str:
    """A piece of a sample speech, of the characters that the encoding has."""
    text = plain.read(SOURCES[number % len(SOURCES)].read_bytes())[0].text
    at = int(start * (len(text) - length))
    piece = text[at : at + length]
    if encoding == "big5hkscs":
        piece = TRADITIONAL.convert(piece)
    return piece.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 99), start=st.floats(0, 1), length=st.integers(80, 600), data=st.data())
def test_an_excerpt_is_read_in_its_encoding_and_damage_is_told(
    encoding: str, number: int, start: float, length: int, data: st.DataObject
) -> None:
    text = excerpt(number, start, length, encoding)
    content = bytearray(text.encode(encoding))
    assert (found := plain.read(bytes(content))[0]).text == text
    assert (found.encoding, found.problems) == (ENCODINGS[encoding], ())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=3)):
        content[at] = 0xFF
    damaged = plain.read(bytes(content))[0]
    assert damaged.encoding == ENCODINGS[encoding]
    if damaged.problems:  # else the damage happens to be another character
        assert f"有 {damaged.text.count(chr(0xFFFD))} 处损坏的字节" in damaged.problems[0]


def test_damaged_bytes_that_look_like_a_byte_order_mark_are_damage() -> None:
    text = "本村务实办事，村党支部推行三会一课，群众满意。" * 3
    found = plain.read(b"\xff\xfe" + text.encode("gb18030")[2:])[0]
    assert (found.encoding, found.text[-20:]) == ("gb18030", text[-20:])
    assert "损坏的字节" in found.problems[0]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le")],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    found = plain.read(mark + "村支部\r\n开会".encode(encoding))[0]
    assert (found.text, found.encoding) == ("村支部\n开会", encoding)


def test_behind_a_damaged_byte_reading_goes_on_in_step() -> None:
    content = bytearray("香烟不上桌。花钱的事怎么定？老老实实走四议两公开，每一笔都贴在墙上。".encode("gb18030"))
    content[0] = content[12] = 0xFF
    assert plain.read(bytes(content))[0].text == "\ufffd烟不上桌。\ufffd钱的事怎么定？老老实实走四议两公开，每一笔都贴在墙上。"


def test_a_character_outside_gbk_is_no_damage() -> None:
    found = plain.read("𠮷安县㑇村党支部的发言，各位领导，大家好。".encode("gb18030"))[0]
    assert found.text.startswith("𠮷安县㑇村")
    assert found.problems == ()


def test_the_place_of_damage_is_told() -> None:
    found = plain.read("各位领导：\n大家好，村支部".encode() + b"\xff" + "的工作汇报如下。".encode())[0]
    assert found.problems[0].startswith("第2行第8个字起有 1 处")
