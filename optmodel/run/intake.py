"""The input of a run, however it is given, as typed tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from optmodel.errors import Finding
from optmodel.workbook.assemble import Reading
from optmodel.workbook.example_rows import example_findings
from optmodel.workbook.tables import Tables

Rows = Sequence[Mapping[str, object]]
Inputs: TypeAlias = str | PathLike[str] | Tables | Mapping[str, Any]
"""A path, tables that were read before, or sheets by name as rows or data frames."""


def tables_of(source: Inputs) -> tuple[Tables | None, tuple[Finding, ...]]:
    """Read or validate an input: its tables, or None where there is an error; every finding."""
    found = reading_of(source)
    return found.tables, found.findings


def reading_of(source: Inputs) -> Reading:
    """Read or validate an input, as far as it is right.

    Parameters
    ----------
    source
        Path of a workbook; tables; or a mapping of sheet name to rows (mappings of header to
        value, or a data frame). ``Settings`` may also be a mapping of setting to value.
    """
    if isinstance(source, Tables):
        return Reading(source, example_findings(source.sheets, source.settings))
    if isinstance(source, Mapping):
        # Imported here: openpyxl is not needed for rows, and slow to start.
        from optmodel.workbook.rows import reading_of_rows

        sheets = {str(name): _rows(rows) for name, rows in source.items() if name != "Settings"}
        return reading_of_rows(_settings(source.get("Settings", {})), sheets)
    from optmodel.workbook.read import reading

    return reading(Path(source))


def input_hash(tables: Tables) -> str:
    """Hash of the input file; of the typed values where there is none."""
    if tables.sha256:
        return tables.sha256
    said = [
        (sheet, sorted(record.values.items()))
        for sheet, records in sorted(tables.sheets.items())
        for record in records
    ]
    said += [(name, sorted(row.values.items())) for name, row in sorted(tables.settings.items())]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _rows(rows: Any) -> Rows:
    """Take rows as they are, or those of a data frame with its missing values as blanks."""
    if not hasattr(rows, "to_dict"):
        return list(rows)
    given = rows.astype(object).where(rows.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in given.to_dict("records")]


def _settings(settings: Any) -> Mapping[str, object] | Rows:
    """Take settings as a mapping, or as rows with ``Setting`` and ``Value``."""
    return settings if isinstance(settings, Mapping) else _rows(settings)
