"""Each rule that leaves a start out, with its reason and its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from optmodel.economics.options import build_options
from optmodel.economics.screening import RULES
from optmodel.economics.types import Exclusion
from optmodel.program.capacity import Step
from optmodel.program.program import (
    RESOURCES,
    CallLimit,
    CashLines,
    Cluster,
    Program,
    Site,
    Source,
)
from tests.economics.programs import (
    calendar,
    cluster,
    fit,
    operator,
    pair,
    program,
    site,
    source,
)

WHEN = calendar(horizon=8, decisions=4)
"""Starts in 2027 to 2030, horizon to 2034."""

CELLS = {
    "Decision": "Clusters!F5",
    "Earliest start": "Clusters!W5",
    "Latest start": "Clusters!X5",
    "Site": "Clusters!Y5",
    "Maximum payback (years)": "Clusters!V5",
}
SITE_CELLS = {
    "Decision": "Sites!G5",
    "Land (acres)": "Sites!H5",
    "Power (MW)": "Sites!I5",
    "Workers": "Sites!K5",
    "Permit median (months)": "Sites!L5",
    "Preparation (periods)": "Sites!O5",
    "Maximum clusters": "Sites!S5",
}
SOURCE_CELLS = {
    "Commitment (USD m)": "Funding!C5",
    "Last commitment": "Funding!E5",
    "First call": "Funding!F5",
    "Last call": "Funding!G5",
    "Recovery target (years)": "Funding!O5",
}


def plant(**changes: object) -> Cluster:
    """The plain cluster with its cells."""
    return cluster(cells=CELLS, **changes)


def place(**changes: object) -> Site:
    """The plain site with its cells."""
    return site(cells=SITE_CELLS, **changes)


def pledge(**changes: object) -> Source:
    """The plain pledge with its cells."""
    return source(cells=SOURCE_CELLS, **changes)


def judged(given: Program) -> tuple[list[int], tuple[Exclusion, ...]]:
    """Starts that are options, and the exclusions."""
    options = build_options(given)
    return options.start.tolist(), options.excluded


def check(given: Program, starts: list[int], expected: Exclusion) -> None:
    """Compare the starts that remain, and the only exclusion."""
    assert judged(given) == (starts, (expected,))


def out(first: int, last: int, rule: str, reason: str, cell: str) -> Exclusion:
    """An exclusion of the only cluster at the only site, that is everywhere."""
    return Exclusion(0, -1, first, last, rule, reason, cell)


def test_skipped():
    """Tests that a cluster marked skip has no start."""
    expected = out(0, 3, "skipped", "its decision is skip", "Clusters!F5")
    check(program(plant(decision="skip"), when=WHEN), [], expected)


def test_operator_choice():
    """Tests a cluster whose two operators have both declined, and one with a third that has not."""
    declined = (operator("ACME", "declined"), operator("BETA", "declined"))
    asked = (fit("ACME"), fit("BETA"))
    given = replace(program(plant(fits=asked), when=WHEN), operators=declined)
    words = "every operator that could run it has declined: ACME, BETA"
    check(given, [], out(0, 3, "operator_choice", words, "Operators!BACME"))
    third = (*declined, operator("COGEN", "in talks"))
    given = replace(program(plant(fits=(*asked, fit("COGEN"))), when=WHEN), operators=third)
    assert judged(given) == ([0, 1, 2, 3], ())


def test_site_closed():
    """Tests that nothing starts at a closed site."""
    expected = out(0, 3, "site_closed", "the site is closed", "Sites!G5")
    check(program(plant(), place(decision="closed"), when=WHEN), [], expected)


def test_fixed_site():
    """Tests that a cluster fixed to ORR is out at B, and only there."""
    given = program(plant(site="ORR"), [place(), site(id="B")], when=WHEN)
    starts, excluded = judged(given)
    assert starts == [0, 1, 2, 3]
    words = "fixed to site ORR, not possible"
    assert excluded == (Exclusion(0, 1, 0, 3, "fixed_site", words, "Clusters!Y5"),)


def test_placement():
    """Tests that a pair that is not allowed is out, with the cell of its row."""
    given = program(
        plant(), [place(), site(id="B")], when=WHEN, placement={("FIB", "B"): pair(allowed=False)}
    )
    starts, excluded = judged(given)
    assert starts == [0, 1, 2, 3]
    words = "Placement does not allow it"
    assert excluded == (Exclusion(0, 1, 0, 3, "placement", words, "Placement!C5"),)


def test_start_window():
    """Tests a window of 2028 to 2029: out in period 0 and in period 3."""
    starts, excluded = judged(program(plant(earliest_start=1, latest_start=2), when=WHEN))
    assert starts == [1, 2]
    assert excluded == (
        out(0, 0, "start_window", "its earliest start is 2028", "Clusters!W5"),
        out(3, 3, "start_window", "its latest start is 2029", "Clusters!X5"),
    )


def test_last_commitment():
    """Tests a source that commits until January 2029, period 2."""
    terms = pledge(last_start=2, last_commitment=date(2029, 1, 19))
    words = "JPN commits nothing after 2029-01-19"
    expected = out(3, 3, "last_commitment", words, "Funding!E5")
    check(program(plant(), pledge=terms, when=WHEN), [0, 1, 2], expected)


def test_permit():
    """Tests a permit in hand from period 2."""
    expected = out(0, 1, "permit", "permit not in hand before 2029", "Sites!L5")
    check(program(plant(), place(permit_periods=2), when=WHEN), [2, 3], expected)


def test_preparation():
    """Tests a site that takes one period to prepare."""
    expected = out(0, 0, "preparation", "site preparation not done before 2028", "Sites!O5")
    check(program(plant(), place(preparation_periods=1), when=WHEN), [1, 2, 3], expected)


def test_first_call():
    """Tests that a cluster that calls in the period of its start waits for the first call."""
    words = "it needs money before the first call on JPN, 2028"
    expected = out(0, 0, "first_call", words, "Funding!F5")
    check(program(plant(), pledge=pledge(first_call=1), when=WHEN), [1, 2, 3], expected)


def test_first_call_counts_money_not_starts():
    """Tests a profile of 0 and 100 %: it calls a period after its start, so it may start early."""
    given = program(
        plant(build_periods=2, capex_profile=(0.0, 1.0)), pledge=pledge(first_call=1), when=WHEN
    )
    assert judged(given) == ([0, 1, 2, 3], ())


def test_last_call():
    """Tests that two build periods from 2030 need money in 2031, after the last call in 2030."""
    words = "it needs money after the last call on JPN, 2030"
    expected = out(3, 3, "last_call", words, "Funding!G5")
    given = program(plant(build_periods=2), pledge=pledge(last_call=3), when=WHEN)
    check(given, [0, 1, 2], expected)


def test_last_call_of_money_drawn_at_the_start():
    """Tests that drawn at the start, the same cluster calls in 2030 only: an option."""
    terms = pledge(last_call=3, draw="at start")
    given = program(plant(build_periods=2), pledge=terms, when=WHEN)
    assert judged(given) == ([0, 1, 2, 3], ())


HORIZON = out(3, 3, "horizon", "construction would not end within the horizon", "Settings!B9")


def test_horizon():
    """Tests a horizon of 5: two build periods fit from 3 at the latest, three from 2."""
    when = calendar(horizon=5, decisions=4)
    assert judged(program(plant(build_periods=2), when=when)) == ([0, 1, 2, 3], ())
    check(program(plant(build_periods=3), when=when), [0, 1, 2], HORIZON)


def test_horizon_of_a_capex_row():
    """Tests that a row that spends in its third period must end inside; zeros after it do not."""
    when = calendar(horizon=5, decisions=4)
    lines = CashLines(capex_musd=(50.0, 0.0, 50.0, 0.0, 0.0))
    check(program(plant(cash_lines=lines), when=when), [0, 1, 2], HORIZON)


def test_horizon_without_a_build():
    """Tests that a cluster without a build still needs the period of its start."""
    when = calendar(horizon=4, decisions=4)
    assert judged(program(plant(build_periods=0), when=when)) == ([0, 1, 2, 3], ())


def test_clusters_per_site():
    """Tests a site that takes no cluster."""
    expected = out(0, 3, "clusters_per_site", "the site takes no cluster", "Sites!S5")
    check(program(plant(), place(maximum_clusters=0), when=WHEN), [], expected)


def test_site_supply():
    """Tests 640 acres needed where there are 600."""
    words = "it needs 640 acres of land and there are 600, whatever others add"
    given = program(plant(use={"land": 640.0}), place(supply={"land": 600.0}), when=WHEN)
    check(given, [], out(0, 3, "site_supply", words, "Sites!H5"))


@pytest.mark.parametrize("supply", [{"land": 640.0}, {}])
def test_site_supply_that_suffices_or_has_no_limit(supply: Mapping[str, float]):
    """Tests 640 acres that are there to the acre, and a site without a figure."""
    given = program(plant(use={"land": 640.0}), place(supply=supply), when=WHEN)
    assert judged(given) == ([0, 1, 2, 3], ())


@pytest.mark.parametrize(
    ("changes", "possible"),
    [
        ({}, True),
        ({"decision": "skip"}, False),
        ({"site": "B"}, False),
        ({"use": {"power": -4.0}}, False),
    ],
)
def test_site_supply_counts_what_others_could_add(changes, possible):
    """Tests 15 MW needed, 10 there: a power plant of 5 MW that may stand there makes it possible.

    One that is skipped, fixed elsewhere, or of 4 MW does not.
    """
    station = {"id": "POW", "use": {"power": -5.0}} | changes
    given = program(
        [plant(use={"power": 15.0}), cluster(**station)],
        [place(supply={"power": 10.0}), site(id="B", supply={"power": 0.0})],
        when=WHEN,
    )
    options = build_options(given)
    at_orr = (options.cluster == 0) & (options.site == 0)
    assert at_orr.any() == possible


def test_site_supply_uses_the_figures_of_the_pair():
    """Tests that Placement's 20 workers stand instead of the 5 of Clusters."""
    given = program(
        plant(use={"workers": 5.0}),
        place(supply={"workers": 10.0}),
        when=WHEN,
        placement={("FIB", "ORR"): pair(use={"workers": 20.0})},
    )
    words = "it needs 20 workers and there are 10, whatever others add"
    check(given, [], out(0, 3, "site_supply", words, "Sites!K5"))


