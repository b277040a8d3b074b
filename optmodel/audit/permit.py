"""When the permit of a site is in hand."""

from __future__ import annotations

from math import ceil, exp, log
from statistics import NormalDist

from optmodel.audit.facts import Facts
from optmodel.workbook.tables import Record


def permit_months(site: Record, confidence: float) -> float:
    """Months from the first period until the permit is in hand, at a confidence.

    The time is lognormal through its median and its 80th percentile: with z(c) the standard
    normal quantile, months = median * (P80 / median)^(z(c) / z(0.8)). Blank or 0 = in hand.
    """
    median = site.optional_number("Permit median (months)") or 0.0
    late = site.optional_number("Permit P80 (months)") or 0.0
    if median <= 0.0 or late <= 0.0:
        return 0.0
    normal = NormalDist()
    spread = log(late / median) / normal.inv_cdf(0.8)
    return exp(log(median) + spread * normal.inv_cdf(confidence))


def permit_period(facts: Facts, site: str) -> int:
    """First period in which construction may start at a site."""
    confidence = facts.setting_number("Permit confidence") or 0.0
    months = permit_months(facts.sites[site], confidence)
    # A permit of exactly n periods is in hand at the start of period n, whatever the last digit.
    return max(0, ceil(months / facts.calendar.months - 1e-9))
