"""Figures that hold from a period on."""

from __future__ import annotations

import pytest

from optmodel.audit.facts import facts_of
from optmodel.audit.limits import limits_of

from .test_planted_plans import year
from .workbooks import cluster, site, tables_of


@pytest.mark.parametrize(
    ("rows", "limits"),
    [
        ({}, (7, 7, 7, 7)),
        ({2025: 1}, (1, 1, 1, 1)),
        ({2027: 1, 2029: 2}, (1, 1, 2, 2)),
        ({2029: 2, 2027: 1}, (1, 1, 2, 2)),
        ({2028: 5}, (7, 5, 5, 5)),
        ({2030: 5}, (7, 7, 7, 5)),
        ({2031: 5}, (7, 7, 7, 7)),
        ({2050: 5}, (7, 7, 7, 7)),
    ],
)
def test_row_holds_until_the_next(rows: dict, limits: tuple) -> None:
    """Tests years from 2027 on: before the first row there are 7, rows may stand in any order."""
    tables = tables_of(
        {"Horizon periods": 4},
        [cluster("FIB")],
        [site("ORR")],
        {},
        Construction=[
            {"Resource": "welders", "From": year(since), "Capacity": capacity}
            for since, capacity in rows.items()
        ],
    )
    calendar = facts_of(tables).calendar
    assert limits_of(calendar, tables.rows("Construction"), "Capacity", 7) == limits


def test_row_of_site_supply_is_about_one_site_and_one_resource() -> None:
    """Tests that 50 MW at ORR leave its water, the other site's power and the rest as they are."""
    tables = tables_of(
        {"Horizon periods": 3},
        [cluster("FIB", **{"Use: cooling": 1})],
        [site("ORR", 10), site("INL", 20, **{"Power (MW)": 9})],
        {},
        Site_supply=[
            {"Site": "ORR", "Resource": "Power", "From": year(2028), "Available": 50},
            {"Site": "INL", "Resource": "cooling", "From": year(2027), "Available": 4},
        ],
    )
    assert facts_of(tables).supply == {
        ("ORR", "land"): (10, 10, 10),
        ("ORR", "power"): (None, 50, 50),
        ("INL", "land"): (20, 20, 20),
        ("INL", "power"): (9, 9, 9),
        ("INL", "cooling"): (4, 4, 4),
    }
