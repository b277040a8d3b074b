"""The steps from the value without limits to the plan's."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from optmodel.run.intake import tables_of
from optmodel.search import bridge
from optmodel.search.bridge import FAMILIES, BridgeStep, value_bridge
from optmodel.search.controls import Controls
from optmodel.search.matrix import hand_over
from optmodel.search.solver import branch, new_solver
from tests.oracle.enumerate_plans import best_plan, small_rulebook
from tests.oracle.pipeline import model_of

CONTROLS = Controls(time_limit_s=600.0, gap=0.0, threads=1, seed=0)
TINY = Path(__file__).parents[2] / "inputs" / "tiny.xlsx"


def bounds_of(path: Path) -> dict[str, float]:
    """Family to bound of an example."""
    tables, _ = tables_of(path)
    assert tables is not None
    return {step.family: step.bound_musd for step in value_bridge(model_of(tables).model, CONTROLS)}


def test_tiny_begins_with_every_cluster_at_its_best() -> None:
    """Tests the first step of tiny against its options: the best of each cluster, added up."""
    tables, _ = tables_of(TINY)
    assert tables is not None
    made = model_of(tables)
    best: dict[int, float] = {}
    for cluster, value in zip(made.options.cluster, made.options.npv_musd, strict=True):
        best[int(cluster)] = max(best.get(int(cluster), 0.0), float(value))
    assert bounds_of(TINY)[""] == pytest.approx(sum(best.values()))


def test_tiny_has_a_step_for_each_family_that_has_rows() -> None:
    """Tests that families without any rule in the workbook are left out."""
    assert list(bounds_of(TINY)) == ["", "sites", "order", "funding"]


@pytest.mark.parametrize("seed", range(12))
def test_no_step_rises_and_none_is_below_the_best_plan(seed: int) -> None:
    """Tests 12 random workbooks of the rulebook against the best of all plans."""
    book, space = small_rulebook(seed)
    steps = value_bridge(model_of(book.tables()).model, CONTROLS)
    bounds = [step.bound_musd for step in steps]
    assert bounds == sorted(bounds, reverse=True)
    truth = best_plan(space)
    if truth.value is not None and bounds:
        assert bounds[-1] >= truth.value - 1e-6 * max(1.0, abs(truth.value))


def test_a_stop_ends_it_at_once() -> None:
    """Tests that a user who has asked to stop does not wait for it."""
    tables, _ = tables_of(TINY)
    assert tables is not None
    stop = threading.Event()
    stop.set()
    assert value_bridge(model_of(tables).model, CONTROLS, stop) == ()


def test_every_rule_stands_in_one_family_at_most() -> None:
    """Tests that no rule is taken away twice."""
    rules = [rule for names in FAMILIES.values() for rule in names]
    assert len(rules) == len(set(rules))
    assert BridgeStep("", 1.0).family not in FAMILIES


@pytest.mark.parametrize("name", ["tiny", "crystal_land"])
def test_the_last_step_is_the_linear_relaxation(name: str) -> None:
    """Tests that the prices are right: under all limits no bound of prices is lower."""
    tables, _ = tables_of(TINY.with_stem(name))
    assert tables is not None
    model = model_of(tables).model
    arrays = hand_over(model).arrays()
    solver, _ = new_solver(arrays | {"integer": np.zeros_like(arrays["integer"])}, {})
    branch(solver, 60.0)
    steps = value_bridge(model, CONTROLS)
    best = solver.getInfo().objective_function_value
    assert steps[-1].bound_musd == pytest.approx(best, rel=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_no_prices_whatever_make_a_bound_too_low(seed: int) -> None:
    """Tests random prices, of either sign, against the best of all plans."""
    book, space = small_rulebook(seed)
    matrix = hand_over(model_of(book.tables()).model)
    truth, random = best_plan(space), np.random.default_rng(seed)
    assert truth.value is not None
    for _ in range(20):
        prices = random.normal(scale=10.0, size=len(matrix.rows))
        holding = random.random(len(prices)) < 0.7
        assert bridge._bound(matrix, prices, holding) >= truth.value - 1e-6


@pytest.mark.parametrize(
    "does",
    [
        "raise SystemExit(1)",
        "print('no message')",
        "open(folder + '/step-0.npy', 'wb').write(b'half')",
        "numpy.save(folder + '/step-0.npy', numpy.zeros(3))",
        "numpy.save(folder + '/step-0.npy', numpy.full(len(numpy.load(holds)), numpy.nan))",
    ],
)
def test_a_worker_that_fails_leaves_no_step(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests a worker that ends, sends garbage, or writes what are no prices."""
    code = "import sys, numpy; folder = sys.argv[1]; holds = folder + '/holds.npy'; " + does
    monkeypatch.setattr(bridge, "WORKER_COMMAND", (sys.executable, "-c", code))
    tables, _ = tables_of(TINY)
    assert tables is not None
    assert value_bridge(model_of(tables).model, CONTROLS) == ()


def test_a_full_disk_leaves_no_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a plan does not fail for want of room beside it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bridge, "write_model", full)
    tables, _ = tables_of(TINY)
    assert tables is not None
    assert value_bridge(model_of(tables).model, CONTROLS) == ()


def test_steps_before_a_failure_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests a worker that dies after the first step, whose prices are those without any limit."""
    code = (
        "import sys, os, numpy; folder = sys.argv[1]; "
        "rows = len(numpy.load(folder + '/holds.npy')); "
        "numpy.save(folder + '/step-0.npy', numpy.zeros(rows)); os.kill(os.getpid(), 9)"
    )
    monkeypatch.setattr(bridge, "WORKER_COMMAND", (sys.executable, "-c", code))
    tables, _ = tables_of(TINY)
    assert tables is not None
    (step,) = value_bridge(model_of(tables).model, CONTROLS)
    assert step.family == ""
