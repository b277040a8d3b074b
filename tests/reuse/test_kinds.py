"""Every kind of change: solved again, it is worth what a run on the changed input is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from optmodel import reuse
from optmodel.errors import InfeasibleError
from optmodel.reuse import cell, setting
from optmodel.workbook.tables import Tables
from tests.cases import case, cluster, pledge, site, tiny_settings
from tests.oracle.pipeline import EXACTLY, model_of, search_here

LAND, OUTPUT = "Land (acres)", "Output (units/year)"
JPN, A, S = {"Source": "JPN"}, {"Cluster": "A"}, {"Site": "S"}


def park() -> Tables:
    """Five clusters, the last of which only costs, and two sites, the second of which is dearer."""
    plain = {"Sector": "chips", "Product": "wafer", LAND: 40.0, "Jobs": 100, OUTPUT: 10.0}

    def row(name: str, capex: float, revenue: float, **over: object) -> dict[str, object]:
        return cluster(name, capex, **{"Revenue (USD m/year)": revenue}, **plain) | over

    return case(
        tiny_settings(Discount_rate=0.05),
        Clusters=[
            row("A", 100, 40),
            row("B", 80, 30),
            row("C", 60, 25, Sector="power", Product="energy"),
            row("D", 120, 45),
            row("E", 50, 5, Copies=3),
        ],
        Sites=[
            site("S", 120.0),
            site("N", 160.0, **{"Preparation cost (USD m)": 10, "Capex factor": 1.2}),
        ],
        Funding=[pledge(1000.0)],
        Funding_calls=[{**JPN, "From": date(2027, 1, 1), "Maximum call (USD m/period)": 900}],
        Sector_limits=[{**JPN, "Sector": "chips", "Maximum (USD m)": 900}],
        Construction=[{"Resource": "crews", "From": date(2027, 1, 1), "Capacity": 50}],
        Construction_use=[
            {"Cluster": name, "Resource": "crews", "Step 1": 4} for name in ("A", "B", "C", "D")
        ],
        Markets=[
            {"Product": "wafer", "From": date(2027, 1, 1), "Maximum output (units/year)": 500}
        ],
        Operators=[{"Operator": "TSM"}, {"Operator": "UMC"}],
        Operator_fit=[
            {"Cluster": "A", "Operator": "TSM"},
            {"Cluster": "B", "Operator": "TSM"},
            {"Cluster": "D", "Operator": "TSM"},
            {"Cluster": "D", "Operator": "UMC", "Extra capex (USD m)": 12},
        ],
        Groups=[{"Group": "fabs", "Cluster": name} for name in ("A", "B", "D")],
        Group_rules=[{"Group": "fabs", "Rule": "at most", "Count": 3}],
        Dependencies=[{"Cluster": "B", "Needs": "A", "Timing": "start", "Lag (periods)": 0}],
        Synergies=[{"Cluster A": "A", "Cluster B": "C", "Benefit (USD m/year)": 1.0}],
        Targets=[
            {"Metric": "jobs", "Sense": "at least", "Amount": 100, "Strength": "must"},
            {"Metric": "capex", "Sense": "at most", "Amount": 9000, "Strength": 0.2},
        ],
    )


KINDS = {
    "commitment": cell("Funding", JPN, "Commitment (USD m)", 250),
    "already committed": cell("Funding", JPN, "Already committed (USD m)", 700),
    "a commitment that leaves starts out": cell("Funding", JPN, "Commitment (USD m)", 70),
    "call limit": cell("Funding calls", JPN, "Maximum call (USD m/period)", 170),
    "a call limit that leaves starts out": cell(
        "Funding calls", JPN, "Maximum call (USD m/period)", 90
    ),
    "maximum sites": setting("Maximum sites", 1),
    "starts per period": setting("Maximum starts per period", 1),
    "clusters at a site": cell("Sites", S, "Maximum clusters", 2),
    "land": cell("Sites", S, LAND, 45),
    "builders": cell("Construction", {"Resource": "crews"}, "Capacity", 8),
    "market": cell("Markets", {"Product": "wafer"}, "Maximum output (units/year)", 25),
    "operator's clusters": cell("Operators", {"Operator": "TSM"}, "Maximum clusters", 1),
    "operator's capital": cell("Operators", {"Operator": "TSM"}, "Maximum capital (USD m)", 190),
    "sector limit": cell("Sector limits", JPN, "Maximum (USD m)", 200),
    "least for a sector": cell("Sector limits", JPN, "Minimum (USD m)", 380),
    "target that must be met": cell("Targets", {"Metric": "jobs"}, "Amount", 650),
    "target with a price": cell("Targets", {"Metric": "capex"}, "Amount", 150),
    "price of a target": cell("Targets", {"Metric": "capex"}, "Amount", 150)
    + cell("Targets", {"Metric": "capex"}, "Strength", 2.0),
    "group": cell("Group rules", {"Group": "fabs"}, "Count", 1),
    "dependency": cell("Dependencies", {"Cluster": "B"}, "Lag (periods)", 2),
    "synergy": cell("Synergies", {"Cluster A": "A"}, "Benefit (USD m/year)", 9),
    "a cluster in": cell("Clusters", {"Cluster": "E"}, "Decision", "fund"),
    "a cluster out": cell("Clusters", A, "Decision", "skip"),
    "revenue": cell("Clusters", A, "Revenue (USD m/year)", 12),
    "capex": cell("Clusters", A, "Capex (USD m)", 150),
    "payback": cell("Clusters", A, "Maximum payback (years)", 2),
    "discount rate": setting("Discount rate", 0.3),
    "perspective": setting("Perspective", "United States"),
    "preparation": cell("Sites", {"Site": "N"}, "Preparation cost (USD m)", 500),
    "a site closed": cell("Sites", {"Site": "N"}, "Decision", "closed"),
}
NEW_MODEL = {
    "a commitment that leaves starts out",
    "a call limit that leaves starts out",
    "clusters at a site",
    "land",
    "a cluster out",
    "capex",
    "payback",
    "preparation",
    "a site closed",
}


@pytest.fixture(scope="module")
def session() -> Iterator[reuse.Session]:
    """One session for all kinds: each change follows another one."""
    with reuse.open_session(park()) as opened:
        opened.solve(gap=0.0)
        yield opened


def value_of(tables: Tables) -> float | None:
    """Value of a run in this process."""
    return search_here(model_of(tables).model, EXACTLY).value


def test_every_kind_matters() -> None:
    """Each change is one of the value, or the kinds would show nothing."""
    unchanged = value_of(park())
    with reuse.open_session(park()) as opened:
        values = {kind: value_of(opened.tables(change)) for kind, change in KINDS.items()}
    without_effect = {
        kind for kind, value in values.items() if value == pytest.approx(unchanged, abs=1e-6)
    }
    assert without_effect == set()


@pytest.mark.parametrize("kind", KINDS)
def test_solved_again_is_worth_a_run(session: reuse.Session, kind: str) -> None:
    """There, and back to the input as it was."""
    change = KINDS[kind]
    expected, unchanged = value_of(session.tables(change)), value_of(park())
    if expected is None:
        with pytest.raises(InfeasibleError):
            session.solve(change, gap=0.0)
    else:
        answer = session.solve(change, gap=0.0)
        assert answer.plan.value_musd == pytest.approx(expected, abs=1e-5)
        assert answer.plan.status == "optimal"
        assert all(check.passed for check in answer.plan.checks)
    assert session.solve(gap=0.0).plan.value_musd == pytest.approx(unchanged, abs=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_says_whether_a_new_model_was_needed(session: reuse.Session, kind: str) -> None:
    """Most kinds are rows of their own; what changes the starts that there are is not."""
    session.solve(gap=0.0)
    try:
        answer = session.solve(KINDS[kind], gap=0.0)
    except InfeasibleError:
        return
    assert answer.rebuilt == (kind in NEW_MODEL)
    assert answer.rebuilt == (not answer.rewritten)


def test_a_change_is_one_of_the_input_and_not_of_the_change_before(
    session: reuse.Session,
) -> None:
    """A second change does not add to the first, unless both are given."""
    one, other = KINDS["commitment"], KINDS["revenue"]
    session.solve(one, gap=0.0)
    alone = session.solve(other, gap=0.0).plan.value_musd
    both = session.solve(one + other, gap=0.0).plan.value_musd
    assert alone == pytest.approx(value_of(session.tables(other)), abs=1e-5)
    assert both == pytest.approx(value_of(session.tables(one + other)), abs=1e-5)
    assert both < alone - 1.0


def test_the_input_stays_as_it_is() -> None:
    """The tables of the caller are not touched."""
    tables = park()
    before = replace(tables)
    with reuse.open_session(tables) as opened:
        opened.tables(KINDS["market"])
    assert tables == before
