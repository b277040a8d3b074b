"""Tests of the limits of builders, markets, operators, sectors, shares and supply over time."""

from __future__ import annotations

from optmodel.economics.types import Options
from optmodel.plan.limit import Limit
from optmodel.plan.limits import plan_limits
from optmodel.plan.usage import usage
from optmodel.program.capacity import ConstructionResource, Market, Operator, Step
from optmodel.program.policy import SectorLimit
from optmodel.program.program import Dependency, GroupRule, Program

from .programs import chosen, cluster, options, preparation, program, site, source

Keys = list[tuple[int, int, int]]


def limits_of(made: Program, picked: Options, keys: Keys, name: str, **paid: object) -> list[Limit]:
    """The limits of one name with these options chosen, every site opened in period 0."""
    decided = chosen(picked, keys, {key[1]: 0 for key in keys}, **paid)  # type: ignore[arg-type]
    used = usage(made, picked, preparation(made), decided)
    return [limit for limit in plan_limits(made, picked, used) if limit.name == name]


def test_supply_is_shown_in_the_period_that_leaves_least() -> None:
    """Tests that 50 of 90 MW until 2030 leave less than 30 of 120 from then on: the first cell.

    A uses 50 MW from 2028 to 2029 (life of two years), B 30 MW from 2028 on; 90 MW from 2027 and
    120 MW from 2030: 80 of 90 in 2028.
    """
    steps = (Step(0, 90.0, "Site supply!D5"), Step(3, 120.0, "Site supply!D6"))
    made = program(
        [cluster("A", use={"power": 50.0}, life_periods=2), cluster("B", use={"power": 30.0})],
        [site("S", supply_steps={"power": steps})],
    )
    keys = [(0, 0, 0), (1, 0, 0)]
    (limit,) = limits_of(made, options(dict.fromkeys(keys, 9.0)), keys, "site_supply")
    assert (limit.subject, limit.used, limit.limit) == ("S power (2028)", 80.0, 90.0)
    assert limit.cell == "Site supply!D5"


def test_less_use_may_leave_less() -> None:
    """Tests that 30 of 40 MW from 2030 on leave 10, less than the 20 of 100 at the peak."""
    steps = (Step(0, 100.0, "Site supply!D5"), Step(3, 40.0, "Site supply!D6"))
    made = program(
        [cluster("A", use={"power": 50.0}, life_periods=2), cluster("B", use={"power": 30.0})],
        [site("S", supply_steps={"power": steps})],
    )
    keys = [(0, 0, 0), (1, 0, 0)]
    (limit,) = limits_of(made, options(dict.fromkeys(keys, 9.0)), keys, "site_supply")
    assert (limit.subject, limit.used, limit.limit) == ("S power (2030)", 30.0, 40.0)
    assert limit.cell == "Site supply!D6"


def test_a_further_resource_has_no_unit() -> None:
    """Tests a crane: 2 in use from operation, 3 there, no unit."""
    made = program(
        [cluster("A", use={"Cranes": 2.0})],
        [site("S", supply_steps={"Cranes": (Step(0, 3.0, "Site supply!D5"),)})],
        resources=("land", "power", "water", "workers", "Cranes"),
    )
    (limit,) = limits_of(made, options({(0, 0, 0): 9.0}), [(0, 0, 0)], "site_supply")
    assert (limit.subject, limit.used, limit.limit, limit.unit) == ("S Cranes (2028)", 2.0, 3.0, "")


def test_builders_are_counted_from_each_start() -> None:
    """Tests 4 + 1 in 2028 of the 6 there are: A uses 4 then 1 from 2028, B 1 then 1 from 2027."""
    made = program(
        [
            cluster("A", construction_use={"Steel": (4.0, 1.0)}),
            cluster("B", construction_use={"Steel": (1.0, 1.0)}),
        ],
        [site("S")],
        construction=(ConstructionResource("Steel", (Step(0, 6.0, "Construction!C5"),)),),
    )
    keys = [(0, 0, 1), (1, 0, 0)]
    (limit,) = limits_of(made, options(dict.fromkeys(keys, 9.0)), keys, "builder_capacity")
    assert (limit.subject, limit.used, limit.limit) == ("Steel (2028)", 5.0, 6.0)
    assert limit.cell == "Construction!C5"


def test_output_follows_the_ramp_to_the_market() -> None:
    """Tests 0.5 x 100 in 2028 and 100 from 2029 on, of 120; no limit before 2028."""
    made = program(
        [cluster("A", product="Chip", output_year=100.0, ramp_profile=(0.5, 1.0))],
        [site("S")],
        markets=(Market("Chip", (Step(1, 120.0, "Markets!C5"),)),),
    )
    (limit,) = limits_of(made, options({(0, 0, 0): 9.0}), [(0, 0, 0)], "market_limit")
    assert (limit.subject, limit.used, limit.limit) == ("Chip (2029)", 100.0, 120.0)
    assert limit.unit == "units/year"


