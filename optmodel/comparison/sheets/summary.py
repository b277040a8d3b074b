"""The sheet Summary: values, the bridge and what changed, on one printed page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from optmodel.comparison.clusters import Fate
from optmodel.comparison.limits import BEGINS, BOTH, CEASES
from optmodel.comparison.result import Comparison
from optmodel.comparison.sheets.chart_figures import bridge_chart
from optmodel.comparison.sheets.parties import PARTIES, party_title
from optmodel.comparison.sheets.values import BRIDGE_TABLE
from optmodel.comparison.side import Side
from optmodel.results.layout import Block, Cell, Column, Formula, Kind, Row, Sheet, Tone
from optmodel.results.page import places_of

LABEL_WIDTH, FIGURE_WIDTH = 40.0, 16.0
CHART_COLUMN = 5
FIRST_CHART_ROW = 5

Figure = tuple[str, float | None, float | None, str, Kind]


def summary(comparison: Comparison, values_sheet: Sheet) -> Sheet:
    """Describe the sheet Summary."""
    lines = tuple(_lines(comparison))
    chart = bridge_chart(
        comparison.bridge, comparison.view, FIRST_CHART_ROW + len(lines), CHART_COLUMN
    )
    return Sheet(
        "Summary",
        f"From A to B: {comparison.a.folder.name} and {comparison.b.folder.name}",
        "What the two plans are worth, where the difference comes from and what changed.",
        (
            _key_figures(comparison),
            _bridge(comparison, places_of(values_sheet)[BRIDGE_TABLE]),
            _counts(comparison),
        ),
        lines=lines,
        charts=(chart,),
        frozen_columns=0,
        one_page=True,
    )


def _lines(comparison: Comparison) -> Iterator[str]:
    more = "more" if comparison.difference >= 0 else "less"
    yield (
        f"B is worth {abs(comparison.difference):,.1f} USD m {more} than A"
        f" ({comparison.view} view: A {comparison.value_a:,.1f}, B {comparison.value_b:,.1f})."
    )
    yield from comparison.cautions


def _key_figures(comparison: Comparison) -> Block:
    columns = (
        Column("Figure", width=LABEL_WIDTH),
        *(Column(name, Kind.BY_ROW, width=FIGURE_WIDTH) for name in ("A", "B", "B less A")),
        Column("Unit", width=FIGURE_WIDTH),
    )
    rows = tuple(_figure_row(figure) for figure in _figures(comparison)) + _days(comparison)
    return Block("SummaryFigures", "Key figures", columns, rows, filters=False)


def _figures(comparison: Comparison) -> Iterator[Figure]:
    a, b = comparison.a, comparison.b
    values = comparison.value_a, comparison.value_b
    yield f"Objective ({comparison.view})", *values, "USD m", Kind.MONEY
    yield "Proven bound", a.bound, b.bound, "USD m", Kind.MONEY
    yield "Gap", a.gap_musd, b.gap_musd, "USD m", Kind.MONEY
    for party in PARTIES:
        title = f"Value to {party_title(comparison, party)}"
        mine, its = getattr(a.values, party), getattr(b.values, party)
        yield title, mine, its, "USD m", Kind.MONEY
    yield "Prices of missed targets", a.penalty, b.penalty, "USD m", Kind.MONEY
    yield "Clusters funded", len(a.funded), len(b.funded), "number", Kind.WHOLE
    yield "Sites opened", len(a.sites), len(b.sites), "number", Kind.WHOLE


def _figure_row(figure: Figure) -> Row:
    name, a, b, unit, kind = figure
    if a is None or b is None:
        shown = ("unknown" if a is None else a, "unknown" if b is None else b)
        return Row((name, *shown, None, unit), kind)
    return Row((name, a, b, Formula("=C{row}-B{row}", float(b) - float(a)), unit), kind)


def _days(comparison: Comparison) -> tuple[Row, ...]:
    """Give the first and the last start of both plans."""
    starts = [_starts(side) for side in (comparison.a, comparison.b)]
    firsts = [min(days, default=None) or "none" for days in starts]
    lasts = [max(days, default=None) or "none" for days in starts]
    named = (("First start", firsts), ("Last start", lasts))
    return tuple(Row((name, *days, None, "date"), Kind.DATE) for name, days in named)


def _starts(side: Side) -> list[date]:
    return [placed.start for placed in side.funded if placed.start is not None]


def _bridge(comparison: Comparison, table: int) -> Block:
    """Give the steps in the view of the comparison, from the sheet Values."""
    columns = (
        Column("Bridge", width=LABEL_WIDTH),
        Column("Change", Kind.MONEY, "USD m", width=FIGURE_WIDTH),
        Column("Clusters", Kind.WHOLE, "number", width=FIGURE_WIDTH),
    )
    rows = tuple(
        Row(
            (
                step.name,
                Formula(f"=Values!C{table + 2 + at}", step.objective),
                None
                if step.fate is None
                else Formula(f"=Values!B{table + 2 + at}", float(step.clusters)),
            )
        )
        for at, step in enumerate(comparison.bridge)
    )
    total = Formula("=SUM(B{first}:B{last})", comparison.difference)
    totals = Row(("B less A", total, None), tone=Tone.TOTAL)
    title = f"Value bridge from A to B, {comparison.view} view"
    return Block("SummaryBridge", title, columns, rows, totals, filters=False)


def _counts(comparison: Comparison) -> Block:
    """Count what changed, with the sheet that lists it."""
    inputs = comparison.inputs
    fates = [change.fate for change in comparison.clusters]
    sites = [change.change for change in comparison.sites]
    limits = [change.change for change in comparison.limits]
    moved = sum(fate in {Fate.OTHER_SITE, Fate.OTHER_START, Fate.OTHER_TERMS} for fate in fates)
    unknown = "unknown"
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Input values that differ", len(inputs.values) if inputs else unknown, "Inputs changed"),
        ("Input rows in one only", len(inputs.rows) if inputs else unknown, "Inputs changed"),
        ("Clusters only in A", fates.count(Fate.ONLY_A), "Clusters"),
        ("Clusters only in B", fates.count(Fate.ONLY_B), "Clusters"),
        ("Clusters moved", moved, "Clusters"),
        ("Clusters as before", fates.count(Fate.SAME), "Clusters"),
        ("Sites opened only in A", sites.count("opened only in A"), "Sites"),
        ("Sites opened only in B", sites.count("opened only in B"), "Sites"),
        ("Sites opened at another time", sites.count("opened at another time"), "Sites"),
        ("Limits that begin to bind", limits.count(BEGINS), "Limits"),
        ("Limits that cease to bind", limits.count(CEASES), "Limits"),
        ("Limits that bind in both", limits.count(BOTH), "Limits"),
    )
    columns = (
        Column("What changed", width=LABEL_WIDTH),
        Column("Count", Kind.WHOLE, "number", width=FIGURE_WIDTH),
        Column("Sheet", width=FIGURE_WIDTH),
    )
    return Block("SummaryCounts", "What changed", columns, tuple(map(Row, rows)), filters=False)
