"""Where the bars of the bridge begin and end, above and below zero."""

from __future__ import annotations

from optmodel.comparison.bridge import Step
from optmodel.comparison.party import ByParty
from optmodel.comparison.sheets.chart_figures import SERIES, chart_figures
from optmodel.results.layout import Formula


def bars(*changes: float) -> list[tuple[object, ...]]:
    """Base, gain, gain below, loss, loss below, sum, sum below of each step and of the sum."""
    steps = [Step(f"step {change}", None, 0, ByParty(), change) for change in changes]
    block = chart_figures(steps, sum(changes), 0)
    first = SERIES[0][1]
    return [
        tuple(cell.value if isinstance(cell, Formula) else cell for cell in row.cells[first:])
        for row in block.rows
    ]


def test_a_bar_that_crosses_zero_is_cut() -> None:
    """Tests +10, then -30: from 10 to -20, so 10 above zero and 20 below it, on no base."""
    assert bars(10.0, -30.0) == [
        (0, 10, 0, 0, 0, 0, 0),
        (0, 0, 0, 10, -20, 0, 0),
        (0, 0, 0, 0, 0, 0, -20),
    ]


def test_bars_on_one_side_stand_on_a_base() -> None:
    """Tests -50, then +20: from -50 to -30, hanging from a base of -30; and the mirror of it."""
    assert bars(-50.0, 20.0)[1] == (-30, 0, -20, 0, 0, 0, 0)
    assert bars(50.0, -20.0)[1] == (30, 0, 0, 20, 0, 0, 0)


def test_steps_of_nothing_have_no_bar() -> None:
    """Tests that a step below a cent is left out of the chart, and only of the chart."""
    assert len(bars(5.0, 0.0, 1e-9)) == 2
