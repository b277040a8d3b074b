"""Input workbooks as a person might write them: a title, a line of help, headers, rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

HEADER_ROW = 4


def write_plain(
    path: Path,
    settings: Mapping[str, object],
    sheets: Mapping[str, Sequence[Mapping[str, object]]],
) -> None:
    """Write a workbook with nothing but what the reader needs."""
    book = Workbook()
    book.remove(book.active)
    rows = [{"Setting": name, "Value": value} for name, value in settings.items()]
    for name, records in {"Settings": rows, **sheets}.items():
        page = book.create_sheet(name)
        page["A1"] = name
        headers = list(dict.fromkeys(header for record in records for header in record))
        for column, header in enumerate(headers, start=1):
            page.cell(HEADER_ROW, column, header)
            for row, record in enumerate(records, start=HEADER_ROW + 1):
                page.cell(row, column, record.get(header))
    book.save(path)
