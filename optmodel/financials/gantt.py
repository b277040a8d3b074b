"""When every vehicle is built, operates and has repaid: the Gantt chart of the sheet Timeline."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.live.functions import (
    either,
    every,
    is_number,
    item_or,
    least,
    letter,
    most,
    sum_of,
)
from optmodel.live.line import Line, Look
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

SHEET = "Timeline"
LETTERS = "ROB"
"""Recovery, operation, build; what lies beyond the last one is blank."""
PREPARED = "S"
"""A site that is prepared."""


@dataclass(frozen=True, slots=True)
class Gantt:
    """Letters by period and bars in years, a row per vehicle."""

    letters: Stack
    bars: Records


def gantt_of(core: Core, period: Line) -> Gantt:
    """Describe letters and bars; the periods that they are made from are columns of Returns.

    ``period`` numbers the periods on the same sheet.
    """
    _add_spans(core)
    bars = _bars(core)
    return Gantt(_letters(core, bars, period), bars)


def _add_spans(core: Core) -> None:
    """Add start, operation, its end and recovery of every vehicle to the table of vehicles."""
    vehicles, horizon = core.vehicles, core.settings.horizon

    def add(key: str, name: str, content: Term) -> Term:
        unit = "period, the horizon = none"
        return vehicles.add(key, Column(name, Kind.WHOLE, unit), content).here

    add("start", "Start", core.own("start", horizon))
    first = add("operates", "Operates from", core.own("first", horizon))
    until = add("until", "Operates until, this one excluded", core.own("until", horizon))
    never = horizon * 1
    if vehicles.has("recovered"):
        period = vehicles.field("recovered").here
        known = is_number(vehicles.field("recovered_by").here)
        never = either(every(known, period >= first, period < until), period, horizon)
    add("marked", "Recovers while it operates", never)


def _bars(core: Core) -> Records:
    """Years from the first period: nothing, build, operation before and after recovery."""
    vehicles, settings = core.vehicles, core.settings
    table = Records(core.base.names, SHEET, "TimelineBars", "tb", vehicles.count)
    row, label = vehicles.field("row").here, vehicles.field("label").here
    site = item_or(core.decisions.plan.field("site").range, row, "")
    where = either(row > 0, " at ", "")
    table.add("label", Column("Cluster and site"), label.joined(where).joined(site))
    start, first = vehicles.field("start").here, vehicles.field("operates").here
    until, marked = vehicles.field("until").here, vehicles.field("marked").here
    horizon, shown = settings.horizon, row > 0

    def add(key: str, name: str, periods: Term) -> None:
        years = shown * periods * settings.years
        table.add(key, Column(name, Kind.YEARS, "years"), years)

    begins, repaid = least(first, horizon), least(marked, until)
    add("waits", "Before the start", start)
    add("builds", "Build", begins - start)
    add("repays", "Operation before recovery", most(0, repaid - begins))
    add("earns", "Operation from recovery", most(0, least(until, horizon) - marked))
    return table


def _letters(core: Core, bars: Records, period: Line) -> Stack:
    """``MID`` of the letters: 1 for recovery, one more for operation, for build, for neither."""
    vehicles = core.vehicles
    stack = _stack(core, "gantt", bars.count, bars.field("label").here)
    start, first = vehicles.field("start").here, vehicles.field("operates").here
    until, marked = vehicles.field("until").here, vehicles.field("marked").here
    now = period.now
    earlier = now.differs(marked) + (now < first) + (now < start)
    letters = letter(LETTERS, 1 + earlier + 100 * (now >= until))
    _add(stack, "Build and operation", first - start, letters)
    return stack


def site_letters(core: Core, openings: Records, period: Line) -> Stack:
    """Mark the periods in which each site is prepared, a row per record of the openings."""
    stack = _stack(core, "prepared", openings.count, openings.field("site").here)
    opened, ready = openings.field("period").here, openings.field("ready").here
    now = period.now
    away = (now < opened) + (now >= ready) + (opened < 0)
    _add(stack, "Preparation", (opened >= 0) * (ready - opened), letter(PREPARED, 1 + away))
    return stack


def _stack(core: Core, prefix: str, count: int, subject: Term) -> Stack:
    base = core.base
    return Stack(base.names, SHEET, prefix, base.horizon, blocks=count, subject=subject)


def _add(stack: Stack, label: str, constant: Term, letters: Term) -> None:
    """Add the only line of a stack of letters; its total counts them."""
    look = Look(label, "periods", Kind.STAMP, constant_kind=Kind.WHOLE)
    line = stack.add("stage", look, letters, constant=constant)
    line.total_content = sum_of(line.periods.differs("") * 1)
