"""Tests that published instances with 2 to 30 resources give their optimum at gap 0."""

from __future__ import annotations

import pytest

import optmodel
from tests.published.capital_budgeting import Knapsack, knapsacks, workbook

ALL = knapsacks()

# Smallest and largest of each author, and of 2, 5 and 30 resources; the rest is nightly.
QUICK = ("WEING1", "WEING7", "WEING8", "WEISH01", "WEISH18", "WEISH30", "SENTO1", "SENTO2")


def test_instances_have_their_published_sizes() -> None:
    """Tests the sizes of the OR-Library: 28 and 105 x 2, 60 x 30, 30 to 90 x 5; 40 instances."""
    sizes = {name: (len(each.values), len(each.capacities)) for name, each in ALL.items()}
    assert len(sizes) == 40
    assert sizes["WEING1"] == (28, 2)
    assert sizes["WEING7"] == sizes["WEING8"] == (105, 2)
    assert sizes["SENTO1"] == sizes["SENTO2"] == (60, 30)
    assert sizes["WEISH01"] == (30, 5)
    assert sizes["WEISH30"] == (90, 5)


def _solved(knapsack: Knapsack) -> None:
    """Solve an instance and compare with its optimum; the choice fits when added up by hand."""
    plan = optmodel.solve(workbook(knapsack))
    assert plan.status == "optimal"
    assert plan.value_musd == pytest.approx(knapsack.optimum, abs=1e-6)
    chosen = [index for index, each in enumerate(plan.decisions) if each.funded]
    assert sum(knapsack.values[index] for index in chosen) == knapsack.optimum
    for resource, capacity in enumerate(knapsack.capacities):
        assert sum(knapsack.uses[index][resource] for index in chosen) <= capacity


@pytest.mark.parametrize("name", QUICK)
def test_published_optimum(name: str) -> None:
    """Tests an instance that takes a few seconds at most."""
    _solved(ALL[name])


@pytest.mark.nightly
@pytest.mark.parametrize("name", [name for name in ALL if name not in QUICK])
def test_published_optimum_of_the_rest(name: str) -> None:
    """Tests all others."""
    _solved(ALL[name])
