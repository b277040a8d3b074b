"""The search itself: outcomes, options, progress, interrupt."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pyomo.environ as pyo
import pytest

from optmodel.search.controls import Controls
from optmodel.search.highs import solve_model, solver_options
from optmodel.search.progress import Progress
from optmodel.search.result import Outcome
from tests.formulation.hand import case, money, one

EXACT = Controls(time_limit_s=60.0, gap=0.0)


def hard_model(size: int = 60) -> pyo.ConcreteModel:
    """Make a market split problem: feasible through its slack, and not solved in a minute.

    Four rows in which the chosen weights, up to 99, must add up to half of all; the slack
    costs. Finding the value 0 or proving that there is none takes far too long.
    """
    draw = np.random.default_rng(7)
    weights = draw.integers(1, 100, size=(4, size)).astype(float)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(size), domain=pyo.Binary)
    model.miss = pyo.Var(range(4), ["over", "under"], bounds=(0.0, float(100 * size)))
    model.split = pyo.Constraint(
        range(4),
        rule=lambda m, i: (
            sum(weights[i, j] * m.x[j] for j in range(size))
            + m.miss[i, "under"]
            - m.miss[i, "over"]
            == float(weights[i].sum() // 2)
        ),
    )
    model.value = pyo.Objective(expr=-sum(model.miss.values()), sense=pyo.maximize)
    return model


def test_optimal_plan_is_proven() -> None:
    """Tests that the bound of a proven plan is its value, and that its options are recorded."""
    result = case({("A", "S"): [10, 9], ("B", "S"): [7, 6]}).solve()
    assert result.outcome is Outcome.OPTIMAL
    assert result.value == 17.0
    assert result.bound == pytest.approx(17.0, abs=1e-9)
    assert result.gap == pytest.approx(0.0, abs=1e-9)
    assert "Optimal" in result.status_text
    assert "Solving report" in result.log
    assert result.versions["highspy"]


def test_options_are_read_back() -> None:
    """Tests that what the solver says it uses is what was asked for."""
    controls = Controls(time_limit_s=17.0, gap=0.25, threads=1, seed=42)
    result = solve_model(case({("A", "S"): [10]}).model(), controls)
    asked = solver_options(controls)
    assert {name: result.options[name] for name in asked} == asked
    assert asked["mip_rel_gap"] == 0.25
    assert asked["random_seed"] == 42


def test_gap_zero_leaves_no_absolute_gap() -> None:
    """Tests that gap 0 means 0, where HiGHS by itself allows a ten-thousandth."""
    asked = solver_options(Controls(gap=0.0))
    assert (asked["mip_rel_gap"], asked["mip_abs_gap"]) == (0.0, 0.0)


def test_misspelt_option_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that an option that HiGHS does not know ends the search instead of being dropped."""
    monkeypatch.setattr(
        "optmodel.search.highs.solver_options", lambda _: {"time_limit": 9.0, "mip_relgap": 0.0}
    )
    result = solve_model(case({("A", "S"): [10]}).model(), EXACT)
    assert result.outcome is Outcome.CRASHED
    assert "mip_relgap" in result.reason


def test_ill_typed_option_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a whole number where HiGHS wants a real one is not taken silently."""
    monkeypatch.setattr("optmodel.search.highs.solver_options", lambda _: {"time_limit": 9})
    result = solve_model(case({("A", "S"): [10]}).model(), EXACT)
    assert result.outcome is Outcome.CRASHED
    assert "time_limit" in result.reason


def test_infeasible_model() -> None:
    """Tests that two clusters of 60 that must be funded do not fit 100."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [10]},
        one("A", capex_musd=60.0, decision="fund"),
        one("B", capex_musd=60.0, decision="fund"),
        pledge=money(100.0),
    ).solve()
    assert found.outcome is Outcome.INFEASIBLE
    assert (found.value, found.bound, found.x) == (None, None, None)


