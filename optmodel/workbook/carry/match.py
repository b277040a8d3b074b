"""Which sheet and which column of the old workbook becomes which of the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from optmodel.errors import Finding
from optmodel.workbook.carry.near import NotFilled, carried_into, only, suggested, told
from optmodel.workbook.carry.old import OldSheet, address
from optmodel.workbook.find import HEADER_SEARCH
from optmodel.workbook.schema import SETTINGS_SHEET, SHEETS, Column, Sheet, canonical_header, folded
from optmodel.workbook.suggest import nearest_title

MOST_NUMBERED = 1_000
"""A numbered column beyond, such as ``Step 9999``, is carried as a column of its own."""

LEAST_HEADERS = 2
"""A row with so many known headers is the header row."""


@dataclass(slots=True)
class Columns:
    """The columns of one table."""

    headers: dict[int, str] = field(default_factory=dict)
    """Column number in the old workbook to header of the schema."""
    extra: dict[int, str] = field(default_factory=dict)
    """Column number to the header under which it is carried to the right of the table."""
    findings: list[Finding] = field(default_factory=list)
    not_filled: list[NotFilled] = field(default_factory=list)
    """Columns that were not found, though one has a near header."""


def match_sheets(old: Iterable[OldSheet]) -> tuple[dict[str, OldSheet], list[Finding]]:
    """Find for each sheet of the schema the old one; those that are not found are left out.

    A name in other case and spacing is the same; a near name is taken where it is the only one
    and has the headers of the sheet.
    """
    found: dict[str, OldSheet] = {}
    rest: list[OldSheet] = []
    by_name = {folded(sheet.name): sheet.name for sheet in (SETTINGS_SHEET, *SHEETS)}
    for page in old:
        name = by_name.get(folded(page.name), "")
        if name and name not in found:
            found[name] = page
        else:
            rest.append(page)
    missing = [sheet for sheet in (SETTINGS_SHEET, *SHEETS) if sheet.name not in found]
    near = only(
        {page.name: nearest_title(page.name, [sheet.name for sheet in missing]) for page in rest}
    )
    findings = []
    for page in rest:
        sheet = next((it for it in missing if it.name == near.get(page.name)), None)
        if sheet is not None and header_row_of(sheet, page):
            found[sheet.name] = page
            message = f'carried from the sheet "{page.name}" into "{sheet.name}".'
            findings.append(Finding("W250", message, page.name))
    return found, findings


def header_row_of(sheet: Sheet, page: OldSheet) -> int:
    """Find the row with the most known or near headers; 0 where there is none."""
    plain = [column.header for column in sheet.columns if column.plain]
    counts: dict[int, int] = {}
    for (row, _), cell in page.grid.cells.items():
        known = row <= HEADER_SEARCH and isinstance(cell.value, str)
        if known and (sheet.find(str(cell.value)) or nearest_title(str(cell.value), plain)):
            counts[row] = counts.get(row, 0) + 1
    best = max(counts.values(), default=0)
    return min((row for row, n in counts.items() if n == best >= LEAST_HEADERS), default=0)


def match_columns(sheet: Sheet, page: OldSheet, header_row: int) -> Columns:
    """Match the headers of a table, and give every other one a name of its own."""
    columns = Columns()
    typed = {
        column: _text(cell.value)
        for (row, column), cell in sorted(page.grid.cells.items())
        if row == header_row
    }
    for column, text in typed.items():
        header = _canonical(sheet, text)
        if header and header not in columns.headers.values():
            columns.headers[column] = header
    _match_near(sheet, page, header_row, typed, columns)
    _carry_rest(sheet, page, header_row, typed, columns)
    return columns


def _carry_rest(
    sheet: Sheet, page: OldSheet, header_row: int, typed: Mapping[int, str], columns: Columns
) -> None:
    """Carry columns that are not known to the right, with what is probably meant by each."""
    missing = _missing(sheet, columns)
    for column, text in typed.items():
        if column in columns.headers:
            continue
        cell = address((header_row, column))
        name = add_extra(sheet, columns, column, text)
        header = suggested(text, missing)
        where = told(text, missing, header, f'to the right as "{name}"')
        message = f'the column "{text}" is not known; {where}'
        columns.findings.append(Finding("W252", message, page.name, cell, "", text))
        if header:
            columns.not_filled.append(NotFilled(sheet.name, header, text, f"{page.name}!{cell}"))


def _missing(sheet: Sheet, columns: Columns) -> list[Column]:
    """Plain columns of a sheet that were not found."""
    found = set(columns.headers.values())
    return [it for it in sheet.columns if it.plain and it.header not in found]


def add_extra(sheet: Sheet, columns: Columns, column: int, text: str) -> str:
    """Carry a column to the right of the table, under a header that no other has."""
    taken = {folded(header) for header in (*columns.headers.values(), *columns.extra.values())}
    taken |= {folded(it.header) for it in sheet.columns if it.plain}
    name = " ".join(text.split()) or "Column"
    while folded(name) in taken or folded(_canonical(sheet, name)) in taken:
        name = f"Copy of {name}"
    columns.extra[column] = name
    return name


def _match_near(
    sheet: Sheet, page: OldSheet, header_row: int, typed: Mapping[int, str], columns: Columns
) -> None:
    """Take near headers for columns that are missing, where only one can be meant."""
    missing = _missing(sheet, columns)
    rest = {column: text for column, text in typed.items() if column not in columns.headers}
    for column, header in carried_into(rest, missing).items():
        columns.headers[column] = header
        message = f'carried from "{rest[column]}" into "{header}": check the unit.'
        cell = address((header_row, column))
        columns.findings.append(Finding("W251", message, page.name, cell, "", header))


def _canonical(sheet: Sheet, text: str) -> str:
    """The header of the schema that a text is, ``""`` where it is none."""
    column = sheet.find(text)
    if column is None:
        return ""
    header = canonical_header(column, text)
    if column.numbered and int(header.rpartition(" ")[2]) > MOST_NUMBERED:
        return ""
    return header


def _text(value: object) -> str:
    """A header as text; a year or a date may stand there as well."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value).strip()
