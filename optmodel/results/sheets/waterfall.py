"""The sheet Waterfall: the deemed balance of every vehicle, from opening to closing."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.economics.types import Account, FloatArray, Schedule
from optmodel.plan.plan import Plan
from optmodel.program.program import Source
from optmodel.results.layout import Block, Report, Row, Sheet, Tone
from optmodel.results.names import BEFORE_POOLS, funded, pledge_of, source_title
from optmodel.results.time_axis import flow, level, period_ends, rate, time_columns


def waterfall(report: Report) -> Sheet:
    """Describe the sheet Waterfall."""
    plan = report.plan
    single = _has_own_vehicles_only(plan)
    return Sheet(
        "Waterfall",
        "Waterfall",
        _description(plan),
        (
            Block(
                "Waterfall",
                "All vehicles, then each" if single else "Sources, then vehicles of clusters",
                time_columns(report),
                tuple(_rows(plan) if single else _rows_by_source(plan)),
                empty="No cluster is funded.",
            ),
        ),
        period_ends=period_ends(report),
        frozen_columns=3,
    )


def _has_own_vehicles_only(plan: Plan) -> bool:
    """Whether there is one source and each cluster is its vehicle."""
    return len(plan.program.sources) == 1 and not pledge_of(plan).is_pooled


def _description(plan: Plan) -> str:
    """Say how the cash is shared, by source."""
    corkscrew = "Opening + interest + calls - receipts before recovery = closing."
    if _has_own_vehicles_only(plan):
        return f"{corkscrew} The source has {_terms(pledge_of(plan))}."
    terms = (
        f"{source_title(plan, source)} has {_terms(source)}{', in one pool' * source.is_pooled}."
        for source in plan.program.sources
    )
    return " ".join((corkscrew, *terms))


def _terms(source: Source) -> str:
    return (
        f"{source.share_before:.0%} of distributable cash before recovery and"
        f" {source.share_after:.0%} after it; deemed rate {source.deemed_rate:.2%} a year"
    )


def _rows(plan: Plan) -> Iterator[Row]:
    """Give all vehicles of the only source added up, then each."""
    if plan.schedule is None:
        return
    source = pledge_of(plan)
    yield from _vehicle("All vehicles", plan.schedule, slice(None), source)
    for row, _, cluster in funded(plan):
        yield from _vehicle(cluster.label, plan.schedule, slice(row, row + 1), source)


def _rows_by_source(plan: Plan) -> Iterator[Row]:
    """Give the account of every source, then the vehicles of clusters, all sources together."""
    if plan.schedule is None:
        return
    for source, account in zip(plan.program.sources, plan.accounts, strict=True):
        yield from _account(source, account)
    if all(source.is_pooled for source in plan.program.sources):
        return
    for row, _, cluster in funded(plan):
        yield from _vehicle(cluster.label, plan.schedule, slice(row, row + 1), None)


def _account(source: Source, account: Account) -> Iterator[Row]:
    """Give the corkscrew and the receipts of one source, of a pool its cash as well."""
    name = f"{source.id} pool" if source.is_pooled else source.id

    def lines(label: str, values: FloatArray, share: float | None = None) -> Row:
        constant = None if share is None else rate(share)
        return flow(name, label, values.tolist(), constant=constant)

    before = -account.receipts_before + 0.0
    yield level(name, "Deemed balance, opening", "USD m", account.balance_open.tolist())
    yield lines("plus interest at the deemed rate", account.interest, source.deemed_rate)
    yield lines("plus calls", account.balance_calls)
    yield lines("less receipts before recovery", before, source.share_before)
    yield level(name, "Deemed balance, closing", "USD m", account.balance_close.tolist())
    if account.pool is not None:
        yield lines("Operating cash of what the pool pays for", account.pool.cash)
        carried = account.pool.carried_loss.tolist()
        yield level(name, "Operating losses carried", "USD m", carried)
        shared = account.pool.distributable.tolist()
        yield flow(name, "Distributable cash", shared, tone=Tone.TOTAL)
    yield lines("Receipts before recovery", account.receipts_before, source.share_before)
    yield lines("Receipts after recovery", account.receipts_after, source.share_after)
    yield lines("Receipts of the source in all", account.receipts)


def _vehicle(
    subject: str, schedule: Schedule, which: slice, source: Source | None
) -> Iterator[Row]:
    """Give the corkscrew and the split of one vehicle, or of all of them added up.

    The rates of ``source`` stand beside the lines; several sources have several (None).
    """

    def added(values: FloatArray) -> list[float]:
        total: list[float] = values[which].sum(axis=0).tolist()
        return total

    def lines(label: str, values: FloatArray, share: float | None = None) -> Row:
        constant = None if share is None else rate(share)
        return flow(subject, label, added(values), constant=constant)

    interest_rate = None if source is None else source.deemed_rate
    share_before = None if source is None else source.share_before
    share_after = None if source is None else source.share_after
    owed = schedule.calls - schedule.pooled_calls
    before = -schedule.receipts_before + 0.0
    yield level(subject, "Deemed balance, opening", "USD m", added(schedule.balance_open))
    yield lines("plus interest at the deemed rate", schedule.interest, interest_rate)
    yield lines("plus calls", owed)
    yield lines("less receipts before recovery", before, share_before)
    yield level(subject, "Deemed balance, closing", "USD m", added(schedule.balance_close))
    yield level(subject, "Operating losses carried", "USD m", added(schedule.carried_loss))
    yield flow(subject, "Distributable cash", added(schedule.distributable), tone=Tone.TOTAL)
    yield lines("Receipts before recovery", schedule.receipts_before, share_before)
    yield lines("Receipts after recovery", schedule.receipts_after, share_after)
    everyone = "source" if source is not None else "sources"
    pooled = BEFORE_POOLS if schedule.pooled_calls.any() else ""
    yield lines(f"Receipts of the {everyone} in all{pooled}", schedule.receipts)
    yield lines(
        f"Host's share of distributable cash{pooled}", schedule.distributable - schedule.receipts
    )
