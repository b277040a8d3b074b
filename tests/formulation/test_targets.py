"""Targets in cases that can be solved by hand; A and B operate from period 1 on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optmodel.program.policy import Target
from tests.formulation.hand import Case, case, money, one, place
from tests.formulation.money_cases import jobs, pool, with_sources, with_targets


def a_and_b(*targets: Target) -> Case:
    """A is worth 10 and gives 40 jobs at X in Texas, B loses 3 and gives 80 at Y in Ohio."""
    found = case(
        {("A", "X"): [10, 9], ("B", "Y"): [-3, -4]},
        one("A", jobs=40.0, sector="chips", capex_musd=60.0),
        one("B", jobs=80.0, sector="steel", capex_musd=40.0),
        sites=[place("X", state="TX"), place("Y", state="OH")],
        horizon=4,
    )
    return with_targets(found, *targets)


@pytest.mark.parametrize(
    ("target", "best"),
    [
        (jobs(100.0), 7.0),
        (jobs(40.0), 10.0),
        (jobs(100.0, price_musd=0.2), 7.0),
        (jobs(100.0, price_musd=0.02), 10.0 - 0.02 * 60.0),
        (jobs(30.0, sense="at most", by=3), 0.0),
        (jobs(30.0, sense="at most", price_musd=0.1), 10.0 - 0.1 * 10.0),
        (jobs(0.0, sense="at most", by=1), 9.0),
        (jobs(80.0, filter_by="sector", filter="steel"), 7.0),
        (jobs(80.0, filter_by="state", filter="OH"), 7.0),
        (jobs(80.0, filter_by="site", filter="Y"), 7.0),
        (jobs(0.5, filter_by="state", filter="OH", is_share=True, by=3), 7.0),
        (jobs(0.5, filter_by="state", filter="TX", is_share=True, sense="at most", by=3), 7.0),
        (jobs(2.0, metric="clusters", by=0), 7.0),
        (jobs(2.0, metric="clusters", by=1), 7.0),
        (jobs(0.4, metric="capex", filter_by="state", filter="OH", is_share=True, by=3), 7.0),
        (jobs(9.5, metric="value", sense="at most", by=3), 9.0),
    ],
)  # fmt: skip
def test_target_changes_the_plan(target: Target, best: float) -> None:
    """Tests each metric, filter and sense.

    Both have 120 jobs and are worth 7; A alone, 10, misses 60 of 100 jobs and has 10 more than
    30. At most 0 jobs by period 1: A starts in period 1, 9. A value of at most 9.5: likewise.
    """
    assert a_and_b(target).best() == pytest.approx(best)


def test_target_that_no_plan_can_miss_has_no_row() -> None:
    """Tests that at most 120 jobs, or at least 0, say nothing."""
    model = a_and_b(jobs(120.0, sense="at most"), jobs(0.0)).model()
    assert len(model.target) == 0


def test_miss_is_bounded_by_how_far_a_plan_can_be() -> None:
    """Tests that 100 jobs can be missed by 100, and at most 30 be passed by 90."""
    least, most = jobs(100.0, price_musd=1.0), jobs(30.0, sense="at most", price_musd=1.0)
    model = a_and_b(least, most).model()
    assert [variable.ub for variable in model.miss.values()] == [100.0, 90.0]


def test_target_for_a_source_counts_its_shares() -> None:
    """Tests that EXT pays for half a cluster at least, though Japan is worse off by 5 for it."""
    of_ext = jobs(0.5, metric="clusters", filter_by="source", filter="EXT")
    found = with_targets(case({("A", "S"): [10]}, perspective="Japan"), of_ext)
    made = with_sources(found, money(), money(id="EXT"), to_sources=[1.0, 0.0])
    assert made.best() == pytest.approx(5.0)


def with_receipts(found: Case, by_then: np.ndarray) -> Case:
    """The case with (n,) receipts by the date of its only target."""
    options = replace(found.options, receipts_by_musd=by_then[:, None])
    return Case(found.program, options, found.preparation)


def receipts(amount: float, **terms: object) -> Target:
    """Make a target for receipts of JPN as a share of its calls."""
    of_jpn = replace(jobs(amount, metric="receipts", is_share=True), filter_by="source")
    return replace(of_jpn, filter="JPN", **terms)  # type: ignore[arg-type]


@pytest.mark.parametrize(("share", "best"), [(0.5, 10.0), (0.6, 7.0), (0.9, 0.0)])
def test_receipts_of_vehicles(share: float, best: float) -> None:
    """Tests that A gives back 30 of 60 by period 1, B 40 of 40: both 70 of 100."""
    found = a_and_b(receipts(share))
    given = np.where(found.options.cluster == 0, 30.0, 40.0)
    by_then = np.where(found.options.start == 0, given, 0.0)
    assert with_receipts(found, by_then).best() == pytest.approx(best)


@pytest.mark.parametrize(("share", "best"), [(0.25, 100.0), (0.3, 80.0), (0.5, 0.0)])
def test_receipts_of_a_pool(share: float, best: float) -> None:
    """Tests that by period 1 a pool of both has 30 of 120 called, of A alone 40 of 100."""
    found = with_targets(pool(), receipts(share))
    assert with_receipts(found, np.zeros(2)).best() == pytest.approx(best)


def test_receipts_that_are_missed_have_their_price() -> None:
    """Tests that 0.5 of 120 less 30 are 30 missed: at 0.1 each the pool is worth 97."""
    priced = with_targets(pool(), receipts(0.5, price_musd=0.1))
    assert with_receipts(priced, np.zeros(2)).best() == pytest.approx(97.0)
