"""Point 36: no formula of a results workbook looks at itself; see test_points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter

from openpyxl.utils import range_boundaries
from openpyxl.workbook.workbook import Workbook

from tests.results.formulas import WORDS, Formula, formulas
from tests.results.written import Written

REFERENCE = re.compile(
    r"(?:('(?:[^']|'')*'|[A-Za-z]+)!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w(.])"
    r"|([a-z]\w*)(?![\w(])"
)
"""A cell or a run of cells, with its sheet or not; or a defined name, which is in small letters."""
COUNTS_CELLS = re.compile(r"\b(?:ROWS?|COLUMNS?)\([^()]*\)")
"""Calls that count cells or say where they are, whatever stands in them."""


def test_point_36_no_circularity(book: Written) -> None:
    """Tests that no formula looks at itself, directly or through others, by cell or by name.

    Sorting what looks at what raises an error that names the cells of a circle.
    """
    looks_at = {
        (it.page.title, it.row, it.column): set(cells_of(it, book.formulas))
        for it in formulas(book.formulas)
    }
    TopologicalSorter(looks_at).prepare()
    # The check of every sheet's header does look at something.
    assert looks_at["Plan", 3, 1]


def cells_of(formula: Formula, book: Workbook) -> Iterator[tuple[str, int, int]]:
    """Every cell that a formula looks at."""
    bare = COUNTS_CELLS.sub("", WORDS.sub('""', formula.text))
    for sheet, cells, name in REFERENCE.findall(bare):
        area = book.defined_names[name].attr_text if name else f"{sheet}!{cells}"
        title, _, run = area.rpartition("!")
        title = title.strip("'").replace("''", "'") or formula.page.title
        left, top, right, bottom = range_boundaries(run.replace("$", ""))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield title, row, column
