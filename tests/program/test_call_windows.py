"""Runs of periods in which a source can pay so much."""

from __future__ import annotations

import pytest

from optmodel.program.call_windows import CallWindow, call_windows
from optmodel.program.program import CallLimit
from tests.economics.programs import source


def limits(*rows: tuple[int, float | None, bool]) -> tuple[CallLimit, ...]:
    """Rows of Funding calls: from, maximum, carry forward."""
    return tuple(CallLimit(first, most, carry, "") for first, most, carry in rows)


@pytest.mark.parametrize(
    ("rows", "windows"),
    [
        ((), []),
        (((1, 5.0, False),), [((1,), (5.0,)), ((2,), (5.0,)), ((3,), (5.0,))]),
        (((0, 5.0, True),), [((0, 1, 2, 3), (5.0, 5.0, 5.0, 5.0))]),
        (((0, 5.0, True), (2, 7.0, True)), [((0, 1, 2, 3), (5.0, 5.0, 7.0, 7.0))]),
        (
            ((0, 5.0, True), (1, 6.0, False), (2, 7.0, True)),
            [((0,), (5.0,)), ((1,), (6.0,)), ((2, 3), (7.0, 7.0))],
        ),
        (((0, 5.0, True), (1, None, True), (2, 7.0, True)), [((0,), (5.0,)), ((2, 3), (7.0, 7.0))]),
    ],
)
def test_call_limit_windows(
    rows: tuple[tuple[int, float | None, bool], ...],
    windows: list[tuple[tuple[int, ...], tuple[float, ...]]],
) -> None:
    """Tests which periods share what is unused, over four periods.

    Before the first row there is no limit; a row without an amount, or one that does not
    carry, ends the run.
    """
    pledge = source(call_limits=limits(*rows))
    found = call_windows(pledge, 4)
    assert [(window.periods, window.maximum_musd) for window in found] == windows


def test_call_limit_windows_outside_the_calls_are_zero() -> None:
    """Tests that before the first and after the last call nothing can be called or carried."""
    pledge = source(first_call=1, last_call=2, call_limits=limits((0, 5.0, True)))
    assert call_windows(pledge, 4) == (
        CallWindow((0,), (0.0,), ("",)),
        CallWindow((1, 2), (5.0, 5.0), ("", "")),
        CallWindow((3,), (0.0,), ("",)),
    )
