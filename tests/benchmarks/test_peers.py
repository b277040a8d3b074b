"""Tests that every peer solves the same problem: same values at gap 0, same rows."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

import optmodel
from benchmarks.speed import cases
from benchmarks.speed.array_rules import rules_of
from benchmarks.speed.building import Given, linopy_model, numpy_linear
from benchmarks.speed.linear import Linear, highs_of
from benchmarks.speed.mps import linear_of_case
from benchmarks.speed.plain_model import NotPlainError, plain_model
from benchmarks.speed.process import Job, run_job
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation

SEEDS = (1, 3, 4)  # in the program of seed 2 nothing is worth funding


def _given(case: str) -> Given:
    program = cases.program_of_tables(cases.tables_of_case(case))
    return Given(program, build_options(program), build_preparation(program))


def _plain_value(given: Given) -> float:
    from pyomo.contrib.appsi.solvers import Highs

    solver = Highs()
    solver.config.mip_gap = 0.0
    model = plain_model(given.program, given.options, given.preparation)
    return float(solver.solve(model).best_feasible_objective)


@pytest.mark.parametrize("seed", SEEDS)
def test_plain_transcription_has_our_value(seed: int) -> None:
    """Tests drawn programs with permits, preparation, calls and dependencies."""
    case = f"{cases.SMALL.name}-{seed}"
    ours = optmodel.solve(cases.sheets_of(case), gap=0.0, time_limit=60)
    assert ours.status == "optimal"
    assert ours.value_musd > 0
    assert _plain_value(_given(case)) == pytest.approx(ours.value_musd, rel=1e-6)


def test_plain_transcription_refuses_what_it_does_not_write() -> None:
    """Tests that copies and several sources are named, not left out without a word."""
    given = _given("crystal_land")
    with pytest.raises(NotPlainError, match="copies of a row, several sources"):
        plain_model(given.program, given.options, given.preparation)


@pytest.mark.skipif(find_spec("pyscipopt") is None, reason="needs the extra bench")
@pytest.mark.skipif(find_spec("ortools") is None, reason="needs the extra bench")
@pytest.mark.parametrize(
    "case",
    [
        f"{cases.SMALL.name}-1",
        pytest.param("assignment-C-3x9", marks=pytest.mark.nightly),
        pytest.param("tiny", marks=pytest.mark.nightly),
    ],
)
def test_all_solvers_have_one_value(case: str, tmp_path: Path) -> None:
    """Tests that each search, in its own process, ends with one value and that as its bound."""
    found = {}
    for solver in ("ours", "plain", "mps", "scip", "cpsat"):
        run = run_job(Job(solver, case, 60.0, 0.0, 1), tmp_path)
        assert run["ended"] == "done", run["complaint"]
        if solver != "mps":
            found[solver] = run["events"][-1][1:]
            assert run["facts"].get("worst_violation", 0.0) < 1e-6
    value = found["ours"][0]
    assert value != 0.0
    # CP-SAT turns figures into whole numbers, to a millionth or so.
    assert found == {solver: pytest.approx([value, value], rel=1e-5) for solver in found}


@pytest.mark.parametrize("seed", SEEDS)
def test_numpy_writes_our_rows(seed: int) -> None:
    """Tests that each rule has the same rows in both builders, and the columns the same worth."""
    case = f"{cases.SMALL.name}-{seed}"
    ours, theirs = linear_of_case(case), numpy_linear(_given(case))
    assert _rows(theirs) == _rows(ours)
    assert theirs.cost == pytest.approx(ours.cost)
    assert theirs.upper == pytest.approx(ours.upper)
    assert (theirs.integer == ours.integer).all()


@pytest.mark.skipif(find_spec("linopy") is None, reason="needs the extra bench")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_linopy_has_our_optimum() -> None:
    """Tests that the linopy model has as many entries as ours and the same best value."""
    case = f"{cases.SMALL.name}-1"
    ours, theirs = highs_of(linear_of_case(case)), linopy_model(_given(case)).to_highspy()
    assert theirs.getNumNz() == ours.getNumNz()
    for solver in (ours, theirs):
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.run()
    values = [abs(each.getInfo().objective_function_value) for each in (ours, theirs)]
    assert values[0] == pytest.approx(values[1])


def test_drawn_programs_have_every_rule() -> None:
    """Tests that the small programs above hold each rule of the large ones."""
    given = _given(f"{cases.SMALL.name}-1")
    names = {rule.name for rule in rules_of(given.program, given.options, given.preparation)}
    assert {"dependency", "site_supply", "call_limit", "open_before_start", "fund_once"} <= names


def _rows(model: Linear) -> dict[str, Counter[tuple[object, ...]]]:
    """Rows by rule, each without regard to its scale and place."""
    found: dict[str, Counter[tuple[object, ...]]] = {}
    body = model.body.copy()
    body.sort_indices()
    for row, rule in enumerate(model.rules.tolist()):
        entries = slice(body.indptr[row], body.indptr[row + 1])
        scale = float(np.abs(body.data[entries]).max())
        key = (
            tuple(body.indices[entries].tolist()),
            tuple(np.round(body.data[entries] / scale, 9).tolist()),
            round(float(model.row_lower[row]) / scale, 9),
            round(float(model.row_upper[row]) / scale, 9),
        )
        found.setdefault(rule, Counter())[key] += 1
    return found
