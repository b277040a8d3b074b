"""Findings of the checks on the program, with the cell that they are about."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.workbook.records import row_key
from optmodel.workbook.schema import SHEET_BY_NAME
from optmodel.workbook.tables import Record


def at(
    record: Record, header: str, code: str, message: str, involved: tuple[str, ...] = ()
) -> Finding:
    """Make a finding about the cell of a record under a header, and perhaps of further cells."""
    key = row_key(SHEET_BY_NAME[record.sheet], record.values)
    where = record.cell(header)
    return Finding(code, message, record.sheet, where, key, header, involved=involved)


def addresses(record: Record) -> dict[str, str]:
    """Give every header of a record its full address, for messages of later stages."""
    return {header: record.address(header) for header in record.values}
