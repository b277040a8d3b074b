"""The whole financial model of a plan, part by part in the order in which they depend."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.capacity import Capacity, capacity_of
from optmodel.financials.core import Core, core_of
from optmodel.financials.funding import Funding, funding_of
from optmodel.financials.ground import ground_of
from optmodel.financials.sites import Sites, sites_of
from optmodel.financials.starts import Starts, starts_of
from optmodel.financials.targets import Targets, targets_of
from optmodel.financials.values import Values, values_of
from optmodel.plan.plan import Plan
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class FinancialModel:
    """Every part of the model; sheets show them."""

    core: Core
    sites: Sites
    funding: Funding
    starts: Starts
    capacity: Capacity
    targets: Targets
    values: Values


def financial_model(plan: Plan, tables: Tables) -> FinancialModel:
    """Describe the plan as numbers with formulas."""
    core = core_of(ground_of(plan, tables))
    sites = sites_of(core)
    funding = funding_of(core, sites)
    starts = starts_of(core)
    capacity = capacity_of(core)
    targets = targets_of(core, funding)
    values = values_of(core, sites, funding, capacity, targets)
    return FinancialModel(core, sites, funding, starts, capacity, targets, values)
