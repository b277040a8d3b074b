"""What a start and an opening are worth to the party whose value the plan maximizes."""

from __future__ import annotations

import numpy as np

from optmodel.economics.shares import paid_shares
from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.program.program import Program

PLEDGE = 0
"""The pledge is the first row of Funding; its receipts are Japan's."""


def preparation_payers(program: Program) -> tuple[int, ...]:
    """Indices of the sources that pay for site preparation; empty = the host pays."""
    return tuple(i for i, source in enumerate(program.sources) if source.pays_preparation)


def preparation_payer(program: Program) -> int | None:
    """Index of the first source that pays for site preparation; None = the host pays."""
    return next(iter(preparation_payers(program)), None)


def source_values(options: Options, shares: FloatArray | None = None) -> FloatArray:
    """(n, F) value of each option to each source at the part of it that the source pays, USD m.

    ``shares``, (n, F), has those parts; without it the first source pays for everything. To a
    pooled source it is what its calls cost, because the receipts are the pool's.
    """
    parts = paid_shares(shares, *options.npv_source_musd.shape)
    return np.asarray(options.npv_source_musd * parts)


def host_values(options: Options, shares: FloatArray | None = None) -> FloatArray:
    """(n,) value of each option to the host, which has what the sources have not, USD m."""
    return np.asarray(options.npv_musd - source_values(options, shares).sum(axis=1))


def share_values(program: Program, options: Options) -> FloatArray:
    """(n, F) value of each option to the perspective if a source paid for everything, USD m.

    The value is in proportion to the part that each source pays, so this is the coefficient of
    its share; before site preparation, synergies and what pools pay out.
    """
    npv = np.repeat(options.npv_musd[:, None], len(program.sources), axis=1)
    if program.settings.perspective == "United States":
        return np.asarray(npv - options.npv_source_musd)
    if program.settings.perspective == "Japan":
        first = np.arange(len(program.sources)) == PLEDGE
        return np.where(first, options.npv_source_musd, 0.0)
    return npv


def option_values(program: Program, options: Options) -> FloatArray:
    """(n,) value of each option to the perspective if the first source paid for it, USD m."""
    return share_values(program, options)[:, PLEDGE]


def opening_share_costs(program: Program, preparation: Preparation) -> FloatArray:
    """(S, T, F) what an opening costs the perspective if a source paid for all of it, USD m."""
    sources = len(program.sources)
    bears = {
        "Program": np.ones(sources),
        "United States": np.zeros(sources),
        "Japan": np.where(np.arange(sources) == PLEDGE, 1.0, 0.0),
    }
    return np.asarray(preparation.npv_musd[:, :, None] * bears[program.settings.perspective])


def opening_costs(program: Program, preparation: Preparation) -> FloatArray:
    """(S, T) what an opening costs the perspective if its first payer paid for all of it, USD m.

    0 or more; the host pays where no source pays for site preparation.
    """
    payer = preparation_payer(program)
    if payer is not None:
        return opening_share_costs(program, preparation)[:, :, payer]
    if program.settings.perspective == "Japan":
        return np.zeros_like(preparation.npv_musd)
    return preparation.npv_musd
