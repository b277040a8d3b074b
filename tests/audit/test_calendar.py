"""Periods are called as everywhere else, although the audit counts them itself."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.audit import calendar as audit
from optmodel.program.calendar import Calendar


@pytest.mark.parametrize(
    ("first", "months", "names"),
    [
        (date(2027, 1, 1), 12, ["2027", "2028"]),
        (date(2027, 4, 1), 12, ["2027-04 +12m", "2028-04 +12m"]),
        (date(2027, 7, 1), 6, ["2027 H2", "2028 H1"]),
        (date(2027, 10, 1), 3, ["2027 Q4", "2028 Q1"]),
        (date(2027, 2, 1), 3, ["2027-02 +3m", "2027-05 +3m"]),
        (date(2027, 12, 1), 1, ["2027-12", "2028-01"]),
    ],
)
def test_a_period_has_one_name(first: date, months: int, names: list[str]) -> None:
    """Tests that a broken rule and the results name the same period in the same way."""
    own = audit.Calendar(audit.month_number(first), months, decisions=2, horizon=2)
    assert [own.name(period) for period in (0, 1)] == names
    program = Calendar(first, months, 2, 2)
    assert [program.label(period) for period in (0, 1)] == names
