"""When clusters begin to operate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optmodel.economics.types import IntArray
from optmodel.program.program import Program


def first_operations(
    program: Program, clusters: Sequence[int] | IntArray, starts: Sequence[int] | IntArray
) -> IntArray:
    """First operating period of starts, (m,), which may lie past the horizon.

    Parameters
    ----------
    program
        The program.
    clusters, starts
        (m,) indices into ``program.clusters``, and periods of the start.
    """
    builds = np.array([cluster.build_periods for cluster in program.clusters], dtype=np.intp)
    begun = np.asarray(starts, dtype=np.intp)
    return np.asarray(begun + builds[np.asarray(clusters, dtype=np.intp)], dtype=np.intp)
