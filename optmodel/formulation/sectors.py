"""Least and most that a source pays for a sector: sector_limit, in USD m."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from optmodel.formulation.paid import largest_total, paid_terms
from optmodel.formulation.rows import Rows
from optmodel.formulation.shares import Funding


def add_sector_limit(model: pyo.ConcreteModel, funding: Funding) -> None:
    """All calls of a source for the clusters of a sector stay between a least and a most.

    minimum[f,j] <= sum_{k in j} sum_st capital[k,s,t] * share[k,s,t,f] <= maximum[f,j], USD m,
    nominal, without site preparation. When the money is called does not matter, hence no sum
    over periods. A row that no plan can break is left out.
    """
    rows, options, decisions = Rows(), funding.options, funding.decisions
    program = funding.program
    sectors = np.array([cluster.sector for cluster in program.clusters], dtype=object)
    for payer in funding.payers:
        source = program.sources[payer.source]
        for limit in source.sector_limits:
            capital = np.where(sectors[options.cluster] == limit.sector, options.capital_musd, 0.0)
            terms = paid_terms(decisions, payer, capital)
            if limit.minimum_musd > 0.0:
                rows.at_least((source.id, limit.sector, "least"), terms, limit.minimum_musd)
            most = limit.maximum_musd
            if most is not None and largest_total(decisions, payer.largest_share * capital) > most:
                rows.at_most((source.id, limit.sector, "most"), terms, most)
    rows.attach(model, "sector_limit")
