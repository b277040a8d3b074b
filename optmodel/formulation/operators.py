"""What operators can carry: operator_capacity, in clusters and in USD m of capital.

Who runs what is in the columns: x[k,s,t,o] counts the copies of k that operator o runs, and
fund_once lets each copy start with one of them (rule operator_choice). An operator that has
declined has no options.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.types import IntArray, Options
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.differences import less_next, within
from optmodel.formulation.rows import Rows
from optmodel.program.program import Program


def add_operator_capacity(
    model: pyo.ConcreteModel, program: Program, options: Options, decisions: Decisions
) -> None:
    """An operator runs no more clusters, and no more capital, than it can carry.

    sum_ks x[k,s,T-1,o] <= maximum clusters[o], every copy counts one; and
    sum_kst capital[k,s,t,o] * (x[k,s,t,o] - x[k,s,t-1,o]) <= maximum capital[o], USD m, nominal,
    capital = capex less support. A row stands where all candidates together exceed the limit.
    """
    rows = Rows()
    for index, operator in enumerate(program.operators):
        columns = np.flatnonzero(decisions.operator == index)
        copies = _copies(decisions, columns)
        most = operator.maximum_clusters
        if most is not None and sum(copies.values()) > most:
            final = columns[decisions.next_x[columns] == NONE]
            running = [(1.0, decisions.x[column]) for column in final.tolist()]
            rows.at_most((operator.id, "clusters"), running, float(most))
        limit, capital = operator.maximum_capital_musd, options.capital_musd
        dearest = (
            number * capital[columns[decisions.cluster[columns] == row]].max()
            for row, number in copies.items()
        )
        if limit is not None and sum(dearest) > limit:
            amount = less_next(capital[columns], within(columns, decisions.next_x))
            spent = zip(amount.tolist(), (decisions.x[column] for column in columns), strict=True)
            rows.at_most((operator.id, "capital"), spent, limit)
    rows.attach(model, "operator_capacity")


def _copies(decisions: Decisions, columns: IntArray) -> dict[int, int]:
    """Row to its number of copies, for the rows of some columns."""
    return {row: int(decisions.copies[row]) for row in set(decisions.cluster[columns].tolist())}
