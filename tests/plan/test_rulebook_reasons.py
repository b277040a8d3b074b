"""Tests of the reasons why a cluster is not funded, under the rest of the rulebook."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optmodel.economics.types import Exclusion, Options
from optmodel.plan.insertion import Inserter
from optmodel.plan.reason import Reason
from optmodel.plan.reasons import Search, reason_for
from optmodel.program.capacity import ConstructionResource, Market, Operator, Step
from optmodel.program.policy import SectorLimit, Synergy, Target
from optmodel.program.program import CallLimit, Dependency, GroupRule, Program

from .programs import SETTINGS, chosen, cluster, options, preparation, program, site, source

Keys = list[tuple[int, int, int]]
PROVEN = Search(value_musd=100.0, open_musd=0.0)


def why(made: Program, picked: Options, keys: Keys, k: int, **paid: object) -> Reason:
    """Why cluster k is not in the plan of these options, every site opened in period 0."""
    decided = chosen(picked, keys, {key[1]: 0 for key in keys}, **paid)  # type: ignore[arg-type]
    return reason_for(Inserter(made, picked, preparation(made), decided), k, PROVEN)


def test_everybody_declined() -> None:
    """Tests that a cluster whose operators all declined says so, with the cell."""
    words = "every operator that could run it has declined (ACME)"
    excluded = (Exclusion(0, -1, 0, 2, "operator_choice", words, "Operators!B5"),)
    made = program([cluster("A")], [site("S")])
    assert why(made, options({}, excluded=excluded), [], 0) == Reason(
        "operator_choice", f"no option: operator_choice: {words} (Operators!B5)", "Operators!B5"
    )


def test_an_operator_is_full() -> None:
    """Tests a second cluster of an operator that carries one, and 200 of capital over 150."""
    cells = {"Maximum clusters": "Operators!C5", "Maximum capital (USD m)": "Operators!D5"}
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        operators=(Operator("ACME", "committed", 1, 150.0, cells),),
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0}, operators={0: 0, 1: 0})
    assert why(made, picked, [(1, 0, 0)], 0).words == (
        "would add 40 USD m at S from 2027, but breaks "
        "operator_capacity: 2 clusters run by ACME, at most 1 allowed (Operators!C5); "
        "operator_capacity: capital of ACME short by 50 USD m (Operators!D5)"
    )


def test_builders_and_markets_are_busy() -> None:
    """Tests 4 + 4 of 6 in 2027, and 100 + 100 of 150 a year from 2028."""
    both = {"construction_use": {"Steel": (4.0,)}, "product": "Chip", "output_year": 100.0}
    made = program(
        [cluster("A", **both), cluster("B", **both)],
        [site("S")],
        construction=(ConstructionResource("Steel", (Step(0, 6.0, "Construction!C5"),)),),
        markets=(Market("Chip", (Step(0, 150.0, "Markets!C5"),)),),
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0})
    assert why(made, picked, [(1, 0, 0)], 0).words.endswith(
        "breaks builder_capacity: Steel in 2027 short by 2 (Construction!C5); "
        "market_limit: market for Chip in 2028 short by 50 units/year (Markets!C5)"
    )


def test_supply_that_comes_later() -> None:
    """Tests that 10 MW from 2030 do not help in 2028: 4 short there, at the first step."""
    steps = (Step(0, 6.0, "Site supply!D5"), Step(3, 10.0, "Site supply!D6"))
    made = program([cluster("A", use={"power": 10.0})], [site("S", supply_steps={"power": steps})])
    reason = why(made, options({(0, 0, 0): 40.0}), [], 0)
    assert reason.words.endswith("site_supply: power at S short by 4 MW (Site supply!D5)")
    late = options({(0, 0, 2): 40.0})
    assert why(made, late, [], 0).rule == "choice"


def test_a_start_after_the_window() -> None:
    """Tests that B may start only up to 2027, the year of A, when no lag is allowed."""
    needs = Dependency("B", "A", "start", 0, False, "Dependencies!A5", maximum_lag_periods=0)
    made = program([cluster("A"), cluster("B")], [site("S")], dependencies=(needs,))
    picked = options({(0, 0, 0): 60.0, (1, 0, 1): 40.0})
    assert why(made, picked, [(0, 0, 0)], 1).words.endswith(
        "breaks dependency: needs A, and may start only up to 2027 (Dependencies!A5)"
    )


def test_a_group_is_full_at_one_site() -> None:
    """Tests that a second member is too many at R, where one stands, and fits at S."""
    rule = GroupRule("G", ("A", "B"), "at most", 1, 2, "Group rules!A5", same_site=True)
    made = program([cluster("A"), cluster("B")], [site("R"), site("S")], group_rules=(rule,))
    there = options({(0, 0, 0): 60.0, (1, 0, 0): 40.0})
    elsewhere = options({(0, 0, 0): 60.0, (1, 1, 0): 40.0})
    assert why(made, there, [(0, 0, 0)], 1).words.endswith(
        "breaks group_rule: G may have at most 1 at R by 2029 (Group rules!A5)"
    )
    assert why(made, elsewhere, [(0, 0, 0)], 1).rule == "choice"


def test_a_must_that_one_more_breaks() -> None:
    """Tests that the second cluster is one more than a target of at most one."""
    most = Target("clusters", "all", "", "at most", 1.0, 9, False, None, "Targets!E5")
    made = program([cluster("A"), cluster("B")], [site("S")], targets=(most,))
    picked = options({(0, 0, 0): 60.0, (1, 0, 0): 40.0})
    assert why(made, picked, [(0, 0, 0)], 1).words.endswith(
        "breaks target: clusters by 2036 would be missed by 1 cluster (Targets!E5)"
    )


def test_a_price_is_part_of_the_gain() -> None:
    """Tests that 10 more jobs of 15 missing, at 2 each, make -12 of value a gain of 8."""
    wish = Target("jobs", "all", "", "at least", 15.0, 9, False, 2.0, "Targets!E5")
    made = program([cluster("A", jobs=10.0)], [site("S", maximum_clusters=0)], targets=(wish,))
    assert why(made, options({(0, 0, 0): -12.0}), [], 0).words.startswith("would add 8 USD m")


def test_a_synergy_is_part_of_the_gain() -> None:
    """Tests that 8 saved beside B make -5 of value a gain of 3; alone there is a loss of 5."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S", maximum_clusters=1)],
        synergies=(Synergy("A", "B", 0.0, 8.0, "Synergies!A5"),),
    )
    picked = options({(0, 0, 0): -5.0, (1, 0, 0): 60.0})
    assert why(made, picked, [(1, 0, 0)], 0).words.startswith("would add 3 USD m")
    assert "lowers the value by at least 5 USD m" in why(made, picked, [], 0).words


