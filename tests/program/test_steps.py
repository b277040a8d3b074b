"""Rows that hold from their period until the next: Site supply, Construction and Markets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cases import Rows, cluster, program_of, tiny_settings
from tests.program.said import brief, findings_of

CLUSTERS = [cluster("A", 1, Product="cable")]

Sheet = Callable[..., dict[str, Rows]]
"""Makes the rows of one sheet from dates and figures."""


def supply(*rows: tuple[date, float]) -> dict[str, Rows]:
    """Site supply of power at S."""
    return {
        "Site_supply": [
            {"Site": "S", "Resource": "Power", "From": day, "Available": amount}
            for day, amount in rows
        ]
    }


def capacity(*rows: tuple[date, float]) -> dict[str, Rows]:
    """Capacity of cranes."""
    return {
        "Construction": [
            {"Resource": "crane", "From": day, "Capacity": amount} for day, amount in rows
        ]
    }


def ceiling(*rows: tuple[date, float]) -> dict[str, Rows]:
    """Ceiling of cable."""
    return {
        "Markets": [
            {"Product": "cable", "From": day, "Maximum output (units/year)": amount}
            for day, amount in rows
        ]
    }


SHEETS = pytest.mark.parametrize(
    ("rows", "sheet", "column"),
    [(supply, "Site supply", "C"), (capacity, "Construction", "B"), (ceiling, "Markets", "B")],
)


def test_steps_stand_by_period() -> None:
    """Tests that rows stand by period whatever their order, one before 2027 in period 0."""
    days = ((date(2029, 6, 1), 7.0), (date(2020, 1, 1), 5.0))
    program = program_of(tiny_settings(), Clusters=CLUSTERS, **capacity(*days), **ceiling(*days))
    (crane,), (cable,) = program.construction, program.markets
    assert [(it.from_period, it.amount) for it in crane.capacity] == [(0, 5.0), (2, 7.0)]
    assert [it.cell for it in crane.capacity] == ["Construction!C6", "Construction!C5"]
    assert [(it.from_period, it.amount) for it in cable.maximum] == [(0, 5.0), (2, 7.0)]
    assert [it.cell for it in cable.maximum] == ["Markets!C6", "Markets!C5"]


@SHEETS
def test_two_rows_in_one_period(rows: Sheet, sheet: str, column: str) -> None:
    """Tests that March and April 2028 are one yearly period, as are two dates before 2027."""
    twice = findings_of(Clusters=CLUSTERS, **rows((date(2028, 3, 1), 1), (date(2028, 4, 1), 1)))
    assert ("E219", f"{sheet}!{column}6") in brief(twice)
    early = findings_of(Clusters=CLUSTERS, **rows((date(2025, 1, 1), 1), (date(2026, 1, 1), 1)))
    assert brief(early) == [("E219", f"{sheet}!{column}6")]


@SHEETS
def test_row_after_the_horizon(rows: Sheet, sheet: str, column: str) -> None:
    """Tests that a row from 2037 on, when the horizon of ten years has ended, is a warning."""
    found = findings_of(Clusters=CLUSTERS, **rows((date(2027, 1, 1), 1), (date(2037, 1, 1), 2)))
    assert brief(found)[:1] == [("W231", f"{sheet}!{column}6")]


def test_row_after_the_horizon_is_left_out() -> None:
    """Tests that 2036 is the last period and that nothing of 2037 is kept."""
    rows = ceiling((date(2036, 12, 31), 1), (date(2037, 1, 1), 2))
    (cable,) = program_of(tiny_settings(), Clusters=CLUSTERS, **rows).markets
    assert [(it.from_period, it.amount) for it in cable.maximum] == [(9, 1.0)]
