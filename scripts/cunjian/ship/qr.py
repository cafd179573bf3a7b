"""An address as a QR code: SVG drawn while the site is built (architecture: "ship").

Any phone reads it from a screen or from paper; middle error correction, because paper gets folded.
"""

from __future__ import annotations

import segno

_QUIET = 4  # modules of white around the code, as the standard asks for
_MASK = 2  # the one that is best for most of our addresses: trying all eight takes four fifths of the time of a page's code


def svg(address: str, label: str) -> str:
    """The code as an inline SVG element that scales with its box; black on white in every colour scheme."""
    code = segno.make(address, error="m", micro=False, mask=_MASK)
    drawn = code.svg_inline(border=_QUIET, omitsize=True, light="#fff", svgclass="cj-qr", lineclass=None, title=label)
    return str(drawn).replace("<svg ", '<svg role="img" ', 1)
