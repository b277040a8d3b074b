"""The three stages of a search: what each may claim."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from optmodel.decomposition.prices import Prices, Round
from optmodel.search import by_site, tree
from optmodel.search.controls import Controls, Levers
from optmodel.search.exchange import (
    LOG_FILE,
    LOG_FILE_AGAIN,
    read_plan,
)
from optmodel.search.highs import solver_options
from optmodel.search.solver import Incumbent
from optmodel.search.stages import Search
from optmodel.search.standing import Found
from tests.search.knapsacks import best_value, knapsacks, matrix_of
from tests.search.listener import Listener

MODEL = matrix_of(knapsacks(rows=16, sites=3, seed=4))
OPTIMUM = best_value(MODEL)


STAGED = Levers(staged_from=1, by_site_from=1000)
"""Every model counts as large and none is cut, so that all stages of the tree take part."""
CUT = Levers(staged_from=1, by_site_from=2, least_gain=-1.0, dives_from=0)
"""Every model is cut along its sites."""


def searched(
    folder: Path,
    controls: Controls,
    monkeypatch: pytest.MonkeyPatch,
    listener: Listener | None = None,
    stop: threading.Event | None = None,
    levers: Levers = STAGED,
) -> Found:
    """Search the model in a folder."""
    monkeypatch.chdir(folder)
    options = {"log_to_console": False, **solver_options(controls)}
    channel = listener or Listener()
    return Search(
        MODEL.arrays(), options, folder, channel, stop or threading.Event(), levers=levers
    ).run()


def test_all_stages_together_find_and_prove_the_optimum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that at gap 0 the tree is searched to its end, and the plan file holds the optimum."""
    listener = Listener()
    found = searched(tmp_path, Controls(time_limit_s=60, gap=0.0), monkeypatch, listener)
    assert found.status == "kOptimal"
    assert found.incumbent is not None
    assert found.incumbent.value == pytest.approx(OPTIMUM)
    assert found.bound == pytest.approx(OPTIMUM)
    written = read_plan(tmp_path)
    assert written is not None
    assert written[1] == pytest.approx(OPTIMUM)
    assert [event for event, _ in listener.messages].count("started") == 1
    assert (tmp_path / LOG_FILE).exists()
    assert (tmp_path / LOG_FILE_AGAIN).exists()


def test_progress_never_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that over all stages values rise and bounds fall."""
    listener = Listener()
    searched(tmp_path, Controls(time_limit_s=60, gap=0.0), monkeypatch, listener)
    progress = [fields for event, fields in listener.messages if event == "progress"]
    values = [fields["value"] for fields in progress if fields["value"] is not None]
    assert values == sorted(values)
    assert all(fields["bound"] >= OPTIMUM - 1e-6 for fields in progress)


@pytest.mark.parametrize(
    ("ended", "bound", "status"),
    [
        ("kSolutionLimit", 101.0, "kOptimal"),
        ("kSolutionLimit", 101.1, "kSolutionLimit"),
        ("kTimeLimit", 101.0, "kOptimal"),
        ("kTimeLimit", 101.1, "kTimeLimit"),
        ("kInterrupt", 101.0, "kOptimal"),
        ("kInfeasible", 101.0, "kInfeasible"),
    ],
)
def test_a_plan_is_proven_by_the_lowest_bound_whatever_stage_it_is_from(
    ended: str, bound: float, status: str, tmp_path: Path
) -> None:
    """Tests a plan of 100 at a gap of 1 %: proven by a bound of 101, not by one of 101.1."""
    options = {"log_to_console": False, **solver_options(Controls(time_limit_s=60, gap=0.01))}
    search = Search(MODEL.arrays(), options, tmp_path, Listener(), threading.Event())
    plan = Incumbent(np.zeros(MODEL.columns), 100.0)
    search._found = Found(status=ended, incumbent=plan, bound=bound)
    assert search._settled() is (status != "kSolutionLimit")
    assert search._found.status == status


def test_a_request_to_stop_keeps_the_plan_and_claims_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a stop asked for while neighborhoods are searched ends as an interrupt."""
    stop = threading.Event()

    def ask(*_: object, **given: Any) -> Any:
        stop.set()
        assert given["over"]()
        return _[1]

    monkeypatch.setattr(tree, "improve", ask)
    found = searched(tmp_path, Controls(time_limit_s=60, gap=0.0), monkeypatch, stop=stop)
    assert found.status == "kInterrupt"
    assert found.incumbent is not None


