"""What the workbook calls the resources of a site, and their units."""

from __future__ import annotations

from types import MappingProxyType

HEADERS = MappingProxyType(
    {
        "land": "Land (acres)",
        "power": "Power (MW)",
        "water": "Water (mgd)",
        "workers": "Workers",
    }
)
"""Resource to the column that carries it in Clusters, Sites and Placement."""

UNITS = MappingProxyType({"land": "acres", "power": "MW", "water": "mgd", "workers": "people"})
"""Unit of each resource."""
