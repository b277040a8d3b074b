"""Control totals: what a column sums to, against what the user says that it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import fsum, sqrt

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.schema import SHEET_BY_NAME, Column, Sheet, canonical_header, folded
from optmodel.workbook.suggest import nearest_title
from optmodel.workbook.tables import Record, Tables

CENT_MUSD = 1e-8
"""A cent in USD m."""

ROUNDING = 2.0**-52
"""Relative distance of neighboring floats."""

DIGITS = 4.0
"""Excel shows 15 digits: a total copied from it is off by up to about two of these roundings,
twice that with a bit to spare."""


def total_findings(tables: Tables) -> Iterator[Finding]:
    """Compare each row of Control totals with the sum of what is typed in its column."""
    for record in tables.rows("Control totals"):
        sheet = SHEET_BY_NAME[record.text("Sheet")]
        header, message = _header(record, sheet, tables.rows(sheet.name))
        if message:
            yield at(record, "Column", "E237", message)
        else:
            yield from _compared(record, header, tables.rows(sheet.name))


def tolerance(amounts: Sequence[float]) -> float:
    """Give the largest difference that is no difference.

    Half a cent in USD m, so that a missing cent shows; or the noise of floats where that is
    more. ``math.fsum`` rounds once; a SUM in Excel rounds at every step, each time by up to half
    the distance of neighboring floats, up or down as it comes: over n rows about the square
    root of n such steps of the sum of the amounts, and what 15 digits leave out. A cent shows in
    1,000 rows that sum to USD 550 billion.
    """
    size = fsum(abs(amount) for amount in amounts)
    return max(CENT_MUSD / 2, ROUNDING * size * (sqrt(len(amounts)) + DIGITS))


def _header(record: Record, sheet: Sheet, rows: Sequence[Record]) -> tuple[str, str]:
    """Find the column by its header, as the contract spells it; or say why there is none."""
    typed = record.text("Column")
    column = sheet.find(typed)
    present = _numeric_headers(sheet, rows)
    if column is None or _is_elsewhere(column, typed, present):
        near = nearest_title(typed, present)
        advice = f' Did you mean "{near}"?' if near else _one_of(present)
        return "", f'"{typed}" is no column of {sheet.name}.{advice}'
    if not column.is_numeric:
        return "", f'"{typed}" is not a column of numbers.{_one_of(present)}'
    name = canonical_header(column, typed)
    return next((it for it in present if folded(it) == folded(name)), name), ""


def _one_of(headers: Sequence[str]) -> str:
    """Name the columns to choose from; nothing where there is none."""
    return f" Use one of {', '.join(headers)}." if headers else ""


def _is_elsewhere(column: Column, typed: str, present: Iterable[str]) -> bool:
    """Whether a header with a number or a name of its own is not in this workbook."""
    name = folded(canonical_header(column, typed))
    return not column.plain and name not in {folded(it) for it in present}


def _numeric_headers(sheet: Sheet, rows: Sequence[Record]) -> list[str]:
    """Headers of the columns of numbers that the contract names or the workbook has."""
    headers = dict.fromkeys(column.header for column in sheet.columns if column.plain)
    headers |= dict.fromkeys(rows[0].values if rows else ())
    found = ((header, sheet.find(header)) for header in headers)
    return [header for header, column in found if column is not None and column.is_numeric]


def _compared(record: Record, header: str, rows: Sequence[Record]) -> Iterator[Finding]:
    """Say by how much a column misses its total."""
    typed = [row for row in rows if header in row.given]
    amounts = [row.number(header) for row in typed]
    found, expected = fsum(amounts), record.number("Total")
    if abs(found - expected) <= tolerance(amounts):
        return
    difference = found - expected
    count = f"{len(typed)} row{'' if len(typed) == 1 else 's'}"
    count += "" if typed else " (blanks count as nothing, whatever they stand for)"
    message = (
        f"{header} of {record['Sheet']} sums to {_number(found)} in {count}, expected "
        f"{_number(expected)}: {abs(difference):,.6g} too "
        f"{'much' if difference > 0 else 'little'}. Compare the rows with your books, or mend "
        "the total."
    )
    at_total = at(record, "Total", "E236", message)
    yield Finding(
        "E236",
        message,
        at_total.sheet,
        at_total.cell,
        at_total.key,
        "Total",
        expected=_number(expected),
        got=_number(found),
        involved=_range(typed, header),
    )


def _range(rows: Sequence[Record], header: str) -> tuple[str, ...]:
    """Address of the cells that are summed, such as ``Clusters!H5:H41``."""
    if not rows or header not in rows[0].letters:
        return ()
    first, last = rows[0].address(header), rows[-1].cell(header)
    return (first if len(rows) == 1 else f"{first}:{last}",)


def _number(amount: float) -> str:
    """All digits that Excel knows."""
    return f"{amount:,.15g}"
