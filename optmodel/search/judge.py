"""What to believe of a search: claims are checked, and doubt never becomes a proof."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from optmodel.search.conversation import Conversation, Ending
from optmodel.search.exchange import read_plan
from optmodel.search.matrix import Floats, Matrix
from optmodel.search.result import Outcome
from optmodel.search.verify import OBJECTIVE, Verified, verify

STOPPED = {
    "kTimeLimit": "the time limit was reached",
    "kInterrupt": "the user asked to stop",
    "kMemoryLimit": "the memory limit was reached",
}
"""HiGHS status to the plain words for a search that was cut short."""

ENDINGS = {
    Ending.REFUSED: "the solver refused the task",
    Ending.GARBAGE: "the solver's answer could not be read",
    Ending.GONE: "the solver ended without an answer",
    Ending.WATCHDOG: "the solver ignored its time limit and was killed",
    Ending.STOPPED: "the solver ignored the request to stop and was killed",
}


@dataclass(frozen=True, slots=True)
class Judgment:
    """An outcome with what may be believed."""

    outcome: Outcome
    reason: str
    value: float | None = None
    bound: float | None = None
    x: Floats | None = None


def judge(
    matrix: Matrix, said: Conversation, folder: Path, gap: float, proven_musd: float
) -> Judgment:
    """The outcome of a conversation and the plan file that it left."""
    written = read_plan(folder)
    plan = verify(matrix, *written) if written is not None else None
    if isinstance(plan, str):
        return Judgment(Outcome.CRASHED, f"the solver's plan does not hold: {plan}")
    if said.ending is not Ending.DONE:
        detail = f" ({said.detail})" if said.detail else ""
        return _cut_short(said, plan, ENDINGS[said.ending] + detail)
    contradiction = _contradiction(matrix, said, plan)
    if contradiction:
        return Judgment(Outcome.CRASHED, contradiction)
    if said.status == "kOptimal" and plan is not None:
        return _optimal(said, plan, gap, proven_musd)
    return _without_optimum(said, plan)


def _contradiction(matrix: Matrix, said: Conversation, plan: Verified | None) -> str:
    """What in a result contradicts the plan file, or nothing."""
    if plan is None:
        if said.claims_plan or said.status == "kOptimal":
            return "the solver claims a plan that it did not write"
        return ""
    if said.status == "kInfeasible":
        return "the solver claims that no plan is possible, but has found one"
    if _misreports(matrix, said, plan):
        claim = f"value {said.value}, bound {said.bound}"
        return f"the solver misreports: {claim}, but its plan is worth {plan.value:.9g}"
    return ""


def _optimal(said: Conversation, plan: Verified, gap: float, proven_musd: float) -> Judgment:
    """A claim of optimality: believed where the bound is within the requested gap."""
    if said.bound is None:
        return _plan(Outcome.FEASIBLE, "the solver gives no bound for its plan", said, plan)
    # Sums of thousands of doubles differ in their last digits, hence the billionth.
    allowed = max(gap * abs(plan.value), proven_musd) + 1e-9 * abs(plan.value)
    if said.bound - plan.value > allowed:
        reason = "the solver stopped before the gap that was asked for"
        return _plan(Outcome.FEASIBLE, reason, said, plan)
    return _plan(Outcome.OPTIMAL, "proven within the requested gap", said, plan)


def _misreports(matrix: Matrix, said: Conversation, plan: Verified) -> bool:
    """Whether value or bound of the result contradict the plan that was written last."""
    tolerance = _rounding(matrix, plan)
    if said.claims_plan and (said.value is None or abs(said.value - plan.value) > tolerance):
        return True
    return said.bound is not None and said.bound < plan.value - tolerance


def lifted(matrix: Matrix, bound: float, plan: Verified) -> float:
    """A bound that rounding alone may have left below a plan's value, lifted to it.

    One that the plan beats by more stays as it is, so that the contradiction can be seen.
    """
    below = plan.value - bound
    return plan.value if 0.0 < below <= _rounding(matrix, plan) else bound


def _rounding(matrix: Matrix, plan: Verified) -> float:
    """By how much rounding the whole numbers can move the value, USD m."""
    return OBJECTIVE * max(1.0, float(abs(matrix.cost) @ abs(plan.x)) + abs(matrix.offset))


def _cut_short(said: Conversation, plan: Verified | None, why: str) -> Judgment:
    """A search that did not end by itself: its best plan, or none."""
    if plan is not None:
        return _plan(Outcome.FEASIBLE, f"{why}; the best plan found before is kept", said, plan)
    by_request = said.ending in {Ending.DONE, Ending.STOPPED}
    outcome = Outcome.NO_PLAN if by_request else Outcome.CRASHED
    return Judgment(outcome, f"{why}; no plan was found before", bound=said.bound)


def _without_optimum(said: Conversation, plan: Verified | None) -> Judgment:
    """A result that claims no optimum: impossible, cut short, or trouble inside the solver."""
    if said.status == "kInfeasible":
        return Judgment(Outcome.INFEASIBLE, "proven: no plan meets every limit")
    if said.status in STOPPED:
        return _cut_short(said, plan, STOPPED[said.status])
    why = f"the solver could not finish ({said.status_text or said.status})"
    if plan is not None:
        return _plan(Outcome.FEASIBLE, f"{why}; the best plan found before is kept", said, plan)
    return Judgment(Outcome.CRASHED, why)


def _plan(outcome: Outcome, reason: str, said: Conversation, plan: Verified) -> Judgment:
    """A plan that holds, with a bound that is not below it."""
    bound = said.bound if said.bound is None else max(said.bound, plan.value)
    return Judgment(outcome, reason, plan.value, bound, plan.x)
