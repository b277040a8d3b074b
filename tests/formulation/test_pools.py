"""A pool in the model is the pool of the simulation, whatever is decided."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from optmodel.formulation.model import pools_of
from optmodel.formulation.pools import Pool
from tests.formulation.pool_plans import (
    Case,
    case_of,
    chosen_of,
    random_bounds,
    random_program,
    simulated,
    solve,
)


def by_period(case: Case, columns: dict[int, object], x: np.ndarray, horizon: int) -> np.ndarray:
    """Values of a family of columns, 0 where a period has none."""
    found = np.zeros(horizon)
    for h, variable in columns.items():
        found[h] = x[case.names[str(variable)]]
    return found


def receipts(case: Case, pool: Pool, x: np.ndarray, horizon: int) -> np.ndarray:
    """Receipts by period as the model has them."""
    return np.array(
        [
            sum(amount * x[case.names[str(variable)]] for amount, variable in pool.receipts(h))
            for h in range(horizon)
        ]
    )


def compare(seed: int) -> int:
    """Compare the pools of three random plans of a random program; return how many there were."""
    random = Random(seed)
    case = case_of(random_program(random))
    horizon = case.program.calendar.horizon_periods
    compared = 0
    for _ in range(3):
        lower, upper = random_bounds(random, case)
        # Any direction: if the amounts follow from the decisions, it does not matter which.
        cost = np.array([random.uniform(-1.0, 1.0) for _ in lower])
        x = solve(case, cost, lower, upper)
        assert x is not None, seed
        chosen = chosen_of(case, x)
        for index, pool in pools_of(case.model).items():
            expected = simulated(case, chosen, index)
            size = 1e-9 * max(1.0, float(np.abs(expected.balance_close).max()))
            for name, columns, wanted in (
                ("balance", pool.pool_balance, expected.balance_close),
                ("cash", pool.pool_cash, expected.distributable),
                ("loss", pool.pool_loss, expected.carried_loss),
                ("repayment", pool.pool_repayment, expected.receipts_before),
            ):
                actual = by_period(case, columns, x, horizon)
                assert actual == pytest.approx(wanted, abs=size), (seed, index, name)
            got = receipts(case, pool, x, horizon)
            assert got == pytest.approx(expected.receipts, abs=size), (seed, index)
            compared += bool(expected.calls.any())
    return compared


@pytest.mark.parametrize("block", range(5))
def test_pool_of_the_model_is_the_pool_of_the_simulation(block: int) -> None:
    """Tests 100 programs with 3 plans each to 1e-9: losses, late calls, several sources."""
    assert sum(compare(seed) for seed in range(20 * block, 20 * block + 20)) >= 30
