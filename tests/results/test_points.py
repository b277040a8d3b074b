"""The points that a results workbook must meet, each shown by the file itself.

| point | what | test |
|---|---|---|
| 1, 3-6 | order and names of sheets; nothing hidden or from outside; title, description | here |
| 2 | About says purpose, versions, run, hash, solver, gap, legend, signs, prices | here |
| 7, 8 | links resolve; document properties | here |
| 9 | never overwrites | test_text, tests/run/test_folder |
| 11-13 | one time axis; frozen header and labels | here |
| 14-16 | units; no merged cells; tables with stable names | here |
| 18, 19 | number formats by unit; brackets for negatives | here |
| 20 | one sign convention, stated here and shown by figures in test_figures | here, test_figures |
| 21 | no figure wider than its column | here |
| 22 | totals tie to their parts | here; sums across sheets in test_figures |
| 32-35, 37 | formulas | test_formula_points |
| 36 | no circularity | test_circularity |
| 38 | recalculated, every figure agrees | tests/recalculation |
| 39 | decisions once, as values | test_decisions |
| 40-42 | columns of Checks; master check in each header; at least these | test_check_points |
| 43 | FAIL in words and color | test_check_points, test_header |
|  | what FAILs when | tests/financials/test_checks, tests/recalculation |
| 44 | print set-up | test_print_points |
| 45 | alternative text and figures of charts; contrast | test_print_points |
| 46 | Log says what ran; same bytes apart from the stamp | test_check_points, test_text |

Points 10, 17 and 23 to 31 are about the template of the input.
"""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from optmodel.workbook.schema import SCHEMA_VERSION
from tests.results.hand import HORIZON
from tests.results.tables import AXIS, FIRST_PERIOD, areas, table_rows
from tests.results.written import Written, parts_of

ORDER = [
    "About", "Summary", "Plan", "Timeline", "Sites", "Map", "Funding", "Cash flow", "Waterfall",
    "Returns", "Capacity", "Not funded", "Limits", "Bridge", "Inputs", "Lookups", "Time",
    "Workings", "Checks", "Log",
]  # fmt: skip
BY_PERIOD = {"Timeline", "Sites", "Funding", "Cash flow", "Waterfall", "Time"}
WORDY = {"About", "Log", "Inputs"}
"""Sheets whose figures have their unit in the label beside them, or in a column of units."""


def test_point_1_order(book: Written, hand: Written) -> None:
    """Tests the order from About to Log; only a sheet Map may be missing."""
    names = book.values.sheetnames
    assert names == [name for name in ORDER if name in names]
    assert set(ORDER) - set(names) <= {"Map"}
    assert hand.values.sheetnames == ORDER


def test_point_2_about(book: Written) -> None:
    """Tests that the first sheet says what it is, how it was made and how to read it."""
    run = {row["Item"]: row["Content"] for row in table_rows(book.values, "About", "AboutRun")}
    wanted = {"Purpose", "Tool", "Run id", "Made (UTC)", "Input file", "Input SHA-256", "Solver"}
    assert all(run[item] for item in wanted)
    assert run["Schema version of the input (number)"] == SCHEMA_VERSION
    assert {"Gap (USD m)", "Gap (% of value)", "Proven bound (USD m)"} <= set(run)
    legend = {row["Look"] for row in table_rows(book.values, "About", "AboutLegend")}
    assert {"Solver result", "Input", "Plain", "Total", "PASS", "FAIL"} <= legend
    topics = table_rows(book.values, "About", "AboutConventions")
    said = {row["Topic"]: row["Convention"] for row in topics}
    assert {"Currency", "Price base", "Sign convention"} <= set(said)
    # Point 20.
    assert "received is positive, cash paid is negative" in said["Sign convention"]


def test_point_3_names_of_sheets(book: Written) -> None:
    """Tests that every program can have sheets of these names."""
    for name in book.values.sheetnames:
        assert len(name) <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name.casefold() != "history"


def test_point_4_nothing_hidden(book: Written) -> None:
    """Tests that no sheet, row, column or name is hidden."""
    for page in book.values:
        assert page.sheet_state == "visible"
        assert not any(row.hidden for row in page.row_dimensions.values())
        assert not any(column.hidden for column in page.column_dimensions.values())
    assert not any(name.hidden for name in book.values.defined_names.values())


