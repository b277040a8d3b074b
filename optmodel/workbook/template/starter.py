"""The empty template with a few example rows that show how it is filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike

from optmodel.workbook.example_rows import MARK, SETTING_MARK
from optmodel.workbook.template.write import Row, write_template

SETTINGS: Row = {
    "Plan name": "Example plan",
    "First period": date(2027, 1, 1),
    "Months per period": 3,
    "Decision periods": 16,
    "Horizon periods": 80,
    "Discount rate": 0.08,
}
"""Only what is required; every other setting shows its default."""

SHEETS: Mapping[str, tuple[Row, ...]] = {
    "Clusters": (
        {
            "Cluster": "FAB-1",
            "Name": "Wafer fab, first phase",
            "Sector": "Semiconductors",
            "Product": "Wafers",
            "Capex (USD m)": 12000,
            "Build (periods)": 10,
            "Capex profile": "Late",
            "Revenue (USD m/year)": 5200,
            "Operating cost (USD m/year)": 2600,
            "Sustaining capex (% of capex/year)": 0.03,
            "Ramp profile": "Two years",
            "Land (acres)": 640,
            "Power (MW)": 250,
            "Water (mgd)": 8,
            "Workers": 2200,
        },
        {
            "Cluster": "FIB-2",
            "Name": "Optical fiber plant",
            "Sector": "Fiber",
            "Product": "Fiber",
            "Capex (USD m)": 900,
            "Build (periods)": 6,
            "Revenue (USD m/year)": 420,
            "Operating cost (USD m/year)": 230,
            "Land (acres)": 80,
            "Power (MW)": 30,
            "Water (mgd)": 0.5,
            "Workers": 600,
            "Site": "Oak Ridge",
        },
    ),
    "Profiles": (
        {
            "Profile": "Late",
            "Kind": "capex",
            "Step 1": 0.1,
            "Step 2": 0.2,
            "Step 3": 0.3,
            "Step 4": 0.4,
        },
        {
            "Profile": "Two years",
            "Kind": "ramp",
            **{f"Step {step}": step / 8 for step in range(1, 9)},
        },
    ),
    "Sites": (
        {
            "Site": "TX-03",
            "Name": "Parcel 3, Texas",
            "State": "Texas",
            "Land (acres)": 1200,
            "Power (MW)": 400,
            "Water (mgd)": 12,
            "Workers": 5000,
            "Permit median (months)": 9,
            "Permit P80 (months)": 14,
            "Preparation cost (USD m)": 60,
            "Preparation (periods)": 2,
        },
        {
            "Site": "Oak Ridge",
            "Name": "Parcel at Oak Ridge, Tennessee",
            "State": "Tennessee",
            "Land (acres)": 300,
            "Capex factor": 0.95,
        },
    ),
    "Funding": (
        {
            "Source": "Pledge",
            "Name": "The pledge of the program",
            "Commitment (USD m)": 15000,
            "Share before recovery": 0.5,
            "Share after recovery": 0.1,
            "Deemed rate": 0.04,
        },
    ),
    "Dependencies": ({"Cluster": "FIB-2", "Needs": "FAB-1", "Timing": "start"},),
}
"""A program of two clusters that can be solved once its marks are cleared."""


def write_starter(path: str | PathLike[str]) -> None:
    """Write the template with its example rows, each marked as one.

    Raises
    ------
    WriteError
        Where the file cannot be written.
    """
    marked = {name: tuple({**row, "Notes": MARK} for row in rows) for name, rows in SHEETS.items()}
    write_template(path, SETTINGS, marked, {name: {"Source": SETTING_MARK} for name in SETTINGS})
