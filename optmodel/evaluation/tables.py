"""A table of the results workbook, found by its headers wherever it stands on its sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from optmodel.errors import Finding
from optmodel.workbook.cells import typed
from optmodel.workbook.grid import Grid
from optmodel.workbook.hidden import hidden_findings
from optmodel.workbook.layout import column_letter
from optmodel.workbook.raw import RawCell, RawRow
from optmodel.workbook.schema import Column, folded
from optmodel.workbook.suggest import nearest_title
from optmodel.workbook.tables import Value

LEAST_HEADERS = 2
"""A row with so many of the headers is the header row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on a sheet."""

    sheet: str
    letters: Mapping[str, str]
    """Header to column letter, of the columns that are there."""
    rows: tuple[RawRow, ...]
    """Rows below the headers in which something stands, to the end of the sheet."""

    def address(self, row: RawRow, header: str) -> str:
        """Address of a cell inside the sheet."""
        return f"{self.letters.get(header, 'A')}{row.number}"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row with its values typed; a wrong cell reads as a blank."""

    values: Mapping[str, Value]
    wrong: frozenset[str]
    """Headers of the cells that have a finding."""


def find_table(
    grid: Grid, columns: Sequence[Column], optional: Collection[str] = ()
) -> tuple[Table | None, tuple[Finding, ...]]:
    """Find the table with the given columns.

    Returns
    -------
    tuple
        The table, None where no row has enough of the headers; and what is wrong with it.
    """
    wanted = {folded(column.header): column.header for column in columns}
    header_row = _header_row(grid, wanted)
    if header_row == 0:
        expected = ", ".join(f'"{column.header}"' for column in columns)
        return None, (Finding("E122", f"no header row with {expected}.", grid.name),)
    letters, findings = _letters(grid, header_row, wanted)
    findings += _missing(grid, header_row, letters, set(wanted.values()) - set(optional))
    by_row: dict[int, dict[str, RawCell]] = {}
    for header, letter in letters.items():
        for (row, column), cell in grid.cells.items():
            if row > header_row and column_letter(column) == letter:
                by_row.setdefault(row, {})[header] = cell
    rows = tuple(RawRow(number, by_row[number]) for number in sorted(by_row))
    findings += [
        Finding("E126", "is merged. Unmerge it and fill every cell.", grid.name, address)
        for address, (_, _, _, last_row) in grid.merged
        if last_row >= header_row
    ]
    headers = {letter: header for header, letter in letters.items()}
    findings += hidden_findings(grid, header_row, [row.number for row in rows], headers)
    return Table(grid.name, letters, rows), tuple(findings)


def typed_row(
    table: Table, row: RawRow, columns: Sequence[Column], key: str
) -> tuple[TypedRow, list[Finding]]:
    """Type the cells of a row; ``key`` says in a message which row it is."""
    values: dict[str, Value] = {}
    wrong: set[str] = set()
    findings: list[Finding] = []
    for column in columns:
        cell = row.cells.get(column.header)
        values[column.header] = None
        if cell is None or cell.blank:
            continue
        reading = typed(column, cell)
        values[column.header] = reading.value
        if reading.note is not None and reading.wrong:
            wrong.add(column.header)
            where = table.address(row, column.header)
            note = reading.note
            findings.append(
                Finding(note.code, note.message, table.sheet, where, key, column.header)
            )
    return TypedRow(values, frozenset(wrong)), findings


def _header_row(grid: Grid, wanted: Mapping[str, str]) -> int:
    """Find the first row with the most of the headers; 0 where none has enough."""
    counts: dict[int, int] = {}
    for (row, _), cell in grid.cells.items():
        if isinstance(cell.value, str) and folded(cell.value) in wanted:
            counts[row] = counts.get(row, 0) + 1
    best = max(counts.values(), default=0)
    enough = best >= LEAST_HEADERS
    return min(row for row, count in counts.items() if count == best) if enough else 0


def _letters(
    grid: Grid, header_row: int, wanted: Mapping[str, str]
) -> tuple[dict[str, str], list[Finding]]:
    """Header to letter; a header that stands there twice is a finding."""
    letters: dict[str, str] = {}
    findings: list[Finding] = []
    for column in sorted(column for row, column in grid.cells if row == header_row):
        header = wanted.get(folded(str(grid.cells[header_row, column].value)))
        letter = column_letter(column)
        if header is None:
            continue
        if header in letters:
            message = f'"{header}" stands in column {letters[header]} already. Remove one.'
            address = f"{letter}{header_row}"
            findings.append(Finding("E125", message, grid.name, address, "", header))
        else:
            letters[header] = letter
    return letters, findings


def _missing(
    grid: Grid, header_row: int, letters: Mapping[str, str], needed: set[str]
) -> list[Finding]:
    """Say which columns are missing, and which header looks like a misspelling of one."""
    headers = [
        str(cell.value) for (row, _), cell in sorted(grid.cells.items()) if row == header_row
    ]
    others = [header for header in headers if header not in letters]
    findings = []
    for header in sorted(needed - set(letters)):
        near = nearest_title(header, others)
        meant = f' There is "{near}"; is that it?' if near else ""
        message = f'the column "{header}" is missing.{meant} Name it as before.'
        findings.append(Finding("E123", message, grid.name, f"A{header_row}", "", header))
    return findings
