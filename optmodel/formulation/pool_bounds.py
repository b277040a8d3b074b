r"""How large the amounts of a pool can become: bounds for its columns, each with its proof.

Notation: a copy of row k that starts as option o is paid for in the part :math:`\phi_o` by the
pool, at most :math:`\bar\phi_o`; a and c are its cash from operation and its calls if the pool paid
for all of it; i is the deemed rate a period, s the share before recovery. Every copy starts once
at most, and an opening happens once a site. So the sum over everything of amounts that are in
proportion to :math:`\phi` is at most the sum, over copies and sites, of their largest amount: the
*dearest sum* below.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optmodel.economics.funding import commitment_left, source_calls
from optmodel.economics.types import FloatArray, Options
from optmodel.formulation.calls import own_period
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.shares import Funding, Payer
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Source

SETTLED_MUSD = 1e-9
"""A bound up to this (a thousandth of a dollar) is rounding and counts as 0."""


@dataclass(frozen=True, slots=True)
class PoolBounds:
    """Largest amounts of a pool at the end of each period, (H,) USD m, 0 or more."""

    distributable: FloatArray
    carried_loss: FloatArray
    balance: FloatArray


def pool_bounds(funding: Funding, payer: Payer, calls_musd: FloatArray) -> PoolBounds:
    """Bounds for one pool; ``calls_musd`` (H,) is the largest call of each period."""
    program, options, decisions = funding.program, funding.options, funding.decisions
    source = program.sources[payer.source]
    rate = program.calendar.period_rate(source.deemed_rate)
    cash = options.operating_cash_musd
    horizon = cash.shape[1]
    called = source_calls(source, options.capital_steps_musd)
    calls = own_period(options.start, called, horizon).toarray()
    alone = _balances_alone(source.share_before, rate, calls, cash)
    spend = funding.preparation.spend_musd[decisions.opening_site, decisions.opening_period]
    prepared = own_period(decisions.opening_period, spend, horizon).toarray()
    owed = _dearest_sum(decisions, payer, alone)
    owed += _dearest_opening(decisions, payer, _compounded(prepared, rate))
    return PoolBounds(
        distributable=_settled(_most_cash(decisions, payer, options, commitment_left(source))),
        carried_loss=_settled(_dearest_sum(decisions, payer, _carried_losses(cash))),
        balance=_settled(_most_owed(source, owed, calls_musd, rate)),
    )


def _dearest_sum(decisions: Decisions, payer: Payer, amounts: FloatArray) -> FloatArray:
    """(H,) largest sum of (n, H) amounts a start, 0 or more."""
    largest = np.zeros((len(decisions.copies), amounts.shape[1]))
    np.maximum.at(largest, decisions.cluster, amounts * payer.largest_share[:, None])
    return np.asarray(decisions.copies @ largest, dtype=np.float64)


def _dearest_opening(decisions: Decisions, payer: Payer, amounts: FloatArray) -> FloatArray:
    """(H,) largest sum of (m, H) amounts an opening."""
    sites = int(decisions.opening_site.max(initial=-1)) + 1
    largest = np.zeros((sites, amounts.shape[1]))
    np.maximum.at(largest, decisions.opening_site, amounts * payer.pays_opening[:, None])
    return np.asarray(largest.sum(axis=0), dtype=np.float64)


def _most_cash(
    decisions: Decisions, payer: Payer, options: Options, left_musd: float
) -> FloatArray:
    r"""(H,) UD: most that can be distributed in a period.

    Proof: D_h = max(0, A_h - K_{h-1}) <= max(0, A_h), because K >= 0. A_h is at most the dearest
    sum of cash. It is also at most what the commitment buys: a part :math:`\phi` of an option
    brings :math:`\phi a`, at most its row's best ratio of cash to capital times the capital
    :math:`\phi c` that it calls, and all calls together are at most what is left of the
    commitment; so the continuous knapsack, best ratios first, is a bound.
    """
    cash = np.maximum(options.operating_cash_musd, 0.0) * payer.largest_share[:, None]
    capital = (options.capital_musd * payer.largest_share)[:, None]
    ratio = np.full(cash.shape, np.inf)
    np.divide(cash, capital, out=ratio, where=capital > 0.0)
    ratio[cash == 0.0] = 0.0
    shape = (len(decisions.copies), cash.shape[1])
    most, best = np.zeros(shape), np.zeros(shape)
    np.maximum.at(most, decisions.cluster, cash)
    np.maximum.at(best, decisions.cluster, ratio)
    most *= decisions.copies[:, None]
    cost = np.divide(most, best, out=np.zeros(shape), where=best > 0.0)
    order = np.argsort(-best, axis=0, kind="stable")
    most, best, cost = (np.take_along_axis(each, order, axis=0) for each in (most, best, cost))
    spent_before = np.cumsum(cost, axis=0) - cost
    part = np.clip(left_musd - spent_before, 0.0, cost)
    bought = np.where(cost > 0.0, part * np.where(np.isfinite(best), best, 0.0), most)
    return np.asarray(np.minimum(bought, most).sum(axis=0), dtype=np.float64)


def _carried_losses(cash: FloatArray) -> FloatArray:
    r"""(n, H) losses that each option alone would carry: K_h = max(0, K_{h-1} - a_h).

    UK is their dearest sum. Proof: K_h = max(0, max_g - sum_{j=g..h} A_j), a maximum of linear
    functions and 0, so it is subadditive over copies and in proportion to :math:`\phi`: the
    pool carries no more than its parts would alone.
    """
    losses, loss = np.zeros_like(cash), np.zeros(len(cash))
    for h in range(cash.shape[1]):
        loss = np.maximum(loss - cash[:, h], 0.0)
        losses[:, h] = loss
    return losses


def _balances_alone(share: float, rate: float, calls: FloatArray, cash: FloatArray) -> FloatArray:
    r"""(n, H) b: what each option would at most add to the balance.

    b_h = max(0, (1+i) b_{h-1} + c_h - s a_h).

    UB is at most the dearest sum of b. Proof: interest from operation on is never more than
    interest at once, so take the latter: B_h = max(0, (1+i) B_{h-1} + C_h - s D_h), C the calls.
    Hence B_h is 0 or, for some g <= h, sum_{j=g..h} (1+i)^{h-j} (C_j - s D_j). Because
    D_j = A_j + K_j - K_{j-1} and the weights fall, summing the K by parts leaves no less than
    -(1+i)^{h-g} K_{g-1}. So B_h is at most the maximum over g of
    sum_{j=g..h} (1+i)^{h-j} (C_j - s A_j) + s (1+i)^{h-g} K_{g-1}: linear in :math:`\phi` but for
    K, which is subadditive and in proportion to it; the maximum of such terms is subadditive
    as well. For one option alone it is max(0, max((1+i) b_{h-1}, s K_{h-1}) + c_h - s a_h), K
    what it carries alone, and the K adds nothing: b_h >= s K_h by induction, because
    b_h >= max(0, b_{h-1} - s a_h) >= s max(0, K_{h-1} - a_h).
    """
    found, owed = np.zeros_like(calls), np.zeros(len(calls))
    for h in range(calls.shape[1]):
        owed = np.maximum((1.0 + rate) * owed + calls[:, h] - share * cash[:, h], 0.0)
        found[:, h] = owed
    return found


def _compounded(amounts: FloatArray, rate: float) -> FloatArray:
    """(m, H) amounts with their interest so far; nothing of an opening is repaid by itself."""
    owed = np.zeros(len(amounts))
    found = np.zeros_like(amounts)
    for h in range(amounts.shape[1]):
        owed = (1.0 + rate) * owed + amounts[:, h]
        found[:, h] = owed
    return found


def _most_owed(source: Source, owed: FloatArray, calls_musd: FloatArray, rate: float) -> FloatArray:
    """(H,) UB: the smallest of three bounds on the balance.

    ``owed`` is the dearest sum of what each option and opening adds. The second bound compounds
    the largest calls that limits and commitment allow. Proof: without repayment
    B_h <= sum_{g<=h} (1+i)^{h-g} call_g with weights that fall in g, so for given most S_g of the
    calls up to g it is largest where each S_g is reached: sum_g (1+i)^{h-g} (S_g - S_{g-1}). The
    third is B_h <= (1+i) B_{h-1} + call_h.
    """
    most = _most_called(source, calls_musd)
    new = np.diff(most, prepend=0.0)
    bound, compounded, before = np.zeros_like(owed), 0.0, 0.0
    for h in range(len(owed)):
        compounded = (1.0 + rate) * compounded + float(new[h])
        grown = (1.0 + rate) * before + float(calls_musd[h])
        before = bound[h] = min(float(owed[h]), compounded, grown)
    return bound


def _most_called(source: Source, calls_musd: FloatArray) -> FloatArray:
    """(H,) S: most that can have been called by the end of each period; it never falls."""
    left = max(0.0, commitment_left(source))
    most = np.zeros(len(calls_musd))
    first = {h: window for window in call_windows(source, len(most)) for h in window.periods}
    for h in range(len(most)):
        known = [left, float(calls_musd[h]) + (float(most[h - 1]) if h else 0.0)]
        if h in first:
            window = first[h]
            begin = window.periods[0]
            inside = window.maximum_musd[: h - begin + 1]
            known.append(sum(inside) + (float(most[begin - 1]) if begin else 0.0))
        most[h] = min(known)
    return most


def _settled(bound: FloatArray) -> FloatArray:
    """The bound, 0 where it is nothing but rounding."""
    return np.where(bound > SETTLED_MUSD, bound, 0.0)
