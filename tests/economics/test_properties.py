"""What holds for every program: identities, corkscrew, bounds, order of rows."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optmodel.economics.accounts import build_accounts
from optmodel.economics.factors import discount_factors
from optmodel.economics.funding import source_calls
from optmodel.economics.options import build_options
from optmodel.economics.schedule import build_schedule
from optmodel.economics.types import Options
from optmodel.economics.waterfall import waterfall
from optmodel.program.program import Cluster, Program, Site, Source
from tests.economics.programs import calendar, cluster, program, site, source

HORIZON, STARTS = 12, 3

timeless = settings(deadline=None)
"""A busy machine is no failure."""

amounts = st.just(0.0) | st.floats(0.01, 500.0)
"""Nothing, or more than what counts as rounding."""
factors = st.floats(0.5, 2.0)
rates = st.floats(0.0, 0.2)
cash_rows = st.lists(st.floats(-200.0, 200.0), min_size=HORIZON, max_size=HORIZON)
call_rows = st.lists(amounts, min_size=HORIZON, max_size=HORIZON)


@st.composite
def pledges(draw: st.DrawFn) -> Source:
    """Any terms of a pledge."""
    return source(
        draw=draw(st.sampled_from(["as spent", "at start"])),
        share_before=draw(st.floats(0.0, 1.0)),
        share_after=draw(st.floats(0.0, 1.0)),
        deemed_rate=draw(rates),
        interest_from=draw(st.sampled_from(["call", "operation"])),
    )


@st.composite
def clusters(draw: st.DrawFn, name: str) -> Cluster:
    """Any cluster without limits of its own."""
    return cluster(
        id=name,
        capex_musd=draw(amounts),
        build_periods=draw(st.integers(0, 4)),
        capex_profile=draw(st.sampled_from([(), (0.2, 0.5, 0.3), (0.0, 1.0)])),
        revenue_musd_year=draw(amounts),
        operating_cost_musd_year=draw(amounts),
        sustaining_capex_year=draw(rates),
        ramp_profile=draw(st.sampled_from([(), (0.25, 0.5, 1.0)])),
        life_periods=draw(st.sampled_from([None, 3])),
        support=draw(st.floats(0.0, 1.0)),
        earliest_start=draw(st.sampled_from([None, 1])),
    )


@st.composite
def sites(draw: st.DrawFn, name: str) -> Site:
    """Any site without limits."""
    return site(id=name, capex_factor=draw(factors), operating_cost_factor=draw(factors))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Two clusters, two sites, three starts."""
    return program(
        [draw(clusters("A")), draw(clusters("B"))],
        [draw(sites("X")), draw(sites("Y"))],
        pledge=draw(pledges()),
        when=calendar(HORIZON, STARTS, draw(st.sampled_from([1, 3, 6, 12]))),
        tax_rate=draw(rates),
        discount_rate=draw(rates),
        revenue_escalation=draw(rates),
        capex_escalation=draw(rates),
    )


@timeless
@given(programs())
def test_host_and_source_share_all_cash(case: Program):
    """Tests that in every period and in present value, host + source = free cash flow."""
    options = build_options(case)
    schedule = build_schedule(case, options.cluster, options.site, options.start)
    assert np.allclose(schedule.host + schedule.source, schedule.free_cash, rtol=0, atol=1e-9)
    factors = discount_factors(case.settings.discount_rate, "start", case.calendar)
    host = options.npv_musd - options.npv_source_musd[:, 0]
    assert np.allclose(host, (schedule.host * factors).sum(axis=1), rtol=1e-9, atol=1e-6)


@timeless
@given(programs())
def test_options_and_schedule_tell_one_story(case: Program):
    """Tests that the undiscounted calls of each option are those of its schedule."""
    options = build_options(case)
    schedule = build_schedule(case, options.cluster, options.site, options.start)
    steps = source_calls(case.sources[0], options.capital_steps_musd)
    assert options.capital_musd == pytest.approx(schedule.calls.sum(axis=1))
    for row, start in enumerate(options.start):
        from_start = schedule.calls[row, start:]
        padded = np.zeros(max(len(from_start), steps.shape[1]))
        padded[: steps.shape[1]] = steps[row]
        assert padded[: len(from_start)] == pytest.approx(from_start)


