"""Every kind of limit and decision is named where it is in conflict, and only then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from optmodel.conflict.items import items_of
from optmodel.conflict.preference import RULES
from optmodel.conflict.without import without
from tests.cases import cluster, pledge, program_of, site, tiny_settings
from tests.conflict.asking import conflict_of, must, possible_here

START = date(2027, 1, 1)
TWO = [must("A"), must("B")]
"""A and B, for 1 each, must both be funded."""
A, B = "A must be funded", "B must be funded"


def external(**over: object) -> dict[str, object]:
    """Make a second row of Funding."""
    return pledge(1000.0, Source="EXT", **over)


CASES: Mapping[str, tuple[dict[str, object], dict[str, Sequence[Mapping[str, object]]], set[str]]]
CASES = {
    "commitment_limit": (
        {},
        {"Clusters": [must("A", 200.0)], "Funding": [pledge(100.0)]},
        {A, "the commitment of JPN, 100 USD m"},
    ),
    "commitment_limit, partly committed": (
        {},
        {"Clusters": [must("A", 60.0)],
         "Funding": [pledge(100.0, **{"Already committed (USD m)": 50.5})]},
        {A, "the commitment of JPN, 100 USD m, of which 50.5 are already committed"},
    ),
    "call_limit": (
        {},
        {"Clusters": [must("A", 60.0)], "Funding_calls": [
            {"Source": "JPN", "From": START, "Maximum call (USD m/period)": 50.0}]},
        {A, "what JPN can pay by period (1 row)"},
    ),
    "source_recovery": (
        {},
        {"Clusters": [must("A", 100.0, **{"Revenue (USD m/year)": 40.0})],
         "Funding": [pledge(1000.0, **{"Share before recovery": 0.5,
                                       "Recovery target (years)": 2.5})]},
        {A, "the recovery of JPN within 2.5 years"},
    ),
    "source_recovery, pooled": (
        {},
        {"Clusters": [must("A", 100.0, **{"Revenue (USD m/year)": 40.0})],
         "Funding": [pledge(1000.0, **{"Share before recovery": 0.5, "Vehicle": "pooled",
                                       "Recovery target (years)": 1.0})]},
        {A, "the recovery of JPN within 1 year"},
    ),
    "maximum_share": (
        {},
        {"Clusters": [must("A")],
         "Funding": [pledge(1000.0, **{"Maximum share of a cluster": 0.5}),
                     external(**{"Last commitment": date(2026, 1, 1)})]},
        {A, "at most 50% of a cluster from JPN", "the last commitment of EXT on 2026-01-01"},
    ),
    "cluster_payback": (
        {},
        {"Clusters": [must("A", 100.0, **{"Maximum payback (years)": 3})]},
        {A, "the payback of A within 3 years"},
    ),
    "start_window": (
        {},
        {"Clusters": [must("A", **{"Earliest start": date(2028, 5, 1)})],
         "Funding": [pledge(1000.0, **{"Last commitment": date(2027, 6, 1)})]},
        {A, "A starts in 2028 at the earliest", "the last commitment of JPN on 2027-06-01"},
    ),
    "first_call": (
        {},
        {"Clusters": [must("A", **{"Latest start": date(2027, 5, 1)})],
         "Funding": [pledge(1000.0, **{"First call": date(2028, 1, 1)})]},
        {A, "A starts in 2027 at the latest", "no call on JPN before 2028-01-01"},
    ),
    "last_call": (
        {},
        {"Clusters": [must("A", build=2)],
         "Funding": [pledge(1000.0, **{"Last call": date(2027, 12, 31)})]},
        {A, "no call on JPN after 2027-12-31"},
    ),
    "sector_limit, most": (
        {},
        {"Clusters": [must("A", 60.0, Sector="Chips")],
         "Sector_limits": [{"Source": "JPN", "Sector": "Chips", "Maximum (USD m)": 50.0}]},
        {A, "at most 50 USD m for Chips from JPN"},
    ),
    "sector_limit, least, and a cluster that is skipped": (
        {},
        {"Clusters": [cluster("A", 60.0, Sector="Chips", Decision="skip"), cluster("B", 60.0)],
         "Sector_limits": [{"Source": "JPN", "Sector": "Chips", "Minimum (USD m)": 50.0}]},
        {"A is skipped", "at least 50 USD m for Chips from JPN"},
    ),
    "starts_per_period": (
        {"Decision_periods": 1, "Maximum_starts_per_period": 1},
        {"Clusters": TWO},
        {A, B, "at most 1 start per period"},
    ),
    "sites_opened, and two fixed sites": (
        {"Maximum_sites": 1},
        {"Clusters": [must("A", Site="X"), must("B", Site="Y")], "Sites": [site("X"), site("Y")]},
        {A, B, "A stands at X", "B stands at Y", "at most 1 site"},
    ),
    "two sites that must be opened": (
        {"Maximum_sites": 1},
        {"Clusters": [cluster("A", 1.0)],
         "Sites": [site("X", Decision="open"), site("Y", Decision="open")]},
        {"X must be opened", "Y must be opened", "at most 1 site"},
    ),
    "a closed site": (
        {},
        {"Clusters": [must("A")], "Sites": [site("S", Decision="closed")]},
        {A, "S is closed"},
    ),
    "clusters_per_site": (
        {},
        {"Clusters": TWO, "Sites": [site("S", **{"Maximum clusters": 1})]},
        {A, B, "at most 1 cluster at S"},
    ),
    "site_supply, of land": (
        {},
        {"Clusters": [must("A", **{"Land (acres)": 640.0})], "Sites": [site("S", 0.0)]},
        {A, "the land of S, 0 acres"},
    ),
    "site_supply, of a further resource by period": (
        {},
        {"Clusters": [must("A", **{"Use: Steam": 60.0})],
         "Site_supply": [
             {"Site": "S", "Resource": "Steam", "From": START, "Available": 10.0},
             {"Site": "S", "Resource": "Steam", "From": date(2029, 1, 1), "Available": 20.0}]},
        {A, "the Steam of S, 10 to 20"},
    ),
    "permit": (
        {"Permit_confidence": 0.8},
        {"Clusters": [must("A")],
         "Sites": [site("S", **{"Permit median (months)": 60, "Permit P80 (months)": 80})]},
        {A, "the permit of S, in hand after 80.0 months with a confidence of 80%"},
    ),
    "placement": (
        {},
        {"Clusters": [must("A")], "Placement": [{"Cluster": "A", "Site": "S", "Allowed": "no"}]},
        {A, "A is not allowed at S"},
    ),
    "operator_choice": (
        {},
        {"Clusters": [must("A")], "Operators": [{"Operator": "P", "Status": "declined"}],
         "Operator_fit": [{"Cluster": "A", "Operator": "P"}]},
        {A, "P has declined"},
    ),
    "operator_capacity, clusters": (
        {},
        {"Clusters": TWO, "Operators": [{"Operator": "P", "Maximum clusters": 1}],
         "Operator_fit": [{"Cluster": "A", "Operator": "P"}, {"Cluster": "B", "Operator": "P"}]},
        {A, B, "P runs at most 1 cluster"},
    ),
    "operator_capacity, capital": (
        {},
        {"Clusters": [must("A", 60.0)],
         "Operators": [{"Operator": "P", "Maximum capital (USD m)": 50.0}],
         "Operator_fit": [{"Cluster": "A", "Operator": "P"}]},
        {A, "P carries at most 50 USD m"},
    ),
    "market_limit": (
        {},
        {"Clusters": [must("A", Product="Steel", **{"Output (units/year)": 60.0})],
         "Markets": [{"Product": "Steel", "From": START, "Maximum output (units/year)": 50.0}]},
        {A, "the market of Steel, 50 units/year"},
    ),
    "builder_capacity": (
        {},
        {"Clusters": [must("A")],
         "Construction": [{"Resource": "Crews", "From": START, "Capacity": 5.0}],
         "Construction_use": [{"Cluster": "A", "Resource": "Crews", "Step 1": 6.0}]},
        {A, "the capacity of Crews, 5"},
    ),
    "dependency": (
        {},
        {"Clusters": [must("A"), cluster("B", 1.0, Decision="skip")],
         "Dependencies": [{"Cluster": "A", "Needs": "B", "Lag (periods)": 1}]},
        {A, "B is skipped", "A needs B, 1 period after its start"},
    ),
    "group_rule, at most": (
        {},
        {"Clusters": TWO,
         "Groups": [{"Group": "G", "Cluster": "A"}, {"Group": "G", "Cluster": "B"}],
         "Group_rules": [{"Group": "G", "Rule": "at most", "Count": 1}]},
        {A, B, "at most 1 of group G"},
    ),
    "group_rule, at least": (
        {},
        {"Clusters": [cluster("A", 1.0, **{"Earliest start": date(2028, 1, 1)})],
         "Groups": [{"Group": "G", "Cluster": "A"}],
         "Group_rules": [{"Group": "G", "Rule": "at least", "Count": 1, "By": START}]},
        {"A starts in 2028 at the earliest", "at least 1 of group G by 2027"},
    ),
    "target, at most": (
        {},
        {"Clusters": TWO, "Targets": [{"Metric": "clusters", "Sense": "at most", "Amount": 1}]},
        {A, B, "the target of at most 1 clusters"},
    ),
    "target, at least": (
        {},
        {"Clusters": [cluster("A", 1.0, Jobs=4000, Decision="skip"), cluster("B", 1.0, Jobs=4000)],
         "Targets": [{"Metric": "jobs", "Sense": "at least", "Amount": 5000}]},
        {"A is skipped", "the target of at least 5,000 jobs"},
    ),
}  # fmt: skip
"""Settings and sheets of an input without a plan, and its smallest conflict in words."""


@pytest.mark.parametrize(("settings", "sheets", "words"), CASES.values(), ids=CASES)
def test_exactly_what_is_in_conflict_is_named(
    settings: dict[str, object],
    sheets: dict[str, Sequence[Mapping[str, object]]],
    words: set[str],
) -> None:
    """Tests the smallest conflict of a case, proven, and that each item has its cells."""
    program = program_of(tiny_settings(**settings), **sheets)
    found = conflict_of(program)
    assert words == {item.words for item in found.items}
    assert (found.confirmed, found.irreducible) == (True, True)
    assert all(item.cells for item in found.items)


def test_every_rule_has_a_case() -> None:
    """Tests that the rules of the items of all cases are the rules that can be named at all."""
    named = set()
    for settings, sheets, words in CASES.values():
        items = items_of(program_of(tiny_settings(**settings), **sheets))
        named |= {item.rule for item in items if item.words in words}
    assert set(RULES) == named


@pytest.mark.parametrize(("settings", "sheets", "words"), CASES.values(), ids=CASES)
def test_without_one_of_them_there_is_a_plan(
    settings: dict[str, object],
    sheets: dict[str, Sequence[Mapping[str, object]]],
    words: set[str],
) -> None:
    """Tests that in these cases, where nothing else stands in the way, each item can give way."""
    program = program_of(tiny_settings(**settings), **sheets)
    items = [item for item in items_of(program) if item.words in words]
    assert len(words) == len(items)
    assert all(possible_here(without(program, [item])) for item in items)


def test_rows_that_say_the_same_are_one_item() -> None:
    """Tests that two equal dependencies are given up together, with the cells of both."""
    needs = {"Cluster": "A", "Needs": "B", "Lag (periods)": 1}
    program = program_of(
        tiny_settings(), Clusters=[must("A"), cluster("B", 1.0)], Dependencies=[needs, needs]
    )
    (item,) = [item for item in items_of(program) if item.rule == "dependency"]
    assert len(item.cells) == 2
    assert without(program, [item]).dependencies == ()


def test_limits_that_limit_nothing_are_no_items() -> None:
    """Tests that dates outside the calendar, a share of 1 and a price on a target are left out."""
    program = program_of(
        tiny_settings(),
        Clusters=[cluster("A", 1.0, **{"Earliest start": START, "Latest start": date(2099, 1, 1)})],
        Funding=[pledge(10.0, **{"First call": START, "Last call": date(2099, 1, 1)})],
        Targets=[{"Metric": "jobs", "Sense": "at least", "Amount": 5000, "Strength": 0.1}],
    )
    assert [item.rule for item in items_of(program)] == ["commitment_limit", "site_supply"]
    assert len(without(program, items_of(program)).targets) == 1


def test_nothing_given_up_is_the_program_itself() -> None:
    """Tests that the program comes back as it is."""
    program = program_of(tiny_settings(), Clusters=TWO)
    assert without(program, ()) is program
