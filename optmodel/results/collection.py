"""No search for garbage while a workbook is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause the search for objects that refer to each other and to nothing else.

    A workbook has hundreds of thousands of cells that live until it is written: looking for
    garbage among them, and among what the model holds, takes a fifth of the time and finds
    nothing. Where the search is off already it stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
