"""What decisions are worth, to the chosen perspective and to each party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from optmodel.economics.perspective import PLEDGE
from optmodel.economics.types import Options, Pool, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.plan.pools import receipts_npv_musd
from optmodel.plan.synergies import RealizedSynergy
from optmodel.program.program import Program


def values_by_party(
    program: Program,
    options: Options,
    preparation: Preparation,
    chosen: Chosen,
    *,
    pools: Mapping[int, Pool],
    synergies: Iterable[RealizedSynergy],
) -> Mapping[str, float]:
    """Net present value of the decisions: ``program``, ``united_states``, ``japan``, ``other``.

    The program's is computed from the free cash flows, not as the sum of the parties, so that
    their agreement can be checked. Synergies are the program's and the host's; what a pool pays
    out its source has and the host has not.
    """
    picked = chosen.options
    by_source = (chosen.shares * options.npv_source_musd[picked]).sum(axis=0)
    host = float(options.npv_musd[picked].sum() - by_source.sum())
    spent = 0.0
    for site, period in sorted(chosen.openings.items()):
        cost = float(preparation.npv_musd[site, period])
        parts = np.asarray(chosen.preparation_shares[site])
        spent += cost
        by_source -= parts * cost
        host -= (1.0 - float(parts.sum())) * cost
    for index, pool in pools.items():
        receipts = receipts_npv_musd(program, pool)
        by_source[index] += receipts
        host -= receipts
    synergy = sum((made.value_musd for made in synergies), 0.0)
    return {
        "program": float(options.npv_musd[picked].sum()) - spent + synergy,
        "united_states": host + synergy,
        "japan": float(by_source[PLEDGE]) if len(by_source) else 0.0,
        "other": float(by_source[PLEDGE + 1 :].sum()),
    }


def perspective_value(program: Program, values: Mapping[str, float]) -> float:
    """Pick the figure of ``values_by_party`` that the perspective looks at."""
    key = {"Program": "program", "United States": "united_states", "Japan": "japan"}
    return values[key[program.settings.perspective]]