@timeless
@given(programs())
def test_figures_are_numbers(case: Program):
    """Tests that no figure is NaN, and that only payback and recovery may be infinite."""
    options = build_options(case)
    for figure in fields(Options):
        if figure.name != "excluded":
            values = getattr(options, figure.name)
            assert not np.isnan(values).any()
            assert np.isfinite(values).all() or figure.name in {"payback_years", "recovery_years"}


@timeless
@given(programs())
def test_every_start_is_an_option_or_in_one_exclusion(case: Program):
    """Tests that options and exclusions together are every (cluster, site, start) once."""
    options = build_options(case)
    seen = np.zeros((len(case.clusters), len(case.sites), STARTS), dtype=int)
    np.add.at(seen, (options.cluster, options.site, options.start), 1)
    for one in options.excluded:
        places = slice(None) if one.site < 0 else one.site
        seen[one.cluster, places, one.first : one.last + 1] += 1
    assert (seen == 1).all()


@timeless
@given(programs())
def test_order_of_sites_and_clusters_changes_no_figure(case: Program):
    """Tests that rows the other way round have the same figures to the bit."""
    turned = program(
        case.clusters[::-1],
        case.sites[::-1],
        pledge=case.sources[0],
        when=case.calendar,
        tax_rate=case.settings.tax_rate,
        discount_rate=case.settings.discount_rate,
        revenue_escalation=case.settings.revenue_escalation,
        capex_escalation=case.settings.capex_escalation,
    )
    straight, reverse = build_options(case), build_options(turned)
    order = np.lexsort((reverse.start, 1 - reverse.site, 1 - reverse.cluster))
    for figure in ("npv_musd", "npv_source_musd", "payback_years", "capital_steps_musd"):
        assert np.array_equal(getattr(straight, figure), getattr(reverse, figure)[order]), figure


@timeless
@given(pledges(), call_rows, cash_rows, st.integers(0, HORIZON))
def test_corkscrew_and_bounds(terms: Source, calls, cash, operation):
    """Tests opening + interest + calls - repaid = closing, and what can never be negative."""
    found = waterfall(
        terms, np.array([calls]), np.array([cash]), np.array([operation]), calendar(HORIZON)
    )
    closing = found.balance_open + found.interest + calls - found.receipts_before
    assert np.allclose(closing, found.balance_close, rtol=1e-12, atol=1e-8)
    assert np.array_equal(found.balance_open[:, 1:], found.balance_close[:, :-1])
    for line in (found.balance_close, found.receipts_before, found.receipts_after, found.interest):
        assert (line >= 0.0).all()
    assert (found.receipts <= found.distributable + 1e-9).all()
    # What is shared is what is earned, once losses are made good.
    shared = found.distributable.cumsum(axis=1) - found.carried_loss
    assert np.allclose(shared, np.cumsum([cash], axis=1), rtol=0, atol=1e-9)


@timeless
@given(programs(), st.sampled_from([3.7, 1000.0]))
def test_money_scales(case: Program, factor: float):
    """Tests that figures in another unit of money give the same years and scaled values."""
    pledge = replace(case.sources[0], commitment_musd=case.sources[0].commitment_musd * factor)
    scaled = program(
        [
            cluster(
                id=row.id,
                capex_musd=row.capex_musd * factor,
                build_periods=row.build_periods,
                capex_profile=row.capex_profile,
                revenue_musd_year=row.revenue_musd_year * factor,
                operating_cost_musd_year=row.operating_cost_musd_year * factor,
                sustaining_capex_year=row.sustaining_capex_year,
                ramp_profile=row.ramp_profile,
                life_periods=row.life_periods,
                support=row.support,
                earliest_start=row.earliest_start,
            )
            for row in case.clusters
        ],
        case.sites,
        pledge=pledge,
        when=case.calendar,
        tax_rate=case.settings.tax_rate,
        discount_rate=case.settings.discount_rate,
        revenue_escalation=case.settings.revenue_escalation,
        capex_escalation=case.settings.capex_escalation,
    )
    plain, large = build_options(case), build_options(scaled)
    assert np.allclose(plain.npv_musd * factor, large.npv_musd, rtol=1e-9, atol=1e-6)
    assert np.allclose(plain.npv_source_musd * factor, large.npv_source_musd, rtol=1e-9, atol=1e-5)


