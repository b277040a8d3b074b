"""Output by start and period, for markets."""

from __future__ import annotations

from optmodel.economics.output import output_by_period
from tests.economics.programs import calendar, cluster, program


def test_output_ramps_up_and_ends_with_the_life():
    """Tests 8 a year from the end of a build of 1, at 25 %, 50 %, 100 %, for four years."""
    plant = cluster(output_year=8.0, ramp_profile=(0.25, 0.5, 1.0), life_periods=4)
    given = program(plant, when=calendar(horizon=7, decisions=2))
    assert output_by_period(given, plant).tolist() == [
        [0.0, 2.0, 4.0, 8.0, 8.0, 0.0, 0.0],
        [0.0, 0.0, 2.0, 4.0, 8.0, 8.0, 0.0],
    ]


def test_output_is_a_rate_a_year_whatever_the_period():
    """Tests 8 a year in quarters, without a build or a ramp: 8 from the start to the horizon."""
    plant = cluster(output_year=8.0, build_periods=0)
    given = program(plant, when=calendar(horizon=3, decisions=1, months=3))
    assert output_by_period(given, plant).tolist() == [[8.0, 8.0, 8.0]]


def test_a_build_past_the_horizon_has_no_output():
    """Tests a build of 5 in a horizon of 3."""
    plant = cluster(output_year=8.0, build_periods=5)
    given = program(plant, when=calendar(horizon=3))
    assert output_by_period(given, plant).tolist() == [[0.0, 0.0, 0.0]]
