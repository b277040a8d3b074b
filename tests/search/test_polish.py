"""The last digits of a plan, and the pledge first."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

import numpy as np
import pyomo.environ as pyo
import pytest

from optmodel.formulation.decode import decode
from optmodel.search import exact
from optmodel.search.controls import Controls
from optmodel.search.highs import Task, solve_model
from optmodel.search.judge import Judgment, lifted
from optmodel.search.matrix import Matrix, hand_over, with_row
from optmodel.search.polish import polish
from optmodel.search.result import Outcome, SolveResult
from optmodel.search.verify import Verified
from tests.cases import case as tables_of
from tests.cases import cluster, pledge, tiny_settings
from tests.formulation.hand import EXACT, Case, case, money
from tests.formulation.money_cases import pool, with_sources
from tests.oracle.pipeline import Model, model_of, plan_of


def two_sources(**terms: object) -> Case:
    """A calls 100 and is worth 10; JPN has 70 left and EXT anything; the program does not care."""
    found = case({("A", "S"): [10]}, calls={"A": [100.0]})
    return with_sources(found, money(70.0), money(1000.0, id="EXT", **terms))


def shares(found: Case) -> object:
    """Shares of the starts of the polished best plan."""
    model = found.model()
    result = polish(model, solve_model(model, EXACT), EXACT)
    assert result.x is not None, result
    return decode(model, result.x).shares.tolist()


def test_pledge_pays_first_where_the_value_leaves_it_open() -> None:
    """Tests that EXT pays only the 30 of 100 that JPN cannot."""
    assert shares(two_sources()) == [[pytest.approx(0.7), pytest.approx(0.3)]]


def test_last_source_pays_least() -> None:
    """Tests that of three, with 70, 20 and anything, the last pays 10 of 100."""
    found = case({("A", "S"): [10]}, calls={"A": [100.0]})
    three = with_sources(found, money(70.0), money(20.0, id="MID"), money(1000.0, id="EXT"))
    assert shares(three) == [[pytest.approx(0.7), pytest.approx(0.2), pytest.approx(0.1)]]


def test_value_comes_before_the_pledge() -> None:
    """Tests that EXT pays all where each dollar from it is worth more to Japan: A loses JPN 10."""
    found = case({("A", "S"): [10]}, calls={"A": [100.0]}, perspective="Japan")
    must = replace(found.program.clusters[0], decision="fund")
    program = replace(found.program, clusters=(must,))
    made = Case(program, found.options, found.preparation)
    both = with_sources(made, money(), money(id="EXT"), to_sources=[-1.0, 0.5])
    assert shares(both) == [[0.0, 1.0]]


def test_bound_and_whole_numbers_stay() -> None:
    """Tests that only amounts change: the pool of both clusters is worth 100 before and after."""
    model = pool().model()
    found = solve_model(model, EXACT)
    polished = polish(model, found, EXACT)
    assert polished.value == pytest.approx(100.0, abs=1e-9)
    assert polished.bound == pytest.approx(found.bound, abs=1e-9)
    assert polished.outcome is Outcome.OPTIMAL
    assert polished.x is not None
    assert found.x is not None
    whole = hand_over(model).integer
    assert polished.x[whole].tolist() == np.round(found.x[whole]).tolist()


def test_wrong_amounts_are_mended() -> None:
    """Tests that a balance that is off by 1 is right after it, and the value with it."""
    model = pool().model()
    found = solve_model(model, EXACT)
    assert found.x is not None
    amounts = np.where(hand_over(model).integer, found.x, found.x + 1.0)
    polished = polish(model, replace(found, x=amounts, value=101.0), EXACT)
    assert polished.value == pytest.approx(100.0, abs=1e-9)


def test_whole_number_that_contradicts_the_amounts_is_found_again() -> None:
    """Tests that a pool that claims to be repaid while it owes 42.2 is worked out anew."""
    model = pool().model()
    found = solve_model(model, EXACT)
    assert found.x is not None
    names = [str(column) for column in model.component_data_objects(pyo.Var, active=True)]
    wrong = found.x.copy()
    wrong[names.index("pool_repaid[JPN,2]")] = 1.0
    polished = polish(model, replace(found, x=wrong), EXACT)
    assert polished.value == pytest.approx(100.0, abs=1e-9)
    assert polished.x is not None
    assert polished.x[names.index("pool_balance[JPN,2]")] == pytest.approx(42.2, abs=1e-9)


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-c", "raise SystemExit(3)"),
        (sys.executable, "-c", "print('garbage')"),
        ("/nonexistent/worker",),
    ],
)
def test_plan_is_kept_where_polishing_fails(command: tuple[str, ...]) -> None:
    """Tests that a worker that dies, babbles or is missing costs nothing but the last digits."""
    model = two_sources().model()
    found = solve_model(model, EXACT)
    kept = polish(model, found, EXACT, command=command)
    assert (kept.outcome, kept.value, kept.bound) == (found.outcome, found.value, found.bound)
    assert kept.x is not None
    assert found.x is not None
    assert kept.x.tolist() == found.x.tolist()
    assert kept.amounts.startswith("amounts kept as the search left them; best value: the solver")
    assert kept.amounts in kept.log


def test_one_source_has_nothing_to_polish() -> None:
    """Tests that a model of whole numbers alone, and a search without a plan, stay as is."""
    model = case({("A", "S"): [10]}).model()
    found = solve_model(model, EXACT)
    assert polish(model, found, EXACT) is found
    empty = replace(found, x=None)
    assert polish(two_sources().model(), empty, EXACT) is empty


def test_plan_that_turns_out_worse_is_not_called_proven() -> None:
    """Tests that a value of 100 under a bound of 120 is no longer within the gap."""
    model = pool().model()
    found = solve_model(model, EXACT)
    claimed = replace(found, value=120.0, bound=120.0)
    polished = polish(model, claimed, Controls(gap=1e-4))
    assert (polished.outcome, polished.bound) == (Outcome.FEASIBLE, 120.0)


def test_row_is_scaled_into_what_the_solver_takes() -> None:
    """Tests that a row of 1e7 and 1e-1 keeps both, times a power of two, and none adds none."""
    matrix = hand_over(case({("A", "S"): [10, 9]}).model())
    coefficients = np.zeros(matrix.columns)
    assert with_row(matrix, coefficients, 1.0) is matrix
    coefficients[:2] = 1e7, 1e-1
    held = with_row(matrix, coefficients, 1e6)
    added = held.values[matrix.starts[-1] :]
    assert added[0] / added[1] == 1e8
    assert np.log2(added[1] / 1e-1) % 1 == 0
    assert added.max() <= 1e5
    assert held.row_lower[-1] / added[0] == 0.1


def test_bound_is_lifted_over_rounding_alone() -> None:
    """Tests that of a value of 100 a thousandth is rounding, and 0.0011 is not."""
    matrix = hand_over(case({("A", "S"): [100]}).model())
    plan = Verified(np.array([1.0, *np.zeros(matrix.columns - 1)]), 100.0)
    assert lifted(matrix, 100.0 - 0.9e-3, plan) == 100.0
    assert lifted(matrix, 100.0 - 1.1e-3, plan) == 100.0 - 1.1e-3
    assert lifted(matrix, 101.0, plan) == 101.0


def watched_pool(**terms: object) -> Model:
    """A 10 and B 12, paid by a pool that has to be repaid, or by EXT; the program does not care."""
    free = {"Pays for site preparation": "no"}
    before = {"Share before recovery": 0.5, "Share after recovery": 0.1, "Deemed rate": 0.04}
    return model_of(
        tables_of(
            tiny_settings(**{"Horizon periods": 15}),
            Clusters=[
                cluster("A", 10, **{"Revenue (USD m/year)": 8}),
                cluster("B", 12, **{"Revenue (USD m/year)": 9}),
            ],
            Funding=[
                pledge(
                    1e3,
                    Vehicle="pooled",
                    **{"Recovery target (years)": 10},
                    **before,
                    **free,
                    **terms,
                ),
                {"Source": "EXT", "Commitment (USD m)": 1e3} | free,
            ],
        )
    )


def all_paid_by_the_other(model: Model) -> SolveResult:
    """The best plan with as many calls on EXT as there can be: 22, which leaves the pool empty."""
    calls = sum(each for (source, _), each in model.model.calls.items() if source == "JPN")
    row = model.model.other_pays = pyo.Constraint(expr=calls <= 0.0)
    found = solve_model(model.model, EXACT)
    row.deactivate()
    return found


@pytest.mark.parametrize("terms", [{}, {"Interest from": "operation"}])
def test_pledge_pays_first_though_its_pool_is_watched(terms: dict[str, object]) -> None:
    """Tests that JPN pays the 22 that a search had EXT pay, with the pool repaid all along."""
    model = watched_pool(**terms)
    polished = polish(model.model, all_paid_by_the_other(model), EXACT)
    plan = plan_of(model, polished)
    assert polished.amounts == "amounts worked out to a billionth"
    assert sum(plan.calls_musd["JPN"]) == pytest.approx(22.0, abs=1e-6)
    assert sum(plan.calls_musd["EXT"]) == pytest.approx(0.0, abs=1e-6)


def test_payers_of_a_watched_pool_are_not_searched_once_the_user_stops() -> None:
    """Tests that a stop leaves the payers, says so, and still works the amounts out."""
    model, stop = watched_pool(), threading.Event()
    found = all_paid_by_the_other(model)
    stop.set()
    polished = polish(model.model, found, EXACT, stop)
    assert polished.amounts == (
        "amounts worked out to a billionth; "
        "sparing EXT, pools free: not tried, the user asked to stop"
    )
    assert sum(plan_of(model, polished).calls_musd["EXT"]) == pytest.approx(22.0, abs=1e-6)


@pytest.mark.parametrize(("limit", "parts", "seconds"), [(60.0, 2, 3.0), (3600.0, 3, 10.0)])
def test_yes_or_no_takes_a_part_of_the_time(
    monkeypatch: pytest.MonkeyPatch, limit: float, parts: int, seconds: float
) -> None:
    """Tests that such searches together take a tenth of the time limit, and 30 s at most."""
    tasks: list[Task] = []

    def search(task: Task, *_: object) -> tuple[Judgment, None, str]:
        tasks.append(task)
        return Judgment(Outcome.NO_PLAN, "the time limit was reached"), None, ""

    monkeypatch.setattr(exact, "search_in_child", search)
    searches = exact.Exact(Controls(time_limit_s=limit), None, None)
    assert searches.choices(hand_over(watched_pool().model), "payers", parts) is None
    assert [task.options["time_limit"] for task in tasks] == [seconds]
    assert searches.notes == ["payers: the time limit was reached"]


def test_a_model_without_columns_is_no_fault() -> None:
    """Tests a plan that leaves nothing to decide: every start is ruled out."""
    none, whole = np.zeros(0), np.zeros(0, dtype=np.int64)
    empty = Matrix(
        cost=none,
        offset=0.0,
        lower=none,
        upper=none,
        integer=np.zeros(0, dtype=np.bool_),
        row_lower=none,
        row_upper=none,
        starts=np.zeros(1, dtype=np.int32),
        indices=np.zeros(0, dtype=np.int32),
        values=none,
        row=whole,
        place=whole,
        rows=(),
        notes=(),
    )
    search = exact.Exact(EXACT, None, None)
    assert search.amounts(empty, "nothing") is None
    assert len(search.notes) == 1
