"""The collector of cycles rests where only values without any are made (a third of the time of a conversion)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection until the end of the block, and none is made up for; what was set before is set again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()  # what was made is old at once,
            gc.unfreeze()  # so that the next object made does not have all of it looked through
            gc.enable()
