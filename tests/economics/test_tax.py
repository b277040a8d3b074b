"""Tax: capital expensed in the first operating period, losses carried forward."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.tax import expensed, income_tax


def test_expensed_capital_shelters_the_first_income():
    """Tests 100 of capital, then 60 a year at 21 %.

    Income 60 - 100 = -40, then 60 - 40 = 20 and 60: taxes 0, 4.2 and 12.6.
    """
    margin = np.array([[0.0, 60.0, 60.0, 60.0]])
    capital = np.array([[100.0, 0.0, 0.0, 0.0]])
    found = income_tax(margin, capital, np.array([1]), 0.21)
    assert found[0] == pytest.approx([0.0, 0.0, 4.2, 12.6], abs=1e-12)


def test_operating_losses_are_carried_too():
    """Tests losses of 10 and 5 before incomes of 12 and 8 at 25 %: taxable 0, 0, 0, 5."""
    margin = np.array([[-10.0, -5.0, 12.0, 8.0]])
    found = income_tax(margin, np.zeros((1, 4)), np.array([0]), 0.25)
    assert found[0] == pytest.approx([0.0, 0.0, 0.0, 1.25], abs=1e-12)


def test_income_before_operation_is_taxed_at_once():
    """Tests that capital shelters nothing before it is deducted: 20 at 50 % is 10."""
    margin = np.array([[20.0, 50.0]])
    capital = np.array([[50.0, 0.0]])
    found = income_tax(margin, capital, np.array([1]), 0.5)
    assert found[0].tolist() == [10.0, 0.0]


def test_capital_is_deducted_at_first_operation_and_later_as_spent():
    """Tests 10, 20, 30, 40 with operation from period 2: 10 + 20 + 30 there, 40 after it."""
    found = expensed(np.array([[10.0, 20.0, 30.0, 40.0]]), np.array([2]))
    assert found.tolist() == [[0.0, 0.0, 60.0, 40.0]]


def test_nothing_is_deducted_when_operation_lies_past_the_horizon():
    """Tests that a build that ends with the horizon deducts nothing."""
    found = expensed(np.array([[10.0, 20.0]]), np.array([2]))
    assert found.tolist() == [[0.0, 0.0]]


def test_each_option_carries_its_own_loss():
    """Tests two options side by side: a loss of one is no relief to the other."""
    margin = np.array([[-10.0, 10.0], [0.0, 10.0]])
    found = income_tax(margin, np.zeros((2, 2)), np.array([0, 0]), 0.5)
    assert found.tolist() == [[0.0, 0.0], [0.0, 5.0]]
