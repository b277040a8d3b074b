"""Levers of the Settings: decision periods, sites in all, starts per period."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.conflict import prices
from optmodel.conflict.lever import ANY_NUMBER, Lever, figure, tidy, typing
from optmodel.conflict.types import Edit
from optmodel.program.program import Program
from optmodel.workbook.tables import Tables

DECISIONS = "Decision periods"


def program_levers(tables: Tables, program: Program) -> Iterator[Lever]:
    """List the levers of the Settings."""
    settings, price = program.settings, prices.management(program)
    if settings.maximum_sites is not None:
        yield _maximum(tables, "Maximum sites", "sites_opened", "sites", price)
    if settings.maximum_starts is not None:
        name = "Maximum starts per period"
        yield _maximum(tables, name, "starts_per_period", "clusters", price)
    room = program.calendar.horizon_periods - program.calendar.decision_periods
    if room > 0:
        yield _decision_periods(tables, program, room)


def _maximum(tables: Tables, name: str, rule: str, unit: str, price_musd: float) -> Lever:
    record = tables.settings[name]
    now = record.number("Value")

    def edits(amount: float) -> tuple[Edit, ...]:
        return (typing(record, name, tidy(now + amount), unit),)

    return Lever(
        kind=name.lower(),
        rule=rule,
        about=(),
        price_musd=price_musd,
        most=ANY_NUMBER,
        step=1.0,
        edits=edits,
        words=lambda amount: f"{name.lower()} {figure(now)} -> {figure(now + amount)}",
        row_rule=rule,
        loosens=lambda _key: (0.0, 1.0),
    )


def _decision_periods(tables: Tables, program: Program, room: int) -> Lever:
    record, now = tables.settings[DECISIONS], program.calendar.decision_periods
    return Lever(
        kind="decision periods",
        rule="horizon",
        about=(),
        price_musd=prices.all_later(program),
        most=float(room),
        step=1.0,
        edits=lambda amount: (typing(record, DECISIONS, now + round(amount), "periods"),),
        words=lambda amount: f"decision periods {now} -> {now + round(amount)}",
    )
