"""How far two honest calculations may lie apart; each number with its reason."""

from __future__ import annotations

MONEY_RELATIVE = 1e-6
"""Of a limit. The solver keeps a row within 1e-6 of scaled figures, so a plan that uses a limit
to the last dollar may stand beside it by that much."""

MONEY_ABSOLUTE_MUSD = 1e-6
"""One dollar, for limits of zero and near it: below what anybody pays or books."""

RESOURCE_RELATIVE = 1e-6
"""Of what a site offers; the same reason as for money."""

RESOURCE_ABSOLUTE = 1e-6
"""Acres, MW, mgd or people: below what anybody measures."""

VALUE_RELATIVE = 1e-6
"""Of a value: sums of some ten thousand products in another order differ by about 1e-12, so a
millionth is room enough and still shows the smallest mistake in a rule."""

YEARS = 1e-6
"""Half a minute: the interpolation inside a period divides by that period's cash."""

SHARE = 1e-6
"""Of a whole: the solver keeps a row of shares within 1e-6, and shares are made of its answer."""

PAYS = 1e-9
"""A smaller share is no share: of a billion dollars it is one dollar."""

RATE = 1e-6
"""Of the worth of all amounts: a rate that is right to eight digits leaves less than this."""

TARGET_YEARS = 1e-9
"""A target that is met to the digit is met; only the rounding of a division is forgiven."""

ZERO_MUSD = 1e-9
"""A balance below a thousandth of a dollar is paid off: what is left are rounding errors of
amounts up to a trillion dollars in numbers of 16 digits."""


def money(limit: float) -> float:
    """Tolerance of a money limit, USD m."""
    return max(MONEY_ABSOLUTE_MUSD, MONEY_RELATIVE * abs(limit))


def resource(limit: float) -> float:
    """Tolerance of a resource limit in its own unit."""
    return max(RESOURCE_ABSOLUTE, RESOURCE_RELATIVE * abs(limit))


def value(amount: float) -> float:
    """Tolerance between two calculations of one amount, USD m."""
    return max(MONEY_ABSOLUTE_MUSD, VALUE_RELATIVE * abs(amount))


def years(_amount: float) -> float:
    """Tolerance between two dates, in years."""
    return YEARS
