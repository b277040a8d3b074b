"""Several sources that pay for one start, against sums made by hand."""

from __future__ import annotations

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.book import book_of
from optmodel.audit.case import case_of
from optmodel.audit.facts import facts_of
from optmodel.audit.payable import payable_preparation, payable_sources
from optmodel.audit.unit import unit_accounts
from optmodel.workbook.tables import Tables

from .test_planted_plans import year
from .workbooks import cluster, external, opening, site, start, tables_of

FIB = start("FIB")
SHARES = {FIB: {"JPN": 0.6, "EXT": 0.4}}


@pytest.fixture
def tables() -> Tables:
    """One cluster of 100, built in two years, with 120 a year; a pledge and external capital.

    The pledge has half until it is repaid with 10 % a year, then a tenth; the external source
    draws all at the start and has a fifth, without interest.
    """
    return tables_of(
        {},
        [cluster("FIB", build=2, revenue=120)],
        [site("ORR", **{"Preparation cost (USD m)": 8})],
        (
            {"Share before recovery": 0.5, "Share after recovery": 0.1, "Deemed rate": 0.1},
            external(
                **{
                    "Share before recovery": 0.2,
                    "Draw": "at start",
                    "Pays for site preparation": "yes",
                }
            ),
        ),
    )


def test_unit_accounts_are_as_if_each_paid_all(tables: Tables) -> None:
    """Tests what either source has of the whole cluster.

    The pledge is owed 50; 105; 115.5 - 60 = 55.5; 61.05 - 60 = 1.05; 1.155 of the next 120, of
    which 117.69 are left for a tenth: 11.769. It receives 60, 60, 12.924 and 12: 44.924 more than
    its calls, and recovers in period 4. The external source receives 4 x 24 = 96 for 100: never.
    """
    accounts = unit_accounts(facts_of(tables), FIB)
    pledge, other = accounts["JPN"], accounts["EXT"]
    assert list(accounts) == ["JPN", "EXT"]
    assert pledge.calls == pytest.approx((50, 50, 0, 0, 0, 0))
    assert pledge.receipts == pytest.approx((0, 0, 60, 60, 12.924, 12))
    assert pledge.npv_musd == pytest.approx(44.924)
    assert pledge.recovery_years == 4
    assert other.calls == pytest.approx((100, 0, 0, 0, 0, 0))
    assert other.npv_musd == pytest.approx(-4)
    assert other.recovery_years is None


def test_each_source_has_its_share(tables: Tables) -> None:
    """Tests 60 % and 40 %: the values add up to the program's.

    0.6 x 44.924 = 26.9544; 0.4 x -4 = -1.6; free cash is 4 x 120 - 100 = 380, the host has the
    other 354.6456. The 8 of preparation are shared 75 to 25: 6 and 2.
    """
    verdict = evaluate(tables, [FIB], [opening()], SHARES, {opening(): {"JPN": 0.75, "EXT": 0.25}})
    assert verdict.feasible
    assert verdict.values == pytest.approx(
        {"program": 372, "japan": 20.9544, "other": -3.6, "united_states": 354.6456}
    )
    assert verdict.by_source == pytest.approx({"JPN": 20.9544, "EXT": -3.6})
    assert verdict.calls["JPN"][:2] == pytest.approx((36, 30))
    assert verdict.calls["EXT"][:2] == pytest.approx((42, 0))


def test_lines_are_sums_over_the_sources(tables: Tables) -> None:
    """Tests calls of 30 + 40 and 30, and balances of 30 + 40, 63 + 40 and 33.3 + 30.4.

    The external balance falls by a fifth of 120 a year: 100, 100, 76.
    """
    book = evaluate(tables, [FIB], [opening()], SHARES).books[FIB]
    assert book.line("calls")[:3] == pytest.approx((70, 30, 0))
    assert book.line("balance_close")[:3] == pytest.approx((70, 103, 63.7))
    assert book.line("receipts")[2] == pytest.approx(0.6 * 60 + 0.4 * 24)
    assert book.line("pooled_calls") == (0,) * 6
    assert book.npv_source_musd == pytest.approx({"JPN": 26.9544, "EXT": -1.6})
    assert book.npv_host_musd == pytest.approx(354.6456)


