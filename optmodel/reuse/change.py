"""What differs from the input: cells with other values, and limits that no cell can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.errors import ExitCode, OptmodelError
from optmodel.reuse.cuts import Cut
from optmodel.workbook.tables import Value


class ChangeError(OptmodelError):
    """A change that cannot be made; one sentence says why."""

    exit_code = ExitCode.WRONG_INPUT


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, or the same column of several rows, with another value."""

    sheet: str
    header: str
    """Of the column; in Settings the name of the setting."""
    new: Value
    """As it would be typed; None clears the cell."""
    row: tuple[tuple[str, Value], ...] = ()
    """What stands in the row: (header, value) pairs that name it; empty in Settings."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the input of a session. Changes are added with ``+``; the later wins."""

    cells: tuple[Cell, ...] = ()
    cuts: tuple[Cut, ...] = ()

    def __add__(self, other: Change) -> Change:
        """Both changes."""
        return Change(self.cells + other.cells, self.cuts + other.cuts)


UNCHANGED = Change()


def setting(name: str, new: Value) -> Change:
    """Give a setting another value, such as ``setting("Maximum sites", 3)``."""
    return Change((Cell("Settings", name, new),))


def cell(sheet: str, row: Mapping[str, Value], header: str, new: Value) -> Change:
    """Give a column another value in every row in which all of ``row`` stands.

    ``cell("Funding", {"Source": "Japan"}, "Commitment (USD m)", 40_000)`` changes the pledge.
    """
    return Change((Cell(sheet, header, new, tuple(row.items())),))


def cut(*cuts: Cut) -> Change:
    """Ask for more than the input says, such as ``cut(AtMost(("FIB", "CHM"), 1))``."""
    return Change(cuts=cuts)
