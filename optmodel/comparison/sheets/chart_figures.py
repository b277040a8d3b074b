"""The figures of the bridge's chart: where each bar begins and ends, cut at zero.

A stacked chart piles what is positive up from zero and what is negative down from zero. So a bar
from one value to another is an unfilled base up to the nearer end and the bar itself, or, where
it crosses zero, a part above and a part below.
"""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.comparison.bridge import CENT, Step
from optmodel.results.layout import Block, Cell, Chart, Column, Formula, Kind, Row, Series

CHART_TABLE = "BridgeChart"
GAIN, LOSS, SUM = "#548235", "#C55A11", "#1F3864"
SERIES = (
    ("Base", 4, ""),
    ("Gain", 5, GAIN),
    ("Gain below zero", 6, GAIN),
    ("Loss", 7, LOSS),
    ("Loss below zero", 8, LOSS),
    ("B less A", 9, SUM),
    ("B less A below zero", 10, SUM),
)
"""Name, zero-based column and color; the base is not filled."""
BASE = "=MAX(0,MIN(C{row},D{row}))+MIN(0,MAX(C{row},D{row}))"
ABOVE = "MAX(0,C{row},D{row})-MAX(0,MIN(C{row},D{row}))"
BELOW = "MIN(0,C{row},D{row})-MIN(0,MAX(C{row},D{row}))"


def shown_steps(steps: Sequence[Step]) -> list[tuple[int, Step]]:
    """Row in the bridge and step of all that is worth a bar."""
    return [(at, step) for at, step in enumerate(steps) if abs(step.objective) >= CENT]


def chart_figures(steps: Sequence[Step], difference: float, bridge: int) -> Block:
    """Give a row per bar; ``bridge`` is the zero-based header row of the bridge's table."""
    columns = (
        Column("Bar"),
        Column("Change", Kind.MONEY, "USD m"),
        Column("From", Kind.MONEY, "USD m"),
        Column("To", Kind.MONEY, "USD m"),
        *(Column(name, Kind.MONEY, "USD m") for name, _, _ in SERIES),
    )
    rows: list[Row] = []
    reached = 0.0
    for at, step in shown_steps(steps):
        change = Formula(f"=C{bridge + 2 + at}", step.objective)
        begins = Formula("=SUM(B${first}:B{row})-B{row}", reached)
        ends = reached + step.objective
        rows.append(Row((step.name, change, begins, *_ends(reached, ends), *_bar(reached, ends))))
        reached = ends
    total = Formula(f"=C{bridge + len(steps) + 3}", difference)
    rows.append(Row(("B less A", total, 0.0, *_ends(0.0, difference), *_sum_bar(difference))))
    title = "Figures of the chart on Summary: bars of all steps that are not 0, and their sum"
    return Block(CHART_TABLE, title, columns, tuple(rows), filters=False)


def bridge_chart(steps: Sequence[Step], view: str, row: int, column: int) -> Chart:
    """Give the chart, for any sheet; its figures stand on the sheet Values."""
    last = len(shown_steps(steps))

    def series(at: int) -> Series:
        return Series("Values", CHART_TABLE, (0, at), (last, at))

    return Chart(
        "bar",
        f"From A to B: change in value, {view} view",
        "Bridge from A to B: a bar for each step that adds to or takes from the value, each"
        " beginning where the one before ends, and a bar for their sum; figures in the table"
        f" {CHART_TABLE} on the sheet Values.",
        series(0),
        tuple((name, series(at)) for name, at, _ in SERIES),
        "USD m",
        row,
        column,
        tuple(fill for _, _, fill in SERIES),
    )


def _ends(start: float, end: float) -> tuple[Formula, Formula]:
    """Give where a bar ends, and the unfilled base below it."""
    low, high = min(start, end), max(start, end)
    return Formula("=C{row}+B{row}", end), Formula(BASE, max(0.0, low) + min(0.0, high))


def _cut(start: float, end: float) -> tuple[tuple[str, float], tuple[str, float]]:
    """Give the parts of a bar above and below zero, each with its formula."""
    low, high = min(start, end), max(start, end)
    above = max(0.0, high) - max(0.0, low)
    return (ABOVE, above), (BELOW, min(0.0, low) - min(0.0, high))


def _bar(start: float, end: float) -> tuple[Cell, ...]:
    """Give a bar in the columns of a gain or of a loss, zero in the others."""
    cells: list[Cell] = []
    for test, mine in (("D{row}>=C{row}", end >= start), ("D{row}<C{row}", end < start)):
        for part, value in _cut(start, end):
            cells.append(Formula(f"=IF({test},{part},0)", value if mine else 0.0))
    return (*cells, 0.0, 0.0)


def _sum_bar(end: float) -> tuple[Cell, ...]:
    """Give the bar of the sum in its own columns."""
    return (0.0, 0.0, 0.0, 0.0, *(Formula(f"={part}", value) for part, value in _cut(0.0, end)))
