"""What a person could give up in the sheets Sites and Site supply."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.conflict.types import Item
from optmodel.conflict.words import counted, figure, present, under
from optmodel.program.program import Program, Site
from optmodel.program.resources import HEADERS, UNITS

PERMIT_HEADERS = ("Permit median (months)", "Permit P80 (months)")


def site_items(program: Program) -> Iterator[Item]:
    """Decisions first, then permits, supplies and the maximum of clusters, row by row."""
    rows = {site.id: site for site in program.sites}
    ordered = [rows[name] for name in program.site_order]
    for site in ordered:
        yield from _decision(site)
    for site in ordered:
        yield from _permit(program, site)
        for resource in program.resources:
            yield from _supply(site, resource)
        if site.maximum_clusters is not None:
            words = f"at most {counted(site.maximum_clusters, 'cluster')} at {site.id}"
            cells = under(site.cells, "Maximum clusters")
            yield Item("clusters_per_site", (site.id,), words, cells)


def _decision(site: Site) -> Iterator[Item]:
    words = {"open": f"{site.id} must be opened", "closed": f"{site.id} is closed"}
    if site.decision in words:
        cells = under(site.cells, "Decision")
        yield Item("decision", ("site", site.id), words[site.decision], cells)


def _permit(program: Program, site: Site) -> Iterator[Item]:
    if site.permit_periods > 0:
        confidence = program.settings.permit_confidence
        words = (
            f"the permit of {site.id}, in hand after {site.permit_months:,.1f} months "
            f"with a confidence of {confidence:.0%}"
        )
        setting = program.setting_cells.get("Permit confidence", "")
        yield Item(
            "permit", (site.id,), words, present(*under(site.cells, *PERMIT_HEADERS), setting)
        )


def _supply(site: Site, resource: str) -> Iterator[Item]:
    """One item for the figure in Sites and all rows of Site supply of the resource."""
    steps = site.supply_steps.get(resource, ())
    base = site.supply.get(resource)
    if base is None and not steps:
        return
    amounts = [*([] if base is None else [base]), *(step.amount for step in steps)]
    least, most = min(amounts), max(amounts)
    said = figure(least) if least == most else f"{figure(least)} to {figure(most)}"
    unit = UNITS.get(resource, "")
    words = f"the {resource} of {site.id}, {said} {unit}".rstrip()
    cell = "" if base is None else site.cells.get(HEADERS.get(resource, ""), "")
    cells = present(cell, *(step.cell for step in steps))
    yield Item("site_supply", (site.id, resource), words, cells)
