"""Who could run a cluster, and what that adds to its cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from optmodel.workbook.tables import Tables


class Fit(NamedTuple):
    """A candidate for a cluster."""

    extra_capex_musd: float
    """Added like Placement's: no site factor, spread, escalated and supported as capex."""
    extra_cost_musd_year: float
    """Operating cost that is added while it operates: no site factor."""


NO_EXTRA = Fit(0.0, 0.0)

Fits = Mapping[str, Mapping[str, Fit]]
"""Cluster id to its candidates by operator id, declined ones included; only clusters that must
have an operator."""


def fits_of(tables: Tables) -> Fits:
    """Candidates: the rows of Operator fit, else the operator that Clusters names, if there is one.

    A name in Clusters that is not in Operators is information and asks nothing.
    """
    fits: dict[str, dict[str, Fit]] = {}
    for row in tables.rows("Operator fit"):
        fits.setdefault(row.text("Cluster"), {})[row.text("Operator")] = Fit(
            row.number("Extra capex (USD m)"), row.number("Extra operating cost (USD m/year)")
        )
    operators = {row.text("Operator") for row in tables.rows("Operators")}
    for row in tables.rows("Clusters"):
        cluster, named = row.text("Cluster"), row.text("Operator")
        if named in operators and cluster not in fits:
            fits[cluster] = {named: NO_EXTRA}
    return fits
