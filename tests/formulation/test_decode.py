"""From the values of a solution back to starts and openings."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.errors import ContradictionError
from optmodel.formulation.decode import decode
from optmodel.program.program import CallLimit
from tests.formulation.hand import Case, case, copies, money, place

TWO_PERIODS = {("A", "S"): [10, 9], ("B", "S"): [7, 6]}
"""Columns: x(A,0) x(A,1) x(B,0) x(B,1) y(S,0) y(S,1), then calls."""


def costly(perspective: str, **pledge: object) -> Case:
    """The site costs 1 to open, whenever."""
    return case(
        TWO_PERIODS,
        sites=[place("S", preparation_musd=1.0)],
        pledge=money(**pledge),
        perspective=perspective,
    )


def test_start_is_the_first_period_that_says_yes() -> None:
    """Tests that A starts in 0, B in 1, and the site is opened in 0."""
    model = case(TWO_PERIODS, sites=[place("S", preparation_musd=1.0)]).model()
    chosen = decode(model, np.array([1, 1, 0, 1, 1, 1, 0, 0], dtype=float))
    assert chosen.options.tolist() == [0, 3]
    assert chosen.openings == {0: 0}


def test_values_within_tolerance_are_rounded() -> None:
    """Tests that 1e-6 from whole is whole."""
    model = case(TWO_PERIODS).model()
    chosen = decode(model, np.array([1e-6, 1 - 1e-6, 0, 0, 0, 1, 0, 0]))
    assert chosen.options.tolist() == [1]


@pytest.mark.parametrize("value", [0.99, 0.5, 2.0, -1.0, float("nan")])
def test_value_that_is_no_decision_is_refused(value: float) -> None:
    """Tests that nothing but 0 and 1 is believed."""
    with pytest.raises(ContradictionError, match=r"x\[A,S,0\]"):
        decode(case(TWO_PERIODS).model(), np.array([value, 1, 0, 0, 1, 1, 0, 0]))


def test_decision_that_is_taken_back_is_refused() -> None:
    """Tests that x may not fall from 1 to 0."""
    with pytest.raises(ContradictionError, match=r"takes back a decision at x\[A,S,1\]"):
        decode(case(TWO_PERIODS).model(), np.array([1, 0, 0, 0, 1, 1, 0, 0], dtype=float))


def test_cluster_at_two_sites_is_refused() -> None:
    """Tests that a cluster stands once."""
    model = case({("A", "X"): [10], ("A", "Y"): [9]}).model()
    with pytest.raises(ContradictionError, match="more copies"):
        decode(model, np.array([1, 1, 1, 1, 0], dtype=float))


def test_copies_are_numbered_in_the_order_of_their_starts() -> None:
    """Tests that counts 1, 3 by period are copy 1 in period 0, copies 2 and 3 in period 1.

    Options: copy 1 has 0 and 1, copy 2 has 2 and 3, copy 3 has 4 and 5.
    """
    model = case({("A", "S"): [9, 8]}, *copies("A", 3)).model()
    chosen = decode(model, np.array([1, 3, 1, 1, 0, 0], dtype=float))
    assert chosen.options.tolist() == [0, 3, 5]


def test_more_copies_than_there_are_is_refused() -> None:
    """Tests that two copies cannot start at X and one more at Y."""
    model = case({("A", "X"): [9], ("A", "Y"): [8]}, *copies("A", 2)).model()
    with pytest.raises(ContradictionError, match="more copies"):
        decode(model, np.array([2, 1, 1, 1, 0], dtype=float))


def test_free_site_is_opened_just_in_time() -> None:
    """Tests that a site that costs nothing is opened for its first start, whenever y says so."""
    model = case(TWO_PERIODS).model()
    chosen = decode(model, np.array([0, 0, 0, 1, 1, 1, 0, 0], dtype=float))
    assert chosen.openings == {0: 1}


@pytest.mark.parametrize(
    ("perspective", "source_pays", "opened"),
    [
        ("Japan", False, 1),
        ("United States", True, 1),
        ("Program", False, 0),
        ("Program", True, 0),
        ("Japan", True, 0),
        ("United States", False, 0),
    ],
)
def test_site_that_another_party_pays_for_is_opened_just_in_time(
    perspective: str, source_pays: bool, opened: int
) -> None:
    """Tests that B's start in period 1 moves the opening where the perspective does not pay."""
    model = costly(perspective, pays_preparation=source_pays).model()
    chosen = decode(model, np.array([0, 0, 0, 1, 1, 1, 1, 1], dtype=float))
    assert chosen.openings == {0: opened}


@pytest.mark.parametrize(("second", "opened"), [(2.0, 1), (1.5, 0)])
def test_opening_stays_where_the_source_could_not_pay_later(second: float, opened: int) -> None:
    """Tests that B's call of 1 and a preparation of 1 in period 1 need 2 there."""
    limits = (CallLimit(0, 1.0, False, ""), CallLimit(1, second, False, ""))
    model = costly("United States", pays_preparation=True, call_limits=limits).model()
    chosen = decode(model, np.array([0, 0, 0, 1, 1, 1, 1, 1], dtype=float))
    assert chosen.openings == {0: opened}


def test_open_site_is_opened_in_period_0() -> None:
    """Tests that a site marked open is opened at once, with or without a start."""
    model = case(TWO_PERIODS, sites=[place("S", decision="open")]).model()
    assert decode(model, np.array([0, 0, 0, 0, 1, 0, 0], dtype=float)).openings == {0: 0}
