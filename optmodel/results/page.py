"""One worksheet: its header, its tables, the frozen view and the print set-up."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from optmodel.results.banner import Banner, write_banner
from optmodel.results.cells import clean, one_line, write_row
from optmodel.results.choices import write_choices
from optmodel.results.conditions import paint
from optmodel.results.formats import Formats
from optmodel.results.layout import FIRST_PERIOD_COLUMN, Block, Column, Kind, Row, Sheet
from optmodel.results.page_breaks import break_pages
from optmodel.results.widths import FILTER_BUTTON, column_widths, lines_of, row_lines

FIRST_FREE_ROW = 4
"""Zero-based; above it stand title, description, master check and proof."""
MASTER_ROW, PROOF_ROW = 2, 3
TITLE_HEIGHT, LINE_HEIGHT, MOST_HEIGHT = 24.0, 14.0, 400.0
"""Points; a row can be 409 points high."""
UPRIGHT, NARROW_DATE_HEIGHT = 5.5, 62.0
"""Points of a letter and of a date that stand upright in the Gantt chart."""
A3, A4 = 8, 9
"""Paper numbers of the file format."""
WIDE = 20
"""From so many columns on, a sheet prints on the larger paper."""


def places_of(sheet: Sheet) -> dict[str, int]:
    """Return the zero-based row of each table's header, by name of the table."""
    places: dict[str, int] = {}
    # The row above a header holds the block's name, on time sheets the period end dates.
    first = FIRST_FREE_ROW + 1 + (len(sheet.lines) + 1 if sheet.lines else 0)
    below = {0: first}
    for block in sheet.blocks:
        row = below.setdefault(block.left, first)
        if block.left == 0:
            first = row
        places[block.table] = row
        below[block.left] = row + height_of(block) + 2
    return places


def height_of(block: Block) -> int:
    """Rows of a table with its header and its sums."""
    return 1 + max(1, len(block.rows)) + (2 if block.totals else 0)


