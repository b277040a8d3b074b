"""The sheet Sector limits, by source."""

from __future__ import annotations

from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.figures import optional
from optmodel.program.findings import addresses, at
from optmodel.program.names import KnownNames
from optmodel.program.policy import SectorLimit
from optmodel.workbook.tables import Record, Tables

MINIMUM, MAXIMUM = "Minimum (USD m)", "Maximum (USD m)"


def build_sector_limits(
    tables: Tables,
) -> tuple[dict[str, tuple[SectorLimit, ...]], list[Finding]]:
    """Collect the limits of every source, in an order that does not depend on rows."""
    names = {record.text("Sector") for record in tables.rows("Clusters")}
    sectors = KnownNames(names, "the column Sector of Clusters")
    by_source: dict[str, list[SectorLimit]] = {}
    findings: list[Finding] = []
    for record in tables.rows("Sector limits"):
        findings += sectors.findings(record, "Sector")
        limit = _sector_limit(record)
        if limit.maximum_musd is not None and limit.minimum_musd > limit.maximum_musd:
            message = (
                f"{limit.minimum_musd:g} is more than the maximum of {limit.maximum_musd:g} in "
                f"{record.cell(MAXIMUM)}."
            )
            findings.append(at(record, MINIMUM, "E233", message))
        by_source.setdefault(record.text("Source"), []).append(limit)
    ordered = {source: tuple(sorted(limits, key=_figures)) for source, limits in by_source.items()}
    return ordered, findings


def _figures(limit: SectorLimit) -> tuple[object, ...]:
    return limit.minimum_musd, optional(limit.maximum_musd), limit.sector


def _sector_limit(record: Record) -> SectorLimit:
    return SectorLimit(
        sector=record.text("Sector"),
        minimum_musd=record.number(MINIMUM),
        maximum_musd=record.optional_number(MAXIMUM),
        cells=MappingProxyType(addresses(record)),
    )
