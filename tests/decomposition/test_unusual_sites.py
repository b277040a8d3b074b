"""Sites with something that few have: priced as by trying every layout."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from optmodel.decomposition.choice import best_choice
from optmodel.decomposition.core import core_of
from optmodel.decomposition.layout import NoLayoutError
from optmodel.decomposition.parts import parts_of
from optmodel.decomposition.prices import Losses
from optmodel.decomposition.site import Site, site_of
from optmodel.decomposition.whole import WholeSite

from .drafts import Draft
from .random_sites import layouts_of
from .solving import keeps_rows
from .unusual import UNUSUAL, alike, forced_opening, forced_start, never_opened, only_at_once


@pytest.mark.parametrize("make", UNUSUAL, ids=lambda make: make.__name__)
def test_an_unusual_site_is_priced_as_by_trying_every_layout(make: Callable[[], Draft]) -> None:
    """Tests that value and bound are the best value of all layouts, by either way to price."""
    draft = make()
    parts = parts_of(draft.arrays())
    (part,) = parts.sites
    cost = parts.arrays["cost"]
    best = float((layouts_of(parts, draft.chains) @ cost).max())
    for site in (site_of(parts, part), WholeSite(parts, part)):
        priced = site.price(cost, 0.0)
        assert (priced.value, priced.bound) == pytest.approx((best, best), abs=1e-6)
        assert keeps_rows(parts.arrays, priced.layouts[0])


def test_two_starts_of_the_same_worth_are_not_both_left_out() -> None:
    """Tests the bound where a cluster is worth 9.7 in either of two periods: 4 + 15.2 + 2 * 9.7."""
    parts = parts_of(alike().arrays())
    site = site_of(parts, parts.sites[0])
    assert isinstance(site, Site)
    assert site.price(parts.arrays["cost"], 0.0).bound == pytest.approx(38.6)


@pytest.mark.parametrize("make", [forced_start, never_opened], ids=lambda make: make.__name__)
def test_a_site_without_the_form_of_scenarios_is_solved_as_it_stands(
    make: Callable[[], Draft],
) -> None:
    """Tests that HiGHS prices a site with a forced start, and one that must not be opened."""
    parts = parts_of(make().arrays())
    assert isinstance(site_of(parts, parts.sites[0]), WholeSite)


def test_a_forced_opening_is_part_of_every_layout() -> None:
    """Tests that the empty layout, worth 0, is none where the opening costs 5 and is forced."""
    parts = parts_of(forced_opening().arrays())
    site = site_of(parts, parts.sites[0])
    assert isinstance(site, Site)
    assert site.price(np.array([-5.0, 0.0]), 0.0).bound == pytest.approx(-5.0)


@pytest.mark.parametrize("forced", [False, True])
def test_a_site_that_cannot_be_says_so(forced: bool) -> None:
    """Tests that two starts that exclude each other and are both asked for have no layout."""
    draft = Draft()
    starts = [draft.column(1.0, lower=float(forced), row=row, place=0) for row in range(2)]
    draft.row({starts[0]: 1.0, starts[1]: 1.0}, upper=1.0)
    draft.row({starts[0]: 1.0, starts[1]: 1.0}, lower=2.0)
    parts = parts_of(draft.arrays())
    with pytest.raises(NoLayoutError):
        site_of(parts, parts.sites[0]).price(parts.arrays["cost"], 0.0)


def test_a_core_ends_where_rows_run_both_ways() -> None:
    """Tests a core without any start of two columns of which each is at most the other."""
    parts = parts_of(only_at_once().arrays())
    all_lost = Losses(0.0, np.zeros(1), np.zeros(1), np.full(2, 9.0), parts.arrays["cost"])
    core = core_of(parts, all_lost, 1.0)
    assert len(core.columns) == 0
    assert core.whole(np.zeros(0)).tolist() == [0.0, 0.0]


def test_a_row_against_the_chain_takes_no_row_of_the_chain_along() -> None:
    """Tests x0 <= x1 <= x2 with x1 <= x0: (1, 1, 0) would end what has begun."""
    draft = Draft()
    first, second, _ = draft.chain([-1.0, 5.0, -3.0], row=0)
    draft.row({second: 4.0, first: -4.0}, upper=0.0)
    parts = parts_of(draft.arrays())
    free = Losses(99.0, np.array([99.0]), np.array([99.0]), np.zeros(3), parts.arrays["cost"])
    core = core_of(parts, free, 1.0)
    assert not keeps_rows(core.arrays, np.array([1.0, 1.0, 0.0]))
    assert not keeps_rows(core.arrays, np.array([0.0, 1.0, 1.0]))
    assert keeps_rows(core.arrays, np.array([1.0, 1.0, 1.0]))
    assert keeps_rows(core.arrays, np.array([0.0, 0.0, 1.0]))


def test_no_layouts_are_no_plan() -> None:
    """Tests a choice among nothing, as a stop in the first round leaves it."""
    parts = parts_of(forced_opening().arrays())
    assert best_choice(parts, [], gap=0.0, seconds=1.0, nodes=1) is None


def test_a_column_left_out_takes_its_bound_along() -> None:
    """Tests that a column stands for a later one only as far as that one may go."""
    draft = Draft()
    early = draft.column(1.0, upper=3.0, row=0, place=0)
    late = draft.column(1.0, upper=2.0, row=0, place=0)
    draft.row({early: 1.0, late: -1.0}, upper=0.0)
    parts = parts_of(draft.arrays())
    lost = Losses(9.0, np.array([9.0]), np.array([9.0]), np.array([0.0, 5.0]), parts.arrays["cost"])
    core = core_of(parts, lost, 1.0)
    assert core.arrays["upper"].tolist() == [2.0]
    assert core.whole(np.array([2.0])).tolist() == [2.0, 2.0]


def test_rows_over_two_branches_are_both_kept() -> None:
    """Tests that x below z of two operators stays two rows: neither operator says the other's."""
    draft = Draft()
    x = draft.column(5.0, row=0, place=0)
    first = draft.column(-1.0, row=1, place=0)
    branches = [draft.column(-1.0, row=1, place=0) for _ in range(2)]
    for branch in branches:
        draft.row({first: 1.0, branch: -1.0}, upper=0.0)
        draft.row({x: 1.0, branch: -1.0}, upper=0.0)
    parts = parts_of(draft.arrays())
    free = Losses(99.0, np.array([99.0]), np.array([99.0]), np.zeros(4), parts.arrays["cost"])
    core = core_of(parts, free, 1.0)
    assert not keeps_rows(core.arrays, np.array([1.0, 0.0, 1.0, 0.0]))
    assert not keeps_rows(core.arrays, np.array([1.0, 0.0, 0.0, 1.0]))
    assert keeps_rows(core.arrays, np.array([1.0, 0.0, 1.0, 1.0]))


