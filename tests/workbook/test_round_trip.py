"""Every sheet written and read back gives the program that its rows give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from optmodel.program.build import build
from optmodel.workbook.read import read
from optmodel.workbook.schema import SHEETS
from optmodel.workbook.template import write_template
from tests.cases import Rows, cluster, pledge, program_of, site, tiny_settings

DAY = date(2028, 1, 1)

ENERGY = {"Use: hot water": -2, "Output (units/year)": 1}
ROWS: dict[str, Rows] = {
    "Clusters": [
        cluster("A", 10, Sector="energy", Product="cable", **ENERGY),
        cluster("B", 20, Operator="X", **{"Use: hot water": 1, "Capex profile": "even"}),
    ],
    "Profiles": [{"Profile": "even", "Kind": "capex", "Step 1": 1}],
    "Cash flows": [{"Cluster": "B", "Line": "net", "Period 1": 3}],
    "Sites": [site("S", State="Texas", **{"Power (MW)": 5})],
    "Site supply": [
        {"Site": "S", "Resource": "Power (MW)", "From": DAY, "Available": 9},
        {"Site": "S", "Resource": "hot water", "From": date(2027, 1, 1), "Available": 0},
    ],
    "Placement": [{"Cluster": "A", "Site": "S", "Extra capex (USD m)": 1}],
    "Funding": [
        pledge(100, Vehicle="pooled", **{"Share before recovery": 0.5}),
        {"Source": "EXT", "Commitment (USD m)": 5, "Maximum share of a cluster": 0.4},
    ],
    "Funding calls": [{"Source": "EXT", "From": DAY, "Maximum call (USD m/period)": 2}],
    "Sector limits": [{"Source": "EXT", "Sector": "energy", "Maximum (USD m)": 3}],
    "Dependencies": [{"Cluster": "B", "Needs": "A", "Maximum lag (periods)": 2}],
    "Groups": [{"Group": "g", "Cluster": "A"}],
    "Group rules": [{"Group": "g", "Rule": "at most", "Count": 1, "Same site": "yes"}],
    "Synergies": [{"Cluster A": "A", "Cluster B": "B", "Capex saving (USD m)": 2}],
    "Construction": [{"Resource": "crane", "From": DAY, "Capacity": 1}],
    "Construction use": [{"Cluster": "A", "Resource": "crane", "Step 2": 1}],
    "Targets": [
        {
            "Metric": "capex",
            "Filter by": "state",
            "Filter": "Texas",
            "Sense": "at least",
            "Amount": 0.4,
            "Amount is": "share",
            "By": DAY,
            "Strength": 0.5,
        },
        {"Metric": "receipts", "Sense": "at least", "Amount": 0.2},
    ],
    "Markets": [{"Product": "cable", "From": DAY, "Maximum output (units/year)": 4}],
    "Operators": [{"Operator": "X", "Maximum clusters": 2}],
    "Operator fit": [{"Cluster": "A", "Operator": "X", "Extra capex (USD m)": 1}],
    "Control totals": [{"Sheet": "Clusters", "Column": "Capex (USD m)", "Total": 30}],
}
"""A row in every sheet."""


def test_every_sheet_has_a_row_here() -> None:
    """Tests that a new sheet cannot be left out of the round trip."""
    assert set(ROWS) == {sheet.name for sheet in SHEETS}


def test_written_and_read_back(tmp_path: Path) -> None:
    """Tests that a file gives the same program, cells included, and that nothing is said.

    The file has every setting, the rows have those that were given.
    """
    path = tmp_path / "input.xlsx"
    write_template(path, tiny_settings(), ROWS)
    tables, findings = read(path)
    assert findings == ()
    assert tables is not None
    from_file, said = build(tables)
    assert said == ()
    assert from_file is not None
    from_rows = program_of(tiny_settings(), **ROWS)
    assert from_file == replace(from_rows, setting_cells=from_file.setting_cells)
