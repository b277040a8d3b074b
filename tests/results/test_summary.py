"""The board page: live, on one page, its tables side by side."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.results.write import workbook_bytes
from tests.oracle.enumerate_plans import small_rulebook
from tests.recalculation.plans import INFO, plan_of, settled
from tests.recalculation.test_any_edit import given_plans

LEGIBLE_ROWS = 47
"""Of 15 points each, on a page 177 mm high."""
LEGIBLE_PIXELS, EMU = 1495, 9525
"""Of a page of 277 mm, printed at 70 %: letters of 10 points are printed with 7. And the units of a
pixel."""


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    """A random plan of a small workbook with the whole rulebook."""
    book, space = small_rulebook(1)
    tables = book.tables()
    given = settled(tables, next(given_plans(Random(1), space, 1)))
    return load_workbook(io.BytesIO(workbook_bytes(plan_of(tables, given), tables, INFO)))


def key_figures(page: Worksheet) -> dict[str, object]:
    """Label and content of the key figures."""
    cells = page[page.tables["SummaryKey"].ref]
    return {str(row[0].value): row[1].value for row in cells[1:]}


def test_key_figures_are_formulas(workbook: Workbook) -> None:
    """Tests that every key figure refers to the model."""
    figures = key_figures(workbook["Summary"])
    assert figures["Value in the chosen perspective"] == "=val_objective"
    plain = [name for name, figure in figures.items() if not str(figure).startswith("=")]
    assert plain == ["Proven bound"]  # nobody searched for this plan, so there is none


def test_words_of_the_run_stand_below_a_line_that_says_so(workbook: Workbook) -> None:
    """Tests that the first of the sentences follows the plan."""
    page: Any = workbook["Summary"]
    words = page[page.tables["SummaryWords"].ref]
    assert "plan_edited" in words[1][0].value
    assert str(words[2][0].value).startswith("Fund ")


def test_no_two_tables_overlap(workbook: Workbook) -> None:
    """Tests that tables side by side keep clear of one another."""
    page: Any = workbook["Summary"]
    cells = [
        cell.coordinate for table in page.tables.values() for row in page[table.ref] for cell in row
    ]
    assert len(cells) == len(set(cells))


def test_letters_are_large_enough_in_print(workbook: Workbook) -> None:
    """Tests that the page is narrow enough for letters of 7 points, charts included."""
    page: Any = workbook["Summary"]
    last = page._charts[0].anchor.to
    # A column of which nothing is said is 64 pixels wide.
    sizes = dict.fromkeys(range(1, last.col + 1), 64.0)
    for group in page.column_dimensions.values():
        sizes |= dict.fromkeys(range(group.min, group.max + 1), group.width * 7)
    pixels = sum(sizes[at] for at in range(1, last.col + 1))
    assert pixels + last.colOff / EMU <= LEGIBLE_PIXELS
    assert max(page.max_row, page._charts[-1].anchor.to.row) <= LEGIBLE_ROWS
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight in {None, 1}


def test_three_charts(workbook: Workbook) -> None:
    """Tests that calls, sectors and cash by party are drawn."""
    page: Any = workbook["Summary"]
    assert len(page._charts) == 3
