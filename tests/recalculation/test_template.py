"""The input template in LibreOffice: it opens, its drop-downs work, nothing shows as ####."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.examples import write
from optmodel.workbook.read import read
from optmodel.workbook.template import write_starter

from .libreoffice import READER, Calculator


def _drop_down(book: Path, sheet: str, first_cell: str) -> str:
    """The formula of the drop-down of a column."""
    found = load_workbook(book)[sheet].data_validations.dataValidation
    (formula,) = [it.formula1 for it in found if str(it.sqref).startswith(f"{first_cell}:")]
    return str(formula)


def test_drop_downs_end_with_the_last_name(calculator: Calculator, tmp_path: Path) -> None:
    """Tests two sites, then a gap and one more; and an empty sheet, which offers one blank."""
    path = tmp_path / "lists.xlsx"
    write_starter(path)
    book = load_workbook(path)
    counts = book.create_sheet("Counts")
    counts["A1"] = f"=ROWS({_drop_down(path, 'Clusters', 'Z5')})"
    counts["A2"] = f"=ROWS({_drop_down(path, 'Clusters', 'AA5')})"
    book.save(path)
    book["Sites"]["A9"] = "TN-01"
    book.save(tmp_path / "gap.xlsx")
    new, gap = calculator.recalculate([path, tmp_path / "gap.xlsx"])
    assert load_workbook(new, data_only=True)["Counts"]["A1"].value == 2
    assert load_workbook(new, data_only=True)["Counts"]["A2"].value == 1
    assert load_workbook(gap, data_only=True)["Counts"]["A1"].value == 5


def test_a_template_saved_by_libreoffice_reads_as_before(
    calculator: Calculator, tmp_path: Path
) -> None:
    """Tests that tables, lists and links survive, and the reader says the same."""
    path = tmp_path / "starter.xlsx"
    write_starter(path)
    (new,) = calculator.recalculate([path])
    assert [str(it) for it in read(new)[1]] == [str(it) for it in read(path)[1]]
    assert "OFFSET(Sites!$A$5" in _drop_down(new, "Clusters", "Z5")
    link = load_workbook(new)["Clusters"]["C1"].hyperlink
    assert link is not None
    assert link.location == "'About'!A1"


@pytest.mark.skipif(READER is None, reason="pdftotext is not installed")
def test_nothing_prints_as_hashes(calculator: Calculator, tmp_path: Path) -> None:
    """Tests point 21 on the template and an example; a column made too narrow shows hashes."""
    files = [tmp_path / f"{name}.xlsx" for name in ("starter", "pledge", "narrow")]
    write_starter(files[0])
    write("us_japan_pledge", files[1])
    book = load_workbook(files[0])
    book["Clusters"].column_dimensions["H"].width = 2
    book.save(files[2])
    assert ["###" in text for text in calculator.printed(files)] == [False, False, True]
