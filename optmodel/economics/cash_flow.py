"""Cash flow of options of one cluster: every line by period, as arrays over the options."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optmodel.economics.lines import ground_of, lines_of
from optmodel.economics.tax import income_tax
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.capacity import OperatorFit
from optmodel.program.program import Cluster, Program


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Cash by period of m options of one cluster; every array is (m, H) in USD m, nominal."""

    capex: FloatArray
    """Gross, escalated."""
    support: FloatArray
    """The part of capex that a grant from outside the program pays."""
    capital: FloatArray
    """``capex - support``: what the vehicle spends."""
    revenue: FloatArray
    extra_margin: FloatArray
    operating_cost: FloatArray
    sustaining: FloatArray
    rent: FloatArray
    tax: FloatArray
    net: FloatArray
    operating_cash: FloatArray
    """Revenue, extra margin and net less operating cost, sustaining capex, rent and tax."""
    free_cash: FloatArray
    """``operating_cash - capital``."""


def cash_flow(
    program: Program,
    cluster: Cluster,
    sites: IntArray,
    starts: IntArray,
    fit: OperatorFit | None = None,
) -> CashFlow:
    """Work out the cash of a cluster at ``sites[i]`` started in period ``starts[i]``.

    Parameters
    ----------
    program
        The program.
    cluster
        The cluster; its copies share the result.
    sites, starts
        (m,) index into ``program.sites``, and period of the start, 0..T-1.
    fit
        What its operator costs more; None = nothing.

    Returns
    -------
    Every line as an (m, H) array; what falls past the horizon is cut.
    """
    lines = lines_of(program, cluster)
    ground = ground_of(program, cluster)

    def at_sites(by_site: FloatArray | float, by_start: FloatArray) -> FloatArray:
        """Multiply what depends on the site by what depends on the start."""
        factor = np.broadcast_to(by_site, len(program.sites))[sites]
        if not factor.any() or not by_start.any():
            return np.zeros((len(starts), program.calendar.horizon_periods))
        return factor[:, None] * by_start[starts]

    extra_capex_musd = ground.extra_capex_musd + (fit.extra_capex_musd if fit else 0.0)
    gross_musd = ground.capex_factor * lines.total_capex_musd + extra_capex_musd
    capex = at_sites(ground.capex_factor, lines.capex)
    capex += at_sites(extra_capex_musd, lines.extra_capex)
    support = cluster.support * capex
    capital = capex - support
    revenue = at_sites(1.0, lines.revenue)
    extra_margin = at_sites(ground.extra_margin_musd_year, lines.extra_margin)
    operating_cost = at_sites(ground.operating_cost_factor, lines.operating_cost)
    extra_cost_musd_year = fit.extra_operating_cost_musd_year if fit else 0.0
    operating_cost += at_sites(extra_cost_musd_year, lines.extra_operating_cost)
    sustaining = at_sites(gross_musd, lines.sustaining)
    rent = at_sites(ground.rent_musd_year, lines.rent)
    net = at_sites(1.0, lines.net)
    margin = revenue + extra_margin - operating_cost - sustaining - rent
    tax = _tax(program, cluster, margin, capital, starts)
    operating_cash = margin + net - tax
    return CashFlow(
        capex=capex,
        support=support,
        capital=capital,
        revenue=revenue,
        extra_margin=extra_margin,
        operating_cost=operating_cost,
        sustaining=sustaining,
        rent=rent,
        tax=tax,
        net=net,
        operating_cash=operating_cash,
        free_cash=operating_cash - capital,
    )


def _tax(
    program: Program, cluster: Cluster, margin: FloatArray, capital: FloatArray, starts: IntArray
) -> FloatArray:
    """Tax of a taxable owner; none where a net row, which is after tax, was given."""
    rate = program.settings.tax_rate if cluster.taxable else 0.0
    if rate == 0.0 or cluster.cash_lines.net_musd is not None:
        return np.zeros_like(margin)
    return income_tax(margin, capital, starts + cluster.build_periods, rate)
