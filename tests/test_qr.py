"""ship/qr: what is drawn is read back by a reader that is not ours."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from cunjian.ship import qr

SCALE = 4


def picture(svg: str) -> Image.Image:
    """The black modules of an SVG whose path is made of relative ``m`` and ``h`` steps."""
    root = ElementTree.fromstring(svg)
    size = int(root.attrib["viewBox"].split()[-1])
    image = Image.new("L", (size * SCALE, size * SCALE), 255)
    draw = ImageDraw.Draw(image)
    black = next(p.attrib["d"] for p in root.iter() if p.tag.endswith("path") and p.attrib.get("stroke") == "#000")
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", black):
        values = [float(n) for n in numbers.split()]
        if step == "h":
            draw.rectangle((x * SCALE, (y - 0.5) * SCALE, (x + values[0]) * SCALE - 1, (y + 0.5) * SCALE - 1), fill=0)
            x += values[0]
        else:
            x, y = values if step == "M" else (x + values[0], y + values[1])
    return image


@pytest.mark.parametrize("address", ["https://example.org/kb/speeches/s0bm5e0ea.html", "https://例.中国/讲话.html?甲=1&乙"])
def test_a_code_is_read_back(address: str) -> None:
    drawn = qr.svg(address, "本页地址 <&>")
    assert [code.text for code in zxingcpp.read_barcodes(picture(drawn))] == [address]
    assert drawn == qr.svg(address, "本页地址 <&>")


def test_codes_of_many_addresses_are_read_back() -> None:
    for n in range(60):
        address = f"https://{'dangjian.' * (n % 4)}example.org/terms/t{n * 7919 % 10**8:08d}.html"
        assert [code.text for code in zxingcpp.read_barcodes(picture(qr.svg(address, "码")))] == [address]
