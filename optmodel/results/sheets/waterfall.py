"""The sheet Waterfall: the deemed balance of every vehicle, from opening to closing."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.economics.types import FloatArray, Schedule
from optmodel.plan.plan import Plan
from optmodel.results.layout import Block, Report, Row, Sheet, Tone
from optmodel.results.names import funded, pledge_of
from optmodel.results.time_axis import flow, level, period_ends, rate, time_columns


def waterfall(report: Report) -> Sheet:
    """Describe the sheet Waterfall."""
    source = pledge_of(report.plan)
    return Sheet(
        "Waterfall",
        "Waterfall",
        f"Opening + interest + calls - receipts before recovery = closing. The source has"
        f" {source.share_before:.0%} of distributable cash before recovery and"
        f" {source.share_after:.0%} after it; deemed rate {source.deemed_rate:.2%} a year.",
        (
            Block(
                "Waterfall",
                "All vehicles, then each",
                time_columns(report),
                tuple(_rows(report.plan)),
                empty="No cluster is funded.",
            ),
        ),
        period_ends=period_ends(report),
        frozen_columns=3,
    )


def _rows(plan: Plan) -> Iterator[Row]:
    if plan.schedule is None:
        return
    yield from _vehicle(plan, "All vehicles", plan.schedule, slice(None))
    for row, _, cluster in funded(plan):
        yield from _vehicle(plan, cluster.label, plan.schedule, slice(row, row + 1))


def _vehicle(plan: Plan, subject: str, schedule: Schedule, which: slice) -> Iterator[Row]:
    """Give the corkscrew and the split of one vehicle, or of all of them added up."""
    source = pledge_of(plan)

    def added(values: FloatArray) -> list[float]:
        total: list[float] = values[which].sum(axis=0).tolist()
        return total

    def lines(label: str, values: FloatArray, share: float | None = None) -> Row:
        constant = None if share is None else rate(share)
        return flow(subject, label, added(values), constant=constant)

    before = -schedule.receipts_before + 0.0
    yield level(subject, "Deemed balance, opening", "USD m", added(schedule.balance_open))
    yield lines("plus interest at the deemed rate", schedule.interest, source.deemed_rate)
    yield lines("plus calls", schedule.calls)
    yield lines("less receipts before recovery", before, source.share_before)
    yield level(subject, "Deemed balance, closing", "USD m", added(schedule.balance_close))
    yield level(subject, "Operating losses carried", "USD m", added(schedule.carried_loss))
    yield flow(subject, "Distributable cash", added(schedule.distributable), tone=Tone.TOTAL)
    yield lines("Receipts before recovery", schedule.receipts_before, source.share_before)
    yield lines("Receipts after recovery", schedule.receipts_after, source.share_after)
    yield lines("Receipts of the source in all", schedule.receipts)
    yield lines("Host's share of distributable cash", schedule.distributable - schedule.receipts)
