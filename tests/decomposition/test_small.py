"""A small choice: what is believed of a solver that fails."""

from __future__ import annotations

import highspy
import numpy as np
import pytest
from scipy import sparse

from optmodel.decomposition.small import Small, solve_small

SMALL = Small(
    value=np.array([3.0, 2.0]),
    rows=sparse.csr_array(np.array([[1.0, 1.0]])),
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
