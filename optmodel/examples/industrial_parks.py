"""The industrial parks as sheets, without the terms of a pledge."""

from __future__ import annotations

from optmodel.examples.park_capacity import (
    construction_rows,
    construction_use_rows,
    market_rows,
    site_supply_rows,
)
from optmodel.examples.park_clusters import cluster_rows, profile_rows
from optmodel.examples.park_rules import dependency_rows, group_rows, group_rule_rows
from optmodel.examples.park_sites import placement_rows, site_rows
from optmodel.examples.source_tables import Sheets


def park_sheets() -> Sheets:
    """Clusters, sites and rules that every pledge for the parks shares; quarters from 2027."""
    clusters = cluster_rows()
    known = {str(row["Cluster"]) for row in clusters}
    return {
        "Clusters": clusters,
        "Profiles": profile_rows(),
        "Sites": site_rows(),
        "Site supply": site_supply_rows(),
        "Placement": placement_rows(known),
        "Dependencies": dependency_rows(known),
        "Groups": group_rows(known),
        "Group rules": group_rule_rows(),
        "Construction": construction_rows(),
        "Construction use": construction_use_rows(clusters),
        "Markets": market_rows(),
    }