def test_fund_cluster_without_option_is_infeasible() -> None:
    """Tests that a row without variables that cannot hold is an outcome, not an exception."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [None]}, one("A"), one("B", decision="fund")
    ).solve()
    assert found.outcome is Outcome.INFEASIBLE
    assert "fund_once[B]" in found.reason


def test_model_without_options() -> None:
    """Tests that where nothing can be done the plan is to do nothing, proven."""
    found = case({("A", "S"): [None, None]}).solve()
    assert found.outcome is Outcome.OPTIMAL
    assert (found.value, found.bound) == (0.0, 0.0)
    assert found.x is not None
    assert found.x.size == 0


def test_nothing_worth_funding() -> None:
    """Tests that a loss is not made: value 0."""
    found = case({("A", "S"): [-5, -3]})
    assert found.best() == 0.0
    assert found.plan() == {}


def test_time_limit_before_any_plan() -> None:
    """Tests that a search without time ends without a plan and says so.

    The model has no plan that is easy to see: the slack of the split is taken away.
    """
    model = hard_model()
    for slack in model.miss.values():
        slack.setub(0.0)
    result = solve_model(model, Controls(time_limit_s=0.5, gap=0.0))
    assert result.outcome is Outcome.NO_PLAN
    assert result.x is None
    assert "time limit" in result.reason


def test_time_limit_keeps_the_best_plan() -> None:
    """Tests that a plan found in time is kept, with an honest bound."""
    result = solve_model(hard_model(), Controls(time_limit_s=1.0, gap=0.0))
    assert result.outcome is Outcome.FEASIBLE
    assert result.value is not None
    assert result.bound is not None
    assert result.value < result.bound <= 1e-6
    assert "time limit" in result.reason


def test_progress_is_reported() -> None:
    """Tests that best value, bound, time and nodes are heard while the search runs."""
    heard: list[Progress] = []
    solve_model(hard_model(), Controls(time_limit_s=2.0, gap=0.0), heard.append)
    assert heard
    assert any(progress.value is not None and progress.bound is not None for progress in heard)
    seconds = [progress.seconds for progress in heard]
    assert seconds == sorted(seconds)


def test_stop_keeps_the_best_plan() -> None:
    """Tests that a stop ends the search long before its limit, with its plan."""
    stop = threading.Event()
    begun = time.monotonic()

    def stop_at_a_plan(progress: Progress) -> None:
        if progress.value is not None and progress.value > -1e6:
            stop.set()

    result = solve_model(hard_model(), Controls(time_limit_s=100.0, gap=0.0), stop_at_a_plan, stop)
    assert time.monotonic() - begun < 60.0
    assert result.outcome is Outcome.FEASIBLE
    assert result.x is not None
    assert "the user asked to stop" in result.reason


PROGRAM = """
    import json, sys, threading, time, os, signal
    from optmodel.search.controls import Controls
    from optmodel.search.highs import solve_model
    from tests.search.test_highs import hard_model

    def tell(progress):
        if progress.value is not None:
            print("has a plan", flush=True)

    if __name__ == "__main__":
        try:
            found = solve_model(hard_model(), Controls(100.0, 0.0), tell, command=COMMAND)
            print(json.dumps({"outcome": found.outcome, "reason": found.reason}), flush=True)
        except KeyboardInterrupt:
            print("interrupted", flush=True)
"""


def run_and_interrupt(command: str, times: int) -> str:
    """Last line of a program that is sent SIGINT to its whole group once it has a plan."""
    code = textwrap.dedent(PROGRAM).replace("COMMAND", command)
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    with process.stdout as lines:
        assert lines.readline() == "has a plan\n"
        for _ in range(times):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.5)
        last = lines.read().splitlines()[-1]
    assert process.wait(30) == 0
    return last


@pytest.mark.skipif(os.name != "posix", reason="sends a signal to a process group")
def test_first_interrupt_keeps_the_best_plan() -> None:
    """Tests that Ctrl-C on the terminal stops the search and keeps its plan."""
    found = json.loads(run_and_interrupt("None", 1))
    assert found["outcome"] == "feasible"
    assert "the user asked to stop" in found["reason"]


@pytest.mark.skipif(os.name != "posix", reason="sends a signal to a process group")
def test_second_interrupt_ends_the_search() -> None:
    """Tests that a second Ctrl-C ends a search whose worker does not listen."""
    fake = Path(__file__).resolve().parents[1] / "faults" / "fake_worker.py"
    command = f"[sys.executable, {str(fake)!r}, 'kept_never_returns']"
    assert run_and_interrupt(command, 2) == "interrupted"