def test_a_small_model_goes_to_the_tree_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that neighborhoods are left out where the tree alone takes no time."""
    monkeypatch.setattr(tree, "improve", lambda *_, **__: pytest.fail("expected no rounds"))
    found = searched(tmp_path, Controls(time_limit_s=60, gap=0.0), monkeypatch, levers=Levers())
    assert found.status == "kOptimal"
    assert np.count_nonzero(MODEL.integer) < Levers().staged_from


@pytest.mark.parametrize("levers", [STAGED, CUT], ids=["tree", "sites"])
@pytest.mark.parametrize("gap", [0.0, 0.005])
@pytest.mark.parametrize("seed", range(6))
def test_stages_agree_with_one_tree(
    seed: int, gap: float, levers: Levers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests on other models that value and bound of all stages hold against the optimum."""
    matrix = matrix_of(knapsacks(rows=12, sites=3, seed=seed))
    optimum = best_value(matrix)
    monkeypatch.chdir(tmp_path)
    options = {"log_to_console": False, **solver_options(Controls(time_limit_s=60, gap=gap))}
    stop = threading.Event()
    found = Search(matrix.arrays(), options, tmp_path, Listener(), stop, levers=levers).run()
    assert found.status == "kOptimal"
    assert found.incumbent is not None
    assert found.incumbent.value <= optimum + 1e-6 <= found.bound + 2e-6
    assert found.bound - found.incumbent.value <= gap * found.incumbent.value + 1e-6


def test_a_stop_before_layouts_were_put_together_leaves_a_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests a stop in the third round of pricing, long before prices and master are near."""
    stop, listener, rounds = threading.Event(), Listener(), iter(range(100))
    step = Prices.step

    def stopped(prices: Prices) -> Round:
        if next(rounds) == 2:
            stop.set()
        return step(prices)

    monkeypatch.setattr(by_site, "LOOKING", -1.0)
    monkeypatch.setattr(Prices, "step", stopped)
    controls = Controls(time_limit_s=60, gap=0.0)
    found = searched(tmp_path, controls, monkeypatch, listener, stop, CUT)
    assert next(rounds) == 3
    assert found.status == "kInterrupt"
    assert found.incumbent is not None
    assert 0.0 < found.incumbent.value <= OPTIMUM + 1e-6


def test_layouts_are_put_together_while_prices_are_far_from_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that there is a plan before prices and master are near, where that takes long."""
    listener, kept, step = Listener(), [], Prices.step

    def watched(prices: Prices) -> Round:
        kept.append(any(fields.get("value") is not None for _, fields in listener.messages))
        return step(prices)

    monkeypatch.setattr(by_site, "FIRST_PLAN_S", 1e-9)
    monkeypatch.setattr(by_site, "LOOKING", -1.0)
    monkeypatch.setattr(Prices, "step", watched)
    controls = Controls(time_limit_s=60, gap=0.0)
    found = searched(tmp_path, controls, monkeypatch, listener, levers=CUT)
    assert not kept[0]
    assert kept[-1]
    assert found.status == "kOptimal"


def impossible(rows: int = 8) -> Any:
    """More rows than the limits of one site hold, all of them required."""
    model = knapsacks(rows=rows, sites=1)
    model.all_of_them = pyo.Constraint(expr=sum(model.x.values()) >= rows)
    return matrix_of(model)


def test_impossible_is_searched_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a claim of infeasibility is repeated without presolve before it is believed."""
    monkeypatch.chdir(tmp_path)
    options = {"log_to_console": False, **solver_options(Controls(time_limit_s=60, gap=0.0))}
    found = Search(impossible().arrays(), options, tmp_path, Listener(), threading.Event()).run()
    assert found.status == "kInfeasible"
    assert "not confirmed" not in found.status_text
    assert "Presolve is switched off" in (tmp_path / LOG_FILE_AGAIN).read_text(encoding="utf-8")


def test_a_false_claim_of_infeasibility_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a plan of the second search stands where the first claimed that there is none."""
    monkeypatch.chdir(tmp_path)
    options = {"log_to_console": False, **solver_options(Controls(time_limit_s=60, gap=0.0))}
    search = Search(MODEL.arrays(), options, tmp_path, Listener(), threading.Event())
    # A claim of infeasibility comes with the bound of an empty set: nothing is worth that little.
    search._found = Found(status="kInfeasible", status_text="model Infeasible", bound=float("-inf"))
    search._confirm()
    assert search._found.status == "kOptimal"
    assert search._found.incumbent is not None
    assert search._found.incumbent.value == pytest.approx(OPTIMUM)
    assert search._found.bound == pytest.approx(OPTIMUM)
    assert "another search had claimed" in search._found.status_text


def test_neighborhoods_are_others_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a plan around which nothing was found is not searched in the same way again."""
    search = Search(MODEL.arrays(), {"random_seed": 7}, tmp_path, Listener(), threading.Event())
    seeds: list[int] = []
    monkeypatch.setattr(tree, "improve", lambda *given, **_: seeds.append(given[2]["random_seed"]))
    start = Incumbent(np.zeros(MODEL.columns), 0.0)
    for _ in range(3):
        search._improve(tree.View(MODEL.arrays()), start, 1.0)
    search._improve(tree.View(MODEL.arrays()), None, 1.0)
    assert seeds == [7, 8, 9]
