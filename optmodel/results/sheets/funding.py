"""The sheet Funding: capital calls against what each source can pay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from optmodel.economics.types import Account
from optmodel.plan.call_room import call_rooms
from optmodel.plan.plan import Plan
from optmodel.program.program import Source
from optmodel.results.layout import Block, Kind, Report, Row, Sheet, Shown, Tone, Value, total_of
from optmodel.results.names import pledge_of, source_title
from optmodel.results.time_axis import flow, level, period_ends, time_columns

CALLS_ROW = 2
"""Row of a source's calls in all, from 0; the chart on the summary reads it."""
ROOM_ROW = 4
"""Row of what can be called."""


def funding(report: Report) -> Sheet:
    """Describe the sheet Funding."""
    plan = report.plan
    rows = [
        row
        for source, account in zip(plan.program.sources, plan.accounts, strict=True)
        for row in _source_rows(plan, source, account)
    ]
    if not any(source.pays_preparation for source in plan.program.sources):
        prepared = preparation_musd(plan)
        rows.append(flow("Host", "Site preparation paid by the host", prepared))
    return Sheet(
        "Funding",
        "Funding",
        "Capital calls by source and period against what can be called and the commitment. What"
        " is left of a commitment is unspent money, never a saving.",
        (Block("Funding", "Calls", time_columns(report), tuple(rows)),),
        period_ends=period_ends(report),
        frozen_columns=3,
    )


def preparation_musd(plan: Plan) -> list[float]:
    """Site preparation of the whole plan by period, nominal."""
    horizon = plan.program.calendar.horizon_periods
    return [
        total_of([opening.preparation_musd[period] for opening in plan.openings])
        for period in range(horizon)
    ]


def call_limits_musd(plan: Plan, source: Source) -> list[Value]:
    """Limit on the calls of each period, with what was unused before where that is carried."""
    horizon = plan.program.calendar.horizon_periods
    calls = plan.calls_musd[source.id]
    room: list[Value] = [
        "no limit" if source.first_call <= period <= source.last_call else 0.0
        for period in range(horizon)
    ]
    for window in call_rooms(source, horizon):
        room[window.last] = window.maximum_musd - total_of(calls[window.first : window.last])
    return room


def room_musd(plan: Plan, source: Source) -> list[float]:
    """What can be called in each period, within its limit and within the commitment."""
    room: list[float] = []
    left = available_musd(source)
    for limit, call in zip(call_limits_musd(plan, source), plan.calls_musd[source.id], strict=True):
        room.append(min(limit, left) if isinstance(limit, float) else left)
        left -= call
    return room


def available_musd(source: Source) -> float:
    """Commitment less what is already committed."""
    return source.commitment_musd - source.already_committed_musd


def _source_rows(plan: Plan, source: Source, account: Account) -> Iterator[Row]:
    calls = list(plan.calls_musd[source.id])
    on_source: list[float] = account.preparation_calls.tolist()
    clusters = [call - site for call, site in zip(calls, on_source, strict=True)]
    room = room_musd(plan, source)
    running = list(accumulate(calls))
    available = available_musd(source)
    title = source_title(plan, source)
    yield flow(source.id, f"{title}: calls for clusters", clusters)
    yield flow(source.id, "Calls for site preparation", on_source)
    yield flow(source.id, "Calls in all", calls, tone=Tone.TOTAL)
    limits = call_limits_musd(plan, source)
    yield level(source.id, "Call limit, with what is carried over", "USD m", limits)
    yield level(source.id, "Can be called, within the commitment", "USD m", room)
    uncalled = [most - call for most, call in zip(room, calls, strict=True)]
    yield level(source.id, "Not called, of what can be", "USD m", uncalled)
    yield level(source.id, "Calls, cumulative", "USD m", running)
    yield _constant(source, "Commitment", source.commitment_musd, len(calls))
    yield _constant(source, "Already committed", source.already_committed_musd, len(calls))
    yield level(
        source.id,
        "Left of the commitment",
        "USD m",
        [available - called for called in running],
        constant=Shown(available, Kind.MONEY),
    )
    unspent = available - running[-1]
    kind = "pledge" if source is pledge_of(plan) else "commitment"
    yield _constant(source, f"Unspent {kind} at the end (not a saving)", unspent, len(calls))
    if plan.schedule is not None:
        receipts = account.receipts.tolist()
        net = [got - paid for got, paid in zip(receipts, calls, strict=True)]
        yield flow(source.id, "Receipts", receipts)
        yield flow(source.id, "Receipts less calls", net, tone=Tone.TOTAL)
        yield level(source.id, "Receipts less calls, cumulative", "USD m", accumulate(net))


def _constant(source: Source, label: str, amount: float, periods: int) -> Row:
    return level(source.id, label, "USD m", [None] * periods, constant=amount)
