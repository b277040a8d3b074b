"""The sheet Lookups: input rows as tables that formulas can look things up in.

Every figure is a formula that refers to its cell on the sheet Inputs, where the cell of the input
workbook stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.audit.resources import resources_of
from optmodel.financials.base import Base
from optmodel.financials.lookup_clusters import cluster_lookup
from optmodel.financials.lookup_operators import fit_lookup, operator_lookup
from optmodel.financials.lookup_pairs import pair_lookup
from optmodel.financials.lookup_sites import site_lookup
from optmodel.financials.profiles import Profiles, profiles_of
from optmodel.financials.settings import Settings
from optmodel.live.records import Records


@dataclass(frozen=True, slots=True)
class Lookups:
    """Tables of the input, a record per row."""

    clusters: Records
    sites: Records
    pairs: Records
    """Rows of Placement; one that is blank where there is none."""
    fits: Records
    """Who could run which cluster; one that is blank where nobody has to be chosen."""
    operators: Records
    profiles: Profiles
    resources: tuple[str, ...]
    """Names, in the order of the keys ``use1``, ``use2`` … of clusters and pairs."""


def lookups_of(base: Base, settings: Settings) -> Lookups:
    """Describe the tables."""
    resources = tuple(resources_of(base.tables))
    profiles = profiles_of(base, settings.table)
    operators = operator_lookup(base)
    sites = site_lookup(base, settings)
    clusters = cluster_lookup(base, settings, profiles)
    return Lookups(
        clusters=clusters,
        sites=sites,
        pairs=pair_lookup(base, clusters, sites),
        fits=fit_lookup(base, clusters, operators),
        operators=operators,
        profiles=profiles,
        resources=resources,
    )
