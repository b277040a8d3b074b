"""Rates of return: each is held against the cash it is said to be the rate of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from optmodel.audit import tolerance
from optmodel.audit.book import Book
from optmodel.audit.check import Check
from optmodel.audit.claim import Figures, Start
from optmodel.audit.compare import Pair, compare
from optmodel.audit.facts import Steps

NEARLY_ALL_LOST = -1.0 + 1e-6
"""Below this rate 1 + rate has too few digits left for a present value."""

Account = tuple[Start, Book, Figures]


def irr_check(accounts: list[Account], years: float) -> Check:
    """``irr``: at its rate a cluster's cash is worth nothing, and without one there is none.

    Parameters
    ----------
    accounts
        Every start with the audit's book and the claimed figures.
    years
        Per period.
    """
    return compare(
        "irr",
        "Every rate of return makes its cash worth nothing; without one sign change, none",
        _pairs(accounts, years),
        lambda _: tolerance.RATE,
    )


def _pairs(accounts: list[Account], years: float) -> Iterator[Pair]:
    for start, book, figures in accounts:
        cash = book.cash.free_cash
        has_one = _sign_changes(cash) == 1
        yield Pair(f"{start.label}, has a rate", float(has_one), float(figures.irr is not None))
        if figures.irr is None:
            continue
        if figures.irr > NEARLY_ALL_LOST:
            yield Pair(f"{start.label}, worth", 0.0, _worth(cash, figures.irr, years))
        else:
            # Above the only root the sooner sign prevails, so there the root lies further down.
            sooner = next((amount for amount in cash if abs(amount) > tolerance.ZERO_MUSD), 0.0)
            prevails = _worth(cash, NEARLY_ALL_LOST, years) * sooner > 0.0
            yield Pair(f"{start.label}, loses nearly all", 1.0, float(prevails))


def _sign_changes(cash: Steps) -> int:
    signs = [amount > 0.0 for amount in cash if abs(amount) > tolerance.ZERO_MUSD]
    return sum(one != other for one, other in pairwise(signs))


def _worth(cash: Steps, rate: float, years: float) -> float:
    """Present value at a rate, as a part of what the amounts are worth without their signs."""
    moves = [(h, amount) for h, amount in enumerate(cash) if abs(amount) > tolerance.ZERO_MUSD]
    if not moves or not -1.0 < rate < math.inf:
        return math.inf
    power = [-math.log1p(rate) * h * years for h, _ in moves]
    worth = [amount * math.exp(p - max(power)) for p, (_, amount) in zip(power, moves, strict=True)]
    return math.fsum(worth) / math.fsum(abs(amount) for amount in worth)
