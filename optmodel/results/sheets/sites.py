"""The sheet Sites: what stands where, and use against supply by period."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.plan.plan import Opening, Plan
from optmodel.plan.usage import use_span
from optmodel.program.program import Program, Site
from optmodel.program.resources import UNITS
from optmodel.results.layout import (
    Block,
    Cell,
    Column,
    Kind,
    Report,
    Row,
    Sheet,
    Shown,
    Tone,
    finite_or,
)
from optmodel.results.names import label_of, site_of, source_title
from optmodel.financials.plan_table import SHARE
from optmodel.results.time_axis import flow, level, period_ends, time_columns

OPENED = Column("Opened", Kind.DATE, "date", tone=Tone.SOLVER)
"""When the preparation of a site begins; a reviewer may change it."""


def sites(report: Report) -> Sheet:
    """Describe the sheet Sites; the time table first, so that its header is frozen."""
    return Sheet(
        "Sites",
        "Sites",
        "Opened sites: use of each resource against supply by period; below the time table, what"
        " stands where and the period in which the largest part of each resource is used.",
        (_by_period(report), _opened(report), _peaks(report)),
        period_ends=period_ends(report),
        frozen_columns=3,
    )


def _by_period(report: Report) -> Block:
    rows = tuple(
        row for opening in report.plan.openings for row in _site_rows(report.plan, opening)
    )
    return Block(
        "SitesByPeriod",
        "Use by period",
        time_columns(report),
        rows,
        empty="No site is opened.",
    )


def _site_rows(plan: Plan, opening: Opening) -> Iterator[Row]:
    site = site_of(plan, opening.site)
    yield flow(site.id, "Preparation, nominal", opening.preparation_musd)
    for resource in plan.program.resources:
        used, supplied = site_use(plan, opening, resource)
        base = np.array(plan.program.supply(site, resource))
        unit, name = UNITS.get(resource, ""), title_of(resource)
        if not (used.any() or supplied.any()):
            continue
        yield level(site.id, f"{name} in use", unit, used.tolist(), kind=Kind.QUANTITY)
        if supplied.any():
            yield level(
                site.id, f"{name} from clusters", unit, supplied.tolist(), kind=Kind.QUANTITY
            )
        left = [finite_or(amount, "no limit") for amount in (base + supplied - used).tolist()]
        yield level(
            site.id, f"{name} left", unit, left, constant=_constant(base), kind=Kind.QUANTITY
        )


def title_of(resource: str) -> str:
    """Return a resource as a label; a further one has the name that was typed."""
    return resource.capitalize() if resource in UNITS else resource


def _constant(supply: FloatArray) -> Cell:
    """Give the supply of a site where it is the same in every period."""
    if (supply != supply[0]).any():
        return "by period"
    amount = finite_or(float(supply[0]), "no limit")
    return amount if isinstance(amount, str) else Shown(amount, Kind.QUANTITY)


def site_use(plan: Plan, opening: Opening, resource: str) -> tuple[FloatArray, FloatArray]:
    """Use by what stands at a site and what stands there supplies, both 0 or more, by period."""
    site = site_of(plan, opening.site)
    horizon = plan.program.calendar.horizon_periods
    used, supplied = np.zeros(horizon), np.zeros(horizon)
    index_of = {(c.id, c.copy): k for k, c in enumerate(plan.program.clusters)}
    for index in opening.clusters:
        decision = plan.decisions[index]
        k = index_of[decision.cluster, decision.copy]
        amount = plan.program.use(plan.program.clusters[k], site, resource)
        span = use_span(plan.program, k, decision.period, resource)
        if amount > 0:
            used[span] += amount
        else:
            supplied[span] -= amount
    return used, supplied


def preparation_share_column(title: str) -> Column:
    """Give the column of the part of a preparation that a source pays, by its title."""
    return Column(f"{SHARE} {title}", Kind.SHARE, "% of preparation", tone=Tone.SOLVER)


def sharing_sources(program: Program) -> tuple[int, ...]:
    """Indices of the sources that share the preparation of sites; none where nothing is shared."""
    payers = [index for index, source in enumerate(program.sources) if source.pays_preparation]
    return tuple(payers) if len(payers) > 1 else ()


def _opened(report: Report) -> Block:
    plan = report.plan
    sources, sharing = plan.program.sources, sharing_sources(plan.program)
    columns = (
        Column("Site"),
        Column("Name", Kind.NOTE, width=38),
        Column("State", width=9),
        OPENED,
        Column("Preparation", Kind.MONEY, "USD m"),
        Column("Clusters", Kind.WHOLE, "number"),
        Column("What stands there", width=12),
        *(preparation_share_column(source_title(plan, sources[index])) for index in sharing),
    )
    rows = tuple(
        Row(
            (
                opening.site,
                site_of(plan, opening.site).name,
                site_of(plan, opening.site).state,
                opening.start,
                sum(opening.preparation_musd),
                len(opening.clusters),
                ", ".join(label_of(plan, plan.decisions[i]) for i in opening.clusters) or "nothing",
                *(opening.shares[index] for index in sharing),
            )
        )
        for opening in plan.openings
    )
    return Block("SitesOpened", "Sites opened", columns, rows, filters=False)


def _peaks(report: Report) -> Block:
    columns = (
        Column("Site"),
        Column("Resource", width=38),
        Column("Unit", width=9),
        Column("Tightest period"),
        Column("Net use then", Kind.BY_ROW),
        Column("Supply then", Kind.BY_ROW),
        Column("Left then", Kind.BY_ROW),
        Column("Share used then", Kind.SHARE, "% of supply"),
    )
    rows = tuple(row for opening in report.plan.openings for row in _peak_rows(report, opening))
    return Block(
        "SitesPeaks",
        "Tightest period of each resource (largest share of supply used)",
        columns,
        rows,
        filters=False,
    )


def _peak_rows(report: Report, opening: Opening) -> Iterator[Row]:
    site: Site = site_of(report.plan, opening.site)
    for resource in report.plan.program.resources:
        used, supplied = site_use(report.plan, opening, resource)
        net, supply = used - supplied, np.array(report.plan.program.supply(site, resource))
        at = _tightest(net, supply)
        use, base = float(net[at]), None if np.isinf(supply[at]) else float(supply[at])
        share: Cell = "none" if not base else use / base
        yield Row(
            (
                site.id,
                title_of(resource),
                UNITS.get(resource, ""),
                report.labels[at],
                use,
                "no limit" if base is None else base,
                "no limit" if base is None else base - use,
                share,
            ),
            Kind.QUANTITY,
        )


def _tightest(net: FloatArray, supply: FloatArray) -> int:
    """Find the period in which the largest part of a supply is used; the first of several.

    Where nothing that is limited is used: where most is used, then where there is least.
    """
    # What is used where there is nothing is more than any part.
    parts = np.divide(net, supply, out=np.full(len(net), np.inf), where=supply > 0)
    limited = (net > 0) & np.isfinite(supply)
    if limited.any():
        return int(np.argmax(np.where(limited, parts, -1.0)))
    return int(np.argmax(net)) if (net > 0).any() else int(np.argmin(supply - net))
