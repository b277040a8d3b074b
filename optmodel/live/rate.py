"""``IRR`` as a formula and as a number."""

from __future__ import annotations

from typing import Any

import numpy as np

from optmodel.live.term import Place, Term

STEPS = 200


def internal_rate(cash: Term, guess: Term) -> Term:
    """``IRR(cash, guess)`` of each record, a period; only asked where there is exactly one."""

    def text(place: Place) -> str:
        return f"IRR({cash.text(place)},{guess.text(place)})"

    def number(period: int) -> Any:
        flows = np.asarray(cash.number(period))
        start = np.broadcast_to(np.asarray(guess.number(period), np.float64), (len(flows),))
        return np.array([_rate(flow, float(at)) for flow, at in zip(flows, start, strict=True)])

    return Term(text, number)


def _rate(flow: Any, guess: float) -> float:
    """Find the rate by bisection of the growth of a period; 0 where no sign changes."""
    if not (flow.min() < 0.0 < flow.max()):
        return 0.0
    periods = np.arange(len(flow))
    sooner = np.sign(flow[np.flatnonzero(flow)[0]])
    del guess
    low, high = -30.0, 30.0
    for _ in range(STEPS):
        middle = 0.5 * (low + high)
        power = -middle * periods
        worth = (flow * np.exp(power - power.max())).sum() * sooner
        low, high = (low, middle) if worth > 0.0 else (middle, high)
    return float(np.expm1(0.5 * (low + high)))
