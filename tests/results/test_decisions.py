"""Point 39: decisions stand once, as values, and everything else follows; see test_points."""

from __future__ import annotations

import re

from openpyxl.workbook.workbook import Workbook

from tests.results.tables import areas
from tests.results.written import Written

DECIDED = re.compile(r"(Fund|Site|Start|Operator|Share|Opened)( |$)")
RECORDED = {"RunChecks", "MapOutline", "LookupHolidays"}
"""Tables of what stands as it is: the audit of the run, a map, the calendar."""
RECORDS = {"About", "Inputs", "Log", "Not funded"}
"""Sheets of what was read, and of what is as of the run."""


def test_point_39_decisions_stand_once_as_values(book: Written) -> None:
    """Tests that Plan and Sites hold them as values, and no other sheet one that is no formula."""
    decided = {
        (area.name, header.split(" (")[0])
        for area in areas(book.formulas)
        if area.name in {"Plan", "SitesOpened"}
        for header, cells in area.columns()
        if any(cell.value is not None for cell in cells)
        and not any(cell.data_type == "f" for cell in cells)
    }
    shown = {name for table, name in decided if table == "Plan"}
    assert (
        {"Fund", "Site", "Start"}
        <= shown
        <= GIVEN_OF_PLAN | {name for name in shown if name.startswith("Share ")}
    )
    assert {name for table, name in decided if table == "SitesOpened"} <= {"Site", "Opened"} | {
        name for _, name in decided if name.startswith("Share ")
    }


GIVEN_OF_PLAN = {
    "Cluster", "Name", "Copy", "Fund", "Site", "Start", "Operator", "Marked as estimate",
    "Input row",
}  # fmt: skip
"""Columns of Plan that are no formulas: decisions, and whom they are about."""


def live_share(book: Workbook) -> float:
    """Part of the numbers and dates of calculation sheets that are formulas."""
    live = plain = 0
    for area in areas(book):
        if area.page.title in RECORDS or area.name in RECORDED:
            continue
        for header, cells in area.columns():
            if area.name in {"Plan", "SitesOpened"} and DECIDED.match(header):
                continue
            live += sum(cell.data_type == "f" for cell in cells)
            plain += sum(cell.data_type in "nd" and cell.value is not None for cell in cells)
    return live / (live + plain)


def test_point_39_calculation_sheets_are_formulas(book: Written) -> None:
    """Tests that more than 95 of 100 figures follow the decisions, even in a small workbook."""
    assert live_share(book.formulas) > 0.95
