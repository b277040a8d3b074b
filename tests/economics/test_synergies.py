"""Present value of what two clusters gain at one site."""

from __future__ import annotations

import pytest

from optmodel.economics.synergies import benefit_values, saving_values
from optmodel.program.policy import Synergy
from tests.economics.programs import calendar, program

PAIR = Synergy("A", "B", benefit_musd_year=8.0, capex_saving_musd=50.0, cell="Synergies!C5")


def test_benefit_by_period_is_escalated_and_discounted():
    """Tests 8 a year, half of it in half a year, 21 % dearer a year, at 44 %.

    Half a year on: 4 * 1.1 / 1.2 = 11/3; a year on: 4 * 1.21 / 1.44 = 121/36.
    """
    given = program(when=calendar(horizon=3, months=6), revenue_escalation=0.21, discount_rate=0.44)
    assert benefit_values(given, PAIR).tolist() == pytest.approx([4.0, 11 / 3, 121 / 36])


def test_saving_by_start_is_escalated_like_capex_and_discounted():
    """Tests 50, 10 % dearer a year, at 25 %, from the end of each year: 40, then 35.2.

    50 / 1.25 and 55 / 1.5625; only the two periods in which something can start count.
    """
    given = program(
        when=calendar(horizon=5, decisions=2),
        capex_escalation=0.1,
        revenue_escalation=0.5,
        discount_rate=0.25,
        discount_timing="end",
    )
    assert saving_values(given, PAIR).tolist() == pytest.approx([40.0, 35.2])
