"""Land, power and what else sites have, against what must be funded and stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from optmodel.economics.screening import additions
from optmodel.economics.shortage import most_available
from optmodel.economics.types import FloatArray
from optmodel.errors import Finding
from optmodel.program.program import Site
from optmodel.program.resources import HEADERS, UNITS
from optmodel.sense.elsewhere import elsewhere
from optmodel.sense.outlook import MARGIN, Outlook, Row, by_choices
from optmodel.sense.words import address, cells_of, finding, listed, named, number


def need_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find sites that have less than what must be funded there uses at some time in any plan.

    Land is used from the latest possible start on. Anything else is used for certain between the
    latest first and the earliest last period of operation. Whatever any cluster could add to a
    site counts as added. Of several sites that a cluster may choose from, the one where it uses
    least counts.
    """
    rows = outlook.forced()
    if not rows:
        return
    available = most_available(outlook.program)
    for able, inside in by_choices((row, outlook.sites(row)) for row in rows):
        sites = sorted(able)
        for index, resource in enumerate(outlook.program.resources):
            offered = available[sites, index].sum(axis=0)
            used = [_certain_use(outlook, row, sites, resource) for row in inside]
            needed = np.sum(used, axis=0)
            limit = offered + MARGIN * np.maximum(1.0, np.maximum(np.abs(offered), needed))
            if (needed > limit).any():
                period = int((needed > limit).argmax())
                users = [row for row, use in zip(inside, used, strict=True) if use[period] > 0]
                amounts = float(needed[period]), float(offered[period])
                yield _finding(outlook, sites, users, index=index, period=period, amounts=amounts)
                return


def _certain_use(outlook: Outlook, row: Row, sites: Sequence[int], resource: str) -> FloatArray:
    """(H,) what all copies of a row use together in any plan, 0 or more."""
    program, cluster = outlook.program, row.cluster
    periods = np.arange(program.calendar.horizon_periods)
    here = outlook.sites(row).intersection(sites)
    least = min(program.use(cluster, program.sites[site], resource) for site in here)
    begin, end = outlook.latest(row), len(periods)
    if resource != "land":
        begin += cluster.build_periods
        if cluster.life_periods is not None:
            end = outlook.earliest(row) + cluster.build_periods + cluster.life_periods
    certain = (periods >= begin) & (periods < end)
    return np.where(certain, row.copies * max(0.0, least), 0.0)


def _finding(
    outlook: Outlook,
    places: Sequence[int],
    rows: Sequence[Row],
    *,
    index: int,
    period: int,
    amounts: tuple[float, float],
) -> Finding:
    """Word it by the first of the sites."""
    program, resource = outlook.program, outlook.program.resources[index]
    sites = [program.sites[place] for place in places]
    unit = UNITS.get(resource, f"of {resource}")
    needed, offered = amounts
    added = float(additions(program)[list(places), index].sum())
    with_others = f", {number(added)} that clusters could add included" if added > 0 else ""
    has = "has" if len(sites) == 1 else "together have"
    use = "uses" if len(rows) == 1 else "together use"
    why, deciding = elsewhere(outlook, rows, places)
    message = (
        f"{listed(site.id for site in sites)} {has} {number(offered)} {unit}{with_others}, but "
        f"{named(rows)} must be funded, can stand nowhere else and in "
        f"{program.calendar.label(period)} {use} at least {number(needed)}.{why}"
    )
    header = HEADERS.get(resource, f"Use: {resource}")
    supply = [cell for site in sites for cell in _supply_cells(site, resource, header)]
    own = cells_of(rows, header, "Decision", "Site")
    return finding(
        "E322",
        message,
        next(iter(supply), ""),
        key=f"site {sites[0].id}",
        column=header if header in HEADERS.values() else "",
        involved=(*supply, *own, *deciding),
    )


def _supply_cells(site: Site, resource: str, header: str) -> list[str]:
    """Cells that say what a site has."""
    own = [address(site.cells, header)] if resource in site.supply else []
    return [*own, *(step.cell for step in site.supply_steps.get(resource, ()))]
