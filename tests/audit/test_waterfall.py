"""The waterfall against sums made by hand."""

from __future__ import annotations

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.book import Book
from optmodel.audit.source import Terms
from optmodel.audit.waterfall import recovery_years, split

from .workbooks import cluster, opening, own_cash, site, start, tables_of


def _book(settings: dict, cluster_columns: dict, funding: dict, **sheets: list) -> Book:
    """The account of one cluster that starts in period 0."""
    tables = tables_of(
        settings, [cluster("FIB", **cluster_columns)], [site("ORR")], funding, **sheets
    )
    verdict = evaluate(tables, [start("FIB")], [opening()])
    return verdict.books[start("FIB")]


PLEDGE = {"Share before recovery": 0.5, "Share after recovery": 0.1, "Deemed rate": 0.04}


def test_hand_case_of_the_model_to_the_cent() -> None:
    """Tests that the case of model.md comes out to the cent.

    100 drawn in period 0, 4 % a year, then 30 a year. 100 x 1.04 - 15 = 89.00;
    x 1.04 - 15 = 77.56 … 13.12 x 1.04 = 13.64 is less than half of 30, so period 8 shares
    27.29 half and half and 2.71 at 10/90: the source has 13.64 + 0.27 = 13.91.
    """
    book = _book({"Horizon periods": 11}, {"revenue": 30}, PLEDGE)
    fall = book.waterfall
    balances = [100, 89.00, 77.56, 65.66, 53.29, 40.42, 27.04, 13.12, 0, 0, 0]
    assert [round(amount, 2) for amount in fall.balance_close] == balances
    assert [round(amount, 2) for amount in fall.receipts] == [0] + [15] * 7 + [13.91, 3, 3]
    assert round(sum(fall.receipts), 2) == 124.91
    assert round(30 * 10 - sum(fall.receipts), 2) == 175.09
    assert book.recovery_years == 8


def test_interest_from_operation_spares_the_build() -> None:
    """Tests that no interest accrues during a build of two periods.

    50 and 50 are drawn at 10 %: in period 2, the first of operation, interest is 10 on 100
    and 60 of the 120 repay: 100 + 10 - 60 = 50. From the call, period 1 adds 5 of interest:
    105 x 1.1 - 60 = 55.50.
    """
    columns = {"build": 2, "revenue": 120}
    terms = {"Share before recovery": 0.5, "Deemed rate": 0.1}
    late = _book({}, columns, {**terms, "Interest from": "operation"}).waterfall
    early = _book({}, columns, {**terms, "Interest from": "call"}).waterfall
    assert late.balance_close[:3] == pytest.approx((50, 100, 50))
    assert early.balance_close[:3] == pytest.approx((50, 105, 55.5))


def test_draw_at_start_calls_all_capital_at_once() -> None:
    """Tests that the whole capital of a build of two periods is called in the first."""
    book = _book({}, {"build": 2}, {"Draw": "at start"})
    assert book.waterfall.calls[:3] == pytest.approx((100, 0, 0))
    # The host holds the 50 that are not spent yet, and spends them a period later.
    assert book.waterfall.host[:3] == pytest.approx((50, -50, 60))


def test_operating_losses_are_made_good_first() -> None:
    """Tests that a loss of 10 is carried and reduces the next year's cash to share.

    Cash -10, 30, 30: shared are 0, 20, 30; half of them go to the source.
    """
    book = _book(
        {"Horizon periods": 4},
        {},
        PLEDGE,
        Cash_flows=[own_cash("FIB", "net", 0, -10, 30, 30)],
    )
    assert book.waterfall.carried_loss == pytest.approx((0, 10, 0, 0))
    assert book.waterfall.distributable == pytest.approx((0, 0, 20, 30))
    assert book.waterfall.receipts == pytest.approx((0, 0, 10, 15))
    assert book.waterfall.host == pytest.approx((0, -10, 20, 15))


def test_recovery_is_never_where_the_balance_stays() -> None:
    """Tests that a balance of 100 less 3 x 15 is not recovered, whatever the receipts."""
    assert _book({"Horizon periods": 4}, {"revenue": 30}, PLEDGE).recovery_years is None


def test_nothing_called_is_recovered_at_once() -> None:
    """Tests that a cluster paid by a grant in full has recovery 0 and the second share."""
    book = _book({}, {"Support (% of capex)": 1.0}, PLEDGE)
    assert book.recovery_years == 0
    assert book.waterfall.receipts[1] == pytest.approx(6)


def test_blank_second_share_means_no_change_at_recovery() -> None:
    """Tests that half stays half after recovery where no second share is given."""
    book = _book({}, {"revenue": 400}, {"Share before recovery": 0.5})
    assert book.waterfall.receipts[1:3] == pytest.approx((200, 200))


@pytest.mark.parametrize(
    ("calls", "balances", "years"),
    [
        ((0, 100, 0, 0), (0, 100, 50, 0), 1.0),
        ((0, 100, 0, 0), (0, 0, 0, 0), 0.0),
        ((0, 100, 0, 100), (0, 50, 0, 0), 0.5),
        ((100, 0, 0, 100), (50, 0, 0, 50), None),
        ((0, 0, 0, 0), (0, 0, 0, 0), 0.0),
    ],
)
def test_recovery_counts_from_the_first_call(calls: tuple, balances: tuple, years: float) -> None:
    """Tests periods of half a year: from the call in period 1 to period 3 are two of them.

    A call that is repaid in its own period takes none and reopens nothing; one that is owed at
    the end is never repaid.
    """
    assert recovery_years(calls, balances, 0.5) == years


def test_cash_of_the_period_of_recovery_is_cut() -> None:
    """Tests that 10 of need take 20 of 20.5 at one half, and a tenth of the last 0.5 is 0.05."""
    terms = Terms(share_before=0.5, share_after=0.1, period_rate=0.04, from_operation=False)
    shared = split(terms, balance=6, interest=1, call=3, cash=20.5)
    assert shared.receipts_before == 10
    assert shared.receipts_after == pytest.approx(0.05)
    assert shared.balance == 0
