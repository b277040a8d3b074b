"""Tests of pricing a site: value, bound and losses against every layout there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from optmodel.decomposition.layout import NoLayoutError
from optmodel.decomposition.parts import Parts, parts_of
from optmodel.decomposition.site import Site, site_of
from optmodel.decomposition.whole import WholeSite
from tests.oracle.generator import Workbook, workbook
from tests.oracle.generator_rulebook import rulebook, shared_sites

from .drafts import Draft
from .random_sites import Chains, layouts_of, random_site, starts_of
from .solving import TOLERANCE, arrays_of, keeps_rows

Floats = NDArray[np.float64]
CHANGES = [0.0, 0.0, 1.7, -2.2, 5.0, -9.0]
"""What prices may do to the value of a column, often the same to several."""


def values_at(parts: Parts, random: np.random.Generator) -> Floats:
    """Values of the columns at some prices."""
    cost = parts.arrays["cost"]
    return np.asarray(cost + random.choice(CHANGES, len(cost)) * random.choice([0.0, 1.0, 1.01]))


def drawn(seeds: range) -> Iterator[tuple[int, Parts, Chains, Floats]]:
    """Random sites with all their layouts; of one without any, that pricing says so."""
    for seed in seeds:
        parts, chains = random_site(seed)
        every = layouts_of(parts, chains)
        if len(every):
            yield seed, parts, chains, every
        else:
            with pytest.raises(NoLayoutError):
                site_of(parts, parts.sites[0]).price(parts.arrays["cost"], 0.0)


@pytest.mark.parametrize("block", range(4))
def test_a_site_is_priced_as_by_trying_every_layout(block: int) -> None:
    """Tests 140 sites at three sets of values each, exactly and within a tolerance."""
    for seed, parts, _, every in drawn(range(35 * block, 35 * block + 35)):
        site = site_of(parts, parts.sites[0])
        assert isinstance(site, Site)
        random = np.random.default_rng(seed)
        for tolerance in (0.0, 0.0, 2.0):
            values = values_at(parts, random)
            best = float((every @ values).max())
            priced = site.price(values, tolerance)
            said = seed, tolerance, priced.value, priced.bound, best
            assert priced.value <= best + TOLERANCE, said
            assert priced.bound >= best - TOLERANCE, said
            assert priced.bound - priced.value <= tolerance + TOLERANCE, said
            assert values @ priced.layouts[0] == pytest.approx(priced.value, abs=TOLERANCE), said
            for layout in priced.layouts:
                assert keeps_rows(parts.arrays, layout), said


@pytest.mark.parametrize("block", range(2))
def test_no_start_loses_more_than_it_is_said_to_leave(block: int) -> None:
    """Tests every column of 80 sites: the best layout that holds it is worth bound less loss.

    Likewise the best layout of a site that stays closed.
    """
    exact = exact_closed = 0
    for seed, parts, chains, every in drawn(range(1000 + 40 * block, 1040 + 40 * block)):
        site = site_of(parts, parts.sites[0])
        values = values_at(parts, np.random.default_rng(seed))
        lost = site.losses(values, 0.0)
        bound, losses = lost.bound, lost.columns
        begun = starts_of(every, chains) > 0.5
        assert np.all(losses >= 0.0)
        for column in np.flatnonzero(begun.any(axis=0)).tolist():
            best = float((every @ values)[begun[:, column]].max())
            most = bound - float(losses[column])
            assert best <= most + TOLERANCE, (seed, column)
            exact += losses[column] > 0.0 and best >= most - TOLERANCE
        assert np.isfinite(lost.closed), seed
        assert lost.closed <= bound, seed
        closed = ~begun[:, parts.arrays["row"] < 0].any(axis=1)
        if closed.any():
            best = float((every @ values)[closed].max())
            assert best <= lost.closed + TOLERANCE, seed
            exact_closed += lost.closed < bound and best >= lost.closed - TOLERANCE
    assert exact > 60
    assert exact_closed > 5


def test_a_site_that_cannot_stay_closed_has_a_finite_bound_of_that() -> None:
    """Tests a start that is asked for and an opening that costs more than it brings."""
    draft = Draft()
    opening = draft.chain([-2.0, -5.0])
    starts = [draft.chain([0.0, 3.0], row=row) for row in range(2)]
    for x in starts:
        for early, late in zip(opening, x, strict=True):
            draft.row({late: 1.0, early: -1.0}, upper=0.0)
    draft.row({starts[0][1]: 1.0, starts[1][1]: 1.0}, lower=1.0)
    draft.row({starts[0][1]: 2.0, starts[1][1]: 3.0}, upper=4.0)
    parts = parts_of(draft.arrays())
    site = site_of(parts, parts.sites[0])
    assert isinstance(site, Site)
    lost = site.losses(parts.arrays["cost"], 0.0)
    assert (lost.bound, lost.closed) == pytest.approx((-2.0, -2.0))


@pytest.mark.parametrize("make", [workbook, rulebook, shared_sites])
def test_sites_of_workbooks_are_priced_as_by_highs(make: Callable[[int], Workbook]) -> None:
    """Tests the sites of 40 random workbooks of each kind against HiGHS on them as they stand."""
    compared = 0
    for seed in range(40):
        arrays = arrays_of(make(seed))
        if arrays is None:
            continue
        parts, random = parts_of(arrays), np.random.default_rng(seed)
        for part in parts.sites:
            site = site_of(parts, part)
            if isinstance(site, Site):
                compared += compare(
                    site, WholeSite(parts, part), arrays["cost"][part.columns], random
                )
    assert compared > 8


def compare(site: Site, whole: WholeSite, cost: Floats, random: np.random.Generator) -> bool:
    """Price at twice two random values, so that a site also begins with layouts it knows."""
    size = 1.0 + np.abs(cost).max()
    for tolerance in (0.0, 0.1 * size):
        values = cost + size * random.normal(size=len(cost)) * random.integers(0, 2)
        try:
            best = whole.price(values, 0.0)
        except NoLayoutError:
            with pytest.raises(NoLayoutError):
                site.price(values, 0.0)
            return False
        priced = site.price(values, tolerance)
        assert priced.value <= best.bound + TOLERANCE * size
        assert priced.bound >= best.value - TOLERANCE * size
        assert priced.bound - priced.value <= tolerance + TOLERANCE * size
    return True


def test_a_site_solved_as_it_stands_keeps_its_tolerance() -> None:
    """Tests 40 sites: HiGHS's value and bound hold the best layout between them."""
    for seed, parts, _, every in drawn(range(2000, 2040)):
        whole, random = WholeSite(parts, parts.sites[0]), np.random.default_rng(seed)
        for tolerance in (0.0, 3.0):
            values = values_at(parts, random)
            best = float((every @ values).max())
            priced = whole.price(values, tolerance)
            assert priced.value <= best + TOLERANCE
            assert priced.bound >= best - TOLERANCE
            assert priced.bound - priced.value <= tolerance + TOLERANCE
            assert keeps_rows(parts.arrays, priced.layouts[0])
        lost = whole.losses(values, 0.0)
        assert (lost.bound, lost.closed) == pytest.approx((best, best), abs=TOLERANCE)
        assert not lost.columns.any()


def test_sites_that_are_drawn_have_something_of_everything() -> None:
    """Tests that the sites above have copies, openings, supplies, rows from below, and marks."""
    drawn = [random_site(seed)[0] for seed in range(200)]
    labels = [parts.arrays["row"] for parts in drawn]
    assert sum((row < 0).any() for row in labels) > 50
    assert sum((row >= 0).all() for row in labels) > 30
    assert sum((parts.arrays["upper"] > 1.0).any() for parts in drawn) > 50
    assert sum((parts.matrix.data == -5.0).any() for parts in drawn) > 30
    assert sum(np.isfinite(parts.arrays["row_lower"]).any() for parts in drawn) > 15
