"""The model as a whole: names, ids of any kind, figures that are not finite."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pyomo.environ as pyo
import pytest

from optmodel.economics.types import Options
from optmodel.formulation.lp import write_lp
from optmodel.formulation.model import NotFiniteError, build_model
from optmodel.formulation.names import Symbols
from optmodel.formulation.rules import ROW_RULES, RULES
from tests.formulation.hand import Case, case, one, place


def test_components_are_the_rules() -> None:
    """Tests that the model has a component per rule that makes rows, in the same order."""
    model = case({("A", "S"): [1]}).model()
    names = [component.local_name for component in model.component_objects(pyo.Constraint)]
    assert names == list(ROW_RULES)


def test_every_rule_says_how_it_acts() -> None:
    """Tests that a rule makes rows, counts, or takes options away."""
    assert {acts.partition(":")[0] for acts in RULES.values()} == {"row", "count", "option"}


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("figure", ["npv_musd", "npv_source_musd", "capital_steps_musd"])
def test_figures_that_are_not_finite_are_refused(figure: str, wrong: float) -> None:
    """Tests that no NaN and no infinity reaches the model."""
    found = case({("A", "S"): [1]})
    amounts = getattr(found.options, figure).copy()
    amounts.flat[0] = wrong
    options: Options = replace(found.options, **{figure: amounts})
    with pytest.raises(NotFiniteError):
        build_model(found.program, options, found.preparation)


@pytest.mark.parametrize("figure", ["spend_musd", "npv_musd"])
def test_preparation_that_is_not_finite_is_refused(figure: str) -> None:
    """Tests the same for site preparation."""
    found = case({("A", "S"): [1]})
    amounts = getattr(found.preparation, figure).copy()
    amounts.flat[0] = np.nan
    preparation = replace(found.preparation, **{figure: amounts})
    with pytest.raises(NotFiniteError):
        build_model(found.program, found.options, preparation)


def renamed(first: str, second: str, site: str) -> Case:
    """Make "two clusters, room for one" under other names."""
    return case(
        {(first, site): [10, 9], (second, site): [7, 6]},
        one(first),
        one(second),
        sites=[place(site, maximum_clusters=1)],
    )


@pytest.mark.parametrize(
    ("first", "second", "site"),
    [
        ("東京", "大阪", "場所"),
        ("A B", "A_B", "S"),
        ("a,b", "a", "b,c"),
        ("*", "...", "[x]"),
        ("1", "1.0", "0"),
        ("Ω" * 300, "Ω" * 299, "é"),
        ("e1", "E1", "None"),
    ],
)
def test_ids_of_any_kind_give_the_same_plan(first: str, second: str, site: str) -> None:
    """Tests that a name changes nothing: the first cluster now, 10."""
    found = renamed(first, second, site)
    assert found.plan() == {first: (site, 0)}
    assert found.best() == 10.0


@pytest.mark.parametrize(
    ("first", "second", "site"),
    [("A B", "A_B", "S"), ("東京", "大阪", "場 所"), ("a,b", "a b", "c")],
)
def test_lp_file_has_safe_and_unique_names(first: str, second: str, site: str) -> None:
    """Tests that an LP file is plain ASCII and that no two variables share a name."""
    text = io.StringIO()
    write_lp(renamed(first, second, site).model(), text)
    assert text.getvalue().isascii()
    binaries = text.getvalue().partition("binary\n")[2].split()[:-1]
    assert len(binaries) == len(set(binaries)) == 6


def test_symbols_spell_what_they_can() -> None:
    """Tests that a reader recognizes the names."""
    model = case({("FIB/2", "Oak Ridge"): [1]}).model()
    assert Symbols()(model.x["FIB/2", "Oak Ridge", 0]) == "x(FIB_2,Oak_Ridge,0)"
