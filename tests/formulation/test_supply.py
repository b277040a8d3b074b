"""What sites can give, in cases that can be solved by hand."""

from __future__ import annotations

import pytest

from optmodel.program.capacity import Step
from optmodel.program.program import RESOURCES
from tests.formulation.hand import case, one, place


def test_site_supply_land_is_used_for_ever() -> None:
    """Tests that land of a cluster whose life is over is not free again: one of two, 10."""
    found = case(
        {("A", "S"): [10, None, None], ("B", "S"): [None, None, 7]},
        one("A", use={"land": 60.0}, life_periods=1),
        one("B", use={"land": 60.0}),
        sites=[place("S", supply={"land": 100.0})],
        horizon=6,
    )
    assert found.best() == 10.0


def test_site_supply_power_is_free_after_the_end_of_a_life() -> None:
    """Tests that A (operating in period 1 only) and B (operating from 3) share 60 of 100 MW."""
    found = case(
        {("A", "S"): [10, None, None], ("B", "S"): [None, None, 7]},
        one("A", use={"power": 60.0}, life_periods=1),
        one("B", use={"power": 60.0}),
        sites=[place("S", supply={"power": 100.0})],
        horizon=6,
    )
    assert found.best() == 17.0


def test_site_supply_power_is_not_used_while_building() -> None:
    """Tests that B may be built while A operates its last period, but not earlier.

    A starts in 0, is built in 0 and operates in 1 and 2. B is built for one period: started in
    2 it operates from 3 (7), started in 1 it would operate in 2 beside A.
    """
    found = case(
        {("A", "S"): [10, None, None], ("B", "S"): [None, 9, 7]},
        one("A", use={"power": 60.0}, life_periods=2),
        one("B", use={"power": 60.0}),
        sites=[place("S", supply={"power": 100.0})],
        horizon=6,
    )
    assert found.best() == 17.0
    assert found.best(without="site_supply") == 19.0


def test_site_supply_of_a_power_plant_ends_with_its_life() -> None:
    """Tests that a user needs its power for its own whole life, not only at its start.

    P gives 30 MW in periods 1 and 2, A would use them from 1 to the horizon of 4: no A.
    """
    users = one("A", use={"power": 30.0}), one("P", use={"power": -30.0}, life_periods=2)
    site = place("S", supply={"power": 0.0})
    found = case({("A", "S"): [10], ("P", "S"): [-1]}, *users, sites=[site], horizon=4)
    assert found.best() == 0.0
    shorter = case({("A", "S"): [10], ("P", "S"): [-1]}, *users, sites=[site], horizon=3)
    assert shorter.best() == 9.0


def test_site_supply_is_there_only_where_the_site_is_opened() -> None:
    """Tests that nothing stands at a site that costs more than it brings: 0, not 10."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [1]},
        one("A", use={"land": 60.0}),
        one("B", use={"land": 60.0}),
        sites=[place("S", supply={"land": 100.0}, preparation_musd=20.0)],
    )
    assert found.best() == 0.0


def test_site_supply_without_a_figure_is_no_limit() -> None:
    """Tests that a resource that the site does not name is not limited."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        one("A", use={"water": 60.0}),
        one("B", use={"water": 60.0}),
        sites=[place("S", supply={"land": 100.0})],
    )
    assert len(found.model().site_supply) == 0
    assert found.best() == 17.0


def test_site_supply_with_no_build_counts_from_the_start() -> None:
    """Tests that a cluster without a build operates in its first period: one of two."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        one("A", use={"power": 60.0}, build_periods=0),
        one("B", use={"power": 60.0}, build_periods=0),
        sites=[place("S", supply={"power": 100.0})],
        horizon=1,
    )
    assert found.best() == 10.0


def steps(resource: str, *available: tuple[int, float]) -> dict[str, object]:
    """Rows of Site supply: from a period on."""
    rows = tuple(Step(period, amount, "Site supply!D5") for period, amount in available)
    return {"supply_steps": {resource: rows}}


def test_site_supply_that_becomes_available_later() -> None:
    """Tests 60 acres, 120 from period 2 on: A (60) now, B (60) in 2 at 5: 10 + 5."""
    found = case(
        {("A", "S"): [10, 9, 8], ("B", "S"): [7, 6, 5]},
        one("A", use={"land": 60.0}),
        one("B", use={"land": 60.0}),
        sites=[place("S", supply={"land": 60.0}, **steps("land", (2, 120.0)))],
    )
    assert found.best() == 15.0


def test_site_supply_that_ends_lets_nothing_stay_on() -> None:
    """Tests 120 acres now and 60 from period 3 on: land is used for ever, so A alone, 10."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        one("A", use={"land": 60.0}),
        one("B", use={"land": 60.0}),
        sites=[place("S", supply={"land": 120.0}, **steps("land", (3, 60.0)))],
        horizon=5,
    )
    assert found.best() == 10.0


def test_site_supply_without_a_base_figure_is_no_limit_until_its_first_row() -> None:
    """Tests that A, which runs in periods 1 and 2 only, is free of a limit from 3 on: 17."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        one("A", use={"power": 60.0}, life_periods=2),
        one("B", use={"power": 60.0}),
        sites=[place("S", **steps("power", (3, 60.0)))],
        horizon=5,
    )
    assert found.best() == 17.0
    shorter = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        one("A", use={"power": 60.0}, life_periods=3),
        one("B", use={"power": 60.0}),
        sites=[place("S", **steps("power", (3, 60.0)))],
        horizon=5,
    )
    assert shorter.best() == 10.0


def test_site_supply_of_a_further_resource_is_used_while_operating() -> None:
    """Tests 10 MW of cooling: one of two at a time, the second after the end of the first."""
    found = case(
        {("A", "S"): [10, None, None], ("B", "S"): [7, 6, 5]},
        one("A", use={"Cooling": 6.0}, life_periods=2),
        one("B", use={"Cooling": 6.0}),
        sites=[place("S", supply={"Cooling": 10.0})],
        more={"resources": (*RESOURCES, "Cooling")},
        horizon=6,
    )
    assert found.best() == 15.0


@pytest.mark.parametrize(
    ("available", "rows"),
    [
        ([], [4]),
        ([(2, 110.0)], [1, 4]),
        ([(2, 90.0)], [4]),
        ([(2, 120.0)], [1]),
        ([(2, 120.0), (3, 100.0)], [4]),
        ([(2, 120.0), (3, 100.0), (4, 120.0)], [3]),
    ],
)
def test_site_supply_has_a_row_before_each_rise(
    available: list[tuple[int, float]], rows: list[int]
) -> None:
    """Tests that the last row of a stretch in which supply does not rise says all of it.

    A and B use 60 acres each of 100; with 120 there is no limit.
    """
    found = case(
        {("A", "S"): [10, 9], ("B", "S"): [7, 6]},
        one("A", use={"land": 60.0}),
        one("B", use={"land": 60.0}),
        sites=[place("S", supply={"land": 100.0}, **steps("land", *available))],
        horizon=5,
    )
    assert [period for *_, period in found.model().site_supply] == rows
