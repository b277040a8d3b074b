"""Tests, on solved programs, that the reason for leaving a cluster out leads to the true cause.

A cluster costs 100 in the year of its start and earns its revenue in every later one of ten
years, without discounting. Where a reason says what would be enough, the test does that as well.
"""

from __future__ import annotations

from datetime import date

import pytest

import optmodel
from optmodel.plan.plan import Decision

Row = dict[str, object]
Sheets = dict[str, list[Row]]

FIRST = date(2027, 1, 1)


def cluster(name: str, revenue: float, **columns: object) -> Row:
    """A row of Clusters that costs 100."""
    base: Row = {
        "Cluster": name, "Capex (USD m)": 100, "Build (periods)": 1,
        "Revenue (USD m/year)": revenue, "Land (acres)": 50,
    }  # fmt: skip
    return base | columns


def fab(name: str, revenue: float, **columns: object) -> Row:
    """A cluster that makes 10 chips a year and has 900 jobs."""
    made: Row = {"Sector": "Chips", "Product": "Chips", "Output (units/year)": 10, "Jobs": 900}
    return cluster(name, revenue, **made | columns)


def source(name: str, commitment: float, **columns: object) -> Row:
    """A row of Funding."""
    base: Row = {
        "Source": name, "Commitment (USD m)": commitment, "Share before recovery": 0.5,
        "Share after recovery": 0.1, "Deemed rate": 0,
    }  # fmt: skip
    return base | columns


def calls(name: str, maximum: float) -> Row:
    """A row of Funding calls: so much a year, and what is left of a year is lost."""
    return {
        "Source": name, "From": FIRST, "Maximum call (USD m/period)": maximum,
        "Carry forward": "no",
    }  # fmt: skip


def program(
    clusters: list[Row], sources: list[Row], *, decisions: int = 4, **more: list[Row]
) -> Sheets:
    """Sheets of a program at one site, with further sheets (an underscore for a space)."""
    settings = {
        "Plan name": "Causes", "First period": FIRST, "Months per period": 12,
        "Decision periods": decisions, "Horizon periods": 10, "Discount rate": 0,
        "Optimality gap": 0, "Time limit": 60,
    }  # fmt: skip
    sheets: Sheets = {
        "Settings": [{"Setting": name, "Value": value} for name, value in settings.items()],
        "Clusters": clusters,
        "Sites": [{"Site": "OHIO", "State": "OH", "Land (acres)": 500}],
        "Funding": sources,
    }
    return sheets | {name.replace("_", " "): rows for name, rows in more.items()}


def decided(sheets: Sheets, name: str) -> Decision:
    """What the best plan says about a cluster."""
    plan = optmodel.solve(dict(sheets))
    assert plan.status == "optimal"
    (found,) = (each for each in plan.decisions if each.cluster == name)
    return found


FULL = [cluster("FIBER", 40, Sector="Fiber"), fab("FAB", 50)]
"""One start a year can be paid, and four years are open: money is enough for both."""

FORBIDDEN: list[tuple[str, str, str, Row, Sheets]] = [
    (
        "market_limit", "Markets!", "Markets",
        {"Product": "Chips", "From": FIRST, "Maximum output (units/year)": 0}, {},
    ),
    (
        "builder_capacity", "Construction!", "Construction",
        {"Resource": "Team", "From": FIRST, "Capacity": 0},
        {"Construction use": [{"Cluster": "FAB", "Resource": "Team", "Step 1": 1}]},
    ),
    (
        "sector_limit", "Sector limits!", "Sector limits",
        {"Source": "JPN", "Sector": "Chips", "Maximum (USD m)": 0}, {},
    ),
    (
        "target", "Targets!", "Targets",
        {
            "Metric": "jobs", "Filter by": "sector", "Filter": "Chips", "Sense": "at most",
            "Amount": 0, "Must": "yes",
        }, {},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "cell", "sheet", "row", "more"), FORBIDDEN)
def test_what_a_cluster_breaks_by_itself_comes_before_money(
    rule: str, cell: str, sheet: str, row: Row, more: Sheets
) -> None:
    """Tests that a fab that may never stand is not left out for money of a year that is taken.

    The money of 2027 goes to FIBER, that of 2028 to nobody.
    """
    made = program(FULL, [source("JPN", 1000)], Funding_calls=[calls("JPN", 100)])
    assert decided(made, "FAB").funded
    left_out = decided(made | {sheet: [row]} | more, "FAB")
    assert left_out.rule == rule
    assert left_out.cell.startswith(cell)
    assert f"but breaks {rule}: " in left_out.reason
    assert "call_limit" not in left_out.reason


