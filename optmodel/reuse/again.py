"""A search that begins with what earlier ones know: plans, and a bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from optmodel.search.solver import (
    Arrays,
    Floats,
    Incumbent,
    branch,
    incumbent_of,
    new_solver,
)
from optmodel.search.stages import Search
from optmodel.search.standing import Found

PART, LONGEST_S = 0.2, 20.0
"""The small search takes no more than this part of the time limit, nor than so many seconds ..."""
NODES = 300
"""... nor than so many nodes ..."""
FINER = 4.0
"""... and ends at a gap so many times smaller than the one asked for."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known before a search."""

    most: Floats | None
    """(columns,) upper bounds under which only earlier plans are left; None = no plan is known."""
    bound: float
    """No plan is worth more; inf = nothing is known."""


class SearchAgain(Search):
    """The search of ``optmodel.solve``, with hints."""

    def run_with(self, hints: Hints) -> Found:
        """Take up the hints; search as usual unless they prove the gap already."""
        if hints.most is not None:
            known = among(self._arrays, self._options, hints.most / self._units)
            if known is not None:
                self._keep_plan(known)
        if np.isfinite(hints.bound):
            self._keep_bound(hints.bound)
            best = self._found.incumbent
            if best is not None and self._is_proven(best.value):
                self._found.status = "kOptimal"
                self._found.status_text = "plan and bound of earlier searches are within the gap"
                self._found.seconds = self._seconds()
                return self._found
        return self.run()


def among(arrays: Arrays, options: Mapping[str, Any], most: Floats) -> Incumbent | None:
    """The best plan under some upper bounds of the columns, as far as a short search finds it."""
    wishes = {
        **options,
        "output_flag": False,
        "threads": 1,
        "time_limit": min(PART * float(options["time_limit"]), LONGEST_S),
        "mip_max_nodes": NODES,
        "mip_rel_gap": float(options["mip_rel_gap"]) / FINER,
    }
    upper = np.minimum(np.maximum(most, arrays["lower"]), arrays["upper"])
    solver, _ = new_solver({**arrays, "upper": upper}, wishes)
    branch(solver, float(wishes["time_limit"]))
    return incumbent_of(solver, arrays)
