"""One small case per rule, whose best plan changes when the rule is removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from optmodel.program.capacity import ConstructionResource, Market, Step
from optmodel.program.policy import Synergy
from optmodel.program.program import CallLimit
from tests.formulation.hand import (
    Case,
    case,
    company,
    copies,
    group,
    money,
    needs,
    one,
    place,
    runs,
)
from tests.formulation.money_cases import MONEY_CASES


def fund_once() -> Case:
    """A is worth 10 at X and 8 at Y and stands once; two copies of B lose 4 each, both must be.

    Best: 10 - 4 - 4 = 2. Without the rule A stands twice and B nowhere: 10 + 8 = 18.
    """
    return case(
        {("A", "X"): [10], ("A", "Y"): [8], ("B", "X"): [-4]},
        one("A"),
        *copies("B", 2, decision="fund"),
    )


def stays_started() -> Case:
    """A is worth 5 now and -3 later. Best: 5 now.

    In x: 5 * x0 - 3 * (x1 - x0). Without the rule x0 = 1 and x1 = 0 would give 8. (It calls
    nothing, because calls of 0 or more say the same, at a site that is open anyway, because that
    an opening is used says so, too.)
    """
    return case(
        {("A", "S"): [5, -3]},
        one("A", capex_musd=0.0),
        sites=[place("S", decision="open")],
    )


def stays_open() -> Case:
    """A is worth 10 and can only start now, at a site that costs 3 to open. Best: 10 - 3 = 7.

    Opening costs 3 in either period, so in y: -0 * y0 - 3 * y1. Without the rule y0 = 1 and
    y1 = 0 would open it for nothing: 10. (The host pays, else the calls would say the same.)
    """
    return case(
        {("A", "S"): [10, None]},
        sites=[place("S", preparation_musd=3.0)],
        pledge=money(pays_preparation=False),
    )


def open_before_start() -> Case:
    """The site costs 3 and takes one period to prepare; A is then worth 8, B's copies later 4.

    Best: 8 + 4 + 4 - 3 = 13. Without the rule the site is never opened: 16.
    """
    return case(
        {("A", "S"): [None, 8, 6], ("B", "S"): [None, 2, 4]},
        one("A"),
        *copies("B", 2),
        sites=[place("S", preparation_musd=3.0, preparation_periods=1)],
    )


def opening_used() -> Case:
    """A is worth 10 at S, 1 at T. Opening T brings 3 by itself (no workbook can say that).

    Best: 10 at S; at T it is 1 + 3 = 4. Without the rule T is opened for nothing: 13. (In a
    program an idle opening can pay only through a pool, whose balance it raises.)
    """
    found = case({("A", "S"): [10, 9], ("A", "T"): [1, 0]})
    brings = np.array([[0.0, 0.0], [-3.0, -3.0]])
    return replace(found, preparation=replace(found.preparation, npv_musd=brings))


def sites_opened() -> Case:
    """One site may be opened; A stands at X (10), B at Y (7). Best: 10. Without: 17."""
    return case({("A", "X"): [10], ("B", "Y"): [7]}, maximum_sites=1)


def clusters_per_site() -> Case:
    """The site takes one cluster; A is worth 10, B 7. Best: 10. Without: 17."""
    return case({("A", "S"): [10], ("B", "S"): [7]}, sites=[place("S", maximum_clusters=1)])


def site_supply() -> Case:
    """100 acres and 10 MW; A takes 60 and 30, B 50 and 5, the plant P 20 and gives 30 MW.

    A and B are 110 acres: too many. A needs P by the period in which it first operates, so
    10 - 2 = 8 (both now) or 9 - 1 = 8 (both later), not A now and P later (9). B alone is 7.
    Best: 8. Without the rule A and B: 17.
    """
    return case(
        {("A", "S"): [10, 9], ("B", "S"): [7, 6], ("P", "S"): [-2, -1]},
        one("A", use={"land": 60.0, "power": 30.0}),
        one("B", use={"land": 50.0, "power": 5.0}),
        one("P", use={"land": 20.0, "power": -30.0}),
        sites=[place("S", supply={"land": 100.0, "power": 10.0})],
        horizon=4,
    )


def capital_calls() -> Case:
    """100 in all; A calls 30 and 30, B 50. Best: A alone, 10. Without calls nothing binds: 17."""
    return case(
        {("A", "S"): [10, 9], ("B", "S"): [7, 6]},
        pledge=money(100.0),
        calls={"A": [30.0, 30.0], "B": [50.0]},
    )


def call_limit() -> Case:
    """70 a period, carried forward; A calls 60, B 50.

    Best: A now and B later (60, then 110 of 140), 10 + 6 = 16. Without: both now, 17.
    """
    return case(
        {("A", "S"): [10, 8], ("B", "S"): [7, 6]},
        pledge=money(call_limits=(CallLimit(0, 70.0, True, ""),)),
        calls={"A": [60.0], "B": [50.0]},
    )


def commitment_limit() -> Case:
    """130 committed, 30 of it taken; A calls 30 and 30, B 50. Best: 10. Without: 17."""
    return case(
        {("A", "S"): [10, 9], ("B", "S"): [7, 6]},
        pledge=money(130.0, already_committed_musd=30.0),
        calls={"A": [30.0, 30.0], "B": [50.0]},
    )


def dependency() -> Case:
    """Two copies of B come at least one period after A, which loses 2 now and 3 later.

    Best: A now, B twice next: 8 + 8 - 2 = 14. Without: B alone, now: 18.
    """
    return case(
        {("A", "S"): [-2, -3, -4], ("B", "S"): [9, 8, 7]},
        one("A"),
        *copies("B", 2),
        dependencies=[needs("B", "A", lag_periods=1)],
    )


def group_rule() -> Case:
    """At most one of A and B now, and C, which loses 1, now.

    Best: A now, B later, C now: 10 + 6 - 1 = 15. Without: A and B now, 17.
    """
    return case(
        {("A", "S"): [10, 9], ("B", "S"): [7, 6], ("C", "S"): [-1, -2]},
        group_rules=[group(["A", "B"], "at most", 1, 0), group(["C"], "at least", 1, 0)],
    )


def starts_per_period() -> Case:
    """One start a period; A 10 or 9, B 7 or 5. Best: B now, A later: 16. Without: 17."""
    return case({("A", "S"): [10, 9], ("B", "S"): [7, 5]}, maximum_starts=1)


def builder_capacity() -> Case:
    """10 crews; A needs 6 in each of its first two periods, B 6 in its first.

    A now and B with it or next would need 12. Best: B now, A next: 7 + 9 = 16; A now and B two
    periods later: 10 + 5 = 15. Without the rule both now: 17.
    """
    crews = ConstructionResource("Crews", (Step(0, 10.0, "Construction!C5"),))
    return case(
        {("A", "S"): [10, 9, 8], ("B", "S"): [7, 6, 5]},
        one("A", construction_use={"Crews": (6.0, 6.0)}),
        one("B", construction_use={"Crews": (6.0,)}),
        more={"construction": (crews,)},
    )


def market_limit() -> Case:
    """100 t a year can be sold, 180 from period 3 on; A makes 50 and then 100, B 80, one later.

    A now and B in period 2: 50, 100, 100 + 80 in periods 1, 2, 3: 10 + 5 = 15. B now and A in
    period 2: 80, 80, 80 + 50: 7 + 7 = 14. Best: 15. Without the rule both now: 17.
    """
    steps = (Step(0, 100.0, "Markets!C5"), Step(3, 180.0, "Markets!C6"))
    return case(
        {("A", "S"): [10, 9, 7], ("B", "S"): [7, 6, 5]},
        one("A", product="Steel", output_year=100.0, ramp_profile=(0.5, 1.0)),
        one("B", product="Steel", output_year=80.0),
        more={"markets": (Market("Steel", steps),)},
        horizon=5,
    )


def operator_capacity() -> Case:
    """P can run one cluster, Q capital of 60; A calls 50, B 20.

    A is worth 10 with P and 8 with Q, B 7 with P and 4 with Q. Best: A with Q, B with P, 15; the
    other way round it is 14, and Q alone would carry 70. Without the rule both with P: 17.
    """
    return case(
        {
            ("A", "S", "P"): [10, 9],
            ("A", "S", "Q"): [8, 7],
            ("B", "S", "P"): [7, 6],
            ("B", "S", "Q"): [4, 3],
        },
        one("A", fits=runs("P", "Q")),
        one("B", fits=runs("P", "Q")),
        calls={"A": [50.0], "B": [20.0]},
        more={
            "operators": (company("P", maximum_clusters=1), company("Q", maximum_capital_musd=60.0))
        },
    )


def synergy() -> Case:
    """A is worth 10 at X and 9 at Y, B 7 at Y; side by side they gain 1 a year and save 3 once.

    Both operate from period 1 to 3. Best: both at Y now, 9 + 7 + 3 * 1 + 3 = 22, not 17 apart.
    Without the rule they would gain 6 apart: 23.
    """
    gains = Synergy("A", "B", 1.0, 3.0, "Synergies!A5")
    return case(
        {("A", "X"): [10, None], ("A", "Y"): [9, None], ("B", "Y"): [7, 6]},
        horizon=4,
        more={"synergies": (gains,)},
    )


RULE_CASES: dict[str, tuple[Callable[[], Case], float, float]] = {
    "fund_once": (fund_once, 2.0, 18.0),
    "stays_started": (stays_started, 5.0, 8.0),
    "stays_open": (stays_open, 7.0, 10.0),
    "open_before_start": (open_before_start, 13.0, 16.0),
    "opening_used": (opening_used, 10.0, 13.0),
    "sites_opened": (sites_opened, 10.0, 17.0),
    "clusters_per_site": (clusters_per_site, 10.0, 17.0),
    "site_supply": (site_supply, 8.0, 17.0),
    "capital_calls": (capital_calls, 10.0, 17.0),
    "call_limit": (call_limit, 16.0, 17.0),
    "commitment_limit": (commitment_limit, 10.0, 17.0),
    "dependency": (dependency, 14.0, 18.0),
    "group_rule": (group_rule, 15.0, 17.0),
    "starts_per_period": (starts_per_period, 16.0, 17.0),
    "builder_capacity": (builder_capacity, 16.0, 17.0),
    "market_limit": (market_limit, 15.0, 17.0),
    "operator_capacity": (operator_capacity, 15.0, 17.0),
    "synergy": (synergy, 22.0, 23.0),
    **MONEY_CASES,
}
"""Rule to its case, the best value, and the best value without the rule."""
