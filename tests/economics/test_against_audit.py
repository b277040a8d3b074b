"""The audit, which shares no code with the economics, finds the same cash for every start."""

from __future__ import annotations

import math

import numpy as np
import pytest

from optmodel.audit.cash import Cash, cash_of
from optmodel.audit.facts import facts_of
from optmodel.audit.returns import payback_years, present_value
from optmodel.audit.waterfall import Waterfall, waterfall_of
from optmodel.economics.options import build_options
from optmodel.economics.returns import returns
from optmodel.economics.schedule import build_schedule
from optmodel.economics.types import Schedule
from optmodel.program.build import build
from tests.oracle.generator import workbook

LINES = {
    Cash: (
        *("capex", "support", "capital", "revenue", "extra_margin", "operating_cost"),
        *("sustaining", "rent", "tax", "net", "operating_cash", "free_cash"),
    ),
    Waterfall: (
        *("calls", "carried_loss", "distributable", "balance_open", "interest", "receipts"),
        *("receipts_before", "receipts_after", "balance_close", "source", "host"),
    ),
}
"""Lines that both calculations have under the same name."""


@pytest.mark.parametrize("seed", range(60))
def test_every_line_of_every_start(seed: int):
    """Tests cash, waterfall and recovery of all (cluster, site, start) of a random workbook."""
    tables = workbook(seed).tables()
    program, _ = build(tables)
    assert program is not None
    facts = facts_of(tables)
    shape = (len(program.clusters), len(program.sites), program.calendar.decision_periods)
    clusters, sites, starts = (axis.ravel() for axis in np.indices(shape))
    schedule = build_schedule(program, clusters, sites, starts)
    earned = returns(program, clusters, starts, schedule)
    for row, (k, s, t) in enumerate(zip(clusters, sites, starts, strict=True)):
        cash = cash_of(facts, program.clusters[k].id, program.sites[s].id, int(t))
        shared = waterfall_of(facts, cash, int(t))
        assert_same_lines(cash, schedule, row)
        assert_same_lines(shared, schedule, row)
        years = math.inf if shared.recovery_years is None else shared.recovery_years
        assert earned.recovery_years[row] == pytest.approx(years)


@pytest.mark.parametrize("seed", range(60))
def test_every_figure_of_every_option(seed: int):
    """Tests present values, to the program and to the source, and payback as in the Settings."""
    tables = workbook(seed).tables()
    program, _ = build(tables)
    assert program is not None
    facts, options = facts_of(tables), build_options(program)
    for row, (k, s) in enumerate(zip(options.cluster, options.site, strict=True)):
        start = int(options.start[row])
        cash = cash_of(facts, program.clusters[k].id, program.sites[s].id, start)
        source = waterfall_of(facts, cash, start).source
        years = payback_years(facts, cash.free_cash, cash.capital, start, cash.operation)
        expected = [
            present_value(facts, cash.free_cash),
            present_value(facts, source),
            math.inf if years is None else years,
        ]
        found = [
            options.npv_musd[row],
            options.npv_source_musd[row, 0],
            options.payback_years[row],
        ]
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-8)


def assert_same_lines(lines: Cash | Waterfall, schedule: Schedule, row: int) -> None:
    """Compare every line by name; both round balances below 1e-9 to nothing."""
    for name in LINES[type(lines)]:
        found = getattr(schedule, name)[row]
        assert np.allclose(getattr(lines, name), found, rtol=1e-9, atol=2e-9), name