def test_point_5_nothing_from_outside(book: Written) -> None:
    """Tests that the file has no macro, connection, or link to another file or address."""
    names = parts_of(book.content, "")
    assert not any(re.search("vba|external|connection|query", name, re.I) for name in names)
    assert not any('TargetMode="External"' in part for part in names.values())


def test_point_6_title_and_description(book: Written) -> None:
    """Tests that A1 is a title and A2 sentences on one line, on every sheet."""
    for page in book.values:
        assert page["A1"].value
        assert page["A2"].value.endswith(".")
        assert "\n" not in page["A2"].value


def test_point_7_links(book: Written) -> None:
    """Tests that About leads to the top of every other sheet."""
    cells = (cell for row in book.values["About"].iter_rows() for cell in row)
    targets = [cell.hyperlink.location for cell in cells if cell.hyperlink]
    assert targets == [f"'{name}'!A1" for name in book.values.sheetnames[1:]]


def test_point_8_properties(hand: Written) -> None:
    """Tests that title, author and time are those of the run."""
    properties = hand.values.properties
    assert properties.title == "Plan: Hand & made"
    assert properties.creator == "optmodel 0.1.0"
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2027-01-01 12:00"


def test_point_11_and_12_one_time_axis(book: Written) -> None:
    """Tests the same roles of columns on every time sheet, and periods with their last days."""
    roles = ["Id", "Line", "Unit", "Constant", "Total"]
    axes = {}
    for area in (area for area in areas(book.values) if area.is_by_period):
        assert area.headers[: FIRST_PERIOD - 1] == roles
        ends = [
            area.page.cell(AXIS - 1, FIRST_PERIOD + at).value for at in range(len(area.headers))
        ]
        axes[area.page.title] = area.headers[FIRST_PERIOD - 1 :], ends[: -len(roles)]
    assert set(axes) >= BY_PERIOD
    names, ends = axes["Time"]
    assert all(axis == (names, ends) for axis in axes.values())
    assert all(isinstance(day, datetime) for day in ends)


def test_point_12_periods_of_the_case_by_hand(hand: Written) -> None:
    """Tests eleven years that end with December."""
    page = hand.values["Cash flow"]
    assert (page["F5"].value.date(), page["F6"].value) == (date(2027, 12, 31), "2027")
    assert page.cell(5, FIRST_PERIOD + HORIZON - 1).value.date() == date(2037, 12, 31)


def test_point_13_frozen_header_and_labels(book: Written) -> None:
    """Tests that the top stays on screen, on time sheets with the axis, and so do labels."""
    for page in book.values:
        column, row = re.fullmatch(r"([A-Z])(\d+)", page.freeze_panes).groups()
        assert int(row) > 4
        assert column > "A" or page.title in {"About", "Log", "Summary"}
    for area in (area for area in areas(book.values) if area.is_by_period):
        assert area.page.freeze_panes == "D7"


def test_point_14_units(book: Written) -> None:
    """Tests that a column with figures names its unit, or its row does in the column Unit."""
    without = []
    for area in areas(book.values):
        names = area.headers
        unit = names.index("Unit") if "Unit" in names else None
        in_title = "USD m" in str(area.page.cell(area.top - 1, area.left).value)
        for row in area.rows():
            for name, cell in zip(names, row, strict=True):
                if not isinstance(cell.value, int | float) or "(" in name or in_title:
                    continue
                if unit is None or not row[unit].value:
                    without.append((area.page.title, cell.coordinate, name))
    rest = [(page, cell, name) for page, cell, name in without if page not in WORDY]
    assert [found for found in rest if not is_of_the_board(*found)] == []
    for page, cell, _ in without:
        if page in {"About", "Log"}:
            sheet = book.values[page]
            assert "(" in sheet.cell(sheet[cell].row, 1).value


def is_of_the_board(page: str, _: str, name: str) -> bool:
    """Whether a column of the printed page says in one word what it counts or is a part of."""
    return page == "Summary" and name in {"Clusters", "Of program", "Used", "Limit", "Slack"}


