"""Lists of a plan in the order of the input; inside, the program orders them by their figures."""

from __future__ import annotations

import re

from optmodel.plan.plan import Plan
from optmodel.plan.synergies import RealizedSynergy
from optmodel.plan.targets import TargetState

LAST_NUMBER = re.compile(r"(\d+)$")


def typed_targets(plan: Plan) -> tuple[TargetState, ...]:
    """Targets in the order of the sheet."""
    return tuple(sorted(plan.targets, key=lambda state: _row(state.target.cell)))


def typed_synergies(plan: Plan) -> list[tuple[str, str, RealizedSynergy]]:
    """What pairs gain, in the order of the sheet, each with Cluster A and Cluster B as typed.

    A pair whose row has neither a benefit nor a saving gains nothing and is left out.
    """
    synergy_of = {(it.cluster_a, it.cluster_b): it for it in plan.program.synergies}
    site_row = {site: row for row, site in enumerate(plan.program.site_order)}
    found: list[tuple[tuple[int, int], str, str, RealizedSynergy]] = []
    for made in plan.synergies:
        synergy = synergy_of[made.cluster_a, made.cluster_b]
        if synergy.benefit_musd_year or synergy.capex_saving_musd:
            first, second = made.cluster_a, made.cluster_b
            pair = (second, first) if synergy.turned else (first, second)
            found.append(((_row(synergy.cell), site_row[made.site]), *pair, made))
    return [(first, second, made) for _, first, second, made in sorted(found, key=lambda it: it[0])]


def _row(cell: str) -> int:
    """Row of an address such as ``Targets!E6`` or ``Targets row 6``; 0 where there is none."""
    number = LAST_NUMBER.search(cell)
    return int(number.group(1)) if number else 0
