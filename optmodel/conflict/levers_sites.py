"""Levers of sites: what they supply, how many clusters they take, open or closed, permits."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.conflict import prices
from optmodel.conflict.lever import (
    ANY_AMOUNT,
    ANY_NUMBER,
    Lever,
    figure,
    raised,
    record_at,
    tidy,
    typing,
)
from optmodel.conflict.types import Edit
from optmodel.program.program import Program, Site
from optmodel.program.resources import HEADERS, UNITS
from optmodel.workbook.tables import Record, Tables

MAXIMUM_CLUSTERS = "Maximum clusters"
PERMIT = "Permit confidence"
LEAST_CONFIDENCE, CONFIDENCE_STEP = 0.5, 0.05


def site_levers(tables: Tables, program: Program) -> Iterator[Lever]:
    """List the levers of every site, then those of all sites together."""
    records = {record.text("Site"): record for record in tables.rows("Sites")}
    for site in program.sites:
        for resource in program.resources:
            yield from _supply(tables, program, site, resource, records[site.id])
        yield from _clusters(records[site.id], program, site)
        yield from _decision(records[site.id], program, site)
    yield from _permit(tables, program)


def _supply(
    tables: Tables, program: Program, site: Site, resource: str, base: Record
) -> Iterator[Lever]:
    """Add the same to the base figure of a site and to every step after it."""
    steps = site.supply_steps.get(resource, ())
    later = [record_at(tables, step.cell) for step in steps]
    begins_with_step = bool(steps) and steps[0].from_period == 0
    first = [base] if resource in site.supply and not begins_with_step else []
    if not (first or later):
        return
    unit = UNITS.get(resource, "")
    what = f"{unit} of {resource}" if unit and resource != "workers" else resource
    uses = [(it, program.use(it, site, resource)) for it in program.clusters]

    def edits(amount: float) -> tuple[Edit, ...]:
        return (
            *raised(first, HEADERS.get(resource, ""), amount, unit),
            *raised(later, "Available", amount, unit),
        )

    yield Lever(
        kind="supply",
        rule="site_supply",
        about=(site.id, resource),
        price_musd=prices.unit_of_use(program, uses),
        most=ANY_AMOUNT,
        step=1.0 if resource == "workers" else 0.0,
        edits=edits,
        words=lambda amount: f"{site.id} +{figure(amount)} {what}",
        row_rule="site_supply",
        loosens=lambda key: (0.0, float(key[:2] == (site.id, resource))),
    )


def _clusters(record: Record, program: Program, site: Site) -> Iterator[Lever]:
    """Let more clusters stand at a site."""
    now = site.maximum_clusters
    if now is not None:
        yield Lever(
            kind="clusters at a site",
            rule="clusters_per_site",
            about=(site.id,),
            price_musd=prices.management(program),
            most=ANY_NUMBER,
            step=1.0,
            edits=lambda amount: raised([record], MAXIMUM_CLUSTERS, amount, "clusters"),
            words=lambda amount: (
                f"maximum clusters at {site.id} {figure(now)} -> {figure(now + amount)}"
            ),
            row_rule="clusters_per_site",
            loosens=lambda key: (0.0, float(key == (site.id,))),
        )


def _decision(record: Record, program: Program, site: Site) -> Iterator[Lever]:
    """Leave open whether a site is opened that is marked open or closed."""
    if site.decision == "free":
        return
    yield Lever(
        kind="open a closed site" if site.decision == "closed" else "leave a site closed",
        rule="decision",
        about=(site.id,),
        price_musd=prices.place(program, site.preparation_musd),
        most=1.0,
        step=1.0,
        edits=lambda _amount: (typing(record, "Decision", "free"),),
        words=lambda _amount: f"leave it free whether {site.id} opens (marked {site.decision})",
    )


def _permit(tables: Tables, program: Program) -> Iterator[Lever]:
    """Read permit times at a lower confidence, in steps of five points."""
    record, now = tables.settings[PERMIT], program.settings.permit_confidence
    if now <= LEAST_CONFIDENCE or not any(site.permit_median_months for site in program.sites):
        return

    def lowered(amount: float) -> float:
        return max(LEAST_CONFIDENCE, round(now - amount, 6))

    steps = -int(-(now - LEAST_CONFIDENCE - 1e-9) // CONFIDENCE_STEP)
    yield Lever(
        kind="permit confidence",
        rule="permit",
        about=(),
        price_musd=prices.confidence(program),
        most=steps * CONFIDENCE_STEP,
        step=CONFIDENCE_STEP,
        edits=lambda amount: (typing(record, PERMIT, tidy(lowered(amount))),),
        words=lambda amount: f"permit confidence {now:.0%} -> {lowered(amount):.0%}",
    )
