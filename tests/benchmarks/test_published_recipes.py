"""Tests that recipes and their sheets are the published problems, by trying every choice."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

import optmodel
from benchmarks.published import assignment, budgeting


def _best_assignment(instance: assignment.Assignment) -> float:
    """Least cost over every way to give the jobs to the agents."""
    agents, jobs = instance.costs.shape
    found = []
    for chosen in product(range(agents), repeat=jobs):
        used = np.zeros(agents)
        np.add.at(used, list(chosen), instance.needs[list(chosen), range(jobs)])
        if (used <= instance.capacities).all():
            found.append(instance.costs[list(chosen), range(jobs)].sum())
    return float(min(found))


def _best_budget(instance: budgeting.Budgeting) -> float:
    """Largest profit over every choice of projects."""
    choices = np.array(list(product((0, 1), repeat=len(instance.profits))))
    fits = (choices @ instance.weights.T <= instance.capacities).all(axis=1)
    return float((choices[fits] @ instance.profits).max())


def test_assignment_of_three_jobs_by_hand() -> None:
    """Tests two agents and three jobs: each alone could do two of them, cheapest 1 + 2 + 4 = 7.

    Agent A has costs 1, 2, 3 and room for two jobs, B costs 5, 5, 4. All at A would be 6.
    """
    instance = assignment.Assignment(
        costs=np.array([[1.0, 2.0, 3.0], [5.0, 5.0, 4.0]]),
        needs=np.ones((2, 3)),
        capacities=np.array([2.0, 2.0]),
    )
    plan = optmodel.solve(assignment.sheets(instance), gap=0.0)
    assert plan.value_musd == pytest.approx(-7.0)
    assert [each.site for each in plan.decisions] == ["A01", "A01", "A02"]


@pytest.mark.parametrize("kind", assignment.TYPES)
def test_value_is_the_least_cost(kind: str) -> None:
    """Tests that the value of a drawn instance is the least cost of all 3^6, with a minus."""
    instance = assignment.draw(kind, 3, 6)
    plan = optmodel.solve(assignment.sheets(instance), gap=0.0)
    assert plan.status == "optimal"
    assert plan.value_musd == pytest.approx(-_best_assignment(instance))


@pytest.mark.parametrize("tightness", [0.25, 0.5, 0.75])
def test_value_is_the_largest_profit(tightness: float) -> None:
    """Tests that the value of a drawn instance is the largest profit of all 2^12 choices."""
    instance = budgeting.draw(12, 3, tightness)
    plan = optmodel.solve(budgeting.sheets(instance), gap=0.0)
    assert plan.value_musd == pytest.approx(_best_budget(instance))


def test_recipe_of_chu_and_beasley() -> None:
    """Tests weights of 0 to 1000, capacities of a quarter of them, profits tied to weights."""
    instance = budgeting.draw(100, 5, 0.25)
    assert instance.weights.shape == (5, 100)
    assert instance.weights.min() >= 0
    assert instance.weights.max() <= 1000
    assert instance.capacities == pytest.approx(0.25 * instance.weights.sum(axis=1), abs=1)
    above = instance.profits - instance.weights.mean(axis=0)
    assert above.min() >= -0.001
    assert above.max() <= 500.001


def test_recipe_of_type_d() -> None:
    """Tests that needs are 1 to 100 and cost and need add up to 101 to 121."""
    instance = assignment.draw("D", 5, 40)
    assert instance.needs.min() >= 1
    assert instance.needs.max() <= 100
    total = instance.costs + instance.needs
    assert total.min() >= 101
    assert total.max() <= 121
    assert instance.capacities == pytest.approx(0.8 * instance.needs.sum(axis=1) / 5, abs=1)


def test_an_instance_is_its_arguments() -> None:
    """Tests that two draws are the same and another seed is another instance."""
    one, two, other = (budgeting.draw(9, 2, 0.5, seed) for seed in (1, 1, 2))
    assert (one.weights == two.weights).all()
    assert (one.weights != other.weights).any()


def test_unknown_type_is_refused() -> None:
    """Tests that only the three types are drawn."""
    with pytest.raises(ValueError, match="Expected one of C, D, E"):
        assignment.draw("A", 2, 3)
