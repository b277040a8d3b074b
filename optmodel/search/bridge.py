"""From the value without limits to the plan's: what each family of limits takes away at most.

Each step is the best value of the linear relaxation, in which clusters may be divided, under the
limits of the families so far: no plan that keeps these limits is worth more. So the first step is
every cluster at its best place and time, and what is left after the last one is that clusters are
whole, and what the search has not proven.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyomo.environ as pyo

from optmodel.search.controls import Controls
from optmodel.search.exact import Exact
from optmodel.search.matrix import Matrix, TriviallyInfeasibleError, hand_over

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "sites": (
        "open_before_start",
        "opening_used",
        "sites_opened",
        "clusters_per_site",
        "site_supply",
    ),
    "order": ("dependency", "group_rule", "starts_per_period"),
    "capacity": ("builder_capacity", "market_limit", "operator_capacity"),
    "funding": (
        "maximum_share",
        "call_limit",
        "commitment_limit",
        "sector_limit",
        "source_recovery",
    ),
    "targets": ("target",),
}
"""Family to its rules, in the order of the steps. Rules that stand in none define what columns
mean, or hold for each start by itself: they hold from the first step on."""
LONGEST_S, PART = 10.0, 0.05
"""All steps together take no longer than so many seconds, nor than this part of the time limit."""


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """The value that can be reached at most under the limits so far."""

    family: str
    """One of ``FAMILIES``; ``""`` for the first step, without any of them."""
    bound_musd: float


def value_bridge(
    model: pyo.ConcreteModel, controls: Controls, stop: threading.Event | None = None
) -> tuple[BridgeStep, ...]:
    """Work out the steps of a model that was searched.

    Returns
    -------
    tuple
        The step without limits, then one per family that has rows; fewer where the time is over
        or the user asked to stop. Bounds never rise from step to step.
    """
    try:
        matrix = hand_over(model)
    except TriviallyInfeasibleError:
        return ()
    if matrix.columns == 0:
        return ()
    rules = np.array([_rule(row) for row in matrix.rows], dtype=object)
    ends = time.monotonic() + min(LONGEST_S, PART * controls.time_limit_s)
    steps: list[BridgeStep] = []
    held = [family for family, names in FAMILIES.items() if np.isin(rules, names).any()]
    for count in range(len(held) + 1):
        seconds = ends - time.monotonic()
        if seconds <= 0.0 or (stop is not None and stop.is_set()):
            break
        loose = [name for family in held[count:] for name in FAMILIES[family]]
        bound = _bound(_without(matrix, np.isin(rules, loose)), controls, seconds)
        if bound is None:
            break
        family = held[count - 1] if count else ""
        # A rounding of the solver's must not look like a gain.
        steps.append(BridgeStep(family, min(bound, steps[-1].bound_musd) if steps else bound))
    return tuple(steps)


def _rule(row: object) -> str:
    """Return the rule that a row belongs to: what stands before the bracket of its name."""
    return str(row).partition("[")[0]


def _without(matrix: Matrix, loose: np.ndarray) -> Matrix:
    """Return the linear relaxation without some rows."""
    return replace(
        matrix,
        integer=np.zeros_like(matrix.integer),
        row_lower=np.where(loose, -np.inf, matrix.row_lower),
        row_upper=np.where(loose, np.inf, matrix.row_upper),
    )


def _bound(matrix: Matrix, controls: Controls, seconds: float) -> float | None:
    """Return the best value, None where it was not found in time."""
    exact = Exact(replace(controls, time_limit_s=seconds), None, None)
    x = exact.amounts(matrix, "value bridge")
    return None if x is None else float(matrix.cost @ x + matrix.offset)
