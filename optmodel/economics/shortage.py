"""Where a site has too little of a resource for a cluster alone, period by period."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.program import Cluster, Program, Site

FITS: Final = 1e-9
"""A use may exceed a supply by this, relative and absolute: sums of floats round."""

SUFFICIENT: Final = -1
"""Index of a resource where the site has enough of all."""


def short_of(program: Program, cluster: Cluster, added: FloatArray) -> IntArray:
    """(S, T) the first resource of which a site has too little for a start in a period.

    An index into ``Program.resources``, or ``SUFFICIENT``. ``added``, (S, R), is what other
    clusters could add, from ``additions``: it counts as supply. (A cluster that is short of a
    resource adds none of it itself.)
    """
    starts = program.calendar.decision_periods
    short = np.full((len(program.sites), starts), SUFFICIENT, dtype=np.intp)
    for row, (site, extra) in enumerate(zip(program.sites, added, strict=True)):
        for index, resource in enumerate(program.resources):
            scarce = _scarce(program, cluster, site, resource, float(extra[index]))
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


def _scarce(
    program: Program, cluster: Cluster, site: Site, resource: str, extra: float
) -> NDArray[np.bool_]:
    """(H,) whether the cluster uses more in a period than there could be."""
    use = program.use(cluster, site, resource)
    supply = np.array(program.supply(site, resource)) + extra
    return np.asarray(use > supply + FITS * np.maximum(1.0, np.abs(supply)))


def _meets(flags: NDArray[np.bool_], begin: IntArray, end: IntArray) -> NDArray[np.bool_]:
    """(T,) whether any flag is set in the periods from ``begin`` up to but without ``end``."""
    counted = np.concatenate(([0], np.cumsum(flags)))
    return np.asarray(counted[end] > counted[begin])
