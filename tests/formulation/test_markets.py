"""What can be sold, in cases that can be solved by hand."""

from __future__ import annotations

import pytest

from optmodel.program.capacity import Market, Step
from tests.formulation.hand import case, copies, one, place


def sold(*maximum: tuple[int, float]) -> dict[str, object]:
    """The most steel that can be sold, by period from which it holds."""
    steps = tuple(Step(period, amount, "Markets!C5") for period, amount in maximum)
    return {"markets": (Market("Steel", steps),)}


def steel(output: float, **figures: object) -> dict[str, object]:
    """Figures of a cluster that makes steel."""
    return {"product": "Steel", "output_year": output, **figures}


def test_market_limit_adds_up_a_product_at_all_sites() -> None:
    """Tests that copies at X and Y share one market of 100: two of 50, the dearer ones, 10 + 9."""
    found = case(
        {("A", "X"): [10], ("A", "Y"): [9]},
        *copies("A", 3, **steel(50.0)),
        sites=[place("X", maximum_clusters=1), place("Y")],
        more=sold((0, 100.0)),
    )
    assert found.best() == 19.0


def test_market_limit_of_one_product_is_no_limit_of_another() -> None:
    """Tests that B makes glass, so both run: 17."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        one("A", **steel(60.0)),
        one("B", product="Glass", output_year=60.0),
        more=sold((0, 100.0)),
    )
    assert found.best() == 17.0


def test_market_limit_is_free_again_after_the_end_of_a_life() -> None:
    """Tests that B, started in 2, operates from 3 on, when A's life of two periods is over.

    A operates in 1 and 2, B would join it in 2 if started in 1: 10 + 5 = 15.
    """
    found = case(
        {("A", "S"): [10, None, None], ("B", "S"): [7, 6, 5]},
        one("A", **steel(60.0, life_periods=2)),
        one("B", **steel(60.0)),
        more=sold((0, 100.0)),
        horizon=5,
    )
    assert found.best() == 15.0


def test_market_limit_follows_the_ramp() -> None:
    """Tests that half of 60 beside 60 fits 100 in the last period of the horizon only.

    A runs from 1 on with 60. B at half in its first operating period: 60 + 30 = 90, in full 120.
    B started in 2 operates in 3, the last: 10 + 5.
    """
    found = case(
        {("A", "S"): [10, 0, 0], ("B", "S"): [7, 6, 5]},
        one("A", **steel(60.0)),
        one("B", **steel(60.0, ramp_profile=(0.5, 1.0))),
        more=sold((0, 100.0)),
        horizon=4,
    )
    assert found.best() == 15.0


@pytest.mark.parametrize(
    ("maximum", "rows"),
    [
        ([(0, 100.0)], [4]),
        ([(0, 100.0), (3, 110.0)], [2, 4]),
        ([(0, 110.0), (3, 100.0)], [4]),
        ([(3, 100.0)], [4]),
        ([(0, 120.0)], []),
    ],
)
def test_market_limit_has_a_row_only_where_the_next_one_does_not_say_it(
    maximum: list[tuple[int, float]], rows: list[int]
) -> None:
    """Tests that output without end only grows: only the last period before a rise has a row.

    A and B make 60 each; H = 5. A limit that falls is as tight before as after, since what runs
    then goes on; 120 is enough for both.
    """
    found = case(
        {("A", "S"): [10, 9], ("B", "S"): [7, 6]},
        one("A", **steel(60.0)),
        one("B", **steel(60.0)),
        more=sold(*maximum),
        horizon=5,
    )
    assert [period for _, period in found.model().market_limit] == rows


def test_market_limit_before_its_first_row_is_none() -> None:
    """Tests that both may run in period 1 if the market is limited from 2 on and A ends then."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        one("A", **steel(60.0, life_periods=1)),
        one("B", **steel(60.0)),
        more=sold((2, 100.0)),
        horizon=4,
    )
    assert found.best() == 17.0
