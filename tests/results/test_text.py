"""Texts stay texts, figures are finite, and the same run gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.audit.check import Check
from optmodel.audit.claim import Start
from optmodel.errors import WriteError
from optmodel.plan.plan import Plan
from optmodel.results.cells import LONGEST_TEXT, clean
from optmodel.results.write import workbook_bytes, write_results
from tests.cases import case, cluster, pledge, site, tiny_settings
from tests.recalculation.plans import INFO, plan_of
from tests.results.formulas import formulas
from tests.results.hand import FORMULA_ID, given
from tests.results.tables import table_rows, texts
from tests.results.written import Written, values_of, written

HOSTILE = (
    "http://example.com", "@SUM(1)", "{=1}", "001", "1e5", "TRUE", "<r>x</r>", "_x0041_", "&lt;",
    "''", "+1", "-1", "*", "a?~", 'say "no"', "'q", "=1+1", FORMULA_ID, "x" * 200, "A", "B2",
)  # fmt: skip
"""Ids that a spreadsheet or its file format would take for something else."""


@pytest.fixture(scope="module")
def hostile() -> Written:
    """A cluster and a site of each id, each funded at the site of its name."""
    tables = case(
        tiny_settings(Plan_name="&<b> 'c' " + "&" * 99),
        Clusters=[cluster(it, 10.0, Name=it, **{"Revenue (USD m/year)": 3.0}) for it in HOSTILE],
        Sites=[site(it, Name=f"{it}\n{it}", State=it) for it in HOSTILE],
        Funding=[pledge(Name="J<b>\n&")],
    )
    starts = [Start(it, 1, it, at % 3) for at, it in enumerate(HOSTILE)]
    return written(plan_of(tables, given(tables, *starts)), tables)


def test_hostile_ids_come_back_as_typed(hostile: Written) -> None:
    """Tests that each id stands in Plan as typed, and comes out of formulas as typed."""
    plan = table_rows(hostile.values, "Plan", "Plan")
    assert sorted(plain(row["Cluster"]) for row in plan) == sorted(HOSTILE)
    assert all(row["Cluster"] == row["Name"] == row["Site"] == row["State"] for row in plan)
    shown = {plain(row["Cluster"]) for row in table_rows(hostile.values, "Returns", "Returns")}
    assert shown - {"(free)"} == set(HOSTILE)
    names = {row["Name"] for row in table_rows(hostile.values, "Sites", "SitesOpened")}
    assert {plain(name) for name in names} == {f"{it}\n{it}" for it in HOSTILE}


def plain(text: str) -> str:
    """A text without the space that keeps what looks like ready markup from being that."""
    return text.removesuffix(" ")


def test_hostile_ids_are_told_apart(hostile: Written) -> None:
    """Tests that no id is taken for a pattern of others: all checks hold, as for the audit."""
    assert hostile.values["Plan"]["A3"].value.startswith("Master check: PASS")
    assert hostile.values["About"]["A3"].value.startswith("Master check: PASS")


def test_hostile_names_reach_headers_titles_and_charts(hostile: Written) -> None:
    """Tests names with markup and breaks outside cells: on one line, as they are."""
    assert hostile.values.properties.title.startswith("Plan: &<b> 'c' &")
    headers = [cell.value for cell in hostile.values["Plan"][6]]
    assert "NPV J<b> & (USD m)" in headers
    assert len(hostile.values["Summary"]._charts) == 3
    assert hostile.values["Plan"].oddHeader.left.text.startswith("&&<b>")


def test_an_id_that_looks_like_a_formula_is_text(hand: Written) -> None:
    """Tests that it stands as text in values, and that no formula came of it."""
    assert sum(value == FORMULA_ID for _, _, value in texts(hand.values)) > 20
    assert not any(formula.text.startswith("HYPERLINK") for formula in formulas(hand.formulas))


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("plain", "plain"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
        ("half \ud800 pair", "half ? pair"),
        ("no \uffff character", "no ? character"),
        ("bell \x07", "bell ?"),
        ("two\r\nlines", "two\nlines"),
    ],
)
def test_texts_that_a_workbook_cannot_hold(given_text: str, kept: str) -> None:
    """Tests that a text is changed only where a workbook cannot hold it."""
    assert clean(given_text) == kept


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    """Tests that 40,000 characters become as many as a cell holds at most."""
    cut = clean("x" * 40_000)
    assert len(cut) <= LONGEST_TEXT
    assert cut.endswith("(cut)")


def test_figures_that_are_not_finite_become_words(hand: Written) -> None:
    """Tests that a check of the run without a figure is a word, so that no file holds NaN."""
    endless = Check("source_recovery", "Years", float("inf"), float("nan"), 1e-6, True)
    (row,) = run_checks(hand, endless)
    assert row["Expected (unit as described)"] == "none"
    assert row["Actual (unit as described)"] == "none"


def test_a_check_says_never_in_words(hand: Written) -> None:
    """Tests that the years that stand for never are a word, and a million elsewhere is a figure."""
    checks = [Check(name, "Figures", 1e6, 1e6, 1e-6, True) for name in ("recovery", "npv")]
    rows = run_checks(hand, *checks)
    assert [row["Expected (unit as described)"] for row in rows] == ["never", 1e6]


def run_checks(hand: Written, *checks: Check) -> list[dict[str, object]]:
    """What the sheet Checks shows of other checks of the run."""
    book = values_of(replace(hand.plan, checks=checks), hand.tables)
    return table_rows(book, "Checks", "RunChecks")


def test_a_check_of_the_run_that_failed_shows_everywhere(hand: Written) -> None:
    """Tests that an audit which disagrees turns the master check of every sheet to FAIL."""
    wrong = Check("npv", "Every NPV", 1.0, 2.0, 1e-6, False, "one too many")
    book = values_of(replace(hand.plan, checks=(*hand.plan.checks, wrong)), hand.tables)
    assert all(page["A3"].value.startswith("Master check: FAIL (1 of ") for page in book)


def test_a_plan_that_is_not_proven_says_so_on_every_sheet(hand: Written) -> None:
    """Tests that a search stopped 12.34 short of its bound marks every sheet, also in print."""
    book = values_of(stopped(hand.plan, 12.34), hand.tables)
    for page in book:
        assert page["A4"].value == "NOT PROVEN (gap 12.3 USD m)"
        assert page.oddHeader.center.text == "NOT PROVEN (gap 12.3 USD m)"


def stopped(plan: Plan, gap_musd: float) -> Plan:
    """The same plan from a search that stopped at a bound."""
    assert plan.search.value is not None
    bound = plan.search.value + gap_musd
    reason = "The time limit was reached."
    outcome = type(plan.search.outcome).FEASIBLE
    return replace(plan, search=replace(plan.search, outcome=outcome, bound=bound, reason=reason))


def test_a_proven_plan_is_never_called_not_proven(hand: Written) -> None:
    """Tests that the mark is missing where the gap was reached, on the screen and in print."""
    for page in hand.values:
        assert page["A4"].value == "Proven: gap 0.0 USD m (0.00%)"
        assert "PROVEN" not in str(page.oddHeader.center.text)


def test_a_plan_without_any_funded_cluster_can_be_written(hand: Written) -> None:
    """Tests that nothing funded gives a workbook that says so, with every sheet and no error."""
    book = values_of(plan_of(hand.tables, given(hand.tables)), hand.tables)
    assert set(hand.values.sheetnames) == set(book.sheetnames)
    assert [row["Fund (yes or no)"] for row in table_rows(book, "Plan", "Plan")] == ["no"] * 3
    rows = table_rows(book, "Summary", "SummaryKey")
    figures = {row["Key figure"]: row["Figure"] for row in rows}
    assert figures["Value in the chosen perspective"] == 0
    assert figures["First start"] == "none"


def test_same_run_same_bytes(hand: Written) -> None:
    """Tests that writing twice gives the same bytes."""
    assert workbook_bytes(hand.plan, hand.tables, INFO) == hand.content


def test_two_runs_differ_in_their_stamp_only(hand: Written) -> None:
    """Tests that another run of the same input differs where run id and time stand."""
    later = datetime(2028, 1, 1, tzinfo=UTC)
    info = replace(INFO, run_id="20280101T120000-abcdef12", created=later)
    first, second = (
        _cells(it) for it in (hand.content, workbook_bytes(hand.plan, hand.tables, info))
    )
    differing = {key for key in first if first[key] != second[key]}
    assert first.keys() == second.keys()
    assert {first[key] for key in differing} == {INFO.run_id, "2027-01-01 12:00:00"}


def _cells(content: bytes) -> dict[tuple[str, str], object]:
    book = load_workbook(io.BytesIO(content))
    return {
        (page.title, cell.coordinate): cell.value
        for page in book
        for row in page.iter_rows()
        for cell in row
    }


def test_never_over_an_existing_file(hand: Written, tmp_path: Path) -> None:
    """Tests that a file that is there stays as it is and the failure has its exit code."""
    path = tmp_path / "results.xlsx"
    path.write_text("mine")
    with pytest.raises(WriteError, match=r"results\.xlsx"):
        write_results(hand.plan, hand.tables, INFO, path)
    assert path.read_text() == "mine"


def test_writes_the_file(hand: Written, tmp_path: Path) -> None:
    """Tests that the file on disk is the workbook."""
    path = tmp_path / "results.xlsx"
    write_results(hand.plan, hand.tables, INFO, path)
    assert path.read_bytes() == hand.content
