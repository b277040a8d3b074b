"""Units in which amounts stay small: no column of the solver reaches beyond a million.

The solver's tolerances are absolute, and bounds of ten million and above have made HiGHS 1.15
answer wrongly. A column of amounts (calls, balances, what is missed) that can become larger is
counted in a unit of a power of two, so that nothing is rounded by the change.
"""

from __future__ import annotations

import numpy as np

from optmodel.search.solver import Arrays, Floats

LARGEST_BOUND = 1e6
"""Bounds up to this are left as they are."""


def units_of(arrays: Arrays) -> Floats:
    """(columns,) unit of each column: 1, or the power of two that brings its bounds in reach.

    Whole numbers are counted one by one.
    """
    reach = np.maximum(np.abs(arrays["lower"]), np.abs(arrays["upper"]))
    large = ~arrays["integer"] & (reach > LARGEST_BOUND)
    exponent = np.ceil(np.log2(np.where(large, reach / LARGEST_BOUND, 1.0)))
    return np.asarray(np.exp2(exponent), dtype=np.float64)


def in_units(arrays: Arrays, units: Floats) -> Arrays:
    """The same model with its columns counted in units: x = units * column."""
    return {
        **arrays,
        "cost": arrays["cost"] * units,
        "lower": arrays["lower"] / units,
        "upper": arrays["upper"] / units,
        "values": arrays["values"] * units[arrays["indices"]],
    }
