"""Tests of the sheet Plan: what is decided stands as values, the rest follows by formulas."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from optmodel.audit.claim import Start
from optmodel.financials.core import Core
from optmodel.financials.notice import holidays_of
from optmodel.live.functions import working_day
from optmodel.live.term import NO_PERIOD, Term
from optmodel.plan.notice import notice_date
from optmodel.results.choices import LONGEST_HELP, LONGEST_TITLE
from optmodel.results.layout import EPOCH, Block, Choice, Kind, Live, Tone
from optmodel.results.sheets.plan import plan_block
from optmodel.run.intake import tables_of
from tests.financials.made import made
from tests.results.written import Written
from tests.run.rulebook import two_sources

A, B = Start("A", 1, "S", 0, "ACME"), Start("B", 1, "S", 0, "")
DECIDED = {"Fund", "Site", "Start", "Operator", "Share Japan", "Share Outside money"}
GIVEN = {"Cluster", "Name", "Copy", "Marked as estimate", "Input row"}
"""What stands as typed in the input, or is nobody's result."""


@cache
def core() -> Core:
    """A is paid by Japan, B half by it and half by a pool; C stays out."""
    tables, findings = tables_of(two_sources())
    assert tables is not None, findings
    shares = {A: {"JPN": 1.0, "EXT": 0.0}, B: {"JPN": 0.5, "EXT": 0.5}}
    return made(tables, [A, B], shares).core


@cache
def block() -> Block:
    """Its table."""
    return plan_block(core())


def said(header: str) -> list[object]:
    """What a column, by header without its unit, shows of A, B and C."""
    (at,) = [at for at, column in enumerate(block().columns) if column.name == header]
    rows = sorted(block().rows, key=lambda row: str(row.cells[0]))
    cells = (row.cells[at] for row in rows)
    return [cell.value if isinstance(cell, Live) else cell for cell in cells]


def test_only_decisions_and_what_the_input_types_are_values() -> None:
    """Tests that each column is formulas from top to bottom, but those of the decisions."""
    for at, column in enumerate(block().columns):
        live = {isinstance(row.cells[at], Live) for row in block().rows}
        assert live == {column.name not in DECIDED | GIVEN}, column.name


def test_decisions_come_first_and_are_marked() -> None:
    """Tests that a reader finds what can be changed beside the name, in the color of decisions."""
    names = [column.name for column in block().columns]
    assert set(names[3:9]) == DECIDED
    marked = {column.name for column in block().columns if column.tone == Tone.SOLVER}
    assert marked == DECIDED


def test_what_is_not_funded_shows_no_figure() -> None:
    """Tests that C, which is not funded, shows neither zeros nor dates."""
    kinds = {Kind.MONEY, Kind.DATE, Kind.YEARS, Kind.SHARE}
    last = block().rows[-1]
    for column, cell in zip(block().columns, last.cells, strict=True):
        if column.kind in kinds:
            assert (cell.value if isinstance(cell, Live) else cell) in {"", None}, column.name
    assert said("Fund") == ["yes", "yes", "no"]
    assert said("Sector") == ["Fiber", "Energy", "Energy"]


def test_capital_and_calls_are_those_of_the_hand_case() -> None:
    """Tests 100 for each; Japan pays all of A and half of B, the pool the rest."""
    assert said("Capex") == [100.0, 100.0, ""]
    assert said("Calls") == [100.0, 100.0, ""]
    assert said("Calls Japan") == [100.0, 50.0, ""]
    assert said("Calls Outside money") == [0.0, 50.0, ""]
    assert said("NPV program") == [260.0, 170.0, ""]


def test_a_source_that_pays_nothing_and_a_pool_have_words_instead_of_years() -> None:
    """Tests that recovery is a number of years only where a vehicle of its own repays a source."""
    assert said("Recovery Outside money") == ["pays nothing", "in the pool", ""]
    assert all(isinstance(years, float) for years in said("Recovery Japan")[:2])


def test_sums_are_formulas_below_the_table() -> None:
    """Tests that the sums add up what is above them, blanks left out."""
    totals = block().totals
    assert totals is not None
    sums = {
        column.name: cell.value
        for column, cell in zip(block().columns, totals.cells, strict=True)
        if isinstance(cell, Live)
    }
    assert sums["Calls Japan"] == 150.0
    assert sums["NPV program"] == 430.0
    assert {column.name for column in block().columns if column.kind == Kind.MONEY} == set(sums)


def test_every_decision_has_a_drop_down_or_bounds() -> None:
    """Tests that each column that may be changed says what may be typed."""
    names = [column.name for column in block().columns]
    by_name = {names[choice.column]: choice for choice in block().choices}
    assert set(by_name) == DECIDED
    assert by_name["Fund"].source == ("yes", "no")
    assert by_name["Site"].source == "=ls_id"
    assert by_name["Operator"].source == "=lo_id"
    first, last = by_name["Start"].days or (None, None)
    calendar = core().base.program.calendar
    assert first == calendar.start_of(0)
    assert last == calendar.end_of(calendar.decision_periods - 1)
    assert all(_fits(choice) for choice in block().choices)


def _fits(choice: Choice) -> bool:
    """Whether the file format keeps every word of it."""
    return len(choice.title) <= LONGEST_TITLE and len(choice.help) <= LONGEST_HELP


def test_drop_downs_refer_to_names_that_exist(sources: Written) -> None:
    """Tests that the lists of sites and operators are defined names."""
    names = sources.formulas.defined_names
    lists = [choice.source for choice in block().choices if isinstance(choice.source, str)]
    assert lists == ["=ls_id", "=lo_id"]
    assert {each.removeprefix("=") for each in lists} <= set(names)


@pytest.mark.parametrize("business_days", [0, 1, 10, 45, 250])
def test_notices_are_those_of_the_plan(business_days: int) -> None:
    """Tests formula and plan on each day of eight years, holidays and weekends among them."""
    days = [date(2026, 12, 20) + timedelta(days=offset) for offset in range(8 * 365)]
    numbers = np.array([(day - EPOCH).days for day in days], dtype=np.float64)
    holidays = _holidays()
    begins = Term(lambda _: "A1", lambda _: numbers - 1)
    due = working_day(begins, 1, holidays)
    count = Term(lambda _: "B1", lambda _: np.float64(-business_days))
    found = working_day(due, count, holidays).number(NO_PERIOD)
    expected = [(notice_date(day, business_days) - EPOCH).days for day in days]
    assert found.tolist() == expected


def _holidays() -> Term:
    """Holidays of a workbook whose notices reach as far back."""
    table = holidays_of(core().base)
    far = table.field("day")
    known = set(far.values.tolist())
    from pandas.tseries.holiday import USFederalHolidayCalendar

    more = USFederalHolidayCalendar().holidays(date(2024, 1, 1), date(2040, 1, 1))
    days = {(day.date() - EPOCH).days for day in more}
    assert known <= days | {day for day in known if day > max(days)}
    return Term(lambda _: "lh_day", lambda _: np.array(sorted(days), np.float64), ranged=True)
