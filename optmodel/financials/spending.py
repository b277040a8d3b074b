"""How each cluster spends its capex: shares by period from the start.

A profile of n steps is stretched to a build of b periods along its cumulative curve C, which is
even inside each step: period i of the build has C(n i / b) - C(n (i - 1) / b). Capex that is given
by period has the shape of its row; a row of nothing has none, so that what others add to it is
spread evenly over the build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.capex_curves import Curves
from optmodel.financials.given_cash import GivenCash
from optmodel.financials.settings import SHEET
from optmodel.live.functions import Matrix, either, entry, item_or, least, most, whole
from optmodel.live.records import Field, Records
from optmodel.live.term import Term, term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record


@dataclass(frozen=True, slots=True)
class Spending:
    """What each cluster spends when."""

    table: Records
    edges: Records
    """Where on its curve each period of a build ends."""
    steps: Matrix
    """A row per cluster; columns: 0 before the start, shares of capex by period, 0 after them."""
    length: int
    """Periods of the longest spending."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the columns are made from."""

    rows: Sequence[Record]
    curves: Curves
    cash: GivenCash | None
    table: Records
    edges: Records


def spending_of(base: Base, curves: Curves, cash: GivenCash | None, cash_end: Term) -> Spending:
    """Describe the tables. ``cash_end`` is the column after the last one of given cash."""
    rows = base.tables.rows("Clusters")
    table = Records(base.names, SHEET, "LookupSpending", "lh", len(rows))
    edges = Records(base.names, SHEET, "LookupCurves", "le", len(rows))
    parts = _Parts(rows, curves, cash, table, edges)
    _given(base, parts)
    length = _length(base, rows)
    _edges(base, parts, length)
    table.add("s0", Column("Before the start", Kind.SHARE, "of capex"), [0] * len(rows))
    for step in range(1, length + 1):
        column = Column(f"Period {step}", Kind.SHARE, "of capex")
        table.add(f"s{step}", column, _share(parts, step, cash_end))
    last = f"s{length + 1}"
    table.add(last, Column("After them", Kind.SHARE, "of capex"), [0] * len(rows))
    return Spending(table, edges, table.matrix("s0", last, "steps"), length)


def _length(base: Base, rows: Sequence[Record]) -> int:
    """Periods of the longest build or row of capex, which the tables have columns for."""
    given = [
        len(row.steps("Period"))
        for row in base.tables.rows("Cash flows")
        if row.text("Line").casefold() == "capex"
    ]
    return max(1, *(round(row.number("Build (periods)")) for row in rows), *given)


def _given(base: Base, parts: _Parts) -> None:
    """Say which row of capex is given, what it comes to, and how long it is."""
    table, cash = parts.table, parts.cash
    name = table.add("id", Column("Cluster"), base.inputs.column(parts.rows, "Cluster"))
    nothing = term(0)
    row = table.add(
        "row",
        Column("Row of capex as given", Kind.WHOLE, "position, 0 = none"),
        nothing if cash is None else cash.number_of(name.here, "capex"),
    )

    def of_row(key: str) -> Term:
        return nothing if cash is None else item_or(cash.table.field(key).range, row.here)

    table.add("total", Column("Capex as given", Kind.MONEY, "USD m"), of_row("total"))
    table.add("given", Column("Periods of a given row", Kind.WHOLE, "periods"), of_row("run"))


def _edges(base: Base, parts: _Parts, length: int) -> None:
    """Say where each build period ends on the curve of its profile, and what is spent by then."""
    rows, table, curves = parts.rows, parts.edges, parts.curves
    table.add("id", Column("Cluster"), base.inputs.column(rows, "Cluster"))
    is_typed = parts.table.field("row").here.equals(0)
    even_or = curves.number_of(base.inputs.column(rows, "Capex profile", "")) - 1
    profile = table.add(
        "profile", Column("Profile", Kind.WHOLE, "position"), 1 + is_typed * even_or
    )
    count = table.add("count", Column("Steps", Kind.WHOLE, "number"), curves.steps_of(profile.here))
    build = table.add(
        "build",
        Column("Build", Kind.WHOLE, "periods, at least 1"),
        most(base.inputs.column(rows, "Build (periods)"), 1),
    )
    before = table.add("n0", Column("Period number 0", Kind.WHOLE, "number"), [0] * len(rows))
    for step in range(1, length + 1):
        column = Column(f"Period number {step}", Kind.WHOLE, "number")
        before = table.add(f"n{step}", column, before.here + 1)
    for step in range(length + 1):
        edge = count.here * table.field(f"n{step}").here / build.here
        table.add(f"e{step}", Column(f"Step at the end of {step}", Kind.FACTOR, "steps"), edge)
    for step in range(length + 1):
        inside = least(whole(table.field(f"e{step}").here), count.here)
        table.add(f"i{step}", Column(f"Whole steps by {step}", Kind.WHOLE, "steps"), inside)
    for step in range(length + 1):
        spent = _spent(curves, profile, table.field(f"e{step}"), table.field(f"i{step}"))
        table.add(f"t{step}", Column(f"Spent by the end of {step}", Kind.SHARE, "of capex"), spent)


def _spent(curves: Curves, profile: Field, edge: Field, inside: Field) -> Term:
    """Whole steps, and the part of the next one; after the last step there is nothing."""
    part = least(edge.here - inside.here, 1)
    next_step = entry(curves.steps, profile.here, inside.here + 1)
    return entry(curves.sums, profile.here, inside.here + 1) + part * next_step


def _share(parts: _Parts, step: int, cash_end: Term) -> Term:
    """Share of capex of one period from the start: of the curve, or of the given row."""
    edges, table = parts.edges, parts.table
    curve = edges.field(f"t{step}").here - edges.field(f"t{step - 1}").here
    if parts.cash is None:
        return curve
    total, at = table.field("total").here, least(edges.field(f"n{step}").here, cash_end) + 1
    amount = entry(parts.cash.steps, table.field("row").here, at)
    return either(total > 0, amount / total, curve)
