"""The whole financial model of a plan, part by part in the order in which they depend."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.bridge import bridge_of
from optmodel.financials.capacity import Capacity, capacity_of
from optmodel.financials.checks import Checks, checks_of
from optmodel.financials.core import Core, core_of
from optmodel.financials.funding import Funding, funding_of
from optmodel.financials.ground import ground_of
from optmodel.financials.limits import LimitTable, limits_of
from optmodel.financials.readable import readable_decisions
from optmodel.financials.recovery_targets import recovery_targets_of
from optmodel.financials.sites import Sites, sites_of
from optmodel.financials.starts import Starts, starts_of
from optmodel.financials.targets import Targets, targets_of
from optmodel.financials.values import Values, values_of
from optmodel.live.records import Records
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
    limits: LimitTable
    recoveries: Records | None
    """Recovery targets of sources; None where there is none."""
    checks: Checks
    bridge: Records | None
    """Steps from the value without limits; None where nobody searched."""


def financial_model(plan: Plan, tables: Tables) -> FinancialModel:
    """Describe the plan as numbers with formulas."""
    core = core_of(ground_of(plan, tables))
    sites = sites_of(core)
    funding = funding_of(core, sites)
    starts = starts_of(core, sites)
    capacity = capacity_of(core)
    targets = targets_of(core, funding)
    values = values_of(core, sites, funding, capacity, targets)
    parts = (sites, funding, starts, capacity, targets)
    limits = limits_of(core, (line for part in parts for line in part.limits))
    recoveries = recovery_targets_of(core, funding.accounts)
    broken = [check for part in parts for check in part.checks]
    identities = (readable_decisions(core, sites), *funding.identities, *values.identities)
    checks = checks_of(core, sites, broken, identities)
    return FinancialModel(
        core=core,
        sites=sites,
        funding=funding,
        starts=starts,
        capacity=capacity,
        targets=targets,
        values=values,
        limits=limits,
        recoveries=recoveries,
        checks=checks,
        bridge=bridge_of(core, values),
    )
