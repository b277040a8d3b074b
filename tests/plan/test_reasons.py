"""Tests of the reasons why a cluster is not funded."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from optmodel.economics.types import Exclusion, Options
from optmodel.plan.insertion import Inserter
from optmodel.plan.reason import Reason
from optmodel.plan.reasons import Search, reason_for
from optmodel.program.program import CallLimit, Dependency, GroupRule, Program

from .programs import SETTINGS, chosen, cluster, options, preparation, program, site, source

Keys = list[tuple[int, int, int]]
PROVEN = Search(value_musd=100.0, open_musd=0.0)


def why(
    made: Program, picked: Options, keys: Keys, k: int, openings: dict[int, int] | None = None
) -> Reason:
    """Why cluster k is not in the plan of these options."""
    opened = {key[1]: 0 for key in keys} if openings is None else openings
    inserter = Inserter(made, picked, preparation(made), chosen(picked, keys, opened))
    return reason_for(inserter, k, PROVEN)


def test_exclusions_are_summed_up() -> None:
    """Tests that the rule that was screened last comes first: what it shuts out passed the rest."""
    excluded = (
        Exclusion(0, 0, 0, 2, "permit", "permit not in hand before 2030", "Sites!L5"),
        Exclusion(0, 1, 0, 2, "site_supply", "needs 640 acres of 500", "Sites!H6"),
        Exclusion(0, 2, 0, 2, "site_supply", "needs 640 acres of 300", "Sites!H7"),
    )
    made = program([cluster("A")], [site("P"), site("Q"), site("R")])
    assert why(made, options({}, excluded=excluded), [], 0) == Reason(
        "site_supply",
        "no option: site_supply: needs 640 acres of 500 at Q (Sites!H6) and 1 more site; "
        "permit: permit not in hand before 2030 at P (Sites!L5)",
        "Sites!H6",
    )


def test_no_added_value() -> None:
    """Tests that the best of -12.3 and -40 is named where nothing stands in the way."""
    made = program([cluster("A")], [site("ORR")])
    picked = options({(0, 0, 0): -40.0, (0, 0, 2): -12.3})
    assert why(made, picked, [], 0) == Reason(
        "value", "lowers the value by at least 12.3 USD m, best at ORR from 2029"
    )


def test_opening_the_site_is_part_of_the_loss() -> None:
    """Tests that 15 of value do not carry 20 of site preparation: -5, but do where it is open."""
    made = program([cluster("A"), cluster("B")], [site("S", preparation_musd=20.0)])
    picked = options({(0, 0, 0): 15.0, (1, 0, 0): 90.0})
    assert why(made, picked, [], 0).words == (
        "lowers the value by at least 5 USD m, best at S from 2027 (opening the site included)"
    )
    assert why(made, picked, [(1, 0, 0)], 0).rule == "choice"


def test_the_pledge_is_short() -> None:
    """Tests that 100 + 100 on a pledge of 150 is 50 short, and says where the pledge stands."""
    made = program([cluster("A"), cluster("B")], [site("S")], pledge=source(commitment_musd=150.0))
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0})
    assert why(made, picked, [(1, 0, 0)], 0) == Reason(
        "commitment_limit",
        "would add 40 USD m at S from 2027, but breaks "
        "commitment_limit: JPN short by 50 USD m (Funding!C5)",
        "Funding!C5",
    )


def test_every_limit_in_the_way_is_named() -> None:
    """Tests the starts, land (10 short), power (3 short); and the calls (40 short) are counted."""
    made = program(
        [cluster("A", use={"land": 60.0, "power": 5.0}), cluster("B", use={"land": 50.0})],
        [site("S", supply={"land": 100.0, "power": 2.0})],
        pledge=source(call_limits=(CallLimit(0, 160.0, False, "Funding calls!C5"),)),
        settings=replace(SETTINGS, maximum_starts=1),
    )
    picked = options({(0, 0, 0): 40.0, (1, 0, 0): 60.0})
    assert why(made, picked, [(1, 0, 0)], 0).words == (
        "would add 40 USD m at S from 2027, but breaks "
        "starts_per_period: 2 starts in 2027, at most 1 allowed (Settings!B19); "
        "site_supply: land at S short by 10 acres (Sites!HS); "
        "site_supply: power at S short by 3 MW (Sites!IS); and 1 more"
    )


def test_the_best_start_of_a_further_copy_is_named() -> None:
    """Tests that copy 2 is measured in 2027, also where copy 1 starts in 2029; 50 short."""
    made = program(
        [cluster("F", copy=c, copies=2) for c in (1, 2)],
        [site("S")],
        pledge=source(commitment_musd=150.0),
    )
    picked = options({(0, 0, 2): 60.0, (1, 0, 0): 50.0, (1, 0, 2): 40.0})
    assert why(made, picked, [(0, 0, 2)], 1).words == (
        "would add 50 USD m at S from 2027, but breaks "
        "commitment_limit: JPN short by 50 USD m (Funding!C5)"
    )


def test_a_worse_option_that_fits_is_a_choice() -> None:
    """Tests that an option worth 5 that fits beats one worth 40 that does not, and that the
    reason then is the open gap: the best plan was not proven.
    """
    made = program(
        [cluster("A"), cluster("B")],
        [site("S", maximum_clusters=1), site("R")],
    )
    picked = options({(0, 0, 0): 40.0, (0, 1, 2): 5.0, (1, 0, 0): 60.0})
    opened = chosen(picked, [(1, 0, 0)], {0: 0})
    inserter = Inserter(made, picked, preparation(made), opened)
    reason = reason_for(inserter, 0, Search(value_musd=60.0, open_musd=7.5))
    assert reason == Reason(
        "choice",
        "not chosen, although it would add 5 USD m at R from 2029; "
        "the plan is proven only within 7.5 USD m",
    )


def test_one_site_more_than_allowed() -> None:
    """Tests that a second site is one too many."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("R"), site("S")],
        settings=replace(SETTINGS, maximum_sites=1),
    )
    picked = options({(0, 0, 0): 40.0, (1, 1, 0): 60.0})
    assert why(made, picked, [(1, 1, 0)], 0).words.endswith(
        "breaks sites_opened: 2 sites, at most 1 allowed (Settings!B18)"
    )


