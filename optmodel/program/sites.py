"""The sheets Sites and Placement."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.findings import addresses, at
from optmodel.program.permits import permit_months, permit_periods
from optmodel.program.program import Pair, Site
from optmodel.program.resources import HEADERS
from optmodel.program.supply import SupplySteps
from optmodel.workbook.tables import Record, Tables

MEDIAN, P80 = "Permit median (months)", "Permit P80 (months)"


def build_sites(
    tables: Tables, calendar: Calendar, confidence: float, supply: SupplySteps
) -> tuple[tuple[Site, ...], list[Finding]]:
    """Make the sites, in the order of the sheet."""
    sites: list[Site] = []
    findings: list[Finding] = []
    for record in tables.rows("Sites"):
        site, site_findings = _site(record, calendar, confidence)
        sites.append(replace(site, supply_steps=supply.get(site.id, MappingProxyType({}))))
        findings += site_findings
    return tuple(sites), findings


def _site(record: Record, calendar: Calendar, confidence: float) -> tuple[Site, list[Finding]]:
    """Make one site, with its permit time at the chosen confidence."""
    median = record.optional_number(MEDIAN) or 0.0
    p80 = record.optional_number(P80) or 0.0
    findings = _permit_findings(record, median, p80)
    months = 0.0 if findings else permit_months(median, p80, confidence)
    limit = record.optional_number("Maximum clusters")
    supply = {name: record.optional_number(header) for name, header in HEADERS.items()}
    site = Site(
        id=record.text("Site"),
        name=record.text("Name"),
        state=record.text("State"),
        latitude=record.optional_number("Latitude"),
        longitude=record.optional_number("Longitude"),
        owner=record.text("Owner"),
        decision=record.text("Decision"),
        supply=MappingProxyType({name: on for name, on in supply.items() if on is not None}),
        permit_median_months=median,
        permit_p80_months=p80,
        permit_months=months,
        permit_periods=permit_periods(months, calendar.months),
        preparation_musd=record.number("Preparation cost (USD m)"),
        preparation_periods=round(record.number("Preparation (periods)")),
        capex_factor=record.number("Capex factor"),
        operating_cost_factor=record.number("Operating cost factor"),
        land_rent_usd_acre_year=record.number("Land rent (USD/acre/year)"),
        maximum_clusters=None if limit is None else round(limit),
        source_note=record.text("Source"),
        notes=record.text("Notes"),
        cells=MappingProxyType(addresses(record)),
    )
    return site, findings


def _permit_findings(record: Record, median: float, p80: float) -> list[Finding]:
    if (median > 0) != (p80 > 0):
        given, blank = (MEDIAN, P80) if median > 0 else (P80, MEDIAN)
        message = f"is blank or 0, but {given} is not. Fill both, or none if the permit is in hand."
        return [at(record, blank, "E215", message)]
    if p80 < median:
        message = f"got {p80:g}, less than the median of {median:g}; expected at least the median."
        return [at(record, P80, "E215", message)]
    return []


def build_placement(tables: Tables) -> dict[tuple[str, str], Pair]:
    """Collect what differs for a cluster at a site, by their ids."""
    return {
        (record.text("Cluster"), record.text("Site")): Pair(
            allowed=record.flag("Allowed"),
            extra_capex_musd=record.number("Extra capex (USD m)"),
            extra_margin_musd_year=record.number("Extra margin (USD m/year)"),
            use=MappingProxyType(
                {
                    name: record.number(header)
                    for name, header in HEADERS.items()
                    if record[header] is not None
                }
            ),
            cell=record.address("Allowed"),
        )
        for record in tables.rows("Placement")
    }
