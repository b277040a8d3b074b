"""Tests of the limits that a plan reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from optmodel.plan.limit import Limit
from optmodel.plan.limits import plan_limits
from optmodel.plan.usage import usage
from optmodel.program.program import CallLimit, Dependency, GroupRule, Program

from .programs import SETTINGS, chosen, cluster, options, preparation, program, site, source


def limits_of(made: Program, name: str, keys: list[tuple[int, int, int]]) -> list[Limit]:
    """The limits of one name with these options chosen, every site opened in period 0."""
    picked = options(dict.fromkeys(keys, 10.0))
    openings = {key[1]: 0 for key in keys}
    used = usage(made, picked, preparation(made), chosen(picked, keys, openings))
    return [limit for limit in plan_limits(made, picked, used) if limit.name == name]


def test_commitment_counts_calls_and_preparation() -> None:
    """Tests that 100 for the cluster and 20 for the site use 120 of 550 - 400 = 150."""
    made = program(
        [cluster("A")],
        [site("S", preparation_musd=20.0)],
        pledge=source(commitment_musd=550.0, already_committed_musd=400.0),
    )
    (limit,) = limits_of(made, "commitment_limit", [(0, 0, 1)])
    assert (limit.used, limit.limit, limit.slack, limit.cell) == (120.0, 150.0, 30.0, "Funding!C5")


def test_call_limit_carries_forward() -> None:
    """Tests that 100 called in 2028 stands against 60 + 60 carried from 2027."""
    made = program(
        [cluster("A")],
        [site("S")],
        pledge=source(call_limits=(CallLimit(0, 60.0, True, "Funding calls!C5"),)),
        horizon_periods=3,
    )
    limits = limits_of(made, "call_limit", [(0, 0, 1)])
    assert [(x.subject, x.used, x.limit) for x in limits] == [
        ("JPN 2027", 0.0, 60.0),
        ("JPN 2028 (carried from 2027)", 100.0, 120.0),
        ("JPN 2029 (carried from 2027)", 100.0, 180.0),
    ]


def test_site_supply_is_shown_at_the_peak() -> None:
    """Tests that land counts from construction, power in operation, and a plant's supply helps.

    A (10 MW, starts 2027, runs from 2028 for one period) and B (-4 MW, starts 2027, runs on):
    10 - 4 = 6 MW in 2028, then -4. Land: 30 + 20 acres from 2027.
    """
    made = program(
        [
            cluster("A", use={"land": 30.0, "power": 10.0}, life_periods=1),
            cluster("B", use={"land": 20.0, "power": -4.0}),
        ],
        [site("S", supply={"land": 60.0, "power": 6.0})],
    )
    land, power = limits_of(made, "site_supply", [(0, 0, 0), (1, 0, 0)])
    assert (land.subject, land.used, land.limit, land.unit) == (
        "S land (2027)",
        50.0,
        60.0,
        "acres",
    )
    assert (power.subject, power.used, power.cell) == ("S power (2028)", 6.0, "Sites!IS")
    assert power.binding
    assert not land.binding


def test_counts_of_sites_clusters_and_starts() -> None:
    """Tests that two clusters at one site, started together, use 1 site, 2 places, 2 starts."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S", maximum_clusters=3), site("R")],
        settings=replace(SETTINGS, maximum_sites=1, maximum_starts=2),
    )
    keys = [(0, 0, 1), (1, 0, 1)]
    (sites,) = limits_of(made, "sites_opened", keys)
    (places,) = limits_of(made, "clusters_per_site", keys)
    starts = limits_of(made, "starts_per_period", keys)
    assert (sites.used, sites.limit) == (1.0, 1.0)
    assert (places.subject, places.used, places.limit) == ("S", 2.0, 3.0)
    assert [(x.subject, x.used) for x in starts] == [("2027", 0.0), ("2028", 2.0), ("2029", 0.0)]


def test_dependency_and_group_are_counted() -> None:
    """Tests that B after the build of A (one period) plus a lag of one may start in period 2."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        dependencies=(Dependency("B", "A", "finish", 1, False, "Dependencies!A5"),),
        group_rules=(GroupRule("G", ("A", "B"), "at least", 1, 1, "Group rules!A5"),),
    )
    keys = [(0, 0, 0), (1, 0, 2)]
    (after,) = limits_of(made, "dependency", keys)
    (group,) = limits_of(made, "group_rule", keys)
    assert (after.used, after.limit, after.slack, after.sense) == (2.0, 2.0, 0.0, "at least")
    assert (group.used, group.limit, group.slack) == (1.0, 1.0, 0.0)


def test_dates_of_calls_and_commitment() -> None:
    """Tests that calls in period 1 respect a first call in 1, a last in 5, a commitment by 2."""
    pledge = source(first_call=1, last_call=5, last_commitment=date(2029, 1, 19), last_start=2)
    made = program([cluster("A")], [site("S")], pledge=pledge)
    found = {
        name: limits_of(made, name, [(0, 0, 1)])[0]
        for name in ("first_call", "last_call", "last_commitment")
    }
    assert {name: (x.used, x.limit, x.slack) for name, x in found.items()} == {
        "first_call": (1.0, 1.0, 0.0),
        "last_call": (1.0, 5.0, 4.0),
        "last_commitment": (1.0, 2.0, 1.0),
    }


@pytest.mark.parametrize(("rule", "shown"), [("required", 1), ("report", 0)])
def test_recovery_is_a_limit_only_where_required(rule: str, shown: int) -> None:
    """Tests that a target that is only reported is not shown as a limit."""
    pledge = source(recovery_target_years=20.0, recovery_rule=rule)
    made = program([cluster("A", maximum_payback_years=7.0)], [site("S")], pledge=pledge)
    assert len(limits_of(made, "source_recovery", [(0, 0, 0)])) == shown
    (payback,) = limits_of(made, "cluster_payback", [(0, 0, 0)])
    assert (payback.used, payback.limit, payback.unit) == (1.0, 7.0, "years")
