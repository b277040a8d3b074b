"""What a person could give up in the sheets Funding, Funding calls and Sector limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from optmodel.conflict.types import Item
from optmodel.conflict.words import counted, figure, present, under, years
from optmodel.program.program import Program, Source

LEAST: Final = "least"
MOST: Final = "most"


def source_items(program: Program) -> Iterator[Item]:
    """The terms of every source, source by source."""
    for source in program.sources:
        yield from _amounts(source)
        yield from _returns(source)
        yield from _dates(program, source)
        yield from _sectors(source)


def _amounts(source: Source) -> Iterator[Item]:
    committed = source.already_committed_musd
    words = f"the commitment of {source.id}, {figure(source.commitment_musd)} USD m"
    headers = ["Commitment (USD m)"]
    if committed > 0.0:
        words += f", of which {figure(committed)} are already committed"
        headers.append("Already committed (USD m)")
    yield Item("commitment_limit", (source.id,), words, under(source.cells, *headers))
    limits = [limit for limit in source.call_limits if limit.maximum_musd is not None]
    if limits:
        words = f"what {source.id} can pay by period ({counted(len(limits), 'row')})"
        cells = present(*(limit.cell for limit in limits))
        yield Item("call_limit", (source.id,), words, cells)
    if source.maximum_share < 1.0:
        words = f"at most {figure(100.0 * source.maximum_share)}% of a cluster from {source.id}"
        cells = under(source.cells, "Maximum share of a cluster")
        yield Item("maximum_share", (source.id,), words, cells)


def _returns(source: Source) -> Iterator[Item]:
    target = source.recovery_target_years
    if source.recovery_rule == "required" and target is not None:
        words = f"the recovery of {source.id} within {years(target)}"
        cells = under(source.cells, "Recovery target (years)", "Recovery rule")
        yield Item("source_recovery", (source.id,), words, cells)


def _dates(program: Program, source: Source) -> Iterator[Item]:
    calendar, cells = program.calendar, source.cells
    if source.last_start < calendar.decision_periods - 1:
        words = f"the last commitment of {source.id} on {source.last_commitment}"
        yield Item("last_commitment", (source.id,), words, under(cells, "Last commitment"))
    if source.first_call > 0:
        when = calendar.start_of(source.first_call)
        words = f"no call on {source.id} before {when}"
        yield Item("first_call", (source.id,), words, under(cells, "First call"))
    if source.last_call < calendar.horizon_periods - 1:
        words = f"no call on {source.id} after {calendar.end_of(source.last_call)}"
        yield Item("last_call", (source.id,), words, under(cells, "Last call"))


def _sectors(source: Source) -> Iterator[Item]:
    for limit in source.sector_limits:
        about = f"for {limit.sector} from {source.id}"
        if limit.minimum_musd > 0.0:
            words = f"at least {figure(limit.minimum_musd)} USD m {about}"
            cells = under(limit.cells, "Minimum (USD m)")
            yield Item("sector_limit", (source.id, limit.sector, LEAST), words, cells)
        if limit.maximum_musd is not None:
            words = f"at most {figure(limit.maximum_musd)} USD m {about}"
            cells = under(limit.cells, "Maximum (USD m)")
            yield Item("sector_limit", (source.id, limit.sector, MOST), words, cells)
