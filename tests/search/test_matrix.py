"""The hand-over: nothing is lost, dropped or not finite on the way to the solver."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from optmodel.search.matrix import HandOverError, TriviallyInfeasibleError, hand_over


def two_rows(coefficients: tuple[float, float], limit: float = 1.0) -> Any:
    """Make a model with columns a, b, unused, and one row of a and b."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a", "b", "unused"], domain=pyo.Binary)
    first, second = coefficients
    model.row = pyo.Constraint(expr=first * model.x["a"] + second * model.x["b"] <= limit)
    model.value = pyo.Objective(expr=3.0 * model.x["b"] + 1.0, sense=pyo.maximize)
    return model


def test_columns_keep_their_order_and_unused_ones_stay() -> None:
    """Tests that cost, bounds and rows are those of the model, column by column."""
    matrix = hand_over(two_rows((2.0, 5.0)))
    assert matrix.cost.tolist() == [0.0, 3.0, 0.0]
    assert matrix.offset == 1.0
    assert matrix.upper.tolist() == [1.0, 1.0, 1.0]
    assert matrix.activity(np.array([1.0, 1.0, 1.0])).tolist() == [7.0]
    assert (matrix.row_lower.tolist(), matrix.row_upper.tolist()) == ([-math.inf], [1.0])
    assert matrix.notes == ()


def test_minimization_is_turned_around() -> None:
    """Tests that the matrix always maximizes."""
    model = two_rows((1.0, 1.0))
    model.value.set_value(2.0 * model.x["a"])
    model.value.sense = pyo.minimize
    assert hand_over(model).cost.tolist() == [-2.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("coefficients", "limit"), [((4e6, 2e6), 4e6), ((1e-5, 2e-5), 2e-5), ((1e7, 1.0), 1e7)]
)
def test_rows_outside_the_comfortable_range_are_scaled_by_a_power_of_two(
    coefficients: tuple[float, float], limit: float
) -> None:
    """Tests that scaling is exact: the limit over the first coefficient stays what it was."""
    matrix = hand_over(two_rows(coefficients, limit))
    factor = matrix.values[0] / coefficients[0]
    assert math.log2(factor) % 1.0 == 0.0
    assert factor != 1.0
    assert matrix.row_upper[0] == limit * factor
    assert matrix.values[1] == coefficients[1] * factor


def test_rows_inside_it_are_left_alone() -> None:
    """Tests that ordinary rows reach the solver as they were written."""
    assert hand_over(two_rows((1e-4, 1e5), 1e9)).values.tolist() == [1e-4, 1e5]


def test_wide_row_is_reported() -> None:
    """Tests that a row with coefficients from 1 to ten million is named."""
    (note,) = hand_over(two_rows((1e7, 1.0))).notes
    assert note.startswith("Row row holds coefficients from 1 to 1e+07")


def test_coefficient_that_would_vanish_is_refused() -> None:
    """Tests that a spread of 1e20 is an error, because HiGHS would drop the small end."""
    with pytest.raises(HandOverError, match="would vanish"):
        hand_over(two_rows((1e12, 1e-8)))


def test_unbounded_variable_is_refused() -> None:
    """Tests that every variable has finite bounds."""
    model = two_rows((1.0, 1.0))
    model.free = pyo.Var(bounds=(0.0, None))
    with pytest.raises(HandOverError, match="free has no finite bounds"):
        hand_over(model)


def test_infinite_coefficient_is_refused() -> None:
    """Tests that an infinity in a row does not reach the solver."""
    with pytest.raises(HandOverError, match=r"not finite|vanish"):
        hand_over(two_rows((math.inf, 1.0)))


def test_infinite_cost_is_refused() -> None:
    """Tests that an infinity in the objective does not reach the solver."""
    model = two_rows((1.0, 1.0))
    model.value.set_value(math.inf * model.x["a"])
    with pytest.raises(HandOverError, match="objective"):
        hand_over(model)


def test_row_without_variables_that_cannot_hold_is_named() -> None:
    """Tests that an empty row is an answer of its own, with its name."""
    model = two_rows((1.0, 1.0))
    model.empty = pyo.Constraint(["it's"], rule=lambda m, _: (1.0, 0.0 * m.x["a"], 1.0))
    with pytest.raises(TriviallyInfeasibleError, match=r"empty\[.it.+s.\]"):
        hand_over(model)


def test_model_without_rows_or_columns() -> None:
    """Tests that nothing at all has a matrix."""
    model = pyo.ConcreteModel()
    model.value = pyo.Objective(expr=0.0, sense=pyo.maximize)
    matrix = hand_over(model)
    assert (matrix.columns, len(matrix.row_lower)) == (0, 0)
