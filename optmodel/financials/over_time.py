"""Things of which there is only so much, from a period on until the next row of the input.

What holds in a period is the row that began last; before the first row there is no limit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from optmodel.financials.base import Base, period_of
from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.live.functions import (
    either,
    figure,
    item,
    largest_of,
    most,
    position,
    smallest,
    sum_where,
    total,
)
from optmodel.live.line import Line, Look
from optmodel.live.records import Records, numbers
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Block, Column, Kind
from optmodel.workbook.tables import Record

SHEET = "Capacity"
NO_LIMIT = "no limit"
"""What stands where no row has begun."""
FROM = "From"


@dataclass(frozen=True, slots=True)
class Limited:
    """Words and names of one kind of limit over time."""

    rule: str
    sheet: str
    """Of the input, with a row per thing and date."""
    thing: str
    """Header of the column that names the thing."""
    amount: str
    """Header of the limit."""
    key: str
    """What names in the workbook begin with."""
    table: str
    title: str
    used: str
    """What is used, in words."""
    unit: str


@dataclass(frozen=True, slots=True)
class Things:
    """What has limits, and the rows that say so."""

    about: Limited
    table: Records
    """A record per thing."""
    steps: Records
    """A record per row of the input that begins within the horizon."""
    rows: tuple[Record, ...]
    """The same rows."""
    names: tuple[str, ...]
    """Of the things."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet Capacity, with its limits and checks."""

    stacks: tuple[Stack, ...] = ()
    blocks: tuple[Block, ...] = ()
    limits: tuple[LimitLine, ...] = ()
    checks: tuple[RuleCheck, ...] = ()

    def with_more(self, stacks: tuple[Stack, ...], blocks: tuple[Block, ...]) -> Part:
        """Return the same with what stands behind it."""
        return replace(self, stacks=(*self.stacks, *stacks), blocks=(*self.blocks, *blocks))


def things_of(core: Core, about: Limited) -> Things | None:
    """List what has a limit within the horizon; None where nothing has."""
    base = core.base
    rows = tuple(row for row in base.tables.rows(about.sheet) if _begins(base, row))
    if not rows:
        return None
    first = {row.text(about.thing): row for row in reversed(rows)}
    names = tuple(dict.fromkeys(row.text(about.thing) for row in rows))
    table = Records(base.names, SHEET, about.table, about.key, len(names))
    label = table.add(
        "id",
        Column(about.thing),
        base.inputs.column([first[name] for name in names], about.thing),
    )
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, label))
    return Things(about, table, _steps(core, about, table, rows, names), rows, names)


def _begins(base: Base, row: Record) -> bool:
    """Whether a row begins within the horizon; one that begins later changes nothing."""
    day = row.day(FROM)
    return day is not None and base.program.calendar.period_of(day) < base.horizon


def _steps(
    core: Core,
    about: Limited,
    things: Records,
    rows: tuple[Record, ...],
    names: tuple[str, ...],
) -> Records:
    """Describe the rows of the input."""
    base, settings = core.base, core.settings
    table = Records(base.names, SHEET, f"{about.table}Rows", f"{about.key}_row", len(rows))
    at = [names.index(row.text(about.thing)) for row in rows]
    table.add("id", Column(about.thing), things.field("id").cells(at))
    table.add("of", Column("Number", Kind.WHOLE, "position"), things.field("no").cells(at))
    since = period_of(base.inputs.column(rows, FROM), settings.first_month, settings.months)
    table.add("from", Column("From period", Kind.WHOLE, "period"), most(since, 0))
    table.add(
        "amount",
        Column("Limit", Kind.QUANTITY, about.unit),
        base.inputs.column(rows, about.amount),
    )
    return table


def over_time(core: Core, things: Things, used: Term) -> Part:
    """Hold what is used of each thing against its limit, period by period.

    ``used`` gives the amount of the period for the thing of each record, in the unit of the limit.
    """
    about, table = things.about, things.table
    stack = Stack(
        core.base.names,
        SHEET,
        f"{about.key}_time",
        core.base.horizon,
        blocks=table.count,
        subject=table.field("id").here,
    )
    lines = _lines(core, things, stack, used)
    _tightest(core, about, table, lines)
    return Part(
        (stack,),
        (
            table.block(f"{about.title}: the period that leaves least"),
            things.steps.block(f"{about.title}: limits"),
        ),
        _limit_lines(things, lines),
        (RuleCheck(about.rule, total(table.field("over").range)),),
    )


def _lines(core: Core, things: Things, stack: Stack, used: Term) -> dict[str, Line]:
    """Add the rows of a thing: used, row in force, limit, left, 1 where it is exceeded."""
    about, steps, rounding = things.about, things.steps, core.settings.rounding
    of, since = steps.field("of").range, steps.field("from").range
    number, now = things.table.field("no").here, core.time.number.now

    def add(key: str, label: str, content: Term, unit: str = "number", **more: bool) -> Line:
        kind = Kind.WHOLE if unit == "number" else Kind.QUANTITY
        line = stack.add(key, Look(label, unit, kind), total=more.get("total", False))
        line.content = content
        return line

    taken = add("used", about.used, used, about.unit)
    begun = add(
        "begun",
        "Row in force: 1 + its period, 0 = none",
        largest_of(of.equals(number) * (since <= now) * (since + 1)),
    )
    amount = sum_where(steps.field("amount").range, (of, "=", number), (since, "=", begun.now - 1))
    limit = add("limit", "Limit", either(begun.now > 0, amount, NO_LIMIT), about.unit)
    most_allowed = figure(limit.now)
    left = add(
        "left", "Left", either(begun.now > 0, most_allowed - taken.now, NO_LIMIT), about.unit
    )
    excess = taken.now - most_allowed > rounding * most(1, most_allowed)
    over = add("over", "1 where it is exceeded", (begun.now > 0) * excess, total=True)
    return {"used": taken, "begun": begun, "limit": limit, "left": left, "over": over}


def _tightest(core: Core, about: Limited, table: Records, lines: dict[str, Line]) -> None:
    """Add the period that leaves least of each thing, the first of several."""
    left = lines["left"].periods
    least = table.add("left", Column("Least left", Kind.QUANTITY, about.unit), smallest(left))
    at = table.add(
        "tight",
        Column("Tightest period", Kind.WHOLE, "number, from 1"),
        position(left, least.here),
    )
    table.add(
        "day",
        Column("Begins", Kind.DATE, "date"),
        item(core.time.first_day.range, at.here),
    )
    for key in ("used", "limit"):
        column = Column(f"{key.capitalize()} in it", Kind.QUANTITY, about.unit)
        table.add(key, column, item(lines[key].periods, at.here))
    table.add("over", Column("Periods with too much", Kind.WHOLE, "number"), lines["over"].total)


def _limit_lines(things: Things, lines: dict[str, Line]) -> tuple[LimitLine, ...]:
    """Give the tightest period of each thing."""
    about, table, begun = things.about, things.table, lines["begun"].values
    starts = things.steps.field("from").values
    found = []
    for index, name in enumerate(things.names):
        period = begun[index][int(table.field("tight").values[index]) - 1] - 1
        cell = next(
            row.address(about.amount)
            for row, start in zip(things.rows, starts, strict=True)
            if row.text(about.thing) == name and start == period
        )
        used, limit = table.field("used").cell(index), table.field("limit").cell(index)
        found.append(LimitLine(about.rule, name, about.unit, used, limit, cell=cell))
    return tuple(found)
