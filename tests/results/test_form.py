"""The form of the workbook: what a reviewer can rely on in every sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook.workbook import Workbook

from optmodel.plan.plan import Plan
from tests.results.hand_plan import hand_plan, not_proven, nothing_funded
from tests.results.tables import table_rows

ORDER = [
    "About", "Summary", "Plan", "Timeline", "Sites", "Funding", "Cash flow", "Waterfall",
    "Not funded", "Limits", "Inputs", "Checks", "Log",
]  # fmt: skip
TIME_SHEETS = ("Timeline", "Sites", "Funding", "Cash flow", "Waterfall")
Reopen = Callable[[Plan], Workbook]


def test_sheets_stand_in_the_documented_order(workbook: Workbook) -> None:
    """Tests that the sheets are those of the contract, in its order."""
    assert workbook.sheetnames == ORDER


def test_every_sheet_has_title_and_description(workbook: Workbook) -> None:
    """Tests that A1 is a title and A2 one sentence on every sheet."""
    for page in workbook:
        assert page["A1"].value
        assert page["A2"].value.endswith(".")


def test_nothing_is_hidden_or_merged(workbook: Workbook) -> None:
    """Tests that there are no hidden sheets, rows or columns and no merged cells."""
    for page in workbook:
        assert page.sheet_state == "visible"
        assert not page.merged_cells.ranges
        assert not any(row.hidden for row in page.row_dimensions.values())
        assert not any(column.hidden for column in page.column_dimensions.values())


def test_master_check_stands_in_every_frozen_header(workbook: Workbook) -> None:
    """Tests that A3 has the master check and stays on screen."""
    for page in workbook:
        assert page["A3"].value == "Master check: PASS (0 of 2 checks fail)"
        assert int(re.sub(r"\D", "", page.freeze_panes)) > 4


def test_a_failed_check_shows_everywhere(reopen: Reopen) -> None:
    """Tests that one failed check of two turns the master check of every sheet to FAIL."""
    plan = hand_plan()
    first, second = plan.checks
    failed = type(first)(first.name, first.description, 1.0, 2.0, 1e-6, False, "one too many")
    workbook = reopen(type(plan)(**_fields(plan) | {"checks": (failed, second)}))
    for page in workbook:
        assert page["A3"].value == "Master check: FAIL (1 of 2 checks fail)"


def _fields(plan: Plan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in Plan.__slots__}


def test_a_plan_that_is_not_proven_says_so_on_every_sheet(reopen: Reopen) -> None:
    """Tests that a search stopped 12.34 short of its bound marks every sheet, also in print."""
    workbook = reopen(not_proven(hand_plan(), 12.34))
    for page in workbook:
        assert page["A4"].value == "NOT PROVEN (gap 12.3 USD m)"
        assert page.oddHeader.center.text == "NOT PROVEN (gap 12.3 USD m)"


def test_a_proven_plan_is_never_called_not_proven(workbook: Workbook) -> None:
    """Tests that the mark is missing where the gap was reached."""
    for page in workbook:
        assert page["A4"].value == "Proven: gap 0.0 USD m (0.00%)"


def test_tables_have_unique_names_and_unique_headers(workbook: Workbook) -> None:
    """Tests that each block is an Excel table whose headers are distinct texts."""
    names = [name for page in workbook for name in page.tables]
    assert len(names) == len(set(names))
    assert set(names) >= {"Plan", "Timeline", "Funding", "CashFlow", "Waterfall", "Limits"}
    for page in workbook:
        for table in page.tables.values():
            headers = [cell.value for cell in page[table.ref][0]]
            assert all(isinstance(header, str) and header for header in headers)
            assert len({header.casefold() for header in headers}) == len(headers)


def test_every_figure_has_a_unit(workbook: Workbook) -> None:
    """Tests that a column with numbers names its unit, or its row does in the column Unit."""
    without = []
    for page in workbook:
        for table in page.tables.values():
            header, *rows = page[table.ref]
            names = [cell.value for cell in header]
            for row in rows:
                unit_in_row = "Unit" in names and bool(row[names.index("Unit")].value)
                for name, cell in zip(names, row, strict=True):
                    numeric = isinstance(cell.value, int | float)
                    if numeric and not unit_in_row and "(" not in name:
                        without.append((page.title, cell.coordinate, name))
    # About and Log name the unit in the label beside the figure; inputs have units of their own.
    allowed = [(page, cell) for page, cell, _ in without if page in {"About", "Log"}]
    for page, cell in allowed:
        assert "(" in workbook[page].cell(workbook[page][cell].row, 1).value
    rest = [found for found in without if found[0] not in {"About", "Log", "Inputs"}]
    assert rest == []


def test_time_sheets_share_one_axis(workbook: Workbook) -> None:
    """Tests that the periods start in column F in row 6 with their end dates above."""
    roles = ["Id", "Line", "Unit", "Constant", "Total", "2027"]
    for name in TIME_SHEETS:
        page = workbook[name]
        assert [cell.value for cell in page[6][:6]] == roles
        assert page["F5"].value.date() == date(2027, 12, 31)
        assert page["P5"].value.date() == date(2037, 12, 31)
        assert page["P6"].value == "2037"
        assert page.freeze_panes == "D7"


def test_links_of_the_contents_resolve(workbook: Workbook) -> None:
    """Tests that About links to the top of every other sheet."""
    targets = [cell.hyperlink.location for row in workbook["About"].iter_rows() for cell in row
               if cell.hyperlink]  # fmt: skip
    assert targets == [f"'{name}'!A1" for name in ORDER[1:]]


def test_print_set_up(workbook: Workbook) -> None:
    """Tests landscape, one page wide, repeated header rows, run id and page number."""
    for page in workbook:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert int(page.page_setup.fitToWidth or 1) == 1
        assert page.print_title_rows.startswith("$1:")
        assert page.oddFooter.left.text == "Run 20270101T120000-abcdef12"
        assert page.oddFooter.right.text == "Page &P of &N"
        assert page.oddHeader.left.text == "Hand && made"
    assert workbook["Summary"].page_setup.fitToHeight in {None, 1}
    assert workbook["Plan"].page_setup.fitToHeight == 0


def test_document_properties(workbook: Workbook) -> None:
    """Tests that title, author and creation time are those of the run."""
    assert workbook.properties.title == "Plan: Hand & made"
    assert workbook.properties.creator == "optmodel 0.1.0"
    assert f"{workbook.properties.created:%Y-%m-%d %H:%M}" == "2027-01-01 12:00"


def test_charts_have_alternative_text_and_figures(workbook: Workbook) -> None:
    """Tests that the two charts of the summary read from cells that hold figures."""
    charts = workbook["Summary"]._charts
    assert len(charts) == 2
    for chart in charts:
        for series in chart.series:
            sheet, _, cells = series.val.numRef.f.rpartition("!")
            left, top, right, bottom = range_boundaries(cells.replace("$", ""))
            page = workbook[sheet.strip("'")]
            for row in page.iter_rows(top, bottom, left, right, values_only=True):
                assert all(isinstance(value, int | float) for value in row)


@pytest.mark.parametrize("sheet", ORDER)
def test_columns_are_wide_enough_for_their_figures(workbook: Workbook, sheet: str) -> None:
    """Tests that no number needs more characters than its column has."""
    page = workbook[sheet]
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, int | float) and cell.number_format.startswith("#,##0.0_"):
                width = page.column_dimensions[cell.column_letter].width
                assert len(f"{cell.value:,.1f}") + 1 <= width


def test_a_plan_without_any_funded_cluster_can_be_written(reopen: Reopen) -> None:
    """Tests that nothing funded gives a workbook that says so, with every sheet."""
    workbook = reopen(nothing_funded(hand_plan()))
    assert workbook.sheetnames == ORDER
    assert [row["Fund (yes or no)"] for row in table_rows(workbook, "Plan", "Plan")] == ["no"] * 3
    assert workbook["Summary"]._charts == []
