"""The workbook of a comparison: form, formulas and figures."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook.workbook import Workbook

from optmodel.comparison.inputs import InputChanges
from optmodel.comparison.result import Comparison
from optmodel.comparison.workbook import workbook_bytes

ORDER = ["About", "Summary", "Inputs changed", "Clusters", "Sites", "Limits", "Values"]
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
RECALCULATE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry"><item '
    'oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
    'oor:op="fuse"><value>0</value></prop></item></oor:items>'
)
"""Without this LibreOffice shows the values that the file brought along."""


@pytest.fixture(scope="module")
def content(compared: Comparison) -> bytes:
    """The workbook of the pair."""
    return workbook_bytes(compared, NOW)


@pytest.fixture(scope="module")
def figures(content: bytes) -> Workbook:
    """The workbook with the values that a preview shows."""
    return load_workbook(io.BytesIO(content), data_only=True)


@pytest.fixture(scope="module")
def formulas(content: bytes) -> Workbook:
    """The workbook with its formulas."""
    return load_workbook(io.BytesIO(content))


def rows(workbook: Workbook, table: str) -> list[dict[str, object]]:
    """The records of a table by header."""
    for page in workbook:
        if table in page.tables:
            header, *records = page[page.tables[table].ref]
            names = [str(cell.value) for cell in header]
            return [
                dict(zip(names, [cell.value for cell in record], strict=True)) for record in records
            ]
    raise KeyError(table)


def formula_cells(workbook: Workbook) -> list[tuple[str, str, str]]:
    """Sheet, address and formula of every formula."""
    return [
        (page.title, cell.coordinate, cell.value)
        for page in workbook
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]


def test_form_of_every_sheet(figures: Workbook) -> None:
    """Tests order, title, description, master check, proof, and that nothing is hidden."""
    assert figures.sheetnames == ORDER
    for page in figures:
        assert page["A1"].value
        assert page["A2"].value.endswith(".")
        assert page["A3"].value == "Master check: PASS (the bridge adds up to the cent)"
        assert page["A4"].value == "A proven, gap 0.0 USD m; B proven, gap 0.0 USD m"
        assert int(re.sub(r"\D", "", page.freeze_panes)) > 4
        assert page.sheet_state == "visible"
        assert not page.merged_cells.ranges
        assert page.page_setup.orientation == "landscape"
        assert int(page.page_setup.fitToWidth or 1) == 1
        assert page.print_title_rows.startswith("$1:")
        assert page.oddFooter.right.text == "Page &P of &N"
        assert page.oddFooter.left.text.startswith("Run 20")


def test_tables_and_links(figures: Workbook) -> None:
    """Tests unique tables with unique headers, and a contents table that leads to each sheet."""
    tables = [table for page in figures for table in page.tables.values()]
    assert len({table.name for table in tables}) == len(tables)
    for page in figures:
        for table in page.tables.values():
            headers = [cell.value for cell in page[table.ref][0]]
            assert len({str(header).casefold() for header in headers}) == len(headers)
    links = [
        cell.hyperlink.location
        for row in figures["About"].iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert links == [f"'{name}'!A1" for name in ORDER[1:]]


def test_every_figure_has_a_unit(figures: Workbook) -> None:
    """Tests that a column with numbers names its unit, or its row does in the column Unit."""
    without = []
    for page in figures:
        for table in page.tables:
            for row in rows(figures, table):
                for name, value in row.items():
                    numeric = isinstance(value, int | float)
                    if numeric and "(" not in name and not row.get("Unit"):
                        without.append((page.title, name, value))
    # Values that were typed have the unit of their row; a price or a setting may have none.
    assert [found for found in without if found[0] != "Inputs changed"] == []


def test_bridge_and_values(figures: Workbook) -> None:
    """Tests the figures of the pair: -73 in all, of which 45 by X, and nothing left over."""
    summary = {row["Bridge"]: row["Change (USD m)"] for row in rows(figures, "SummaryBridge")}
    assert summary["Same decision, other figures"] == pytest.approx(45.0)
    assert sum(summary.values()) == pytest.approx(-73.0)  # type: ignore[arg-type]
    parties = rows(figures, "ValuesByParty")
    assert parties[0]["B less A (USD m)"] == pytest.approx(-71.0)
    assert parties[-1]["A (USD m)"] == pytest.approx(556.0)
    left = [row["Left over (USD m)"] for row in parties]
    assert [value for value in left if value is not None] == pytest.approx([0.0] * 5, abs=1e-8)


def test_changed_inputs_have_the_cells_of_both_sides(figures: Workbook) -> None:
    """Tests the row of X's revenue: 40 in K5 and 45 in K8."""
    (row,) = (row for row in rows(figures, "InputValues") if row["Row"] == "X")
    assert (row["Value in A"], row["Value in B"], row["B less A"]) == (40, 45, 5)
    assert (row["Cell in A"], row["Cell in B"]) == ("K5", "K8")


