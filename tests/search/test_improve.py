"""The search of neighborhoods: what is free, and that plans only get better."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from optmodel.search.highs import solver_options
from optmodel.search.improve import Neighborhoods, Round, _search, improve
from optmodel.search.solver import Incumbent
from tests.search.knapsacks import EXACT, best_value, knapsacks, matrix_of, nothing

ROW = np.array([0, 0, 1, 1, 2, 2, -1, -1])
PLACE = np.array([0, 1, 0, 1, 0, 1, 0, -1])
"""Rows 0, 1, 2 at the sites 0 and 1, an opening of site 0, and a call."""
PLAN = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 5.0])
"""Row 0 stands at site 0, row 1 at site 1, row 2 nowhere."""


def test_timing_frees_a_row_only_where_it_stands() -> None:
    """Tests that a round of timing keeps every site and whatever is not funded."""
    free = Neighborhoods(ROW, PLACE, 0).free("timing", PLAN)
    assert free.tolist() == [True, False, False, True, False, False, True, True]


def test_rows_are_freed_at_every_site() -> None:
    """Tests that a round of rows frees some rows wholly, and every opening and call."""
    free = Neighborhoods(ROW, PLACE, 0).free("rows", PLAN)
    by_row = {row: set(free[row == ROW].tolist()) for row in (0, 1, 2)}
    assert all(len(values) == 1 for values in by_row.values())
    assert sum(values == {True} for values in by_row.values()) == 2
    assert free[-2:].tolist() == [True, True]


def test_sites_free_what_stands_there_or_nowhere() -> None:
    """Tests that with one of two sites free, what stands at the other stays there."""
    neighborhoods = Neighborhoods(ROW, np.where(PLACE == 1, 2, PLACE), 0)
    neighborhoods._share["sites"] = 0.0
    free = neighborhoods.free("sites", PLAN)  # two sites at the least: both
    assert free.tolist() == [True, True, True, True, True, True, True, True]
    apart = np.array([0, 1, 2, 1, 0, 1, 0, -1])  # row 1 may also stand at a third site
    seen = {tuple(neighborhoods_of(apart, seed).tolist()) for seed in range(20)}
    assert (True, True, False, False, True, True, True, True) not in seen
    assert len(seen) == 3


def neighborhoods_of(place: np.ndarray, seed: int) -> np.ndarray:
    """A round of two sites."""
    return Neighborhoods(ROW, place, seed).free("sites", PLAN)


def test_shares_grow_after_a_solved_round_and_shrink_after_one_too_large() -> None:
    """Tests the direction and the end of both changes."""
    neighborhoods = Neighborhoods(ROW, PLACE, 0)
    neighborhoods.learn("rows", solved=True)
    assert neighborhoods._share["rows"] == pytest.approx(0.375)
    for _ in range(50):
        neighborhoods.learn("rows", solved=False)
    assert neighborhoods._share["rows"] == 0.08


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_plans_only_get_better_and_keep_every_row(seed: int) -> None:
    """Tests that from nothing the rounds climb to the optimum of a small model."""
    matrix = matrix_of(knapsacks(seed=seed))
    gains: list[Incumbent] = []
    best = improve(
        matrix.arrays(),
        Incumbent(nothing(matrix), 0.0),
        solver_options(EXACT),
        iterations=1e6,
        enough=lambda value: False,
        left_s=lambda: 60.0,
        over=lambda: False,
        on_gain=gains.append,
        on_round=lambda searched: None,
    )
    values = [gain.value for gain in gains]
    assert values == sorted(set(values))
    assert best.value == values[-1] == pytest.approx(best_value(matrix))
    for gain in gains:
        assert np.all(matrix.activity(np.round(gain.x)) <= matrix.row_upper + 1e-9)


def test_nothing_is_searched_once_the_plan_is_good_enough() -> None:
    """Tests that a plan within the gap is handed back as it is."""
    matrix = matrix_of(knapsacks())
    start = Incumbent(nothing(matrix), 0.0)
    found = improve(
        matrix.arrays(),
        start,
        solver_options(EXACT),
        iterations=1e6,
        enough=lambda value: True,
        left_s=lambda: 60.0,
        over=lambda: False,
        on_gain=lambda gain: pytest.fail("expected no search"),
        on_round=lambda searched: pytest.fail("expected no search"),
    )
    assert found is start


@pytest.mark.parametrize(
    ("iterations", "left_s", "asked"), [(0.0, 60.0, False), (1e6, 0.0, False), (1e6, 60.0, True)]
)
def test_work_time_or_the_user_end_the_rounds(
    iterations: float, left_s: float, asked: bool
) -> None:
    """Tests that each of the three alone ends the search before a round."""
    matrix = matrix_of(knapsacks())
    stop = threading.Event()
    if asked:
        stop.set()
    rounds: list[Round] = []
    start = Incumbent(nothing(matrix), 0.0)
    found = improve(
        matrix.arrays(),
        start,
        solver_options(EXACT),
        iterations=iterations,
        enough=lambda value: False,
        left_s=lambda: left_s,
        over=stop.is_set,
        on_gain=lambda gain: None,
        on_round=rounds.append,
    )
    assert (found, rounds) == (start, [])


def test_a_slow_machine_finds_the_same_plan() -> None:
    """Tests that the clock has no say in what is searched: time left falls, the rounds stay."""
    matrix = matrix_of(knapsacks(rows=12))
    seen = []
    for first in (60.0, 3600.0):
        clock = iter(np.linspace(first, first / 2, 10_000))
        rounds: list[Round] = []
        found = improve(
            matrix.arrays(),
            Incumbent(nothing(matrix), 0.0),
            solver_options(EXACT),
            iterations=1e6,
            enough=lambda value: False,
            left_s=lambda clock=clock: float(next(clock)),
            over=lambda: False,
            on_gain=lambda gain: None,
            on_round=rounds.append,
        )
        seen.append((found.x.tolist(), rounds))
    assert seen[0] == seen[1]
    assert len(seen[0][1]) >= 15


def test_held_columns_do_not_move() -> None:
    """Tests that a round changes nothing but what is free in it."""
    matrix = matrix_of(knapsacks())
    held = np.arange(matrix.columns) >= 8
    best = Incumbent(nothing(matrix), 0.0)
    searched, found = _search(matrix.arrays(), best, held, solver_options(EXACT), lambda: False)
    assert found is not None
    assert found.value > 0.0
    assert np.all(found.x[held] == 0.0)
    assert (searched.free, searched.solved, searched.value) == (8, True, found.value)
