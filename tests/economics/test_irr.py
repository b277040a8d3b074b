"""Internal rate of return, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.irr import internal_rates
from tests.economics.programs import calendar


def irr(cash: list[float], months: int = 12) -> tuple[float, str]:
    """Rate and note of one option."""
    rates, notes = internal_rates(np.array([cash]), calendar(horizon=len(cash), months=months))
    return float(rates[0]), notes[0]


def test_one_year():
    """Tests -100, +110: 10 %."""
    assert irr([-100.0, 110.0]) == (pytest.approx(0.1, abs=1e-13), "")


def test_two_years():
    """Tests -100, +60, +60: v = (-1 + sqrt(1 + 4 * 100/60)) / 2 = 0.8844, so 13.066 %."""
    v = (-1 + np.sqrt(1 + 4 * 100 / 60)) / 2
    assert irr([-100.0, 60.0, 60.0]) == (pytest.approx(1 / v - 1, abs=1e-13), "")


def test_a_loss_has_a_negative_rate():
    """Tests -100, +50: half is lost in a year, -50 %."""
    assert irr([-100.0, 50.0]) == (pytest.approx(-0.5, abs=1e-13), "")


def test_quarters_give_an_annual_rate():
    """Tests -100, then 102 a quarter later: 1.02 to the fourth, 8.2432 % a year."""
    assert irr([-100.0, 102.0], months=3) == (pytest.approx(1.02**4 - 1, abs=1e-13), "")


def test_small_amounts_have_a_sign():
    """Tests -0.1, +0.11 USD m: a hundred thousand dollars are no rounding, 10 %."""
    assert irr([-0.1, 0.11]) == (pytest.approx(0.1, abs=1e-13), "")


def test_a_late_start_changes_nothing():
    """Tests that periods of nothing before the first spend leave 10 %."""
    assert irr([0.0, 0.0, -100.0, 110.0]) == (pytest.approx(0.1, abs=1e-13), "")


def test_two_changes_of_sign_have_no_meaning():
    """Tests -1600, +10000, -10000, which has both 25 % and 400 %: n/m."""
    for rate in (0.25, 4.0):
        value = -1600 + 10000 / (1 + rate) - 10000 / (1 + rate) ** 2
        assert value == pytest.approx(0.0, abs=1e-9)
    rate, note = irr([-1600.0, 10000.0, -10000.0])
    assert np.isnan(rate)
    assert note == "n/m"


@pytest.mark.parametrize("cash", [[-1.0, -2.0], [1.0, 2.0], [0.0, 0.0], [-1.0, 0.0, 1e-12]])
def test_no_change_of_sign_has_none(cash):
    """Tests that cash of one sign, none, or rounding has no rate."""
    rate, note = irr(cash)
    assert np.isnan(rate)
    assert note == "none"


def test_rows_do_not_mix():
    """Tests three options at once: 10 %, none, 20 %."""
    cash = np.array([[-100.0, 110.0], [1.0, 1.0], [-100.0, 120.0]])
    rates, notes = internal_rates(cash, calendar(horizon=2))
    assert notes == ("", "none", "")
    assert rates[[0, 2]] == pytest.approx([0.1, 0.2], abs=1e-13)


def test_no_options_at_all():
    """Tests that nothing chosen gives nothing."""
    rates, notes = internal_rates(np.zeros((0, 5)), calendar(horizon=5))
    assert (len(rates), notes) == (0, ())


@pytest.mark.parametrize("wait", [1, 3, 30, 200])
def test_empty_years_at_either_end_change_nothing(wait: int):
    """Tests -100, +110 after a long wait and before a long rest: still 10 %."""
    empty = [0.0] * wait
    assert irr([*empty, -100.0, 110.0, *empty]) == (pytest.approx(0.1, abs=1e-12), "")


def test_a_loss_after_a_wait_has_its_negative_rate():
    """Tests -100, +50 after 40 empty years: -50 %."""
    assert irr([0.0] * 40 + [-100.0, 50.0] + [0.0] * 40) == (pytest.approx(-0.5, abs=1e-12), "")
