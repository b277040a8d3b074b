"""The header of every sheet, and colors that follow words: what changes with an edit."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from optmodel import solve
from optmodel.results.conditions import painted
from optmodel.results.formats import AMBER, GREEN, GREEN_INK, INK, RED, RED_INK, STAMP_COLORS
from optmodel.results.layout import Block, Column, Kind, Row, Sheet
from optmodel.results.render import Stamp, render
from optmodel.results.write import workbook_bytes
from optmodel.run.info import RunInfo
from optmodel.run.intake import tables_of
from tests.recalculation.libreoffice import PROGRAM, WHY_SKIPPED, Calculator
from tests.results.colors import contrast
from tests.results.tables import table_rows

NOW = datetime(2027, 1, 1, tzinfo=UTC)
INFO = RunInfo("run", NOW, "tiny.xlsx", "ab" * 32, {"optmodel": "1"}, {}, ())
TINY = Path(__file__).parents[2] / "inputs" / "tiny.xlsx"
READABLE = 4.5
"""Least contrast of words against what they stand on."""


@pytest.fixture(scope="module")
def written() -> bytes:
    """The results of the smallest example."""
    tables, _ = tables_of(TINY)
    assert tables is not None
    return workbook_bytes(solve(TINY), tables, INFO)


def test_the_header_of_every_sheet_is_two_formulas_with_their_words(written: bytes) -> None:
    """Tests that each sheet refers to the one cell that says it, and carries what it says."""
    formulas = load_workbook(io.BytesIO(written))
    values = load_workbook(io.BytesIO(written), data_only=True)
    for page in formulas:
        assert (page["A3"].value, page["A4"].value) == ("=check_words", "=proof_words")
        shown = values[page.title]
        assert shown["A3"].value.startswith("Master check: PASS (0 of ")
        assert shown["A4"].value.startswith("Proven: gap 0.0 USD m")


def test_the_header_is_colored_by_its_words(written: bytes) -> None:
    """Tests that each line of each header has a condition for green and one for red."""
    for page in load_workbook(io.BytesIO(written)):
        assert conditions(page, "A3:C3") == [
            'ISNUMBER(FIND("PASS",$A$3))',
            'NOT(ISNUMBER(FIND("PASS",$A$3)))',
        ]
        assert len(conditions(page, "A4:C4")) == 2


def test_verdicts_are_colored_by_conditions(written: bytes) -> None:
    """Tests that the results of Checks have no color of their own, but conditions."""
    page = load_workbook(io.BytesIO(written))["Checks"]
    first, last = page.tables["Checks"].ref.split(":")
    header = int("".join(filter(str.isdigit, first)))
    end = "".join(filter(str.isdigit, last))
    column = next(cell.column_letter for cell in page[header] if cell.value == "Result")
    assert page[f"{column}{header + 1}"].fill.fill_type is None
    assert len(conditions(page, f"{column}{header + 1}:{column}{end}")) == 3


def test_an_edit_shows_in_every_header(written: bytes, tmp_path: Path) -> None:
    """Tests that a cluster struck from the plan takes the proof away, but breaks no rule."""
    if PROGRAM is None:
        pytest.skip(WHY_SKIPPED)
    book = load_workbook(io.BytesIO(written))
    strike_the_last(book["Plan"])
    path = tmp_path / "edited.xlsx"
    book.save(path)
    (new,) = Calculator(tmp_path).recalculate([path])
    edited = load_workbook(new, data_only=True)
    for sheet in edited:
        assert sheet["A4"].value.startswith("EDITED SINCE THE RUN")
    found = {line["Check"]: line for line in table_rows(edited, "Checks", "Checks")}
    assert found["value"]["Result"] == "PASS"
    assert found["value"]["Remark"] == "Edited since the run: not compared."


def test_a_header_of_words_keeps_its_color() -> None:
    """Tests the stamp of a workbook without a model: plain words, green or red for good."""
    block = Block("T", "T", (Column("A"),), (Row(("x",)),))
    stamp = Stamp("p", "r", NOW, "1", "Master check: FAIL", False, "Proven", True)
    data = render([Sheet("S", "S", "x.", (block,))], stamp)
    page = load_workbook(io.BytesIO(data))["S"]
    assert (page["A3"].value, page["A4"].value) == ("Master check: FAIL", "Proven")
    assert page["A3"].fill.fgColor.rgb == "FF" + RED[1:]
    assert page["A4"].fill.fgColor.rgb == "FF" + GREEN[1:]
    assert not page.conditional_formatting


def test_neighboring_columns_and_rows_of_a_kind_are_painted_at_once() -> None:
    """Tests the areas of a Gantt chart by column, and of one row that says its kind itself."""
    letters = (Column("Id"), Column("1", Kind.STAMP), Column("2", Kind.STAMP))
    gantt = Block("G", "G", letters, (Row(("a", "B", "O")), Row(("b", "S", "B"))))
    assert [area[1:] for area in painted(gantt, 7)] == [(7, 1, 8, 2)]
    mixed = (Column("Id"), Column("1", Kind.BY_ROW))
    rows = (Row(("a", 1.0), Kind.MONEY), Row(("b", "met"), Kind.VERDICT))
    assert [area[:3] for area in painted(Block("M", "M", mixed, rows), 7)] == [(Kind.VERDICT, 8, 1)]


@pytest.mark.parametrize(
    ("fill", "ink"),
    [(GREEN, GREEN_INK), (RED, RED_INK), (AMBER, INK), *STAMP_COLORS.values()],
)
def test_colored_words_can_be_read(fill: str, ink: str) -> None:
    """Tests that every color that a condition gives has enough contrast."""
    assert contrast(fill, ink) >= READABLE


def strike_the_last(page: Worksheet) -> None:
    """Say no to the last cluster that is funded."""
    rows = list(page.iter_rows())
    header = next(row for row in rows if row[0].value == "Cluster")
    fund = [str(cell.value).startswith("Fund") for cell in header].index(True)
    [row[fund] for row in rows if row[fund].value == "yes"][-1].value = "no"


def conditions(page: Worksheet, area: str) -> list[str]:
    """Formulas of the conditional formats of an area."""
    return [
        rule.formula[0]
        for found in page.conditional_formatting
        if str(found.sqref) == area
        for rule in found.rules
    ]
