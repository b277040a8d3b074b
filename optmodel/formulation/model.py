"""The decision model, as a table of contents: one line per rule."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
from pyomo.common.gc_manager import PauseGC

from optmodel.economics.types import Options, Preparation
from optmodel.errors import OptmodelError
from optmodel.formulation.builders import add_builder_capacity
from optmodel.formulation.copies import Merged, merge_copies
from optmodel.formulation.decisions import Decisions, add_decisions
from optmodel.formulation.funding import add_call_limit, add_capital_calls, add_commitment_limit
from optmodel.formulation.groups import add_group_rule
from optmodel.formulation.markets import add_market_limit
from optmodel.formulation.openings import OpeningTerms
from optmodel.formulation.operators import add_operator_capacity
from optmodel.formulation.order import add_dependency
from optmodel.formulation.pool_recovery import add_source_recovery
from optmodel.formulation.pool_rows import add_pooled_balance, add_pooled_split
from optmodel.formulation.pools import Pool, add_pools
from optmodel.formulation.sectors import add_sector_limit
from optmodel.formulation.shares import (
    Funding,
    add_funding_shares,
    add_maximum_share,
    add_shares,
)
from optmodel.formulation.sites import (
    add_clusters_per_site,
    add_open_before_start,
    add_opening_used,
    add_sites_opened,
    add_stays_open,
)
from optmodel.formulation.starts import (
    add_fund_once,
    add_starts_per_period,
    add_stays_started,
)
from optmodel.formulation.supply import add_site_supply
from optmodel.formulation.synergy import add_synergy
from optmodel.formulation.targets import add_target
from optmodel.formulation.value import add_value
from optmodel.program.program import Program


class NotFiniteError(OptmodelError):
    """A figure that is not a finite number would have reached the model."""


def build_model(program: Program, options: Options, preparation: Preparation) -> pyo.ConcreteModel:
    """Build the model of docs/formulation over the options.

    Every rule is a component of its own name, so a reader (or a test) can look at one rule,
    or switch it off, by name. Copies of a row are counted, not told apart (see ``copies``).
    ``model.decisions`` finds the columns of options and openings.

    Raises
    ------
    NotFiniteError
        Where a figure of the options or of the preparation is not finite.
    ValueError
        Where copies of a row are not alike.
    """
    _check_finite(options, preparation)
    # Half a million small objects and no garbage: collecting takes three quarters of the time.
    with PauseGC():
        return _build(merge_copies(program, options), preparation)


def _build(merged: Merged, preparation: Preparation) -> pyo.ConcreteModel:
    """Build the model, one line per rule."""
    program, options = merged.program, merged.options
    model = pyo.ConcreteModel(name="optmodel")
    decisions = add_decisions(model, merged, preparation)
    model.decisions = decisions
    model.opening_terms = OpeningTerms(program, options, preparation)
    funding = add_shares(model, program, options, preparation, decisions)
    model.funding = funding
    add_fund_once(model, program, decisions)
    add_stays_started(model, decisions)
    add_stays_open(model, program, decisions)
    add_open_before_start(model, program, options, decisions)
    add_opening_used(model, program, decisions)
    add_sites_opened(model, program, decisions)
    add_clusters_per_site(model, program, decisions)
    add_site_supply(model, program, decisions)
    add_funding_shares(model, funding)
    add_maximum_share(model, funding)
    add_capital_calls(model, funding)
    add_call_limit(model, program)
    add_commitment_limit(model, program)
    add_sector_limit(model, funding)
    pools = add_pools(model, funding)
    model.pools = pools
    add_pooled_balance(model, pools)
    add_pooled_split(model, pools)
    add_source_recovery(model, program, pools)
    add_dependency(model, program, decisions)
    add_group_rule(model, program, decisions)
    add_starts_per_period(model, program, options, decisions)
    add_builder_capacity(model, program, decisions)
    add_market_limit(model, program, decisions)
    add_operator_capacity(model, program, options, decisions)
    gains = add_synergy(model, program, decisions)
    penalties = add_target(model, funding, pools)
    add_value(model, funding, pools, gains + penalties)
    return model


def build_payers_model(
    program: Program, options: Options, preparation: Preparation
) -> pyo.ConcreteModel:
    """Build the part of the model that decides who pays, for starts and openings that are given.

    Rules that look at nothing but starts and openings are left out: whether these are kept does
    not depend on who pays. Synergies stay, because they are a part of the value. ``polish``,
    ``decode`` and the look-ups below take it like the whole model.
    """
    _check_finite(options, preparation)
    merged = merge_copies(program, options)
    model = pyo.ConcreteModel(name="payers")
    decisions = add_decisions(model, merged, preparation)
    model.decisions = decisions
    model.opening_terms = OpeningTerms(merged.program, merged.options, preparation)
    funding = add_shares(model, merged.program, merged.options, preparation, decisions)
    model.funding = funding
    add_funding_shares(model, funding)
    add_maximum_share(model, funding)
    add_capital_calls(model, funding)
    add_call_limit(model, merged.program)
    add_commitment_limit(model, merged.program)
    add_sector_limit(model, funding)
    pools = add_pools(model, funding)
    model.pools = pools
    add_pooled_balance(model, pools)
    add_pooled_split(model, pools)
    add_source_recovery(model, merged.program, pools)
    gains = add_synergy(model, merged.program, decisions)
    penalties = add_target(model, funding, pools)
    add_value(model, funding, pools, gains + penalties)
    return model


def decisions_of(model: pyo.ConcreteModel) -> Decisions:
    """The look-ups over the columns of a model that ``build_model`` made."""
    decisions = model.decisions
    if not isinstance(decisions, Decisions):
        raise TypeError("Expected a model made by build_model.")
    return decisions


def terms_of(model: pyo.ConcreteModel) -> OpeningTerms:
    """What openings cost whom in a model that ``build_model`` made."""
    terms = model.opening_terms
    if not isinstance(terms, OpeningTerms):
        raise TypeError("Expected a model made by build_model.")
    return terms


def funding_of(model: pyo.ConcreteModel) -> Funding:
    """Who may pay for what in a model that ``build_model`` made."""
    funding = model.funding
    if not isinstance(funding, Funding):
        raise TypeError("Expected a model made by build_model.")
    return funding


def pools_of(model: pyo.ConcreteModel) -> dict[int, Pool]:
    """The pools of a model that ``build_model`` made, by source."""
    pools: dict[int, Pool] = model.pools
    return pools


def _check_finite(options: Options, preparation: Preparation) -> None:
    """Refuse figures that are not finite: the solver would answer "optimal" with wrong values."""
    figures = {
        "value of the program": options.npv_musd,
        "value to a source": options.npv_source_musd,
        "capital": options.capital_steps_musd,
        "capex": options.capex_steps_musd,
        "cash from operation": options.operating_cash_musd,
        "receipts": options.receipts_by_musd,
        "preparation spending": preparation.spend_musd,
        "value of preparation": preparation.npv_musd,
    }
    for name, amounts in figures.items():
        if not np.all(np.isfinite(amounts)):
            raise NotFiniteError(f"The {name} of an option is not a finite number.")