def test_point_15_no_merged_cells(book: Written) -> None:
    """Tests that every cell stands for itself."""
    assert [page.title for page in book.values if page.merged_cells.ranges] == []


def test_point_16_tables(book: Written) -> None:
    """Tests that every record is in an Excel table with a plain name and distinct text headers."""
    names = [area.name for area in areas(book.values)]
    assert len(names) == len({name.casefold() for name in names})
    stable = {"Plan", "Timeline", "SitesByPeriod", "Funding", "CashFlow", "Waterfall", "Returns",
              "Limits", "Workings", "Time", "Checks", "MasterCheck", "InputValues"}  # fmt: skip
    assert stable <= set(names)
    for area in areas(book.values):
        assert re.fullmatch(r"[A-Za-z]+", area.name)
        assert all(isinstance(header, str) and header for header in area.headers)
        assert len({header.casefold() for header in area.headers}) == len(area.headers)


UNIT_FORMATS = {
    "USD m": r"#,##0\.0+_\)|0\.000000_\)",
    "%": r"0\.00%",
    "share": r"0\.00%",
    "of cash": r"0\.00%",
    "a year": r"0\.00%",
    "date": "yyyy-mm-dd",
    "years": r"(#,##)?0\.0+_\)",
    "acres": r"#,##0\.0+_\)",
    "MW": r"#,##0\.0+_\)",
}
"""What the number format of a unit begins with."""


def test_point_18_number_formats_by_unit(book: Written) -> None:
    """Tests headers and rows by their units; parts of a whole are stored as fractions."""
    seen = set()
    for area in areas(book.values):
        if area.page.title in WORDY | {"Lookups"}:
            continue
        for header, cells in area.columns():
            unit = re.fullmatch(r".*\((USD m|date|years|% [^()]*)\)", header)
            if unit is None:
                continue
            wanted = UNIT_FORMATS["%" if unit[1].startswith("%") else unit[1]]
            for cell in cells:
                if isinstance(cell.value, int | float | datetime):
                    assert re.match(wanted, cell.number_format), (area.name, cell.coordinate)
                    seen.add(unit[1])
    assert {"USD m", "date", "years"} <= seen


def test_point_18_number_formats_of_time_sheets(book: Written) -> None:
    """Tests the periods of every line of money, land, power and shares."""
    lines = 0
    for area in (area for area in areas(book.values) if area.is_by_period):
        for row in area.rows():
            wanted = UNIT_FORMATS.get(str(row[2].value))
            for cell in row[FIRST_PERIOD - 1 :]:
                if wanted and isinstance(cell.value, int | float | datetime):
                    assert re.match(wanted, cell.number_format), (area.name, cell.coordinate)
                    lines += 1
    assert lines > 100


def test_point_19_negatives_without_color(book: Written) -> None:
    """Tests that a format shows a negative by its sign or brackets, and none gives it a color."""
    formats = {cell.number_format for page in book.values for row in page for cell in row}
    for code in formats - {"General"}:
        assert not re.search(r"\[(Red|Color)", code, re.I)
        sections = code.split(";")
        dated = "yyyy" in code
        assert dated or len(sections) == 1 or re.match(r"-|\(", sections[1]), code


def test_point_21_figures_fit(book: Written) -> None:
    """Tests that no amount needs more characters than its column has."""
    for page in book.values:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and cell.number_format.startswith(
                    "#,##0.0_"
                ):
                    width = page.column_dimensions[cell.column_letter].width
                    assert len(f"{cell.value:,.1f}") + 1 <= width, (page.title, cell.coordinate)


def test_point_22_totals_tie(book: Written) -> None:
    """Tests that the total of every line of money is the sum of its periods."""
    checked = 0
    for area in (area for area in areas(book.values) if area.is_by_period):
        for row in area.rows():
            values = [cell.value for cell in row]
            total, periods = values[FIRST_PERIOD - 2], values[FIRST_PERIOD - 1 :]
            if values[2] == "USD m" and isinstance(total, int | float):
                scale = sum(abs(value) for value in periods)
                assert total == pytest.approx(sum(periods), abs=1e-9 * max(1.0, scale))
                checked += 1
    assert checked > 10
