"""Names of cells and ranges, so that formulas stay short and can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from optmodel.live.term import Term


class Names:
    """The defined names of one workbook: name to the range that it stands for."""

    def __init__(self) -> None:
        self._ranges: dict[str, Callable[[], str]] = {}

    def add(self, name: str, area: Callable[[], str]) -> str:
        """Define a name; ``area`` gives the range once its table has its place on a sheet."""
        # With an underscore it can never be taken for the address of a cell.
        if "_" not in name or not name.isascii() or not name.replace("_", "").isalnum():
            raise ValueError(f"{name!r} is not a name for a range.")
        if name in self._ranges:
            raise ValueError(f"{name!r} is defined twice.")
        self._ranges[name] = area
        return name

    def ranges(self) -> dict[str, str]:
        """Return every name with its range, such as ``Lookups!$C$6:$C$42``."""
        return {name: _shown(name, area()) for name, area in sorted(self._ranges.items())}


def _shown(name: str, area: str) -> str:
    """Return a range; rows are counted from 1, and a table on no sheet has none."""
    if "$0" in area:
        raise ValueError(f"{name} stands on no sheet: {area}.")
    return area


def named(name: str, number: Callable[[int], Any], *, ranged: bool) -> Term:
    """Return the term of a defined name."""
    return Term(lambda _: name, number, ranged=ranged)


def sheet_prefix(sheet: str) -> str:
    """Return what stands before an address on another sheet, such as ``'Cash flow'!``."""
    plain = sheet.isascii() and sheet.isalpha()
    return f"{sheet}!" if plain else f"'{sheet}'!"