def test_an_operator_carries_clusters_and_capital() -> None:
    """Tests that ACME runs two of three clusters, for 200 of 250."""
    cells = {"Maximum clusters": "Operators!C5", "Maximum capital (USD m)": "Operators!D5"}
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        operators=(Operator("ACME", "committed", 3, 250.0, cells),),
    )
    keys = [(0, 0, 0), (1, 0, 0)]
    picked = options(dict.fromkeys(keys, 9.0), operators={0: 0, 1: 0})
    count, capital = limits_of(made, picked, keys, "operator_capacity")
    assert (count.used, count.limit, count.unit, count.cell) == (
        2.0,
        3.0,
        "clusters",
        cells["Maximum clusters"],
    )
    assert (capital.used, capital.limit, capital.cell) == (200.0, 250.0, "Operators!D5")


def test_a_sector_has_a_least_and_a_most() -> None:
    """Tests that 60 % of A (100) stands against at least 50 and at most 80; B is elsewhere."""
    bounds = SectorLimit("Fiber", 50.0, 80.0, {"Minimum (USD m)": "C5", "Maximum (USD m)": "D5"})
    made = program(
        [cluster("A", sector="Fiber"), cluster("B", sector="Energy")],
        [site("S", preparation_musd=20.0)],
        pledge=source(sector_limits=(bounds,)),
        further=(source("EXT"),),
    )
    keys = [(0, 0, 0), (1, 0, 0)]
    picked = options(dict.fromkeys(keys, 9.0), to_source=(0.0, 0.0))
    paid = [(0.6, 0.4), (1.0, 0.0)]
    least, most = limits_of(made, picked, keys, "sector_limit", shares=paid)
    assert (least.subject, least.used, least.slack, least.sense) == (
        "JPN Fiber",
        60.0,
        10.0,
        "at least",
    )
    assert (most.used, most.slack, most.cell) == (60.0, 20.0, "D5")


def test_only_full_shares_are_shown() -> None:
    """Tests that EXT pays its 40 % of A, and 10 % of B, which says nothing."""
    made = program(
        [cluster("A"), cluster("B")], [site("S")], further=(source("EXT", maximum_share=0.4),)
    )
    keys = [(0, 0, 0), (1, 0, 0)]
    picked = options(dict.fromkeys(keys, 9.0), to_source=(0.0, 0.0))
    paid = [(0.6, 0.4), (0.9, 0.1)]
    (limit,) = limits_of(made, picked, keys, "maximum_share", shares=paid)
    assert (limit.subject, limit.used, limit.limit) == ("EXT of A", 0.4, 0.4)
    assert limit.binding


def test_a_window_after_another_cluster() -> None:
    """Tests that B in 2029 lies one year after the first and on the last start that A allows."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        dependencies=(Dependency("B", "A", "start", 1, False, "A5", maximum_lag_periods=2),),
    )
    keys = [(0, 0, 0), (1, 0, 2)]
    first, last = limits_of(made, options(dict.fromkeys(keys, 9.0)), keys, "dependency")
    assert (first.used, first.limit, first.sense, first.slack) == (2.0, 1.0, "at least", 1.0)
    assert (last.used, last.limit, last.sense, last.slack) == (2.0, 2.0, "at most", 0.0)


def test_a_window_of_the_right_copy() -> None:
    """Tests that with copies of A in 2027 and 2029, B in 2029 is held against the second."""
    made = program(
        [cluster("A", copy=1, copies=2), cluster("A", copy=2, copies=2), cluster("B")],
        [site("S")],
        dependencies=(Dependency("B", "A", "start", 0, False, "A5", maximum_lag_periods=0),),
    )
    keys = [(0, 0, 0), (1, 0, 2), (2, 0, 2)]
    first, last = limits_of(made, options(dict.fromkeys(keys, 9.0)), keys, "dependency")
    assert (first.limit, last.limit) == (2.0, 2.0)


def test_a_group_is_counted_at_its_fullest_site() -> None:
    """Tests two members at R and one at S: two of at most two; of exactly three apart, broken."""
    members = ("A", "B", "C")
    rules = [
        GroupRule("G", members, sense, count, 2, "A5", same_site=True)
        for sense, count in (("at most", 2), ("at least", 2), ("exactly", 3))
    ]
    made = program([cluster(x) for x in members], [site("R"), site("S")], group_rules=tuple(rules))
    keys = [(0, 0, 0), (1, 0, 0), (2, 1, 0)]
    limits = limits_of(made, options(dict.fromkeys(keys, 9.0)), keys, "group_rule")
    assert [(x.sense, x.used, x.slack) for x in limits] == [
        ("at most", 2.0, 0.0), ("at least", 2.0, 0.0), ("exactly", 2.0, -1.0),
    ]  # fmt: skip
