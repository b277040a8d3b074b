"""The accounts of the sources of a plan: calls, balances and receipts at the part each pays."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.accounts import build_accounts
from optmodel.economics.pool import pool_waterfall
from optmodel.economics.schedule import build_schedule
from optmodel.economics.types import Account
from optmodel.program.program import Program
from tests.economics.programs import calendar, cluster, program, source

POOL = source(
    id="POOL", vehicle="pooled", share_before=1.0, share_after=0.0, interest_from="operation"
)

SHARES = np.array([[0.25, 0.75], [1.0, 0.0]])
"""The first cluster a quarter by JPN, the second all."""


def two_clusters() -> Program:
    """A of 100 from the start, B of 40 built in two years; JPN with own vehicles, and a pool."""
    return program(
        [cluster(id="A"), cluster(id="B", capex_musd=40.0, build_periods=2)],
        pledge=source(),
        others=[POOL],
        when=calendar(horizon=6, decisions=2),
    )


def accounts(shares: np.ndarray, prepared: np.ndarray | None = None) -> tuple[Account, ...]:
    """Of A from period 1 and B from period 0."""
    given = two_clusters()
    schedule = build_schedule(given, [0, 1], [0, 0], [1, 0], shares=shares)
    return build_accounts(
        given, [0, 1], [1, 0], schedule, shares=shares, preparation_calls=prepared
    )


def test_calls_at_the_part_that_each_pays():
    """Tests 25 + 20 and 20 to JPN, 75 to the pool, and 3 of preparation each in period 0."""
    prepared = np.zeros((2, 6))
    prepared[:, 0] = 3.0
    own, pool = accounts(SHARES, prepared)
    assert own.calls.tolist() == [23.0, 45.0, 0.0, 0.0, 0.0, 0.0]
    assert own.balance_calls.tolist() == [20.0, 45.0, 0.0, 0.0, 0.0, 0.0]
    assert pool.calls.tolist() == [3.0, 75.0, 0.0, 0.0, 0.0, 0.0]
    assert pool.balance_calls.tolist() == pool.calls.tolist()
    assert pool.preparation_calls.tolist() == [3.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_own_vehicles_add_up_at_their_parts():
    """Tests that JPN's account is a quarter of A's waterfall and all of B's."""
    given = two_clusters()
    alone = build_schedule(given, [0, 1], [0, 0], [1, 0])
    own, _ = accounts(SHARES)
    for line in ("interest", "receipts", "receipts_before", "receipts_after", "balance_close"):
        whole = getattr(alone, line)
        assert getattr(own, line) == pytest.approx(0.25 * whole[0] + whole[1]), line
    assert own.pool is None


def test_a_pool_has_the_cash_of_all_at_its_parts():
    """Tests three quarters of A's 30 a year from period 2, with interest from then on.

    75 owed in period 1; 4 % on it in period 2: 78 - 22.5 = 55.5, then 35.22 and 14.1288.
    """
    _, found = accounts(SHARES)
    assert found.pool is not None
    assert found.pool.cash.tolist() == [0.0, 0.0, 22.5, 22.5, 22.5, 22.5]
    assert found.pool.first_operation == 2
    assert found.balance_close == pytest.approx([0.0, 75.0, 55.5, 35.22, 14.1288, 0.0])
    assert (found.pool.first_call, found.pool.recovery_period) == (1, 5)
    assert found.pool.recovery_years == 4.0


def test_a_pool_operates_only_with_what_it_pays_for():
    """Tests that with a part of B alone it operates from period 2, with nothing never."""
    _, part = accounts(np.array([[1.0, 0.0], [0.5, 0.5]]))
    _, nothing = accounts(np.array([[1.0, 1e-12], [1.0, 0.0]]))
    assert part.pool is not None
    assert nothing.pool is not None
    assert part.pool.first_operation == 2
    assert nothing.pool.first_operation == 6


def test_a_pool_of_everything_is_simulated_with_the_sum_of_its_cash():
    """Tests the account against the simulation of the sum of two clusters."""
    given = two_clusters()
    everything = np.array([[0.0, 1.0], [0.0, 1.0]])
    schedule = build_schedule(given, [0, 1], [0, 0], [1, 0], shares=everything)
    _, found = accounts(everything)
    expected = pool_waterfall(
        POOL, schedule.capital.sum(axis=0), schedule.operating_cash.sum(axis=0), 2, given.calendar
    )
    assert found.receipts.tolist() == expected.receipts.tolist()
    assert found.balance_close.tolist() == expected.balance_close.tolist()


@pytest.mark.parametrize("source_index", [0, 1])
def test_corkscrew_of_every_account(source_index):
    """Tests opening + interest + calls in the balance - repaid = closing; flow = in - out."""
    prepared = np.full((2, 6), 1.5)
    found = accounts(SHARES, prepared)[source_index]
    closing = found.balance_open + found.interest + found.balance_calls - found.receipts_before
    assert closing == pytest.approx(found.balance_close)
    assert found.flow == pytest.approx(found.receipts - found.calls)
    assert found.receipts == pytest.approx(found.receipts_before + found.receipts_after)


def test_without_shares_the_first_source_pays():
    """Tests that nothing is called from the pool, and nothing of a plan without starts."""
    given = two_clusters()
    schedule = build_schedule(given, [0], [0], [0])
    own, pool = build_accounts(given, [0], [0], schedule)
    assert (own.calls.sum(), pool.calls.sum()) == (100.0, 0.0)
    empty = build_accounts(given, [], [], build_schedule(given, [], [], []))
    assert [account.calls.tolist() for account in empty] == [[0.0] * 6] * 2
