"""The period that leaves least of every limited resource at every site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from optmodel.financials.core import Core
from optmodel.financials.site_openings import SHEET, Openings
from optmodel.financials.site_use import NO_LIMIT, Use, title_of
from optmodel.live.by_record import at, by_record
from optmodel.live.functions import called, either, item, position, sum_of
from optmodel.live.records import Records
from optmodel.live.term import COMPARED, Term, combined, term
from optmodel.program.resources import UNITS
from optmodel.results.layout import Column, Kind

CHARTED = ("land", "power")
"""Resources of which the table of openings says how much is used."""


def peaks_of(core: Core, openings: Openings, uses: Sequence[Use]) -> Records | None:
    """Describe the table, a record per use with a limit; None where nothing is limited."""
    if not uses:
        return None
    table = Records(core.base.names, SHEET, "SitesPeaks", "sk", len(uses))
    sites = openings.table.field("site").cells([use.opening for use in uses])
    table.add("site", Column("Site"), sites)
    table.add("resource", Column("Resource", width=38), [title_of(use.resource) for use in uses])
    table.add("unit", Column("Unit", width=9), [UNITS.get(use.resource, "units") for use in uses])
    period = table.add(
        "at",
        Column("Tightest period", Kind.WHOLE, "number, from 1"),
        _each(uses, lambda use: _tightest(_left(use))),
    ).here
    table.add(
        "ends", Column("Its last day", Kind.DATE, "date"), item(core.time.last_day.range, period)
    )
    used = table.add(
        "used",
        Column("Net use then", Kind.QUANTITY, "unit"),
        item(_each(uses, lambda use: use.used.periods), period),
    ).here
    left = table.add(
        "left",
        Column("Left then", Kind.QUANTITY, "unit"),
        item(_each(uses, _left), period),
    ).here
    limit = table.add("limit", Column("On offer then", Kind.QUANTITY, "unit"), used + left).here
    table.add(
        "share",
        Column("Share used then", Kind.SHARE, "% of what is on offer"),
        either(limit > core.settings.zero, used / limit, 0),
    )
    table.add(
        "over",
        Column("Over the limit", Kind.WHOLE, "1 or 0"),
        (_each(uses, lambda use: _periods_over(core, use)) > 0) * 1,
    )
    _add_shares(openings, table, uses)
    return table


def _left(use: Use) -> Term:
    assert use.left is not None  # noqa: S101 - only limited uses are asked
    return use.left.periods


def _tightest(left: Term) -> Term:
    """``MATCH(MIN(…), …, 0)``: the first period that leaves least."""
    smallest = called("MIN", lambda values: _figures(values).min(axis=-1), left, ranged=False)
    return position(left, smallest)


def _periods_over(core: Core, use: Use) -> Term:
    """In how many periods more is used than there is, rounding apart."""
    left, rounding, supply = _left(use), core.settings.rounding, use.supply
    assert supply is not None  # noqa: S101 - only limited uses are asked
    return sum_of(_below(left, -rounding) * _below(left, -(rounding * supply)))


def _below(cells: Term, bound: Term) -> Term:
    """``<`` where words are above every figure, as a spreadsheet has it."""

    def compute(a: Any, b: Any) -> Any:
        return (_figures(a) < b).astype(np.float64)

    return combined("<", COMPARED, compute, cells, bound)


def _figures(values: Any) -> Any:
    """Return figures, infinite where there are words."""
    array = np.asarray(values)
    if array.dtype != object:
        return array
    return np.array([np.inf if isinstance(v, str) else v for v in array.flat]).reshape(array.shape)


def _each(uses: Sequence[Use], make: Callable[[Use], Term]) -> Term:
    """Return a formula of its own for each record: of the block that the record is about."""
    return by_record([at(make(use), use.block) for use in uses])


def _add_shares(openings: Openings, peaks: Records, uses: Sequence[Use]) -> None:
    """Say in the table of openings how much of land and power is used where least is left."""
    for resource in CHARTED:
        record_of = {use.opening: at for at, use in enumerate(uses) if use.resource == resource}
        if not record_of:
            continue
        share = peaks.field("share")
        shares = [
            share.cell(record_of[opening]) if opening in record_of else term(NO_LIMIT)
            for opening in range(openings.table.count)
        ]
        openings.table.add(
            f"share_of_{resource}",
            Column(f"{resource.capitalize()} in use", Kind.SHARE, "% of what is on offer"),
            by_record(shares),
        )
