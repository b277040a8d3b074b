"""What the sheets say of a plan whose only source is a pool, and of supply that grows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel import api
from optmodel.plan.recovery_targets import recovery_states
from optmodel.run.finished import Run
from optmodel.run.summary import summary_lines
from tests.cases import Rows, cluster, pledge, site, tiny_settings
from tests.results.tables import table_rows, texts, time_row, time_total

Sheets = dict[str, Rows | dict[str, object]]


def pooled(**terms: object) -> Sheets:
    """A starts in 2028, for its 50 acres of 60 that are 500 then; the pool has half of 20 a year.

    A costs 100 in 2028 and earns 20 in each of the eight years from 2029 on. The pool's 80 do not
    repay its 100 and the 10 of preparing S.
    """
    earns = {"Revenue (USD m/year)": 20.0, "Land (acres)": 50.0, "Taxable owner": "no"}
    need = {"Earliest start": date(2028, 1, 1), "Decision": "fund"}
    half = {"Vehicle": "pooled", "Share before recovery": 0.5, "Recovery target (years)": 5}
    funding = half | {"Name": "Japan", "Recovery rule": "report"} | terms
    return {
        "Settings": tiny_settings(),
        "Clusters": [cluster("A", 100.0, Sector="Fiber", **earns, **need)],
        "Sites": [site("S", 60.0, **{"Preparation cost (USD m)": 10.0})],
        "Site supply": [
            {"Site": "S", "Resource": "Land", "From": date(2028, 1, 1), "Available": 500}
        ],
        "Funding": [pledge(500.0, **funding)],
    }


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The plan, solved and written."""
    return api.run(pooled(), output=tmp_path_factory.mktemp("outputs"))


@pytest.fixture(scope="module")
def book(finished: Run) -> Workbook:
    """The results, reopened."""
    assert isinstance(finished.folder, Path)
    return load_workbook(finished.folder / "results.xlsx", data_only=True)


def test_the_tightest_period_leaves_least(book: Workbook) -> None:
    """Tests that of 60 acres in 2027 and 450 left of 500 later the first period leaves less."""
    land = next(row for row in table_rows(book, "Sites", "SitesPeaks") if row["Resource"] == "Land")
    period, day = land["Tightest period (number, from 1)"], land["Its last day (date)"].date()
    assert (period, day) == (1, date(2027, 12, 31))
    assert (land["Left then (unit)"], land["On offer then (unit)"]) == (60, 60)
    assert time_row(book, "Sites", "S", "Land in use")[:2] == [0, 50]
    assert time_row(book, "Sites", "S", "Land left")[:2] == [60, 450]


def test_values_before_the_pool_say_so_and_tie(book: Workbook) -> None:
    """Tests -100 of calls + 80 of receipts - 10 of preparation = -30, the Summary's value."""
    (row,) = table_rows(book, "Plan", "Plan")
    assert row["NPV Japan before pool receipts (USD m)"] == -100
    assert "NPV United States before pool receipts (USD m)" in row
    assert "plus the receipts of the pool, less site preparation" in book["Plan"]["A5"].value
    assert time_total(book, "Funding", "Japan", "Receipts") == 80
    parties = {row["Party"]: row["Value"] for row in table_rows(book, "Summary", "SummaryParties")}
    assert parties["Japan"] == pytest.approx(-100 + 80 - 10)


def test_a_reported_recovery_target_is_shown_as_missed(book: Workbook, finished: Run) -> None:
    """Tests that the pool, which is never repaid, misses five years everywhere."""
    (row,) = table_rows(book, "Limits", "RecoveryTargets")
    assert (row["Recovery of"], row["Rule"], row["Target met"]) == ("JPN pool", "report", "missed")
    assert (row["Target (years)"], row["Slowest (years)"]) == (5, "never")
    (source,) = finished.document["sources"]  # type: ignore[misc]
    assert (source["recovery_target_years"], source["recovery_met"]) == (5, False)
    said = [text for sheet, _, text in texts(book) if sheet == "Summary"]
    assert "The pool of Japan is not recovered within the horizon." in said
    assert "Recovery target of Japan, 5 years: missed." in said


def test_a_recovery_target_of_clusters_is_met_or_missed() -> None:
    """Tests that A's 100 are back by 25 a year in the fourth year after: 4 years, not 3."""
    met = {}
    for target in (4, 3):
        terms = {"Share before recovery": 1.0, "Recovery target (years)": target}
        sheets = pooled(Vehicle="cluster", **terms)
        earns = {"Revenue (USD m/year)": 25.0, "Taxable owner": "no"}
        sheets["Clusters"] = [cluster("A", 100.0, Decision="fund", **earns)]
        (source,) = api.run(sheets).document["sources"]  # type: ignore[misc]
        met[target] = source["recovery_met"]
    assert met == {4: True, 3: False}


def test_a_cluster_in_a_pool_is_recovered_there(book: Workbook) -> None:
    """Tests that the plan says so, and that the key figures name preparation."""
    (row,) = table_rows(book, "Plan", "Plan")
    assert row["Recovered by (date)"] == "in the pool"
    rows = table_rows(book, "Summary", "SummaryKey")
    figures = {row["Key figure"]: row["Figure"] for row in rows}
    assert figures["Site preparation"] == 10


def test_no_recovery_target_no_table() -> None:
    """Tests that a source without a target has no verdict and no table."""
    run = api.run(pooled(**{"Recovery target (years)": None, "Recovery rule": None}))
    (source,) = run.document["sources"]  # type: ignore[misc]
    assert (source["recovery_target_years"], source["recovery_met"]) == (None, None)
    assert recovery_states(run.plan) == ()


def test_the_objective_has_a_line_where_it_is_not_the_value(finished: Run) -> None:
    """Tests that the Japan view has one and the Program view has none."""
    assert not [line for line in summary_lines(finished) if "Objective" in line]
    sheets = pooled() | {"Settings": tiny_settings(Perspective="Japan")}
    lines = list(summary_lines(api.run(sheets)))
    assert "  Objective      -30.0 USD m, Japan view" in lines
