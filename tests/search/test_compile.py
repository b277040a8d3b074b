"""The compiler of rows: the same matrix as Pyomo's own, entry by entry."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from pyomo.common.errors import InfeasibleConstraintException
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from optmodel.formulation.rows import LinearRows, Rows
from optmodel.search.compile import Compiled, HandOverError, TriviallyInfeasibleError, compile_model
from tests.formulation.rule_cases import RULE_CASES
from tests.oracle.enumerate_plans import small_workbook
from tests.oracle.pipeline import model_of


def variables_of(model: pyo.ConcreteModel) -> list[Any]:
    """Every variable in its order."""
    return list(model.component_data_objects(pyo.Var, active=True))


def standard_form(model: pyo.ConcreteModel) -> Any:
    """Compile a model with Pyomo's own compiler."""
    return LinearStandardFormCompiler().write(
        model, mixed_form=True, set_sense=pyo.maximize, column_order=variables_of(model)
    )


def assert_like_pyomo(model: pyo.ConcreteModel, found: Compiled) -> None:
    """Compare with Pyomo's standard form: rows, names, limits, coefficients and cost."""
    variables = variables_of(model)
    form = standard_form(model)
    position = {id(variable): column for column, variable in enumerate(variables)}
    columns = [position[id(variable)] for variable in form.columns]
    expected = np.zeros(found.body.shape)
    expected[:, columns] = form.A.toarray()
    cost = np.zeros(len(variables))
    cost[columns] = form.c.toarray().sum(axis=0)
    kind = np.array([entry.bound_type for entry in form.rows])
    limit = np.array(form.rhs, dtype=np.float64)
    assert list(found.names) == [str(entry.constraint) for entry in form.rows]
    assert np.array_equal(found.body.toarray(), expected)
    assert np.array_equal(found.lower, np.where(kind <= 0, limit, -np.inf))
    assert np.array_equal(found.upper, np.where(kind >= 0, limit, np.inf))
    assert np.array_equal(found.cost, cost)
    assert found.offset == sum(form.c_offset)


@pytest.mark.parametrize("rule", RULE_CASES)
def test_rows_of_every_rule_are_those_of_pyomo(rule: str) -> None:
    """Tests the case of each rule, as kept lists and once Pyomo has made the rows."""
    model = RULE_CASES[rule][0]().model()
    kept = compile_model(model, variables_of(model))
    assert model.component(rule).unmade is not None
    assert_like_pyomo(model, kept)
    assert model.component(rule).unmade is None
    assert_like_pyomo(model, compile_model(model, variables_of(model)))


@pytest.mark.parametrize("seed", range(40))
def test_rows_of_random_programs_are_those_of_pyomo(seed: int) -> None:
    """Tests programs with every kind of rule; some have a row that cannot hold."""
    model = model_of(small_workbook(seed)[0].tables()).model
    try:
        found = compile_model(model, variables_of(model))
    except TriviallyInfeasibleError as refusal:
        with pytest.raises(InfeasibleConstraintException, match=re.escape(f"'{refusal.row}'")):
            standard_form(model)
    else:
        assert_like_pyomo(model, found)


def small() -> tuple[pyo.ConcreteModel, Rows]:
    """Make columns a, b and no rows yet."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a", "b"], domain=pyo.Binary)
    model.value = pyo.Objective(expr=model.x["a"], sense=pyo.maximize)
    return model, Rows()


def test_a_column_that_comes_twice_in_a_row_is_added_up() -> None:
    """Tests 2a + 3a - b <= 4 as 5a - b <= 4, and that a - a leaves no row."""
    model, rows = small()
    a, b = model.x["a"], model.x["b"]
    rows.at_most(("twice",), [(2.0, a), (-1.0, b), (3.0, a)], 4.0)
    rows.at_most(("nothing",), [(1.0, a), (-1.0, a)], 0.0)
    rows.attach(model, "some")
    found = compile_model(model, variables_of(model))
    assert found.body.toarray().tolist() == [[5.0, -1.0]]
    assert list(found.names) == ["some[twice]"]
    assert (found.lower.tolist(), found.upper.tolist()) == ([-np.inf], [4.0])


def test_what_is_done_to_a_row_counts() -> None:
    """Tests that a row that was switched off, or given another limit, is taken as it is now."""
    model, rows = small()
    rows.at_most(("off",), [(1.0, model.x["a"])], 1.0)
    rows.at_most(("on", 2), [(1.0, model.x["b"])], 1.0)
    rows.attach(model, "some")
    model.some["off"].deactivate()
    model.some["on", 2].set_value(model.x["a"] + model.x["b"] + 2.0 <= 7.0)
    found = compile_model(model, variables_of(model))
    assert found.body.toarray().tolist() == [[1.0, 1.0]]
    assert found.upper.tolist() == [5.0]
    assert list(found.names) == ["some[on,2]"]


def test_names_of_rows_can_be_had_by_rule() -> None:
    """Tests rules, a slice and one more row."""
    model, rows = small()
    rows.at_most(("off",), [(1.0, model.x["a"])], 1.0)
    rows.at_most(("on", 2), [(1.0, model.x["b"])], 1.0)
    rows.attach(model, "some")
    model.other = pyo.Constraint(expr=model.x["a"] >= model.x["b"])
    names = compile_model(model, variables_of(model)).names.and_one("held")
    assert names.rules().tolist() == ["some", "some", "other", "held"]
    assert list(names[1:]) == ["some[on,2]", "other", "held"]
    assert names[-1] == "held"


def test_two_rows_of_one_name_are_refused() -> None:
    """Tests that no row is lost without a word."""
    model, rows = small()
    rows.at_most(("a",), [(1.0, model.x["a"])], 1.0)
    with pytest.raises(ValueError, match="Two rows"):
        rows.at_most(("a",), [(1.0, model.x["b"])], 1.0)


def test_products_and_foreign_variables_are_refused() -> None:
    """Tests that what is not linear in the model's columns does not reach the solver."""
    model, rows = small()
    stranger, _ = small()
    rows.at_most(("a",), [(1.0, stranger.x["a"])], 1.0)
    rows.attach(model, "some")
    with pytest.raises(HandOverError, match="none of the model's"):
        compile_model(model, variables_of(model))
    model.del_component("some")
    model.product = pyo.Constraint(expr=model.x["a"] * model.x["b"] <= 1.0)
    with pytest.raises(HandOverError, match="product is not linear"):
        compile_model(model, variables_of(model))


def test_rows_are_made_when_somebody_looks() -> None:
    """Tests length, look-up and limits of a component whose rows were lists."""
    model, rows = small()
    rows.equal(("a", 1), [(2.0, model.x["a"])], 1.0)
    rows.at_least(("b", 1), [(2.0, model.x["b"])], 1.0)
    rows.attach(model, "some")
    component = model.some
    assert isinstance(component, LinearRows)
    assert component.unmade is not None
    assert len(component) == 2
    assert component.unmade is None
    assert list(component) == [("a", 1), ("b", 1)]
    assert (component["b", 1].lower, component["b", 1].upper) == (1.0, None)
