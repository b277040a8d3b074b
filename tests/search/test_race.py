"""Two trees of a core beside each other, and what a tree's claims are worth."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from optmodel.decomposition.core import Core
from optmodel.search import tree
from optmodel.search.controls import Controls
from optmodel.search.exchange import LOG_FILE_CORE, LOG_FILE_RIVAL
from optmodel.search.highs import solver_options
from optmodel.search.solver import Incumbent, OptionError
from optmodel.search.stages import Search
from tests.search.knapsacks import best_value, knapsacks, matrix_of
from tests.search.listener import Listener

MODEL = matrix_of(knapsacks(rows=16, sites=3, seed=4))
OPTIMUM = best_value(MODEL)


def announced(**controls: Any) -> Search:
    """A search in the current folder that has told its options."""
    options = {"log_to_console": False, **solver_options(Controls(**controls))}
    search = Search(MODEL.arrays(), options, Path.cwd(), Listener(), threading.Event())
    search._announce()
    return search


def empty_core(search: Search) -> tree.View:
    """A core without any plan, outside of which none is worth more than 1."""
    columns = np.arange(MODEL.columns)
    one = np.ones(MODEL.columns)
    return tree.View.of(Core({**search._arrays, "lower": one, "upper": one}, columns, columns), 1.0)


@pytest.mark.parametrize("first", ["own", "rival", "neither"])
def test_of_two_trees_the_first_to_end_ends_the_other(
    first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a core counts as searched where one tree came to its end, whichever it is."""
    search = Search(MODEL.arrays(), {"threads": 2}, tmp_path, Listener(), threading.Event())
    began = threading.Barrier(2, timeout=10.0)

    def branch(
        _: tree.View, log: str, more: dict[str, Any], __: Incumbent | None, **given: Any
    ) -> str:
        name = "rival" if log == LOG_FILE_RIVAL else "own"
        assert bool(more) == (name == "rival")
        began.wait()
        if first == "neither":
            return "kTimeLimit"
        if name == first:
            return "kOptimal"
        ends = threading.Event()
        for _ in range(1000):
            if given["until"]():
                return "kInterrupt"
            ends.wait(0.01)
        pytest.fail("it was never told to end")

    monkeypatch.setattr(search, "_branch", branch)
    assert search._race(tree.View(MODEL.arrays())) == (first != "neither")


@pytest.mark.parametrize("fails", [LOG_FILE_CORE, LOG_FILE_RIVAL])
def test_a_tree_that_fails_ends_the_other_and_is_told(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that nothing that goes wrong in a thread is lost."""
    search = Search(MODEL.arrays(), {"threads": 2}, tmp_path, Listener(), threading.Event())
    told: list[bool] = []

    def branch(_: tree.View, log: str, *__: Any, until: Any, **___: Any) -> str:
        if log == fails:
            raise OptionError("no such option")
        ends = threading.Event()
        for _ in range(1000):
            if until():
                break
            ends.wait(0.01)
        told.append(until())
        return "kInterrupt"

    monkeypatch.setattr(search, "_branch", branch)
    with pytest.raises(OptionError):
        search._race(tree.View(MODEL.arrays()))
    assert told == [True]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_trees_find_and_prove_the_optimum(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests value and bound where two of them search the model, and that each has a log."""
    monkeypatch.chdir(tmp_path)
    search = announced(gap=0.0, threads=2, seed=seed)
    arrays = search._arrays
    whole = Core(arrays, np.arange(MODEL.columns), np.arange(MODEL.columns))
    assert search._race(tree.View.of(whole, 0.0))
    found = search._found
    assert found.incumbent is not None
    assert found.incumbent.value == pytest.approx(OPTIMUM)
    assert found.bound == pytest.approx(OPTIMUM)
    assert (tmp_path / LOG_FILE_CORE).exists()
    assert (tmp_path / LOG_FILE_RIVAL).exists()
    assert not search._nodes_by_log


def test_a_core_that_holds_a_plan_is_not_believed_to_hold_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that such a claim proves nothing, and does not count as the end of the tree."""
    monkeypatch.chdir(tmp_path)
    search = announced()
    view, start = empty_core(search), Incumbent(np.zeros(MODEL.columns), 0.0)
    assert search._branch(view, LOG_FILE_CORE, {}, start) not in tree.ENDED
    assert search._found.bound == np.inf
    assert search._branch(view, LOG_FILE_CORE, {}, None) in tree.ENDED
    assert search._found.bound == 1.0


class Hooks:
    """The callbacks of a solver, to be called by a test."""

    def __init__(self) -> None:
        for name in ("MipLogging", "MipImprovingSolution", "MipInterrupt", "SimplexInterrupt"):
            setattr(self, f"cb{name}", SimpleNamespace(subscribe=self._keeper(name)))
        self.heard: dict[str, Any] = {}

    def _keeper(self, name: str) -> Any:
        return lambda callback: self.heard.update({name: callback})

    def tell(self, bound: float) -> None:
        """Log a bound."""
        told = SimpleNamespace(mip_dual_bound=bound, mip_node_count=1)
        self.heard["MipLogging"](SimpleNamespace(data_out=told))


@pytest.mark.parametrize(("plan", "believed"), [(None, True), (5.0, False)])
@pytest.mark.parametrize("told", [-np.inf, 4.9])
def test_a_bound_below_a_plan_of_the_core_is_not_believed(
    plan: float | None, believed: bool, told: float, tmp_path: Path
) -> None:
    """Tests what HiGHS logs while a core is searched: its last line of an empty tree is -inf."""
    search = Search(MODEL.arrays(), {"threads": 2}, tmp_path, Listener(), threading.Event())
    core = Core(search._arrays, np.arange(MODEL.columns), np.arange(MODEL.columns))
    held, hooks = tree.Held(), Hooks()
    if plan is not None:
        held.has(plan)
    search._subscribe(hooks, tree.View.of(core, 3.0), "log", lambda: False, held)  # type: ignore[arg-type]
    hooks.tell(told)
    assert search._found.bound == (max(told, 3.0) if believed else np.inf)
    hooks.tell(5.0)
    assert search._found.bound <= 5.0


def test_a_plan_of_the_rival_shows_that_a_core_is_not_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests an empty tree beside one that has found a plan: nothing is proven."""
    monkeypatch.chdir(tmp_path)
    search, held = announced(), tree.Held()
    held.has(2.0)
    assert search._branch(empty_core(search), LOG_FILE_CORE, {}, None, held=held) not in tree.ENDED
    assert search._found.bound == np.inf
