"""What a value is made of: clusters, site preparation, synergies and the receipts of pools.

To each party the value is the sum of the four; ``run.json`` has all but the preparation, which
is what is left. It is checked against what the preparation costs before discounting.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from optmodel.comparison.fields import DamagedError, Fields
from optmodel.comparison.party import ByParty, added

RELATIVE = 1e-6
"""Figures of one run that differ by more are different figures, as in the audit."""
ROUNDING = 1e-9
"""USD m, a tenth of a cent; a preparation below it is what is left of sums of fractions."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a value that belong to no single cluster. USD m."""

    synergy: ByParty
    pool: ByParty
    preparation: ByParty


def parts_of(
    document: Fields, values: ByParty, npvs: Iterable[ByParty], spent_musd: float
) -> Parts:
    """Split a value.

    Parameters
    ----------
    document
        ``run.json``.
    values, npvs
        Of the plan, and of each funded cluster.
    spent_musd
        What the preparation of all sites costs before discounting.

    Raises
    ------
    DamagedError
        Where the figures contradict each other.
    """
    scale = max(1.0, *(abs(value) for value in astuple(values)))
    worth = document.number("synergy")
    synergy = ByParty(worth, worth)
    receipts = [row.number("value_pool") for row in document.rows("sources") if _has_pool(row)]
    pool = ByParty(0.0, -math.fsum(receipts), math.fsum(receipts[:1]), math.fsum(receipts[1:]))
    rest = values - added([*npvs, synergy, pool])
    parties = math.fsum((values.united_states, values.japan, values.other))
    if abs(values.program - parties) > RELATIVE * scale:
        raise DamagedError("values.program is not the sum of the parties")
    if not -spent_musd - RELATIVE * scale <= rest.program <= RELATIVE * scale:
        raise DamagedError("values.program is not what clusters, synergies and sites add up to")
    cleaned = (0.0 if abs(value) <= ROUNDING else value for value in astuple(rest))
    return Parts(synergy, pool, ByParty(*cleaned))


def _has_pool(row: Fields) -> bool:
    """Whether a run says what its pools are worth; older ones do not."""
    return "value_pool" in row.content


def hides_pools(document: Fields) -> bool:
    """Whether a run has a pooled source and does not say what its receipts are worth."""
    rows = document.rows("sources")
    return any(row.text("vehicle") == "pooled" and not _has_pool(row) for row in rows)
