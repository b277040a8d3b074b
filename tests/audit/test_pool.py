"""The pool of a source against sums made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.pool import BALANCE_LINES, Pool
from optmodel.workbook.tables import Tables

from .workbooks import cluster, external, opening, own_cash, site, start, tables_of

POOL = {
    "Vehicle": "pooled",
    "Share before recovery": 0.5,
    "Share after recovery": 0.1,
    "Deemed rate": 0.1,
}
FIB, CAB = start("FIB"), start("CAB")
ORR: Sequence[Opening] = (opening(),)


def pool_of(tables: Tables, *starts: Start, **shares: object) -> Pool:
    """The pledge's pool of a plan at ORR."""
    return evaluate(tables, starts, ORR, **shares).pools["JPN"]


@pytest.mark.parametrize(
    ("capex", "balances", "after", "years"),
    [
        (200, (100, 0, 80, 0, 0, 0), (0, 2, 0, 12.4, 30, 30), 3),
        (60, (100, 0, 0, 0, 0, 0), (0, 2, 12, 30, 30, 30), 1),
    ],
)
def test_calls_after_recovery_reopen_the_balance(
    capex: float, balances: tuple, after: tuple, years: float
) -> None:
    """Tests a second cluster that is called for in period 2, after recovery in period 1.

    Period 1: 100 x 1.1 = 110 are needed, half of 240 covers them with 220 of the cash; a tenth of
    the other 20 is 2. Period 2 with a call of 200: 120 repay, 80 are left; period 3: 88 are needed
    of half of 240 + 60, so that 300 - 176 = 124 are left to share: 12.4. Then a tenth of 300.

    With a call of 60: 60 are repaid in their own period with 120 of the cash, a tenth of the
    other 120 is 12, and the balance has been 0 ever since period 1.
    """
    clusters = [cluster("FIB", revenue=240), cluster("CAB", capex)]
    pool = pool_of(tables_of({}, clusters, [site("ORR")], POOL), FIB, start("CAB", 2))
    assert pool.balance.balance_close == pytest.approx(balances)
    assert pool.balance.receipts_after == pytest.approx(after)
    assert pool.recovery_years == years


@pytest.mark.parametrize(
    ("interest_from", "interest", "balances"),
    [
        ("operation", (0, 0, 16, 14.6), (80, 160, 146, 70.6)),
        ("call", (0, 8, 16.8, 15.48), (80, 168, 154.8, 80.28)),
    ],
)
def test_interest_from_the_first_operation_of_all(
    interest_from: str, interest: tuple, balances: tuple
) -> None:
    """Tests that interest begins in period 2, when the first of two clusters operates.

    Called are 50 + 30, 50 + 30 and 30. Period 2: 160 x 1.1 + 30 - 60 = 146; in period 3 both
    earn 180 together: 146 x 1.1 - 90 = 70.6. From the call: 80 x 1.1 + 80 = 168;
    168 x 1.1 + 30 - 60 = 154.8; 154.8 x 1.1 - 90 = 80.28.
    """
    clusters = [cluster("FIB", 100, 2, revenue=120), cluster("CAB", 90, 3)]
    terms = {**POOL, "Interest from": interest_from}
    pool = pool_of(tables_of({}, clusters, [site("ORR")], terms), FIB, CAB)
    assert pool.balance.interest[:4] == pytest.approx(interest)
    assert pool.balance.balance_close[:4] == pytest.approx(balances)


def test_operation_of_what_others_pay_for_starts_no_interest() -> None:
    """Tests that interest waits for the pool's own cluster, which operates from period 3 on.

    90 are called in three parts; 30, 60, 90 are owed, and 99 less half of 60 in period 3.
    """
    clusters = [cluster("FIB"), cluster("CAB", 90, 3)]
    funding = ({**POOL, "Interest from": "operation"}, external())
    tables = tables_of({}, clusters, [site("ORR")], funding)
    pool = pool_of(tables, FIB, CAB, shares={FIB: {"EXT": 1.0}, CAB: {"JPN": 1.0}})
    assert pool.balance.balance_close[:4] == pytest.approx((30, 60, 90, 69))


