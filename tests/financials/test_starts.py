"""Rules of single starts and of order hold in the live model exactly where the audit says so."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Start
from optmodel.examples import rows
from optmodel.financials.core import Core
from optmodel.financials.starts import Starts, starts_of
from optmodel.live.term import NO_PERIOD
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables

from ..oracle.enumerate_plans import small_open_pools, small_rulebook, small_workbook
from ..oracle.generator import Workbook
from ..oracle.night import blocks
from ..oracle.random_plans import random_plans, random_shares
from ..oracle.space import space_of
from .made import Shares, made

RULES = (
    "cluster_payback",
    "dependency",
    "fixed_site",
    "fund_once",
    "group_rule",
    "horizon",
    "operator_choice",
    "permit",
    "placement",
    "skipped",
    "start_window",
    "starts_per_period",
    "stays_started",
)
"""What this part of the model looks at."""
MAKERS = (small_workbook, small_rulebook, small_open_pools)


def broken_rules(starts: Starts) -> set[str]:
    """Rules that the model finds broken."""
    return {check.rule for check in starts.checks if check.broken.number(NO_PERIOD) > 0}


def judged_broken(tables: Tables, plan: tuple[Start, ...], shares: Shares) -> set[str]:
    """Rules that the audit finds broken, of those that this part looks at."""
    verdict = evaluate(tables, plan, (), shares)
    return {violation.rule for violation in verdict.violations} & set(RULES)


def with_more_order(book: Workbook, seed: int) -> Workbook:
    """Add what random workbooks rarely have: longest lags, groups counted site by site."""
    random = Random(f"order {seed}")
    for row in book.sheets["Dependencies"]:
        lag = int(str(row["Lag (periods)"]))
        row["Maximum lag (periods)"] = random.choice([None, None, lag, lag + 1])
    for row in book.sheets["Group rules"]:
        row["Same site"] = random.choice(["yes", "no"])
    for row in book.sheets["Clusters"]:
        row["Maximum payback (years)"] = random.choice([None, None, 0.5, 2, 5])
    book.settings["Maximum starts per period"] = random.choice([None, 0, 1, 2])
    return book


def started(tables: Tables, plan: tuple[Start, ...], shares: Shares) -> tuple[Core, Starts]:
    """Build the model of a plan that no solver has seen."""
    core = made(tables, plan, shares).core
    return core, starts_of(core)


@pytest.mark.parametrize("block", blocks(1, 11))
def test_any_plan_breaks_what_the_audit_says(block: int) -> None:
    """Tests random plans of random workbooks: the same rules are broken, no others."""
    found: Counter[str] = Counter()
    for seed in range(8 * block, 8 * block + 8):
        book = with_more_order(MAKERS[seed % 3](seed)[0], seed)
        tables = book.tables()
        space = space_of(tables)
        random = Random(seed)
        for plan, openings in random_plans(random, space, 12):
            shares = random_shares(random, space, (plan, openings))
            own = {start: shares[start] for start in plan}
            expected = judged_broken(tables, plan, own)
            _, starts = started(tables, plan, own)
            assert broken_rules(starts) == expected, (seed, plan)
            found.update(expected)
    assert sum(found.values()) >= 50


def rows_of(rules: list[dict[str, object]], *, sheet: str) -> Tables:
    """The example tiny with rows of a sheet of order; FIBER and TEST are the group glass."""
    settings, sheets = rows("tiny")
    sheets["Dependencies"] = []
    sheets["Groups"] = [{"Group": "glass", "Cluster": name} for name in ("FIBER", "TEST")]
    sheets[sheet] = rules
    tables, findings = tables_from_rows(settings, sheets)
    assert tables is not None, [str(finding) for finding in findings]
    return tables


def limits_in(tables: Tables, plan: tuple[Start, ...]) -> list[tuple[str, float, float]]:
    """Sense, use and limit of every line, after holding the broken rules beside the audit's."""
    _, starts = started(tables, plan, {})
    assert broken_rules(starts) == judged_broken(tables, plan, {})
    return [
        (line.sense, float(line.used.number(NO_PERIOD)), float(line.limit.number(NO_PERIOD)))
        for line in starts.limits
    ]


NEEDS = {"Cluster": "FIBER", "Needs": "POWER", "Timing": "start", "Lag (periods)": 1}


@pytest.mark.parametrize(
    ("fiber", "least", "most"),
    [(0, 1.0, 6.0), (1, 1.0, 1.0), (2, 1.0, 1.0)],
)
def test_a_start_stands_against_the_window_of_what_it_needs(
    fiber: int, least: float, most: float
) -> None:
    """Tests POWER in period 0: FIBER follows after one period, neither sooner nor later."""
    tables = rows_of([{**NEEDS, "Maximum lag (periods)": 1}], sheet="Dependencies")
    plan = Start("POWER", 1, "SOUTH", 0), Start("FIBER", 1, "NORTH", fiber)
    found = limits_in(tables, plan)
    assert found == [("at least", float(fiber), least), ("at most", float(fiber), most)]


def test_what_does_not_start_needs_nothing() -> None:
    """Tests that a cluster that is not funded is never too early."""
    tables = rows_of([NEEDS], sheet="Dependencies")
    assert limits_in(tables, (Start("POWER", 1, "SOUTH", 2),)) == [("at least", 6.0, 0.0)]


def test_another_site_is_no_company() -> None:
    """Tests a need at the same site: the other one stands elsewhere, so it could never start."""
    tables = rows_of([{**NEEDS, "Same site": "yes"}], sheet="Dependencies")
    plan = Start("POWER", 1, "SOUTH", 0), Start("FIBER", 1, "NORTH", 2)
    assert limits_in(tables, plan) == [("at least", 2.0, 3.0)]


@pytest.mark.parametrize(
    ("sense", "sites", "counted"),
    [
        ("at most", ("NORTH", "SOUTH"), 1.0),
        ("at least", ("NORTH", "SOUTH"), 1.0),
        ("exactly", ("NORTH", "SOUTH"), 1.0),
        ("exactly", ("NORTH", "NORTH"), 2.0),
    ],
)
def test_groups_are_counted_at_their_fullest_site(
    sense: str, sites: tuple[str, str], counted: float
) -> None:
    """Tests two of a group, together or apart, against a limit of two counted site by site."""
    rule = {"Group": "glass", "Rule": sense, "Count": 2, "Same site": "yes"}
    plan = Start("FIBER", 1, sites[0], 0), Start("TEST", 1, sites[1], 1)
    assert limits_in(rows_of([rule], sheet="Group rules"), plan) == [(sense, counted, 2.0)]
