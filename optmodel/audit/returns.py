"""Present value and payback of a cash flow."""

from __future__ import annotations

from optmodel.audit.facts import Facts, Steps
from optmodel.audit.tolerance import ZERO_MUSD


def present_value(facts: Facts, flow: Steps) -> float:
    """Sum of the flow times the discount factors, USD m."""
    return sum(cash * factor for cash, factor in zip(flow, facts.discount, strict=True))


def payback_point(flow: Steps) -> float | None:
    """Periods from the start of period 0 until the cumulative cash is positive for good.

    The last crossing counts, straight inside its period. None = never; a flow that is never
    negative in sum has no crossing and pays back at -infinity.
    """
    total = 0.0
    crossing = float("-inf")
    for h, cash in enumerate(flow):
        before, total = total, total + cash
        # Amounts that cancel to the cent leave rounding errors on either side of zero.
        if abs(total) <= ZERO_MUSD:
            total = 0.0
        if before < 0.0 <= total:
            crossing = h - before / cash
    return None if total < 0.0 else crossing


def payback_years(
    facts: Facts, flow: Steps, capital: Steps, start: int, operation: int
) -> float | None:
    """Simple payback, from first spend or from first operation as the Settings say.

    0 where the cumulative cash is never negative; None = never within the horizon.
    """
    point = payback_point(flow)
    if point is None:
        return None
    if point == float("-inf"):
        return 0.0
    origin = operation
    if facts.setting_word("Payback measured from") == "first spend":
        origin = next((h for h, spent in enumerate(capital) if spent > ZERO_MUSD), start)
    return (point - origin) * facts.calendar.years
