"""The sheet Timeline: a Gantt chart made of cells."""

from __future__ import annotations

from optmodel.plan.plan import Decision, Opening
from optmodel.program.program import Cluster
from optmodel.results.layout import Block, Cell, Kind, Report, Row, Sheet, Shown
from optmodel.results.names import funded, operating_span, site_of
from optmodel.results.time_axis import period_ends, time_columns


def timeline(report: Report) -> Sheet:
    """Describe the sheet Timeline: sites first, then clusters by start."""
    plan = report.plan
    sites = tuple(
        _site_row(report, opening)
        for opening in sorted(plan.openings, key=lambda opening: (opening.period, opening.site))
    )
    clusters = tuple(
        _cluster_row(report, decision, cluster)
        for _, decision, cluster in sorted(
            funded(plan), key=lambda found: (found[1].period, found[2].id, found[2].copy)
        )
    )
    return Sheet(
        "Timeline",
        "Timeline",
        "S = site preparation, B = build, O = operation, R = operation, period in which the pledge"
        " is recovered. Constant = periods of preparation or build; total = periods marked.",
        (
            Block(
                "Timeline",
                "Sites, then clusters by start",
                time_columns(report, kind=Kind.STAMP),
                sites + clusters,
                empty="Nothing is opened or funded.",
                filters=False,
            ),
        ),
        period_ends=period_ends(report),
        frozen_columns=3,
        narrow_periods=True,
    )


def _site_row(report: Report, opening: Opening) -> Row:
    site = site_of(report.plan, opening.site)
    horizon = report.plan.program.calendar.horizon_periods
    codes = [""] * horizon
    for period in range(opening.period, opening.period + site.preparation_periods):
        codes[period] = "S"
    return _row(site.id, f"{site.name or site.id}, {site.state}", site.preparation_periods, codes)


def _cluster_row(report: Report, decision: Decision, cluster: Cluster) -> Row:
    horizon = report.plan.program.calendar.horizon_periods
    codes = [""] * horizon
    span = operating_span(report.plan, decision, cluster)
    for period in range(decision.period, decision.period + cluster.build_periods):
        codes[period] = "B"
    for period in span:
        codes[period] = "R" if period == decision.recovery_period else "O"
    label = f"{cluster.name or cluster.id} at {decision.site}"
    return _row(cluster.label, label, cluster.build_periods, codes)


def _row(subject: str, label: str, constant: int, codes: list[str]) -> Row:
    marked = sum(bool(code) for code in codes)
    cells: tuple[Cell, ...] = (
        subject,
        label,
        "periods",
        Shown(constant, Kind.WHOLE),
        Shown(marked, Kind.WHOLE),
    )
    return Row(cells + tuple(codes), Kind.WHOLE)
