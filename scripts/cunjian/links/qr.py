"""links: what the QR codes in a picture say; a picture that cannot be decoded says nothing."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
"""Pictures with more are left alone: a bomb, or a poster whose code is on its own elsewhere."""
_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")


def is_picture(name: str) -> bool:
    """Whether a file inside a document is a picture that can hold a code."""
    return name.lower().endswith(_SUFFIXES)


def read(content: bytes) -> list[str]:
    """The texts of all codes in the bytes of a picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return []
                return of_image(picture.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return []


def of_image(picture: Image) -> list[str]:
    """The texts of all codes in a picture, on white where it is transparent."""
    import zxingcpp
    from PIL import Image

    if picture.mode == "RGBA":
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return [code.text for code in found if code.text]
