"""The workbook of a plan with two sources, one of them a pool; see tests/run/rulebook.py."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel import api
from tests.results.tables import table_rows, texts, time_row, time_total
from tests.run.rulebook import two_sources


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The results, reopened."""
    folder = api.run(two_sources(), output=tmp_path_factory.mktemp("outputs")).folder
    assert folder is not None
    return load_workbook(folder / "results.xlsx")


def test_the_plan_says_who_pays(book: Workbook) -> None:
    """Tests shares, calls, recovery and operator of A and B."""
    a, b, c = table_rows(book, "Plan", "Plan")
    assert (c["Fund (yes or no)"], c["Share Japan (% of calls)"], c["Operator"]) == (
        "no",
        None,
        None,
    )
    assert (a["Share Japan (% of calls)"], a["Share Outside money (% of calls)"]) == (1, 0)
    assert (b["Calls Japan (USD m)"], b["Calls Outside money (USD m)"]) == (50, 50)
    assert a["Recovery Outside money (years from first call)"] == "pays nothing"
    assert b["Recovery Outside money (years from first call)"] == "in the pool"
    assert b["Recovery Japan (years from first call)"] == 7
    assert (a["Operator"], a["Recovered by (date)"].date()) == ("ACME", date(2032, 12, 31))


def test_the_summary_says_what_is_beyond_the_pledge(book: Workbook) -> None:
    """Tests the sentences and the key figures."""
    said = [text for sheet, _, text in texts(book) if sheet == "Summary"]
    assert (
        "Fund 2 of 3 clusters at 1 of 1 sites; drawn from Japan 150.0 USD m (100.0%) of 150.0 USD"
        " m; from Outside money 50.0 USD m (50.0 USD m beyond the pledge)."
    ) in said
    assert "The pool of Outside money is recovered by 2032-12-31." in said
    assert ("Missed, at a price of 10.0 USD m in the objective: jobs by 2036 by 5 jobs.") in said
    figures = {
        row["Key figure"]: row["Figure"] for row in table_rows(book, "Summary", "SummaryKey")
    }
    assert (figures["Pledge called"], figures["Called beyond the pledge"]) == (150, 50)
    assert (figures["Value in the chosen perspective"], figures["Prices of missed targets"]) == (
        465,
        10,
    )
    assert figures["Pledge recovered by"].date() == date(2034, 12, 31)


def test_the_value_says_what_is_deducted(book: Workbook) -> None:
    """Tests that 465 beside 475 for the program is explained where it stands."""
    first = table_rows(book, "Summary", "SummaryKey")[0]
    assert first["Unit"] == "USD m, prices of missed targets deducted"


def test_the_share_of_the_host_is_before_the_pool(book: Workbook) -> None:
    """Tests that B's 30 less 7.5 for JPN is not called the host's alone: EXT has a part of it."""
    row = time_row(
        book, "Waterfall", "B", "Host's share of distributable cash before pool receipts"
    )
    assert row[1] == 22.5


def test_the_parties_add_up(book: Workbook) -> None:
    """Tests 441 + 19.5 + 14.5 = 475, each source by its name."""
    rows = table_rows(book, "Summary", "SummaryParties")
    values = {row["Party"]: row["Value (USD m)"] for row in rows}
    assert values == {"United States": 441, "Japan": 19.5, "Outside money": 14.5}


def test_every_source_has_its_calls_and_receipts(book: Workbook) -> None:
    """Tests that EXT's 50 of 2027 come back as 12 a year, then 4.5, then 3."""
    assert time_row(book, "Funding", "EXT", "Calls in all")[:2] == [50, 0]
    assert time_row(book, "Funding", "EXT", "Receipts")[1:7] == [12, 12, 12, 12, 4.5, 3]
    assert time_total(book, "Funding", "JPN", "Receipts") == 169.5


@pytest.mark.parametrize("account", ["JPN", "EXT pool", "A", "B"])
def test_every_corkscrew_closes(book: Workbook, account: str) -> None:
    """Tests opening + interest + calls - receipts before = closing, and that it carries over."""
    lines = ["Deemed balance, opening", "plus interest at the deemed rate", "plus calls",
             "less receipts before recovery"]  # fmt: skip
    parts = [time_row(book, "Waterfall", account, line) for line in lines]
    closing = time_row(book, "Waterfall", account, "Deemed balance, closing")
    assert closing == pytest.approx([sum(column) for column in zip(*parts, strict=True)])
    assert parts[0][1:] == pytest.approx(closing[:-1])


def test_the_program_s_cash_goes_to_its_parties(book: Workbook) -> None:
    """Tests that free cash with the synergies is the sum of all parties' in every period."""
    parties = [
        time_row(book, "Cash flow", "Program", f"Cash to {party} after site preparation")
        for party in ("Japan", "Outside money", "United States")
    ]
    free = time_row(book, "Cash flow", "Program", "Free cash flow after site preparation")
    assert all(any(row) for row in parties)
    assert free == pytest.approx([sum(column) for column in zip(*parties, strict=True)])
    assert time_total(book, "Cash flow", "Program", "Synergies") == 45


def test_targets_stand_below_the_limits(book: Workbook) -> None:
    """Tests that the must is among the limits, and both are in the table of targets."""
    limits = [row["About"] for row in table_rows(book, "Limits", "Limits")]
    assert "clusters by 2036" in limits
    assert "jobs by 2036" not in limits
    jobs = next(
        row for row in table_rows(book, "Limits", "Targets") if row["Target"] == "jobs by 2036"
    )
    assert (jobs["Missed"], jobs["Price of the miss (USD m)"]) == (5, 10)
