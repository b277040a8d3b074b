"""The sheet Lists: every fixed list that a drop-down offers, one column each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from optmodel.workbook.layout import FIRST_DATA_ROW, column_letter
from optmodel.workbook.schema import SETTINGS, SETTINGS_SHEET, SHEETS, Column, Kind

LISTS = "Lists"
MEANING = "What the drop-downs offer. Leave as it is: the program knows these words only."

YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class FixedList:
    """One column of the sheet Lists."""

    header: str
    items: tuple[str | int, ...]
    letter: str

    @property
    def address(self) -> str:
        """The range of its items, as a drop-down refers to it."""
        last = FIRST_DATA_ROW + len(self.items) - 1
        return f"{LISTS}!${self.letter}${FIRST_DATA_ROW}:${self.letter}${last}"


@cache
def fixed_lists() -> tuple[FixedList, ...]:
    """Every list, in the order in which columns first use it; equal ones stand once."""
    users: dict[tuple[str | int, ...], tuple[str, str]] = {}
    for sheet, column in _columns():
        items = items_of(column)
        if items:
            users.setdefault(items, (sheet, column.header))
    names = Counter(header for _, header in users.values())
    return tuple(
        FixedList(_name(items, sheet, header, names), items, column_letter(index))
        for index, (items, (sheet, header)) in enumerate(users.items(), start=1)
    )


def items_of(column: Column) -> tuple[str | int, ...]:
    """The fixed list of a column; empty where it has none."""
    if column.kind is Kind.FLAG:
        return YES_NO
    return column.choices or column.allowed or column.offered


def list_of(column: Column) -> FixedList | None:
    """Where the fixed list of a column stands; None where it has none."""
    items = items_of(column)
    return next((it for it in fixed_lists() if it.items == items), None)


def _columns() -> Iterator[tuple[str, Column]]:
    for setting in SETTINGS:
        yield SETTINGS_SHEET.name, setting
    for sheet in SHEETS:
        for column in sheet.columns:
            yield sheet.name, column


def _name(items: tuple[str | int, ...], sheet: str, header: str, names: Counter[str]) -> str:
    """Name a list after the column that uses it first."""
    if items == YES_NO:
        return "Yes or no"
    return header if names[header] == 1 else f"{header} ({sheet})"
