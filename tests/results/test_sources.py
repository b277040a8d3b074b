"""The workbook of a plan with two sources, one of them a pool; see tests/run/rulebook.py."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.workbook.workbook import Workbook

from tests.results.tables import table_rows, texts, time_row, time_total
from tests.results.written import Written


@pytest.fixture
def shown(sources: Written) -> Workbook:
    """What the plan shows."""
    return sources.values


def test_the_plan_says_who_pays(shown: Workbook) -> None:
    """Tests shares, calls, recovery and operator of A and B."""
    a, b, c = table_rows(shown, "Plan", "Plan")
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


def test_the_summary_says_what_is_beyond_the_pledge(shown: Workbook) -> None:
    """Tests the sentences and the key figures."""
    said = [text for sheet, _, text in texts(shown) if sheet == "Summary"]
    assert (
        "Fund 2 of 3 clusters at 1 of 1 sites; drawn from Japan 150.0 USD m (100.0%) of 150.0 USD"
        " m; from Outside money 50.0 USD m (50.0 USD m beyond the pledge)."
    ) in said
    assert "The pool of Outside money is recovered by 2032-12-31." in said
    assert ("Missed, at a price of 10.0 USD m in the objective: jobs by 2036 by 5 jobs.") in said
    rows = {row["Key figure"]: row for row in table_rows(shown, "Summary", "SummaryKey")}
    figures = {name: row["Figure"] for name, row in rows.items()}
    assert (figures["Pledge called"], figures["Called from Outside money"]) == (150, 50)
    assert figures["Prices of missed targets"] == 10
    assert figures["Pledge recovered by"].date() == date(2034, 12, 31)
    # 475 for the program less 10: the unit says that something is deducted.
    value = rows["Value in the chosen perspective"]
    assert (value["Figure"], value["Unit"]) == (465, "USD m, Program, net")


def test_the_parties_add_up(shown: Workbook) -> None:
    """Tests 441 + 19.5 + 14.5 = 475, each source by its name."""
    rows = table_rows(shown, "Summary", "SummaryParties")
    values = {row["Party"]: row["Value"] for row in rows}
    assert values == {
        "United States": 441, "Japan": 19.5, "Outside money": 14.5, "Program": 475,
    }  # fmt: skip
    assert sum(row["Of program"] for row in rows[:-1]) == pytest.approx(1)


def test_every_source_has_its_calls_and_receipts(shown: Workbook) -> None:
    """Tests that EXT's 50 of 2027 come back as 12 a year, then 4.5, then 3."""
    assert time_row(shown, "Funding", "Outside money", "Calls in all")[:2] == [50, 0]
    assert time_row(shown, "Funding", "Outside money", "Receipts")[1:7] == [12, 12, 12, 12, 4.5, 3]
    assert time_total(shown, "Funding", "Japan", "Receipts") == 169.5


POOL = "Pool of Outside money"


@pytest.mark.parametrize(
    ("account", "source", "called"),
    [
        ("A", "Japan", "Calls on Japan"),
        ("B", "Japan", "Calls on Japan"),
        ("All vehicles", "Japan", "Calls on Japan"),
        (POOL, "Outside money", "Calls, with site preparation that it pays"),
    ],
)
def test_every_corkscrew_closes(shown: Workbook, account: str, source: str, called: str) -> None:
    """Tests opening + interest + calls - receipts before = closing, and that it carries over."""

    def row(line: str) -> list[float]:
        return time_row(shown, "Waterfall", account, line)

    opening = row(f"Deemed balance, opening, {source}")
    closing = row(f"Deemed balance, closing, {source}")
    interest, before = (
        row(f"{line}, {source}")
        for line in ("plus deemed interest", "less receipts before recovery")
    )
    parts = zip(opening, interest, row(called), before, strict=True)
    assert closing == pytest.approx([a + b + c - d for a, b, c, d in parts])
    assert opening[1:] == pytest.approx(closing[:-1])
    assert any(closing)


def test_the_share_of_the_host_is_what_sources_leave(shown: Workbook) -> None:
    """Tests B: of the half of its 30 that is shared with Japan, 7.5 each; the pool shares 15."""
    assert time_row(shown, "Waterfall", "B", "United States's share of cash, Japan")[1] == 7.5
    assert time_row(shown, "Waterfall", POOL, "Distributable cash")[1] == 15
    left = time_row(shown, "Waterfall", POOL, "United States's share of cash, Outside money")
    assert left[1] == pytest.approx(3)


def test_the_programs_cash_goes_to_its_parties(shown: Workbook) -> None:
    """Tests that free cash with the synergies is the sum of all parties' in every period."""
    parties = [
        time_row(shown, "Cash flow", "Program", f"Cash to {party} after site preparation")
        for party in ("Japan", "Outside money", "United States")
    ]
    free = time_row(shown, "Cash flow", "Program", "Free cash flow after site preparation")
    assert all(any(row) for row in parties)
    assert free == pytest.approx([sum(column) for column in zip(*parties, strict=True)])
    assert time_total(shown, "Cash flow", "Program", "Synergies") == 45


def test_targets_stand_below_the_limits(shown: Workbook) -> None:
    """Tests that the must is among the limits, and both are in the table of targets."""
    limits = [row["About"] for row in table_rows(shown, "Limits", "Limits")]
    assert "clusters by 2036" in limits
    assert "jobs by 2036" not in limits
    jobs = next(
        row for row in table_rows(shown, "Limits", "Targets") if row["Target"] == "jobs by 2036"
    )
    assert (jobs["Missed"], jobs["Price of the miss (USD m)"]) == (5, 10)


def test_what_is_left_at_sites_is_never_negative(shown: Workbook) -> None:
    """Tests that no site is over its supply in any period of a plan that keeps every limit."""
    rows = table_rows(shown, "Sites", "SitesByPeriod")
    left = [value for row in rows if row["Line"].endswith(" left") for value in row.values()]
    figures = [value for value in left if isinstance(value, int | float)]
    assert figures
    assert min(figures) >= -1e-6