def test_calls_before_the_first_call() -> None:
    """Tests that preparation before the source pays is named with the amount."""
    made = program(
        [cluster("A")],
        [site("S", preparation_musd=20.0, preparation_periods=1)],
        pledge=source(first_call=1),
    )
    picked = options({(0, 0, 1): 40.0})
    assert why(made, picked, [], 0) == Reason(
        "first_call",
        "would add 20 USD m at S from 2028, but breaks "
        "first_call: JPN short by 20 USD m (Funding!F5)",
        "Funding!F5",
    )


@pytest.mark.parametrize(
    ("start_of_a", "words"),
    [
        (None, "needs A, which is not funded"),
        (1, "needs A, and may start only from 2029"),
    ],
)
def test_a_need_that_is_not_met(start_of_a: int | None, words: str) -> None:
    """Tests that B, which needs A one period earlier, may start from 2029 with A in 2028."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        dependencies=(Dependency("B", "A", "start", 1, False, "Dependencies!A5"),),
    )
    picked = options({(0, 0, 1): 60.0, (1, 0, 1): 40.0})
    keys = [] if start_of_a is None else [(0, 0, start_of_a)]
    assert why(made, picked, keys, 1) == Reason(
        "dependency",
        f"would add 40 USD m at S from 2028, but breaks dependency: {words} (Dependencies!A5)",
        "Dependencies!A5",
    )


def test_a_need_at_the_same_site() -> None:
    """Tests that a needed cluster that stands elsewhere does not count."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("R"), site("S")],
        dependencies=(Dependency("B", "A", "start", 0, True, "Dependencies!A5"),),
    )
    picked = options({(0, 0, 0): 60.0, (1, 1, 0): 40.0})
    assert "needs A at S, which is not funded there" in why(made, picked, [(0, 0, 0)], 1).words


