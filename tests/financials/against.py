"""Hold every figure of the core beside the audit's book of the same start."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from optmodel.audit.book import Book, book_of
from optmodel.audit.claim import Start
from optmodel.audit.facts import Facts, facts_of
from optmodel.audit.returns import payback_point
from optmodel.economics.irr import internal_rates
from optmodel.financials.core import Core
from optmodel.workbook.tables import Tables

from .made import Made, Shares

Array = NDArray[np.float64]
Figure = tuple[str, Array, Array]
"""What is compared, what the model says, what the audit says."""

CASH = {
    "capex": (-1.0, ("capex",)),
    "support": (1.0, ("support",)),
    "capital": (1.0, ("capital",)),
    "revenue": (1.0, ("revenue", "revenue_row")),
    "extra_margin": (1.0, ("margin",)),
    "operating_cost": (-1.0, ("cost", "cost_given")),
    "sustaining": (-1.0, ("sustaining",)),
    "rent": (-1.0, ("rent",)),
    "net": (1.0, ("net_row",)),
    "tax": (-1.0, ("tax",)),
    "operating_cash": (1.0, ("operating",)),
    "free_cash": (1.0, ("free",)),
}
"""Line of the audit: sign and lines of the sheet Cash flow that make it up."""
SHARED = {
    "balance_open": "opening",
    "interest": "interest",
    "receipts_before": "before",
    "receipts_after": "after",
    "receipts": "receipts",
    "balance_close": "closing",
}
"""Line of a source's account: line of the sheet Waterfall."""
NO_MONEY = ("row", "payback", "discounted", "irr", "note", "recovery", "rest")
"""What the figures are called that are years, rates or words."""


def differences(tables: Tables, made: Made, shares: Shares | None) -> Iterator[str]:
    """Say where model and audit differ by more than 1e-9 of the size of the amounts."""
    facts = facts_of(tables)
    for index, start in enumerate(made.starts):
        paid = None if shares is None or len(facts.sources) == 1 else shares[start]
        book = book_of(facts, start, paid)
        size = max(1.0, *(abs(amount) for amount in book.cash.free_cash))
        size = max(size, sum(book.cash.capex), sum(map(abs, book.cash.operating_cash)))
        for name, ours, theirs in figures(facts, made.core, index, start, book):
            floor = 1e-9 * (1.0 if name.startswith(NO_MONEY) else size)
            if not np.allclose(ours, theirs, rtol=1e-9, atol=floor):
                yield f"{start.label} {name}: {ours} but the audit says {theirs}"


def figures(facts: Facts, core: Core, index: int, start: Start, book: Book) -> Iterator[Figure]:
    """Yield everything of one vehicle."""
    yield from _lines(core, index, book)
    yield from _sources(core, index, book)
    yield from _returns(facts, core, index, start, book)


def _lines(core: Core, index: int, book: Book) -> Iterator[Figure]:
    for name, (sign, keys) in CASH.items():
        stack = core.cash.stack
        ours = sum(
            (sign * stack.line(key).values[index] for key in keys if stack.has(key)),
            np.zeros(core.base.horizon),
        )
        yield name, ours, np.array(book.line(name))
    for name in ("carried", "distributable"):
        theirs = book.line({"carried": "carried_loss"}.get(name, name))
        yield name, core.waterfall.stack.line(name).values[index], np.array(theirs)


def _sources(core: Core, index: int, book: Book) -> Iterator[Figure]:
    for claims in core.waterfall.claims:
        number, source = claims.terms.number, claims.terms.source.id
        part = book.parts.get(source, 0.0)
        account = book.accounts[source]
        yield (
            f"calls on {source}",
            claims.calls.values[index],
            part * np.array(account.calls),
        )
        if claims.cash is not None:
            theirs = part * np.array(book.cash.operating_cash)
            yield f"cash in the pool of {source}", claims.cash.values[index], theirs
            continue
        for line, key in SHARED.items():
            ours = core.waterfall.stack.line(f"{key}{number}").values[index]
            yield f"{line} of {source}", ours, part * np.array(getattr(account.waterfall, line))
        host = core.waterfall.stack.line(f"host{number}").values[index]
        receipts = np.array(account.receipts)
        theirs = part * (np.array(book.waterfall.distributable) - receipts)
        yield f"host beside {source}", host, theirs


def _returns(facts: Facts, core: Core, index: int, start: Start, book: Book) -> Iterator[Figure]:
    def ours(key: str) -> Array:
        return as_years(core.vehicles.field(key).values[index])

    def one(value: float | None) -> Array:
        return np.array(np.inf if value is None else value)

    yield (
        "row",
        np.array(
            core.decisions.plan.field("label").values[_row(core, index)]
            == core.vehicles.field("label").values[index]
        ),
        one(1.0),
    )
    yield "capex", ours("capex"), one(book.capex_musd)
    yield "capital", ours("capital"), one(sum(book.cash.capital))
    yield "npv", ours("npv"), one(book.npv_musd)
    yield "npv of the host", ours("npv_host"), one(book.npv_host_musd)
    for claims in core.waterfall.claims:
        number, source = claims.terms.number, claims.terms.source.id
        part = book.parts.get(source, 0.0)
        account = book.accounts[source]
        yield f"npv of {source}", ours(f"npv{number}"), one(book.npv_source_musd[source])
        yield f"all calls on {source}", ours(f"calls{number}"), one(part * sum(account.calls))
        if claims.balance is not None:
            theirs = account.recovery_years if part else 0.0
            yield f"recovery of {source}", ours(f"recovery{number}"), one(theirs)
    yield from _rate(core, index, book)
    for key, flow in (
        ("payback", book.cash.free_cash),
        (
            "discounted",
            tuple(a * b for a, b in zip(book.cash.free_cash, facts.discount, strict=True)),
        ),
    ):
        spent = [h for h, amount in enumerate(book.cash.capital) if amount > 1e-9]
        first = spent[0] if spent else start.period
        for suffix, origin in (("", first), ("_operation", book.cash.operation)):
            point = payback_point(flow)
            years = None if point is None else 0.0
            if point is not None and point > float("-inf"):
                years = (point - origin) * facts.calendar.years
            yield key + suffix, ours(key + suffix), one(years)


def _rate(core: Core, index: int, book: Book) -> Iterator[Figure]:
    """Compare the rate with what the search for options reports."""
    rates, notes = internal_rates(np.array([book.cash.free_cash]), core.base.program.calendar)
    said = core.vehicles.field("irr").values[index]
    if notes[0]:
        yield "note of the irr", np.array(said == notes[0]), np.array(True)
        return
    yield "irr", np.array(said, np.float64), rates[0]
    yield "rest of the irr", core.rates.rest.values[index], np.array(0.0)


def _row(core: Core, index: int) -> int:
    return int(core.vehicles.field("row").values[index]) - 1


def as_years(value: object) -> Array:
    """Return a figure, infinite where the sheet says never."""
    return np.array(np.inf if isinstance(value, str) else value, dtype=np.float64)
