"""Formulas that take their value from another workbook."""

from __future__ import annotations

import re

QUOTED_TEXT = re.compile(r'"[^"]*"')
OUTSIDE = re.compile(r"'[^'\[]*\[\d+\][^']*'!|(?<![\w\])])\[\d+\][\w.]*!")
"""``[1]Rates!B2`` or ``'[1]My rates'!B2``; but not a column of a table, as in ``Plan[2027]``."""


class Formulas:
    """Knows the shared formulas of a sheet: only the first cell spells them out."""

    def __init__(self) -> None:
        self._shared: set[str] = set()

    def refers_outside(self, attributes: dict[str, str], text: str) -> bool:
        """Say whether a formula refers to another workbook."""
        outside = OUTSIDE.search(QUOTED_TEXT.sub("", text)) is not None
        if attributes.get("t") == "shared":
            index = attributes.get("si", "")
            if outside:
                self._shared.add(index)
            return index in self._shared
        return outside