def test_two_that_exclude_each_other_in_all_periods_keep_the_widest_row() -> None:
    """Tests that x + z <= 0 for an early z does not speak for the later one."""
    draft = Draft()
    x = draft.column(5.0, row=0, place=0)
    chain = draft.chain([1.0, 1.0], row=1)
    for member in chain:
        draft.row({x: 1.0, member: 1.0}, upper=0.0)
    parts = parts_of(draft.arrays())
    free = Losses(99.0, np.array([99.0]), np.array([99.0]), np.zeros(3), parts.arrays["cost"])
    core = core_of(parts, free, 1.0)
    assert not keeps_rows(core.arrays, np.array([0.0, 0.0, 1.0]))


def test_the_core_keeps_the_rows_that_bounds_do_not_say() -> None:
    """Tests 5 x + 5 z <= 9.5, which two starts break, beside <= 10, which they do not."""
    draft = Draft()
    x, z = draft.chain([1.0], row=0)[0], draft.chain([1.0], row=1)[0]
    for limit in (9.5, 10.0):
        draft.row({x: 5.0, z: 5.0}, upper=limit)
        draft.row({x: -5.0, z: -5.0}, lower=-limit)
    parts = parts_of(draft.arrays())
    free = Losses(99.0, np.array([99.0]), np.array([99.0]), np.zeros(2), parts.arrays["cost"])
    core = core_of(parts, free, 1.0)
    limits = zip(core.arrays["row_lower"], core.arrays["row_upper"], strict=True)
    assert sorted(limits) == [(-np.inf, 9.5), (-9.5, np.inf)]
