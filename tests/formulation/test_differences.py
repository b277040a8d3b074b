"""Differences of neighboring columns: what is real stays, what is rounding goes."""

from __future__ import annotations

import numpy as np
import pytest
from pyomo.repn import generate_standard_repn
from scipy import sparse

from optmodel.formulation.decisions import NONE
from optmodel.formulation.differences import difference, less_next, within
from tests.cases import case, cluster, tiny_settings
from tests.oracle.pipeline import model_of

FOLLOWING = np.array([1, NONE, 3, 4, NONE])
"""Columns 0 and 1 are of one variant, 2, 3 and 4 of another."""


def test_last_columns_keep_their_amounts():
    """Tests 7, 5 of one variant (7 - 5 = 2) and 4, 1, 9 of another (4 - 1 = 3, 1 - 9 = -8)."""
    amounts = np.array([7.0, 5.0, 4.0, 1.0, 9.0])
    assert less_next(amounts, FOLLOWING).tolist() == [2.0, 5.0, 3.0, -8.0, 9.0]


def test_sparse_and_dense_amounts_differ_alike():
    """Tests two periods: the first as above, the second 0 but for the 6 of column 3."""
    amounts = np.array([[7.0, 0.0], [5.0, 0.0], [4.0, 0.0], [1.0, 6.0], [9.0, 0.0]])
    expected = [[2.0, 0.0], [5.0, 0.0], [3.0, -6.0], [-8.0, 6.0], [9.0, 0.0]]
    assert less_next(amounts, FOLLOWING).tolist() == expected
    found = less_next(sparse.csr_array(amounts), FOLLOWING)
    assert found.toarray().tolist() == expected
    assert found.nnz == 7


def test_no_columns_have_no_differences():
    """Tests a model without options."""
    assert less_next(np.zeros((0, 3)), np.zeros(0, dtype=np.intp)).shape == (0, 3)


@pytest.mark.parametrize("form", [np.asarray, sparse.csr_array])
def test_rounding_is_no_difference(form):
    """Tests 30,000 in doubles: the next one is 4e-12 more, a dollar is 1e-6 more."""
    amounts = form(np.array([[np.nextafter(3e4, 4e4)], [3e4], [3e4 + 1e-6], [3e4], [3e4]]))
    found = less_next(amounts, FOLLOWING)
    dense = found.toarray() if sparse.issparse(found) else found
    assert dense.ravel().tolist() == [0.0, 3e4, pytest.approx(1e-6, rel=1e-4), 0.0, 3e4]


def test_rounding_of_a_rest_is_no_rest():
    """Tests 0.3 less 0.1 + 0.2, which is 6e-17 in doubles, beside 0.3 less 0.1."""
    found = difference(np.array([0.3, 0.3]), np.array([0.1 + 0.2, 0.1]))
    assert found.tolist() == [0.0, pytest.approx(0.2)]


def test_some_columns_follow_each_other_among_themselves():
    """Tests the second variant alone: columns 2, 3, 4 are the positions 0, 1, 2."""
    assert within(np.array([2, 3, 4]), FOLLOWING).tolist() == [1, 2, NONE]


def test_rounding_reaches_no_target_row():
    """Tests a cluster whose value is the same in every period, but for the last digit.

    No discount, and three steps of capex that end before the horizon: a later start earns the
    same two years. The row holds it in its last column alone.
    """
    tables = case(
        tiny_settings(**{"Decision periods": 5, "Horizon periods": 20, "Months per period": 12}),
        Clusters=[
            cluster(
                "FIB",
                21023.7,
                3,
                **{
                    "Revenue (USD m/year)": 6101.3,
                    "Operating cost (USD m/year)": 163.9,
                    "Life (years)": 2,
                    "Capex profile": "P",
                },
            )
        ],
        Profiles=[{"Profile": "P", "Kind": "capex", "Step 1": 0.2, "Step 2": 0.5, "Step 3": 0.3}],
        Targets=[{"Metric": "value", "Sense": "at least", "Amount": 3e4, "Strength": 1.0}],
    )
    built = model_of(tables)
    rounding = np.diff(built.options.npv_musd)
    assert rounding.any()
    assert np.all(np.abs(rounding) < 1e-9)
    model = built.model
    for body in (*(row.body for row in model.target.values()), model.value.expr):
        variables = generate_standard_repn(body).linear_vars
        starts = [each for each in variables if each.parent_component() is model.x]
        assert [each.index() for each in starts] == [("FIB", "S", 4)]
