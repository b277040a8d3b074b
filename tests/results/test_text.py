"""Texts stay texts, figures are finite, and the same run gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel.audit.check import Check
from optmodel.errors import WriteError
from optmodel.plan.plan import Plan
from optmodel.results.cells import LONGEST_TEXT, clean
from optmodel.results.write import workbook_bytes, write_results
from tests.results.hand_plan import FORMULA_ID, hand_info, hand_plan, hand_tables
from tests.results.tables import table_rows, texts


def test_no_cell_holds_a_formula(workbook: Workbook) -> None:
    """Tests that an id that looks like a formula is text wherever it stands."""
    kinds = {cell.data_type for page in workbook for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert sum(value == FORMULA_ID for _, _, value in texts(workbook)) > 20


def test_no_link_leads_out_of_the_workbook() -> None:
    """Tests that the file names no outside address, macro or connection."""
    content = workbook_bytes(hand_plan(), hand_tables(), hand_info())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        related = [parts.read(name) for name in names if name.endswith(".rels")]
    assert not any("vba" in name or "external" in name.lower() for name in names)
    assert not any(b'TargetMode="External"' in part for part in related)


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        ("plain", "plain"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
        ("half \ud800 pair", "half ? pair"),
        ("no \uffff character", "no ? character"),
        ("bell \x07", "bell ?"),
        ("two\r\nlines", "two\nlines"),
    ],
)
def test_texts_that_a_workbook_cannot_hold(hostile: str, kept: str) -> None:
    """Tests that a text is changed only where a workbook cannot hold it."""
    assert clean(hostile) == kept


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    """Tests that 40,000 characters become as many as a cell holds at most."""
    cut = clean("x" * 40_000)
    assert len(cut) <= LONGEST_TEXT
    assert cut.endswith("(cut)")


@pytest.mark.parametrize(
    "hostile",
    ["http://example.com", "@SUM(1)", "{=1}", "001", "1e5", "TRUE", "<r>x</r>", "a\nb",
     "_x0041_", "&lt;", "''"],
)  # fmt: skip
def test_hostile_names_come_back_as_typed(hostile: str, reopen: Callable[[Plan], Workbook]) -> None:
    """Tests that a site's name is read back as the same text."""
    plan = hand_plan()
    first, second = plan.program.sites
    program = replace(plan.program, sites=(replace(first, name=hostile), second))
    workbook = reopen(replace(plan, program=program))
    (opened,) = table_rows(workbook, "Sites", "SitesOpened")
    assert opened["Name"].rstrip(" ") == hostile


def test_figures_that_are_not_finite_become_words(reopen: Callable[[Plan], Workbook]) -> None:
    """Tests that a check without a figure is written as a word, so that no file holds NaN."""
    endless = Check("source_recovery", "Years", float("inf"), float("nan"), 1e-6, True)
    workbook = reopen(replace(hand_plan(), checks=(endless,)))
    (row,) = table_rows(workbook, "Checks", "Checks")
    assert row["Expected (unit as described)"] == "none"
    assert row["Actual (unit as described)"] == "none"


def test_a_check_says_never_in_words(reopen: Callable[[Plan], Workbook]) -> None:
    """Tests that the years that stand for never are a word, and a million elsewhere is a figure."""
    checks = [Check(name, "Figures", 1e6, 1e6, 1e-6, True) for name in ("recovery", "npv")]
    rows = table_rows(reopen(replace(hand_plan(), checks=tuple(checks))), "Checks", "Checks")
    assert [row["Expected (unit as described)"] for row in rows] == ["never", 1e6]


def test_a_figure_that_is_not_finite_is_refused_elsewhere() -> None:
    """Tests that NaN in a plan is an error that names the sheet, never a cell."""
    plan = hand_plan()
    broken = replace(plan, calls_musd={"JPN": (float("nan"), *[0.0] * 10)})
    with pytest.raises(ValueError, match=r"Summary|Funding"):
        workbook_bytes(broken, hand_tables(), hand_info())


def test_same_run_same_bytes() -> None:
    """Tests that writing twice gives the same bytes."""
    first = workbook_bytes(hand_plan(), hand_tables(), hand_info())
    assert workbook_bytes(hand_plan(), hand_tables(), hand_info()) == first


def test_two_runs_differ_in_their_stamp_only() -> None:
    """Tests that another run of the same input differs where run id and time stand."""
    info = hand_info()
    other = replace(
        info, run_id="20280101T120000-abcdef12", created=datetime(2028, 1, 1, tzinfo=UTC)
    )
    first, second = (_cells(workbook_bytes(hand_plan(), hand_tables(), i)) for i in (info, other))
    differing = {key for key in first if first[key] != second[key]}
    assert first.keys() == second.keys()
    assert {first[key] for key in differing} == {info.run_id, "2027-01-01 12:00:00"}


def _cells(content: bytes) -> dict[tuple[str, str], object]:
    workbook = load_workbook(io.BytesIO(content))
    return {(page.title, cell.coordinate): cell.value
            for page in workbook for row in page.iter_rows() for cell in row}  # fmt: skip


def test_never_over_an_existing_file(tmp_path: Path) -> None:
    """Tests that a file that is there stays as it is and the failure has its exit code."""
    path = tmp_path / "results.xlsx"
    path.write_text("mine")
    with pytest.raises(WriteError, match=r"results\.xlsx"):
        write_results(hand_plan(), hand_tables(), hand_info(), path)
    assert path.read_text() == "mine"


def test_writes_the_file(tmp_path: Path) -> None:
    """Tests that the file on disk is the workbook."""
    path = tmp_path / "results.xlsx"
    write_results(hand_plan(), hand_tables(), hand_info(), path)
    assert path.read_bytes() == workbook_bytes(hand_plan(), hand_tables(), hand_info())


def test_hostile_names_reach_headers_titles_and_charts(reopen: Callable[[Plan], Workbook]) -> None:
    """Tests names with control characters, markup and breaks outside cells: on one line."""
    plan = hand_plan()
    first, *others = plan.program.clusters
    program = replace(
        plan.program,
        settings=replace(plan.program.settings, plan_name="a\x07&<b>\n'c' " + "&" * 99),
        sources=(replace(plan.program.sources[0], name="J\x01<\n&"),),
        clusters=(replace(first, sector="<\x02&\n"), *others),
    )
    workbook = reopen(replace(plan, program=program))
    assert workbook.properties.title.startswith("Plan: a?&<b> 'c' &")
    assert workbook["Plan"]["T6"].value == "NPV J?< & (USD m)"
    assert len(workbook["Summary"]._charts) == 2
