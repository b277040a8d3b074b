"""What somebody changed in a plan, decision by decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from optmodel.economics.operators import NOBODY
from optmodel.evaluation.edited import EditedOpening, EditedStart, Parts
from optmodel.evaluation.found import Before
from optmodel.evaluation.record import Edit
from optmodel.plan.decisions import sheet_order
from optmodel.program.program import Program

SAME_SHARE = 1e-9
"""Shares nearer than this are the same: a workbook keeps sixteen digits."""


def edits_of(
    program: Program,
    before: Before,
    starts: Mapping[int, EditedStart],
    openings: Mapping[int, EditedOpening],
) -> Iterator[Edit]:
    """Give every decision that differs, clusters in the order of the sheet, then sites."""
    for index in sheet_order(program):
        label = program.clusters[index].label
        yield from _of_cluster(program, label, before.starts.get(index), starts.get(index))
    for index, site in enumerate(program.sites):
        was, now = before.openings.get(index), openings.get(index)
        if _period(was) != _period(now):
            said = [_opened(program, one) for one in (was, now)]
            yield Edit(f"site {site.id}", "opened", *said)


def _of_cluster(
    program: Program, label: str, was: EditedStart | None, now: EditedStart | None
) -> Iterator[Edit]:
    """What differs for one cluster."""
    if was is None or now is None:
        if was is not now:
            yield Edit(label, "fund", _placed(program, was), _placed(program, now))
        return
    if was.site != now.site:
        yield Edit(label, "site", program.sites[was.site].id, program.sites[now.site].id)
    if was.period != now.period:
        calendar = program.calendar
        yield Edit(label, "start", calendar.label(was.period), calendar.label(now.period))
    if was.operator != now.operator:
        yield Edit(label, "operator", _named(program, was), _named(program, now))
    yield from _shares(program, label, was.parts, now.parts)


def _shares(program: Program, label: str, was: Parts | None, now: Parts | None) -> Iterator[Edit]:
    """Shares that were typed, or taken out."""
    if was is None or len(was) == 1:
        return
    for index, source in enumerate(program.sources):
        after = None if now is None else now[index]
        if after is None or abs(after - was[index]) > SAME_SHARE:
            shown = "" if after is None else f"{after:.9g}"
            yield Edit(label, f"share {source.id}", f"{was[index]:.9g}", shown)


def _placed(program: Program, start: EditedStart | None) -> str:
    if start is None:
        return "no"
    where = program.sites[start.site].id
    return f"yes, at {where} from {program.calendar.label(start.period)}"


def _named(program: Program, start: EditedStart) -> str:
    return "" if start.operator == NOBODY else program.operators[start.operator].id


def _period(opening: EditedOpening | None) -> int | None:
    return None if opening is None else opening.period


def _opened(program: Program, opening: EditedOpening | None) -> str:
    return "no" if opening is None else program.calendar.label(opening.period)
