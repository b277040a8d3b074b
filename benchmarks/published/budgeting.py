"""Multi-resource capital budgeting by the recipe of Chu and Beasley, as sheets.

Source: P. C. Chu and J. E. Beasley, "A genetic algorithm for the multidimensional knapsack
problem", Journal of Heuristics 4 (1998), section 5: whole weights between 0 and 1000, each
capacity a part (the tightness) of all weights of its resource, and a profit of the mean weight
over the resources plus up to 500. The recipe is theirs, the random numbers are our own: no
instance here is one of the OR-Library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

FIRST_DAY = date(2027, 1, 1)
Rows = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Budgeting:
    """Projects with a profit and weights; n projects, m resources."""

    profits: NDArray[np.float64]
    """(n,)"""
    weights: NDArray[np.float64]
    """(m, n)"""
    capacities: NDArray[np.float64]
    """(m,)"""


def draw(projects: int, resources: int, tightness: float, seed: int = 1) -> Budgeting:
    """Draw an instance; the figures come from the arguments alone."""
    random = np.random.default_rng([projects, resources, round(100 * tightness), seed])
    weights = random.integers(0, 1000, (resources, projects), endpoint=True).astype(float)
    profits = weights.mean(axis=0) + 500 * random.random(projects)
    return Budgeting(np.round(profits, 3), weights, np.floor(tightness * weights.sum(axis=1)))


def sheets(instance: Budgeting, name: str = "Capital budgeting") -> dict[str, object]:
    """Write the sheets: a project is a cluster, its profit a net cash flow in the only period.

    Resources are construction resources, whose capacity all clusters share.
    """
    count = len(instance.profits)
    names = [f"P{number:03}" for number in range(1, count + 1)]
    resources = [f"R{number:02}" for number in range(1, len(instance.capacities) + 1)]
    return {
        "Settings": single_period(name),
        "Clusters": [{"Cluster": each, "Capex (USD m)": 0, "Build (periods)": 0} for each in names],
        "Sites": [{"Site": "Anywhere", "Land (acres)": 0, "Decision": "open"}],
        "Funding": [{"Source": "None needed", "Commitment (USD m)": 0}],
        "Cash flows": [
            {"Cluster": each, "Line": "net", "Period 0": float(profit)}
            for each, profit in zip(names, instance.profits, strict=True)
        ],
        "Construction": [
            {"Resource": resource, "From": FIRST_DAY, "Capacity": float(capacity)}
            for resource, capacity in zip(resources, instance.capacities, strict=True)
        ],
        "Construction use": [
            {"Cluster": names[k], "Resource": resources[r], "Step 1": float(weight)}
            for (r, k), weight in np.ndenumerate(instance.weights)
            if weight
        ],
    }


def single_period(name: str) -> dict[str, object]:
    """Return settings of a problem without time: one period, nothing discounted."""
    return {
        "Plan name": name,
        "First period": FIRST_DAY,
        "Months per period": 12,
        "Decision periods": 1,
        "Horizon periods": 1,
        "Discount rate": 0.0,
    }
