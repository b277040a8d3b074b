"""Which sheet of a file is which sheet of the schema, and where its table stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string

from optmodel.errors import Finding
from optmodel.workbook.grid import Grid
from optmodel.workbook.headers import all_columns, match_headers, missing_sheet
from optmodel.workbook.hidden import hidden_findings
from optmodel.workbook.layout import column_letter
from optmodel.workbook.linked import linked_findings
from optmodel.workbook.raw import RawCell, RawRow, RawSheet, says_something
from optmodel.workbook.schema import SETTINGS_SHEET, SHEETS, Sheet, canonical_header, folded
from optmodel.workbook.suggest import nearest_title

HEADER_SEARCH = 20
"""The header row is one of the first rows."""

BLANK_ROWS = 200
"""So many blank rows end a table; what stands below is not read."""

MOST_ROWS = 20_000

OWN_SHEETS = frozenset({"about", "contents", "lists", "log", "read me", "readme", "instructions"})
"""Sheets that hold no input and need no warning."""


@dataclass(slots=True)
class Found:
    """The sheets of a file, and what is to be said about its structure."""

    sheets: dict[str, RawSheet] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)
    """Sheet and header of columns that are there, or should be, and could not be read."""
    merged: set[tuple[str, int, str]] = field(default_factory=set)
    """Sheet, row and header of cells in a merged range."""


def find_sheets(grids: Iterable[Grid]) -> Found:
    """Find every sheet of the schema with its header row and its data rows."""
    found = Found()
    schema = {folded(sheet.name): sheet for sheet in (SETTINGS_SHEET, *SHEETS)}
    known: dict[str, Grid] = {}
    unknown: list[Grid] = []
    for grid in grids:
        sheet = schema.get(folded(grid.name))
        if sheet is None:
            unknown.append(grid)
        elif sheet.name in known:
            message = f'the sheet "{known[sheet.name].name}" is there as well. Remove one.'
            found.findings.append(Finding("E125", message, grid.name))
            found.unread |= all_columns(sheet)
        else:
            known[sheet.name] = grid
    suggested = _report_unknown(unknown, set(known), found)
    for sheet in schema.values():
        if sheet.name in known:
            _add_sheet(sheet, known[sheet.name], found)
        elif sheet.name not in suggested and sheet.required:
            found.findings.append(
                Finding("E120", f"the required sheet {sheet.name} is missing. Add it.", sheet.name)
            )
            found.unread |= all_columns(sheet)
        if sheet.name in suggested:
            found.unread |= all_columns(sheet)
    return found


def _report_unknown(unknown: Iterable[Grid], known: set[str], found: Found) -> set[str]:
    """Say which sheets are not known; an error where a known one is probably meant."""
    missing = [sheet.name for sheet in (SETTINGS_SHEET, *SHEETS) if sheet.name not in known]
    suggested: set[str] = set()
    for grid in unknown:
        near = nearest_title(grid.name, missing)
        if near and grid.cells:
            suggested.add(near)
            message = f'there is no sheet "{grid.name}". Did you mean "{near}"?'
            found.findings.append(Finding("E121", message, grid.name))
        elif folded(grid.name) not in OWN_SHEETS:
            message = "this sheet is not known and is not used."
            found.findings.append(Finding("W222", message, grid.name))
    return suggested


def _add_sheet(sheet: Sheet, grid: Grid, found: Found) -> None:
    header_row = _header_row(sheet, grid)
    if header_row == 0:
        if grid.cells:
            expected = ", ".join(f'"{column.header}"' for column in sheet.columns[:3])
            message = f"no header row in the first {HEADER_SEARCH} rows; expected {expected}, …"
            found.findings.append(Finding("E122", message, sheet.name))
            found.unread |= all_columns(sheet)
        elif sheet.required:
            found.findings.append(missing_sheet(sheet))
            found.unread |= all_columns(sheet)
        return
    letters, doubled = _header_letters(grid, header_row)
    matched = match_headers(sheet, letters, header_row)
    found.unread |= matched.unread
    columns = {letter: header for header, letter in matched.letters.items()}
    rows, structure = _data_rows(grid, header_row, columns, sheet)
    found.findings += [*doubled, *matched.findings, *structure]
    if any(it.code == "E127" for it in structure):
        found.unread |= all_columns(sheet)
    elif sheet.required and not rows and sheet is not SETTINGS_SHEET:
        found.findings.append(missing_sheet(sheet))
        found.unread |= all_columns(sheet)
    found.unread |= {(sheet.name, header) for it in doubled if (header := _known(sheet, it.column))}
    found.findings += _merged_findings(sheet, grid, header_row)
    found.merged |= _merged_cells(sheet, grid, rows, columns)
    found.findings += _nameless_findings(sheet, grid, header_row, rows)
    numbers = [row.number for row in rows]
    found.findings += hidden_findings(grid, header_row, numbers, columns)
    found.findings += linked_findings(grid, numbers, columns)
    found.sheets[sheet.name] = RawSheet(sheet, matched.letters, rows)


def _header_row(sheet: Sheet, grid: Grid) -> int:
    """Find the row with the most known headers, at least two; 0 where there is none."""
    counts: dict[int, int] = {}
    for (row, _), cell in grid.cells.items():
        if row <= HEADER_SEARCH and isinstance(cell.value, str) and sheet.find(cell.value):
            counts[row] = counts.get(row, 0) + 1
    best = max(counts.values(), default=0)
    return min((row for row, count in counts.items() if count == best >= 2), default=0)


def _known(sheet: Sheet, typed: str) -> str:
    """Give the header of the contract for one as typed, ``""`` where it is not known."""
    column = sheet.find(typed)
    return canonical_header(column, typed) if column is not None else ""


def _header_letters(grid: Grid, header_row: int) -> tuple[dict[str, str], list[Finding]]:
    """Headers as typed with their letters, from left to right."""
    letters: dict[str, str] = {}
    findings: list[Finding] = []
    columns = sorted(column for row, column in grid.cells if row == header_row)
    for column in columns:
        text = str(grid.cells[header_row, column].value)
        letter = column_letter(column)
        if text in letters:
            message = f'"{text}" stands in column {letters[text]} already. Remove one.'
            findings.append(Finding("E125", message, grid.name, f"{letter}{header_row}", "", text))
        else:
            letters[text] = letter
    return letters, findings


def _data_rows(
    grid: Grid, header_row: int, columns: Mapping[str, str], sheet: Sheet
) -> tuple[tuple[RawRow, ...], list[Finding]]:
    """Rows below the header row with something in a known column, until the table ends."""
    by_row: dict[int, dict[str, RawCell]] = {}
    for (row, column), cell in grid.cells.items():
        header = columns.get(column_letter(column))
        if row > header_row and header is not None and row not in grid.totals_rows:
            by_row.setdefault(row, {})[header] = cell
    rows: list[RawRow] = []
    last = header_row
    for number in sorted(by_row):
        if number - last > BLANK_ROWS + 1:
            message = f"what stands below {BLANK_ROWS} blank rows is not read."
            return tuple(rows), [Finding("W223", message, sheet.name, f"A{number}")]
        last = number
        if says_something(sheet, by_row[number]):
            rows.append(RawRow(number, by_row[number]))
    if grid.cut or len(rows) > MOST_ROWS:
        many = f"more than {MOST_ROWS}" if grid.cut else str(len(rows))
        message = f"{many} rows; expected at most {MOST_ROWS}."
        return (), [Finding("E127", message, sheet.name)]
    return tuple(rows), []


def _merged_findings(sheet: Sheet, grid: Grid, header_row: int) -> list[Finding]:
    """Find merged cells from the header row on: they hide to which row a value belongs."""
    message = "is merged. Unmerge it and fill every cell."
    return [
        Finding("E126", message, sheet.name, address)
        for address, (_, _, _, last_row) in grid.merged
        if last_row >= header_row
    ]


def _merged_cells(
    sheet: Sheet, grid: Grid, rows: tuple[RawRow, ...], columns: Mapping[str, str]
) -> set[tuple[str, int, str]]:
    """Sheet, row and header of the cells of merged ranges, so that nothing else is said of them."""
    by_number = {column_index_from_string(letter): header for letter, header in columns.items()}
    return {
        (sheet.name, row.number, header)
        for _, (first, first_row, last, last_row) in grid.merged
        for row in rows
        if first_row <= row.number <= last_row
        for number, header in by_number.items()
        if first <= number <= last
    }


def _nameless_findings(
    sheet: Sheet, grid: Grid, header_row: int, rows: tuple[RawRow, ...]
) -> list[Finding]:
    """Warn of values beside the records in columns without a header."""
    headed = {column for row, column in grid.cells if row == header_row}
    numbers = {row.number for row in rows}
    first: dict[int, int] = {}
    for row, column in sorted(grid.cells):
        if row in numbers and column not in headed:
            first.setdefault(column, row)
    return [
        Finding(
            "W225",
            "stands in a column without a header, which is not used.",
            sheet.name,
            f"{column_letter(column)}{row}",
        )
        for column, row in first.items()
    ]
