"""The audit finds the same cash for every option of workbooks over the whole rulebook."""

from __future__ import annotations

import math

import numpy as np
import pytest

from optmodel.audit.book import LINES, book_of
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, facts_of
from optmodel.audit.payable import payable_preparation, payable_sources
from optmodel.audit.pool import BALANCE_LINES
from optmodel.audit.source import Terms
from optmodel.audit.unit import unit_of
from optmodel.audit.waterfall import balance_of, recovery_years
from optmodel.economics.options import build_options
from optmodel.economics.pool import pool_waterfall
from optmodel.economics.preparation import build_preparation
from optmodel.economics.returns import returns
from optmodel.economics.schedule import build_schedule
from optmodel.economics.types import FloatArray, Options
from optmodel.program.build import build
from optmodel.program.program import Program
from tests.economics.programs import calendar, source
from tests.oracle.generator_rulebook import rulebook

SEEDS = range(60)


def opened(seed: int) -> tuple[Facts, Program, Options]:
    """The random workbook of a seed, as the audit and the model have it."""
    tables = rulebook(seed).tables()
    program, _ = build(tables)
    assert program is not None
    return facts_of(tables), program, build_options(program)


def start_of(program: Program, options: Options, row: int) -> Start:
    """An option in the ids of the workbook."""
    cluster = program.clusters[options.cluster[row]]
    operator = int(options.operator[row])
    return Start(
        cluster.id,
        cluster.copy,
        program.sites[options.site[row]].id,
        int(options.start[row]),
        program.operators[operator].id if operator >= 0 else "",
    )


def years(found: float | None) -> float:
    """Never as infinity."""
    return math.inf if found is None else found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_every_option(seed: int):
    """Tests values to the program and to every source, payback, recovery and capex."""
    facts, program, options = opened(seed)
    for row in range(len(options)):
        unit = unit_of(facts, start_of(program, options, row))
        found = [
            options.npv_musd[row],
            *options.npv_source_musd[row],
            options.payback_years[row],
            *options.recovery_years[row],
            options.capex_steps_musd[row].sum(),
        ]
        expected = [
            unit.npv_musd,
            *(account.npv_musd for account in unit.accounts.values()),
            years(unit.payback_years),
            *(years(account.recovery_years) for account in unit.accounts.values()),
            unit.capex_musd,
        ]
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_at_any_shares(seed: int):
    """Tests all lines of the options at random shares, and recovery of the first own vehicle."""
    facts, program, options = opened(seed)
    shares = random_shares(seed, len(options), len(program.sources))
    schedule = build_schedule(
        program,
        options.cluster,
        options.site,
        options.start,
        operators=options.operator,
        shares=shares,
    )
    earned = returns(program, options.cluster, options.start, schedule, shares=shares)
    names = [source.id for source in program.sources]
    for row in range(len(options)):
        parts = dict(zip(names, shares[row].tolist(), strict=True))
        book = book_of(facts, start_of(program, options, row), parts)
        for name in LINES:
            found = getattr(schedule, name)[row]
            assert np.allclose(book.line(name), found, rtol=1e-9, atol=1e-8), name
        assert earned.recovery_years[row] == pytest.approx(years(book.recovery_years))


@pytest.mark.parametrize("seed", SEEDS)
def test_who_may_pay(seed: int):
    """Tests the sources that may pay for each option and for each opening of a site.

    A source whose maximum share of a cluster is 0 is one that may not pay here; there it may,
    but no more than 0.
    """
    facts, program, options = opened(seed)
    names = np.array([source.id for source in program.sources])
    nothing = {source.id for source in program.sources if source.maximum_share == 0.0}
    for row in range(len(options)):
        expected = payable_sources(facts, start_of(program, options, row))
        payers = names[options.payable[row]].tolist()
        assert payers == [name for name in expected if name not in nothing]
    preparation = build_preparation(program)
    for site, period in np.argwhere(preparation.allowed).tolist():
        opening = Opening(program.sites[site].id, period)
        payers = payable_preparation(facts, opening)
        if payers:  # else the host pays, or a site marked open breaks a limit
            assert names[preparation.payable[site, period]].tolist() == payers


@pytest.mark.parametrize("seed", SEEDS)
def test_pools_of_any_cash(seed: int):
    """Tests the lines of a pool and its recovery at random cash and calls, losses included."""
    random = np.random.default_rng(seed)
    before, after, rate, horizon = random.random(), random.random(), 0.2 * random.random(), 12
    from_operation = bool(seed % 2)
    calls = random.random(horizon) * 50.0 * (random.random(horizon) < 0.4)
    cash = random.normal(20.0, 40.0, horizon)
    pooled = source(
        vehicle="pooled",
        share_before=before,
        share_after=after,
        deemed_rate=rate,
        interest_from="operation" if from_operation else "call",
    )
    found = pool_waterfall(pooled, calls, cash, 3, calendar(horizon))
    terms = Terms(before, after, rate, from_operation=from_operation)
    expected = balance_of(terms, tuple(calls.tolist()), tuple(cash.tolist()), 3)
    for name in BALANCE_LINES:
        assert np.allclose(getattr(expected, name), getattr(found, name), rtol=1e-9, atol=1e-8)
    owed = recovery_years(tuple(calls.tolist()), expected.balance_close, 1.0)
    assert found.recovery_years == years(owed)


def random_shares(seed: int, options: int, sources: int) -> FloatArray:
    """(n, F) parts that add up to 1, some of them 0."""
    random = np.random.default_rng(seed)
    weights = random.random((options, sources)) * (random.random((options, sources)) < 0.7)
    weights[weights.sum(axis=1) == 0.0, 0] = 1.0
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
