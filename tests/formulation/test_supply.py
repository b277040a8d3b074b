"""What sites can give, in cases that can be solved by hand."""

from __future__ import annotations

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
