"""The waterfall of a pool, by hand and against a cluster's own vehicle."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optmodel.economics.pool import pool_waterfall
from optmodel.economics.recovery import recovery
from optmodel.economics.types import Pool
from optmodel.economics.waterfall import Waterfall, waterfall
from tests.economics.programs import calendar, source

HORIZON = 9

amounts = st.just(0.0) | st.floats(0.01, 500.0)
rates = st.floats(0.0, 0.2)


def pool(calls: list[float], cash: list[float], first_operation: int = 0, **terms: object) -> Pool:
    """Run a pool of a source without interest, unless said otherwise."""
    base: dict[str, object] = {"deemed_rate": 0.0, "vehicle": "pooled"}
    return pool_waterfall(
        source(**base | terms),
        np.array(calls),
        np.array(cash),
        first_operation,
        calendar(len(calls)),
    )


def test_a_loss_of_one_is_made_good_by_another():
    """Tests two clusters that earn -10 and 30 in the same period: 20 can be shared at once."""
    found = pool([40.0, 0.0, 0.0], [0.0, -10.0 + 30.0, 60.0])
    assert found.carried_loss.tolist() == [0.0, 0.0, 0.0]
    assert found.distributable.tolist() == [0.0, 20.0, 60.0]
    assert found.balance_close.tolist() == [40.0, 30.0, 0.0]
    # 60 takes 30 to repay 30 at a half, and nothing is left over.
    assert found.receipts.tolist() == [0.0, 10.0, 30.0]
    assert (found.recovery_period, found.recovery_years) == (2, 2.0)


def test_a_loss_that_nobody_makes_good_is_carried():
    """Tests -20, 10, 30: 20 and then 10 carried, 20 shared."""
    found = pool([10.0, 0.0, 0.0], [-20.0, 10.0, 30.0])
    assert found.carried_loss.tolist() == [20.0, 10.0, 0.0]
    assert found.distributable.tolist() == [0.0, 0.0, 20.0]


def test_a_call_after_recovery_reopens_the_balance():
    """Tests 10 repaid in period 1, 30 called in period 2: 25 owed, 0 in period 4.

    20 a year: 10 to the balance each time; 1.0 at a tenth of what remains in period 1 (none:
    10 of 20 goes to the host). In period 4 half of 20 repays 10 exactly.
    """
    found = pool([10.0, 0.0, 30.0, 0.0, 0.0, 0.0], [0.0, 20.0, 20.0, 20.0, 20.0, 20.0])
    assert found.balance_close.tolist() == [10.0, 0.0, 20.0, 10.0, 0.0, 0.0]
    assert found.receipts_after.tolist() == [0.0, 0.0, 0.0, 0.0, 0.0, 2.0]
    assert (found.first_call, found.recovery_period, found.recovery_years) == (0, 4, 4.0)


def test_a_call_repaid_in_its_own_period_does_not_put_off_recovery():
    """Tests 10 repaid in period 1, 4 called in period 2 and repaid from half of 20: period 1."""
    found = pool([10.0, 0.0, 4.0, 0.0], [0.0, 20.0, 20.0, 20.0])
    assert found.balance_close.tolist() == [10.0, 0.0, 0.0, 0.0]
    assert found.receipts_before.tolist() == [0.0, 10.0, 4.0, 0.0]
    # In period 2, 8 of 20 repay 4; the source has a tenth of the other 12.
    assert found.receipts_after.tolist() == pytest.approx([0.0, 0.0, 1.2, 2.0])
    assert found.recovery_period == 1


def test_interest_from_operation_waits_for_the_first_that_operates():
    """Tests 100 at 4 %, operating from period 2: 100, 100, 104."""
    found = pool([100.0, 0.0, 0.0], [0.0] * 3, 2, deemed_rate=0.04, interest_from="operation")
    assert found.balance_close.tolist() == pytest.approx([100.0, 100.0, 104.0])
    assert (found.recovery_period, found.recovery_years) == (-1, np.inf)


def test_interest_from_operation_never_begins_where_nothing_operates():
    """Tests preparation alone: 100 stays 100."""
    found = pool([100.0, 0.0, 0.0], [0.0] * 3, 3, deemed_rate=0.04, interest_from="operation")
    assert found.balance_close.tolist() == [100.0] * 3


def test_a_pool_that_is_never_called_has_recovered_at_once():
    """Tests 0 years and no period; what is earned is shared at the second share."""
    found = pool([0.0, 0.0], [10.0, 10.0])
    assert (found.first_call, found.recovery_period, found.recovery_years) == (-1, -1, 0.0)
    assert found.receipts.tolist() == [1.0, 1.0]


@settings(deadline=None)
@given(
    calls=st.lists(amounts, min_size=HORIZON, max_size=HORIZON),
    cash=st.lists(st.floats(-200.0, 200.0), min_size=HORIZON, max_size=HORIZON),
    operation=st.integers(0, HORIZON),
    shares=st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)),
    rate=rates,
    interest_from=st.sampled_from(["call", "operation"]),
)
def test_a_pool_of_one_cluster_is_its_own_vehicle(
    calls, cash, operation, shares, rate, interest_from
):
    """Tests that every line, and recovery, are those of a vehicle of its own, to the bit."""
    terms = source(
        share_before=shares[0],
        share_after=shares[1],
        deemed_rate=rate,
        interest_from=interest_from,
        vehicle="pooled",
    )
    when = calendar(HORIZON)
    found = pool_waterfall(terms, np.array(calls), np.array(cash), operation, when)
    own = waterfall(terms, np.array([calls]), np.array([cash]), np.array([operation]), when)
    for line in fields(Waterfall):
        if line.name != "source":
            assert np.array_equal(getattr(found, line.name), getattr(own, line.name)[0])
    period, years = recovery(np.array([calls]), own.balance_close, when)
    assert (found.recovery_period, found.recovery_years) == (period[0], years[0])


@settings(deadline=None)
@given(
    calls=st.lists(amounts, min_size=HORIZON, max_size=HORIZON),
    cash=st.lists(st.floats(-200.0, 200.0), min_size=HORIZON, max_size=HORIZON),
    shares=st.tuples(st.floats(0.05, 1.0), st.floats(0.0, 1.0)),
    rate=rates,
)
def test_a_pool_keeps_its_formulas(calls, cash, shares, rate):
    """Tests the formulas of the docstring of ``pool``, stepped through in plain Python."""
    terms = {"share_before": shares[0], "share_after": shares[1], "deemed_rate": rate}
    found = pool(calls, cash, **terms)
    loss = balance = 0.0
    for h, (call, earned) in enumerate(zip(calls, cash, strict=True)):
        shared, loss = max(0.0, earned - loss), max(0.0, loss - earned)
        need = balance * (1.0 + rate) + call
        before = min(shares[0] * shared, need)
        balance = need - before
        after = shares[1] * (shared - before / shares[0]) if balance < 1e-9 else 0.0
        assert found.carried_loss[h] == pytest.approx(loss, rel=1e-12, abs=1e-9)
        assert found.balance_close[h] == pytest.approx(balance, rel=1e-9, abs=2e-9)
        assert found.receipts[h] == pytest.approx(before + after, rel=1e-9, abs=1e-7)
