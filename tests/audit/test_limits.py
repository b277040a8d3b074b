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
