"""Two small programs whose plans and values are known by hand.

Years from 2027 on, ten of them, at a rate of 0; a plant started in 2027 earns in nine years.

Before: X costs 100 and earns 40 a year (260), Y 100 and 30 (170), W 50 and 20 (130), Z may not be
funded. Preparing S costs 10. X and W gain 1 a year together (9). Four clusters are wished for at
a price of 3 for each one missed: three are funded, so 3 are lost.
Program: 260 + 170 + 130 - 10 + 9 = 559; objective 556.

After: X earns 45 (305), Y may not be funded, Z costs 100 and earns 20 (80), W cannot start before
2028 (8 x 20 - 50 = 110, and 8 years of synergy). Preparing costs 15, the price is 5. Its rows
stand in reverse order. Program: 305 + 80 + 110 - 15 + 8 = 488; objective 483.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from optmodel import api
from optmodel.workbook.template import write_template
from tests.cases import cluster, pledge, site, tiny_settings

Sheets = dict[str, Any]


def earns(revenue: float, **over: object) -> dict[str, object]:
    """Columns of a cluster that earns so much a year."""
    return {"Revenue (USD m/year)": revenue, "Taxable owner": "no", **over}


def before() -> Sheets:
    """The first program."""
    return {
        "Settings": tiny_settings(Plan_name="Before"),
        "Clusters": [
            cluster("X", 100.0, **earns(40.0)),
            cluster("Y", 100.0, **earns(30.0)),
            cluster("W", 50.0, **earns(20.0)),
            cluster("Z", 100.0, **earns(20.0, Decision="skip")),
        ],
        "Sites": [site("S", 500.0, **{"Preparation cost (USD m)": 10.0})],
        "Funding": [pledge(1000.0, **{"Pays for site preparation": "yes"})],
        "Synergies": [{"Cluster A": "X", "Cluster B": "W", "Benefit (USD m/year)": 1.0}],
        "Targets": [{"Metric": "clusters", "Sense": "at least", "Amount": 4, "Strength": 3.0}],
    }


def after() -> Sheets:
    """The second program."""
    start = {"Earliest start": date(2028, 1, 1)}
    return before() | {
        "Settings": tiny_settings(Plan_name="After"),
        "Clusters": [
            cluster("Z", 100.0, **earns(20.0)),
            cluster("W", 50.0, **earns(20.0, **start)),
            cluster("Y", 100.0, **earns(30.0, Decision="skip")),
            cluster("X", 100.0, **earns(45.0)),
        ],
        "Sites": [site("S", 500.0, **{"Preparation cost (USD m)": 15.0})],
        "Targets": [{"Metric": "clusters", "Sense": "at least", "Amount": 4, "Strength": 5.0}],
    }


def written(path: Path, sheets: Mapping[str, Any]) -> Path:
    """A workbook of these sheets."""
    rows = {name: listed for name, listed in sheets.items() if name != "Settings"}
    write_template(path, sheets["Settings"], rows)
    return path


def solved(folder: Path, name: str, sheets: Mapping[str, Any]) -> Path:
    """The folder of a run on a workbook of these sheets."""
    finished = api.run(written(folder / f"{name}.xlsx", sheets), output=folder / "outputs")
    assert finished.folder is not None
    return finished.folder
