"""What every sheet has: title, help, link back, frozen panes, print layout, notes."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.example_rows import BEGINNING
from optmodel.workbook.layout import FIRST_DATA_ROW, HEADER_ROW, column_letter, letters_of
from optmodel.workbook.schema import SCHEMA_VERSION, Sheet
from optmodel.workbook.template.style import HELP, LINK, TITLE, look_of_examples
from optmodel.workbook.template.widths import lines_of

ABOUT = "About"
AUTHOR = "optmodel"

BACK_LINK = "C1"
"""Right of the title, which is too long for the first column alone."""

A4, A3 = 9, 8
WIDE = 20
"""From so many columns on, a sheet prints on the larger paper."""

ONE_PAGE = 60
"""So many rows are still legible where they are made to fit on one page."""

NOTE_CHARACTERS, NOTE_WIDTH, NOTE_LINE = 48, 330, 17
"""Characters of a line of a note; its width and the height of a line in points."""


def open_sheet(target: Worksheet, title: str, meaning: str) -> None:
    """Write the title, one line of help and the link back to About."""
    put(target, "A1", title, TITLE)
    put(target, "A2", meaning, HELP)
    link(target[BACK_LINK], f"Back to {ABOUT}", ABOUT)
    target.freeze_panes = f"B{FIRST_DATA_ROW}"
    target.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def put(target: Worksheet, cell: str, text: str | int, style: str) -> None:
    """Write a text in a named style."""
    target[cell].value = text
    target[cell].style = style


def link(cell: Cell | MergedCell, text: str, sheet: str) -> None:
    """Write a link to the top of a sheet."""
    assert isinstance(cell, Cell)  # noqa: S101 - the template merges no cells
    cell.value = text
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1", tooltip=sheet)
    cell.style = LINK


def add_note(cell: Cell | MergedCell, text: str) -> None:
    """Add a note that is large enough to be read at once."""
    height = NOTE_LINE * (lines_of(text, NOTE_CHARACTERS) + 1)
    cell.comment = Comment(text, AUTHOR, height=height, width=NOTE_WIDTH)


def add_table(target: Worksheet, name: str, columns: int, last_row: int, first_row: int) -> None:
    """Make an Excel table of a header row and the rows below it."""
    last = column_letter(columns)
    excel = ExcelTable(displayName=name, ref=f"A{first_row}:{last}{last_row}")
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    target.add_table(excel)


def show_examples(target: Worksheet, headers: Sequence[str], sheet: Sheet, cells: str) -> None:
    """Let rows look like examples as long as one of their notes says that they are.

    Parameters
    ----------
    headers
        From left to right.
    cells
        Ranges that are for typing, from the first data row on.
    """
    letters = letters_of(headers)
    tests = ",".join(
        f'LEFT(TRIM(${letters[header]}{FIRST_DATA_ROW}),{len(BEGINNING)})="{BEGINNING}"'
        for header in headers
        if header in sheet.provenance
    )
    rule = Rule("expression", dxf=look_of_examples(), formula=[f"OR({tests})"])
    target.conditional_formatting.add(cells, rule)


def set_up_print(target: Worksheet, columns: int, last_row: int = 0) -> None:
    """Landscape, one page wide, sheet and page named on each page.

    Parameters
    ----------
    last_row
        Last row that is printed; 0 = the last one with anything in it. Spare rows fit on one page.
    """
    last_row = last_row or target.max_row
    target.sheet_view.showGridLines = False
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = A3 if columns >= WIDE else A4
    target.page_setup.fitToWidth = 1
    target.page_setup.fitToHeight = 1 if last_row <= ONE_PAGE else 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.page_margins.left = target.page_margins.right = 0.4
    target.page_margins.top, target.page_margins.bottom = 0.75, 0.7
    target.page_margins.header = target.page_margins.footer = 0.3
    # Otherwise notes that run on beyond the table would make the page wider.
    target.print_area = f"A1:{column_letter(columns)}{last_row}"
    header, footer = target.oddHeader, target.oddFooter
    assert header is not None  # noqa: S101 - every sheet has one
    assert footer is not None  # noqa: S101 - every sheet has one
    header.left.text, header.right.text = "&A", "&F"
    footer.left.text = f"optmodel input, schema version {SCHEMA_VERSION}"
    footer.right.text = "Page &P of &N"
