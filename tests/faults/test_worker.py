"""Workers that fail: each is an outcome with a reason, never an exception, never a proof."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyomo.environ as pyo
import pytest

from optmodel.search import conversation
from optmodel.search.controls import Controls
from optmodel.search.highs import solve_model
from optmodel.search.result import Outcome, SolveResult

FAKE = str(Path(__file__).with_name("fake_worker.py"))
CONTROLS = Controls(time_limit_s=60.0, gap=0.0)


def one_of_two() -> pyo.ConcreteModel:
    """Make a model in which A is worth 10, B 7, and only one of them can be."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(["A", "B"], domain=pyo.Binary)
    model.one_of_two = pyo.Constraint(expr=model.x["A"] + model.x["B"] <= 1.0)
    model.value = pyo.Objective(expr=10.0 * model.x["A"] + 7.0 * model.x["B"], sense=pyo.maximize)
    return model


def solve_with(how: str, stop: threading.Event | None = None) -> SolveResult:
    """Solve it with a worker that fails."""
    return solve_model(one_of_two(), CONTROLS, None, stop, command=[sys.executable, FAKE, how])


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("segfaults", "ended by signal 11"),
        ("is_killed", "perhaps out of memory"),
        ("runs_out_of_memory", "MemoryError: no room for the matrix"),
        ("prints_garbage", "could not be read"),
        ("prints_endless_line", "could not be read"),
        ("prints_other_json", "could not be read"),
        ("leaves_silently", "ended without an answer (it ended with code 0)"),
        ("loses_its_way", "could not finish (kSolveError)"),
    ],
)
def test_crash_is_an_outcome(how: str, words: str) -> None:
    """Tests that a worker that dies or talks nonsense gives no plan and a reason."""
    result = solve_with(how)
    assert result.outcome is Outcome.CRASHED
    assert result.value is None
    assert result.x is None
    assert words in result.reason


@pytest.mark.parametrize(
    "how", ["segfaults", "is_killed", "runs_out_of_memory", "prints_garbage", "leaves_silently"]
)
def test_crash_keeps_the_best_plan(how: str) -> None:
    """Tests that the plan that was written before a crash is kept, and not called proven."""
    result = solve_with(f"kept_{how}")
    assert result.outcome is Outcome.FEASIBLE
    assert result.value == 10.0
    assert result.x is not None
    assert result.x.tolist() == [1.0, 0.0]
    assert result.bound == 99.0 or how == "prints_garbage"
    assert "the best plan found before is kept" in result.reason


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("violates_a_row", "row one_of_two is violated by 1"),
        ("misreports_its_objective", "claims the value 12 where its plan is worth 10"),
        ("overstates_its_result", "misreports: value 12.0, bound 12.0"),
        ("misreports_its_bound", "misreports"),
        ("returns_0.99", "0.99, which is not a whole number"),
        ("returns_nan", "not all finite"),
        ("returns_too_few", "expected 2 finite values, got 1"),
        ("claims_a_plan_it_does_not_write", "did not write"),
        ("writes_half_a_plan", "did not write"),
        ("kept_claims_infeasible", "but has found one"),
    ],
)
def test_false_claim_is_not_believed(how: str, words: str) -> None:
    """Tests that a claim that the rows contradict gives no plan and says what is wrong."""
    result = solve_with(how)
    assert result.outcome is Outcome.CRASHED
    assert result.x is None
    assert words in result.reason


@pytest.mark.parametrize("how", ["claims_optimal_with_a_gap", "gives_no_bound"])
def test_optimum_without_its_proof_is_only_a_plan(how: str) -> None:
    """Tests that "optimal" needs a bound within the gap that was asked for."""
    result = solve_with(how)
    assert result.outcome is Outcome.FEASIBLE
    assert result.value == 10.0


def test_claim_of_infeasibility_without_a_plan_stands() -> None:
    """Tests that the fakes can be believed where nothing contradicts them."""
    assert solve_with("claims_infeasible").outcome is Outcome.INFEASIBLE


@pytest.mark.parametrize("kept", [False, True])
def test_watchdog_kills_a_worker_that_never_returns(
    kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a worker that ignores its time limit is killed, and its best plan kept."""
    monkeypatch.setattr(Controls, "watchdog_s", 1.5)
    begun = time.monotonic()
    result = solve_with("kept_never_returns" if kept else "never_returns")
    assert time.monotonic() - begun < 15.0
    assert result.outcome is (Outcome.FEASIBLE if kept else Outcome.CRASHED)
    assert "ignored its time limit and was killed" in result.reason


@pytest.mark.parametrize("kept", [False, True])
def test_stop_kills_a_worker_that_ignores_it(kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a user's stop works on a worker that does not listen."""
    monkeypatch.setattr(conversation, "STOP_GRACE_S", 1.0)
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    result = solve_with("kept_never_returns" if kept else "never_returns", stop)
    assert result.outcome is (Outcome.FEASIBLE if kept else Outcome.NO_PLAN)
    assert "ignored the request to stop and was killed" in result.reason


def test_watchdog_waits_half_as_long_again_and_thirty_seconds() -> None:
    """Tests the watchdog's patience: 1.5 * 100 + 30 = 180 seconds."""
    assert Controls(time_limit_s=100.0).watchdog_s == 180.0


def test_worker_that_cannot_be_started_is_an_outcome() -> None:
    """Tests that a missing program is a reason."""
    result = solve_model(one_of_two(), CONTROLS, command=["/no/such/program"])
    assert result.outcome is Outcome.CRASHED
    assert "could not be started" in result.reason


def test_failing_progress_report_leaves_no_worker_behind(tmp_path: Path) -> None:
    """Tests that an error in the caller's own code ends the worker and reaches the caller."""

    def fail(_progress: object) -> None:
        raise RuntimeError("the terminal is gone")

    command = [sys.executable, FAKE, "kept_never_returns"]
    begun = time.monotonic()
    with pytest.raises(RuntimeError, match="the terminal is gone"):
        solve_model(one_of_two(), CONTROLS, fail, command=command)
    assert time.monotonic() - begun < 15.0


@pytest.mark.skipif(os.name != "posix", reason="process groups are those of POSIX")
def test_worker_ends_when_its_parent_does(tmp_path: Path) -> None:
    """Tests that a worker whose parent is killed ends at the end of its input."""
    code = (
        "import sys, pathlib\n"
        "from optmodel.search.child import Child\n"
        f"child = Child(pathlib.Path({str(tmp_path)!r}), [sys.executable, '-c', WORKER])\n"
        "print(child._process.pid, flush=True)\n"
        "import time; time.sleep(600)\n"
    )
    worker = (
        "import threading, time\n"
        "from optmodel.search.worker import watch_parent\n"
        "threading.Thread(target=watch_parent, args=(threading.Event(),)).start()\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", f"WORKER = {worker!r}\n{code}"], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20.0
    while time.monotonic() < deadline and _alive(pid):
        time.sleep(0.1)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    """Whether a process is there and is not only waiting to be buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