def test_site_supply_of_what_never_operates():
    """Tests a build of 5 in a horizon of 8: a start in period 3 never operates and needs nobody."""
    given = program(
        plant(build_periods=5, use={"workers": 5.0}), place(supply={"workers": 4.0}), when=WHEN
    )
    words = "it needs 5 workers and there are 4, whatever others add"
    check(given, [3], out(0, 2, "site_supply", words, "Sites!K5"))


def test_site_supply_that_changes():
    """Tests 15 MW needed from the period after the start: 20 there, 10 in 2029, 20 from 2030.

    Starts in 2027 and 2028 operate in 2029, later ones do not.
    """
    steps = {"power": (Step(2, 10.0, "Site supply!D5"), Step(3, 20.0, "Site supply!D6"))}
    where = place(supply={"power": 20.0}, supply_steps=steps)
    words = "it needs 15 MW of power and there are 10 in 2029, whatever others add"
    expected = out(0, 1, "site_supply", words, "Site supply!D5")
    check(program(plant(use={"power": 15.0}), where, when=WHEN), [2, 3], expected)


def test_site_supply_that_changes_outside_the_life():
    """Tests the same with a life of one year: only the start of 2028 operates in 2029."""
    steps = {"power": (Step(2, 10.0, "Site supply!D5"), Step(3, 20.0, "Site supply!D6"))}
    where = place(supply={"power": 20.0}, supply_steps=steps)
    starts, _ = judged(program(plant(use={"power": 15.0}, life_periods=1), where, when=WHEN))
    assert starts == [0, 2, 3]


