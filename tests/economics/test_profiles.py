"""Profiles: stretching capex to the build, ramp, shifting to each start."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.profiles import operating, ramp, shifted, stretched
from tests.economics.programs import calendar, cluster


def test_blank_profile_is_even():
    """Tests that four build periods without a profile take a quarter each."""
    assert stretched((), 4).tolist() == [0.25, 0.25, 0.25, 0.25]


def test_no_build_spends_at_once():
    """Tests that a build of 0 periods spends everything in the period of the start."""
    assert stretched((0.2, 0.5, 0.3), 0).tolist() == [1.0]


def test_profile_of_the_build_length_stands():
    """Tests that three steps over three periods are kept to the bit."""
    assert stretched((0.2, 0.5, 0.3), 3).tolist() == [0.2, 0.5, 0.3]


def test_profile_shrinks_along_its_cumulative_share():
    """Tests 20, 50, 30 % over two periods: C(1.5) = 0.2 + 0.25 = 0.45, the rest is 0.55."""
    assert stretched((0.2, 0.5, 0.3), 2) == pytest.approx([0.45, 0.55], abs=1e-15)


def test_profile_grows_along_its_cumulative_share():
    """Tests 40, 60 % over three periods.

    Each period takes two thirds of a step: C(2/3) = 0.8/3, C(4/3) = 0.4 + 0.6/3 = 0.6, C(2) = 1.
    """
    assert stretched((0.4, 0.6), 3) == pytest.approx([0.8 / 3, 0.6 - 0.8 / 3, 0.4], abs=1e-15)


def test_last_ramp_step_lasts():
    """Tests that the ramp 25, 50 % stays at 50 % from its second period on."""
    assert ramp((0.25, 0.5), 4).tolist() == [0.25, 0.5, 0.5, 0.5]


def test_blank_ramp_is_full():
    """Tests that revenue is full from the first operating period without a ramp."""
    assert ramp((), 3).tolist() == [1.0, 1.0, 1.0]


def test_rows_shift_with_the_start_and_end_at_the_horizon():
    """Tests that a row of 1, 2, 3 placed at starts 0, 1, 2 of four periods is cut at the end."""
    found = shifted((1.0, 2.0, 3.0), calendar(horizon=4, decisions=3))
    assert found.tolist() == [[1, 2, 3, 0], [0, 1, 2, 3], [0, 0, 1, 2]]


def test_rows_longer_than_the_horizon_are_cut():
    """Tests that a row of five periods fits a horizon of three."""
    found = shifted(np.ones(5), calendar(horizon=3, decisions=2))
    assert found.tolist() == [[1, 1, 1], [0, 1, 1]]


@pytest.mark.parametrize(
    ("build", "life", "expected"),
    [
        (2, None, [0, 0, 1, 1, 1]),
        (2, 2, [0, 0, 1, 1, 0]),
        (0, 1, [1, 0, 0, 0, 0]),
        (7, None, [0, 0, 0, 0, 0]),
    ],
)
def test_operation_lasts_from_the_build_for_its_life(build, life, expected):
    """Tests that operation begins after the build (at once without one) and ends with life."""
    plant = cluster(build_periods=build, life_periods=life)
    assert operating(plant, calendar(horizon=5)).tolist() == expected


def test_an_edge_between_steps_is_exact():
    """Tests 0, 100 % over 98 periods: the first 49 call nothing, not 1e-16."""
    found = stretched((0.0, 1.0), 98)
    assert not found[:49].any()
    assert found[49:] == pytest.approx(np.full(49, 1 / 49))
