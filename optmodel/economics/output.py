"""Output of clusters by period, for the markets that can take only so much."""

from __future__ import annotations

import numpy as np

from optmodel.economics.profiles import operating, ramp, shifted
from optmodel.economics.types import FloatArray
from optmodel.program.program import Cluster, Program


def output_by_period(program: Program, cluster: Cluster) -> FloatArray:
    r"""(T, H) output of a cluster by start and period, units a year.

    .. math:: output_h = output \cdot ramp_{h-o} \text{ for } o \le h < o + life, \text{ else } 0

    with o the first operating period: in full from the first where there is no ramp, none after
    the end of its life.
    """
    calendar = program.calendar
    on = operating(cluster, calendar)
    wait = min(cluster.build_periods, len(on))
    ramped = np.concatenate((np.zeros(wait), ramp(cluster.ramp_profile, len(on) - wait)))
    return shifted(cluster.output_year * on * ramped, calendar)
