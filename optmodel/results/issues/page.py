"""What every sheet of the issues workbook has: title, help, tables, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from optmodel.results.cells import clean, one_line
from optmodel.results.formats import Formats
from optmodel.results.layout import Kind, Tone
from optmodel.results.widths import FILTER_BUTTON, lines_of

TITLE_HEIGHT, LINE_HEIGHT, MOST_HEIGHT = 24.0, 14.0, 400.0
"""Points; a row can be 409 points high."""
A3, A4 = 8, 9
"""Paper numbers of the file format."""

Cell = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its header and how many characters wide it is."""

    header: str
    width: float
    whole: bool = False
    """Whether it holds counts rather than words."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name for Excel, its columns and rows."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    filters: bool = True


def write_title(page: Worksheet, formats: Formats, title: str, description: str) -> None:
    """Write the title in A1 and one line of help in A2."""
    page.set_row(0, TITLE_HEIGHT)
    page.write_string(0, 0, one_line(title), formats.title)
    page.write_string(1, 0, one_line(description), formats.description)


def write_table(page: Worksheet, formats: Formats, table: Table, header: int) -> int:
    """Write a table with its header in a zero-based row; return its last row."""
    last = header + max(1, len(table.rows))
    page.add_table(
        header,
        0,
        last,
        len(table.columns) - 1,
        {
            "name": table.name,
            "description": table.description,
            "style": None,
            "autofilter": table.filters and bool(table.rows),
            "columns": [
                {"header": it.header, "header_format": formats.header(numeric=it.whole)}
                for it in table.columns
            ],
        },
    )
    room = FILTER_BUTTON if table.filters else 1.0
    lines = max(lines_of(it.header, it.width - room) for it in table.columns)
    page.set_row(header, LINE_HEIGHT * lines + 2.0)
    for at, row in enumerate(table.rows, header + 1):
        _write_row(page, formats, table.columns, row, at)
    return last


def _write_row(
    page: Worksheet, formats: Formats, columns: Sequence[Column], row: Sequence[Cell], at: int
) -> None:
    lines = 1
    for index, (column, value) in enumerate(zip(columns, row, strict=True)):
        look = formats.cell(Kind.WHOLE if column.whole else Kind.NOTE, Tone.PLAIN)
        if isinstance(value, int):
            page.write_number(at, index, value, look)
        elif value:
            page.write_string(at, index, clean(value), look)
            lines = max(lines, lines_of(value, column.width))
        else:
            page.write_blank(at, index, None, look)
    # Spreadsheet programs do not all fit wrapped rows when they open a file.
    page.set_row(at, min(MOST_HEIGHT, LINE_HEIGHT * lines + 2.0))


def set_up(
    page: Worksheet, columns: Sequence[Column], header: int, *, footer: str, paper: int = A4
) -> None:
    """Set widths, the frozen header and how the sheet prints: landscape, one page wide."""
    for index, column in enumerate(columns):
        page.set_column(index, index, column.width)
    page.freeze_panes(header + 1, 0)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(paper)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, header)
    # In a page header and footer & is a command, and 255 characters are the most.
    page.set_footer(f"&L{one_line(footer)[:80].replace('&', '&&')}&RPage &P of &N")
