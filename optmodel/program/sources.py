"""The sheets Funding and Funding calls."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.findings import addresses, at
from optmodel.program.odd_terms import odd_terms
from optmodel.program.program import CallLimit, Source
from optmodel.program.sector_limits import build_sector_limits
from optmodel.program.steps import after_horizon, same_period
from optmodel.workbook.tables import Record, Tables

MAXIMUM_SHARE = "Maximum share of a cluster"

ROUNDING = 1e-9
"""Shares that add up to 1 but for rounding do."""


def build_sources(tables: Tables, calendar: Calendar) -> tuple[tuple[Source, ...], list[Finding]]:
    """Make the funding sources, in the order of the sheet: the pledge first."""
    by_source, findings = build_sector_limits(tables)
    sources: list[Source] = []
    for record in tables.rows("Funding"):
        source, source_findings = _source(record, tables, calendar)
        sources.append(replace(source, sector_limits=by_source.get(source.id, ())))
        findings += source_findings
    return tuple(sources), [*findings, *_share_findings(tables)]


def _source(record: Record, tables: Tables, calendar: Calendar) -> tuple[Source, list[Finding]]:
    """Make one funding source with its call limits."""
    first_call, last_call, window_findings = _call_window(record, calendar)
    limits, limit_findings = _call_limits(record.text("Source"), tables, calendar)
    target = record.optional_number("Recovery target (years)")
    share_before = record.number("Share before recovery")
    share_after = record.optional_number("Share after recovery")
    source = Source(
        id=record.text("Source"),
        name=record.text("Name"),
        commitment_musd=record.number("Commitment (USD m)"),
        already_committed_musd=record.number("Already committed (USD m)"),
        last_commitment=record.day("Last commitment"),
        last_start=_last_start(record, calendar),
        first_call=first_call,
        last_call=last_call,
        draw=record.text("Draw"),
        notice_business_days=round(record.number("Notice (business days)")),
        share_before=share_before,
        share_after=share_before if share_after is None else share_after,
        deemed_rate=record.number("Deemed rate"),
        interest_from=record.text("Interest from"),
        vehicle=record.text("Vehicle"),
        recovery_target_years=target,
        recovery_rule=record.text("Recovery rule") or ("report" if target is None else "required"),
        maximum_share=record.number("Maximum share of a cluster"),
        pays_preparation=record.flag("Pays for site preparation"),
        call_limits=limits,
        cells=MappingProxyType(addresses(record)),
    )
    return source, [
        *window_findings,
        *limit_findings,
        *_terms_findings(record),
        *odd_terms(record, calendar),
    ]


def _last_start(record: Record, calendar: Calendar) -> int:
    last = calendar.decision_periods - 1
    day = record.day("Last commitment")
    return last if day is None else max(-1, min(last, calendar.period_of(day)))


def _call_window(record: Record, calendar: Calendar) -> tuple[int, int, list[Finding]]:
    """First and last period with calls, inside the horizon; no period where last < first."""
    first_day, last_day = record.day("First call"), record.day("Last call")
    end = calendar.horizon_periods - 1
    first = 0 if first_day is None else calendar.period_of(first_day)
    last = end if last_day is None else calendar.period_of(last_day)
    findings = []
    if first_day is not None and last_day is not None and last < first:
        message = f"the last call {last_day} lies before the first call {first_day}."
        findings.append(at(record, "Last call", "E220", message))
    elif first > end:
        message = f"lies after the horizon, which ends on {calendar.end_of(end)}: nothing is paid."
        findings.append(at(record, "First call", "W220", message))
    elif last < 0:
        message = f"lies before the first period ({calendar.first_day}): nothing is paid."
        findings.append(at(record, "Last call", "W220", message))
    return max(0, first), min(end, last), findings


def _call_limits(
    source: str, tables: Tables, calendar: Calendar
) -> tuple[tuple[CallLimit, ...], list[Finding]]:
    by_period: dict[int, tuple[CallLimit, Record]] = {}
    findings = []
    for record in tables.rows("Funding calls"):
        day = record.day("From")
        if record.text("Source") != source or day is None:
            continue
        limit = CallLimit(
            from_period=max(0, calendar.period_of(day)),
            maximum_musd=record.optional_number("Maximum call (USD m/period)"),
            carry_forward=record.flag("Carry forward"),
            cell=record.address("Maximum call (USD m/period)"),
        )
        if limit.from_period in by_period:
            earlier = by_period[limit.from_period][1]
            findings.append(same_period(record, earlier, calendar))
        else:
            by_period[limit.from_period] = (limit, record)
        findings += after_horizon(record, calendar)
    return tuple(by_period[period][0] for period in sorted(by_period)), findings


def _share_findings(tables: Tables) -> list[Finding]:
    """Check that the sources together may pay all of a cluster."""
    rows = tables.rows("Funding")
    total = sum(record.number(MAXIMUM_SHARE) for record in rows)
    if total >= 1 - ROUNDING:
        return []
    what = "the only source pays" if len(rows) == 1 else "all sources together pay"
    message = f"{what} at most {total:.6g} of a cluster, so that none could be funded; expected 1."
    return [at(rows[0], MAXIMUM_SHARE, "E228", message)]


def _terms_findings(record: Record) -> list[Finding]:
    """Check the amounts, the recovery rule and that a pool can be repaid."""
    findings = []
    commitment = record.number("Commitment (USD m)")
    already = record.number("Already committed (USD m)")
    if already > commitment:
        message = f"{already:g} is more than the commitment of {commitment:g}."
        findings.append(at(record, "Already committed (USD m)", "E221", message))
    no_target = record["Recovery target (years)"] is None
    if record["Recovery rule"] == "required" and no_target:
        message = "is required, but there is no recovery target. Fill it, or use report."
        findings.append(at(record, "Recovery rule", "E218", message))
    before, after = (record.optional_number(f"Share {it} recovery") for it in ("before", "after"))
    if record["Vehicle"] == "pooled" and before == 0 and after:
        message = (
            f"is 0, so that the pool is never repaid and its share of {after:g} after recovery "
            "never begins. Enter a share above 0."
        )
        findings.append(at(record, "Share before recovery", "E229", message))
    return findings
