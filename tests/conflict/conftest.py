"""What tests of repairs share."""

from __future__ import annotations

import threading

import pyomo.environ as pyo
import pytest

from optmodel.search.controls import Controls
from optmodel.search.result import SolveResult

from ..oracle.pipeline import search_here


@pytest.fixture
def search_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the start of a worker for each search."""

    def search(
        model: pyo.ConcreteModel,
        controls: Controls,
        on_progress: object = None,
        stop: threading.Event | None = None,
    ) -> SolveResult:
        return search_here(model, controls)

    monkeypatch.setattr("optmodel.conflict.elastic.solve_model", search)
    monkeypatch.setattr("optmodel.conflict.possible.solve_model", search)