def test_site_supply_of_land_that_shrinks():
    """Tests that land is used for ever: 5 acres from 2034, the last year, rule out every start."""
    steps = {"land": (Step(7, 5.0, "Site supply!D5"),)}
    where = place(supply={"land": 50.0}, supply_steps=steps)
    words = "it needs 40 acres of land and there are 5 in 2034, whatever others add"
    expected = out(0, 3, "site_supply", words, "Site supply!D5")
    check(program(plant(use={"land": 40.0}, life_periods=1), where, when=WHEN), [], expected)


def test_site_supply_of_a_further_resource():
    """Tests 3 cranes needed: none in 2028, 4 from 2029; no limit before the first row."""
    steps = {"Cranes": (Step(1, 0.0, "Site supply!D5"), Step(2, 4.0, "Site supply!D6"))}
    given = program(plant(use={"Cranes": 3.0}), place(supply_steps=steps), when=WHEN)
    given = replace(given, resources=(*RESOURCES, "Cranes"))
    words = "it needs 3 Cranes and there are 0 in 2028, whatever others add"
    check(given, [1, 2, 3], out(0, 0, "site_supply", words, "Site supply!D5"))


def test_what_differs_by_resource_is_said_by_resource():
    """Tests power short in 2028 and water short in 2029: a line each for starts that operate."""
    steps = {
        "power": (Step(1, 0.0, "Site supply!D5"), Step(2, 9.0, "Site supply!D6")),
        "water": (Step(2, 0.0, "Site supply!D7"), Step(3, 9.0, "Site supply!D8")),
    }
    user = plant(use={"power": 5.0, "water": 5.0}, life_periods=1)
    starts, excluded = judged(program(user, place(supply_steps=steps), when=WHEN))
    assert starts == [2, 3]
    assert [(one.first, one.last, one.cell) for one in excluded] == [
        (0, 0, "Site supply!D5"),
        (1, 1, "Site supply!D7"),
    ]


