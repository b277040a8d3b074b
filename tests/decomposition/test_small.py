"""A small choice: what is believed of a solver that fails."""

from __future__ import annotations

import highspy
import numpy as np
import pytest
from scipy import sparse

from optmodel.decomposition.small import Small, solve_small

SMALL = Small(
    value=np.array([3.0, 2.0]),
    uses=sparse.csr_array(np.array([[1.0], [1.0]])),
    lower=np.array([-np.inf]),
    upper=np.array([1.0]),
    chain=np.array([0, 1]),
    most=np.ones(2),
)


def test_a_small_choice_by_hand() -> None:
    """Tests that of two starts that exclude each other the dearer one is chosen."""
    found = solve_small(SMALL, relaxed=False, tolerance=0.0)
    assert found.chosen is not None
    assert found.chosen.tolist() == [1.0, 0.0]
    assert found.bound == pytest.approx(3.0)


def test_a_solver_that_fails_lends_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that the number in the field of the bound counts for nothing without a search."""
    monkeypatch.setattr(highspy.Highs, "run", lambda _solver: highspy.HighsStatus.kError)
    found = solve_small(SMALL, relaxed=False, tolerance=0.0)
    assert found.chosen is None
    assert found.bound == np.inf


def test_a_search_ends_where_its_bound_is_low_enough() -> None:
    """Tests that what it says then is still a bound, and no tighter than was asked for."""
    random = np.random.default_rng(5)
    loose = 0
    for _ in range(40):
        small = Small(
            value=random.uniform(1.0, 9.0, 12),
            uses=sparse.csr_array(random.uniform(1.0, 9.0, (12, 2))),
            lower=np.full(2, -np.inf),
            upper=np.full(2, 20.0),
            chain=np.arange(12) // 2,
            most=np.ones(6),
        )
        best = solve_small(small, relaxed=False, tolerance=0.0).bound
        enough = best * random.uniform(0.9, 1.2)
        found = solve_small(small, relaxed=False, tolerance=0.0, enough=enough)
        assert best - 1e-6 <= found.bound <= max(enough, best) + 1e-6
        loose += found.bound > best + 1e-3
    assert loose > 5


def test_rows_that_nothing_can_break_change_nothing() -> None:
    """Tests value and multipliers with a row of each kind beside the one that binds."""
    uses = np.array([[1.0, 1.0, 0.0, -1.0], [1.0, 2.0, 0.0, 1.0]])
    small = Small(
        value=np.array([3.0, 2.0]),
        uses=sparse.csr_array(uses),
        lower=np.array([-np.inf, -np.inf, 0.0, -1.0]),
        upper=np.array([1.0, 3.0, 0.0, 1.0]),
        chain=np.array([0, 1]),
        most=np.ones(2),
    )
    found = solve_small(small, relaxed=False, tolerance=0.0)
    assert found.chosen is not None
    assert found.chosen.tolist() == [1.0, 0.0]
    relaxed = solve_small(small, relaxed=True, tolerance=0.0)
    assert relaxed.multipliers is not None
    assert 2.0 - 1e-9 <= relaxed.multipliers[0] <= 3.0 + 1e-9
    assert relaxed.multipliers[1:].tolist() == [0.0, 0.0, 0.0]