def test_all_sources_together_are_short() -> None:
    """Tests that 30 left of JPN and 40 of EXT are 30 short of 100; EXT alone would have 0.4."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        pledge=source(commitment_musd=130.0),
        further=(source("EXT", commitment_musd=40.0),),
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0}, to_source=(0.0, 0.0))
    assert why(made, picked, [(1, 0, 0)], 0) == Reason(
        "commitment_limit",
        "would add 40 USD m at S from 2027, but breaks "
        "commitment_limit: JPN and EXT together short by 30 USD m (Funding!C5)",
        "Funding!C5",
    )


@pytest.mark.parametrize(
    ("targets", "least"),
    [
        ((), ""),
        ((Target("jobs", "source", "EXT", "at most", 9.0, 9, False, None, "E5"),), "at least "),
    ],
)
def test_two_sources_are_short_each(targets: tuple[Target, ...], least: str) -> None:
    """Tests that JPN with 80 and EXT with 70, which both pay half of 200, lack 20 and 30.

    Where a target asks something of the shares as well, these are the least.
    """
    half = {"maximum_share": 0.5}
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        pledge=source(commitment_musd=80.0, **half),
        further=(source("EXT", commitment_musd=70.0, **half),),
        targets=targets,
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0}, to_source=(0.0, 0.0))
    assert why(made, picked, [(1, 0, 0)], 0, shares=[(0.5, 0.5)]).words.endswith(
        f"breaks commitment_limit: JPN short by {least}20 USD m (Funding!C5); "
        f"commitment_limit: EXT short by {least}30 USD m (Funding!C5)"
    )


def test_one_of_two_limits_would_be_enough() -> None:
    """Tests that JPN, which can pay 76 of the 40 + 40 called in 2027, lacks 4, or EXT 10.

    Of the 200 that are called in three years JPN can then pay 95 % (76 of 80), EXT the 10 left.
    """
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        pledge=source(call_limits=(CallLimit(0, 76.0, False, "C5"),)),
        further=(source("EXT", commitment_musd=0.0),),
    )
    picked = options(
        {(0, 0, 0): 40.0, (1, 0, 0): 60.0},
        calls={0: (40.0, 30.0, 30.0), 1: (40.0, 30.0, 30.0)},
        to_source=(0.0, 0.0),
    )
    assert why(made, picked, [(1, 0, 0)], 0).words.endswith(
        "call_limit: JPN 2027 short by 4 USD m or EXT short by 10 USD m (C5)"
    )


def test_a_second_source_makes_room() -> None:
    """Tests that 30 from JPN and 70 of 80 from EXT are enough: no limit is in the way."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        pledge=source(commitment_musd=130.0),
        further=(source("EXT", commitment_musd=80.0),),
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0}, to_source=(0.0, 0.0))
    assert why(made, picked, [(1, 0, 0)], 0).rule == "choice"


