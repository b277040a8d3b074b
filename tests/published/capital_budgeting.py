"""Published capital-budgeting instances as rows of the input contract."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "data"

Rows = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Knapsack:
    """One instance: projects with a value and a use of every resource, and the capacities."""

    name: str
    values: tuple[float, ...]
    uses: tuple[tuple[float, ...], ...]
    """By project, then by resource."""
    capacities: tuple[float, ...]
    optimum: float


def knapsacks() -> dict[str, Knapsack]:
    """Every instance of data/knapsacks.csv, by its name."""
    found: dict[str, Knapsack] = {}
    for line in _read("knapsacks"):
        projects = _read(line["file"])[: int(line["items"])]
        capacities = tuple(map(float, line["capacities"].split()))
        resources = range(1, len(capacities) + 1)
        found[line["instance"]] = Knapsack(
            name=line["instance"],
            values=tuple(float(project["value"]) for project in projects),
            uses=tuple(tuple(float(each[f"R{r}"]) for r in resources) for each in projects),
            capacities=capacities,
            optimum=float(line["optimum"]),
        )
    return found


def workbook(knapsack: Knapsack) -> dict[str, Rows]:
    """Write an instance as sheets: one open site whose supply is what all projects share.

    A project is a cluster without capex that pays its value once, in its only period; the
    capacities are rows of Site supply, the uses are columns ``Use: R1``, ``Use: R2``, ...
    """
    names = [f"Project {number}" for number in range(1, len(knapsack.values) + 1)]
    settings = {
        "Plan name": knapsack.name,
        "First period": date(2027, 1, 1),
        "Months per period": 12,
        "Decision periods": 1,
        "Horizon periods": 1,
        "Discount rate": 0.0,
        "Optimality gap": 0.0,
        "Time limit": 120,
    }
    return {
        "Settings": [{"Setting": name, "Value": value} for name, value in settings.items()],
        "Clusters": [
            {"Cluster": name, "Capex (USD m)": 0, "Build (periods)": 0}
            | {f"Use: R{r}": amount for r, amount in enumerate(uses, start=1)}
            for name, uses in zip(names, knapsack.uses, strict=True)
        ],
        "Sites": [{"Site": "Shared", "Land (acres)": 0, "Decision": "open"}],
        "Site supply": [
            {
                "Site": "Shared",
                "Resource": f"R{r}",
                "From": date(2027, 1, 1),
                "Available": capacity,
            }
            for r, capacity in enumerate(knapsack.capacities, start=1)
        ],
        "Funding": [{"Source": "None needed", "Commitment (USD m)": 0}],
        "Cash flows": [
            {"Cluster": name, "Line": "net", "Period 0": value}
            for name, value in zip(names, knapsack.values, strict=True)
        ],
    }


def _read(name: str) -> list[dict[str, str]]:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
