"""What decisions are worth, to the chosen perspective and to each party."""

from __future__ import annotations

from collections.abc import Mapping

from optmodel.economics.perspective import PLEDGE, host_values, preparation_payer
from optmodel.economics.types import Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.program.program import Program


def values_by_party(
    program: Program, options: Options, preparation: Preparation, chosen: Chosen
) -> Mapping[str, float]:
    """Net present value of the decisions: ``program``, ``united_states``, ``japan``, ``other``.

    The program's is computed from the free cash flows, not as the sum of the parties, so that
    their agreement can be checked.
    """
    spent = sum(float(preparation.npv_musd[s, t]) for s, t in sorted(chosen.openings.items()))
    by_source = options.npv_source_musd[chosen.options].sum(axis=0)
    host = float(host_values(options)[chosen.options].sum())
    payer = preparation_payer(program)
    if payer is None:
        host -= spent
    else:
        by_source[payer] -= spent
    return {
        "program": float(options.npv_musd[chosen.options].sum()) - spent,
        "united_states": host,
        "japan": float(by_source[PLEDGE]) if len(by_source) else 0.0,
        "other": float(by_source[PLEDGE + 1 :].sum()),
    }


def perspective_value(program: Program, values: Mapping[str, float]) -> float:
    """Pick the figure of ``values_by_party`` that the objective maximizes."""
    key = {"Program": "program", "United States": "united_states", "Japan": "japan"}
    return values[key[program.settings.perspective]]
