"""Which column of a file is which column of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optmodel.errors import Finding
from optmodel.workbook.schema import Sheet, canonical_header
from optmodel.workbook.suggest import nearest_title


@dataclass(slots=True)
class MatchedHeaders:
    """The columns of one sheet, and what is to be said about its header row."""

    canonical: dict[str, str] = field(default_factory=dict)
    """Header as typed to the header of the contract."""
    letters: dict[str, str] = field(default_factory=dict)
    """Header of the contract to column letter."""
    findings: list[Finding] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)
    """Sheet and header of columns that are missing although required, or misspelled."""


def match_headers(sheet: Sheet, letters: Mapping[str, str], header_row: int) -> MatchedHeaders:
    """Match headers as typed with the schema.

    Parameters
    ----------
    letters
        Header as typed to column letter, from left to right.
    header_row
        Row of the headers, for messages; 0 where there is none.
    """
    matched = MatchedHeaders()
    unknown: dict[str, str] = {}
    for typed, letter in letters.items():
        column = sheet.find(typed)
        header = canonical_header(column, typed) if column is not None else ""
        if not header:
            unknown[typed] = letter
        elif header in matched.letters:
            message = f'"{typed}" stands in column {matched.letters[header]} already. Remove one.'
            matched.findings.append(
                Finding("E125", message, sheet.name, _cell(letter, header_row), "", header)
            )
            matched.unread.add((sheet.name, header))
        else:
            matched.canonical[typed] = header
            matched.letters[header] = letter
    suggested = _report_unknown(sheet, unknown, matched, header_row)
    _report_missing(sheet, suggested, matched)
    _report_gaps(sheet, matched, header_row)
    return matched


def all_columns(sheet: Sheet) -> set[tuple[str, str]]:
    """Sheet and header of every column, for a sheet that could not be read."""
    return {(sheet.name, column.header) for column in sheet.columns}


def missing_sheet(sheet: Sheet) -> Finding:
    """Say that a required sheet is missing or has no rows."""
    first = sheet.columns[0].header.lower()
    return Finding("E120", f"at least one {first} is needed. Fill the sheet.", sheet.name)


def _report_unknown(
    sheet: Sheet, unknown: Mapping[str, str], matched: MatchedHeaders, header_row: int
) -> set[str]:
    """Say which columns are not known; an error where a known one is probably meant."""
    missing = [
        column.header
        for column in sheet.columns
        if column.plain and column.header not in matched.letters
    ]
    suggested: set[str] = set()
    for typed, letter in unknown.items():
        near = nearest_title(typed, missing)
        if near:
            suggested.add(near)
            matched.unread.add((sheet.name, near))
            message = f'there is no column "{typed}". Did you mean "{near}"?'
            matched.findings.append(
                Finding("E124", message, sheet.name, _cell(letter, header_row), "", typed)
            )
        else:
            message = f'the column "{typed}" is not known and is not used.'
            matched.findings.append(
                Finding("W221", message, sheet.name, _cell(letter, header_row), "", typed)
            )
    return suggested


def _report_missing(sheet: Sheet, suggested: set[str], matched: MatchedHeaders) -> None:
    """Say which required columns are missing, unless a near name was found for one."""
    for column in sheet.columns:
        if column.required and column.header not in matched.letters:
            matched.unread.add((sheet.name, column.header))
            if column.header not in suggested:
                message = f'the required column "{column.header}" is missing. Add it.'
                matched.findings.append(Finding("E123", message, sheet.name, "", "", column.header))


def _report_gaps(sheet: Sheet, matched: MatchedHeaders, header_row: int) -> None:
    """Say where numbered columns skip a number: what stands to the right may be misplaced."""
    for column in sheet.columns:
        if not column.numbered:
            continue
        present = [header for header in matched.letters if sheet.find(header) is column]
        for position in range(len(present)):
            header = column.numbered_header(position)
            if header not in matched.letters:
                last = present[-1]
                matched.unread.add((sheet.name, header))
                message = f'there is "{last}" but no "{header}". Number the columns without gaps.'
                letter = matched.letters[last]
                matched.findings.append(
                    Finding("E128", message, sheet.name, _cell(letter, header_row), "", header)
                )
                break


def _cell(letter: str, header_row: int) -> str:
    """Address a header cell; plain rows have no header row, so only the column is named."""
    return f"{letter}{header_row}" if header_row else letter
