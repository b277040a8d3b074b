"""Options as arrays: what can happen at all, what it is worth, and why the rest is out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why a cluster cannot start at a site in a run of periods."""

    cluster: int
    """Index into ``Program.clusters``."""
    site: int
    """Index into ``Program.sites``; -1 = at every site."""
    first: int
    last: int
    """The periods, both ends included."""
    rule: str
    """Short stable name: ``skipped``, ``operator_choice``, ``site_closed``, ``placement``,
    ``fixed_site``, ``start_window``, ``permit``, ``preparation``, ``site_supply``,
    ``commitment_limit``,
    ``last_commitment``, ``first_call``, ``last_call``, ``call_limit``, ``horizon``,
    ``cluster_payback``, ``source_recovery``, ``clusters_per_site``."""
    reason: str
    """A clause for a finance team, such as ``permit not in hand before 2028 Q2``."""
    cell: str = ""
    """Full address of the input cell that decides it."""


@dataclass(frozen=True, slots=True)
class Options:
    """n options (cluster, operator, site, start), sorted by these in this order.

    Copies of a cluster have options of their own with equal figures; so do the operators that
    could run it, with figures that may differ. F sources, H horizon periods.
    """

    cluster: IntArray
    """(n,) index into ``Program.clusters``."""
    operator: IntArray
    """(n,) index into ``Program.operators``; -1 where nobody has to be chosen."""
    site: IntArray
    """(n,) index into ``Program.sites``."""
    start: IntArray
    """(n,) period of the start."""
    npv_musd: FloatArray
    """(n,) net present value of free cash flow, the program's view."""
    npv_source_musd: FloatArray
    """(n, F) net present value to each source if it paid for everything: receipts less calls;
    to a pooled source its calls alone (0 or less), because the pool shares its cash."""
    payable: NDArray[np.bool_]
    """(n, F) whether the source may pay for a part of it: its maximum share is above 0, and its
    last commitment, first and last call and (vehicle *cluster*) required recovery allow it."""
    capital_musd: FloatArray
    """(n,) capex less support in all, undiscounted."""
    capital_steps_musd: FloatArray
    """(n, C) capital c periods after the start, as spent; C is the longest run of any option.
    What a source is called for when follows from its draw: ``funding.source_calls``."""
    capex_steps_musd: FloatArray
    """(n, C) gross capex, likewise."""
    payback_years: FloatArray
    """(n,) simple payback, measured as the Settings say; inf = never within the horizon."""
    recovery_years: FloatArray
    """(n, F) whole periods from the first call to the recovery of each source, in years; inf =
    never; 0 for a pooled source."""
    operating_cash_musd: FloatArray
    """(n, H) cash from operation by period, for the pools; (n, 0) where no source is pooled."""
    receipts_by_musd: FloatArray
    """(n, R) receipts of the source of each *receipts* target by its date, if that source paid
    for everything; R such targets in the order of ``Program.targets``; 0 for a pooled source."""
    excluded: tuple[Exclusion, ...]

    def __len__(self) -> int:
        """Number of options."""
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Cash by period of m chosen options; every array is (m, H) in USD m, nominal.

    Identities: ``free_cash = operating_cash - capital``,
    ``operating_cash = revenue + extra_margin + net - operating_cost - sustaining - rent - tax``,
    ``host = free_cash - source``, ``source = receipts - calls``.

    Balance and receipts are those of the sources for which each cluster is its own vehicle, at
    the part that each pays; pools share the cash of clusters together (``Account``), so of a
    pooled source only its calls are here. Losses and distributable cash are the whole cluster's.
    """

    capex: FloatArray
    """Gross capex as spent, escalated."""
    support: FloatArray
    """The part of capex that a grant from outside the program pays."""
    capital: FloatArray
    """``capex - support``: what the vehicle spends."""
    calls: FloatArray
    """Calls on all sources: ``capital``, or all of it in the first period (draw at start)."""
    pooled_calls: FloatArray
    """The part of ``calls`` on pooled sources, which is in no cluster's balance."""
    revenue: FloatArray
    extra_margin: FloatArray
    operating_cost: FloatArray
    sustaining: FloatArray
    rent: FloatArray
    tax: FloatArray
    net: FloatArray
    """From a ``net`` row of Cash flows; replaces every line but capex and the extra margin."""
    operating_cash: FloatArray
    free_cash: FloatArray
    carried_loss: FloatArray
    """Operating losses not yet made good at the end of the period, 0 or more."""
    distributable: FloatArray
    """Positive cash after losses carried have been made good."""
    balance_open: FloatArray
    interest: FloatArray
    receipts: FloatArray
    """The sources' shares of distributable cash."""
    receipts_before: FloatArray
    """The part of receipts that repays the deemed balance."""
    receipts_after: FloatArray
    balance_close: FloatArray
    """``balance_open + interest + calls - pooled_calls - receipts_before``, 0 or more."""
    source: FloatArray
    host: FloatArray


@dataclass(frozen=True, slots=True)
class Pool:
    """The vehicle of a pooled source: one balance for all that it pays for, USD m, nominal.

    Every array is (H,). ``balance_open + interest + calls - receipts_before = balance_close``.
    """

    calls: FloatArray
    """For clusters and for site preparation."""
    cash: FloatArray
    """Cash from operation of its clusters, each at the part that the source pays; a loss of one
    is made good by what another earns in the same period."""
    carried_loss: FloatArray
    """Losses not yet made good at the end of the period, 0 or more."""
    distributable: FloatArray
    """Positive cash after losses carried have been made good."""
    balance_open: FloatArray
    interest: FloatArray
    receipts: FloatArray
    receipts_before: FloatArray
    """The part of receipts that repays the balance."""
    receipts_after: FloatArray
    balance_close: FloatArray
    first_operation: int
    """First period in which anything that it pays for operates; H or more = none."""
    first_call: int
    """Period of the first call; -1 = nothing called."""
    recovery_period: int
    """Period from which on the balance stays repaid; -1 = never, or nothing called."""
    recovery_years: float
    """From the first call to it; inf = never within the horizon, 0 where nothing is called."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a source pays and has of a whole plan, by period: (H,) each, USD m, nominal.

    ``balance_open + interest + balance_calls - receipts_before = balance_close``.
    """

    calls: FloatArray
    """All of them: for clusters and for site preparation."""
    preparation_calls: FloatArray
    """The part for site preparation."""
    balance_calls: FloatArray
    """The part that is owed in a deemed balance: all of a pooled source, the part for clusters of
    another."""
    balance_open: FloatArray
    interest: FloatArray
    receipts: FloatArray
    receipts_before: FloatArray
    """The part of receipts that repays a balance."""
    receipts_after: FloatArray
    balance_close: FloatArray
    pool: Pool | None
    """Of a pooled source; None where each cluster is its own vehicle."""

    @property
    def flow(self) -> FloatArray:
        """(H,) receipts less calls."""
        return self.receipts - self.calls


@dataclass(frozen=True, slots=True)
class Preparation:
    """Site preparation by site and opening period; S sites, T decision periods."""

    allowed: NDArray[np.bool_]
    """(S, T) whether the site may be opened in the period and still host a start."""
    payable: NDArray[np.bool_]
    """(S, T, F) whether each source could pay for a part of it: it pays for site preparation, and
    the spending lies within its first and last call."""
    spend_musd: FloatArray
    """(S, T, P) nominal spending p periods after an opening; P >= 1 is the longest preparation."""
    npv_musd: FloatArray
    """(S, T) present value of that spending, 0 or more."""
    excluded: tuple[Exclusion, ...]
    """Why a site cannot be opened (``cluster`` is -1)."""
