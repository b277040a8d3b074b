"""How long a permit still takes when part of the time has passed already."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist

P80 = 0.8


def remaining_months(median: float, p80: float, elapsed: float) -> tuple[float, float]:
    """Median and 80th percentile of what is left of a lognormal permit time.

    The total time X is lognormal through its median and P80. A procedure that has run for
    ``elapsed`` months is known to take longer than that, so what is left follows
    X - elapsed given X > elapsed: its quantile at q is F^-1(1 - (1 - q) * P(X > elapsed)),
    less ``elapsed``.

    Parameters
    ----------
    median, p80
        Total time in months from the start of the procedure.
    elapsed
        Months that have passed by the first period; 0 = not begun.
    """
    if elapsed <= 0:
        return median, p80
    normal = NormalDist()
    mu = log(median)
    sigma = log(p80 / median) / normal.inv_cdf(P80)
    still_open = 1.0 - normal.cdf((log(elapsed) - mu) / sigma)
    half, eighty = (
        exp(mu + sigma * normal.inv_cdf(1.0 - (1.0 - q) * still_open)) - elapsed for q in (0.5, P80)
    )
    return half, eighty
