"""Limits of sites: supply of resources, clusters at a site, sites opened."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.plan.limit import Limit
from optmodel.plan.tightest import governing_cell, tightest_period
from optmodel.plan.usage import Usage
from optmodel.program.program import Program, Site
from optmodel.program.resources import HEADERS, UNITS


def site_limits(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the supply and the counts of every site."""
    yield from _supply(program, used)
    yield from _counts(program, used)


def supply_cell(site: Site, resource: str, period: int) -> str:
    """Find the input cell behind the supply of a resource in a period."""
    base = site.cells.get(HEADERS.get(resource, ""), "")
    return governing_cell(site.supply_steps.get(resource, ()), period, base)


def _supply(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the use of each limited resource at each site, in the period that leaves least."""
    for s, site in enumerate(program.sites):
        for row, resource in enumerate(program.resources):
            supply = np.array(program.supply(site, resource))
            period = tightest_period(used.resources[row, s], supply)
            if period is None:
                continue
            yield Limit(
                "site_supply",
                f"{site.id} {resource} ({program.calendar.label(period)})",
                float(used.resources[row, s, period]),
                float(supply[period]),
                UNITS.get(resource, ""),
                supply_cell(site, resource, period),
            )


def _counts(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the sites opened and the clusters at each site."""
    maximum = program.settings.maximum_sites
    if maximum is not None:
        cell = program.setting_cells.get("Maximum sites", "")
        opened = float(len(used.openings))
        yield Limit("sites_opened", "all sites", opened, float(maximum), "sites", cell)
    for s, site in enumerate(program.sites):
        if site.maximum_clusters is not None:
            yield Limit(
                "clusters_per_site",
                site.id,
                float(used.clusters_at[s]),
                float(site.maximum_clusters),
                "clusters",
                site.cells.get("Maximum clusters", ""),
            )