def test_recovery_is_that_of_the_first_source_that_pays(tables: Tables) -> None:
    """Tests that a start paid by external capital alone is never repaid, a mixed one in 4 years."""
    facts = facts_of(tables)
    assert book_of(facts, FIB, {"JPN": 0.01, "EXT": 0.99}).recovery_years == 4
    assert book_of(facts, FIB, {"EXT": 1.0}).recovery_years is None


def test_books_that_are_ready_take_other_shares(tables: Tables) -> None:
    """Tests that an account at one set of shares serves a plan at another."""
    facts = facts_of(tables)
    ready = {FIB: book_of(facts, FIB, {"EXT": 1.0})}
    case = case_of(facts, (FIB,), (), ready, shares=SHARES)
    assert case.calls("JPN")[:2] == pytest.approx((30, 30))
    assert case_of(facts, (FIB,), (), ready).calls("EXT")[0] == 100


def test_only_source_pays_for_everything() -> None:
    """Tests that nobody has to say who pays where there is one source."""
    tables = tables_of({}, [cluster("FIB")], [site("ORR")], {})
    verdict = evaluate(tables, [FIB], [opening()])
    assert verdict.books[FIB].shares == {"JPN": 1.0}
    assert verdict.feasible


@pytest.mark.parametrize(
    ("terms", "pays"),
    [
        ({}, ["JPN", "EXT"]),
        ({"Last commitment": year(2026)}, ["JPN"]),
        ({"Last commitment": year(2027)}, ["JPN", "EXT"]),
        ({"First call": year(2028)}, ["JPN"]),
        ({"Last call": year(2026)}, ["JPN"]),
        ({"Recovery target (years)": 1}, ["JPN"]),
        ({"Recovery target (years)": 1, "Recovery rule": "report"}, ["JPN", "EXT"]),
        ({"Recovery target (years)": 1, "Vehicle": "pooled"}, ["JPN", "EXT"]),
    ],
)
def test_who_may_pay(terms: dict, pays: list) -> None:
    """Tests that dates and a required recovery of a cluster's own vehicle decide who may pay."""
    second = external(**{"Share before recovery": 0.5, **terms})
    tables = tables_of({}, [cluster("FIB")], [site("ORR")], ({}, second))
    assert payable_sources(facts_of(tables), FIB) == pays


def test_who_may_pay_for_preparation() -> None:
    """Tests that the source must pay for such things and be callable when the money is spent."""
    place = [site("ORR", **{"Preparation cost (USD m)": 8, "Preparation (periods)": 2})]
    late = external(**{"Pays for site preparation": "yes", "First call": year(2028)})
    facts = facts_of(tables_of({}, [cluster("FIB")], place, ({}, late, external(Source="BNK"))))
    assert payable_preparation(facts, opening()) == ["JPN"]
    assert payable_preparation(facts, opening(period=1)) == ["JPN", "EXT"]


def test_call_that_is_repaid_at_once_does_not_reopen() -> None:
    """Tests a vehicle of its own with capex in period 2, after it was repaid in period 1.

    Half of 240 repays the 100 in period 1 and the 50 of period 2 as they are called: 1 year.
    """
    tables = tables_of(
        {},
        [cluster("FIB", revenue=240)],
        [site("ORR")],
        {"Share before recovery": 0.5},
        Cash_flows=[{"Cluster": "FIB", "Line": "capex", "Period 0": 100, "Period 2": 50}],
    )
    assert evaluate(tables, [FIB], [opening()]).books[FIB].recovery_years == 1
