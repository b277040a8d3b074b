"""A program that a person can work out: two clusters that are funded and one that has no room.

Annual periods from 2027, eleven of them, three of decision, nothing discounted. ``FIB`` is the
hand case of the waterfall: 100 drawn in 2027, then 30 a year, 4 % a year on the balance, shared
half and half and then 10/90. The id of the other funded cluster looks like a formula; it costs 40
in 2028, earns 10 a year from 2029 on and loses 5 in the last year, which never repays its balance
and changes the sign of its cash twice. ``CAB`` needs 90 acres, which nobody has beside FIB's 40.
Preparing the site takes 5 in 2027 and is paid by the pledge.
"""

from __future__ import annotations

from datetime import date

from optmodel.audit.claim import Start
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables
from tests.cases import Rows, cluster, pledge, site, tiny_settings
from tests.recalculation.plans import Given, settled

FORMULA_ID = '=HYPERLINK("http://example.com","x")'
HORIZON = 11

FIB, ODD = Start("FIB", 1, "TX", 0), Start(FORMULA_ID, 1, "TX", 1)
CAB = Start("CAB", 1, "TX", 0)
"""With FIB on the 100 acres of TX, 30 too many."""
TEXAS, NEVADA = {"Latitude": 31.0, "Longitude": -99.0}, {"Latitude": 39.0, "Longitude": -117.0}


def hand_sheets(
    *, carries: bool = False, **settings: object
) -> dict[str, Rows | dict[str, object]]:
    """The sheets of the program, as a library user gives them."""
    called = {"Maximum call (USD m/period)": 120.0, "Carry forward": "yes" if carries else "no"}
    untaxed = {"Taxable owner": "no"}
    runs = {"Revenue (USD m/year)": 32.0, "Operating cost (USD m/year)": 2.0} | untaxed
    fiber = {"Sector": "Fiber", "Stage": "1"}
    first = {"Name": "Fiber & preform", "Land (acres)": 40.0, "Latest start": date(2027, 1, 1)}
    later = {"Name": "Power plant", "Sector": "Energy", "Power (MW)": -50.0}
    year = {"Earliest start": date(2028, 1, 1), "Latest start": date(2028, 1, 1)}
    said = {"Source": "estimate", "Notes": "Scaled from a similar plant."}
    third = {"Name": "Cable", "Land (acres)": 90.0}
    half = {"Share before recovery": 0.5, "Share after recovery": 0.1, "Deemed rate": 0.04}
    spent = {"Already committed (USD m)": 20.0, "Notice (business days)": 30}
    prepared = {"Preparation cost (USD m)": 5.0, "Power (MW)": 10.0, "Name": "Plains"}
    return {
        "Settings": tiny_settings(
            **{"Plan_name": "Hand & made", "Horizon_periods": HORIZON, **settings}
        ),
        "Clusters": [
            cluster("FIB", 100.0, Decision="fund", **fiber, **first, **runs),
            cluster(FORMULA_ID, 40.0, Decision="fund", **later, **year, **said, **untaxed),
            cluster("CAB", 100.0, **fiber, **third, **runs),
        ],
        "Cash flows": [
            {"Cluster": FORMULA_ID, "Line": "net"}
            | {f"Period {year}": 10.0 for year in range(1, 9)}
            | {"Period 9": -5.0}
        ],
        "Sites": [
            site("TX", 100.0, State="Texas", **prepared, **TEXAS),
            site("NV", 20.0, State="Nevada", **NEVADA),
        ],
        "Funding": [pledge(200.0, Name="Japan", **half, **spent)],
        "Funding calls": [{"Source": "JPN", "From": date(2027, 1, 1)} | called],
    }


def hand_tables(*, carries: bool = False, **settings: object) -> Tables:
    """The tables of the program; ``carries`` = calls that are not made are carried forward."""
    sheets = hand_sheets(carries=carries, **settings)
    given = sheets.pop("Settings")
    tables, findings = tables_from_rows(given, sheets)  # type: ignore[arg-type]
    assert tables is not None, [str(finding) for finding in findings]
    return tables


def given(tables: Tables, *starts: Start) -> Given:
    """A plan that somebody gives, wholly paid by the pledge; sites open as late as they can."""
    return settled(tables, Given(starts, (), {start: {"JPN": 1.0} for start in starts}, {}))
