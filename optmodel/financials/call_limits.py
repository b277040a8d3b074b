"""What a source can be called for in each period, with what it carries forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.base import period_of
from optmodel.financials.core import Core
from optmodel.financials.settings import is_word
from optmodel.financials.sources import SourceTerms
from optmodel.live.by_record import chosen_by_row
from optmodel.live.functions import (
    count_where,
    either,
    is_number,
    item_or,
    magnitude,
    most,
    position,
    smallest,
)
from optmodel.live.line import Line, Look
from optmodel.live.records import Field, Records
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.plan.call_room import call_rooms
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

SHEET = "Funding"
MAXIMUM, CARRIES, FROM = "Maximum call (USD m/period)", "Carry forward", "From"
NO_LIMIT = "no limit"


@dataclass(frozen=True, slots=True)
class CallRows:
    """The rows of Funding calls as a table, each source's together, in the order of their dates."""

    table: Records
    spans: dict[int, tuple[int, int]]
    """First and last record of each source that has a limit at all, by its number."""
    cells: dict[int, str]
    """Address of the input cell with the maximum, of a source that has just one."""

    def own(self, number: int, key: str) -> Term:
        """Return the cells of one source in a column."""
        return self.table.field(key).part(*self.spans[number])


def call_rows_of(core: Core) -> CallRows | None:
    """Describe the table; None where no source has a limit on its calls of a period."""
    base = core.base
    rows: list[Record] = []
    spans: dict[int, tuple[int, int]] = {}
    cells: dict[int, str] = {}
    for terms in core.sources.terms:
        own = _own_rows(core, terms)
        rooms = call_rooms(terms.source, base.horizon)
        if not any(room.cell for room in rooms):
            continue
        spans[terms.number] = len(rows), len(rows) + len(own) - 1
        limiting = [row for row in own if row.optional_number(MAXIMUM) is not None]
        if len(limiting) == 1:
            cells[terms.number] = limiting[0].address(MAXIMUM)
        rows += own
    if not rows:
        return None
    return CallRows(_table(core, rows), spans, cells)


def _own_rows(core: Core, terms: SourceTerms) -> list[Record]:
    """Rows of a source by date; of two with one date the later row holds."""
    calendar = core.base.program.calendar

    def since(row: Record) -> int:
        day = row.day(FROM)
        return 0 if day is None else max(0, calendar.period_of(day))

    rows = [
        row
        for row in core.base.tables.rows("Funding calls")
        if row.text("Source") == terms.source.id
    ]
    return sorted(rows, key=since)


def _table(core: Core, rows: Sequence[Record]) -> Records:
    base, inputs, settings = core.base, core.base.inputs, core.settings
    table = Records(base.names, SHEET, "FundingCalls", "fc", len(rows))
    table.add("source", Column("Source"), [row.text("Source") for row in rows])

    def add(key: str, name: str, kind: Kind, unit: str, content: Term) -> Field:
        return table.add(key, Column(name, kind, unit), content)

    day = inputs.column(rows, FROM, settings.first_day)
    since = period_of(day, settings.first_month, settings.months)
    dated = [inputs.has(row, FROM) for row in rows]
    add("since", "From", Kind.WHOLE, "period", chosen_by_row(dated, most(0, since), 0))
    add("limited", "Has a maximum", Kind.WHOLE, "1 or 0",
        is_number(inputs.column(rows, MAXIMUM, NO_LIMIT)) * 1)  # fmt: skip
    add("maximum", "Maximum call", Kind.MONEY, "USD m a period", inputs.column(rows, MAXIMUM))
    add("carries", "Carries forward", Kind.WHOLE, "1 or 0",
        is_word(inputs.column(rows, CARRIES, "no"), "yes"))  # fmt: skip
    return table


@dataclass(frozen=True, slots=True)
class CallLimits:
    """Rows by period of a source that has limits on its calls."""

    limited: Line
    """1 in a period with a limit."""
    called: Line
    """Called in the run of periods that carry forward, up to the period."""
    maximum: Line
    """What could be called in the run."""
    left: Line
    """Maximum less called; words where there is no limit."""
    tightest: Line
    """Its constant is the number of the period, from 1, in which the limit leaves least."""
    over: Line
    """1 in a period in which too much is called; its total counts them."""


def call_limits_of(
    core: Core, stack: Stack, rows: CallRows, terms: SourceTerms, lines: tuple[Line, Line | None]
) -> CallLimits:
    """Add the rows; ``lines`` are the calls and the window of calls, where there is one.

    In a run of periods that carry forward, the calls so far stay within the maxima so far. A
    period that does not carry and one without a limit end a run.
    """
    calls, window = lines
    number, rounding = terms.number, core.settings.rounding

    def flag(key: str, label: str, *, total: bool = False) -> Line:
        return stack.add(key, Look(label, "1 or 0", Kind.WHOLE), total=total)

    row = stack.add("row", Look("Row of the table Funding calls", "its rows", Kind.WHOLE))
    row.content = count_where((rows.own(number, "since"), "<=", core.time.number.now))
    limited = flag("limited", "Period with a limit", total=True)
    limited.content = _chosen(rows, number, "limited", row)
    if window is not None:
        limited.content = window.now * limited.content
    own = stack.add("maximum", Look("Maximum call of the period"))
    own.content = limited.now * _chosen(rows, number, "maximum", row)
    carries = flag("carries", "What is not called is carried forward")
    carries.content = limited.now * _chosen(rows, number, "carries", row)
    called = stack.add("called_run", Look("Called in the run of periods that carry forward"))
    maximum = stack.add("maximum_run", Look("Call limit, with what is carried forward"))
    goes_on = carries.now * carries.before
    called.content = limited.now * calls.now + goes_on * called.before
    maximum.content = own.now + goes_on * maximum.before
    left = stack.add(
        "limit_left",
        Look("Left of the call limit"),
    )
    left.content = either(limited.now > 0, maximum.now - called.now, NO_LIMIT)
    over = flag("over", "More called than the limit", total=True)
    over.content = (maximum.now + rounding * most(1, magnitude(maximum.now)) < called.now) * 1
    found = position(left.range, smallest(left.range))
    tightest = stack.add(
        "tightest",
        Look("Period in which the limit leaves least", "number", Kind.WHOLE),
        constant=either(limited.total > 0, found, 1),
    )
    return CallLimits(limited, called, maximum, left, tightest, over)


def _chosen(rows: CallRows, number: int, key: str, row: Line) -> Term:
    return item_or(rows.own(number, key), row.now)
