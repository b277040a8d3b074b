"""Sentences that several sheets share: how sure the plan is, what the checks say."""

from __future__ import annotations

from optmodel.plan.limit import Limit
from optmodel.plan.plan import Plan
from optmodel.search.result import Outcome

ROUNDING = 1e-6
"""Part of a limit, at least of 1, that is not worth speaking of."""

NOTHING_TO_USE = "nothing there to use"
"""Of a limit that offers nothing and of which nothing is used."""


def binding_words(limit: Limit) -> str:
    """Say whether a limit binds: yes, no, broken, or that there is nothing to use.

    A site without power, at which nothing uses any, leaves no slack either; it is no news.
    """
    if limit.slack < -ROUNDING * max(1.0, abs(limit.limit)):
        return "broken"
    if not limit.binding:
        return "no"
    empty = limit.sense == "at most" and max(abs(limit.limit), abs(limit.used)) <= ROUNDING
    return NOTHING_TO_USE if empty else "yes"


def is_tight(limit: Limit) -> bool:
    """Whether it is broken, or something is used and nothing is left: what a summary names."""
    words = binding_words(limit)
    return words == "broken" or (words == "yes" and limit.used != 0.0)


def money(musd: float) -> str:
    """Return an amount for a sentence, such as ``1,234.5 USD m``."""
    return f"{musd:,.1f} USD m"


def is_proven(plan: Plan) -> bool:
    """Whether the search proved the plan within the gap that was asked for."""
    return plan.search.outcome == Outcome.OPTIMAL


def gap_musd(plan: Plan) -> float | None:
    """Proven bound less value, in USD m; None where no bound is known."""
    search = plan.search
    if is_edited(plan):
        return plan.gap_musd
    if search.bound is None or search.value is None:
        return None
    return max(0.0, search.bound - search.value)


def is_edited(plan: Plan) -> bool:
    """Whether somebody wrote the plan down, so that nothing was searched."""
    return plan.search.outcome == Outcome.EVALUATED


def bound_words(plan: Plan) -> str:
    """Say how far an edited plan is from the proven bound."""
    bound = plan.search.bound
    if bound is None:
        return "no bound known"
    distance = bound - plan.value_musd
    side = "below" if distance >= 0.0 else "above"
    return f"{money(abs(distance))} {side} the proven bound"


def proof_line(plan: Plan) -> str:
    """Return the line of the frozen header that says how sure the plan is."""
    if is_edited(plan):
        return f"EDITED PLAN, NOT SEARCHED ({bound_words(plan)})"
    distance, share = gap_musd(plan), plan.search.gap
    if is_proven(plan):
        if distance is None or share is None:
            return "Proven within the requested gap"
        return f"Proven: gap {distance:,.1f} USD m ({share:.2%})"
    if distance is None:
        return "NOT PROVEN (gap unknown: no bound)"
    return f"NOT PROVEN (gap {distance:,.1f} USD m)"


def failures(plan: Plan) -> int:
    """Return the master check: the number of checks that fail."""
    return sum(not check.passed for check in plan.checks)


def checks_hold(plan: Plan) -> bool:
    """Whether the plan was checked and nothing failed."""
    return bool(plan.checks) and failures(plan) == 0


def master_line(plan: Plan) -> str:
    """Return the line of the frozen header that says what the checks say."""
    if not plan.checks:
        return "Master check: NOT RUN"
    count = failures(plan)
    word = "PASS" if count == 0 else "FAIL"
    return f"Master check: {word} ({count} of {len(plan.checks)} checks fail)"


def status_words(plan: Plan) -> str:
    """Return the status in plain words, for people who do not know solvers."""
    if is_edited(plan):
        broken = "It keeps every limit" if checks_hold(plan) else "It BREAKS limits, see Checks"
        return f"Edited plan, not searched: {bound_words(plan)}. {broken}."
    distance, share = gap_musd(plan), plan.search.gap
    if distance is None or share is None:
        sure = "No bound is known, so a better plan may exist."
    elif distance <= 1e-9 * max(1.0, abs(plan.value_musd)):
        sure = "No plan that meets all limits is worth more."
    else:
        sure = (
            f"No plan that meets all limits is worth more than this one by over {money(distance)}"
            f" ({share:.2%})."
        )
    if is_proven(plan):
        return f"Proven within the requested gap. {sure}"
    return f"NOT PROVEN: the search ended before the requested gap was reached. {sure}"
