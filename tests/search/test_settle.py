"""What follows from the decisions is worth what it is worth, however the search left it."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pyomo.environ as pyo
import pytest

from optmodel.audit.audit import audit
from optmodel.plan.claim import claim_of
from optmodel.search.highs import solve_model
from optmodel.search.matrix import hand_over
from optmodel.search.polish import polish
from optmodel.search.result import Outcome, SolveResult
from optmodel.search.verify import Verified, verify
from optmodel.workbook.tables import Tables
from tests.cases import case as tables_of
from tests.cases import cluster, tiny_settings
from tests.formulation.hand import EXACT
from tests.oracle.pipeline import Model, model_of, plan_of

BROKEN = (sys.executable, "-c", "raise SystemExit(3)")
"""A worker that dies."""


def gains_and_misses() -> Tables:
    """A and B, 10 each, earn 5 a year in years 1 to 9 and 3 more together; 3 clusters are wanted.

    2 * (45 - 10) + 9 * 3 - 1 missed cluster = 96.
    """
    earning = {"Revenue (USD m/year)": 5}
    return tables_of(
        tiny_settings(),
        Clusters=[cluster("A", 10, **earning), cluster("B", 10, **earning)],
        Synergies=[{"Cluster A": "A", "Cluster B": "B", "Benefit (USD m/year)": 3}],
        Targets=[{"Metric": "clusters", "Sense": "at least", "Amount": 3, "Strength": 1.0}],
    )


def growing_saving() -> Model:
    """Two copies of A, and B; a saving of 6 that grows by a tenth each year, all at one site."""
    earning = {"Revenue (USD m/year)": 5}
    return model_of(
        tables_of(
            tiny_settings(**{"Capex escalation": 0.1}),
            Clusters=[cluster("A", 10, **earning, Copies=2), cluster("B", 10, **earning)],
            Synergies=[{"Cluster A": "A", "Cluster B": "B", "Capex saving (USD m)": 6}],
        )
    )


def columns_named(model: Model, family: str) -> list[int]:
    """Columns of a family of variables."""
    names = (str(each) for each in model.model.component_data_objects(pyo.Var, active=True))
    return [column for column, name in enumerate(names) if name.startswith(f"{family}[")]


def sloppy(model: Model, families: dict[str, float]) -> tuple[SolveResult, SolveResult]:
    """(the best plan, the same with all columns of some families set to a value)."""
    best = solve_model(model.model, EXACT)
    assert best.x is not None
    x = best.x.copy()
    for family, value in families.items():
        found = columns_named(model, family)
        assert found, family
        x[found] = value
    holds = verify(hand_over(model.model), x, None)
    assert isinstance(holds, Verified), holds
    assert best.value is not None
    assert holds.value < best.value - 1.0
    return best, replace(best, x=x, value=holds.value, outcome=Outcome.FEASIBLE)


@pytest.mark.parametrize("command", [None, BROKEN])
def test_synergies_and_misses_are_what_they_are_worth(command: tuple[str, ...] | None) -> None:
    """Tests that gains of 0 and a miss of 3 become 27 and 1, with a solver or without.

    The plan then passes the audit either way, the solver's value among its checks.
    """
    model = model_of(gains_and_misses())
    best, found = sloppy(model, {"gain": 0.0, "miss": 3.0})
    assert best.value == pytest.approx(96.0, abs=1e-9)
    polished = polish(model.model, found, EXACT, command=command)
    assert polished.value == pytest.approx(96.0, abs=1e-9)
    checks = audit(gains_and_misses(), claim_of(plan_of(model, polished)))
    assert "solver_value" in [check.name for check in checks]
    assert all(check.passed for check in checks)


@pytest.mark.parametrize("command", [None, BROKEN])
def test_growing_saving_is_not_counted_where_nothing_stands(
    command: tuple[str, ...] | None,
) -> None:
    """Tests that the -0.6 and -0.66 of a saving that is not had are no part of an empty plan."""
    model = growing_saving()
    matrix = hand_over(model.model)
    x = np.zeros(matrix.columns)
    x[columns_named(model, "gain_there")] = 1.0
    x[[column for column in columns_named(model, "gain") if matrix.cost[column] < 0.0]] = 1.0
    holds = verify(matrix, x, None)
    assert isinstance(holds, Verified), holds
    assert holds.value == pytest.approx(-1.26, abs=1e-9)
    found = SolveResult(Outcome.FEASIBLE, "", holds.value, 111.0, holds.x, 0.0, 0)
    assert polish(model.model, found, EXACT, command=command).value == pytest.approx(0.0, abs=1e-9)


def test_beaten_bound_stays_for_the_audit_to_see() -> None:
    """Tests that a bound of 67 is not lifted to a plan of 96, and that the plan fails on it."""
    model = model_of(gains_and_misses())
    _, found = sloppy(model, {"gain": 0.0, "miss": 3.0})
    polished = polish(model.model, replace(found, bound=67.0), EXACT)
    assert polished.bound == 67.0
    checks = audit(gains_and_misses(), claim_of(plan_of(model, polished)))
    assert [check.name for check in checks if not check.passed] == ["bound"]
