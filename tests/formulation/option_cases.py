"""One small workbook per rule that leaves starts out, whose best plan changes without the rule.

A costs 10, is built in a year and earns 2 a year up to the horizon of ten years: a start in period
0 is worth 9 * 2 - 10 = 8, in period 1 it is worth 6. At R it costs 2 more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from optmodel.workbook.tables import Tables
from tests import cases

HERE = cases.site("S")
THERE = cases.site("R")
DEARER = {"Cluster": "A", "Site": "R", "Extra capex (USD m)": 2}


def a(**columns: object) -> dict[str, object]:
    """Cluster A with other columns."""
    return cases.cluster("A", 10.0, **{"Revenue (USD m/year)": 2, **columns})


def b(**columns: object) -> dict[str, object]:
    """Cluster B: costs 4 and earns 1 a year, so a start in period 0 is worth 9 - 4 = 5."""
    return cases.cluster("B", 4.0, **{"Revenue (USD m/year)": 1, **columns})


def book(
    *clusters: dict[str, object],
    settings: dict[str, object] | None = None,
    pledge: dict[str, object] | None = None,
    **sheets: cases.Rows,
) -> Tables:
    """The workbook of a case: A at S unless told otherwise."""
    named: dict[str, cases.Rows] = {"Clusters": clusters or (a(),)}
    named |= {"Funding": [{**cases.pledge(), **(pledge or {})}]}
    return cases.case(cases.tiny_settings(**(settings or {})), **{**named, **sheets})


def skipped() -> Tables:
    """A is marked skip: 0. Without: 8."""
    return book(a(Decision="skip"))


def operator_choice() -> Tables:
    """The only operator that could run A has declined: 0. Without: 8, run by nobody."""
    return book(
        Operators=[{"Operator": "P", "Status": "declined"}],
        Operator_fit=[{"Cluster": "A", "Operator": "P"}],
    )


def site_closed() -> Tables:
    """S is closed, so A stands at R: 18 - 12 = 6. Without: 8 at S."""
    sites = [cases.site("S", Decision="closed"), THERE]
    return book(Sites=sites, Placement=[DEARER])


def fixed_site() -> Tables:
    """A is fixed to R: 18 - 12 = 6. Without: 8 at S."""
    return book(a(Site="R"), Sites=[HERE, THERE], Placement=[DEARER])


def placement() -> Tables:
    """A is not allowed at S and stands at R: 18 - 12 = 6. Without: 8 at S."""
    never = {"Cluster": "A", "Site": "S", "Allowed": "no"}
    return book(Sites=[HERE, THERE], Placement=[DEARER, never])


def start_window() -> Tables:
    """A starts in 2028 at the earliest, period 1: 16 - 10 = 6. Without: 8."""
    return book(a(**{"Earliest start": date(2028, 1, 1)}))


def last_commitment() -> Tables:
    """A may start from 2028 on and the last commitment is in 2027: 0. Without: 6."""
    late = a(**{"Earliest start": date(2028, 1, 1)})
    return book(late, pledge={"Last commitment": date(2027, 6, 1)})


def permit() -> Tables:
    """The permit takes 12 months for certain, so A starts in period 1: 6. Without: 8."""
    return book(
        Sites=[cases.site("S", **{"Permit median (months)": 12, "Permit P80 (months)": 12})]
    )


def preparation() -> Tables:
    """The site takes one period to prepare, so A starts in period 1: 6. Without: 8."""
    return book(Sites=[cases.site("S", **{"Preparation (periods)": 1})])


def first_call() -> Tables:
    """The first call is in 2028, so A starts in period 1: 6. Without: 8."""
    return book(pledge={"First call": date(2028, 1, 1)})


def last_call() -> Tables:
    """A is built over 2027 and 2028 and the last call is in 2027: 0. Without: 8 * 2 - 10 = 6."""
    return book(a(**{"Build (periods)": 2}), pledge={"Last call": date(2027, 1, 1)})


def horizon() -> Tables:
    """A costs nothing, is built over 4 of 3 years and sells 5 a year meanwhile: 0. Without: 15."""
    sold = {"Cluster": "A", "Line": "revenue", "Period 0": 5, "Period 1": 5, "Period 2": 5}
    slow = cases.cluster("A", 0.0, 4)
    return book(slow, settings={"Horizon_periods": 3}, Cash_flows=[sold])


def clusters_per_site() -> Tables:
    """The site takes no cluster: 0. Without: 8."""
    return book(Sites=[cases.site("S", **{"Maximum clusters": 0})])


def site_supply() -> Tables:
    """A needs 6 acres of 5: 0. Without: 8."""
    return book(a(**{"Land (acres)": 6}), Sites=[cases.site("S", 5.0)])


def commitment_limit() -> Tables:
    """A calls 10 of a commitment of 9: 0. Without: 8."""
    return book(pledge={"Commitment (USD m)": 9})


def call_limit() -> Tables:
    """A calls 10 in a period and 9 can be called: 0. Without: 8."""
    most = {"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 9}
    return book(Funding_calls=[most])


def cluster_payback() -> Tables:
    """One of A and B. A pays back in 1 + 10 / 2 = 6 years, 5.9 are asked: B, 5. Without: A, 8."""
    return book(
        a(**{"Maximum payback (years)": 5.9}),
        b(),
        Sites=[cases.site("S", **{"Maximum clusters": 1})],
    )


def source_recovery() -> Tables:
    """One of A and B. All of 2 a year repays A's 10 in period 5, all of 1 repays B's 4 in 4.

    The pledge asks for 4.5 years: B, 5. Without: A, 8.
    """
    return book(
        a(),
        b(),
        Sites=[cases.site("S", **{"Maximum clusters": 1})],
        pledge={
            "Share before recovery": 1,
            "Recovery target (years)": 4.5,
            "Recovery rule": "required",
        },
    )


class OptionCase(NamedTuple):
    """A workbook, its best value with and without a rule, and the row that says the same."""

    tables: Callable[[], Tables]
    best: float
    without: float
    row: str = ""
    """Rule of the model that must go as well, because it forbids the same starts."""


OPTION_CASES: dict[str, OptionCase] = {
    "skipped": OptionCase(skipped, 0.0, 8.0, "fund_once"),
    "operator_choice": OptionCase(operator_choice, 0.0, 8.0),
    "site_closed": OptionCase(site_closed, 6.0, 8.0, "open_before_start"),
    "fixed_site": OptionCase(fixed_site, 6.0, 8.0),
    "placement": OptionCase(placement, 6.0, 8.0),
    "start_window": OptionCase(start_window, 6.0, 8.0),
    "last_commitment": OptionCase(last_commitment, 0.0, 6.0),
    "permit": OptionCase(permit, 6.0, 8.0),
    "preparation": OptionCase(preparation, 6.0, 8.0, "open_before_start"),
    "first_call": OptionCase(first_call, 6.0, 8.0, "call_limit"),
    "last_call": OptionCase(last_call, 0.0, 6.0, "call_limit"),
    "horizon": OptionCase(horizon, 0.0, 15.0),
    "clusters_per_site": OptionCase(clusters_per_site, 0.0, 8.0, "clusters_per_site"),
    "site_supply": OptionCase(site_supply, 0.0, 8.0, "site_supply"),
    "commitment_limit": OptionCase(commitment_limit, 0.0, 8.0, "commitment_limit"),
    "call_limit": OptionCase(call_limit, 0.0, 8.0, "call_limit"),
    "cluster_payback": OptionCase(cluster_payback, 5.0, 8.0),
    "source_recovery": OptionCase(source_recovery, 5.0, 8.0),
}
"""In the order of ``economics.screening.RULES``."""
