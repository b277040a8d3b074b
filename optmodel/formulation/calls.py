"""What a source pays by period, as sparse matrices in the "by" variables and the shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optmodel.economics.funding import source_calls
from optmodel.economics.types import FloatArray, IntArray
from optmodel.formulation.differences import less_next
from optmodel.formulation.shares import Funding, Payer


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls on a source, USD m, nominal. H periods."""

    coefficients: sparse.csr_array
    """(H, columns) by period and column of ``Payer.all_columns``: of x and y the call of the
    column's own start less the call of the start that the next column stands for, where the
    source pays alone; of a share the call of a whole start."""
    largest: FloatArray
    """(H,) the dearest start of every cluster (and copy) and opening of every site, each at the
    largest share that the source can pay, added up."""


def call_matrix(funding: Funding, payer: Payer) -> Calls:
    """Calls on one source by period."""
    horizon, options, decisions = funding.horizon, funding.options, funding.decisions
    called = source_calls(funding.program.sources[payer.source], options.capital_steps_musd)
    spend = funding.preparation.spend_musd[decisions.opening_site, decisions.opening_period]
    x = own_period(options.start, called * payer.alone[:, None], horizon)
    y = own_period(decisions.opening_period, spend * payer.opens_alone[:, None], horizon)
    changes = less_next(x, decisions.next_x), less_next(y, decisions.next_y)
    start, opening = payer.columns, payer.openings
    share = own_period(options.start[start], called[start], horizon)
    opened = own_period(decisions.opening_period[opening], spend[opening], horizon)
    most = dearest(options.start, called * payer.largest_share[:, None], options.cluster, horizon)
    most_opened = dearest(
        decisions.opening_period,
        spend * payer.pays_opening[:, None],
        decisions.opening_site,
        horizon,
    )
    return Calls(
        sparse.csr_array(sparse.vstack([*changes, share, opened]).T),
        decisions.copies[: len(most)] @ most + most_opened.sum(axis=0),
    )


def own_period(first: IntArray, amounts: FloatArray, horizon: int) -> sparse.csr_array:
    """(columns, H) ``amounts[i, p]`` of column i in period ``first[i] + p``.

    Raises
    ------
    ValueError
        Where an amount falls past the horizon.
    """
    column, step = np.nonzero(amounts)
    period = first[column] + step
    if np.any(period >= horizon):
        raise ValueError("Expected every call inside the horizon.")
    shape = (len(first), horizon)
    return sparse.csr_array((amounts[column, step], (column, period)), shape=shape)


def dearest(first: IntArray, amounts: FloatArray, group: IntArray, horizon: int) -> FloatArray:
    """(G, H) the largest amount of each group by period, 0 or more."""
    column, step = np.nonzero(amounts)
    largest = np.zeros((int(group.max(initial=-1)) + 1, horizon))
    np.maximum.at(largest, (group[column], first[column] + step), amounts[column, step])
    return largest
