"""Calls of every column by period, as one sparse matrix in the "by" variables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optmodel.economics.funding import source_calls
from optmodel.economics.types import FloatArray, IntArray, Options, Preparation
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.program.program import Program

CANCELS = 1e-12
"""Two calls that differ by less than this part of themselves are the same amount: the
difference is the rounding of doubles (2e-16 an operation), not money."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls on the source that pays for everything, USD m, nominal. H periods."""

    coefficients: sparse.csr_array
    """(H, n + m) by period and column, first x, then y: the call of the column's own start
    less the call of the start that the next column stands for."""
    largest: FloatArray
    """(H,) the dearest start of every cluster (and copy) and opening of every site, added up."""


def call_matrix(
    program: Program, options: Options, preparation: Preparation, decisions: Decisions
) -> Calls:
    """Calls by period for x and y together."""
    horizon = program.calendar.horizon_periods
    spend = preparation.spend_musd[decisions.opening_site, decisions.opening_period]
    if not program.sources[0].pays_preparation:
        spend = np.zeros_like(spend)
    called = source_calls(program.sources[0], options.capital_steps_musd)
    x, x_largest = _by_period(options.start, called, decisions.next_x, options.cluster, horizon)
    x_most = decisions.copies[: len(x_largest)] @ x_largest
    y, y_largest = _by_period(
        decisions.opening_period, spend, decisions.next_y, decisions.opening_site, horizon
    )
    return Calls(sparse.hstack([x, y], format="csr"), x_most + y_largest.sum(axis=0))


def _by_period(
    first: IntArray, amounts: FloatArray, following: IntArray, group: IntArray, horizon: int
) -> tuple[sparse.csr_array, FloatArray]:
    """((H, columns) coefficients, (G, H) dearest column of each group) from ``first`` on.

    Something starts (or opens) in only one column of its group.
    """
    column, step = np.nonzero(amounts)
    period = first[column] + step
    if np.any(period >= horizon):
        raise ValueError("Expected every call inside the horizon.")
    amount = amounts[column, step]
    shape = (horizon, len(first))
    own = sparse.csr_array((amount, (period, column)), shape=shape)
    taken_over = sparse.csr_array(shape)
    later = np.nonzero(following != NONE)[0]
    if len(later):
        taken_over = _columns_of(own, following[later], later, shape)
    largest = np.zeros((int(group.max(initial=-1)) + 1, horizon))
    np.maximum.at(largest, (group[column], period), amount)
    return _difference(own, taken_over), largest


def _columns_of(
    matrix: sparse.csr_array, source: IntArray, target: IntArray, shape: tuple[int, int]
) -> sparse.csr_array:
    """A matrix whose column ``target[i]`` is column ``source[i]`` of another."""
    mover = sparse.csr_array((np.ones(len(source)), (source, target)), shape=(shape[1], shape[1]))
    return sparse.csr_array(matrix @ mover)


def _difference(one: sparse.csr_array, other: sparse.csr_array) -> sparse.csr_array:
    """``one - other`` without the entries that are nothing but rounding."""
    difference = one - other
    matters = (abs(difference) - CANCELS * (abs(one) + abs(other))) > 0
    kept = sparse.csr_array(difference.multiply(matters))
    kept.eliminate_zeros()
    return kept
