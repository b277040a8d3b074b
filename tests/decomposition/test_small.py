"""A small choice: what is believed of a solver that fails."""

from __future__ import annotations

from itertools import product

import highspy
import numpy as np
import pytest
from scipy import sparse

from optmodel.decomposition.small import Small, _binding, solve_small

ONE = np.ones(3)
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


def drawn(random: np.random.Generator) -> Small:
    """Eight starts in three chains, rows of each kind, some of which nothing can break."""
    uses = random.integers(-2, 6, (8, 5)) * (random.random((8, 5)) < 0.6)
    lower = np.array([-np.inf, -np.inf, -np.inf, 0.0, -2.0])
    upper = np.array([5.0, 7.0, 60.0, np.inf, 9.0])
    chain = np.array([0, 0, 1, 1, 1, 2, 2, 2])
    return Small(
        random.uniform(1.0, 9.0, 8), sparse.csr_array(uses * 1.0), lower, upper, chain, ONE
    )


def enumerated(small: Small) -> float:
    """Value of the best choice among all there are."""
    best = -np.inf
    for choice in product((0.0, 1.0), repeat=len(small.value)):
        d = np.array(choice)
        used, many = d @ small.uses, np.bincount(small.chain, weights=d)
        if np.all(used <= small.upper) and np.all(used >= small.lower) and np.all(many <= ONE):
            best = max(best, float(small.value @ d))
    return best


def test_a_search_finds_the_best_of_all_choices() -> None:
    """Tests value, bound and the relaxation's bound by its multipliers, rows left out or not."""
    random = np.random.default_rng(5)
    left_out = 0
    for _ in range(60):
        small = drawn(random)
        best = enumerated(small)
        found = solve_small(small, relaxed=False, tolerance=0.0)
        assert found.chosen is not None
        assert small.value @ found.chosen == pytest.approx(best)
        assert found.bound == pytest.approx(best)
        multipliers = solve_small(small, relaxed=True, tolerance=0.0).multipliers
        assert multipliers is not None
        charges = multipliers != 0.0
        limits = np.where(multipliers > 0.0, small.upper, small.lower)
        charged = float(multipliers[charges] @ limits[charges])
        gains = np.maximum(small.value - small.uses @ multipliers, 0.0)
        assert charged + np.maximum.reduceat(gains, [0, 2, 5]).sum() >= best - 1e-6
        left_out += int(np.count_nonzero(~_binding(small)))
    assert left_out > 20


def test_a_search_ends_where_its_bound_is_low_enough() -> None:
    """Tests that what it says then is still a bound, and no looser than was asked for."""
    random, early = np.random.default_rng(6), 0
    for _ in range(60):
        small = drawn(random)
        best = enumerated(small)
        enough = best * random.uniform(0.9, 1.3)
        found = solve_small(small, relaxed=False, tolerance=0.0, enough=enough)
        assert best - 1e-6 <= found.bound <= max(enough, best) + 1e-6
        early += found.bound > best + 1e-6
    assert early


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