def test_commitment_limit():
    """Tests 100 of capex, 10 % dearer every year, against 120 less 5: 110 fits, 121 does not."""
    terms = pledge(commitment_musd=120.0, already_committed_musd=5.0)
    given = program(plant(), pledge=terms, when=WHEN, capex_escalation=0.1)
    words = "it calls USD 121 m and JPN has 115 m left"
    check(given, [0, 1], out(2, 3, "commitment_limit", words, "Funding!C5"))


def test_call_limit():
    """Tests 100 at once against 90 a year from 2027 and 100 from 2029."""
    rows = (
        CallLimit(0, 90.0, False, "Funding calls!C5"),
        CallLimit(2, 100.0, False, "Funding calls!C6"),
    )
    given = program(plant(), pledge=pledge(call_limits=rows), when=WHEN)
    words = "its calls alone are more than JPN can pay by 2027"
    check(given, [2, 3], out(0, 1, "call_limit", words, "Funding calls!C5"))


def test_cluster_payback():
    """Tests 100 out and 40 a year in: 3.5 years, against targets of 3.5 and 3.4."""
    when = calendar(horizon=5, decisions=1)
    paid = {"revenue_musd_year": 40.0}
    assert judged(program(plant(maximum_payback_years=3.5, **paid), when=when)) == ([0], ())
    words = "its payback is 3.5 years, the target is 3.4 years"
    expected = out(0, 0, "cluster_payback", words, "Clusters!V5")
    check(program(plant(maximum_payback_years=3.4, **paid), when=when), [], expected)


def test_cluster_payback_beyond_the_horizon():
    """Tests a cluster that never pays back: out with a target, an option without one."""
    given = plant(revenue_musd_year=1.0, maximum_payback_years=50.0)
    words = "its payback is beyond the horizon, the target is 50 years"
    check(program(given, when=WHEN), [], out(0, 3, "cluster_payback", words, "Clusters!V5"))
    assert judged(program(plant(revenue_musd_year=1.0), when=WHEN)) == ([0, 1, 2, 3], ())


