"""Of `optmodel evaluate` and `optmodel compare`."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

PLANS = (
    Code("E401", Stage.PLANS, "of an edited plan: a start outside the decision periods"),
    Code(
        "E402",
        Stage.PLANS,
        "of an edited plan: a start period that was changed, and a start that was not",
    ),
    Code("E403", Stage.PLANS, "of an edited plan: shares that do not add up to 1"),
    Code("E404", Stage.PLANS, "of an edited plan: the file is no results workbook"),
    Code("E405", Stage.PLANS, "of an edited plan: no copy of the input beside it"),
    Code("E406", Stage.PLANS, "of an edited plan: the copy of the input beside it has changed"),
    Code("E920", Stage.PLANS, "a folder that does not hold the results of a run"),
    Code("E921", Stage.PLANS, "results that are damaged or do not fit together"),
    Code("W401", Stage.PLANS, "of an edited plan: a start period that is not that of the start"),
    Code("W402", Stage.PLANS, "of an edited plan: an operator where there is no choice"),
    Code("W403", Stage.PLANS, "of an edited plan: another input than that of the results"),
)
