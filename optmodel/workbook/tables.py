"""The input as typed tables: every value with the cell that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optmodel.workbook.raw import RawSheet

Value = str | int | float | bool | date | None
"""A typed cell: text, whole number, number, yes/no, date, or None for a blank without default."""


@dataclass(frozen=True, slots=True)
class Record:
    """One data row of a sheet (in Settings: of one setting), typed, defaults filled in."""

    sheet: str
    row: int
    """Row number in the file, from 1."""
    values: Mapping[str, Value]
    """Header to value. Every column of the schema is present; a blank has its default or None."""
    letters: Mapping[str, str]
    """Header to column letter, for the columns that the file has."""
    given: frozenset[str]
    """Headers whose value was typed in the file rather than filled in by a default."""

    def __getitem__(self, header: str) -> Value:
        """The typed value under a header."""
        return self.values[header]

    def text(self, header: str) -> str:
        """A text, ``""`` where blank."""
        value = self.values[header]
        return "" if value is None else str(value)

    def number(self, header: str) -> float:
        """A number that must be there (the schema requires it or gives a default)."""
        value = self.values[header]
        assert isinstance(value, int | float), (self.sheet, self.row, header, value)  # noqa: S101
        return float(value)

    def optional_number(self, header: str) -> float | None:
        """A number, or None for a blank."""
        value = self.values.get(header)
        return None if value is None else self.number(header)

    def flag(self, header: str) -> bool:
        """A yes/no."""
        return self.values[header] is True

    def day(self, header: str) -> date | None:
        """A date, or None for a blank."""
        value = self.values[header]
        assert value is None or isinstance(value, date), (self.sheet, self.row, header)  # noqa: S101
        return value

    def cell(self, header: str) -> str:
        """The address inside the sheet, such as ``F12``; only the row where there is no column."""
        letter = self.letters.get(header, "")
        return f"{letter}{self.row}" if letter else ""

    def address(self, header: str) -> str:
        """The full address, such as ``Sites!F12``; ``Sites row 12`` where there is no column."""
        cell = self.cell(header)
        return f"{self.sheet}!{cell}" if cell else f"{self.sheet} row {self.row}"

    def steps(self, prefix: str) -> tuple[float, ...]:
        """Numbered columns ``Step 1``, ``Step 2`` … or ``Period 0`` … up to the last given one."""
        found: dict[int, float] = {}
        for header, value in self.values.items():
            head, _, tail = header.rpartition(" ")
            if head == prefix and tail.isdecimal() and isinstance(value, int | float):
                found[int(tail)] = float(value)
        first = 0 if prefix == "Period" else 1
        return tuple(found.get(i, 0.0) for i in range(first, max(found, default=first - 1) + 1))


@dataclass(frozen=True, slots=True)
class Tables:
    """A whole input workbook, typed."""

    sheets: Mapping[str, tuple[Record, ...]]
    """Sheet name to its rows. An optional sheet that is missing has no rows."""
    settings: Mapping[str, Record] = field(default_factory=lambda: MappingProxyType({}))
    """Setting name to its record; the value is under ``Value``. Every setting is present."""
    file_name: str = ""
    sha256: str = ""
    content: bytes = field(default=b"", repr=False)
    """The file as it was read, for the copy beside the results; empty where there was none."""
    raw: Mapping[str, RawSheet] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, compare=False
    )
    """Sheet name to its cells as they stood before they were typed, for messages about them."""

    def rows(self, sheet: str) -> tuple[Record, ...]:
        """The rows of a sheet, none where it is missing."""
        return self.sheets.get(sheet, ())

    def setting(self, name: str) -> Value:
        """The typed value of a setting."""
        return self.settings[name]["Value"]
