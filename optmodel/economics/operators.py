"""Who may run a cluster: the operators of its fits that have not declined."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.program.capacity import OperatorFit
from optmodel.program.program import Cluster, Program

NOBODY = -1
"""Index of the operator of a cluster for which nobody has to be chosen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operator that may run a cluster, and what that costs more."""

    operator: int
    """Index into ``Program.operators``; ``NOBODY`` where nobody has to be chosen."""
    fit: OperatorFit | None


def candidates(program: Program, cluster: Cluster) -> tuple[Candidate, ...]:
    """Operators that may run a cluster, in the order of the program; none if all declined."""
    if not cluster.fits:
        return (Candidate(NOBODY, None),)
    fits = {fit.operator: fit for fit in cluster.fits}
    return tuple(
        Candidate(index, fits[operator.id])
        for index, operator in enumerate(program.operators)
        if operator.id in fits and operator.status != "declined"
    )


def fit_of(program: Program, cluster: Cluster, operator: int) -> OperatorFit | None:
    """Look up what an operator (an index, or ``NOBODY``) costs a cluster.

    Raises
    ------
    KeyError
        Where the operator is not among those that could run the cluster.
    """
    if operator == NOBODY:
        return None
    return {fit.operator: fit for fit in cluster.fits}[program.operators[operator].id]