def test_a_sector_is_full() -> None:
    """Tests that the only payer may pay 150 for a sector, and 100 are paid: 50 short."""
    bounds = SectorLimit("Fiber", 0.0, 150.0, {"Maximum (USD m)": "Sector limits!D5"})
    made = program(
        [cluster("A", sector="Fiber"), cluster("B", sector="Fiber")],
        [site("S")],
        pledge=source(sector_limits=(bounds,)),
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0})
    assert why(made, picked, [(1, 0, 0)], 0).words.endswith(
        "breaks sector_limit: JPN Fiber short by 50 USD m (Sector limits!D5)"
    )


@pytest.mark.parametrize(
    ("commitment", "words"),
    [
        (200.0, "would add up to 38 USD m at S from 2027, but breaks clusters_per_site"),
        (160.0, "would add up to 30.8 USD m at S from 2027, but breaks clusters_per_site"),
    ],
)
def test_who_pays_decides_what_the_host_gains(commitment: float, words: str) -> None:
    """Tests that the best shares that the sources can afford count.

    The host gains 40 - 20 = 20 where JPN pays for A, and 40 - 2 = 38 where EXT does. With 100 left
    EXT pays for all; with 60 left it pays 60 %, and the host gains 0.6 x 38 + 0.4 x 20 = 30.8.
    """
    made = program(
        [cluster("A"), cluster("B")],
        [site("S", maximum_clusters=1)],
        further=(source("EXT", commitment_musd=commitment),),
        settings=replace(SETTINGS, perspective="United States"),
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0}, to_source=(20.0, 2.0))
    reason = why(made, picked, [(1, 0, 0)], 0, shares=[(0.0, 1.0)])
    assert reason.words.startswith(words)


def test_a_pool_leaves_the_gain_unsaid() -> None:
    """Tests that in Japan's view only what the search proved is said of a pool's cluster."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        pledge=source(vehicle="pooled"),
        settings=replace(SETTINGS, perspective="Japan"),
    )
    picked = options(
        {(0, 0, 0): 40.0, (1, 0, 0): 60.0}, to_source=(-100.0,), cash=tuple(np.full(10, 20.0))
    )
    assert why(made, picked, [(1, 0, 0)], 0) == Reason(
        "choice",
        "funding it would not raise the value: no plan that funds it is worth more than this one "
        "(proven)",
    )
