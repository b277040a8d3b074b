"""When clusters start, in cases that can be solved by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.formulation.model import build_model
from tests.formulation.hand import case, copies, one


def test_fund_once_leaves_a_free_cluster_at_one_site_without_a_row() -> None:
    """Tests that the bound of x says it where there is one site, and = 1 is kept for fund."""
    found = case(
        {("A", "X"): [1], ("B", "X"): [1], ("B", "Y"): [1], ("C", "X"): [1]},
        one("A"),
        one("B"),
        one("C", decision="fund"),
    )
    model = found.model()
    rows = model.fund_once
    assert list(rows) == ["B", "C"]
    assert (rows["C"].lower, rows["C"].upper) == (1.0, 1.0)
    assert (rows["B"].lower, rows["B"].upper) == (None, 1.0)


def test_fund_once_keeps_a_skipped_cluster_out() -> None:
    """Tests that an option of a skipped cluster, which should not exist, is never used."""
    assert case({("A", "S"): [5]}, one("A", decision="skip")).best() == 0.0


def test_stays_started_links_the_periods_that_have_options() -> None:
    """Tests that a period without an option has no variable and no row: 0 -> 2, not 0 -> 1."""
    model = case({("A", "S"): [5, None, 3]}).model()
    assert list(model.x) == [("A", "S", 0), ("A", "S", 2)]
    assert list(model.stays_started) == [("A", "S", 2)]


def test_copies_in_order_numbers_the_copies_by_their_starts() -> None:
    """Tests that of three copies with one start a period, number 1 is the first: 9 + 8 + 7."""
    found = case({("A", "S"): [9, 8, 7]}, *copies("A", 3), maximum_starts=1)
    assert found.best() == 24.0
    assert found.plan() == {"A #1": ("S", 0), "A #2": ("S", 1), "A #3": ("S", 2)}


def test_copies_in_order_are_one_count() -> None:
    """Tests that three copies are one variable of 0 to 3, and may start in the same period."""
    found = case({("A", "X"): [9, 8], ("A", "Y"): [1, 0]}, *copies("A", 3))
    model = found.model()
    assert [(key, x.ub) for key, x in model.x.items()] == [
        (("A", "X", 0), 3.0),
        (("A", "X", 1), 3.0),
        (("A", "Y", 0), 3.0),
        (("A", "Y", 1), 3.0),
    ]
    assert found.plan() == {f"A #{copy}": ("X", 0) for copy in (1, 2, 3)}
    assert found.best() == 27.0


def test_copies_that_are_not_alike_are_refused() -> None:
    """Tests that copies with different figures cannot be counted together."""
    found = case({("A", "S"): [9, 8]}, *copies("A", 2))
    values = found.options.npv_musd.copy()
    values[-1] += 1.0
    with pytest.raises(ValueError, match="equal options"):
        build_model(found.program, replace(found.options, npv_musd=values), found.preparation)


def test_starts_per_period_counts_starts_and_not_what_has_started() -> None:
    """Tests that one start a period still allows three in three periods: 9 + 8 + 7 = 24."""
    found = case(
        {("A", "S"): [9, 8, 7], ("B", "S"): [9, 8, 7], ("C", "S"): [9, 8, 7]},
        maximum_starts=1,
    )
    assert found.best() == 24.0


def test_starts_per_period_of_a_cluster_at_two_sites_is_one() -> None:
    """Tests that a period in which only one cluster could start has no row."""
    found = case({("A", "X"): [9, 8], ("A", "Y"): [9, 8]}, maximum_starts=1)
    assert len(found.model().starts_per_period) == 0
