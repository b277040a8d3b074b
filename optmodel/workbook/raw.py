"""A sheet as it stands in the file, before its cells are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.workbook.schema import Sheet

ERROR_VALUES = frozenset(
    {
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
    }
)
"""What Excel shows in a cell whose formula failed."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell: its value, and whether a formula stands behind it that was never calculated."""

    value: object
    uncalculated: bool = False
    number_format: str = "General"
    """As Excel stores it; plain rows have none."""

    @property
    def blank(self) -> bool:
        """Whether nothing is in it; spaces alone are nothing."""
        if self.uncalculated:
            return False
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row below the header row."""

    number: int
    cells: Mapping[str, RawCell]
    """Header as the contract spells it to the cell; only known columns."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet whose header row was found."""

    sheet: Sheet
    letters: Mapping[str, str]
    """Header as the contract spells it to its column letter."""
    rows: tuple[RawRow, ...]
    """Without the rows in which every known column is blank."""


def says_something(sheet: Sheet, cells: Mapping[str, RawCell]) -> bool:
    """Whether a row is a record: more than a source or a note is filled."""
    return any(not cell.blank for header, cell in cells.items() if header not in sheet.provenance)
