"""Levers of money: commitments, calls, recovery, sector limits and the dates of sources."""

from __future__ import annotations

import math
from collections.abc import Iterator

from optmodel.conflict import prices
from optmodel.conflict.lever import ANY_AMOUNT, Lever, figure, raised, record_at, tidy, typing
from optmodel.conflict.types import Edit
from optmodel.program.call_windows import call_windows
from optmodel.program.called import called
from optmodel.program.program import Program, Source
from optmodel.workbook.tables import Record, Tables

COMMITMENT = "Commitment (USD m)"
MAXIMUM_CALL = "Maximum call (USD m/period)"
RECOVERY = "Recovery target (years)"
SHARE = "Maximum share of a cluster"
SHARE_STEP = 0.01
"""Shares are typed in whole percent."""
MILLIONS = "USD m"


def money_levers(tables: Tables, program: Program) -> Iterator[Lever]:
    """List the levers of every source."""
    records = {record.text("Source"): record for record in tables.rows("Funding")}
    for number, source in enumerate(program.sources):
        name = called("pledge" if number == 0 else "source", source.id)
        yield _commitment(records[source.id], source, name)
        if source.call_limits:
            yield _calls(tables, program, source, name)
        if source.recovery_target_years is not None and source.recovery_rule == "required":
            yield _recovery(records[source.id], program, source)
        if source.maximum_share < 1.0:
            yield _share(records[source.id], source)
        yield from _sector_limits(tables, source)
        yield from _dates(records[source.id], program, source)


def _commitment(record: Record, source: Source, name: str) -> Lever:
    return Lever(
        kind="commitment",
        rule="commitment_limit",
        about=(source.id,),
        price_musd=prices.commitment(),
        most=ANY_AMOUNT,
        step=0.0,
        edits=lambda amount: raised([record], COMMITMENT, amount, MILLIONS),
        words=lambda amount: f"{name} +{figure(amount)} USD m",
        row_rule="commitment_limit",
        loosens=lambda key: (0.0, float(key == (source.id,))),
    )


def _calls(tables: Tables, program: Program, source: Source, name: str) -> Lever:
    """Add the same to every row of Funding calls that has a maximum."""
    limits = [it for it in source.call_limits if it.maximum_musd is not None]
    records = [record_at(tables, limit.cell) for limit in limits]
    counted: dict[tuple[str | int, ...], float] = {}
    for window in call_windows(source, program.calendar.horizon_periods):
        limited = 0
        for h, cell in zip(window.periods, window.cells, strict=True):
            limited += bool(cell)
            counted[source.id, h] = float(limited)
    more = "every period with a limit" if len(records) > 1 else "a period"
    return Lever(
        kind="calls",
        rule="call_limit",
        about=(source.id,),
        price_musd=prices.calls(),
        most=ANY_AMOUNT,
        step=0.0,
        edits=lambda amount: raised(records, MAXIMUM_CALL, amount, "USD m/period"),
        words=lambda amount: f"calls on {name} +{figure(amount)} USD m in {more}",
        row_rule="call_limit",
        loosens=lambda key: (0.0, counted.get(key, 0.0)),
    )


def _recovery(record: Record, program: Program, source: Source) -> Lever:
    """Wait longer for recovery, by whole periods."""
    years, target = program.calendar.years, record.number(RECOVERY)

    def edits(amount: float) -> tuple[Edit, ...]:
        return (typing(record, RECOVERY, tidy(target + amount), "years"),)

    return Lever(
        kind="recovery",
        rule="source_recovery",
        about=(source.id,),
        price_musd=prices.recovery(source),
        most=program.calendar.horizon_periods * years,
        step=years,
        edits=edits,
        words=lambda amount: (
            f"recovery of {source.id} {figure(target)} -> {figure(target + amount)} years"
        ),
    )


def _share(record: Record, source: Source) -> Lever:
    """Let a source pay a larger part of a cluster, in whole percent."""
    now = source.maximum_share

    def raised_to(amount: float) -> float:
        return min(1.0, round(now + amount, 6))

    return Lever(
        kind="maximum share",
        rule="maximum_share",
        about=(source.id,),
        price_musd=prices.share(source),
        most=SHARE_STEP * math.ceil(round((1.0 - now) / SHARE_STEP, 6)),
        step=SHARE_STEP,
        edits=lambda amount: (typing(record, SHARE, tidy(raised_to(amount))),),
        words=lambda amount: (
            f"share of a cluster that {source.id} pays at most, {figure(100.0 * now)} -> "
            f"{figure(100.0 * raised_to(amount))} %"
        ),
    )


def _sector_limits(tables: Tables, source: Source) -> Iterator[Lever]:
    for limit in source.sector_limits:
        for header, word, bound in (
            ("Minimum (USD m)", "least", limit.minimum_musd or None),
            ("Maximum (USD m)", "most", limit.maximum_musd),
        ):
            if bound is not None:
                yield _sector(record_at(tables, limit.cells[header]), header, word)


def _sector(record: Record, header: str, word: str) -> Lever:
    """Lower the least, or raise the most, that a source pays for a sector."""
    source, sector = record.text("Source"), record.text("Sector")
    amount_now, sign = record.number(header), -1.0 if word == "least" else 1.0
    key_of_row = (source, sector, word)

    def words(amount: float) -> str:
        new = figure(max(0.0, amount_now + sign * amount))
        return f"{word} of {source} for {sector} {figure(amount_now)} -> {new} USD m"

    return Lever(
        kind="sector limit",
        rule="sector_limit",
        about=(source, sector),
        price_musd=prices.SECTOR,
        most=amount_now if sign < 0 else ANY_AMOUNT,
        step=0.0,
        edits=lambda amount: raised([record], header, sign * amount, MILLIONS),
        words=words,
        row_rule="sector_limit",
        loosens=lambda key: (
            float(key == key_of_row and sign < 0),
            float(key == key_of_row and sign > 0),
        ),
        is_demand=sign < 0,
    )


def _dates(record: Record, program: Program, source: Source) -> Iterator[Lever]:
    """Let the last start or the last call of a source be later, or its first call sooner."""
    calendar = program.calendar
    whole = prices.PERIOD_LATER * max(1.0, source.commitment_musd)
    ends = (
        ("Last commitment", "last_commitment", source.last_start, calendar.decision_periods - 1, 1),
        ("Last call", "last_call", source.last_call, calendar.horizon_periods - 1, 1),
        ("First call", "first_call", source.first_call, 0, -1),
    )
    for header, rule, now, end, sign in ends:
        if record[header] is None or now == end:
            continue

        def edits(
            amount: float, header: str = header, now: int = now, sign: int = sign
        ) -> tuple[Edit, ...]:
            return (typing(record, header, calendar.start_of(now + sign * round(amount))),)

        def words(amount: float, header: str = header, now: int = now, sign: int = sign) -> str:
            new = calendar.label(now + sign * round(amount))
            return f"{header.lower()} of {source.id} in {new}"

        yield Lever(
            kind=header.lower(),
            rule=rule,
            about=(source.id,),
            price_musd=whole,
            most=float(abs(end - now)),
            step=1.0,
            edits=edits,
            words=words,
        )
