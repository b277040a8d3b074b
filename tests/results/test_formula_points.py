"""Points 32 to 35 and 37: what a reviewer's tool looks for in formulas; see test_points.

The exceptions are lists of figures rather than records of one kind: each of their rows is another
figure, and the column that says where it comes from has a formula per row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from openpyxl.workbook.workbook import Workbook

from tests.results.formulas import Formula, formulas
from tests.results.tables import FIRST_PERIOD, Area, areas
from tests.results.written import Written, parts_of

LONGEST = 120
LITERALS = {"0", "1", "12", "100", "1000"}
FUNCTIONS = {
    "ABS", "AND", "COLUMN", "COLUMNS", "COUNTIFS", "DATE", "EXACT", "EXP", "IF", "INDEX", "INT",
    "ISNUMBER", "ISTEXT", "LN", "MATCH", "MAX", "MID", "MIN", "MONTH", "N", "NORMSINV", "OR",
    "ROUND", "ROWS", "SIN", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "WORKDAY", "YEAR",
}  # fmt: skip
"""All that formulas call; Excel 2007 has every one of them, and none is volatile."""

SINGLES = {"SummaryKey", "SummaryWords", "LookupSettings", "LookupSources", "MapClasses",
           "MasterCheck"}  # fmt: skip
"""Tables of single figures, each worked out in its own way."""
GATHERED = {
    "Limits": {"Used", "Limit figure"},
    "Targets": {"Reached"},
    "Checks": {"Expected (unit of the row)", "Actual (unit of the row)", "Judged (1 or 0)"},
    "CheckParts": {"Broken (places)"},
    "Edited": {"Signature now (number)"},
}
"""Columns that bring together figures of different parts of the workbook, a reference each."""
TOTALLED = {"SummarySectors", "SummarySites", "SummaryParties", "SummaryBinding"}
"""Tables of the printed page, whose last row is a sum."""
NAMES = "name"
"""Unit of a line of the sheet Time whose cells are words: the periods as the headers name them."""
MAY_BE_BLANK = re.compile(r"Inputs!@|(?<!\w)@$")
"""A link to a cell of the input, or to the one that counts where the input has none."""


def by_column(book: Workbook) -> Iterator[tuple[Area, str, list[Formula], int]]:
    """Columns with formulas of all tables but those by period; last, how many cells are values."""
    for area in areas(book):
        if area.is_by_period:
            continue
        for header, cells in area.columns():
            live = [cell for cell in cells if cell.data_type == "f"]
            if live:
                found = [Formula(area.page, c.row, c.column, str(c.value)[1:]) for c in live]
                filled = sum(cell.value is not None for cell in cells)
                yield area, header, found, filled - len(live)


def test_point_32_one_formula_per_row(book: Written) -> None:
    """Tests that every row of every time sheet has one formula, or none, over all its periods."""
    rows = 0
    for area in (it for it in areas(book.formulas) if it.is_by_period):
        for row in area.rows():
            cells = row[FIRST_PERIOD - 1 :]
            if row[2].value == NAMES:
                continue
            said = {
                Formula(area.page, cell.row, cell.column, str(cell.value)[1:]).r1c1
                if cell.data_type == "f"
                else cell.value
                for cell in cells
            }
            assert len(said) == 1, (area.name, cells[0].row, said)
            rows += cells[0].data_type == "f"
    assert rows > 40


def test_point_32_one_formula_per_column_of_records(book: Written) -> None:
    """Tests that records of a table are worked out alike; cells of other tables may step.

    Where the input may leave a cell blank, a plain figure or word stands instead of the link.
    """
    for area, header, found, _ in by_column(book.formulas):
        if area.name in SINGLES or header in GATHERED.get(area.name, ()):
            continue
        shapes = {formula.shape for formula in found[: -1 if area.name in TOTALLED else None]}
        plain = {shape for shape in shapes if "@" not in shape and "R[0]" not in shape}
        linked = {shape for shape in shapes if MAY_BE_BLANK.search(shape)}
        others = shapes - plain - linked
        assert len(shapes) <= 1 or (not others and linked), (area.name, header, shapes)


def test_point_32_vehicles_step_evenly(book: Written) -> None:
    """Tests that record k of Returns looks at block k of Cash flow and Waterfall."""
    for area, header, found, _ in by_column(book.formulas):
        if area.name in {"Returns", "Rates"}:
            offsets = [[int(it) for it in re.findall(r"R\[(-?\d+)\]", f.r1c1)] for f in found]
            steps = {
                tuple(b - a for a, b in zip(one, two, strict=True))
                for one, two in pairwise(offsets)
            }
            assert len(steps) <= 1, (header, steps)


def test_point_32_no_figure_among_formulas(book: Written) -> None:
    """Tests that no formula of a column was overwritten; a rule nothing can break counts 0."""
    mixed = {(area.name, header) for area, header, _, values in by_column(book.formulas) if values}
    lists = {pair for pair in mixed if pair[0] in SINGLES}
    assert mixed - lists <= {("Checks", "Actual (unit of the row)")}


def test_point_33_no_figure_in_a_formula(book: Written) -> None:
    """Tests that only 0, 1, -1, 12, 100 and 1000 stand in formulas; others have a named cell."""
    found = [it for it in formulas(book.formulas) if it.figures - LITERALS]
    assert [(it.place, it.text) for it in found] == []


def test_point_34_functions_that_every_spreadsheet_has(book: Written) -> None:
    """Tests that formulas call nothing but the functions above."""
    found = {
        (it.place, name) for it in formulas(book.formulas) for name in it.functions - FUNCTIONS
    }
    assert found == set()


def test_point_34_no_if_inside_an_if(book: Written) -> None:
    """Tests that a formula calls IF at most once within the brackets of another."""
    assert [it.place for it in formulas(book.formulas) if deepest_if(it.bare) > 1] == []


def deepest_if(text: str) -> int:
    """How many calls of IF enclose one another."""
    open_calls: list[bool] = []
    deepest = 0
    for name, sign in re.findall(r"([A-Z]*)(\(|\))", text):
        if sign == "(":
            open_calls.append(name == "IF")
            deepest = max(deepest, sum(open_calls))
        else:
            open_calls.pop()
    return deepest


@pytest.mark.parametrize(
    ("text", "depth"), [("SUM(A1)", 0), ("IF(A1,1,0)+IF(B1,1,0)", 1), ("IF(A1,(IF(B1,1,0)),0)", 2)]
)
def test_deepest_if(text: str, depth: int) -> None:
    """Tests the reader: side by side is no nesting."""
    assert deepest_if(text) == depth


def test_point_35_formulas_are_short(book: Written) -> None:
    """Tests that every formula, with its equals sign, has at most 120 characters."""
    found = [(it.place, it.text) for it in formulas(book.formulas) if len(it.text) + 1 > LONGEST]
    assert found == []


def test_point_37_every_formula_carries_its_value(book: Written) -> None:
    """Tests that previews show a figure or words for each formula, and none an error."""
    for formula in formulas(book.formulas):
        cell = book.values[formula.page.title].cell(formula.row, formula.column)
        assert cell.data_type != "e", formula.place
        # A formula that gives no words carries an empty text, which is read as nothing.
        assert cell.value is None or isinstance(cell.value, int | float | str | date), formula.place
    sheets = parts_of(book.content, "xl/worksheets/sheet")
    assert [it for sheet in sheets.values() for it in re.findall(r"<f>[^<]*</f></c>", sheet)] == []
