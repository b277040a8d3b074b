"""The key figures of the summary: money, numbers and dates of the plan as a whole, live."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.financials.account import Account
from optmodel.financials.recovered import IN_POOL
from optmodel.financials.values import Values
from optmodel.live.by_record import value_of
from optmodel.live.functions import count_where, either, magnitude, most, total
from optmodel.live.term import Term, term
from optmodel.results.layout import Block, Cell, Column, Kind, Live, Report, Row

__all__ = ["FIGURE_WIDTH", "IN_POOL", "LABEL_WIDTH", "key_figures", "live"]

LABEL_WIDTH, FIGURE_WIDTH, UNIT_WIDTH = 30.0, 11.5, 11.5
NONE = "none"

Figure = tuple[str, Term | str, str | Term, Kind]
"""What it is, the figure, its unit, and how it is shown."""


def live(content: Term, kind: Kind | None = None) -> Live:
    """Return the cell of a formula that stands alone."""
    return Live(content, 0, value_of(content, 0), kind)


def key_figures(report: Report) -> Block:
    """Describe the block of key figures."""
    columns = (
        Column("Key figure", width=LABEL_WIDTH),
        Column("Figure", Kind.BY_ROW, width=FIGURE_WIDTH),
        Column("Unit", width=UNIT_WIDTH),
    )
    rows = tuple(
        Row((label, _cell(figure), _cell(unit)), kind) for label, figure, unit, kind in _all(report)
    )
    return Block("SummaryKey", "Key figures", columns, rows, filters=False)


def _cell(content: Term | str) -> Cell:
    return content if isinstance(content, str) else live(content)


def _all(report: Report) -> Iterator[Figure]:
    model = report.model
    yield from _worth(report, model.values)
    yield from _numbers(report)
    yield from _pledge(model.funding.accounts[0])
    yield from _dates(model.values, model.funding.accounts[0])
    yield from _further(report)
    checks = model.checks
    yield "Checks that fail", checks.failures, term("of ").joined(checks.count), Kind.WHOLE


def _worth(report: Report, values: Values) -> Iterator[Figure]:
    """Give the value, and how far it is from what no plan can exceed."""
    priced = report.model.targets.table is not None
    unit = f"USD m, {report.plan.program.settings.perspective}{', net' * priced}"
    yield "Value in the chosen perspective", values.objective, unit, Kind.MONEY
    if values.bound is None:
        yield "Proven bound", "unknown", "USD m", Kind.MONEY
        return
    yield "Proven bound", values.bound, "USD m", Kind.MONEY
    distance = values.bound - values.objective
    zero = report.model.core.settings.zero
    # What rounding leaves of two equal figures is no distance.
    counts = magnitude(distance) > zero * most(1, magnitude(values.bound))
    yield "Distance from the bound", counts * distance, "USD m", Kind.MONEY


def _numbers(report: Report) -> Iterator[Figure]:
    """Count what is funded and opened, and what it costs."""
    core, plan = report.model.core, report.plan
    clusters, sites = len(plan.decisions), len(plan.program.sites)
    yield "Clusters funded", core.decisions.funded_count, f"of {clusters}", Kind.WHOLE
    opened = total(report.model.sites.openings.field("opens").range)
    yield "Sites opened", opened, f"of {sites}", Kind.WHOLE
    yield "Capex, gross", total(core.vehicles.field("capex").range), "USD m", Kind.MONEY
    yield "Site preparation", report.model.sites.preparation.total, "USD m", Kind.MONEY


def _pledge(pledge: Account) -> Iterator[Figure]:
    """Give what the pledge has, what is called of it and what is left."""
    available, called = pledge.terms.available, pledge.calls.total
    yield "Pledge available", available, "USD m", Kind.MONEY
    yield "Pledge called", called, "USD m", Kind.MONEY
    yield "Pledge unspent (not a saving)", pledge.unspent, "USD m", Kind.MONEY
    share = either(available > 0, called / available, NONE)
    yield "Share of the pledge called", share, "of available", Kind.SHARE


def _dates(values: Values, pledge: Account) -> Iterator[Figure]:
    dates = values.dates
    yield "First start", dates.first_start, "date", Kind.DATE
    yield "Last start", dates.last_start, "date", Kind.DATE
    yield "First operation", dates.first_operation, "date", Kind.DATE
    yield "Last call in the period to", dates.last_call, "date", Kind.DATE
    yield "Pledge recovered by", pledge.recovered, "date", Kind.DATE


def _further(report: Report) -> Iterator[Figure]:
    """Give what is called beyond the pledge, and synergies and targets, where there are any."""
    model = report.model
    others = model.funding.accounts[1:]
    for account in others:
        yield f"Called from {account.terms.title}", account.calls.total, "USD m", Kind.MONEY
    if len(others) > 1:
        everything = model.funding.together.line("calls").total
        beyond = everything - model.funding.accounts[0].calls.total
        yield "Called beyond the pledge", beyond, "USD m", Kind.MONEY
    synergy = model.values.cash.synergy_value
    if synergy is not None:
        yield "Synergies, in the value", synergy.total, "USD m", Kind.MONEY
    targets = model.targets.table
    if targets is not None:
        missed = count_where((targets.field("price").range, ">", 0))
        yield "Targets missed at a price", missed, f"of {targets.count}", Kind.WHOLE
        yield "Prices of missed targets", model.values.penalty, "USD m", Kind.MONEY
