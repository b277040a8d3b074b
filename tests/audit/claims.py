"""Claims about plans for the audit's tests, and what the audit says of them."""

from __future__ import annotations

from dataclasses import replace

from optmodel.audit.audit import audit
from optmodel.audit.book import LINES, Book
from optmodel.audit.claim import Claim, Figures
from optmodel.workbook.tables import Tables


def rate_of(cash: tuple[float, ...]) -> float:
    """The rate at which yearly cash with one sign change is worth nothing, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        worth = sum(amount / (1 + middle) ** h for h, amount in enumerate(cash))
        low, high = (middle, high) if worth > 0 else (low, middle)
    return low


def figures_of(book: Book) -> Figures:
    """What is true of a start, as a plan would claim it."""
    return Figures(
        npv_musd=book.npv_musd,
        npv_source_musd=book.npv_source_musd,
        npv_host_musd=book.npv_host_musd,
        capex_musd=book.capex_musd,
        payback_years=book.payback_years,
        recovery_years=book.recovery_years,
        irr=rate_of(book.cash.free_cash),
        lines={name: book.line(name) for name in LINES},
    )


def failed(tables: Tables, claim: Claim) -> dict[str, str]:
    """Names and words of the checks that have not passed."""
    return {check.name: check.detail for check in audit(tables, claim) if not check.passed}


def first(claim: Claim, **changes: object) -> Claim:
    """The claim with other figures for its first start."""
    return replace(claim, figures=(replace(claim.figures[0], **changes), *claim.figures[1:]))


def line(claim: Claim, name: str, period: int, amount: float) -> Claim:
    """The claim with an amount added to a line of its first start."""
    steps = list(claim.figures[0].lines[name])
    steps[period] += amount
    return first(claim, lines={**claim.figures[0].lines, name: tuple(steps)})
