"""The values of the input workbook as cells of the sheet Inputs, for formulas to refer to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from optmodel.live.names import sheet_prefix
from optmodel.live.records import counted
from optmodel.live.term import Place, Term, term
from optmodel.workbook import schema
from optmodel.workbook.tables import Record, Tables, Value

SHEET, LETTER = "Inputs", "E"
"""Where the values stand."""
PROVENANCE = ("Source note", "Source", "Notes")
"""Columns that say where the figures of a row come from."""


class InputValues:
    """Every value of the input, in the order in which the sheet Inputs lists them."""

    def __init__(self, tables: Tables) -> None:
        self.entries = tuple(
            (record, header)
            for record in records(tables)
            for header, value in record.values.items()
            if value is not None and value != "" and not is_text_about(record, header)
        )
        self._at = {
            _place(record, header): index for index, (record, header) in enumerate(self.entries)
        }
        self.first_row = 0

    def settle(self, first_row: int) -> None:
        """Take the row of the first value, as the spreadsheet counts."""
        self.first_row = first_row

    def has(self, record: Record, header: str) -> bool:
        """Whether there is such a value."""
        return _place(record, header) in self._at

    def of(self, record: Record, header: str, otherwise: Term | float | str = 0) -> Term:
        """Return one value; ``otherwise`` where it is blank."""
        return self.column([record], header, otherwise)

    def column(
        self, rows: Sequence[Record], header: str, otherwise: Term | float | str = 0
    ) -> Term:
        """Return a value of each of some rows, ``otherwise`` where it is blank."""
        return self.cells([(row, header) for row in rows], otherwise)

    def cells(
        self, wanted: Sequence[tuple[Record | None, str]], otherwise: Term | float | str = 0
    ) -> Term:
        """Return a value for each record of the table that asks; None = there is none."""
        found = [
            None if record is None else self._at.get(_place(record, header))
            for record, header in wanted
        ]
        fallback = term(otherwise)

        def text(place: Place) -> str:
            index = found[place.index if len(found) > 1 else 0]
            return fallback.text(place) if index is None else self._address(place, index)

        def number(period: int) -> Any:
            base = np.broadcast_to(np.asarray(fallback.number(period)), (len(found),))
            values = [
                base[i] if index is None else _seen(self.entries[index])
                for i, index in enumerate(found)
            ]
            numbers = counted([v.item() if isinstance(v, np.generic) else v for v in values])
            return numbers[0] if len(found) == 1 else numbers

        return Term(text, number, fallback.rank, has_if=fallback.has_if)

    def _address(self, place: Place, index: int) -> str:
        prefix = "" if place.sheet == SHEET else sheet_prefix(SHEET)
        return f"{prefix}${LETTER}${self.first_row + index}"


def _place(record: Record, header: str) -> tuple[str, int, str, str]:
    """Tell values apart; settings that the file leaves out all have row 0, and a name."""
    return record.sheet, record.row, str(record.values.get("Setting", "")), header


def _seen(entry: tuple[Record, str]) -> Any:
    record, header = entry
    return as_shown(record.values[header])


def as_shown(value: Value) -> Any:
    """Return a value as the sheet Inputs shows it: yes and no in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def records(tables: Tables) -> Iterator[Record]:
    """Yield the settings, then the rows of every sheet, in the order of the template."""
    yield from tables.settings.values()
    ordered = [sheet.name for sheet in schema.SHEETS]
    for name in [*ordered, *(name for name in tables.sheets if name not in ordered)]:
        yield from tables.rows(name)


def is_text_about(record: Record, header: str) -> bool:
    """Whether a value is provenance, or a label of Settings, which formulas never need."""
    if record.sheet == schema.SETTINGS_SHEET.name:
        return header != "Value"
    known = schema.SHEET_BY_NAME.get(record.sheet)
    return header in PROVENANCE and not (known and header in known.key)
