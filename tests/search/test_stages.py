"""The three stages of a search: what each may claim."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optmodel.search import stages
from optmodel.search.controls import Controls
from optmodel.search.exchange import LOG_FILE, LOG_FILE_AGAIN, read_plan
from optmodel.search.highs import solver_options
from optmodel.search.solver import Incumbent
from optmodel.search.stages import Found, Search
from tests.search.knapsacks import best_value, knapsacks, matrix_of

MODEL = matrix_of(knapsacks(rows=16, sites=3, seed=4))
OPTIMUM = best_value(MODEL)


class Listener:
    """Keeps what a worker would send."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, dict[str, Any]]] = []

    def send(self, event: str, **fields: object) -> None:
        """Keep one message."""
        self.messages.append((event, fields))


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every model counts as large, so that all stages take part."""
    monkeypatch.setattr(stages, "LARGE", 1)


def searched(
    folder: Path,
    controls: Controls,
    monkeypatch: pytest.MonkeyPatch,
    listener: Listener | None = None,
    stop: threading.Event | None = None,
) -> Found:
    """Search the model in a folder."""
    monkeypatch.chdir(folder)
    options = {"log_to_console": False, **solver_options(controls)}
    channel = listener or Listener()
    return Search(MODEL.arrays(), options, folder, channel, stop or threading.Event()).run()


@pytest.mark.usefixtures("staged")
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


@pytest.mark.usefixtures("staged")
def test_progress_never_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that over all stages values rise and bounds fall."""
    listener = Listener()
    searched(tmp_path, Controls(time_limit_s=60, gap=0.0), monkeypatch, listener)
    progress = [fields for event, fields in listener.messages if event == "progress"]
    values = [fields["value"] for fields in progress if fields["value"] is not None]
    assert values == sorted(values)
    assert all(fields["bound"] >= OPTIMUM - 1e-6 for fields in progress)


@pytest.mark.parametrize(
    ("bound", "status"), [(101.0, "kOptimal"), (101.1, "kSolutionLimit"), (110.0, "kSolutionLimit")]
)
def test_an_improved_plan_is_proven_by_the_bound_of_the_root_alone(
    bound: float, status: str, tmp_path: Path
) -> None:
    """Tests a plan of 100 at a gap of 1 %: proven by a bound of 101, not by one of 101.1."""
    options = {"log_to_console": False, **solver_options(Controls(time_limit_s=60, gap=0.01))}
    search = Search(MODEL.arrays(), options, tmp_path, Listener(), threading.Event())
    plan = Incumbent(np.zeros(MODEL.columns), 100.0)
    search._found = Found(status="kSolutionLimit", incumbent=plan, bound=bound)
    assert search._settled() is (status == "kOptimal")
    assert search._found.status == status


@pytest.mark.usefixtures("staged")
def test_a_request_to_stop_keeps_the_plan_and_claims_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a stop asked for while neighborhoods are searched ends as an interrupt."""
    stop = threading.Event()

    def ask(*_: object, **given: Any) -> Any:
        stop.set()
        assert given["ended"]()
        return _[1]

    monkeypatch.setattr(stages, "improve", ask)
    found = searched(tmp_path, Controls(time_limit_s=60, gap=0.0), monkeypatch, stop=stop)
    assert found.status == "kInterrupt"
    assert found.incumbent is not None


def test_a_small_model_goes_to_the_tree_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that neighborhoods are left out where the tree alone takes no time."""
    monkeypatch.setattr(stages, "improve", lambda *_, **__: pytest.fail("expected no rounds"))
    found = searched(tmp_path, Controls(time_limit_s=60, gap=0.0), monkeypatch)
    assert found.status == "kOptimal"
    assert np.count_nonzero(MODEL.integer) < stages.LARGE
