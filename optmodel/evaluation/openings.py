"""When sites are opened: as the sheet Sites says while that is in time, else as late as can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from optmodel.economics.types import Preparation
from optmodel.errors import Finding
from optmodel.evaluation.columns import OPENING, SITE, preparation_share_columns
from optmodel.evaluation.edited import EditedOpening, EditedStart, Parts
from optmodel.evaluation.resolve import SUM_TOLERANCE
from optmodel.evaluation.tables import Table, TypedRow, find_table, typed_row
from optmodel.program.program import Program
from optmodel.workbook.grid import Grid
from optmodel.workbook.suggest import nearest_name


@dataclass(frozen=True, slots=True)
class Openings:
    """The openings of an edited plan."""

    openings: Mapping[int, EditedOpening]
    """By index of the site."""
    notes: tuple[str, ...]
    """What was concluded rather than read."""


def read_openings(
    grid: Grid, program: Program
) -> tuple[dict[int, EditedOpening], tuple[Finding, ...]]:
    """Read the table of opened sites, down to its first blank row; none where it is not there."""
    shares = preparation_share_columns(program)
    columns = (SITE, OPENING, *shares.values())
    table, findings = find_table(grid, columns, {column.header for column in shares.values()})
    if table is None:
        return {}, ()
    found: dict[int, EditedOpening] = {}
    said = [finding for finding in findings if finding.is_error]
    before = 0
    for row in table.rows:
        if before and row.number > before + 1:
            break
        before = row.number
        typed, wrong = typed_row(table, row, columns, "opened site")
        said += wrong
        opening, more = _opening(table, row.number, typed, program)
        said += more
        if opening is not None:
            found[opening[0]] = opening[1]
    return found, tuple(said)


def _opening(
    table: Table, number: int, typed: TypedRow, program: Program
) -> tuple[tuple[int, EditedOpening] | None, list[Finding]]:
    """Site and opening of a row; nothing where it has no date."""
    site, day = typed.values[SITE.header], typed.values[OPENING.header]
    if not isinstance(day, date):
        return None, []
    letter = table.letters[SITE.header]
    ids = [site.id for site in program.sites]
    if site not in ids:
        near = nearest_name(str(site or ""), ids)
        meant = f' Did you mean "{near}"?' if near else ""
        message = f'"{site or ""}" is not a site of the input.{meant}'
        where = f"{letter}{number}"
        return None, [Finding("E114", message, table.sheet, where, "opened site", SITE.header)]
    parts, wrong = _parts(table, number, typed, program)
    opening = EditedOpening(program.calendar.period_of(day), parts)
    return (ids.index(str(site)), opening), wrong


def _parts(
    table: Table, number: int, typed: TypedRow, program: Program
) -> tuple[Parts | None, list[Finding]]:
    """Who pays for a preparation; None where that is left blank."""
    columns = preparation_share_columns(program)
    said = {index: typed.values[column.header] for index, column in columns.items()}
    given = {index: float(part) for index, part in said.items() if isinstance(part, int | float)}
    if not given:
        return None, []
    total = sum(given.values())
    if abs(total - 1.0) > SUM_TOLERANCE:
        header = columns[min(given)].header
        message = f"the shares of the row add up to {total:.9g}; expected 1, or none of them."
        where = f"{table.letters[header]}{number}"
        return None, [Finding("E403", message, table.sheet, where, "opened site", header)]
    return tuple(given.get(index, 0.0) / total for index in range(len(program.sources))), []


def settle_openings(
    program: Program,
    preparation: Preparation,
    starts: Iterable[EditedStart],
    listed: Mapping[int, EditedOpening],
) -> Openings:
    """Open every site that has a start, or is marked open, and no other."""
    first: dict[int, int] = {}
    for start in starts:
        first[start.site] = min(start.period, first.get(start.site, start.period))
    openings: dict[int, EditedOpening] = {}
    notes: list[str] = []
    for index, site in enumerate(program.sites):
        was = listed.get(index)
        if site.decision == "open":
            openings[index] = EditedOpening(0, was.parts if was else None)
        elif index in first:
            latest = first[index] - site.preparation_periods
            if was is not None and 0 <= was.period <= latest:
                openings[index] = was
                continue
            period = _latest(preparation, index, latest)
            openings[index] = EditedOpening(period, None)
            notes.append(_concluded(program, index, period, was))
        elif was is not None:
            notes.append(f"{site.id} is not opened: nothing stands there any more.")
    return Openings(openings, tuple(notes))


def _latest(preparation: Preparation, site: int, latest: int) -> int:
    """The latest possible period that is in time; the latest, or 0, where none is possible."""
    in_time = np.flatnonzero(preparation.allowed[site, : max(0, latest + 1)])
    return int(in_time[-1]) if len(in_time) else max(0, latest)


def _concluded(program: Program, site: int, period: int, was: EditedOpening | None) -> str:
    """Say when a site is opened, and why then."""
    name, calendar = program.sites[site].id, program.calendar
    if was is not None and was.period == period:
        return f"{name} is opened in {calendar.label(period)}: no opening is in time."
    when = f"{name} is opened in {calendar.label(period)}, the latest that is in time"
    if was is None:
        return f"{when}: the sheet Sites names no opening."
    return f"{when}: {calendar.label(was.period)}, as the sheet Sites says, is not."
