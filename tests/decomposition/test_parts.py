"""Tests of the cut of a model along its sites."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from optmodel.decomposition.parts import parts_of
from tests.oracle.generator import workbook
from tests.oracle.generator_rulebook import open_pools, rulebook

from .drafts import Draft
from .random_sites import random_program
from .solving import arrays_of

MAKERS = [workbook, rulebook, open_pools]


@pytest.mark.parametrize("make", MAKERS)
def test_rows_and_columns_of_programs_are_each_in_one_part(make: Any) -> None:
    """Tests 40 random workbooks of each kind: parts are disjoint and together the whole model."""
    models = [arrays for seed in range(40) if (arrays := arrays_of(make(seed))) is not None]
    assert len(models) > 25
    for arrays in models:
        assert_partition(arrays)


def test_rows_and_columns_of_drawn_programs_are_each_in_one_part() -> None:
    """Tests 100 random programs with amounts likewise."""
    for seed in range(100):
        assert_partition(random_program(seed, amounts=True))


def assert_partition(arrays: dict[str, NDArray[Any]]) -> None:
    """Every row and column once, rows of a site over its columns, labels never split."""
    parts = parts_of(arrays)
    rows = np.concatenate([parts.shared_rows, *(site.rows for site in parts.sites)])
    columns = np.concatenate([parts.shared_columns, *(site.columns for site in parts.sites)])
    assert sorted(rows.tolist()) == list(range(len(arrays["row_lower"])))
    assert sorted(columns.tolist()) == list(range(len(arrays["cost"])))
    for site in parts.sites:
        body = parts.matrix[site.rows]
        assert np.isin(body.indices, site.columns).all()
        assert np.all(np.diff(body.indptr) > 0)
        labels = arrays["place"][site.columns]
        assert len(np.unique(labels[labels >= 0])) == 1
    labels = [set(arrays["place"][site.columns].tolist()) - {-1} for site in parts.sites]
    assert sum(len(each) for each in labels) == len(set().union(*labels))
    assert np.all(arrays["place"][parts.shared_columns] < 0)


def test_a_share_goes_with_the_site_of_its_start() -> None:
    """Tests that a share of a start is of its site, and the row between them as well."""
    draft = Draft()
    first, second = draft.chain([1.0], place=0), draft.chain([1.0], place=1)
    share, other = (draft.column(0.5, integer=False) for _ in range(2))
    call = draft.column(-1.0, integer=False)
    draft.row({share: 1.0, first[0]: -1.0}, upper=0.0)
    draft.row({other: 1.0, second[0]: -1.0}, upper=0.0)
    draft.row({share: 2.0, other: 3.0, call: -1.0}, upper=0.0)
    parts = parts_of(draft.arrays())
    assert [site.columns.tolist() for site in parts.sites] == [
        [first[0], share],
        [second[0], other],
    ]
    assert [site.rows.tolist() for site in parts.sites] == [[0], [1]]
    assert parts.shared_columns.tolist() == [call]
    assert parts.shared_rows.tolist() == [2]


def test_an_amount_of_two_sites_is_shared() -> None:
    """Tests that a column tied to one site by a row and to another by a second is of neither."""
    draft = Draft()
    first, second = draft.chain([1.0], place=0), draft.chain([1.0], place=1)
    gain = draft.column(2.0, integer=False)
    draft.row({gain: 1.0, first[0]: -1.0}, upper=0.0)
    draft.row({gain: 1.0, second[0]: -1.0}, upper=0.0)
    parts = parts_of(draft.arrays())
    assert parts.shared_columns.tolist() == [gain]
    assert parts.shared_rows.tolist() == [0, 1]


def test_a_program_of_one_site_is_one_part() -> None:
    """Tests that nothing but the row without a column is shared where there is one site."""
    draft = Draft()
    chain = draft.chain([1.0, 2.0], place=3)
    draft.row({chain[1]: 1.0}, upper=1.0)
    draft.row({}, upper=1.0)
    parts = parts_of(draft.arrays())
    assert [site.columns.tolist() for site in parts.sites] == [chain]
    assert parts.shared_rows.tolist() == [2]
    assert len(parts.shared_columns) == 0


def test_a_model_without_rows_is_cut() -> None:
    """Tests that columns without any row go to the site of their label, or to none."""
    draft = Draft()
    draft.chain([1.0], place=0)
    draft.column(1.0, integer=False)
    parts = parts_of(draft.arrays())
    assert [site.rows.tolist() for site in parts.sites] == [[]]
    assert parts.shared_columns.tolist() == [1]
