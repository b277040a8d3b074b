"""Single figures with a name each: settings, terms of a source, tolerances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from optmodel.live.names import Names, named, sheet_prefix
from optmodel.live.records import counted, plain
from optmodel.live.term import NO_PERIOD, Term
from optmodel.results.layout import Block, Column, Kind, Live, Row, Shown

VALUE = "C"
"""Column of the figures."""


@dataclass(frozen=True, slots=True)
class _Scalar:
    name: str
    label: str
    unit: str
    content: Any
    kind: Kind

    def number(self) -> Any:
        if isinstance(self.content, Term):
            found = np.asarray(self.content.number(NO_PERIOD))
            return plain(found.reshape(-1)[0])
        return plain(counted([self.content])[0])


class Scalars:
    """A table of single figures, each in a cell with a name."""

    def __init__(self, names: Names, sheet: str, table: str) -> None:
        self._names = names
        self.sheet = sheet
        self.table = table
        self._rows: list[_Scalar] = []
        self.first_row = 0

    def add(
        self,
        name: str,
        label: str,
        unit: str,
        content: Term | float | str | date | None,
        kind: Kind = Kind.GIVEN,
    ) -> Term:
        """Add a figure, a formula or a given value; return it under its name."""
        at = len(self._rows)
        scalar = _Scalar(name, label, unit, content, kind)
        self._rows.append(scalar)
        self._names.add(name, lambda: f"{sheet_prefix(self.sheet)}${VALUE}${self.first_row + at}")
        return named(name, lambda _: scalar.number(), ranged=False)

    def block(self, title: str) -> Block:
        """Return the table for its sheet."""
        rows = tuple(
            Row(
                (
                    row.label,
                    row.unit,
                    Live(row.content, 0, row.number(), row.kind)
                    if isinstance(row.content, Term)
                    else Shown(row.content, row.kind),
                )
            )
            for row in self._rows
        )
        columns = (Column("Item", width=44), Column("Unit"), Column("Figure", Kind.GIVEN))
        return Block(self.table, title, columns, rows, filters=False, settle=self._settle)

    def _settle(self, first_row: int) -> None:
        self.first_row = first_row
