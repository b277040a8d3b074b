"""Errors planted in plans under the whole rulebook: each is caught under its own name only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.rules import FIGURE_RULES, RULES
from optmodel.workbook.tables import Tables

from .test_planted_plans import CASES as EARLIER_CASES
from .test_planted_plans import year
from .workbooks import cluster, external, opening, site, start, tables_of

CASES: list = []
"""(rule, by how much, tables, plan that breaks it, plan that keeps it)."""

Parts = Mapping[str, float]
Plan = tuple[Sequence[Start], Sequence[Opening], dict[Start, Parts] | None, dict | None]

ORR = opening()
FIB, CAB = start("FIB"), start("CAB")
USUAL = [cluster("FIB"), cluster("CAB")]
TWO_SITES = (site("ORR"), site("INL"))
BOTH_OPEN = (ORR, opening("INL"))
TWO_SOURCES: Sequence = ({}, external())
HALVES = {"JPN": 0.5, "EXT": 0.5}


def plan(
    *starts: Start,
    openings: Sequence[Opening] = (ORR,),
    shares: Parts | None = None,
    preparation: Parts | None = None,
) -> Plan:
    """Starts at ORR in these shares, openings in those."""
    paid = None if shares is None else dict.fromkeys(starts, shares)
    prepared = None if preparation is None else dict.fromkeys(openings, preparation)
    return starts, openings, paid, prepared


def plant(
    rule: str,
    bad: Plan,
    good: Plan,
    *,
    by: float = 1,
    settings: dict | None = None,
    clusters: Sequence = USUAL,
    sites: Sequence = (site("ORR"),),
    funding: dict | Sequence | None = None,
    **sheets: Sequence,
) -> None:
    """Note down a plan that breaks one rule, by so much, beside one that keeps all."""
    tables = tables_of(settings or {}, clusters, sites, funding or {}, **sheets)
    words = f"{rule}-{sum(case.values[0] == rule for case in CASES)}"
    CASES.append(pytest.param(rule, by, tables, bad, good, id=words))


# Shares.
for wrong, amount in (
    ({"JPN": 0.5, "EXT": 0.4}, 0.1),
    ({"JPN": 0.8, "BNK": 0.2}, 0.2),
    ({}, 1),
):
    plant(
        "funding_shares",
        plan(FIB, shares=wrong),
        plan(FIB, shares=HALVES),
        by=amount,
        funding=TWO_SOURCES,
    )
plant(
    "funding_shares",
    plan(FIB, shares={"JPN": -0.1, "EXT": 0.5, "BNK": 0.6}),
    plan(FIB, shares={"JPN": 0.1, "EXT": 0.5, "BNK": 0.4}),
    by=0.1,
    funding=({}, external(), external(Source="BNK")),
)
plant(
    "funding_shares",
    # Nobody is named for half of the preparation.
    plan(FIB, shares=HALVES, preparation={"JPN": 0.5}),
    plan(FIB, shares=HALVES, preparation={"JPN": 0.9, "EXT": 0.1}),
    by=0.5,
    sites=[site("ORR", **{"Preparation cost (USD m)": 7})],
    funding=({}, external(**{"Pays for site preparation": "yes"})),
)
plant(
    "funding_shares",
    # Nobody is named at all for the preparation; the site next door costs nothing to prepare.
    plan(FIB, shares=HALVES),
    plan(start("FIB", site_name="INL"), openings=[opening("INL")], shares=HALVES),
    sites=[site("ORR", **{"Preparation cost (USD m)": 7}), site("INL")],
    funding=({}, external(**{"Pays for site preparation": "yes"})),
)
plant(
    "funding_shares",
    # The host pays for preparation.
    plan(FIB, shares=HALVES, preparation={"JPN": 1}),
    plan(FIB, shares=HALVES),
    sites=[site("ORR", **{"Preparation cost (USD m)": 7})],
    funding=({"Pays for site preparation": "no"}, external()),
)
plant(
    "funding_shares",
    # External capital does not pay for preparation.
    plan(FIB, shares=HALVES, preparation={"JPN": 0.75, "EXT": 0.25}),
    plan(FIB, shares=HALVES),
    by=0.25,
    sites=[site("ORR", **{"Preparation cost (USD m)": 7})],
    funding=TWO_SOURCES,
)
WAITING = {"Vehicle": "pooled", "Interest from": "operation", "Deemed rate": 0.1}
plant(
    "funding_shares",
    # A pool whose interest begins with operation pays for a hundred-thousandth or for nothing.
    plan(FIB, shares={"JPN": 1 - 4e-6, "EXT": 4e-6}),
    plan(FIB, shares={"JPN": 1 - 1e-5, "EXT": 1e-5}),
    by=6e-6,
    settings={"Perspective": "United States"},
    funding=({}, external(**WAITING)),
)
plant(
    "funding_shares",
    plan(FIB, shares={"JPN": 4e-6, "EXT": 1 - 4e-6}),
    plan(FIB, shares={"JPN": 0, "EXT": 1}),
    by=6e-6,
    settings={"Perspective": "Japan"},
    funding=(WAITING, external()),
)
plant(
    "funding_shares",
    # Three copies that start alike count together: 3 x 2 millionths, 3 x 4 millionths.
    plan(*(start("FIB", copy=i) for i in (1, 2, 3)), shares={"JPN": 1 - 2e-6, "EXT": 2e-6}),
    plan(*(start("FIB", copy=i) for i in (1, 2, 3)), shares={"JPN": 1 - 4e-6, "EXT": 4e-6}),
    by=4e-6,
    settings={"Perspective": "United States"},
    clusters=[cluster("FIB", Copies=3)],
    funding=({}, external(**WAITING)),
)
plant(
    "maximum_share",
    plan(FIB, shares={"JPN": 0.4, "EXT": 0.6}),
    plan(FIB, shares=HALVES),
    by=0.1,
    funding=({}, external(**{"Maximum share of a cluster": 0.5})),
)

# What a source must not pay a part of.
plant(
    "last_commitment",
    plan(start("FIB", 2), shares=HALVES),
    plan(start("FIB", 2), shares={"JPN": 1}),
    by=2,
    funding=({}, external(**{"Last commitment": year(2027)})),
)
plant(
    "first_call",
    # A tenth of the 100 in period 0.
    plan(FIB, shares={"JPN": 0.9, "EXT": 0.1}),
    plan(FIB, shares={"JPN": 1}),
    by=10,
    funding=({}, external(**{"First call": year(2028)})),
)
plant(
    "last_call",
    # Its draw as spent calls half of 100 in period 1; the pledge draws all at the start.
    plan(FIB, shares=HALVES),
    plan(FIB, shares={"JPN": 1}),
    by=25,
    clusters=[cluster("FIB", build=2)],
    funding=(
        {"Draw": "at start", "Last call": year(2027)},
        external(**{"Last call": year(2027)}),
    ),
)
plant(
    "last_call",
    # The site is prepared in periods 0 and 1 for 10 in all.
    plan(start("FIB", 2), shares={"JPN": 1}, preparation=HALVES),
    plan(start("FIB", 2), shares={"JPN": 1}, preparation={"JPN": 1}),
    by=2.5,
    sites=[site("ORR", **{"Preparation cost (USD m)": 10, "Preparation (periods)": 2})],
    funding=({}, external(**{"Last call": year(2027), "Pays for site preparation": "yes"})),
)
plant(
    "source_recovery",
    # A fifth of 60 a year repays 60 of the 100 within the horizon: never, 6 years.
    plan(FIB, shares={"JPN": 0.9, "EXT": 0.1}),
    plan(FIB, shares={"JPN": 1}),
    by=6,
    funding=(
        {},
        external(**{"Share before recovery": 0.2, "Recovery target (years)": 5}),
    ),
)

# Money of each source.
plant(
    "commitment_limit",
    # Half of 200 is 100, of 60.
    plan(FIB, CAB, shares=HALVES),
    plan(FIB, CAB, shares={"JPN": 0.7, "EXT": 0.3}),
    by=40,
    funding=({}, external(**{"Commitment (USD m)": 100, "Already committed (USD m)": 40})),
)
plant(
    "call_limit",
    plan(FIB, shares=HALVES),
    plan(FIB, shares={"JPN": 0.6, "EXT": 0.4}),
    by=10,
    funding=TWO_SOURCES,
    Funding_calls=[
        {"Source": "EXT", "From": year(2027), "Maximum call (USD m/period)": 40},
        {"Source": "EXT", "From": year(2028), "Maximum call (USD m/period)": 0},
    ],
)
SECTORS = [cluster("FIB", Sector="Glass"), cluster("CAB", Sector="Metal")]
for bounds, bad, good, amount in (
    # Half of the 100 for glass; the site's preparation counts for no sector.
    ({"Maximum (USD m)": 40}, HALVES, {"JPN": 0.4, "EXT": 0.6}, 10),
    ({"Minimum (USD m)": 60}, HALVES, {"JPN": 0.6, "EXT": 0.4}, 10),
):
    plant(
        "sector_limit",
        plan(FIB, CAB, shares=bad),
        plan(FIB, CAB, shares=good),
        by=amount,
        clusters=SECTORS,
        sites=[site("ORR", **{"Preparation cost (USD m)": 30})],
        funding=TWO_SOURCES,
        Sector_limits=[{"Source": "JPN", "Sector": "Glass", **bounds}],
    )
plant(
    "sector_limit",
    plan(CAB),
    plan(FIB, CAB),
    by=100,
    clusters=SECTORS,
    Sector_limits=[{"Source": "JPN", "Sector": "Glass", "Minimum (USD m)": 100}],
)

# A pool that repays too late: 100 + 90 at the start against half of 60, then of 60 + 60.
POOL = {"Vehicle": "pooled", "Share before recovery": 0.5}
plant(
    "source_recovery",
    # 190, 130, 70, 10, 0: four years. Alone the first takes four as well: 100, 70, 40, 10, 0;
    # with one that costs 10 and earns as much, two: 110, 50, 0.
    plan(FIB, CAB),
    plan(FIB, start("TRF")),
    by=1,
    clusters=[*USUAL[:1], cluster("CAB", 90), cluster("TRF", 10)],
    funding={**POOL, "Recovery target (years)": 3},
)

plant(
    "source_recovery",
    # 100 are repaid in period 1 by half of 240. In period 2 that repays 120 of another 200, in
    # period 3 the rest: three years. Another 100 would be repaid as they are called: one year.
    plan(FIB, start("CAB", 2)),
    plan(FIB, start("TRF", 2)),
    clusters=[cluster("FIB", revenue=240), cluster("CAB", 200), cluster("TRF", 100)],
    funding={**POOL, "Recovery target (years)": 2},
)

# Order.
for timing, bad_period, good_period in (("start", 2, 1), ("finish", 2, 1)):
    plant(
        "dependency",
        # One period after the start, or none after the build of one.
        plan(FIB, start("CAB", bad_period)),
        plan(FIB, start("CAB", good_period)),
        Dependencies=[
            {
                "Cluster": "CAB",
                "Needs": "FIB",
                "Timing": timing,
                "Maximum lag (periods)": 1 if timing == "start" else 0,
            }
        ],
    )
plant(
    "dependency",
    # The second copy starts too late for it, the first one too early.
    plan(FIB, start("FIB", 2, copy=2), start("CAB", 2)),
    plan(FIB, start("FIB", 1, copy=2), start("CAB", 2)),
    clusters=[cluster("FIB", Copies=2), cluster("CAB")],
    Dependencies=[
        {"Cluster": "CAB", "Needs": "FIB", "Lag (periods)": 1, "Maximum lag (periods)": 1}
    ],
)
plant(
    "dependency",
    # At the same site only the copy of period 0 counts.
    plan(
        FIB,
        start("FIB", 1, "INL", copy=2),
        start("CAB", 1),
        openings=BOTH_OPEN,
    ),
    plan(
        FIB,
        start("FIB", 1, copy=2),
        start("CAB", 1),
    ),
    clusters=[cluster("FIB", Copies=2), cluster("CAB")],
    sites=TWO_SITES,
    Dependencies=[
        {"Cluster": "CAB", "Needs": "FIB", "Same site": "yes", "Maximum lag (periods)": 0}
    ],
)
PAIR = [{"Group": "glass", "Cluster": "FIB"}, {"Group": "glass", "Cluster": "CAB"}]
APART = plan(FIB, start("CAB", site_name="INL"), openings=BOTH_OPEN)
TOGETHER = plan(FIB, CAB)
for sense, count, bad_plan, good_plan in (
    ("at most", 1, TOGETHER, APART),
    ("at least", 2, APART, TOGETHER),
    ("exactly", 2, APART, TOGETHER),
    ("exactly", 1, TOGETHER, plan(FIB)),
    ("exactly", 1, APART, plan(CAB)),
):
    plant(
        "group_rule",
        bad_plan,
        good_plan,
        sites=TWO_SITES,
        Groups=PAIR,
        Group_rules=[{"Group": "glass", "Rule": sense, "Count": count, "Same site": "yes"}],
    )

# Site supply over time, further resources.
plant(
    "site_supply",
    # 60 MW from period 1 on: 50 are there until period 2, 100 from period 3.
    plan(FIB),
    plan(start("FIB", 2)),
    by=10,
    clusters=[cluster("FIB", **{"Power (MW)": 60})],
    sites=[site("ORR", **{"Power (MW)": 50})],
    Site_supply=[{"Site": "ORR", "Resource": "power (mw)", "From": year(2030), "Available": 100}],
)
plant(
    "site_supply",
    # Land is never given back: 30 acres are left in period 4, whatever operates then.
    plan(FIB),
    plan(CAB),
    by=70,
    clusters=[cluster("FIB", **{"Land (acres)": 100}), cluster("CAB", **{"Land (acres)": 30})],
    Site_supply=[
        {"Site": "ORR", "Resource": "Land", "From": year(2025), "Available": 100},
        {"Site": "ORR", "Resource": "Land", "From": year(2031), "Available": 30},
    ],
)
plant(
    "site_supply",
    # A further resource is used while operating: from period 2 on there are 5 of it, 8 are used
    # until the end of a life of two years.
    plan(start("FIB", 1)),
    plan(start("FIB", 0)),
    by=3,
    clusters=[cluster("FIB", **{"Use: cooling": 8, "Life (years)": 1})],
    Site_supply=[{"Site": "ORR", "Resource": "cooling", "From": year(2029), "Available": 5}],
)

# Builders and markets.
WELDERS = [
    {"Cluster": "FIB", "Resource": "welders", "Step 1": 30, "Step 2": 40},
    {"Cluster": "CAB", "Resource": "welders", "Step 1": 10},
]
plant(
    "builder_capacity",
    # The second year of FIB, 40, and the first of CAB, 10, of 45.
    plan(FIB, start("CAB", 1)),
    plan(FIB, CAB),
    by=5,
    Construction=[{"Resource": "welders", "From": year(2027), "Capacity": 45}],
    Construction_use=WELDERS,
)
plant(
    "builder_capacity",
    # No limit in period 0, 35 from period 1; what is used after the horizon does not count.
    plan(start("FIB", 1)),
    plan(start("FIB", 2), start("CAB", 1)),
    by=5,
    settings={"Horizon periods": 3},
    Construction=[{"Resource": "welders", "From": year(2028), "Capacity": 35}],
    Construction_use=WELDERS,
)
plant(
    "builder_capacity",
    # Two copies in one period: twice 40 in the next, of 45.
    plan(FIB, start("FIB", copy=2)),
    plan(FIB, start("FIB", 2, copy=2)),
    by=35,
    clusters=[cluster("FIB", Copies=2), cluster("CAB")],
    Construction=[{"Resource": "welders", "From": year(2027), "Capacity": 45}],
    Construction_use=WELDERS,
)
MAKERS = [
    cluster(name, Product="fiber", **{"Output (units/year)": 100, "Ramp profile": "slow"})
    for name in ("FIB", "CAB")
]
SLOW = [
    {"Profile": "slow", "Kind": "ramp", "Step 1": 0.4, "Step 2": 0.8, "Step 3": 1},
]
plant(
    "market_limit",
    # Each makes 40, 80, 100 from its second period. Both from period 1: 80, 160; the market
    # takes 150 until period 2 and 200 from period 3. One a year later: 40, 80 + 40, 100 + 80.
    plan(FIB, CAB),
    plan(FIB, start("CAB", 1)),
    by=10,
    clusters=MAKERS,
    Profiles=SLOW,
    Markets=[
        {"Product": "fiber", "From": year(2027), "Maximum output (units/year)": 150},
        {"Product": "fiber", "From": year(2030), "Maximum output (units/year)": 200},
    ],
)
plant(
    "market_limit",
    # From period 3 on nobody buys; a life of two years ends with period 2.
    plan(start("FIB", 1)),
    plan(FIB),
    by=80,
    clusters=[{**MAKERS[0], "Life (years)": 2}],
    Profiles=SLOW,
    Markets=[{"Product": "fiber", "From": year(2030), "Maximum output (units/year)": 0}],
)

# Operators.
OPERATORS = [
    {"Operator": "ACME", "Status": "committed", "Maximum clusters": 1},
    {"Operator": "ZEN", "Status": "in talks", "Maximum capital (USD m)": 150},
    {"Operator": "NIL", "Status": "declined"},
]
FITS = [{"Cluster": "FIB", "Operator": name} for name in ("ACME", "ZEN", "NIL")]
BY_ZEN = start("FIB", operator="ZEN")
for operator in ("NIL", "", "BIG"):
    plant(
        "operator_choice",
        plan(start("FIB", operator=operator)),
        plan(BY_ZEN),
        Operators=OPERATORS,
        Operator_fit=FITS,
    )
plant(
    "operator_choice",
    # Nobody is asked who runs CAB; the operator in its row is information.
    plan(start("CAB", operator="ZEN")),
    plan(CAB),
    clusters=[cluster("FIB"), cluster("CAB", Operator="Somebody")],
    Operators=OPERATORS,
    Operator_fit=FITS,
)
plant(
    "operator_choice",
    # The operator in its row is one of Operators, hence the only candidate.
    plan(CAB),
    plan(start("CAB", operator="ACME")),
    clusters=[cluster("FIB"), cluster("CAB", Operator="ACME")],
    Operators=OPERATORS,
)
BOTH_FIT = [
    {"Cluster": name, "Operator": operator}
    for name in ("FIB", "CAB")
    for operator in ("ACME", "ZEN")
]
plant(
    "operator_capacity",
    plan(start("FIB", operator="ACME"), start("CAB", operator="ACME")),
    plan(BY_ZEN, start("CAB", operator="ACME")),
    Operators=OPERATORS,
    Operator_fit=BOTH_FIT,
)
plant(
    "operator_capacity",
    # 100 and 80 after a grant of a fifth, of 150.
    plan(BY_ZEN, start("CAB", operator="ZEN")),
    plan(BY_ZEN, start("CAB", operator="ACME")),
    by=30,
    clusters=[cluster("FIB"), cluster("CAB", **{"Support (% of capex)": 0.2})],
    Operators=OPERATORS,
    Operator_fit=BOTH_FIT,
)

# Targets that must be met.
plant(
    "target",
    plan(FIB),
    plan(FIB, CAB),
    by=20,
    clusters=[cluster("FIB", Jobs=30), cluster("CAB", Jobs=40)],
    Targets=[{"Metric": "jobs", "Sense": "at least", "Amount": 50}],
)
plant(
    "target",
    plan(FIB, CAB),
    plan(FIB, start("CAB", 1)),
    by=50,
    Targets=[{"Metric": "capex", "Sense": "at most", "Amount": 150, "By": year(2027)}],
)
plant(
    "target",
    # Half of 100 by external capital, at most 0.4 of all that is spent.
    plan(FIB, shares=HALVES),
    plan(FIB, shares={"JPN": 0.6, "EXT": 0.4}),
    by=10,
    funding=TWO_SOURCES,
    Targets=[
        {
            "Metric": "capex",
            "Filter by": "source",
            "Filter": "EXT",
            "Sense": "at most",
            "Amount": 0.4,
            "Amount is": "share",
        }
    ],
)
plant(
    "target",
    # By period 2 half of 2 x 60 of the 100 called, at least 70 % of it; with 80 a year 80.
    plan(FIB),
    plan(CAB),
    by=10,
    clusters=[cluster("FIB"), cluster("CAB", revenue=80)],
    funding={"Share before recovery": 0.5},
    Targets=[{"Metric": "receipts", "Sense": "at least", "Amount": 0.7, "By": year(2029)}],
)


@pytest.mark.parametrize(("rule", "by", "tables", "bad", "good"), CASES)
def test_planted_error_is_caught_under_its_name(
    rule: str, by: float, tables: Tables, bad: Plan, good: Plan
) -> None:
    """Tests that a plan breaks one rule, is told which and by how much, and its twin none."""
    verdict = evaluate(tables, *bad)
    assert {violation.rule for violation in verdict.violations} == {rule}
    assert verdict.violations[0].words
    assert verdict.violations[0].excess == pytest.approx(by)
    assert evaluate(tables, *good).violations == ()


def test_every_rule_has_a_planted_error() -> None:
    """Tests that no rule of the audit is without a plan that breaks it.

    Some rules are equations: figures break them, plans cannot.
    """
    planted = {case.values[0] for case in (*EARLIER_CASES, *CASES)}
    assert planted == set(RULES) - set(FIGURE_RULES)


def test_share_of_nothing_is_no_share() -> None:
    """Tests that a source that may not pay is not blamed for a share that is rounding."""
    tables = tables_of({}, USUAL, [site("ORR")], ({}, external(**{"Last commitment": year(2026)})))
    rounding = {FIB: {"JPN": 1 - 1e-10, "EXT": 1e-10}}
    assert evaluate(tables, [FIB], [ORR], rounding).feasible


def test_share_that_is_not_a_number() -> None:
    """Tests that NaN is no share, not even of a source that the workbook does not know."""
    tables = tables_of({}, USUAL, [site("ORR")], TWO_SOURCES)
    for name in ("EXT", "BNK"):
        shares = {FIB: {"JPN": 1.0, name: float("nan")}}
        rules = {broken.rule for broken in evaluate(tables, [FIB], [ORR], shares).violations}
        assert rules == {"funding_shares"}
