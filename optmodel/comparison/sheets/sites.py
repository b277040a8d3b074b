"""The sheet Sites: which sites each plan opens, and when."""

from __future__ import annotations

from optmodel.comparison.result import Comparison
from optmodel.comparison.sites import SiteChange
from optmodel.results.layout import Block, Column, Formula, Kind, Row, Sheet, Tone, total_of


def sites(comparison: Comparison) -> Sheet:
    """Describe the sheet Sites."""
    columns = (
        Column("Site"),
        Column("Opened in"),
        Column("What changed", width=24),
        Column("Opened in A on", Kind.DATE, "date"),
        Column("Opened in B on", Kind.DATE, "date"),
        Column("Clusters in A", Kind.WHOLE, "number"),
        Column("Clusters in B", Kind.WHOLE, "number"),
        Column("Preparation in A", Kind.MONEY, "USD m"),
        Column("Preparation in B", Kind.MONEY, "USD m"),
        Column("Preparation B less A", Kind.MONEY, "USD m"),
    )
    rows = tuple(_row(change) for change in comparison.sites)
    title = "Sites opened; preparation over all periods, before discounting"
    totals = _totals(comparison) if rows else None
    block = Block("Sites", title, columns, rows, totals, "No site is opened in either.")
    return Sheet(
        "Sites",
        "Sites",
        "Every site that at least one of the plans opens: since when, for how many clusters, and"
        " what its preparation costs.",
        (block,),
        frozen_columns=1,
    )


def _row(change: SiteChange) -> Row:
    a, b = change.a, change.b
    mine, its = _spent(change)
    return Row(
        (
            change.site,
            change.contained,
            change.change,
            *(opened.opened if opened else None for opened in (a, b)),
            *(opened.clusters if opened else 0 for opened in (a, b)),
            mine,
            its,
            Formula("=I{row}-H{row}", its - mine),
        )
    )


def _spent(change: SiteChange) -> tuple[float, float]:
    a, b = change.a, change.b
    return a.preparation_musd if a else 0.0, b.preparation_musd if b else 0.0


def _totals(comparison: Comparison) -> Row:
    spent = [_spent(change) for change in comparison.sites]
    a, b = (total_of(column) for column in zip(*spent, strict=True))
    counts = [
        sum(opened.clusters for opened in side.sites) for side in (comparison.a, comparison.b)
    ]
    figures = zip("FGHIJ", (*map(float, counts), a, b, b - a), strict=True)
    sums = (Formula(f"=SUM({name}{{first}}:{name}{{last}})", value) for name, value in figures)
    return Row(("Total", None, None, None, None, *sums), tone=Tone.TOTAL)