class Page:
    """One sheet being written."""

    def __init__(
        self, page: Worksheet, formats: Formats, sheet: Sheet, places: Mapping[str, int]
    ) -> None:
        self._page = page
        self._formats = formats
        self._sheet = sheet
        self._places = places
        self._widths = column_widths(sheet)
        self._heights: dict[int, float] = {}

    def write_header(self, master: Banner, proof: Banner) -> None:
        """Write title, description, master check and proof, then the sheet's sentences."""
        page, formats, sheet = self._page, self._formats, self._sheet
        page.set_row(0, TITLE_HEIGHT)
        page.write_string(0, 0, one_line(sheet.title), formats.title)
        page.write_string(1, 0, one_line(sheet.description), formats.description)
        for row, banner in ((MASTER_ROW, master), (PROOF_ROW, proof)):
            write_banner(page, formats, row, banner)
        for index, line in enumerate(sheet.lines):
            page.set_row(FIRST_FREE_ROW + index, LINE_HEIGHT + 1)
            page.write_string(FIRST_FREE_ROW + index, 0, clean(line), formats.line)

    def write_blocks(self) -> None:
        """Write every block as an Excel table."""
        for index, block in enumerate(self._sheet.blocks):
            header = self._places[block.table]
            look = self._formats.block_title
            self._page.write_string(header - 1, block.left, clean(block.title), look)
            if index == 0:
                self._write_period_ends(header - 1)
            self._write_table(block, header)

    def _write_period_ends(self, row: int) -> None:
        sheet, formats = self._sheet, self._formats
        if not sheet.period_ends:
            return
        look = formats.narrow_period_end if sheet.narrow_periods else formats.period_end
        label = FIRST_PERIOD_COLUMN - 1
        self._page.write_string(row, label, "Period ends", formats.description)
        for offset, day in enumerate(sheet.period_ends):
            self._page.write_datetime(row, FIRST_PERIOD_COLUMN + offset, day, look)
        if sheet.narrow_periods:
            self._page.set_row(row, NARROW_DATE_HEIGHT)

    def _write_table(self, block: Block, header: int) -> None:
        rows = block.rows or (_empty_row(block),)
        last = header + len(rows)
        self._page.add_table(
            header,
            block.left,
            last,
            block.left + len(block.columns) - 1,
            {
                "name": block.table,
                "title": one_line(block.title),
                "description": one_line(self._sheet.description),
                "style": None,
                "autofilter": block.filters and bool(block.rows),
                "columns": [
                    {
                        "header": one_line(column.header),
                        "header_format": self._header_format(column, index),
                    }
                    for index, column in enumerate(block.columns)
                ],
            },
        )
        self._set_height(header, self._header_height(block))
        write_choices(self._page, block.choices, header + 1, last)
        paint(self._page, self._formats, block, header + 1)
        span = header + 2, last + 1
        for offset, row in enumerate(rows):
            at = header + 1 + offset
            write_row(self._page, self._formats, block.columns, row, at, span=span, left=block.left)
            # Spreadsheet programs do not all fit wrapped rows when they open a file.
            lines = row_lines(block.columns, row, self._widths[block.left :])
            if lines > 1:
                self._set_height(at, min(MOST_HEIGHT, LINE_HEIGHT * lines))
        if block.totals:
            write_row(
                self._page,
                self._formats,
                block.columns,
                block.totals,
                last + 2,
                span=span,
                left=block.left,
            )

    def _set_height(self, row: int, height: float) -> None:
        """Make a row as high as the highest of the tables that stand beside one another needs."""
        if height > self._heights.get(row, 0.0):
            self._heights[row] = height
            self._page.set_row(row, height)

    def _header_height(self, block: Block) -> float:
        upright = block.columns[FIRST_PERIOD_COLUMN:] if self._sheet.narrow_periods else ()
        if upright:
            return max(len(column.header) for column in upright) * UPRIGHT + 8.0
        room = FILTER_BUTTON / 2 if block.filters else 1.0
        lines = max(
            lines_of(column.header, width - room)
            for column, width in zip(block.columns, self._widths[block.left :], strict=False)
        )
        return LINE_HEIGHT * lines + 2.0

    def _header_format(self, column: Column, index: int) -> object:
        upright = self._sheet.narrow_periods and index >= FIRST_PERIOD_COLUMN
        words = {Kind.TEXT, Kind.NOTE, Kind.VERBATIM, Kind.VERDICT}
        return self._formats.header(numeric=column.kind not in words, upright=upright)

    def set_columns(self) -> None:
        """Make every column as wide as its content needs."""
        for index, width in enumerate(self._widths):
            self._page.set_column(index, index, width)

    def set_view(self, tab_color: str | None) -> None:
        """Freeze header and labels; a sheet with several tables freezes the common header."""
        sheet = self._sheet
        one_header = len(sheet.blocks) == 1 or bool(sheet.period_ends)
        frozen = self._places[sheet.blocks[0].table] + 1 if one_header else FIRST_FREE_ROW
        self._page.freeze_panes(frozen, sheet.frozen_columns)
        self._page.hide_gridlines(2)
        if tab_color:
            self._page.set_tab_color(tab_color)

    def set_print(self, plan_name: str, run_id: str, warning: str) -> None:
        """Landscape, one page wide, header rows repeated, run id and page in the footer."""
        page, sheet = self._page, self._sheet
        page.set_landscape()
        page.set_paper(A3 if max(len(b.columns) for b in sheet.blocks) > WIDE else A4)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.fit_to_pages(1, 1 if sheet.one_page else 0)
        break_pages(page, sheet, self._widths)
        one_header = len(sheet.blocks) == 1 or bool(sheet.period_ends)
        first = self._places[sheet.blocks[0].table]
        page.repeat_rows(0, first if one_header else FIRST_FREE_ROW - 1)
        page.set_header(f"&L{_printed(plan_name, 40)}&C{_printed(warning, 40)}&R{sheet.name}")
        page.set_footer(f"&LRun {_printed(run_id, 80)}&RPage &P of &N")


def _empty_row(block: Block) -> Row:
    return Row((block.empty, *(None for _ in block.columns[1:])))


def _printed(text: str, most: int) -> str:
    """Return a text for a page header, where & is a command and 255 characters are the most."""
    return one_line(text)[:most].replace("&", "&&")
