"""The largest workbook that is read: 20,000 rows a sheet, up to the most cells that are allowed.

Run with ``python -m benchmarks.largest_input``; prints size, cells, seconds and the peak of the
memory (of the process, with the interpreter and its libraries). Every text and number is another
one, which is the worst case. The workbook is read in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import xlsxwriter

from optmodel.workbook.find import MOST_ROWS
from optmodel.workbook.guard.limits import MOST_CELLS
from optmodel.workbook.layout import FIRST_DATA_ROW, HEADER_ROW
from optmodel.workbook.read import read
from optmodel.workbook.schema import SHEET_BY_NAME, Column, Kind, Sheet

SETTINGS: dict[str, object] = {
    "Plan name": "Largest",
    "First period": date(2027, 1, 1),
    "Months per period": 12,
    "Decision periods": 10,
    "Horizon periods": 30,
    "Discount rate": 0.05,
    "Time limit": 60,
}
ORDER = ("Funding", "Sites", "Clusters", "Placement", "Synergies", "Site supply", "Cash flows")
"""The sheets that are filled, until the cells are used up."""
RESERVE = 1_000
"""Cells left for the settings and the headers."""


def rows_of(sheet: Sheet, rows: int, periods: int) -> Iterator[dict[str, object]]:
    """Give rows without an error."""
    columns = [column for column in sheet.columns if column.plain]
    repeated = [
        column.numbered_header(position)
        for column in sheet.columns
        if column.numbered
        for position in range(periods)
    ]
    for number in range(rows):
        row = {column.header: _value(column, number) for column in columns}
        row |= {header: number + index / 1000 for index, header in enumerate(repeated)}
        yield {header: value for header, value in row.items() if value is not None}


def _value(column: Column, number: int) -> object:  # noqa: PLR0911 - one for each kind
    """Give a value that this column takes, another one in each row; None for a blank."""
    match column.kind:
        case Kind.ID:
            return f"{column.header} number {number:05d}"
        case Kind.REFERENCE if column.refers_to in KEYS:
            return f"{KEYS[column.refers_to]} number {number:05d}"
        case Kind.TEXT:
            return f"{column.header} of row {number:05d}" if column.header != "Filter" else None
        case Kind.CHOICE:
            return column.choices[number % len(column.choices)]
        case Kind.FLAG:
            return "yes"
        case Kind.NUMBER:
            return _within(column, 1 + number / 7)
        case Kind.FRACTION:
            return _within(column, number / (3 * MOST_ROWS))
        case Kind.WHOLE:
            return None if column.allowed else _within(column, 1 + number % 3)
        case Kind.DATE:
            return None if "sion" in column.header else date(2027, 1, 1)
    return None


KEYS = {("Clusters", "Cluster"): "Cluster", ("Sites", "Site"): "Site"}


def _within(column: Column, number: float) -> float:
    low = column.minimum if column.minimum is not None else number
    high = column.maximum if column.maximum is not None else number
    return max(low, min(high, number))


def write(path: Path, cells: int) -> int:
    """Write the workbook; say how many cells its tables have."""
    left = cells - RESERVE
    with xlsxwriter.Workbook(
        path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        settings = book.add_worksheet("Settings")
        settings.write_row(HEADER_ROW - 1, 0, ["Setting", "Value"])
        for number, pair in enumerate(SETTINGS.items()):
            settings.write_row(FIRST_DATA_ROW - 1 + number, 0, pair)
        for name in ORDER:
            left -= _write_sheet(book, SHEET_BY_NAME[name], left)
    return cells - RESERVE - left


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet, left: int) -> int:
    periods = 1
    while periods < 60 and (periods + 5) * MOST_ROWS < left:
        periods += 1
    first = next(rows_of(sheet, 1, periods))
    rows = min(MOST_ROWS if sheet.name != "Funding" else 20, left // len(first))
    if rows == 0:
        return 0
    worksheet = book.add_worksheet(sheet.name)
    worksheet.write_row(HEADER_ROW - 1, 0, list(first))
    for number, row in enumerate(rows_of(sheet, rows, periods)):
        worksheet.write_row(FIRST_DATA_ROW - 1 + number, 0, list(row.values()))
    return rows * len(first)


def measure(path: Path) -> dict[str, object]:
    """Read a workbook and say what that took; best in a process of its own."""
    imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    tables, findings = read(path)
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "imported_mb": imported // 1024,
        "records": sum(map(len, tables.sheets.values())) if tables else 0,
        "errors": [str(it)[:200] for it in findings if it.is_error][:5],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=MOST_CELLS)
    parser.add_argument("--read", type=Path, help="only read this workbook and print JSON")
    arguments = parser.parse_args()
    if arguments.read is not None:
        print(json.dumps(measure(arguments.read)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "largest.xlsx"
        cells = write(path, arguments.cells)
        print(f"{cells:,} cells, {path.stat().st_size / 1e6:.1f} MB", flush=True)
        command = [sys.executable, "-m", "benchmarks.largest_input", "--read", str(path)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


if __name__ == "__main__":
    main()
