"""Where a site has too little of a resource for a cluster alone, period by period."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.screening import additions
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.program import Cluster, Program

FITS: Final = 1e-9
"""A use may exceed a supply by this, relative and absolute: sums of floats round."""

SUFFICIENT: Final = -1
"""Index of a resource where the site has enough of all."""


def most_available(program: Program) -> FloatArray:
    """(S, R, H) the most that a cluster can find at a site: the supply and all that others add."""
    supply = [
        [program.supply(site, resource) for resource in program.resources] for site in program.sites
    ]
    shape = (len(program.sites), len(program.resources), program.calendar.horizon_periods)
    return np.array(supply).reshape(shape) + additions(program)[:, :, None]


def short_of(program: Program, cluster: Cluster, available: FloatArray) -> IntArray:
    """(S, T) the first resource of which a site has too little for a start in a period.

    An index into ``Program.resources``, or ``SUFFICIENT``. ``available`` comes from
    ``most_available``. (A cluster that is short of a resource adds none of it itself.)
    """
    starts = program.calendar.decision_periods
    short = np.full((len(program.sites), starts), SUFFICIENT, dtype=np.intp)
    for row, site in enumerate(program.sites):
        for index, resource in enumerate(program.resources):
            scarce = _exceeds(program.use(cluster, site, resource), available[row, index])
            if scarce.any():
                lacking = _meets(scarce, *using_periods(program, cluster, resource))
                short[row] = np.where(lacking & (short[row] == SUFFICIENT), index, short[row])
    return short


def using_periods(program: Program, cluster: Cluster, resource: str) -> tuple[IntArray, IntArray]:
    """(T,) first period of use of each start, and (T,) the one after its last.

    Land is used from the start of construction to the horizon, everything else while operating.
    """
    starts = np.arange(program.calendar.decision_periods)
    end = np.full(len(starts), program.calendar.horizon_periods)
    if resource == "land":
        return starts, end
    begin = np.minimum(starts + cluster.build_periods, end)
    if cluster.life_periods is None:
        return begin, end
    return begin, np.minimum(begin + cluster.life_periods, end)


def _exceeds(use: float, available: FloatArray) -> NDArray[np.bool_]:
    """(H,) whether a use is more than there could be in a period."""
    return np.asarray(use > available + FITS * np.maximum(1.0, np.abs(available)))


def _meets(flags: NDArray[np.bool_], begin: IntArray, end: IntArray) -> NDArray[np.bool_]:
    """(T,) whether any flag is set in the periods from ``begin`` up to but without ``end``."""
    counted = np.concatenate(([0], np.cumsum(flags)))
    return np.asarray(counted[end] > counted[begin])
