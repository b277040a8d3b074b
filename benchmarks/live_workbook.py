"""The live workbook at scale: 60 funded clusters over 120 periods, from solve to recalculation.

Run with ``python -m benchmarks.live_workbook``; prints size, formulas and seconds. LibreOffice is
timed where it is installed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from optmodel.api import run
from optmodel.run.wishes import Wishes

CLUSTERS, SITES, PERIODS, DECISIONS = 90, 12, 120, 16
FUNDED = 60
"""How many are funded; the rest is skipped, for the size is what is measured."""


def program(seed: int = 0) -> dict[str, object]:
    """Return quarters: 90 clusters, of which 60 are funded."""
    chance = random.Random(seed)
    clusters: list[dict[str, object]] = [
        {
            "Cluster": f"C{number:03d}",
            "Decision": "fund" if number < FUNDED else "skip",
            "Site": f"S{number % SITES:02d}",
            "Sector": f"Sector {number % 6}",
            "Capex (USD m)": 100.0,
            "Build (periods)": chance.randint(4, 12),
            "Ramp profile": "ramp",
            "Revenue (USD m/year)": 30.0 + chance.randint(0, 10),
            "Operating cost (USD m/year)": 5.0 + chance.randint(0, 3),
            "Sustaining capex (% of capex/year)": 0.02,
            "Land (acres)": 50.0,
            "Power (MW)": chance.randint(5, 30),
            "Taxable owner": True,
        }
        for number in range(CLUSTERS)
    ]
    sites: list[dict[str, object]] = [
        {
            "Site": f"S{number:02d}",
            "State": "Texas",
            "Latitude": 30.0 + number / 4,
            "Longitude": -100.0 + number,
            "Land (acres)": 3000.0,
            "Power (MW)": 1000.0,
            "Preparation cost (USD m)": 10.0,
            "Preparation (periods)": 2,
        }
        for number in range(SITES)
    ]
    source = {
        "Source": "Pledge",
        "Commitment (USD m)": FUNDED * 200.0,
        "Share before recovery": 0.5,
        "Share after recovery": 0.1,
        "Deemed rate": 0.05,
        "Recovery target (years)": 25,
        "Recovery rule": "report",
    }
    return {
        "Settings": {
            "Plan name": "scale",
            "First period": date(2027, 1, 1),
            "Months per period": 3,
            "Decision periods": DECISIONS,
            "Horizon periods": PERIODS,
            "Discount rate": 0.08,
            "Capex escalation": 0.02,
            "Revenue escalation": 0.02,
            "Tax rate": 0.21,
            "Optimality gap": 0.2,
            "Time limit": 60,
        },
        "Clusters": clusters,
        "Sites": sites,
        "Funding": [source],
        "Profiles": [
            {"Profile": "ramp", "Kind": "ramp", "Step 1": 0.4, "Step 2": 0.8, "Step 3": 1}
        ],
    }


def recalculation_seconds(path: Path, folder: Path) -> float | None:
    """Return how long LibreOffice takes to open, work out and save it; None where there is none."""
    office = shutil.which("soffice")
    if office is None:
        return None
    from tests.recalculation.libreoffice import Calculator

    calculator = Calculator(folder)
    calculator.recalculate([path])  # the first time it makes its profile
    begun = time.monotonic()
    calculator.recalculate([path])
    return time.monotonic() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder in which the results stay")
    keep: Path | None = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finished = run(program(), output=keep or folder, wishes=Wishes(time_limit_s=30.0))
        path = next((keep or folder).glob("*/results.xlsx"))
        begun = time.monotonic()
        book = load_workbook(path, read_only=True)
        formulas = sum(
            cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row
        )
        print(f"funded {len(finished.plan.funded)} of {len(finished.plan.decisions)} clusters")
        print(f"periods {PERIODS}, formulas {formulas:,}, {path.stat().st_size / 1e6:.1f} MB")
        print(f"counted by openpyxl in {time.monotonic() - begun:.1f} s")
        print(", ".join(f"{k} {v:.1f} s" for k, v in finished.plan.seconds.items()))
        seconds = recalculation_seconds(path, folder)
        print("LibreOffice is not installed" if seconds is None else f"LibreOffice {seconds:.1f} s")


if __name__ == "__main__":
    try:
        main()
    except subprocess.TimeoutExpired as late:
        print(f"given up after {late.timeout} s")
