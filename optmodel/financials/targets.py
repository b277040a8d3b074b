"""Targets: what is reached, what is missed, and the price of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.account import Account
from optmodel.financials.base import period_of
from optmodel.financials.core import Core
from optmodel.financials.funding import Funding
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.target_measures import Measured, measured_of
from optmodel.live.by_record import in_order
from optmodel.live.functions import (
    either,
    figure,
    is_number,
    item,
    least,
    magnitude,
    most,
    sum_of,
    total,
)
from optmodel.live.records import Records
from optmodel.live.term import Term, term
from optmodel.plan.targets import TargetState, target_state
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

SHEET = "Limits"
RULE = "target"


@dataclass(frozen=True, slots=True)
class Targets:
    """Every row of the sheet Targets; shown on the sheet Limits."""

    table: Records | None
    """None where there is no target."""
    penalty: Term
    """Prices of the targets that are missed, USD m; the figure 0 where there is none."""
    checks: tuple[RuleCheck, ...]
    limits: tuple[LimitLine, ...] = ()
    """The targets that must be met."""
    tables: tuple[Records, ...] = ()
    """What every vehicle adds to each target; shown on the sheet Capacity."""
    titles: tuple[str, ...] = ()
    """Of ``tables``."""


def targets_of(core: Core, funding: Funding) -> Targets:
    """Describe the targets."""
    rows = core.base.tables.rows("Targets")
    if not rows:
        return Targets(None, term(0), ())
    states = _in_words(core, rows)
    table = _given(core, rows, states)
    measured = measured_of(core, rows, table)
    _reached(core, funding, rows, table, measured)
    _missed(core, table)
    tables = () if measured.table is None else (measured.table,)
    return Targets(
        table=table,
        penalty=total(table.field("price").range),
        checks=(RuleCheck(RULE, total(table.field("broken").range)),),
        limits=_limits(table, states),
        tables=tables,
        titles=("Targets: what every vehicle adds",) * len(tables),
    )


def _in_words(core: Core, rows: Sequence[Record]) -> tuple[TargetState, ...]:
    """Say in words what each row is about, as if nothing were reached."""
    program = core.base.program
    known = {target.cell: target for target in program.targets}
    return tuple(target_state(program, known[row.address("Amount")], 0.0, 0.0) for row in rows)


def _given(core: Core, rows: Sequence[Record], states: Sequence[TargetState]) -> Records:
    """Describe the rows of Targets as they are typed."""
    inputs, settings = core.base.inputs, core.settings
    table = Records(core.base.names, SHEET, "Targets", "tg", len(rows))
    table.add("what", Column("Target", width=34), [state.subject for state in states])
    table.add("sense", Column("Sense"), inputs.column(rows, "Sense"))
    table.add(
        "strength", Column("Strength", Kind.GIVEN, "must, or USD m a unit"),
        inputs.column(rows, "Strength", "must"),
    )  # fmt: skip
    table.add("unit", Column("Unit"), [state.unit for state in states])
    for key, name in (("reached", "Reached"), ("required", "Required"), ("missed", "Missed")):
        table.add(key, Column(name, Kind.QUANTITY))
    table.add("price", Column("Price of the miss", Kind.MONEY, "USD m"))
    table.add("cell", Column("Input cell"), [state.target.cell for state in states])
    table.add("filter", Column("Filter"), inputs.column(rows, "Filter", ""))
    table.add("amount", Column("Amount or share", Kind.GIVEN), inputs.column(rows, "Amount"))
    horizon_end = item(core.time.last_day.range, settings.horizon)
    day = table.add("day", Column("By", Kind.DATE), inputs.column(rows, "By", horizon_end))
    period = period_of(day.here, settings.first_month, settings.months)
    by = least(period, settings.horizon - 1)
    table.add("by", Column("By period", Kind.WHOLE, "period"), by)
    return table


def _reached(
    core: Core, funding: Funding, rows: Sequence[Record], table: Records, measured: Measured
) -> None:
    """Set what is reached, what a share is of, and what is required."""
    accounts = {account.terms.source.id: account for account in funding.accounts}
    reached, whole = [], []
    for index, row in enumerate(rows):
        account = accounts.get(receipts_source(core, row))
        if account is not None:
            one, other = _receipts(core, account, table.field("by").here)
        else:
            one, other = measured.reached(index), measured.whole(index)
        reached.append(one)
        whole.append(other if account is not None or is_share(row) else term(1))
    table.field("reached").content = in_order(reached)
    of = table.add("whole", Column("Share of, 1 = an amount", Kind.QUANTITY), in_order(whole))
    table.field("required").content = table.field("amount").here * of.here


def _receipts(core: Core, account: Account, by: Term) -> tuple[Term, Term]:
    """Receipts of a source and calls on it, both up to a period."""
    so_far = core.time.number.range <= by
    return sum_of(so_far * account.receipts.range), sum_of(so_far * account.calls.range)


def receipts_source(core: Core, row: Record) -> str:
    """Id of the source whose receipts a target is about; empty where it is about no receipts."""
    if row.text("Metric").casefold() != "receipts":
        return ""
    is_named = row.text("Filter by").casefold() == "source" and bool(row.text("Filter"))
    return row.text("Filter") if is_named else core.base.program.sources[0].id


def is_share(row: Record) -> bool:
    """Whether the amount is a part of the metric without the filter."""
    return row.text("Amount is").casefold() == "share"


def _missed(core: Core, table: Records) -> None:
    """Set what is missed and its price; 1 where a target that must be met is missed."""
    required, strength = table.field("required").here, table.field("strength").here
    side = either(table.field("sense").here.equals("at least"), 1, -1)
    missed = table.field("missed")
    missed.content = most(0, side * (required - table.field("reached").here))
    table.field("price").content = figure(strength) * missed.here
    rounding = core.settings.rounding * most(1, magnitude(required))
    broken = (1 - is_number(strength)) * (missed.here > rounding)
    table.add("broken", Column("Must be met and is not", Kind.WHOLE, "1 or 0"), broken)


def _limits(table: Records, states: Sequence[TargetState]) -> tuple[LimitLine, ...]:
    """Give the targets that must be met; one with a price is a wish and limits nothing."""
    return tuple(
        LimitLine(
            rule=RULE,
            subject=state.subject,
            unit=state.unit,
            used=table.field("reached").cell(index),
            limit=table.field("required").cell(index),
            sense=state.target.sense,
            cell=state.target.cell,
        )
        for index, state in enumerate(states)
        if state.target.price_musd is None
    )
