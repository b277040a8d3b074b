"""What a source pays by period, as sparse matrices in the "by" variables and the shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optmodel.economics.funding import source_calls
from optmodel.economics.types import FloatArray, IntArray
from optmodel.formulation.decisions import NONE
from optmodel.formulation.shares import Funding, Payer

CANCELS = 1e-12
"""Two calls that differ by less than this part of themselves are the same amount: the
difference is the rounding of doubles (2e-16 an operation), not money."""


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
    x = by_period(options.start, called * payer.alone[:, None], decisions.next_x, horizon)
    y = by_period(
        decisions.opening_period, spend * payer.opens_alone[:, None], decisions.next_y, horizon
    )
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
        sparse.csr_array(sparse.hstack([x, y, share, opened], format="csr")),
        decisions.copies[: len(most)] @ most + most_opened.sum(axis=0),
    )


def by_period(
    first: IntArray, amounts: FloatArray, following: IntArray, horizon: int
) -> sparse.csr_array:
    """(H, columns) coefficients of "by" variables.

    ``amounts[i, p]`` falls into period ``first[i] + p`` if column i is the one that begins; its
    coefficient is its own amount less that of the column that takes over from it.
    """
    own = own_period(first, amounts, horizon)
    taken_over = sparse.csr_array(own.shape)
    later = np.nonzero(following != NONE)[0]
    if len(later):
        taken_over = _columns_of(own, following[later], later)
    return _difference(own, taken_over)


def own_period(first: IntArray, amounts: FloatArray, horizon: int) -> sparse.csr_array:
    """(H, columns) ``amounts[i, p]`` in period ``first[i] + p``, column i.

    Raises
    ------
    ValueError
        Where an amount falls past the horizon.
    """
    column, step = np.nonzero(amounts)
    period = first[column] + step
    if np.any(period >= horizon):
        raise ValueError("Expected every call inside the horizon.")
    shape = (horizon, len(first))
    return sparse.csr_array((amounts[column, step], (period, column)), shape=shape)


def dearest(first: IntArray, amounts: FloatArray, group: IntArray, horizon: int) -> FloatArray:
    """(G, H) the largest amount of each group by period, 0 or more."""
    column, step = np.nonzero(amounts)
    largest = np.zeros((int(group.max(initial=-1)) + 1, horizon))
    np.maximum.at(largest, (group[column], first[column] + step), amounts[column, step])
    return largest


def _columns_of(matrix: sparse.csr_array, source: IntArray, target: IntArray) -> sparse.csr_array:
    """A matrix whose column ``target[i]`` is column ``source[i]`` of another."""
    width = matrix.shape[1]
    mover = sparse.csr_array((np.ones(len(source)), (source, target)), shape=(width, width))
    return sparse.csr_array(matrix @ mover)


def _difference(one: sparse.csr_array, other: sparse.csr_array) -> sparse.csr_array:
    """``one - other`` without the entries that are nothing but rounding."""
    difference = one - other
    matters = (abs(difference) - CANCELS * (abs(one) + abs(other))) > 0
    kept = sparse.csr_array(difference.multiply(matters))
    kept.eliminate_zeros()
    return kept
