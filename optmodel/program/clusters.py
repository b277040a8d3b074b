"""The sheet Clusters as clusters, one for each copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.calendar import MONTHS_PER_YEAR, Calendar
from optmodel.program.capacity import OperatorFit
from optmodel.program.findings import addresses, at
from optmodel.program.profiles import Profiles, profile_of
from optmodel.program.program import CashLines, Cluster
from optmodel.program.resources import HEADERS, USE_PREFIX
from optmodel.workbook.tables import Record

WHOLE_TOLERANCE = 1e-9
"""How far a life may be from whole periods: only rounding in the sheet."""


@dataclass(frozen=True, slots=True)
class OtherSheets:
    """What other sheets say about clusters, by their ids."""

    profiles: Profiles
    lines: Mapping[str, CashLines]
    fits: Mapping[str, tuple[OperatorFit, ...]]
    construction_use: Mapping[str, Mapping[str, tuple[float, ...]]]
    further: tuple[str, ...]
    """Names of further resources."""


def build_clusters(
    record: Record, calendar: Calendar, others: OtherSheets
) -> tuple[tuple[Cluster, ...], list[Finding]]:
    """Make the clusters of one row, copy 1 first."""
    profiles = others.profiles
    capex_profile, capex_findings = profile_of(record, "Capex profile", "capex", profiles)
    ramp_profile, ramp_findings = profile_of(record, "Ramp profile", "ramp", profiles)
    life_periods, life_findings = _life_periods(record, calendar)
    copies = round(record.number("Copies"))
    own = record.text("Cluster")
    clusters = tuple(
        Cluster(
            id=own,
            copy=copy,
            copies=copies,
            name=record.text("Name"),
            sector=record.text("Sector"),
            product=record.text("Product"),
            stage=record.text("Stage"),
            decision=record.text("Decision"),
            capex_musd=record.number("Capex (USD m)"),
            build_periods=round(record.number("Build (periods)")),
            capex_profile=capex_profile,
            revenue_musd_year=record.number("Revenue (USD m/year)"),
            operating_cost_musd_year=record.number("Operating cost (USD m/year)"),
            sustaining_capex_year=record.number("Sustaining capex (% of capex/year)"),
            ramp_profile=ramp_profile,
            life_periods=life_periods,
            use=MappingProxyType(_use(record, others.further)),
            jobs=record.number("Jobs"),
            output_year=record.number("Output (units/year)"),
            output_unit=record.text("Output unit"),
            maximum_payback_years=record.optional_number("Maximum payback (years)"),
            earliest_start=_period(record, "Earliest start", calendar),
            latest_start=_period(record, "Latest start", calendar),
            site=record.text("Site"),
            operator=record.text("Operator"),
            support=record.number("Support (% of capex)"),
            taxable=record.flag("Taxable owner"),
            cash_lines=others.lines.get(own, CashLines()),
            source_note=record.text("Source"),
            notes=record.text("Notes"),
            cells=MappingProxyType(addresses(record)),
            fits=others.fits.get(own, ()),
            construction_use=others.construction_use.get(own, MappingProxyType({})),
        )
        for copy in range(1, copies + 1)
    )
    window = _window_findings(record, calendar)
    return clusters, [*capex_findings, *ramp_findings, *life_findings, *window]


def _use(record: Record, further: tuple[str, ...]) -> dict[str, float]:
    """Use of every resource, the four of the base sheets first."""
    headers = {**HEADERS, **{name: f"{USE_PREFIX}{name}" for name in further}}
    return {name: record.number(header) for name, header in headers.items()}


def _period(record: Record, header: str, calendar: Calendar) -> int | None:
    day = record.day(header)
    return None if day is None else calendar.period_of(day)


def _life_periods(record: Record, calendar: Calendar) -> tuple[int | None, list[Finding]]:
    years = record.optional_number("Life (years)")
    if years is None:
        return None, []
    periods = years * MONTHS_PER_YEAR / calendar.months
    whole = round(periods)
    if abs(periods - whole) > WHOLE_TOLERANCE:
        message = (
            f"{years:g} years are {periods:g} periods of {calendar.months} months; "
            "expected a whole number of periods."
        )
        return None, [at(record, "Life (years)", "E216", message)]
    if whole == 0:
        message = "is 0: the cluster never operates. Clear the cell if it runs to the horizon."
        return 0, [at(record, "Life (years)", "W216", message)]
    return whole, []


def _window_findings(record: Record, calendar: Calendar) -> list[Finding]:
    """Check that the start window is not empty."""
    earliest = _period(record, "Earliest start", calendar)
    latest = _period(record, "Latest start", calendar)
    if earliest is not None and latest is not None and latest < earliest:
        message = (
            f"the latest start {record['Latest start']} lies before the earliest start "
            f"{record['Earliest start']} in {record.cell('Earliest start')}."
        )
        return [at(record, "Latest start", "E214", message)]
    findings: list[Finding] = []
    if (
        record["Decision"] == "fund"
    ):  # no warning: sense.without_start says that no plan is possible
        return findings
    if earliest is not None and earliest >= calendar.decision_periods:
        message = (
            f"lies after the last decision period, which ends on "
            f"{calendar.end_of(calendar.decision_periods - 1)}: the cluster cannot start."
        )
        findings.append(at(record, "Earliest start", "W214", message))
    if latest is not None and latest < 0:
        message = f"lies before the first period ({calendar.first_day}): the cluster cannot start."
        findings.append(at(record, "Latest start", "W214", message))
    return findings
