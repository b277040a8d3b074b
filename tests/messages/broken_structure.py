"""Sheets, headers and rows that are not where or what they should be."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from optmodel import api
from optmodel.errors import Finding, InputError
from optmodel.run import template_file
from tests.messages.case import INPUT, Place, fill, in_folder, in_workbook, put


@in_folder("E118", "Settings!D5:D10")
def solve_with_example_rows(place: Place) -> tuple[Finding, ...]:
    """The empty template is solved as it is."""
    template_file.write(Path(INPUT), None)
    try:
        api.run(INPUT)
    except InputError as error:
        return error.findings
    return ()


@in_folder("W218", "Settings!D5:D10")
def check_with_example_rows(place: Place) -> tuple[Finding, ...]:
    """The empty template is checked as it is."""
    template_file.write(Path(INPUT), None)
    return api.check(INPUT)


@in_workbook("E120", "Funding")
def missing_sheet(book: Workbook) -> None:
    """The sheet Funding was deleted."""
    del book["Funding"]
    del book["Funding calls"]


@in_workbook("E121", "Dependency")
def misspelled_sheet(book: Workbook) -> None:
    """A sheet was renamed."""
    book["Dependencies"].title = "Dependency"


@in_workbook("E122", "Dependencies")
def no_header_row(book: Workbook) -> None:
    """The header row was deleted."""
    book["Dependencies"].delete_rows(4)


@in_workbook("E123", "Sites")
def missing_column(book: Workbook) -> None:
    """The column with the land was deleted."""
    book["Sites"].delete_cols(8)


@in_workbook("E124", "Clusters!H4")
def misspelled_header(book: Workbook) -> None:
    """The unit of capex was changed to billions."""
    book["Clusters"]["H4"] = "Capex (USD bn)"


@in_workbook("E125", "Clusters!Q4")
def doubled_column(book: Workbook) -> None:
    """A header was typed over another one."""
    book["Clusters"]["Q4"] = "Land (acres)"


@in_workbook("E126", "Clusters!C5:C6")
def merged_cells(book: Workbook) -> None:
    """The sector of two clusters was merged into one cell."""
    book["Clusters"].merge_cells("C5:C6")


@in_workbook("E127", "Groups")
def too_many_rows(book: Workbook) -> None:
    """A row was filled down to row 20,005."""
    fill(book, "Groups", {"Group": "all", "Cluster": "FIB-1"})
    page = book["Groups"]
    for row in range(6, 20_006):
        page.cell(row, 1).value = "all"


@in_workbook("E128", "Profiles!M4")
def gap_in_numbered_columns(book: Workbook) -> None:
    """The second step of the profiles was deleted."""
    book["Profiles"].delete_cols(4)


@in_workbook("E129", "Clusters!A8")
def remark_in_a_table(book: Workbook) -> None:
    """A heading was typed between the clusters."""
    put(book, "Clusters", 8, {"Cluster": "--- Phase 2 ---"})


@in_workbook("W205", "Clusters!6:7")
def hidden_rows(book: Workbook) -> None:
    """Two clusters are hidden."""
    for row in (6, 7):
        book["Clusters"].row_dimensions[row].hidden = True


@in_workbook("W206", "Clusters!K4")
def hidden_column(book: Workbook) -> None:
    """The column with the revenue is hidden."""
    book["Clusters"].column_dimensions["K"].hidden = True


@in_workbook("W207", "Dependencies")
def hidden_sheet(book: Workbook) -> None:
    """The sheet Dependencies is hidden."""
    book["Dependencies"].sheet_state = "hidden"


@in_workbook("W221", "Sites!V4")
def own_column(book: Workbook) -> None:
    """A column for the name of the county was added."""
    page = book["Sites"]
    page.cell(4, page.max_column + 1).value = "County"


@in_workbook("W222", "Scratch")
def own_sheet(book: Workbook) -> None:
    """A sheet with side calculations was added."""
    book.create_sheet("Scratch")["A1"] = "Land per plant"


@in_workbook("W223", "Clusters!A300")
def row_far_below(book: Workbook) -> None:
    """A cluster was left far below the table."""
    put(book, "Clusters", 300, {"Cluster": "OLD", "Capex (USD m)": 1, "Build (periods)": 1})


@in_workbook("W225", "Sites!V5")
def value_without_header(book: Workbook) -> None:
    """A figure was typed beside the table."""
    page = book["Sites"]
    page.cell(5, page.max_column + 1).value = 17
