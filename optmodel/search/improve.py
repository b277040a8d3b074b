"""A better plan by searching neighborhoods of the best one, each with HiGHS itself.

Most columns are held where the best plan has them, the rest are free, and HiGHS solves what is
left within a bounded number of nodes. Whatever it finds keeps every row of the whole model, so
a plan can only get better; what is proven about it comes from the bound of the whole search,
never from here. Work is limited by nodes and iterations rather than seconds, and the random
numbers come from the seed: as long as the user's time limit does not cut in, the same input
gives the same plan on a slow machine and on a fast one. Beside the prices of a large model the
clock has its say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from optmodel.search.solver import Arrays, Floats, Incumbent, incumbent_of, new_solver, set_start

Bools = NDArray[np.bool_]
Labels = NDArray[np.int64]

ROUNDS_WITHOUT_GAIN = 15
"""After this many neighborhoods in a row without a gain, branching is the better use of time."""
NODES = 30
"""Nodes for one neighborhood."""
WORK = 4.0
"""Iterations of the simplex method in all rounds together, as a multiple of those of the root."""
GROWTH, SHRINKAGE = 1.25, 0.8
"""How the share that is free changes after a neighborhood was solved, or was too large."""
SMALLEST_SHARE, LARGEST_SHARE = 0.08, 0.9
FINER = 20.0
"""A neighborhood is solved to a gap this many times smaller than the one asked for, because
many small gains have to add up to less than that."""
GAIN = 1e-7
"""Part of the value by which a plan must be better to count: less is rounding."""


@dataclass(frozen=True, slots=True)
class Round:
    """One neighborhood that was searched."""

    kind: str
    free: int
    """Whole-number columns that were free."""
    solved: bool
    """Whether nothing better is left in it."""
    value: float
    nodes: int
    iterations: int
    """Of the simplex method."""


class Neighborhoods:
    """Which columns are free in each round: some rows, some sites, or all timing.

    Parameters
    ----------
    row, place
        (columns,) labels of what belongs together: the row of Clusters and the site of a start,
        only the site of an opening; -1 where a column has none. What has neither is free in
        every round.
    seed
        Of the random choices.
    """

    def __init__(self, row: Labels, place: Labels, seed: int) -> None:
        self._row, self._place = row, place
        self._random = np.random.default_rng(seed)
        self._share = {"rows": 0.3, "sites": 0.25}

    def rounds(self) -> Iterator[str]:
        """The kinds of neighborhoods, one after the other, without end."""
        while True:
            yield from ("rows", "sites", "timing")

    def free(self, kind: str, x: Floats) -> Bools:
        """Columns that are free in a round of this kind around a plan."""
        starts = self._row >= 0
        if kind == "rows":
            return ~starts | self._some(self._row, kind)
        used = starts & (x > 0.5)
        if kind == "timing":
            width = int(self._place.max(initial=0)) + 1
            pair = self._row * width + self._place
            return ~starts | np.isin(pair, pair[used])
        here = self._some(self._place, kind)
        # What stands elsewhere stays there, or the sites would compete for it with themselves.
        elsewhere = np.setdiff1d(self._row[used & ~here], self._row[used & here])
        nowhere = ~starts & (self._place < 0)  # follows from the rest, so it has to be free
        return nowhere | (here & ~(starts & np.isin(self._row, elsewhere)))

    def learn(self, kind: str, *, solved: bool) -> None:
        """Free more next time where this was solved, less where it was too large."""
        if kind in self._share:
            share = self._share[kind] * (GROWTH if solved else SHRINKAGE)
            self._share[kind] = float(np.clip(share, SMALLEST_SHARE, LARGEST_SHARE))

    def _some(self, labels: Labels, kind: str) -> Bools:
        """Columns of a random share of the labels."""
        known = np.unique(labels[labels >= 0])
        count = min(len(known), max(2, round(self._share[kind] * len(known))))
        return np.isin(labels, self._random.choice(known, size=count, replace=False))


def improve(
    arrays: Arrays,
    best: Incumbent,
    options: Mapping[str, Any],
    *,
    iterations: float,
    enough: Callable[[float], bool],
    left_s: Callable[[], float],
    over: Callable[[], bool],
    on_gain: Callable[[Incumbent], None],
    on_round: Callable[[Round], None],
    longest_s: float = float("inf"),
) -> Incumbent:
    """Search neighborhoods until the plan is good enough, work or time is over, or gains stop.

    Parameters
    ----------
    arrays
        The model.
    best
        Where to begin; it keeps every row.
    options
        HiGHS options of the whole search.
    iterations
        Of the simplex method that all rounds together may take.
    enough
        Whether a value is within the requested gap of the proven bound.
    left_s
        Seconds that are left; 0 ends the search.
    over
        Whether to end, in the middle of a neighborhood too.
    on_gain
        Called with every better plan.
    on_round
        Called after every round.
    longest_s
        Seconds that one neighborhood may take.
    """
    neighborhoods = Neighborhoods(arrays["row"], arrays["place"], int(options["random_seed"]))
    idle = 0
    for kind in neighborhoods.rounds():
        ends = over() or left_s() <= 0.0 or iterations <= 0.0
        if ends or idle >= ROUNDS_WITHOUT_GAIN or enough(best.value):
            break
        held = arrays["integer"] & ~neighborhoods.free(kind, best.x)
        within = {**options, "time_limit": min(longest_s, left_s())}
        searched, found = _search(arrays, best, held, within, over)
        searched = replace(searched, kind=kind)
        neighborhoods.learn(kind, solved=searched.solved)
        iterations -= searched.iterations
        idle += 1
        on_round(searched)
        if found is not None and found.value > best.value + GAIN * max(1.0, abs(best.value)):
            best, idle = found, 0
            on_gain(best)
    return best


def _search(
    arrays: Arrays,
    best: Incumbent,
    held: Bools,
    options: Mapping[str, Any],
    over: Callable[[], bool],
) -> tuple[Round, Incumbent | None]:
    """Search one neighborhood; its best plan, if any was found."""
    nearest = np.where(held, np.round(best.x), 0.0)
    around = {
        **arrays,
        "lower": np.where(held, nearest, arrays["lower"]),
        "upper": np.where(held, nearest, arrays["upper"]),
    }
    within = {
        "output_flag": False,
        "mip_max_nodes": NODES,
        "mip_rel_gap": options["mip_rel_gap"] / FINER,
    }
    solver, _ = new_solver(around, {**options, **within})
    set_start(solver, best.x)

    def interrupt(event: highspy.HighsCallbackEvent) -> None:
        if over():
            event.interrupt()

    solver.cbMipInterrupt.subscribe(interrupt)
    solver.cbSimplexInterrupt.subscribe(interrupt)
    solver.run()
    info, found = solver.getInfo(), incumbent_of(solver, arrays)
    searched = Round(
        kind="",
        free=int(np.count_nonzero(arrays["integer"] & ~held)),
        solved=solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        value=best.value if found is None else found.value,
        nodes=max(0, info.mip_node_count),
        iterations=max(0, info.simplex_iteration_count),
    )
    return searched, found