def test_source_recovery():
    """Tests the hand-checkable case, recovered in 8 years: a target of 8 keeps it, 7 does not."""
    kept = pledge(recovery_target_years=8.0, recovery_rule="required")
    assert judged(program(plant(), pledge=kept)) == ([0], ())
    missed = pledge(recovery_target_years=7.0, recovery_rule="required")
    words = "the recovery of JPN is 8 years, the target is 7 years"
    expected = out(0, 0, "source_recovery", words, "Funding!O5")
    check(program(plant(), pledge=missed), [], expected)


def test_source_recovery_that_is_only_reported():
    """Tests that a target that is reported leaves nothing out."""
    terms = pledge(recovery_target_years=1.0, recovery_rule="report")
    assert judged(program(plant(), pledge=terms)) == ([0], ())


def test_the_first_failing_rule_is_the_reason():
    """Tests a cluster that breaks a rule more with each step back through the list."""
    steps: list[tuple[str, dict[str, object], dict[str, object], dict[str, object]]] = [
        ("source_recovery", {}, {}, {"recovery_target_years": 1.0, "recovery_rule": "required"}),
        ("cluster_payback", {"maximum_payback_years": 1.0}, {}, {}),
        ("call_limit", {}, {}, {"call_limits": (CallLimit(0, 1.0, False, ""),)}),
        ("commitment_limit", {}, {}, {"commitment_musd": 50.0}),
        ("site_supply", {"use": {"land": 5.0}}, {"supply": {"land": 0.0}}, {}),
        ("clusters_per_site", {}, {"maximum_clusters": 0}, {}),
        ("horizon", {"build_periods": 9}, {}, {}),
        ("last_call", {}, {}, {"last_call": 2}),
        ("first_call", {}, {}, {"first_call": 1}),
        ("preparation", {}, {"preparation_periods": 1}, {}),
        ("permit", {}, {"permit_periods": 1}, {}),
        ("last_commitment", {}, {}, {"last_start": -1}),
        ("start_window", {"earliest_start": 1}, {}, {}),
        ("fixed_site", {"site": "B"}, {}, {}),
        ("site_closed", {}, {"decision": "closed"}, {}),
        ("operator_choice", {"fits": (fit("ACME"),)}, {}, {}),
        ("skipped", {"decision": "skip"}, {}, {}),
    ]
    of_cluster: dict[str, object] = {}
    of_site: dict[str, object] = {}
    of_source: dict[str, object] = {}
    for rule, cluster_change, site_change, source_change in steps:
        of_cluster |= cluster_change
        of_site |= site_change
        of_source |= source_change
        given = program(
            plant(**of_cluster), place(**of_site), pledge=pledge(**of_source), when=WHEN
        )
        given = replace(given, operators=(operator("ACME", "declined"),))
        first = next(one for one in build_options(given).excluded if one.first == 0)
        assert first.rule == rule


def test_every_rule_is_tested_here():
    """Tests that the list of rules has no name that this file does not know."""
    here = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert set(RULES) <= here


def test_what_differs_by_site_is_said_by_site():
    """Tests two sites with permits in hand in 2028 and 2029: one line each."""
    places = [site(id="A", permit_periods=1), site(id="B", permit_periods=2)]
    _, excluded = judged(program(plant(), places, when=WHEN))
    assert [(one.site, one.first, one.last, one.reason) for one in excluded] == [
        (0, 0, 0, "permit not in hand before 2028"),
        (1, 0, 1, "permit not in hand before 2029"),
    ]


def test_what_is_the_same_everywhere_is_said_once():
    """Tests that a start window over three sites is one line with site -1."""
    places = [site(id="A"), site(id="B"), site(id="C")]
    _, excluded = judged(program(plant(earliest_start=1), places, when=WHEN))
    assert [(one.site, one.rule) for one in excluded] == [(-1, "start_window")]
