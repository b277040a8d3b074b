"""The open-pit mine newman1 as a program: 1,060 clusters, 6 years, 3,922 dependencies.

Run with ``python -m benchmarks.newman1``; data and source: benchmarks/data/README.md.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import optmodel
from optmodel.workbook.template import write_template

BLOCKS = Path(__file__).parent / "data" / "newman1.csv"

FIRST_DAY = date(2027, 1, 1)
PUBLISHED_PLAN = 23_483.671
PUBLISHED_BOUND = 24_486.184
"""Best feasible plan and bound of the linear relaxation in the library, in thousands."""

CAPACITY = {"Mining": 2_000.0, "Processing": 1_100.0}
"""Thousand tons a year."""

ABOVE = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
"""A block needs the one on top of it and that one's four neighbors, where they exist."""

Rows = list[Mapping[str, object]]
Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the mine; money in thousands, mass in thousand tons."""

    value: float
    mined: float
    processed: float


def blocks() -> dict[Place, Block]:
    """Every block by its place (x, y, z)."""
    with BLOCKS.open(encoding="utf-8") as lines:
        return {
            (int(line["x"]), int(line["y"]), int(line["z"])): Block(
                value=float(line["value_usd"]) / 1000,
                mined=float(line["mined_tons"]) / 1000,
                processed=float(line["processed_tons"]) / 1000,
            )
            for line in csv.DictReader(lines)
        }


def needs(mine: Mapping[Place, Block]) -> list[tuple[Place, Place]]:
    """Every pair of a block and one that must be gone before it."""
    return [
        (place, over)
        for place in mine
        for dx, dy in ABOVE
        if (over := (place[0] + dx, place[1] + dy, place[2] + 1)) in mine
    ]


def settings(gap: float = 0.02, time_limit: float = 300) -> dict[str, object]:
    """The sheet Settings: six years, 8 %, the first year undiscounted."""
    return {
        "Plan name": "newman1",
        "First period": FIRST_DAY,
        "Months per period": 12,
        "Decision periods": 6,
        "Horizon periods": 6,
        "Discount rate": 0.08,
        "Discount timing": "start",
        "Optimality gap": gap,
        "Time limit": time_limit,
    }


def sheets() -> dict[str, Rows]:
    """Write the mine as sheets: a block is a cluster, a year's tonnage a construction resource."""
    mine = blocks()
    return {
        "Clusters": [
            {"Cluster": _name(place), "Capex (USD m)": 0, "Build (periods)": 0} for place in mine
        ],
        "Sites": [{"Site": "Pit", "Land (acres)": 0, "Decision": "open"}],
        "Funding": [{"Source": "None needed", "Commitment (USD m)": 0}],
        "Cash flows": [
            {"Cluster": _name(place), "Line": "net", "Period 0": block.value}
            for place, block in mine.items()
        ],
        "Dependencies": [
            {"Cluster": _name(place), "Needs": _name(over)} for place, over in needs(mine)
        ],
        "Construction": [
            {"Resource": name, "From": FIRST_DAY, "Capacity": tons}
            for name, tons in CAPACITY.items()
        ],
        "Construction use": [
            {"Cluster": _name(place), "Resource": resource, "Step 1": tons}
            for place, block in mine.items()
            for resource, tons in (("Mining", block.mined), ("Processing", block.processed))
            if tons
        ],
    }


def main() -> None:
    """Write the workbook, solve it and print what came out beside what is published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gap", type=float, default=0.02)
    parser.add_argument("--time-limit", type=float, default=300)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newman1.xlsx"
        write_template(
            path,
            settings=settings(arguments.gap, arguments.time_limit),
            sheets=sheets(),
        )
        plan = optmodel.solve(path)
    bound = plan.value_musd + (plan.gap_musd or 0.0)
    print(f"status     {plan.status}")
    print(f"value      {plan.value_musd:12,.3f}   published plan  {PUBLISHED_PLAN:12,.3f}")
    print(f"bound      {bound:12,.3f}   published bound {PUBLISHED_BOUND:12,.3f}")
    print(f"gap        {bound / plan.value_musd - 1:12.3%}")
    print(f"funded     {len(plan.funded):8,} of {len(plan.decisions):,} blocks")
    for stage, seconds in plan.seconds.items():
        print(f"{stage:<10} {seconds:12.2f} s")


def _name(place: Place) -> str:
    return "-".join(map(str, place))


if __name__ == "__main__":
    main()
