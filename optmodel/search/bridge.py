"""From the value without limits to the plan's: what each family of limits takes away at most.

Each step is the best value of the linear relaxation, in which clusters may be divided, under the
limits of the families so far: no plan that keeps these limits is worth more. So the first step is
every cluster at its best place and time, and what is left after the last one is that clusters are
whole, and what the search has not proven.

One worker solves all steps. Of it only the prices of the rows are taken, from which the bound is
worked out here: it holds whatever the prices are, and is the best value where they are right.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.search.bridge_worker import HOLDS_FILE, prices_file
from optmodel.search.child import Child
from optmodel.search.controls import WATCHDOG_EXTRA_S, WATCHDOG_FACTOR, Controls
from optmodel.search.conversation import converse
from optmodel.search.exchange import REQUEST_FILE, write_model
from optmodel.search.interrupt import interrupts
from optmodel.search.matrix import Floats, Matrix, TriviallyInfeasibleError, hand_over

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "sites": (
        "open_before_start",
        "opening_used",
        "sites_opened",
        "clusters_per_site",
        "site_supply",
    ),
    "order": ("dependency", "group_rule", "starts_per_period"),
    "capacity": ("builder_capacity", "market_limit", "operator_capacity"),
    "funding": (
        "maximum_share",
        "call_limit",
        "commitment_limit",
        "sector_limit",
        "source_recovery",
    ),
    "targets": ("target",),
}
"""Family to its rules, in the order of the steps. Rules that stand in none define what columns
mean, or hold for each start by itself: they hold from the first step on."""
WORKER_COMMAND = (sys.executable, "-P", "-m", "optmodel.search.bridge_worker")
PRECISE = {"dual_feasibility_tolerance": 1e-9}
"""Prices are to be so near to right: what they are off counts as often as a column is large."""
LONGEST_S, PART = 10.0, 0.05
"""All steps together take no longer than so many seconds or this part of the time limit ..."""
LEAST_S, SEARCH_PART = 3.0, 0.1
"""... nor than the longer one of so many seconds and this part of what the search took."""


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """The value that can be reached at most under the limits so far."""

    family: str
    """One of ``FAMILIES``; ``""`` for the first step, without any of them."""
    bound_musd: float


def value_bridge(
    model: pyo.ConcreteModel,
    controls: Controls,
    stop: threading.Event | None = None,
    searched_s: float = float("inf"),
) -> tuple[BridgeStep, ...]:
    """Work out the steps of a model that was searched.

    Parameters
    ----------
    model
        The model.
    controls
        Time limit and seed.
    stop
        Set when the user asks to stop.
    searched_s
        Seconds that the search took.

    Returns
    -------
    tuple
        The step without limits, then one per family that has rows; fewer where the time is over
        or the user asked to stop. Bounds never rise from step to step.

    Raises
    ------
    KeyboardInterrupt
        At the second Ctrl-C; the worker is killed first.
    """
    try:
        matrix = hand_over(model)
    except TriviallyInfeasibleError:
        return ()
    if matrix.columns == 0 or (stop is not None and stop.is_set()):
        return ()
    rules = np.array([str(row).partition("[")[0] for row in matrix.rows], dtype=object)
    held = [family for family, names in FAMILIES.items() if np.isin(rules, names).any()]
    holds = np.zeros(len(rules), dtype=np.int32)
    for step, family in enumerate(held, start=1):
        holds[np.isin(rules, FAMILIES[family])] = step
    steps: list[BridgeStep] = []
    with tempfile.TemporaryDirectory(prefix="optmodel-") as name:
        most = max(LEAST_S, SEARCH_PART * searched_s)
        seconds = min(most, LONGEST_S, PART * controls.time_limit_s)
        _solve(matrix, holds, Path(name), (seconds, controls.seed), stop)
        for step, family in enumerate(["", *held]):
            prices = _read(prices_file(Path(name), step), len(holds))
            if prices is None:
                break
            bound = _bound(matrix, prices, holds <= step)
            # A rounding of the solver's must not look like a gain.
            steps.append(BridgeStep(family, min(bound, steps[-1].bound_musd) if steps else bound))
    return tuple(steps)


def _solve(
    matrix: Matrix,
    holds: NDArray[np.int32],
    folder: Path,
    wishes: tuple[float, int],
    stop: threading.Event | None,
) -> None:
    """Let a worker write the prices of each step, as far as it comes in so many seconds."""
    seconds, seed = wishes
    options = {"output_flag": False, "random_seed": seed, **PRECISE}
    relaxed = matrix.arrays() | {"integer": np.zeros_like(matrix.integer)}
    request = json.dumps({"seconds": seconds, "options": options})
    try:
        write_model(folder, relaxed)
        np.save(folder / HOLDS_FILE, holds)
        (folder / REQUEST_FILE).write_text(request, encoding="utf-8")
        with interrupts() as asked, Child(folder, WORKER_COMMAND) as child:
            stops = (asked,) if stop is None else (stop, asked)
            converse(child, WATCHDOG_FACTOR * seconds + WATCHDOG_EXTRA_S, None, stops)
    except OSError:
        return  # no room or no worker: no steps, but the plan is not lost for that


def _read(path: Path, rows: int) -> Floats | None:
    """Prices that a worker wrote, None where there are none."""
    try:
        prices = np.asarray(np.load(path, allow_pickle=False), dtype=np.float64)
    except (OSError, ValueError, EOFError):
        return None
    return prices if prices.shape == (rows,) and np.isfinite(prices).all() else None


def _bound(matrix: Matrix, prices: Floats, holding: NDArray[np.bool_]) -> float:
    """What no plan is worth more than, at any prices of the rows that hold (weak duality).

    A row is worth its price times the limit that the price pushes against; each column is as large
    or small as its bounds let it be, whichever pays at these prices.
    """
    limit = np.where(prices > 0.0, matrix.row_upper, matrix.row_lower)
    pays = holding & (prices != 0.0) & np.isfinite(limit)
    priced = np.where(pays, prices, 0.0)
    reduced = matrix.cost - matrix.weighted(priced)
    columns = np.where(reduced > 0.0, matrix.upper, matrix.lower)
    return float(priced[pays] @ limit[pays] + reduced @ columns + matrix.offset)
