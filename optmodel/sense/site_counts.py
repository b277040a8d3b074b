"""Limits on the number of sites, and of clusters at a site, that what must be funded exceeds."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.errors import Finding
from optmodel.sense.elsewhere import elsewhere
from optmodel.sense.outlook import Outlook, Row, by_choices
from optmodel.sense.words import address, cells_of, counted, finding, listed, named, setting


def sites_opened_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find a maximum of sites below those that are open and those that must be added.

    Clusters that have no site in common, with each other or with the open ones, need one each.
    """
    program, maximum = outlook.program, outlook.program.settings.maximum_sites
    if maximum is None:
        return
    marked = [index for index, site in enumerate(program.sites) if site.decision == "open"]
    taken, apart = set(marked), list[Row]()
    for row in sorted(outlook.forced(), key=lambda it: len(outlook.sites(it))):
        sites = outlook.sites(row)
        if not sites & taken:
            apart.append(row)
            taken |= sites
    needed = len(marked) + len(apart)
    if needed <= maximum:
        return
    open_ones = [program.sites[index] for index in marked]
    parts = []
    if open_ones:
        verb = "is" if len(open_ones) == 1 else "are"
        parts.append(f"{listed(site.id for site in open_ones)} {verb} marked open")
    if apart:
        where = " that is not" if open_ones and len(apart) == 1 else ""
        verb = f"needs a site{where}" if len(apart) == 1 else "need a site each"
        parts.append(f"{named(apart)} must be funded and {verb}")
    message = f"at most {counted(maximum, 'site')}, but {'; '.join(parts)}: at least {needed}."
    cells = [address(site.cells, "Decision") for site in open_ones]
    yield finding(
        "E319",
        message,
        setting(program, "Maximum sites"),
        key="setting Maximum sites",
        involved=(*cells, *cells_of(apart, "Decision", "Site")),
    )


def clusters_per_site_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find sites that take fewer clusters than must be funded and can stand nowhere else."""
    program = outlook.program
    for able, rows in by_choices((row, outlook.sites(row)) for row in outlook.forced()):
        sites = [program.sites[index] for index in sorted(able)]
        limits = [it.maximum_clusters for it in sites if it.maximum_clusters is not None]
        count = sum(row.copies for row in rows)
        if len(limits) < len(sites) or count <= sum(limits):
            continue
        names = listed(site.id for site in sites)
        takes = "takes" if len(sites) == 1 else "together take"
        why, deciding = elsewhere(outlook, rows, able)
        message = (
            f"{names} {takes} at most {counted(sum(limits), 'cluster')}, but "
            f"{counted(count, 'cluster')} must be funded and can stand nowhere else: {named(rows)}."
            f"{why}"
        )
        header = "Maximum clusters"
        cells = [address(site.cells, header) for site in sites]
        yield finding(
            "E321",
            message,
            cells[0],
            key=f"site {sites[0].id}",
            column=header,
            involved=(*cells, *cells_of(rows, "Decision", "Site"), *deciding),
        )
        return
