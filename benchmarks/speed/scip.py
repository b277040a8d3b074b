"""SCIP on our own model."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.speed.linear import load
from benchmarks.speed.mps import WHOLE
from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms


def run_scip(_case: str, terms: Terms, record: Recorder) -> None:
    """Solve the model file; the clock runs from the start of reading it.

    One thread: SCIP's search is sequential. (Its concurrent mode races copies of itself with
    other settings, and was no better when tried with two.)
    """
    from pyscipopt import SCIP_EVENTTYPE, Eventhdlr, Model

    checked = load(terms.folder / f"{WHOLE}.npz")
    over: list[bool] = []
    told = SCIP_EVENTTYPE.BESTSOLFOUND | SCIP_EVENTTYPE.DUALBOUNDIMPROVED

    class Listener(Eventhdlr):  # type: ignore[misc]
        """Notes each better plan and bound."""

        def eventinit(self) -> None:
            self.model.catchEvent(told, self)

        def eventexit(self) -> None:
            self.model.dropEvent(told, self)

        def eventexec(self, _event: Any) -> None:
            if not over:  # some events come while the model is taken down
                note(self.model)

    def note(model: Any) -> None:
        infinite = model.infinity()
        primal, dual = model.getPrimalbound(), model.getDualbound()
        record.event(
            None if primal >= infinite else checked.offset - primal,
            None if dual <= -infinite else checked.offset - dual,
        )

    record.start_clock()
    model = Model()
    model.hideOutput()
    with record.phase("read"):
        model.readProblem(str(terms.folder / f"{WHOLE}.mps"))
    model.setParam("limits/time", terms.limit_s)
    model.setParam("limits/gap", terms.gap)
    model.includeEventhdlr(Listener(), "listener", "notes the trajectory")
    with record.phase("search"):
        model.optimize()
    over.append(True)
    note(model)
    record.facts(status=model.getStatus(), nodes=model.getNTotalNodes(), threads=1)
    if model.getNSols():
        x = np.zeros(len(checked.cost))
        best = model.getBestSol()
        for variable in model.getVars():
            x[int(variable.name[1:])] = model.getSolVal(best, variable)
        record.facts(
            value=checked.offset - model.getPrimalbound(),
            worst_violation=checked.worst_violation(x),
        )
