"""What a start and an opening are worth to the party whose value the plan maximizes."""

from __future__ import annotations

import numpy as np

from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.program.program import Program

PLEDGE = 0
"""The pledge is the first row of Funding; its receipts are Japan's."""


def preparation_payer(program: Program) -> int | None:
    """Index of the source that pays for site preparation; None = the host pays."""
    for index, source in enumerate(program.sources):
        if source.pays_preparation:
            return index
    return None


def host_values(options: Options) -> FloatArray:
    """(n,) value of each option to the host, which has what the only source has not, USD m."""
    return np.asarray(options.npv_musd - options.npv_source_musd.sum(axis=1))


def option_values(program: Program, options: Options) -> FloatArray:
    """(n,) value of each option to the perspective, before site preparation, USD m."""
    perspective = program.settings.perspective
    if perspective == "United States":
        return host_values(options)
    if perspective == "Japan":
        return options.npv_source_musd[:, PLEDGE]
    return options.npv_musd


def opening_costs(program: Program, preparation: Preparation) -> FloatArray:
    """(S, T) what opening a site in a period costs the perspective, USD m, 0 or more."""
    payer = preparation_payer(program)
    bears = {"Program": True, "United States": payer is None, "Japan": payer == PLEDGE}
    if bears[program.settings.perspective]:
        return preparation.npv_musd
    return np.zeros_like(preparation.npv_musd)
