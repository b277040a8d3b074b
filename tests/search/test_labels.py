"""What belongs together in a model: rows and sites of starts, sites of openings."""

from __future__ import annotations

import pyomo.environ as pyo

from optmodel.search.labels import labels


def test_starts_have_row_and_site_openings_a_site_and_the_rest_nothing() -> None:
    """Tests that equal ids have equal labels, across starts and openings."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var([("A", "S", 0), ("A", "T", 1), ("B", "S", 0)])
    model.y = pyo.Var([("S", 0), ("T", 0)])
    model.calls = pyo.Var([("JPN", 0)])
    row, place = labels(list(model.component_data_objects(pyo.Var)))
    assert row.tolist() == [0, 0, 1, -1, -1, -1]
    assert place.tolist() == [0, 1, 0, 0, 1, -1]


def test_starts_with_an_operator_have_the_row_and_the_site() -> None:
    """Tests that the operator behind the period makes no difference."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var([("A", "S", 0, "P"), ("A", "S", 0, "Q"), ("B", "T", 0, "")])
    row, place = labels(list(model.component_data_objects(pyo.Var)))
    assert row.tolist() == place.tolist() == [0, 0, 1]


def test_a_model_with_other_indices_has_no_labels() -> None:
    """Tests that a name alone makes no label."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["a", "b"])
    model.y = pyo.Var()
    row, place = labels(list(model.component_data_objects(pyo.Var)))
    assert row.tolist() == place.tolist() == [-1, -1, -1]
