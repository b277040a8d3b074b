"""A small workbook without any finding, which the cases break one at a time."""

from __future__ import annotations

import io
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidationList

from optmodel.workbook.schema import SHEET_BY_NAME
from optmodel.workbook.template import write_template
from tests.cases import cluster, pledge, site, tiny_settings


def _plant(name: str, capex: float, build: int, **over: object) -> dict[str, object]:
    """Make a row of Clusters with figures as of a real factory."""
    figures: dict[str, object] = {
        "Sector": "Optics",
        "Product": "fiber",
        "Revenue (USD m/year)": 0.5 * capex,
        "Operating cost (USD m/year)": 0.25 * capex,
        "Land (acres)": 60,
        "Power (MW)": 20,
        "Water (mgd)": 0.5,
        "Workers": 200,
        "Jobs": 200,
        "Output (units/year)": 500,
        "Output unit": "km",
    }
    return cluster(name, capex, build, **(figures | over))


def _parcel(name: str, acres: float, **over: object) -> dict[str, object]:
    """Make a row of Sites with power, water and workers."""
    supply = {"Power (MW)": 150, "Water (mgd)": 4, "Workers": 2000}
    return site(name, acres, State="TX", **(supply | over))


SETTINGS = tiny_settings(Discount_rate=0.08)

SHEETS: dict[str, list[dict[str, object]]] = {
    "Clusters": [
        _plant("FIB-1", 300, 2, Site="Oak Ridge", **{"Ramp profile": "slow"}),
        _plant("CAB-1", 120, 1, **{"Capex profile": "even"}),
        _plant("TUR-1", 200, 2, Sector="Power", Product="turbine", **{"Output unit": "turbine"}),
    ],
    "Profiles": [
        {"Profile": "slow", "Kind": "ramp", "Step 1": 0.5, "Step 2": 1},
        {"Profile": "even", "Kind": "capex", "Step 1": 0.5, "Step 2": 0.5},
    ],
    "Sites": [
        _parcel("TX-03", 640, **{"Permit median (months)": 6, "Permit P80 (months)": 9}),
        _parcel("Oak Ridge", 900),
    ],
    "Funding": [
        pledge(1000, **{"Share before recovery": 0.5, "Share after recovery": 0.1}),
        {"Source": "BANK", "Commitment (USD m)": 500, "Maximum share of a cluster": 0.5},
    ],
    "Funding calls": [
        {"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 400}
    ],
    "Dependencies": [{"Cluster": "CAB-1", "Needs": "FIB-1", "Timing": "finish"}],
}


@cache
def complete() -> bytes:
    """The workbook as the template writes it, with every sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "good.xlsx"
        write_template(path, SETTINGS, SHEETS)
        return path.read_bytes()


@cache
def _lean() -> bytes:
    """The same without empty sheets, spare rows and drop-downs: fast to open and save."""
    book = load_workbook(io.BytesIO(complete()))
    for page in book.worksheets:
        if page.title in SHEET_BY_NAME and page.title not in SHEETS:
            del book[page.title]
        page.data_validations = DataValidationList()
        for spare in [place for place, cell in page._cells.items() if cell.value is None]:
            del page._cells[spare]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def load() -> Workbook:
    """A workbook of one's own to break."""
    return load_workbook(io.BytesIO(_lean()))
