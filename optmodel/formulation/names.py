"""Names that an LP file can hold: plain ASCII, unique, readable."""

from __future__ import annotations

import re
from typing import Any

_UNSAFE = re.compile(r"[^A-Za-z0-9_().,]")
MAXIMUM_SYMBOL = 200
"""LP readers take at most 255 characters; some are left for the writer's own prefixes."""


class Symbols:
    """A labeler for the LP writer: plain ASCII, unique, readable.

    ``x['FIB','Oak Ridge',3]`` becomes ``x(FIB,Oak_Ridge,3)``. A letter outside ASCII
    becomes its code point, and a symbol that is taken already gets a number.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __call__(self, component: Any) -> str:
        """Return the symbol of a component, different from all symbols before."""
        name = str(component.parent_component().local_name)
        index = component.index()
        if index is not None:
            parts = index if isinstance(index, tuple) else (index,)
            name += f"({','.join(_safe(str(part)) for part in parts)})"
        name = name[:MAXIMUM_SYMBOL]
        symbol, count = name, 1
        while symbol in self._taken:
            count += 1
            symbol = f"{name}.{count}"
        self._taken.add(symbol)
        return symbol


def _safe(text: str) -> str:
    """The text in letters, digits and underscores."""
    spelled = "".join(c if c.isascii() else f"u{ord(c):X}" for c in text)
    return re.sub(r"_+", "_", _UNSAFE.sub("_", spelled).replace(",", "_"))
