"""The example data of the package: rows of facts, and what was estimated on top of them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.resources import files

Row = dict[str, object]
"""A plain row of an input sheet: header to value."""

Sheets = dict[str, list[Row]]
"""Sheet name to its rows."""


def source_table(name: str) -> list[dict[str, str]]:
    """The rows of a data file, such as ``sites``; every value is text, a blank is ``""``."""
    text = files("optmodel.examples").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def by_key(rows: Sequence[dict[str, str]], column: str) -> dict[str, dict[str, str]]:
    """Rows by the value of a column that names them."""
    return {row[column]: row for row in rows}


def number(text: str) -> float | None:
    """A number of a data file, None for a blank."""
    return float(text) if text else None


def amount(text: str) -> float:
    """A number of a data file that must be there."""
    return float(text)


def filled(row: Row) -> Row:
    """A row without its blanks, which stand for the defaults of the contract."""
    return {header: value for header, value in row.items() if value not in {None, ""}}
