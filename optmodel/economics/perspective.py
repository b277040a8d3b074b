"""What a start and an opening are worth to the party whose value the plan maximizes."""

from __future__ import annotations

import numpy as np

from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.program.program import Program

PLEDGE = 0
"""The pledge is the first row of Funding; its receipts are Japan's."""


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

    0 or more; the host pays where no source pays for site preparation. So this is what openings
    cost where one source at most pays for them; where several may, ``opening_share_costs`` has
    what each of them would make of it.
    """
    payers = [i for i, source in enumerate(program.sources) if source.pays_preparation]
    if payers:
        return opening_share_costs(program, preparation)[:, :, payers[0]]
    if program.settings.perspective == "Japan":
        return np.zeros_like(preparation.npv_musd)
    return preparation.npv_musd
