"""A plan as tables for a notebook, with the columns of ``run.json``."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from optmodel.plan.plan import Plan
from optmodel.plan.records import calls, checks, clusters, limits, sites


def plan_tables(plan: Plan) -> Mapping[str, pd.DataFrame]:
    """Give ``clusters``, ``sites``, ``calls``, ``limits`` and ``checks`` of a plan."""
    listed = {
        "clusters": clusters(plan),
        "sites": sites(plan),
        "calls": calls(plan),
        "limits": limits(plan),
        "checks": checks(plan),
    }
    return {name: pd.DataFrame.from_records(list(rows)) for name, rows in listed.items()}
