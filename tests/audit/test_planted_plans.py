"""Errors planted in plans: each is caught, under its own name and no other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.permit import permit_months
from optmodel.workbook.tables import Tables

from .workbooks import cluster, opening, own_cash, site, start, tables_of

CASES: list = []
"""(rule, by how much, tables, starts and openings that break it, those that keep it)."""

ORR = opening()
USUAL = [cluster("FIB"), cluster("CAB")]


def plant(
    rule: str,
    bad: Sequence[Start],
    good: Sequence[Start],
    *,
    by: float = 1,
    settings: dict | None = None,
    clusters: Sequence = USUAL,
    sites: Sequence = (site("ORR"),),
    funding: dict | None = None,
    bad_openings: Sequence[Opening] = (ORR,),
    good_openings: Sequence[Opening] = (ORR,),
    **sheets: Sequence,
) -> None:
    """Note down a plan that breaks one rule, by so much, beside one that keeps all."""
    tables = tables_of(settings or {}, clusters, sites, funding or {}, **sheets)
    words = f"{rule}-{sum(case.values[0] == rule for case in CASES)}"
    CASES.append(
        pytest.param(rule, by, tables, (bad, bad_openings), (good, good_openings), id=words)
    )


def year(number: int) -> date:
    """A day inside a period of the usual calendar: 2027 is period 0."""
    return date(number, 6, 15)


FIB, CAB = start("FIB"), start("CAB")
TWO_SITES = (site("ORR"), site("INL"))
BOTH_OPEN = (ORR, opening("INL"))

plant("skipped", [FIB], [], clusters=[cluster("FIB", Decision="skip")], good_openings=[])
plant(
    "site_closed",
    [start("FIB", site_name="INL")],
    [FIB],
    sites=(site("ORR"), site("INL", Decision="closed")),
    bad_openings=[opening("INL")],
)
plant(
    "fixed_site",
    [start("FIB", site_name="INL")],
    [FIB],
    clusters=[cluster("FIB", Site="ORR")],
    sites=TWO_SITES,
    bad_openings=[opening("INL")],
)
plant(
    "placement",
    [FIB],
    [CAB],
    Placement=[{"Cluster": "FIB", "Site": "ORR", "Allowed": "no"}],
)
plant(
    "start_window",
    [start("FIB", 0)],
    [start("FIB", 1)],
    clusters=[cluster("FIB", **{"Earliest start": year(2028)})],
)
plant(
    "start_window",
    [start("FIB", 2)],
    [start("FIB", 1)],
    clusters=[cluster("FIB", **{"Latest start": year(2028)})],
)
plant(
    "last_commitment",
    [start("FIB", 2)],
    [start("FIB", 1)],
    funding={"Last commitment": year(2028)},
)
plant(
    "permit",
    [start("FIB", 1)],
    [start("FIB", 2)],
    # 0.8 is the default confidence, so the permit takes the 13 months of its P80.
    sites=[site("ORR", **{"Permit median (months)": 9, "Permit P80 (months)": 13})],
)
plant(
    "preparation",
    [],
    [start("FIB", 2)],
    sites=[site("ORR", **{"Preparation (periods)": 2})],
    bad_openings=[opening(period=1)],
)
plant(
    "first_call",
    [start("FIB", 0)],
    [start("FIB", 1)],
    by=100,
    funding={"First call": year(2028)},
)
plant(
    "last_call",
    [start("FIB", 1)],
    [start("FIB", 0)],
    by=50,
    clusters=[cluster("FIB", build=2)],
    funding={"Last call": year(2028)},
)
plant("horizon", [FIB], [CAB], clusters=[cluster("FIB", build=7), cluster("CAB", build=6)])
plant("horizon", [FIB], [CAB], Cash_flows=[own_cash("FIB", "capex", 1, 0, 0, 0, 0, 0, 1)])
plant(
    "cluster_payback",
    [FIB],
    [CAB],
    # 100 against 60 a year after a build of one: 1 + 100 / 60 = 2.667 years.
    by=1 + 100 / 60 - 2.66,
    clusters=[
        cluster("FIB", **{"Maximum payback (years)": 2.66}),
        cluster("CAB", **{"Maximum payback (years)": 2.67}),
    ],
)
plant(
    "source_recovery",
    [FIB],
    [CAB],
    # Half of 60 repays 100 in period 4, half of 120 in period 2.
    clusters=[cluster("FIB"), cluster("CAB", revenue=120)],
    funding={"Share before recovery": 0.5, "Recovery target (years)": 3},
)
plant("fund_once", [], [FIB], clusters=[cluster("FIB", Decision="fund")], bad_openings=[])
plant(
    "fund_once",
    [FIB, start("FIB", site_name="INL")],
    [FIB],
    sites=TWO_SITES,
    bad_openings=BOTH_OPEN,
)
plant("stays_started", [start("FIB", 3)], [start("FIB", 2)])
plant("stays_started", [start("FBI")], [FIB])
plant("stays_started", [start("FIB", copy=2)], [FIB])
plant("stays_open", [FIB], [FIB], bad_openings=[ORR, opening(period=1)])
plant("stays_open", [FIB], [FIB], bad_openings=[ORR, opening("OOR")])
plant(
    "copies_in_order",
    [start("FIB", 1), start("FIB", 0, copy=2)],
    [start("FIB", 0), start("FIB", 0, copy=2)],
    clusters=[cluster("FIB", Copies=2)],
)
plant("copies_in_order", [start("FIB", copy=2)], [FIB], clusters=[cluster("FIB", Copies=2)])
plant("open_before_start", [FIB], [FIB], bad_openings=[])
plant("open_before_start", [start("FIB", 0)], [start("FIB", 0)], bad_openings=[opening(period=1)])
plant(
    "open_before_start",
    [start("FIB", 1)],
    [start("FIB", 2)],
    sites=[site("ORR", **{"Preparation (periods)": 1})],
    bad_openings=[opening(period=1)],
    good_openings=[opening(period=1)],
)
plant(
    "sites_opened",
    [FIB, start("CAB", site_name="INL")],
    [FIB, CAB],
    settings={"Maximum sites": 1},
    sites=TWO_SITES,
    bad_openings=BOTH_OPEN,
)
plant(
    "sites_opened",
    [FIB],
    [FIB],
    sites=(site("ORR"), site("INL", Decision="open")),
    good_openings=BOTH_OPEN,
)
plant("opening_used", [FIB], [FIB], sites=TWO_SITES, bad_openings=BOTH_OPEN)
plant("opening_used", [], [], sites=[site("ORR")], good_openings=[])
plant(
    "opening_used",
    [],
    [],
    sites=TWO_SITES,
    by=1,
    settings={"Perspective": "Japan"},
    funding={"Pays for site preparation": "no"},
    bad_openings=[opening("INL", 2)],
    good_openings=[],
)
plant(
    "opening_used",
    [FIB],
    [FIB],
    sites=(site("ORR"), site("INL"), site("OOR", Decision="open")),
    bad_openings=(*BOTH_OPEN, opening("OOR")),
    good_openings=(ORR, opening("OOR")),
)
plant("clusters_per_site", [FIB, CAB], [FIB], sites=[site("ORR", **{"Maximum clusters": 1})])
plant(
    "site_supply",
    [FIB, CAB],
    [FIB],
    clusters=[cluster("FIB", **{"Land (acres)": 60}), cluster("CAB", **{"Land (acres)": 41})],
    sites=[site("ORR", land=100)],
)
plant(
    "site_supply",
    # Power is used from operation; the plant adds its 50 MW a period too late.
    [FIB, start("CAB", 1)],
    [start("FIB", 1), CAB],
    by=50,
    clusters=[cluster("FIB", **{"Power (MW)": 60}), cluster("CAB", **{"Power (MW)": -50})],
    sites=[site("ORR", **{"Power (MW)": 10})],
)
plant(
    "site_supply",
    # After the plant's life of two years nobody supplies the megawatts.
    [FIB, CAB],
    [CAB],
    by=50,
    clusters=[
        cluster("FIB", **{"Power (MW)": 50}),
        cluster("CAB", **{"Power (MW)": -50, "Life (years)": 2}),
    ],
    sites=[site("ORR", **{"Power (MW)": 0})],
)
plant(
    "commitment_limit",
    [FIB, CAB],
    [FIB],
    funding={"Commitment (USD m)": 1100, "Already committed (USD m)": 901},
)
plant(
    "commitment_limit",
    [FIB],
    [],
    good_openings=[],
    sites=[site("ORR", **{"Preparation cost (USD m)": 1})],
    funding={"Commitment (USD m)": 100},
)
plant(
    "call_limit",
    # What is not called in period 0 is gone in period 1.
    [start("FIB", 1)],
    [start("FIB", 2)],
    by=50,
    Funding_calls=[
        {"Source": "JPN", "From": year(2027), "Maximum call (USD m/period)": 50},
        {"Source": "JPN", "From": year(2029), "Maximum call (USD m/period)": 100},
    ],
)
plant(
    "call_limit",
    # Carried forward: 50 by period 0, 100 by period 1.
    [start("FIB", 0)],
    [start("FIB", 1)],
    by=50,
    Funding_calls=[
        {
            "Source": "JPN",
            "From": year(2027),
            "Maximum call (USD m/period)": 50,
            "Carry forward": "yes",
        }
    ],
)
plant(
    "dependency",
    [FIB, CAB],
    [FIB, start("CAB", 1)],
    Dependencies=[{"Cluster": "CAB", "Needs": "FIB", "Lag (periods)": 1}],
)
plant(
    "dependency",
    # Built in period 0, so the lag of one is over in period 2.
    [FIB, start("CAB", 1)],
    [FIB, start("CAB", 2)],
    Dependencies=[{"Cluster": "CAB", "Needs": "FIB", "Timing": "finish", "Lag (periods)": 1}],
)
plant(
    "dependency",
    [FIB, start("CAB", site_name="INL")],
    [FIB, CAB],
    sites=TWO_SITES,
    bad_openings=BOTH_OPEN,
    Dependencies=[{"Cluster": "CAB", "Needs": "FIB", "Same site": "yes"}],
)
plant("dependency", [CAB], [FIB], Dependencies=[{"Cluster": "CAB", "Needs": "FIB"}])
plant(
    "call_limit",
    # The 50 of period 0 are not carried over the year without a limit.
    [start("FIB", 2)],
    [start("CAB", 2)],
    by=10,
    clusters=[cluster("FIB", 110), cluster("CAB", 100)],
    Funding_calls=[
        {
            "Source": "JPN",
            "From": year(number),
            "Maximum call (USD m/period)": maximum,
            "Carry forward": "yes",
        }
        for number, maximum in ((2027, 50), (2028, None), (2029, 100))
    ],
)
plant(
    "last_commitment",
    [start("FIB", 2)],
    [start("FIB", 0)],
    by=2,
    funding={"Last commitment": year(2027)},
)
plant(
    "start_window",
    # Periods of six months: the window is July to December 2027.
    [start("FIB", 3)],
    [start("FIB", 1)],
    by=2,
    settings={"Months per period": 6, "Decision periods": 4},
    clusters=[cluster("FIB", **{"Earliest start": year(2027), "Latest start": date(2027, 12, 1)})],
)
plant("fund_once", [FIB, FIB, FIB], [FIB], by=2)
plant("stays_open", [], [FIB], bad_openings=[opening(period=3)])
plant("stays_started", [start("FIB", 4)], [start("FIB", 2)], by=2)
plant(
    "copies_in_order",
    [start("FIB", 2), start("FIB", 0, copy=2)],
    [start("FIB", 1), start("FIB", 2, copy=2)],
    by=2,
    clusters=[cluster("FIB", Copies=2)],
)
plant(
    "clusters_per_site",
    [FIB, CAB, start("FIB", copy=2)],
    [FIB],
    by=2,
    clusters=[cluster("FIB", Copies=2), cluster("CAB")],
    sites=[site("ORR", **{"Maximum clusters": 1})],
)
plant(
    "starts_per_period",
    [FIB, CAB, start("FIB", copy=2)],
    [FIB, CAB, start("FIB", 1, copy=2)],
    clusters=[cluster("FIB", Copies=2), cluster("CAB")],
    settings={"Maximum starts per period": 2},
)
plant(
    "dependency",
    # The earlier of two copies counts: ready in period 2.
    [FIB, start("FIB", 1, copy=2), CAB],
    [FIB, start("FIB", 1, copy=2), start("CAB", 2)],
    by=2,
    clusters=[cluster("FIB", Copies=2), cluster("CAB")],
    Dependencies=[{"Cluster": "CAB", "Needs": "FIB", "Lag (periods)": 2}],
)
plant(
    "sites_opened",
    # A site marked open is opened in period 0, though nothing could be ready there in time.
    [],
    [],
    sites=[site("ORR", Decision="open", **{"Preparation (periods)": 5})],
    bad_openings=[],
)
plant(
    "commitment_limit",
    # The site's 12 are spent over two years, the second half at prices 10 % higher: 12.60.
    [start("FIB", 2)],
    [],
    by=0.6,
    settings={"Capex escalation": 0.1},
    clusters=[cluster("FIB", **{"Support (% of capex)": 1.0})],
    sites=[site("ORR", **{"Preparation cost (USD m)": 12, "Preparation (periods)": 2})],
    funding={"Commitment (USD m)": 12},
    good_openings=[],
)
plant(
    "preparation",
    # A free site that could be ready in period 3 only, after the decisions.
    [],
    [],
    sites=[site("ORR", **{"Preparation (periods)": 3})],
    good_openings=[],
)
plant(
    "last_call",
    # A last call before the first period: nothing can be called, from period 0 on.
    [FIB],
    [CAB],
    by=100,
    clusters=[cluster("FIB"), cluster("CAB", 0)],
    funding={"Last call": year(2026)},
)
plant(
    "horizon",
    # Builds of one period and of none end with the last period of the horizon.
    [start("FIB", 5), start("CAB", 5)],
    [start("TRF", 5), start("CAB", 5)],
    settings={"Decision periods": 6},
    clusters=[cluster("FIB", build=2), cluster("CAB", build=0), cluster("TRF", build=1)],
)
plant(
    "cluster_payback",
    # 100 against 50 a year after a build of one: 3 years to the digit.
    [FIB],
    [CAB],
    by=0.5,
    clusters=[
        cluster("FIB", revenue=50, **{"Maximum payback (years)": 2.5}),
        cluster("CAB", revenue=50, **{"Maximum payback (years)": 3}),
    ],
)
plant(
    "source_recovery",
    # All of 50 repays 100 in period 2, all of 40 in period 3.
    [FIB],
    [CAB],
    clusters=[cluster("FIB", revenue=40), cluster("CAB", revenue=50)],
    funding={"Share before recovery": 1, "Recovery target (years)": 2},
)
PAIR = [{"Group": "glass", "Cluster": "FIB"}, {"Group": "glass", "Cluster": "CAB"}]
for sense, bad, good in (
    ("at most", [FIB, CAB], [FIB, start("CAB", 2)]),
    ("at least", [start("FIB", 2)], [start("FIB", 1)]),
    ("exactly", [FIB, CAB], [FIB]),
    ("exactly", [start("FIB", 2)], [FIB, start("CAB", 2)]),
):
    plant(
        "group_rule",
        bad,
        good,
        Groups=PAIR,
        Group_rules=[{"Group": "glass", "Rule": sense, "Count": 1, "By": year(2028)}],
    )
plant(
    "starts_per_period",
    [FIB, CAB],
    [FIB, start("CAB", 1)],
    settings={"Maximum starts per period": 1},
)


@pytest.mark.parametrize(("rule", "by", "tables", "bad", "good"), CASES)
def test_planted_error_is_caught_under_its_name(
    rule: str, by: float, tables: Tables, bad: tuple, good: tuple
) -> None:
    """Tests that a plan breaks one rule, is told which and by how much, and its twin none."""
    verdict = evaluate(tables, *bad)
    assert {violation.rule for violation in verdict.violations} == {rule}
    assert verdict.violations[0].words
    assert verdict.violations[0].excess == pytest.approx(by)
    assert evaluate(tables, *good).violations == ()


def test_preparation_of_a_start_is_caught() -> None:
    """Tests that no opening makes a start in period 1 possible where preparing takes two."""
    tables = tables_of({}, USUAL, [site("ORR", **{"Preparation (periods)": 2})], {})
    rules = {broken.rule for broken in evaluate(tables, [start("FIB", 1)], [ORR]).violations}
    assert rules == {"preparation", "open_before_start"}


def test_reported_recovery_rules_nothing_out() -> None:
    """Tests that a missed recovery target is no violation where it is only reported."""
    terms = {"Recovery target (years)": 1, "Recovery rule": "report"}
    tables = tables_of({}, USUAL, [site("ORR")], terms)
    assert evaluate(tables, [FIB], [ORR]).feasible


@pytest.mark.parametrize(
    ("confidence", "months"), [(0.5, 24.0), (0.8, 36.0), (0.95, 24 * 1.5**1.954387)]
)
def test_permit_months_at_a_confidence(confidence: float, months: float) -> None:
    """Tests a median of 24 and a P80 of 36 months.

    z(0.95) / z(0.8) = 1.6448536 / 0.8416212 = 1.9543870 powers of 1.5.
    """
    tables = tables_of(
        {},
        USUAL,
        [site("ORR", **{"Permit median (months)": 24, "Permit P80 (months)": 36})],
        {},
    )
    assert permit_months(tables.rows("Sites")[0], confidence) == pytest.approx(months, rel=1e-6)
