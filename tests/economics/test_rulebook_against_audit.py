"""The audit finds the same cash for every option of workbooks over the whole rulebook."""

from __future__ import annotations

import math

import numpy as np
import pytest

from optmodel.audit.book import LINES, book_of
from optmodel.audit.claim import Start
from optmodel.audit.facts import Facts, facts_of
from optmodel.audit.unit import unit_of
from optmodel.economics.options import build_options
from optmodel.economics.returns import returns
from optmodel.economics.schedule import build_schedule
from optmodel.economics.types import FloatArray, Options
from optmodel.program.build import build
from optmodel.program.program import Program
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


def random_shares(seed: int, options: int, sources: int) -> FloatArray:
    """(n, F) parts that add up to 1, some of them 0."""
    random = np.random.default_rng(seed)
    weights = random.random((options, sources)) * (random.random((options, sources)) < 0.7)
    weights[weights.sum(axis=1) == 0.0, 0] = 1.0
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
