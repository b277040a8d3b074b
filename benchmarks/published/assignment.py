"""Generalized assignment by the published recipes of types C, D and E, as sheets.

Every job goes to one agent, within the agent's capacity, at the least cost. Sources: types C and
D as in P. C. Chu and J. E. Beasley, "A genetic algorithm for the generalised assignment problem",
Computers and Operations Research 24 (1997); type E as in M. Yagiura, T. Ibaraki and F. Glover,
"An ejection chain approach for the generalized assignment problem", INFORMS Journal on Computing
16 (2004), after M. Laguna and others (1995). The recipes are theirs, the random numbers are our
own: no instance here is one of the libraries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.published.budgeting import single_period

Floats = NDArray[np.float64]
TYPES = ("C", "D", "E")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Agents and jobs; m agents, n jobs."""

    costs: Floats
    """(m, n)"""
    needs: Floats
    """(m, n) of the capacity of the agent."""
    capacities: Floats
    """(m,)"""


def draw(kind: str, agents: int, jobs: int, seed: int = 1) -> Assignment:
    """Draw an instance of a type; the figures come from the arguments alone.

    C: needs 5 to 25, costs 10 to 50. D: needs 1 to 100, costs 111 less the need, give or take 10.
    E: needs 1 - 10 ln(u), costs 1000 / need - 10 v, with u and v uniform between 0 and 1, in
    whole numbers. A capacity is 0.8 of all needs at the agent over the number of agents.
    """
    if kind not in TYPES:
        raise ValueError(f"Expected one of {', '.join(TYPES)}.")
    random = np.random.default_rng([ord(kind), agents, jobs, seed])
    shape = (agents, jobs)
    if kind == "C":
        needs = random.integers(5, 25, shape, endpoint=True).astype(float)
        costs = random.integers(10, 50, shape, endpoint=True).astype(float)
    elif kind == "D":
        needs = random.integers(1, 100, shape, endpoint=True).astype(float)
        costs = 111 - needs + random.integers(-10, 10, shape, endpoint=True)
    else:
        needs = np.floor(1 - 10 * np.log(1 - random.random(shape)))
        costs = np.maximum(1.0, np.floor(1000 / needs - 10 * random.random(shape)))
    return Assignment(costs, needs, np.floor(0.8 * needs.sum(axis=1) / agents))


def sheets(instance: Assignment, name: str = "Generalized assignment") -> dict[str, object]:
    """Write the sheets: an agent is an open site with land, a job a cluster that is funded.

    What a job needs of an agent is its land there, and its cost there is extra capex: the value
    of the program is the cost of the assignment with a minus.
    """
    agents, jobs = instance.costs.shape
    sites = [f"A{number:02}" for number in range(1, agents + 1)]
    clusters = [f"J{number:03}" for number in range(1, jobs + 1)]
    enough = float(instance.costs.max(axis=0).sum())
    return {
        "Settings": single_period(name),
        "Clusters": [
            {"Cluster": job, "Decision": "fund", "Capex (USD m)": 0, "Build (periods)": 0}
            for job in clusters
        ],
        "Sites": [
            {"Site": site, "Land (acres)": float(capacity), "Decision": "open"}
            for site, capacity in zip(sites, instance.capacities, strict=True)
        ],
        "Placement": [
            {
                "Cluster": clusters[k],
                "Site": sites[s],
                "Land (acres)": float(instance.needs[s, k]),
                "Extra capex (USD m)": float(instance.costs[s, k]),
            }
            for k in range(jobs)
            for s in range(agents)
        ],
        "Funding": [{"Source": "Any", "Commitment (USD m)": enough}],
    }
