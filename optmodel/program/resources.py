"""What the workbook calls the resources of a site, and their units."""

from __future__ import annotations

from types import MappingProxyType

from optmodel.workbook.schema import folded

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
"""Unit of each resource of the base sheets; further resources have none."""

USE_PREFIX = "Use: "
"""What stands before the name of a further resource in a header of Clusters."""


def base_resource(name: str) -> str:
    """Give the resource that a name means: ``power`` for ``Power`` or ``power (MW)``, else ""."""
    typed = folded(name)
    return next(
        (it for it, header in HEADERS.items() if typed in {it, folded(header)}),
        "",
    )