def test_losses_are_made_good_by_other_clusters() -> None:
    """Tests that a loss of 10 is met by another's 50 in the same period, and not carried.

    Together they have 40, -20, 60 and 60: 20 are carried once and leave 40 of the first 60.
    """
    tables = tables_of(
        {"Horizon periods": 5},
        [cluster("FIB"), cluster("CAB")],
        [site("ORR")],
        POOL,
        Cash_flows=[
            own_cash("FIB", "net", 0, -10, 30, 30, 30),
            own_cash("CAB", "net", 0, 50, -50, 30, 30),
        ],
    )
    pool = pool_of(tables, FIB, CAB)
    assert pool.cash == pytest.approx((0, 40, -20, 60, 60))
    assert pool.balance.carried_loss == pytest.approx((0, 0, 20, 0, 0))
    assert pool.balance.distributable == pytest.approx((0, 40, 0, 40, 60))


def test_pool_of_one_cluster_is_its_own_vehicle() -> None:
    """Tests that every line and every party's value is the same with one cluster."""
    rows = [cluster("FIB", 100, 2, revenue=90)], [site("ORR")]
    settings = {"Discount rate": 0.07, "Tax rate": 0.2}
    alone = evaluate(tables_of(settings, *rows, {**POOL, "Vehicle": "cluster"}), [FIB], ORR)
    pooled = evaluate(tables_of(settings, *rows, POOL), [FIB], ORR)
    for name in BALANCE_LINES:
        assert pooled.pools["JPN"].line(name) == pytest.approx(alone.books[FIB].line(name)), name
    assert pooled.pools["JPN"].recovery_years == alone.books[FIB].recovery_years
    assert pooled.values == pytest.approx(alone.values)
    assert alone.pools == {}
    # The start alone has the calls, the pool the receipts.
    assert pooled.books[FIB].npv_source_musd["JPN"] == pytest.approx(-50 - 50 / 1.07)
    assert pooled.books[FIB].recovery_years == 0


def test_preparation_is_in_the_balance_of_a_pool() -> None:
    """Tests that 40 of preparation are owed with the 100 of the cluster, and are paid by Japan.

    140 x 1.1 - 30 = 124. The vehicle of a cluster owes its own 100 only: 110 - 30 = 80.
    """
    place = [site("ORR", **{"Preparation cost (USD m)": 40})]
    verdict = evaluate(tables_of({}, [cluster("FIB")], place, POOL), [FIB], ORR)
    pool = verdict.pools["JPN"]
    assert pool.balance.balance_close[:2] == pytest.approx((140, 124))
    assert verdict.values["japan"] == pytest.approx(sum(pool.balance.receipts) - 140)
    assert verdict.values["program"] == pytest.approx(5 * 60 - 140)
    alone = evaluate(
        tables_of({}, [cluster("FIB")], place, {**POOL, "Vehicle": "cluster"}), [FIB], ORR
    )
    assert alone.books[FIB].waterfall.balance_close[:2] == pytest.approx((100, 80))


def test_pool_has_its_share_of_cash_and_calls() -> None:
    """Tests that a source that pays a quarter has a quarter of the calls and of the cash.

    25 x 1.1 - 7.5 = 20; the other three quarters are not the pool's.
    """
    tables = tables_of({}, [cluster("FIB")], [site("ORR")], (POOL, external()))
    pool = pool_of(tables, FIB, shares={FIB: {"JPN": 0.25, "EXT": 0.75}})
    assert pool.calls[0] == 25
    assert pool.cash[1] == 15
    assert pool.balance.balance_close[:2] == pytest.approx((25, 20))


def test_pool_without_calls_has_recovered() -> None:
    """Tests that nothing is owed where nothing is paid for: 0 years, and never where it stays."""
    tables = tables_of({}, [cluster("FIB", revenue=10)], [site("ORR")], POOL)
    assert pool_of(tables).recovery_years == 0
    assert pool_of(tables, FIB).recovery_years is None