def shared(call_limit: float) -> Sheets:
    """Two clusters that start in 2027; JPN pays up to a limit then, EXT half of each and 100."""
    return program(
        [cluster("A", 50), cluster("B", 49)],
        [source("JPN", 1000), source("EXT", 100, **{"Maximum share of a cluster": 0.5})],
        decisions=1,
        Funding_calls=[calls("JPN", call_limit)],
    )


def test_the_shortage_is_the_least_with_other_shares() -> None:
    """Tests that 200 are 10 more than 90 and 100, and that 10 more of calls fund both.

    EXT pays half of each cluster at most, so that its commitment would not help.
    """
    left_out = decided(shared(90), "B")
    assert left_out.reason.endswith("call_limit: JPN 2027 short by 10 USD m (Funding calls!C5)")
    assert decided(shared(100), "B").funded
    assert not decided(shared(99), "B").funded


def two_shares(commitment: float) -> Sheets:
    """Every cluster is paid 40 % by JPN, up to 100 a year, and 60 % by EXT."""
    shares = "Maximum share of a cluster"
    return program(
        [cluster(name, revenue) for name, revenue in zip("ABCD", (50, 45, 40, 35), strict=True)],
        [source("JPN", 1000, **{shares: 0.4}), source("EXT", commitment, **{shares: 0.6})],
        Funding_calls=[calls("JPN", 100)],
    )


def test_the_source_that_lacks_is_named() -> None:
    """Tests that EXT, which has 20 left of the 60 it must pay, is 40 short, and JPN is not.

    JPN pays two clusters a year at most, but there are four years.
    """
    left_out = decided(two_shares(200), "D")
    assert left_out.reason.endswith("commitment_limit: EXT short by 40 USD m (Funding!C6)")
    assert left_out.cell == "Funding!C6"
    assert decided(two_shares(240), "D").funded


@pytest.mark.parametrize(
    ("terms", "rule", "cell"),
    [
        ({"Commitment (USD m)": 10}, "commitment_limit", "Funding!C6"),
        ({"First call": date(2030, 1, 1)}, "first_call", "Funding!F6"),
    ],
)
def test_a_site_that_nobody_can_prepare(terms: Row, rule: str, cell: str) -> None:
    """Tests that the terms of EXT are named where it alone pays the 20 of a preparation."""
    prepares = "Pays for site preparation"
    made = program(
        [cluster("A", 50)],
        [
            source("JPN", 1000, **{prepares: "no"}),
            source("EXT", 100, **{prepares: "yes", "First call": None} | terms),
        ],
        decisions=2,
    )
    made["Sites"][0] |= {"Preparation cost (USD m)": 20}
    left_out = decided(made, "A")
    assert (left_out.rule, left_out.cell) == (rule, cell)
    assert left_out.reason.startswith("its sites cannot be opened in time: ")
    assert "by the terms of EXT" in left_out.reason


def pooled(target: float) -> Sheets:
    """A pool that pays for half of A at least, has 60 % of its 30 a year, and must be repaid."""
    pool = {
        "Share before recovery": 0.6, "Vehicle": "pooled", "Recovery rule": "required",
        "Recovery target (years)": target, "Maximum share of a cluster": 1,
    }  # fmt: skip
    return program(
        [cluster("A", 30)],
        [source("JPN", 1000, **{"Maximum share of a cluster": 0.5}), source("EXT", 200, **pool)],
        decisions=1,
    )


def test_a_pool_that_a_cluster_cannot_repay() -> None:
    """Tests that 100 are repaid from 18 a year in 2033, 6 years after the call, not in 1 year."""
    left_out = decided(pooled(1), "A")
    assert left_out.rule == "source_recovery"
    assert left_out.cell.startswith("Funding!")
    words = "source_recovery: alone in the pool of EXT it is repaid after 6 years, 1 year allowed"
    assert words in left_out.reason
    assert decided(pooled(6), "A").funded


def test_a_wait_beyond_the_decisions() -> None:
    """Tests that five years after POWER no decision is left of four, whether it is funded or not.

    With a wait of two years it is only that POWER is not funded: 7 x 15 - 100 do not carry its
    loss of 100.
    """
    both = [cluster("FIBER", 15), cluster("POWER", 0)]

    def waiting(lag: int) -> Decision:
        needs = [{"Cluster": "FIBER", "Needs": "POWER", "Timing": "start", "Lag (periods)": lag}]
        return decided(program(both, [source("JPN", 1000)], Dependencies=needs), "FIBER")

    assert "dependency: needs POWER at least 5 periods earlier: it could never start in time" in (
        waiting(5).reason
    )
    assert "needs POWER, which is not funded" in waiting(2).reason
