"""A row of Funding: who pays, how much, when, and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from optmodel.audit.calendar import Calendar
from optmodel.audit.limits import first_period
from optmodel.audit.words import word
from optmodel.workbook.tables import Record, Tables


class Terms(NamedTuple):
    """What the source and the host have agreed on."""

    share_before: float
    share_after: float
    period_rate: float
    from_operation: bool
    """Whether deemed interest accrues from operation only, not from the call."""


class CallRow(NamedTuple):
    """What the source can pay in a period."""

    maximum: float | None
    """None = no limit."""
    carries: bool
    cell: str = ""
    """Full address of the cell that says so."""


NO_LIMIT = CallRow(None, carries=False)
"""Nothing said about a period."""


@dataclass(frozen=True, slots=True)
class Source:
    """A funding source. Money in USD m, dates as periods."""

    id: str
    room_musd: float
    """Commitment less what is committed already."""
    last_start: int
    """Last period in which something that it pays for may start; H where there is no date."""
    first_call: int
    last_call: int
    draws_at_start: bool
    """Whether all capital is called in the period of the start."""
    terms: Terms
    is_pooled: bool
    """Whether all that it pays for repays it together."""
    recovery_target_years: float | None
    """Longest recovery, None where none is required."""
    maximum_share: float
    """Largest part of a cluster that it pays."""
    pays_preparation: bool
    call_rows: tuple[CallRow, ...]
    """(H,) what it can pay in each period. Without a limit outside its window of calls, where
    ``first_call`` and ``last_call`` see to it that nothing is called at all."""


def sources_of(tables: Tables, calendar: Calendar) -> dict[str, Source]:
    """Every source by its id, in the order of the sheet: the pledge first."""
    return {row.text("Source"): _source(tables, calendar, row) for row in tables.rows("Funding")}


def _source(tables: Tables, calendar: Calendar, row: Record) -> Source:
    first = _period(calendar, row, "First call", 0)
    last = _period(calendar, row, "Last call", calendar.horizon - 1)
    return Source(
        id=row.text("Source"),
        room_musd=row.number("Commitment (USD m)") - row.number("Already committed (USD m)"),
        last_start=_period(calendar, row, "Last commitment", calendar.horizon),
        first_call=first,
        last_call=last,
        draws_at_start=word(row, "Draw") == "at start",
        terms=_terms(row, calendar),
        is_pooled=word(row, "Vehicle") == "pooled",
        recovery_target_years=_required_recovery(row),
        maximum_share=row.number("Maximum share of a cluster"),
        pays_preparation=row.flag("Pays for site preparation"),
        call_rows=tuple(
            one if first <= h <= last else NO_LIMIT
            for h, one in enumerate(_call_rows(tables, calendar, row.text("Source")))
        ),
    )


def _terms(row: Record, calendar: Calendar) -> Terms:
    """Shares and deemed rate; a blank second share means no change."""
    before = row.number("Share before recovery")
    after = row.optional_number("Share after recovery")
    return Terms(
        share_before=before,
        share_after=before if after is None else after,
        period_rate=(1.0 + row.number("Deemed rate")) ** calendar.years - 1.0,
        from_operation=word(row, "Interest from") == "operation",
    )


def _required_recovery(row: Record) -> float | None:
    """The recovery target where it is a rule: by default where there is one."""
    is_required = word(row, "Recovery rule") in {"", "required"}
    return row.optional_number("Recovery target (years)") if is_required else None


def _call_rows(tables: Tables, calendar: Calendar, source: str) -> list[CallRow]:
    """(H,) the row of Funding calls that governs each period: the last one that has begun."""
    own = [row for row in tables.rows("Funding calls") if row.text("Source") == source]
    governing = [NO_LIMIT] * calendar.horizon
    for row in sorted(own, key=lambda row: first_period(calendar, row)):
        since = first_period(calendar, row)
        limit = CallRow(
            row.optional_number("Maximum call (USD m/period)"),
            row.flag("Carry forward"),
            row.address("Maximum call (USD m/period)"),
        )
        governing[since:] = [limit] * max(0, calendar.horizon - since)
    return governing


def _period(calendar: Calendar, row: Record, column: str, default: int) -> int:
    """The period that a date column names, a default where it is blank."""
    day = row.day(column)
    return default if day is None else calendar.period(day)