def test_the_earliest_copy_of_a_need_counts() -> None:
    """Tests that with copies of A in 2027 and 2029, B one period after A fits in 2028."""
    made = program(
        [cluster("A", copy=1, copies=2), cluster("A", copy=2, copies=2), cluster("B")],
        [site("S")],
        dependencies=(Dependency("B", "A", "start", 1, False, "Dependencies!A5"),),
    )
    picked = options({(0, 0, 0): 60.0, (1, 0, 2): 60.0, (2, 0, 1): 40.0})
    assert why(made, picked, [(0, 0, 0), (1, 0, 2)], 2).rule == "choice"


def test_a_group_that_is_full() -> None:
    """Tests that a second member is too many by 2028, and fits after."""
    rule = GroupRule("G", ("A", "B"), "at most", 1, 1, "Group rules!A5")
    made = program([cluster("A"), cluster("B")], [site("S")], group_rules=(rule,))
    early = options({(0, 0, 0): 60.0, (1, 0, 1): 40.0})
    late = options({(0, 0, 0): 60.0, (1, 0, 2): 40.0})
    assert why(made, early, [(0, 0, 0)], 1).words.endswith(
        "breaks group_rule: G may have at most 1 by 2028 (Group rules!A5)"
    )
    assert why(made, late, [(0, 0, 0)], 1).rule == "choice"


def test_the_order_of_copies_is_no_reason() -> None:
    """Tests that copies 2 and 3 could start before copy 1: they would only change numbers."""
    made = program([cluster("F", copy=c, copies=3) for c in (1, 2, 3)], [site("S")])
    picked = options({(0, 0, 2): 60.0, (1, 0, 0): 50.0, (2, 0, 0): 40.0})
    for copy, gain in ((1, 50), (2, 40)):
        reason = why(made, picked, [(0, 0, 2)], copy)
        assert reason.rule == "choice"
        assert f"would add {gain} USD m at S from 2027" in reason.words


def test_a_site_that_opens_too_late_is_opened_earlier() -> None:
    """Tests that B in 2027 moves the opening from 2029 to 2027 at no cost (rate 0).

    The pledge of 220 pays 100 + 100 and one preparation of 20, not two.
    """
    made = program(
        [cluster("A"), cluster("B")],
        [site("S", preparation_musd=20.0)],
        pledge=source(commitment_musd=220.0),
    )
    picked = options({(0, 0, 2): 60.0, (1, 0, 0): 40.0})
    reason = why(made, picked, [(0, 0, 2)], 1, openings={0: 2})
    assert reason.rule == "choice"
    assert "would add 40 USD m at S from 2027" in reason.words


def test_reasons_for_a_hundred_clusters_are_quick() -> None:
    """Tests that 100 clusters x 20 sites x 9 starts, all too dear, take less than ten seconds.

    Measured: about one second; the margin is for a busy machine.
    """
    made = program(
        [cluster(f"K{k}", use={"land": 10.0}) for k in range(101)],
        [site(f"S{s}", supply={"land": 5.0}) for s in range(20)],
        decision_periods=9,
        horizon_periods=100,
        pledge=source(call_limits=(CallLimit(0, 150.0, True, "C5"),)),
    )
    picked = options({(k, s, t): 1.0 + t for k in range(101) for s in range(20) for t in range(9)})
    inserter = Inserter(made, picked, preparation(made), chosen(picked, [(100, 0, 0)], {0: 0}))
    began = time.perf_counter()
    rules = {reason_for(inserter, k, PROVEN).rule for k in range(100)}
    assert rules == {"site_supply"}
    assert time.perf_counter() - began < 10.0
