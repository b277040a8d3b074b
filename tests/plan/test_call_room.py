"""Tests of what a source can pay by period."""

from __future__ import annotations

import numpy as np

from optmodel.plan.call_room import CallRoom, call_rooms, outside_calls
from optmodel.program.program import CallLimit

from .programs import source


def test_unused_room_is_carried_forward() -> None:
    """Tests that 246, 123 and 68 add up to 246, 369 and 437 where they may be carried."""
    rows = tuple(CallLimit(t, m, True, f"C{t}") for t, m in enumerate((246.0, 123.0, 68.0)))
    assert list(call_rooms(source(call_limits=rows), 3)) == [
        CallRoom(0, 0, 246.0, "C0"),
        CallRoom(0, 1, 369.0, "C1"),
        CallRoom(0, 2, 437.0, "C2"),
    ]


def test_a_period_without_carrying_stands_alone() -> None:
    """Tests that a *no* period takes nothing in and hands nothing on: 10+10, then 5, then 7."""
    rows = (
        CallLimit(0, 10.0, True, "C5"),
        CallLimit(2, 5.0, False, "C6"),
        CallLimit(3, 7.0, True, "C7"),
    )
    assert list(call_rooms(source(call_limits=rows), 4)) == [
        CallRoom(0, 0, 10.0, "C5"),
        CallRoom(0, 1, 20.0, "C5"),
        CallRoom(2, 2, 5.0, "C6"),
        CallRoom(3, 3, 7.0, "C7"),
    ]


def test_a_blank_maximum_ends_a_run() -> None:
    """Tests that before the first row and under a blank maximum there is no limit."""
    rows = (
        CallLimit(1, 10.0, True, "C5"),
        CallLimit(2, None, True, "C6"),
        CallLimit(3, 4.0, True, "C7"),
    )
    assert list(call_rooms(source(call_limits=rows), 4)) == [
        CallRoom(1, 1, 10.0, "C5"),
        CallRoom(3, 3, 4.0, "C7"),
    ]


def test_periods_before_the_first_call_give_nothing_to_carry() -> None:
    """Tests that a source that pays from period 1 to 2 has 10 and 20 there, not 20 and 30."""
    pledge = source(call_limits=(CallLimit(0, 10.0, True, "C5"),), first_call=1, last_call=2)
    assert [(w.last, w.maximum_musd) for w in call_rooms(pledge, 4)] == [(1, 10.0), (2, 20.0)]


def test_calls_outside_the_window_are_summed() -> None:
    """Tests that 1 is called before the first and 8 + 16 after the last call."""
    calls = np.array([1.0, 2.0, 4.0, 8.0, 16.0])
    assert outside_calls(source(first_call=1, last_call=2), calls) == (1.0, 24.0)
