"""The sheet Timeline shows by formulas when sites are prepared and clusters built and run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import numpy as np
import pytest

from optmodel.audit.claim import Start
from optmodel.examples import rows
from optmodel.financials.gantt import LETTERS
from optmodel.financials.model import FinancialModel
from optmodel.financials.sites import sites_of
from optmodel.financials.starts import Starts, starts_of
from optmodel.live.term import Place, Term
from optmodel.results.layout import Chart, Report, Sheet
from optmodel.results.sheets.timeline import BARS, timeline
from optmodel.run.info import RunInfo
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables
from tests.financials.made import made

PLAN = (
    Start("FIBER", 1, "NORTH", 0),
    Start("TEST", 1, "NORTH", 1),
    Start("POWER", 1, "SOUTH", 2),
)
"""Of the example tiny: annual periods, three of decision, six in all; POWER is built in two."""


@dataclass(frozen=True, slots=True)
class Model:
    """What the sheet needs of the model."""

    starts: Starts


def tiny(**settings: object) -> Tables:
    """The tables of the example, with some settings of its own and a site that takes a year."""
    usual, sheets = rows("tiny")
    sheets["Sites"][0]["Preparation (periods)"] = 1
    tables, findings = tables_from_rows({**usual, **settings}, sheets)
    assert tables is not None, [str(finding) for finding in findings]
    return tables


def starts_in(tables: Tables, plan: tuple[Start, ...] = PLAN) -> tuple[Report, Starts]:
    """Build the model of a plan; a report that has no more than the sheet looks at."""
    core = made(tables, plan).core
    starts = starts_of(core, sites_of(core))
    info = RunInfo("run", datetime(2026, 1, 1, tzinfo=UTC), "in", "0" * 64, {}, {}, ())
    model = cast("FinancialModel", Model(starts))
    return Report(core.base.plan, tables, info, model), starts


def letters(starts: Starts, stack: int) -> list[str]:
    """The letters of every row of a stack, a dot where there is none."""
    shown = starts.stacks[stack].line("stage").values.tolist()
    return ["".join(letter or "." for letter in row) for row in shown]


def by_cluster(starts: Starts, values: list[str] | list[list[float]]) -> dict[str, object]:
    """What stands in the row of each vehicle."""
    return dict(zip(starts.bars.field("label").values.tolist(), values, strict=True))


def test_letters_say_build_operation_and_recovery() -> None:
    """Tests FIBER by hand: 80 called in 2027, half of 45 a year repays it with 4 % in 2031."""
    _, starts = starts_in(tiny())
    assert by_cluster(starts, letters(starts, -1)) == {
        "FIBER at NORTH": "BOOORO",
        "TEST at NORTH": ".BOOOO",
        "POWER at SOUTH": "..BBOO",
        "(free)": "......",
    }


def test_letters_of_sites_end_where_starts_begin() -> None:
    """Tests that a site that nobody dates is opened as late as its first start lets it."""
    later = (Start("FIBER", 1, "NORTH", 2),)
    _, starts = starts_in(tiny(), later)
    assert sorted(letters(starts, 1)) == ["......", ".S...."]


def test_starts_are_counted_by_period() -> None:
    """Tests the row of starts, and the one of those beyond a maximum."""
    _, starts = starts_in(tiny(**{"Maximum starts per period": 0}))
    stack = starts.stacks[0]
    assert stack.line("starts").values.tolist() == [[1, 1, 1, 0, 0, 0]]
    assert stack.line("over").values.tolist() == [[1, 1, 1, 0, 0, 0]]


def test_bars_follow_one_another() -> None:
    """Tests that waiting, build and operation of a cluster end at the horizon."""
    _, starts = starts_in(tiny())
    keys = ("waits", "builds", "repays", "earns")
    bars = np.column_stack([starts.bars.field(key).values for key in keys]).tolist()
    assert by_cluster(starts, bars) == {
        "FIBER at NORTH": [0, 1, 3, 2],
        "TEST at NORTH": [1, 1, 4, 0],
        "POWER at SOUTH": [2, 2, 2, 0],
        "(free)": [0, 0, 0, 0],
    }


def test_a_letter_is_one_short_formula() -> None:
    """Tests that a formula by period has no IF and fits in the bar."""
    _, starts = starts_in(tiny())
    content = starts.stacks[-1].line("stage").content
    assert isinstance(content, Term)
    text = content.text(Place("Timeline", 0))
    assert text.startswith(f'MID("{LETTERS}",')
    assert "IF" not in text
    assert len(text) <= 120


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """The sheet of the plan."""
    return timeline(starts_in(tiny())[0])


def test_chart_has_a_bar_for_each_funded_cluster(sheet: Sheet) -> None:
    """Tests that free vehicles have none, and that the first part only carries the others."""
    (chart,) = sheet.charts
    assert isinstance(chart, Chart)
    assert [name for name, _ in chart.figures] == [name for name, _ in BARS]
    assert {(series.first[0], series.last[0]) for _, series in chart.figures} == {(0, 2)}
    assert chart.fills[0] == ""
    assert all(chart.fills[1:])


def test_nothing_funded_has_no_chart() -> None:
    """Tests that a plan without starts has letters and bars of nothing, and no empty chart."""
    report, starts = starts_in(tiny(), ())
    assert set(letters(starts, -1)) == {"......"}
    assert timeline(report).charts == ()


def test_rows_are_as_long_as_the_horizon(sheet: Sheet) -> None:
    """Tests that every row of the first table reaches the last period."""
    block = sheet.blocks[0]
    for row in block.rows:
        assert row.periods is not None
        assert len(row.cells) + len(row.periods.values) == len(block.columns)
