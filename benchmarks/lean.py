"""A small good workbook as plain sheets, without the template's formats and drop-downs."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook

SETTINGS: Mapping[str, object] = {
    "Plan name": "Lean",
    "First period": date(2027, 1, 1),
    "Months per period": 12,
    "Decision periods": 3,
    "Horizon periods": 10,
    "Discount rate": 0.08,
}
SHEETS: Mapping[str, Sequence[Sequence[object]]] = {
    "Settings": [("Setting", "Value"), *SETTINGS.items()],
    "Clusters": [
        ("Cluster", "Name", "Decision", "Capex (USD m)", "Build (periods)", "Ramp profile",
         "Revenue (USD m/year)", "Land (acres)", "Power (MW)", "Earliest start", "Site"),
        ("FIB-1", "Fiber", "free", 300, 2, "slow", 60, 120, 40, date(2027, 1, 1), "TX-03"),
        ("CAB-1", "Cable", "free", 120.5, 1, None, 30, 60, 20, None, None),
        ("001", "Turbines", "skip", 800, 3, "slow", 150, 300, 90, date(2028, 1, 1), None),
    ],
    "Profiles": [("Profile", "Kind", "Step 1", "Step 2"), ("slow", "ramp", 0.5, 1)],
    "Sites": [
        ("Site", "State", "Land (acres)", "Power (MW)", "Permit median (months)",
         "Permit P80 (months)"),
        ("TX-03", "TX", 640, 200, 6, 9),
        ("Oak Ridge", "TN", 900, 150, None, None),
    ],
    "Funding": [
        ("Source", "Commitment (USD m)", "Share before recovery", "Share after recovery"),
        ("JPN", 1000, 0.5, 0.1),
    ],
    "Dependencies": [("Cluster", "Needs", "Timing"), ("CAB-1", "FIB-1", "start")],
}  # fmt: skip
"""Name of a sheet to its rows, the first with the headers."""


def lean() -> bytes:
    """Make the workbook."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append([name])
        for _ in range(2):
            sheet.append([])
        for row in rows:
            sheet.append(list(row))
        sheet["A2"] = "One line of help."
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
