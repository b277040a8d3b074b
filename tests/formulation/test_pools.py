"""A pool in the model is the pool of the simulation, whatever is decided."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from optmodel.formulation.model import pools_of
from optmodel.formulation.pools import Pool
from optmodel.search.matrix import hand_over
from tests.formulation.money_cases import pool
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


def receipts(case: Case, columns: Pool, x: np.ndarray, horizon: int) -> np.ndarray:
    """Receipts by period as the model has them."""
    return np.array(
        [
            sum(amount * x[case.names[str(variable)]] for amount, variable in columns.receipts(h))
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
        for index, columns_of in pools_of(case.model).items():
            expected = simulated(case, chosen, index)
            size = 1e-9 * max(1.0, float(np.abs(expected.balance_close).max()))
            for name, columns, wanted in (
                ("balance", columns_of.pool_balance, expected.balance_close),
                ("cash", columns_of.pool_cash, expected.distributable),
                ("loss", columns_of.pool_loss, expected.carried_loss),
                ("repayment", columns_of.pool_repayment, expected.receipts_before),
            ):
                actual = by_period(case, columns, x, horizon)
                assert actual == pytest.approx(wanted, abs=size), (seed, index, name)
            got = receipts(case, columns_of, x, horizon)
            assert got == pytest.approx(expected.receipts, abs=size), (seed, index)
            compared += bool(expected.calls.any())
    return compared


@pytest.mark.parametrize("block", range(5))
def test_pool_of_the_model_is_the_pool_of_the_simulation(block: int) -> None:
    """Tests 100 programs with 3 plans each to 1e-9: losses, late calls, several sources."""
    assert sum(compare(seed) for seed in range(20 * block, 20 * block + 20)) >= 30


def agree_on_recovery(seed: int) -> tuple[int, int]:
    """Compare what model and simulation say of plans of a pool that must be repaid in time."""
    random = Random(seed)
    program = random_program(random)
    years = program.calendar.years * random.randint(0, 5)
    required = replace(program.sources[0], recovery_rule="required", recovery_target_years=years)
    case = case_of(replace(program, sources=(required, *program.sources[1:])))
    # The same program with the rows of the rule switched off, for the recovery of the plan.
    case.model.source_recovery.deactivate()
    free = replace(case, matrix=hand_over(case.model))
    kept = broken = 0
    for _ in range(4):
        lower, upper = random_bounds(random, case)
        nothing = np.zeros(len(lower))
        plan = solve(free, nothing, lower, upper)
        assert plan is not None, seed
        recovery = simulated(free, chosen_of(free, plan), 0).recovery_years
        possible = solve(case, nothing, lower, upper) is not None
        assert possible == (recovery <= years + 1e-9), (seed, recovery, years)
        kept, broken = kept + possible, broken + (not possible)
    return kept, broken


def test_pool_that_must_be_repaid_in_time() -> None:
    """Tests 80 programs with 4 plans each: the rows allow what the simulation repays in time."""
    counts = [agree_on_recovery(seed) for seed in range(80)]
    assert sum(kept for kept, _ in counts) >= 60
    assert sum(broken for _, broken in counts) >= 60


def test_pool_of_one_cluster_is_its_own_vehicle() -> None:
    """Tests 60 clusters alone, each at its best for either party: pooled or not, the same value.

    Site preparation is in a pool's balance and in no cluster's own, so it costs nothing here.
    """
    for seed in range(30):
        for perspective in ("Japan", "United States"):
            program = random_program(Random(seed), perspective)
            alone = replace(
                program,
                clusters=program.clusters[:1],
                sites=(replace(program.sites[0], preparation_musd=0.0),),
                sources=program.sources[:1],
            )
            vehicle = replace(alone.sources[0], vehicle="cluster", maximum_share=1.0)
            values = []
            for source in (replace(vehicle, vehicle="pooled"), vehicle):
                case = case_of(replace(alone, sources=(source,)))
                best = solve(case, case.matrix.cost, case.matrix.lower, case.matrix.upper)
                assert best is not None
                values.append(float(case.matrix.cost @ best))
            assert values[0] == pytest.approx(values[1], abs=1e-8), (seed, perspective)


def test_program_perspective_has_no_pool_columns() -> None:
    """Tests that nobody looks at a pool where only the program's value counts."""
    case = case_of(random_program(Random(1), "Program"))
    assert pools_of(case.model) == {}
    assert len(case.model.pool_balance) == 0


def test_bounds_of_a_pool_that_repays() -> None:
    """Tests the bounds of the case of two clusters: exact, because there is one option of each.

    The balance is at most 120, 102, 42.2; the cash 80 and 140, the loss 20.
    """
    bounds = pools_of(pool().model())[0].bounds
    assert bounds.balance == pytest.approx([120.0, 102.0, 42.2])
    assert bounds.distributable.tolist() == [0.0, 80.0, 140.0]
    assert bounds.carried_loss.tolist() == [0.0, 20.0, 0.0]


def test_commitment_bounds_the_cash_of_a_pool() -> None:
    """Tests that 110 buy all of B (60 for 20) and 90 of A's 100 (72 of 80), so 132 of 140."""
    found = pool()
    source = replace(found.program.sources[0], commitment_musd=110.0)
    made = replace(found, program=replace(found.program, sources=(source,)))
    bounds = pools_of(made.model())[0].bounds
    assert bounds.distributable.tolist() == [0.0, 80.0, 132.0]
    assert bounds.balance[0] == 110.0
