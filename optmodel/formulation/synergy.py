"""What two clusters gain at the same site: synergy (yes or no, worth USD m)."""

from __future__ import annotations

import pyomo.environ as pyo

from optmodel.formulation.decisions import Decisions
from optmodel.formulation.rows import Rows, Term
from optmodel.formulation.synergy_gains import Gain, Presence, gains_of
from optmodel.program.program import Program


def add_synergy(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> list[Term]:
    """Add what pairs of clusters gain at the same site; return its terms of the objective.

    Benefit: gain[a,b,s,h] <= number of a that operate at s in h, and likewise of b; it is at
    most 1, so it counts once however many copies stand there. Saving: gain[a,b,s,t] <=
    number of a that have started at s by t, and likewise of b; with saving[t] its present value
    in t the coefficient is saving[t] - saving[t+1], so that the saving counts once, in the
    period in which the second of them starts. Values in USD m, discounted.

    Where the saving grows over time (escalation above the discount rate) the coefficient is
    below 0 and the row holds from the other side: gain[a,b,s,t] >= there[a] + there[b] - 1,
    there = the number for one copy; for more of them gain_there[k,s,t] in {0,1} with number
    <= most[k,s] * gain_there. Periods between which nothing changes share one variable. The
    perspective of Japan has no part in synergies, so it has none.
    """
    rows = Rows()
    gains = () if program.settings.perspective == "Japan" else gains_of(program, decisions)
    model.gain = pyo.Var([gain.name for gain in gains], bounds=(0.0, 1.0))
    _add_there(rows, model, decisions, gains)
    for gain in gains:
        both = (1.0, model.gain[gain.name])
        if gain.value_musd > 0:
            for presence in gain.presences:
                key = (*gain.name, presence.cluster)
                rows.at_most(key, [both, *_number(decisions, presence, -1.0)], 0.0)
        else:
            there = [
                term
                for presence in gain.presences
                for term in (
                    [(-1.0, model.gain_there[_there_name(gain, presence)])]
                    if presence.most > 1
                    else _number(decisions, presence, -1.0)
                )
            ]
            rows.at_least((*gain.name, "both"), [both, *there], -1.0)
    rows.attach(model, "synergy")
    return [(gain.value_musd, model.gain[gain.name]) for gain in gains]


def _add_there(
    rows: Rows, model: pyo.ConcreteModel, decisions: Decisions, gains: tuple[Gain, ...]
) -> None:
    """Add the variable that is 1 where at least one of several copies is there, if forced."""
    needed = {
        _there_name(gain, presence): presence
        for gain in gains
        if gain.value_musd < 0
        for presence in gain.presences
        if presence.most > 1
    }
    model.gain_there = pyo.Var(list(needed), domain=pyo.Binary)
    for name, presence in needed.items():
        there = (-float(presence.most), model.gain_there[name])
        rows.at_most(name, [*_number(decisions, presence, 1.0), there], 0.0)


def _there_name(gain: Gain, presence: Presence) -> tuple[str, str, int]:
    """Index of gain_there."""
    return presence.cluster, gain.site, gain.period


def _number(decisions: Decisions, presence: Presence, sign: float) -> list[Term]:
    """Terms that add up to how many are there, times ``sign``."""
    return [
        *((sign, decisions.x[column]) for column in presence.begun),
        *((-sign, decisions.x[column]) for column in presence.ended),
    ]
