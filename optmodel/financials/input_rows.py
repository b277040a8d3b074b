"""Rows of the input: those of a sheet or a kind, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.audit.resources import resources_of
from optmodel.financials.base import Base
from optmodel.workbook.tables import Record


def cluster_rows(base: Base) -> tuple[Record, ...]:
    """Rows of the sheet Clusters, in its order."""
    return base.tables.rows("Clusters")


def cluster_positions(base: Base) -> dict[str, int]:
    """Id of each cluster to its record in Lookups, from 0."""
    return positions(cluster_rows(base), "Cluster")


def site_positions(base: Base) -> dict[str, int]:
    """Id of each site to its record in Lookups, from 0."""
    return positions(base.tables.rows("Sites"), "Site")


def positions(rows: Sequence[Record], header: str) -> dict[str, int]:
    """What a column says to the row that says it, from 0."""
    return {row.text(header): index for index, row in enumerate(rows)}


def profiles_of_kind(base: Base, kind: str) -> list[Record]:
    """Return the rows of the sheet Profiles of one kind."""
    return [row for row in base.tables.rows("Profiles") if row.text("Kind").casefold() == kind]


def most_steps(rows: Sequence[Record], prefix: str) -> int:
    """Return the number of steps of the longest of some rows."""
    return max((len(row.steps(prefix)) for row in rows), default=0)


def use_columns(base: Base) -> list[tuple[str, str, str]]:
    """Key, name and header in Clusters of every resource."""
    return [
        (f"use{number}", resource, header)
        for number, (resource, header) in enumerate(resources_of(base.tables).items(), 1)
    ]
