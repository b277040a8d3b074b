"""Rules of single starts and of order hold in the live model exactly where the audit says so."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Start
from optmodel.financials.core import Core
from optmodel.financials.starts import Starts, starts_of
from optmodel.live.term import NO_PERIOD
from optmodel.workbook.tables import Tables

from ..oracle.enumerate_plans import small_open_pools, small_rulebook, small_workbook
from ..oracle.generator import Workbook
from ..oracle.random_plans import random_plans, random_shares
from ..oracle.space import space_of
from .made import Shares, made

RULES = (
    "cluster_payback",
    "copies_in_order",
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


@pytest.mark.parametrize("block", range(6))
def test_any_plan_breaks_what_the_audit_says(block: int) -> None:
    """Tests random plans of random workbooks: the same rules are broken, no others."""
    found: Counter[str] = Counter()
    for seed in range(15 * block, 15 * block + 15):
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
