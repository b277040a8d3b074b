"""Tables of records: a row each, a formula per column, the same down the whole column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from optmodel.live.functions import Matrix
from optmodel.live.names import Names, named, sheet_prefix
from optmodel.live.term import NO_PERIOD, Place, Term
from optmodel.results.layout import EPOCH, Block, Cell, Column, Kind, Live, Row


class Field:
    """A column of a table of records: given values, or a formula per record."""

    def __init__(
        self, records: Records, key: str, column: Column, content: Term | Sequence[Any]
    ) -> None:
        self._records = records
        self.key = key
        self.column = column
        self.content = content
        self.at = len(records.fields)

    @cached_property
    def values(self) -> Any:
        """(n,) values: numbers, or objects where there are words or dates among them."""
        count = self._records.count
        if isinstance(self.content, Term):
            found = np.asarray(self.content.number(NO_PERIOD))
            return np.broadcast_to(found, (count,)).copy()
        kind = self.column.kind
        if kind == Kind.TEXT and all(value is None for value in self.content):
            # A column of words in which none stands yet.
            return np.full(count, "", dtype=object)
        return counted(self.content, days=kind == Kind.DATE)

    @property
    def letter(self) -> str:
        """Letter of its column on the sheet."""
        return str(xl_col_to_name(self.at))

    @property
    def here(self) -> Term:
        """Its cell of the same record; tables with records of their own side by side share it."""
        return Term(lambda place: self._address(place, place.index), lambda _: self.values)

    def cell(self, index: int) -> Term:
        """Return its cell of one record."""

        def text(place: Place) -> str:
            return f"{self._prefix(place)}${self.letter}${self._records.row_of(index)}"

        return Term(text, lambda _: self.values[index])

    def cells(self, indices: Sequence[int]) -> Term:
        """Return its cell of another record for each record of the table that asks."""
        wanted = list(indices)

        def text(place: Place) -> str:
            row = self._records.row_of(wanted[place.index])
            return f"{self._prefix(place)}${self.letter}${row}"

        return Term(text, lambda _: self.values[wanted])

    @property
    def range(self) -> Term:
        """All its cells, by name."""
        return named(self.name, lambda _: self.values, ranged=True)

    def part(self, first: int, last: int) -> Term:
        """Its cells of some records in a row, both ends included."""

        def text(place: Place) -> str:
            table = self._records
            rows = f"${self.letter}${table.row_of(first)}:${self.letter}${table.row_of(last)}"
            return f"{self._prefix(place)}{rows}"

        return Term(text, lambda _: self.values[first : last + 1], ranged=True)

    @property
    def so_far(self) -> Term:
        """Its cells from the first record to that of the same row, added up."""

        def text(place: Place) -> str:
            prefix, first = self._prefix(place), self._records.row_of(0)
            row = self._records.row_of(place.index)
            return f"SUM({prefix}{self.letter}${first}:{self.letter}{row})"

        return Term(text, lambda _: np.cumsum(self.values))

    @property
    def name(self) -> str:
        """The defined name of all its cells."""
        return self._records.name_of(self)

    def area(self) -> str:
        """Return the address of all its cells."""
        table = self._records
        first, last = table.row_of(0), table.row_of(max(table.count, 1) - 1)
        return f"{sheet_prefix(table.sheet)}${self.letter}${first}:${self.letter}${last}"

    def _address(self, place: Place, index: int) -> str:
        return f"{self._prefix(place)}${self.letter}{self._records.row_of(index)}"

    def _prefix(self, place: Place) -> str:
        sheet = self._records.sheet
        return "" if sheet == place.sheet else sheet_prefix(sheet)


class Records:
    """A table of n records, on a sheet, under names that begin with a prefix."""

    def __init__(self, names: Names, sheet: str, table: str, prefix: str, count: int) -> None:
        self._names = names
        self.sheet = sheet
        self.table = table
        self.prefix = prefix
        self.count = count
        self.fields: list[Field] = []
        self.first_row = 0
        """Row of the first record as the spreadsheet counts; 0 until the sheet is laid out."""
        self._named: dict[Field, str] = {}

    def add(self, key: str, column: Column, content: Term | Sequence[Any] = ()) -> Field:
        """Add a column: a formula, or given values; what looks at later columns is set later."""
        if self.has(key):
            raise ValueError(f"{self.table} has a column {key} already.")
        field = Field(self, key, column, content)
        self.fields.append(field)
        return field

    def name_of(self, field: Field) -> str:
        """Return the name of a column, defined the first time that a formula asks for it."""
        if field not in self._named:
            self._named[field] = self._names.add(f"{self.prefix}_{field.key}", field.area)
        return self._named[field]

    def field(self, key: str) -> Field:
        """Return the column with a key."""
        return next(field for field in self.fields if field.key == key)

    def has(self, key: str) -> bool:
        """Whether there is a column with a key."""
        return any(field.key == key for field in self.fields)

    def across(self, first: str, last: str, *, fixed: bool = False) -> Term:
        """Return the cells of a record from one column to another: a range.

        ``fixed`` = those of the only record, whatever record asks.
        """
        low, high = self.field(first), self.field(last)

        def text(place: Place) -> str:
            prefix = "" if self.sheet == place.sheet else sheet_prefix(self.sheet)
            row = f"${self.row_of(0)}" if fixed else str(self.row_of(place.index))
            return f"{prefix}${low.letter}{row}:${high.letter}{row}"

        def number(_: int) -> Any:
            cells = np.column_stack([field.values for field in self.fields[low.at : high.at + 1]])
            return cells[0] if fixed else cells

        return Term(text, number, ranged=True)

    def matrix(self, first: str, last: str, key: str) -> Matrix:
        """Name the columns from one to another as a matrix, a row per record."""
        low, high = self.field(first), self.field(last)

        def area() -> str:
            top, bottom = self.row_of(0), self.row_of(max(self.count, 1) - 1)
            return f"{sheet_prefix(self.sheet)}${low.letter}${top}:${high.letter}${bottom}"

        name = self._names.add(f"{self.prefix}_{key}", area)
        chosen = self.fields[low.at : high.at + 1]
        return Matrix(name, lambda: np.column_stack([field.values for field in chosen]))

    def row_of(self, index: int) -> int:
        """Row of a record as the spreadsheet counts."""
        return self.first_row + index

    def block(
        self,
        title: str,
        *,
        totals: Callable[[Field], Cell] | None = None,
        empty: str = "none",
        filters: bool = True,
    ) -> Block:
        """Return the table for its sheet."""
        rows = tuple(Row(tuple(self._cell(f, i) for f in self.fields)) for i in range(self.count))
        last = None if totals is None else Row(tuple(totals(field) for field in self.fields))
        return Block(
            self.table,
            title,
            tuple(field.column for field in self.fields),
            rows,
            totals=last,
            empty=empty,
            filters=filters,
            settle=self._settle,
        )

    def _settle(self, first_row: int) -> None:
        self.first_row = first_row

    def _cell(self, field: Field, index: int) -> Cell:
        if isinstance(field.content, Term):
            return Live(field.content, index, plain(field.values[index]))
        value: Cell = field.content[index]
        return value


def numbers(records: Records, beside: Field) -> Term:
    """1, 2, 3 …: the number of each record, counted along a column beside."""

    def text(place: Place) -> str:
        letter = beside.letter
        first, row = records.row_of(0), records.row_of(place.index)
        return f"ROWS({letter}${first}:{letter}{row})"

    return Term(text, lambda _: np.arange(1.0, records.count + 1.0))


def counted(given: Sequence[Any], *, days: bool = False) -> Any:
    """Return given values as formulas see them: days as numbers, a blank as 0 or as no words.

    A blank among ``days`` is no number.
    """
    if any(isinstance(value, str) for value in given):
        return np.array(["" if value is None else value for value in given], dtype=object)
    blank = np.nan if days else 0.0
    return np.array([blank if value is None else _figure(value) for value in given], np.float64)


def _figure(value: Any) -> float:
    return float((value - EPOCH).days) if isinstance(value, date) else float(value)


def plain(value: Any) -> Any:
    """Return a value of NumPy as Python has it, 0 without a sign."""
    found = value.item() if isinstance(value, np.generic) else value
    return 0.0 if isinstance(found, float) and found == 0.0 else found
