"""Parts that sources pay of each start."""

from __future__ import annotations

import numpy as np

from optmodel.economics.types import FloatArray

FIRST = 0
"""The first source pays for everything where nothing is said."""

PAYS = 1e-9
"""A part up to this is rounding: the source does not pay for the start."""


def paid_shares(shares: FloatArray | None, starts: int, sources: int) -> FloatArray:
    """(m, F) part of each start that each source pays; None = the first source pays for all."""
    if shares is not None:
        return shares
    parts = np.zeros((starts, sources))
    parts[:, FIRST] = 1.0
    return parts
