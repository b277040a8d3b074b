"""A plan as tables for a notebook, with the columns of ``run.json``."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from optmodel.plan.money_records import operators, sources, synergies, targets
from optmodel.plan.plan import Plan
from optmodel.plan.records import calls, checks, clusters, limits, sites


def plan_tables(plan: Plan) -> Mapping[str, pd.DataFrame]:
    """Give every list of a plan but the pools, whose lines are lists themselves."""
    listed = {
        "clusters": clusters(plan),
        "sites": sites(plan),
        "calls": calls(plan),
        "sources": sources(plan),
        "targets": targets(plan),
        "synergies": synergies(plan),
        "operators": operators(plan),
        "limits": limits(plan),
        "checks": checks(plan),
    }
    return {name: pd.DataFrame.from_records(list(rows)) for name, rows in listed.items()}
