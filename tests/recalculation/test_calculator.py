"""The calculator itself: it recalculates, whatever stands in the file."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from .libreoffice import Calculator


def test_a_planted_value_does_not_survive(calculator: Calculator, tmp_path: Path) -> None:
    """Tests that 1 + 1 comes back as 2 from a file in which its cell carries 999."""
    path = tmp_path / "planted.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sheet").write_formula("A1", "=1+1", None, 999)
    assert load_workbook(path, data_only=True)["Sheet"]["A1"].value == 999
    (new,) = calculator.recalculate([path])
    assert load_workbook(new, data_only=True)["Sheet"]["A1"].value == 2
