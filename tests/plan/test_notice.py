"""Tests of notice dates by business days."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.plan.notice import money_date, notice_date


def test_last_useful_notice_of_the_pledge() -> None:
    """Tests that 45 business days before Friday 19 January 2029 is Monday 13 November 2028.

    Between them lie 48 weekdays (14 Nov to 19 Jan, both included: 49) less the federal holidays
    23 Nov, 25 Dec, 1 Jan and 15 Jan: 49 - 4 = 45. Veterans Day 2028 is a Saturday and observed
    on Friday 10 November, so it is outside.
    """
    assert notice_date(date(2029, 1, 19), 45) == date(2028, 11, 13)


@pytest.mark.parametrize(
    ("first_day", "due"),
    [
        (date(2027, 4, 1), date(2027, 4, 1)),  # a Thursday
        (date(2027, 1, 1), date(2027, 1, 4)),  # New Year's Day on a Friday: the Monday after
        (date(2028, 1, 1), date(2028, 1, 3)),  # a Saturday, observed the day before
        (date(2027, 7, 1), date(2027, 7, 1)),
    ],
)
def test_money_is_due_on_a_business_day(first_day: date, due: date) -> None:
    """Tests that the money date is the first business day on or after the first of the period."""
    assert money_date(first_day) == due
    assert notice_date(first_day, 0) == due


def test_one_business_day_skips_a_weekend_and_a_holiday() -> None:
    """Tests that one business day before Tuesday 6 July 2027 is Friday 2 July.

    Independence Day 2027 is a Sunday and observed on Monday 5 July.
    """
    assert notice_date(date(2027, 7, 6), 1) == date(2027, 7, 2)