@st.composite
def shared_programs(draw: st.DrawFn) -> Program:
    """Two clusters and two sites paid by three sources, any of which may be pooled."""
    one = draw(programs())
    others = [
        replace(
            draw(pledges()),
            id=name,
            vehicle=draw(st.sampled_from(["cluster", "pooled"])),
            last_start=draw(st.sampled_from([1, HORIZON])),
            first_call=draw(st.sampled_from([0, 2])),
            maximum_share=draw(st.sampled_from([0.25, 0.5, 1.0])),
        )
        for name in ("A", "B", "C")
    ]
    return replace(one, sources=tuple(others))


@timeless
@given(shared_programs())
def test_options_are_what_their_payers_can_pay(case: Program):
    """Tests that an option has payers for all of it, and that every start is accounted for."""
    options = build_options(case)
    most = np.array([each.maximum_share for each in case.sources])
    assert ((options.payable * most).sum(axis=1) >= 1.0 - 1e-9).all()
    seen = np.zeros((len(case.clusters), len(case.sites), STARTS), dtype=int)
    np.add.at(seen, (options.cluster, options.site, options.start), 1)
    for one in options.excluded:
        places = slice(None) if one.site < 0 else one.site
        seen[one.cluster, places, one.first : one.last + 1] += 1
    assert (seen == 1).all()


@timeless
@given(shared_programs(), st.lists(st.floats(0.0, 1.0), min_size=36, max_size=36))
def test_accounts_add_up_to_the_schedule(case: Program, drawn: list[float]):
    """Tests any shares: the host and all accounts share the free cash, pools with their receipts.

    The calls of the accounts are those of the schedule, and so are the receipts apart from pools.
    The present value of the parts is that of the sums.
    """
    options = build_options(case)
    weights = np.array(drawn).reshape(12, 3)[: len(options)] + 1e-3
    shares = weights / weights.sum(axis=1, keepdims=True)
    places = options.cluster, options.site, options.start
    schedule = build_schedule(case, *places, shares=shares)
    accounts = build_accounts(case, options.cluster, options.start, schedule, shares=shares)
    calls = np.sum([each.calls for each in accounts], axis=0)
    own = np.sum([each.receipts for each in accounts if each.pool is None], axis=0)
    assert np.allclose(calls, schedule.calls.sum(axis=0), rtol=1e-9, atol=1e-8)
    assert np.allclose(own, schedule.receipts.sum(axis=0), rtol=1e-9, atol=1e-8)
    kept = schedule.host + schedule.source
    assert np.allclose(kept, schedule.free_cash, rtol=1e-9, atol=1e-8)
    for each in accounts:
        closing = each.balance_open + each.interest + each.balance_calls - each.receipts_before
        assert np.allclose(closing, each.balance_close, rtol=1e-9, atol=1e-7)
    factors = discount_factors(case.settings.discount_rate, "start", case.calendar)
    of_sources = (options.npv_source_musd * shares).sum(axis=1)
    assert np.allclose(of_sources, (schedule.source * factors).sum(axis=1), rtol=1e-9, atol=1e-6)
    of_host = options.npv_musd - of_sources
    assert np.allclose(of_host, (schedule.host * factors).sum(axis=1), rtol=1e-9, atol=1e-6)
