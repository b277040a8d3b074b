"""Tests of the change from "has started by" to "starts in"."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.decomposition.chains import NONE, Chains, chains_of, links_of
from optmodel.decomposition.parts import Part, Parts, parts_of
from tests.oracle.generator import workbook
from tests.oracle.generator_rulebook import open_pools, rulebook

from .drafts import Draft
from .random_sites import random_program
from .solving import arrays_of
from .unusual import only_at_once, said_twice


def models(seeds: int) -> list[Parts]:
    """Random programs and workbooks, cut."""
    made = [random_program(seed) for seed in range(seeds)]
    made += [
        arrays
        for make in (workbook, rulebook, open_pools)
        for seed in range(seeds // 2)
        if (arrays := arrays_of(make(seed))) is not None
    ]
    return [parts_of(arrays) for arrays in made]


def test_starts_become_columns_that_never_fall() -> None:
    """Tests that any choice of starts is a "by" vector with the same rows and the same value."""
    random, seen = np.random.default_rng(1), 0
    for parts in models(40):
        for site in parts.sites:
            chains = chains_of(parts, site)
            if chains is not None:
                assert_same_in_both_forms(parts, site, chains, random)
                seen += 1
    assert seen > 70


def assert_same_in_both_forms(
    parts: Parts, site: Part, chains: Chains, random: np.random.Generator
) -> None:
    """The rows, the links, and the value of random starts."""
    starts = random.integers(0, 3, chains.count).astype(float)
    x = chains.to_columns @ starts
    whole = np.zeros(len(parts.arrays["cost"]))
    whole[site.columns] = x
    before = links_of(parts)[site.columns]
    earlier = np.where(before == NONE, 0.0, whole[before])
    assert np.array_equal((x - earlier)[chains.order], starts)
    assert_same_rows(parts, site, chains)
    values = random.normal(size=chains.count)
    assert (chains.to_values @ values) @ starts == pytest.approx(values @ x)


def assert_same_rows(parts: Parts, site: Part, chains: Chains) -> None:
    """Each row of the site is a row over starts, or only says that some starts are none below 0."""
    arrays = parts.arrays
    over_starts = (parts.matrix[site.rows][:, site.columns] @ chains.to_columns).toarray()
    limits = zip(arrays["row_lower"][site.rows], arrays["row_upper"][site.rows], strict=True)
    kept = chains.rows.toarray()
    number = 0
    for row, (lower, upper) in zip(over_starts, limits, strict=True):
        if number < len(kept) and np.allclose(row, kept[number]):
            assert (chains.lower[number], chains.upper[number]) == (lower, upper)
            number += 1
        else:
            assert (lower, upper) == (-np.inf, 0.0)
            assert row[row != 0.0].tolist() == [-1.0]
    assert number == len(kept)


def test_the_first_chain_is_the_opening() -> None:
    """Tests the order of chains, whichever columns come first in the model."""
    draft = Draft()
    starts, opening = draft.chain([1.0, 2.0], row=4), draft.chain([-1.0, -2.0])
    chains = chains_of(parts := parts_of(draft.arrays()), parts.sites[0])
    assert chains is not None
    assert chains.opens
    assert chains.order.tolist() == [*opening, *starts]
    assert chains.begins.tolist() == [0, 2]


def test_a_row_against_the_chain_stays_a_row() -> None:
    """Tests that x1 <= x0, which capacity may say, is no link: nothing starts in period 1."""
    parts = parts_of(only_at_once().arrays())
    chains = chains_of(parts, parts.sites[0])
    assert links_of(parts).tolist() == [NONE, 0]
    assert chains is not None
    assert chains.begins.tolist() == [0]
    assert chains.rows.toarray().tolist() == [[0.0, 4.0]]


def test_a_row_that_follows_from_a_chain_does_not_shorten_it() -> None:
    """Tests that x0 <= x2 beside x0 <= x1 <= x2 leaves a chain of three."""
    parts = parts_of(said_twice().arrays())
    chains = chains_of(parts, parts.sites[0])
    assert links_of(parts).tolist() == [NONE, 0, 1]
    assert chains is not None
    assert chains.order.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("lower", "upper", "integer"),
    [(0.0, 1.0, False), (1.0, 1.0, True), (0.0, 2.0, True)],
    ids=["an amount", "forced from a period on", "a bound that changes"],
)
def test_a_site_without_the_form_of_chains_has_none(
    lower: float, upper: float, integer: bool
) -> None:
    """Tests a second column of a cluster that differs from the first in each of these ways."""
    draft = Draft()
    early = draft.column(1.0, row=0, place=0)
    late = draft.column(1.0, lower=lower, upper=upper, integer=integer, row=0, place=0)
    draft.row({early: 1.0, late: -1.0}, upper=0.0)
    parts = parts_of(draft.arrays())
    assert chains_of(parts, parts.sites[0]) is None


def test_a_whole_number_below_zero_is_no_start() -> None:
    """Tests that a column that may be -1 is no count of starts."""
    draft = Draft()
    draft.column(1.0, lower=-1.0, row=0, place=0)
    parts = parts_of(draft.arrays())
    assert chains_of(parts, parts.sites[0]) is None