def test_formulas_are_short_and_have_values(formulas: Workbook, figures: Workbook) -> None:
    """Tests that each has a number, 120 characters at most, and no function newer than 2010."""
    found = formula_cells(formulas)
    assert len(found) > 100
    for sheet, cell, formula in found:
        assert isinstance(figures[sheet][cell].value, int | float), (sheet, cell)
        assert len(formula) <= 120
        known = {"SUM", "SUMIFS", "COUNTIF", "MIN", "MAX", "IF", "ABS"}
        assert set(re.findall(r"([A-Z]+)\(", formula)) <= known


def test_chart_has_a_text_and_visible_figures(formulas: Workbook, figures: Workbook) -> None:
    """Tests that the bars are those of the bridge: seven steps and their sum, stacked on a base
    so that each begins where the one before ended.
    """
    (chart,) = formulas["Summary"]._charts
    assert len(chart.series) == 7
    sheet, _, cells = chart.series[0].val.numRef.f.rpartition("!")
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    assert (sheet, left, right, bottom - top + 1) == ("Values", 5, 5, 8)
    bars = rows(figures, "BridgeChart")
    for bar, following in pairwise(bars[:-1]):
        assert bar["To (USD m)"] == following["From (USD m)"]
    for bar in bars:
        drawn = sum(float(value) for name, value in bar.items()  # type: ignore[arg-type]
                    if name.startswith(("Gain", "Loss", "B less A")))  # fmt: skip
        ends = (float(bar["From (USD m)"]), float(bar["To (USD m)"]))  # type: ignore[arg-type]
        low, high = min(ends), max(ends)
        if high <= 0 or low >= 0:
            assert abs(drawn) == pytest.approx(high - low)
            assert bar["Base (USD m)"] == pytest.approx(high if high <= 0 else low)


def test_the_chart_is_described_for_those_who_do_not_see_it(content: bytes) -> None:
    """Tests the alternative text in the drawing of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Bridge from A to B: a bar for each step' in drawing


def test_same_runs_and_time_give_the_same_bytes(compared: Comparison, content: bytes) -> None:
    """Tests that nothing else gets into the file, and that the time does."""
    assert workbook_bytes(compared, NOW) == content
    assert workbook_bytes(compared, NOW.replace(hour=10)) != content


def test_a_failed_bridge_and_an_unproven_run_show_everywhere(compared: Comparison) -> None:
    """Tests that FAIL and NOT PROVEN stand in the frozen header of every sheet."""
    weak = replace(compared.b, proven=False, gap_musd=None)
    broken = replace(compared, b=weak, adds_up=False)
    workbook = load_workbook(io.BytesIO(workbook_bytes(broken, NOW)))
    for page in workbook:
        assert page["A3"].value.startswith("Master check: FAIL")
        assert page["A4"].value == "A proven, gap 0.0 USD m; B NOT PROVEN, gap unknown"
        assert page.oddHeader.center.text == "B NOT PROVEN"


def test_nothing_to_show_can_be_written(compared: Comparison) -> None:
    """Tests two plans without clusters, sites and limits, and inputs that were not compared."""
    for inputs in (None, InputChanges()):
        bare = replace(compared, inputs=inputs, clusters=(), sites=(), limits=())
        workbook = load_workbook(io.BytesIO(workbook_bytes(bare, NOW)))
        assert workbook["Clusters"]["A7"].value == "No cluster is funded in either."


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_recalculation_gives_the_same_numbers(content: bytes, tmp_path: Path) -> None:
    """Tests every formula against LibreOffice, which is told to work all of them out again."""
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    (tmp_path / "c.xlsx").write_bytes(content)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx", "--outdir", "out", "c.xlsx",
        ],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    before = load_workbook(tmp_path / "c.xlsx", data_only=True)
    after = load_workbook(tmp_path / "out" / "c.xlsx", data_only=True)
    for sheet, cell, _ in formula_cells(load_workbook(tmp_path / "c.xlsx")):
        expected = before[sheet][cell].value
        assert after[sheet][cell].value == pytest.approx(expected, rel=1e-9, abs=1e-9)
