"""What one more option would take that is not there: site resources, builders, markets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.types import FloatArray, Options
from optmodel.plan.breaks import Break, is_over
from optmodel.plan.capacity_limits import OUTPUT_UNIT, limit_by_period
from optmodel.plan.site_limits import supply_cell
from optmodel.plan.tightest import governing_cell
from optmodel.plan.usage import Usage, construction_use, market_output, use_span
from optmodel.program.program import Program
from optmodel.program.resources import UNITS


def supply_breaks(program: Program, options: Options, used: Usage, option: int) -> Iterator[Break]:
    """Give every supply that is too small, each in its worst period."""
    k, s = int(options.cluster[option]), int(options.site[option])
    start = int(options.start[option])
    yield from _site(program, used, k, s, start)
    yield from _builders(program, used, k, start)
    yield from _markets(program, used, k, start)


def _site(program: Program, used: Usage, k: int, s: int, start: int) -> Iterator[Break]:
    """Give the resources of the site that are short."""
    cluster, site = program.clusters[k], program.sites[s]
    for row, resource in enumerate(program.resources):
        amount = program.use(cluster, site, resource)
        if amount <= 0.0 or not (resource in site.supply or resource in site.supply_steps):
            continue
        more = np.zeros(program.calendar.horizon_periods)
        more[use_span(program, k, start, resource)] = amount
        supply = np.array(program.supply(site, resource))
        worst = _worst(used.resources[row, s] + more, supply, more)
        if worst is not None:
            period, short = worst
            cell = supply_cell(site, resource, period)
            subject, unit = f"{resource} at {site.id}", UNITS.get(resource, "")
            yield Break("site_supply", subject, short, unit, cell)


def _builders(program: Program, used: Usage, k: int, start: int) -> Iterator[Break]:
    """Give the construction resources that are short."""
    for resource, in_use in zip(program.construction, used.construction, strict=True):
        if resource.id not in program.clusters[k].construction_use:
            continue
        more = construction_use(program, k, start, resource.id)
        worst = _worst(in_use + more, limit_by_period(program, resource.capacity), more)
        if worst is not None:
            period, short = worst
            subject = f"{resource.id} in {program.calendar.label(period)}"
            cell = governing_cell(resource.capacity, period)
            yield Break("builder_capacity", subject, short, "", cell)


def _markets(program: Program, used: Usage, k: int, start: int) -> Iterator[Break]:
    """Give the markets that cannot take the output."""
    for market, output in zip(program.markets, used.output, strict=True):
        if program.clusters[k].product != market.product:
            continue
        more = market_output(program, k, start, market.product)
        worst = _worst(output + more, limit_by_period(program, market.maximum), more)
        if worst is not None:
            period, short = worst
            subject = f"market for {market.product} in {program.calendar.label(period)}"
            cell = governing_cell(market.maximum, period)
            yield Break("market_limit", subject, short, OUTPUT_UNIT, cell)


def _worst(amount: FloatArray, limit: FloatArray, more: FloatArray) -> tuple[int, float] | None:
    """Find the period in which an amount is over its limit by most, where more of it is used."""
    over = np.where(more > 0.0, amount - limit, -np.inf)
    period = int(np.argmax(over))
    short = float(over[period])
    return (period, short) if short > 0.0 and is_over(amount[period], limit[period]) else None
